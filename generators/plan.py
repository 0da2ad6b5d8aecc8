"""What a kind of document is, and what it plans: plain data, no Word, no disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from generators.file_names import safe_name
from generators.wording import Answer

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier

PACKED = "打包"  # the folder of what is made ready for printing and sending

FieldValue: TypeAlias = "str | Sequence[FieldValue] | Mapping[str, FieldValue]"
Fields: TypeAlias = Mapping[str, FieldValue]


class Output(NamedTuple):
    """One file to make.

    `path` is relative to the notice's output folder; `for_` is the 名称 of the unit it is for, None where it is for
    everybody; `title` goes into the file's properties; `fields` is all that the template sees, already worded.
    `variant` chooses among the templates of a kind that has several. `paged` holds the fields as they are where the
    pages of the document are known to fit (`Paged`), for the few documents whose layout depends on that.
    """

    path: str
    title: str
    fields: Fields
    for_: str | None = None
    variant: str = ""
    paged: Paged | None = None


class Paged(NamedTuple):
    """Fields to use where the document ends on an even page that its text reaches: `whole`.

    `text` is the same without what stands at the foot of the last page: both are laid out and counted, on request.
    """

    whole: Fields
    text: Fields


class MadeBy(Enum):
    """Which command makes the documents of a kind. Every kind also has a command of its own."""

    BUILD = "build"
    REQUEST = "request"  # its own command alone
    DAY = "day"  # its own command alone, as of the day that the command line gives (`RunContext.on`)
    PACK = "pack"  # `pack` too, which lists what is sent out (`RunContext.sent`)


class Kind(NamedTuple):
    """A kind of document (文种): a name, the command that makes it, and a pure function from the dossier to outputs.

    `rank` is its place in the office's work, and so in help and reports; `reads_returns` says whether its documents
    depend on what units have returned; `variants` names its further templates; `binding` says that its words stand as
    they are once they have been issued; `answers` names the deadline that a unit answers by filling it in and returning
    it; `suffix` is the ending of its files: Word, or Excel (.xlsx).
    """

    name: str
    command: str
    title: str
    rank: int
    outputs: Callable[[Dossier], Iterable[Output]]
    reads_returns: bool = False
    variants: tuple[str, ...] = ()
    binding: bool = False
    answers: Answer | None = None
    made_by: MadeBy = MadeBy.BUILD
    suffix: str = ".docx"

    @property
    def is_sent(self) -> bool:
        """Whether its documents are sent out with the notice: what `issue` keeps and `pack` packs."""
        return self.made_by is MadeBy.BUILD and not self.reads_returns

    def template(self, variant: str = "") -> str:
        """What its documents are made with: the file name of the Word template; for a workbook a name alone."""
        return self.name.replace("-", "_") + (f"_{variant}" if variant else "") + self.suffix


def unit_path(kind_title: str, number: int, short_name: str, suffix: str = ".docx") -> str:
    """Where the document of one unit lies: 任务清单/40-省财政厅-任务清单.docx."""
    return f"{kind_title}/{number}-{safe_name(short_name)}-{kind_title}{suffix}"


def notice_path(notice: str, kind_title: str) -> str:
    """Where a document for everybody lies: 2013-open-government-通知.docx."""
    return f"{safe_name(notice)}-{kind_title}.docx"


def leaves(value: Any) -> Iterator[str]:
    """Every text in a field's value, or in other data of lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from leaves(inner)


def used_fields(value: FieldValue, names: Set[str]) -> FieldValue:
    """A value without what a template does not even name: an edit of that changes nothing in its document."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {name: used_fields(inner, names) for name, inner in value.items() if name in names}
    return [used_fields(inner, names) for inner in value]


def digest(value: FieldValue) -> str:
    """A fingerprint of a field's value: equal exactly when the values are."""
    import hashlib  # both only for a build: `--help` shows the kinds without them
    import json

    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]
