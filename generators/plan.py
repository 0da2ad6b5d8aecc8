"""Kinds of documents and the outputs that they plan, as plain data: no Word, no disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import Enum
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from generators.file_names import safe_name
from generators.wording import Answer

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit

PACKED = "打包"  # the folder for `pack`: volumes to print, zips to send
FORMER_NAMES = "曾用名"  # the field that no kind gives: names of units -> what they were called in the notice

FieldValue: TypeAlias = "str | Sequence[FieldValue] | Mapping[str, FieldValue]"
Fields: TypeAlias = Mapping[str, FieldValue]


class LateFields(Mapping[str, FieldValue]):
    """Fields that are worked out once something asks for one: of many documents only the name is asked for."""

    def __init__(self, make: Callable[[], Fields]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Fields:
        return self._make()

    def __getitem__(self, name: str) -> FieldValue:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class Output(NamedTuple):
    """One file to make.

    `path` is relative to the notice's output folder; `title` goes into the file's properties; `fields` are all values
    that the template may print, finally worded; `for_` is the 名称 of its unit, None where it is for everybody;
    `variant` chooses among the templates of a kind that has several. `paged` is for the few documents whose layout
    depends on the number of their pages.
    """

    path: str
    title: str
    fields: Fields
    for_: str | None = None
    variant: str = ""
    paged: Paged | None = None


class Paged(NamedTuple):
    """Alternative fields of a document, for where its last page is an even one.

    `whole` has the imprint (版记) on the page on which the text ends, `text` has no imprint. `build --paginate` lays
    out both; `whole` is used where both have the same even number of pages.
    """

    whole: Fields
    text: Fields


class MadeBy(Enum):
    """Which command makes the documents of a kind. Every kind also has a command of its own."""

    BUILD = "build"
    REQUEST = "request"  # its own command alone
    DAY = "day"  # its own command alone, as of the day that the command line gives (`RunContext.on`)
    EDIT = "edit"  # its own command alone, which compares the content with what was issued (`RunContext.adjusted`)
    PACK = "pack"  # `pack` too, which lists what is sent out (`RunContext.sent`)


def always(_dossier: Dossier) -> bool:
    """For documents that every notice gets."""
    return True


class Kind(NamedTuple):
    """A kind of document (文种): a name, the command that makes it, and a pure function from the dossier to outputs.

    `reads_returns`: its documents depend on the returns; `variants` names its further templates, `other_titles` what
    those of its documents are called that have another title (their file names end with it, or a folder is called so);
    `binding`: its documents are not changed any more once they have been issued; `answers` is how the name of the
    deadline begins that a unit answers by returning the document (附件: a deadline whose 报送 is the attachment's
    name); `asked`: whether a notice without 文书 asks for them; `suffix` is the ending of its files: Word, or Excel
    (.xlsx).
    """

    name: str
    command: str
    title: str
    outputs: Callable[[Dossier], Iterable[Output]]
    reads_returns: bool = False
    variants: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    binding: bool = False
    answers: Answer | str | None = None
    made_by: MadeBy = MadeBy.BUILD
    suffix: str = ".docx"
    asked: Callable[[Dossier], bool] = always

    @property
    def is_sent(self) -> bool:
        """Whether its documents are sent out with the notice or after it: what `issue` keeps and `pack` packs."""
        return self.made_by in (MadeBy.BUILD, MadeBy.EDIT) and not self.reads_returns

    def called(self, variant: str) -> str:
        """What one of its documents is called: its title, but 附件 where that is sent as it lies beside notice.yaml."""
        return "附件" if variant == FINISHED else self.title

    def template(self, variant: str = "") -> str:
        """The file name of its documents' template. A workbook has no such file; the name only identifies its form."""
        return self.name.replace("-", "_") + (f"_{variant}" if variant else "") + self.suffix


FINISHED = "finished"  # the variant of a document that is sent as it lies beside notice.yaml, without a template


def unit_output(
    dossier: Dossier, kind_title: str, unit: Unit, fields: Callable[[], Fields], title: str = "", suffix: str = ".docx"
) -> Output:
    """The document of a kind for one unit, at 任务清单/040-省财政厅-任务清单.docx. `title`: if not 省财政厅任务清单."""
    path = f"{kind_title}/{dossier.units.file_name(unit)}-{kind_title}{suffix}"
    return Output(path, title or f"{unit.short_name}{kind_title}", LateFields(fields), for_=unit.name)


def notice_path(notice: str, kind_title: str) -> str:
    """The path of a document for everybody: 2013-open-government-通知.docx."""
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
    """Drop keys that the template never mentions (`names`: those it does), so that editing them causes no rebuild."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict | Mapping):  # nearly all are dicts, which are told at once
        return {name: used_fields(inner, names) for name, inner in value.items() if name in names}
    return [used_fields(inner, names) for inner in value]


def digest(value: FieldValue) -> str:
    """The SHA-256 of a field's value as canonical JSON, its first 32 hex digits: equal values have equal digests."""
    return _digest_of_text(value) if isinstance(value, str) else _digest_of(_encoder()(value))


@lru_cache(256)  # most texts are those of the document before
def _digest_of_text(text: str) -> str:
    return _digest_of(_encoder()(text))


@cache
def _encoder() -> Callable[[FieldValue], str]:
    import json  # only for a build: `--help` shows the kinds without it

    return json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@lru_cache(256)  # most fields are those of the document before; more would keep the texts of all others
def _digest_of(canonical: str) -> str:
    import hashlib

    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]
