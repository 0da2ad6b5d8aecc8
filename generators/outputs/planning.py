"""Everything that a notice's documents consist of, with its fingerprints: known without any import of Word."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from generators.kinds import NOTICE, all_kinds
from generators.outputs.found import OutputSpec
from generators.plan import FINISHED, FORMER_NAMES, Fields, Kind, MadeBy, Output, digest, leaves, used_fields
from generators.problems import Problem, TemplateError, error, reading
from generators.word.tag_words import words_in_tags
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.workspace.workspace import Workspace

# Part of every template's fingerprint: raise it when rendering itself changes, so that documents are made again.
_RENDERING = b"3"
# The same for workbooks, which have no template: raise it when `generators.excel.form` makes them otherwise.
_WORKBOOKS = b"2"


class Renderer(Protocol):
    """What makes documents: a compiled Word template, or the code that lays out a workbook."""

    def render(self, fields: Fields, properties: Mapping[str, str]) -> bytes:
        """A document. Raises TemplateError."""


@dataclass(frozen=True)
class PlannedOutput:
    """An output not yet rendered: what its kind planned, its core properties, and the digests that decide about it.

    `names` are the words that its template names; None where all fields count.
    """

    kind: Kind
    output: Output
    properties: dict[str, str]
    names: Set[str] | None
    spec: OutputSpec

    @property
    def template(self) -> str:
        """What it is made with (`Kind.template`)."""
        return self.kind.template(self.output.variant)

    @property
    def paged_key(self) -> str:
        """What its pages are counted of: its text and its template."""
        assert self.output.paged is not None
        return digest([digest(self.output.paged.whole), self.spec.template])


@dataclass
class Templates:
    """What the documents of a run are made with: each read once, and compiled once if something needs it.

    `inspect` gets the name and the bytes of a template before it is compiled; what it finds is not rendered.
    """

    workspace: Workspace
    inspect: Callable[[str, bytes], Sequence[Problem]] = lambda file, raw: ()
    _read: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _names: dict[str, frozenset[str]] = field(default_factory=dict)
    _compiled: dict[str, Renderer | TemplateError] = field(default_factory=dict)

    def digest(self, name: str) -> str:
        """The fingerprint of a template, and of the way templates are rendered."""
        if name not in self._digests:
            made_by = b"" if _is_finished(name) else _WORKBOOKS if _is_workbook(name) else self._made_by(name)
            self._digests[name] = hashlib.sha256(made_by).hexdigest()[:32]
        return self._digests[name]

    def _made_by(self, name: str) -> bytes:
        return _RENDERING + self._source(name)[1]

    def _source(self, name: str) -> tuple[str, bytes]:
        """The name of a template for messages, and its bytes."""
        if name not in self._read:
            self._read[name] = self.workspace.template(name)
        return self._read[name]

    def names(self, name: str) -> frozenset[str] | None:
        """Every word that stands in a tag of a template; None where all fields count."""
        if _is_workbook(name) or _is_finished(name):
            return None
        if name not in self._names:
            file, raw = self._source(name)
            self._names[name] = words_in_tags(raw, file)
        return self._names[name]

    def compile(self, names: Iterable[str]) -> None:
        """Compile some templates."""
        for name in set(names) - set(self._compiled):
            try:
                self._compiled[name] = self._renderer(name)
            except TemplateError as fault:
                self._compiled[name] = fault

    def _renderer(self, name: str) -> Renderer:
        if _is_finished(name):
            return _FinishedDocuments(self.workspace)
        return _workbook_form() if _is_workbook(name) else self._inspected(name)

    def _inspected(self, name: str) -> Renderer:
        file, raw = self._source(name)
        with reading(file):
            faults = self.inspect(file, raw)
            if faults:
                raise TemplateError(*faults)
            return _compiled(file, raw)

    def get(self, name: str) -> Renderer:
        """A compiled template. Raises TemplateError with its faults."""
        template = self._compiled[name]
        if isinstance(template, TemplateError):
            raise template
        return template

    def render(self, planned: PlannedOutput) -> bytes:
        """The document of an output. Raises TemplateError."""
        self.compile([planned.template])
        return self.get(planned.template).render(planned.output.fields, planned.properties)


@dataclass(frozen=True)
class _FinishedDocuments:
    """What hands on documents that lie beside notice.yaml, as they are."""

    workspace: Workspace

    def render(self, fields: Fields, properties: Mapping[str, str]) -> bytes:
        """The bytes of the file. Raises TemplateError where they are no longer those that were checked."""
        file = str(fields["文件"])
        try:
            raw = self.workspace.beside(properties["dc:subject"], file)
        except OSError:
            raw = b""
        if hashlib.sha256(raw).hexdigest()[:32] != fields["文件内容"]:
            raise TemplateError(error(f"{file} 刚刚变了", "再运行一次"))
        return raw


def _compiled(file: str, raw: bytes) -> Renderer:
    from generators.word.render import CompiledTemplate

    return CompiledTemplate(raw, file)


def _workbook_form() -> Renderer:
    from generators.excel.form import WorkbookForm  # only where a workbook is made: it takes its time to import

    return WorkbookForm()


def _is_finished(name: str) -> bool:
    return name == NOTICE.template(FINISHED)


def _is_workbook(name: str) -> bool:
    return name.endswith(".xlsx")


def plan(
    dossier: Dossier,
    templates: Templates,
    ends_even: Callable[[PlannedOutput], bool | None],
    kinds: Collection[Kind] | None = None,
) -> Iterator[PlannedOutput]:
    """The outputs of these kinds (None: of every kind) one by one, with their fingerprints.

    `ends_even` is asked of documents whose layout depends on their pages: whether their last page is an even one.
    """
    for kind, output in outputs(dossier, kinds):
        found = planned(dossier, templates, kind, output)
        if output.paged and ends_even(found):
            found = planned(dossier, templates, kind, output._replace(fields=output.paged.whole))
        yield found


def outputs(dossier: Dossier, kinds: Collection[Kind] | None = None) -> Iterator[tuple[Kind, Output]]:
    """The outputs of these kinds, None: of every kind; what lists the documents sent out comes last."""
    chosen = all_kinds() if kinds is None else kinds
    lists_sent = any(kind.made_by is MadeBy.PACK for kind in chosen)
    sent, issued = list[tuple[str, str | None]](), dossier.context.sent
    for kind in sorted(all_kinds(), key=lambda kind: kind.made_by is MadeBy.PACK):
        is_needed = kind in chosen or (lists_sent and kind.is_sent)
        if not is_needed or (kind.made_by is MadeBy.DAY and not dossier.context.on) or not _is_wanted(kind, dossier):
            continue
        if kind.made_by is MadeBy.PACK:
            dossier = dossier.in_context(replace(dossier.context, sent=(*sent, *issued)))
        for output in kind.outputs(dossier):
            sent += [(kind.called(output.variant), output.for_)] if lists_sent and kind.is_sent else []
            if kind in chosen:
                keeps_names = kind.binding or kind.made_by is MadeBy.EDIT  # what is issued under the names of its day
                yield kind, output if keeps_names else _with_former_names(dossier, output)


def _is_wanted(kind: Kind, dossier: Dossier) -> bool:
    """Whether the notice wants the documents of a kind that `build` makes: it lists them (文书), else asks for them."""
    if kind.made_by is not MadeBy.BUILD:
        return True
    listed = dossier.notice.documents
    return kind.title in listed if listed else kind.asked(dossier)


def planned(dossier: Dossier, templates: Templates, kind: Kind, output: Output) -> PlannedOutput:
    """An output with its fingerprints, as its kind gives it."""
    properties = _properties(dossier, kind, output)
    file = kind.template(output.variant)
    template, names = templates.digest(file), templates.names(file)
    fields = {name: digest(value) for name, value in printed(dossier, kind, output, names).items()}
    spec = OutputSpec(output.path, kind.name, output.for_, template, fields)
    return PlannedOutput(kind, output, properties, names, spec)


def printed(dossier: Dossier, kind: Kind, output: Output, names: Set[str] | None) -> Fields:
    """What a document shows: the fields that its template names (all where `names` is None), and its properties."""
    fields = output.fields
    if names is not None:
        fields = {name: used_fields(value, names) for name, value in fields.items() if name in names}
    former = {FORMER_NAMES: output.fields[FORMER_NAMES]} if FORMER_NAMES in output.fields else {}
    return {**fields, **former, "文件属性": _properties(dossier, kind, output)}


def _with_former_names(dossier: Dossier, output: Output) -> Output:
    """An output with the units that it names and that the notice names otherwise: each by its names -> its old ones."""
    former = dossier.notice.former_names
    if not former:
        return output
    words = "\n".join(leaves(output.fields))
    units = [(dossier.units[name], olds) for name, olds in former.items()]
    # A former name stands in words of the notice that are quoted as they were issued.
    names = [(name, unit, olds) for unit, olds in units for name in unit.names]
    now = [(name, olds) for name, unit, olds in names if name in (unit.name, unit.short_name) or name not in olds]
    found = {name: listed(olds) for name, olds in now if name in words}
    return output._replace(fields={**output.fields, FORMER_NAMES: found}) if found else output


def _properties(dossier: Dossier, kind: Kind, output: Output) -> dict[str, str]:
    """Core properties: title and issuer to read, and the identity of a form that comes back: notice, kind, unit.

    Of all places in a file, subject, category and identifier survive Word, WPS and LibreOffice.
    """
    return {
        "dc:title": output.title,
        "dc:creator": dossier.notice.issuer,
        "dc:subject": dossier.name,
        "cp:category": kind.name,
        "dc:identifier": output.for_ or "",
    }
