"""build: plan every output of a notice, decide what each needs, render that, write it, tell."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.dossier.values import likely
from generators.kinds import all_kinds
from generators.plan import Kind, Output, digest
from generators.problems import DubanError, Problem, TemplateError, UsageError, error, in_order, notice
from generators.report import BuildReport, OutputReport
from generators.word.render import CompiledTemplate
from generators.workspace.decide import Outcome
from generators.workspace.files import safe_name
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace
from generators.workspace.writer import Planned, Step, Writer

# Part of every template's fingerprint: raise it when rendering itself changes, so that documents are made again.
_RENDERING = b"1"

Progress = Callable[[int], AbstractContextManager[Callable[[], object]]]


@dataclass(frozen=True)
class Request:
    """What to build. Empty `kinds` and `units` mean all; `jobs` is how many documents are rendered at once."""

    notice: str | None = None
    kinds: Sequence[str] = ()
    units: Sequence[str] = ()
    dry_run: bool = False
    overwrite: bool = False
    prune: bool = False
    jobs: int = 1


@dataclass(frozen=True)
class _Item:
    """An output on the road: what its kind planned, its core properties, and the same as the writer sees it."""

    kind: Kind
    output: Output
    properties: dict[str, str]
    planned: Planned


@dataclass
class _Templates:
    """The templates of this run: each read at most once, compiled at most once, and only if something needs it."""

    workspace: Workspace
    _compiled: dict[str, CompiledTemplate | TemplateError] = field(default_factory=dict)

    def digest(self, kind: Kind) -> str:
        return hashlib.sha256(_RENDERING + self.workspace.template(kind.template)[1]).hexdigest()[:32]

    def get(self, kind: Kind) -> CompiledTemplate:
        if kind.name not in self._compiled:
            file, raw = self.workspace.template(kind.template)
            try:
                self._compiled[kind.name] = CompiledTemplate(raw, file)
            except TemplateError as fault:
                self._compiled[kind.name] = fault
        template = self._compiled[kind.name]
        if isinstance(template, TemplateError):
            raise template
        return template


def build(workspace: Workspace, request: Request, progress: Progress | None = None) -> BuildReport:
    """Build a notice's documents. Faults of content stop everything before anything is written.

    Raises UsageError when the notice, a kind or a unit does not exist, or another run is writing.
    """
    name = workspace.choose(request.notice)
    loaded = load(workspace.content_files(name))
    if loaded.dossier is None:
        return BuildReport(name, [], loaded.problems, request.dry_run)
    chosen, units = _chosen_kinds(request), _chosen_units(request, loaded.dossier)
    templates = _Templates(workspace)
    everything = list(_plan(loaded.dossier, templates))
    wanted = [item for item in everything if _is_wanted(item.planned.kind, item.planned.for_, chosen, units)]
    problems = [*loaded.problems, *_supplied_content(workspace), *_nothing_for(units, wanted)]
    blocked = [item for item in wanted if item.kind.reads_returns and loaded.returns_faulty]
    ready = [item for item in wanted if item not in blocked]
    folder = workspace.output(name)
    with nullcontext() if request.dry_run else locked(folder):
        run = _Run(Writer(folder), templates, request, f"output/{name}/")
        reports = run.build(ready, progress)
        reports += [run.failed(item.planned, "回收材料有错误，改正后再生成") for item in blocked]
        reports += run.orphans(everything, lambda kind, for_: _is_wanted(kind, for_, chosen, units))
        if not request.dry_run:
            run.writer.finish()
    return BuildReport(name, reports, in_order([*problems, *run.problems]), request.dry_run)


def _chosen_kinds(request: Request) -> set[str]:
    names = [kind.name for kind in all_kinds()]
    unknown = [name for name in request.kinds if name not in names]
    if unknown:
        raise UsageError(*(error(f"没有“{name}”这个文种", "可选：" + "、".join(names)) for name in unknown))
    return set(request.kinds)


def _chosen_units(request: Request, dossier: Dossier) -> set[str]:
    names = dossier.units.names
    unknown = [name for name in request.units if name not in names]
    if unknown:
        hint = "单位名称见 content/departments.yaml"
        raise UsageError(*(error(f"没有“{name}”这个单位", likely(name, names) or hint) for name in unknown))
    return {names[name] for name in request.units}


def _is_wanted(kind: str, for_: str | None, kinds: set[str], units: set[str]) -> bool:
    return (not kinds or kind in kinds) and (not units or for_ in units)


def _supplied_content(workspace: Workspace) -> Iterator[Problem]:
    if workspace.uses_supplied_content:
        yield notice("这个文件夹里没有 content，用的是随附的 2013 年通知", "在自己的工作文件夹里运行，或用 -C 指明它")


def _nothing_for(units: set[str], wanted: Iterable[_Item]) -> Iterator[Problem]:
    served = {item.planned.for_ for item in wanted}
    for name in sorted(units - served):
        yield notice(f"“{name}”没有这类文书", "通知没有给它这样的任务；有任务的单位见重点任务分解表")


def _plan(dossier: Dossier, templates: _Templates) -> Iterator[_Item]:
    """Everything that the notice's documents consist of, with its fingerprints."""
    for kind in all_kinds():
        template = templates.digest(kind)
        for output in kind.outputs(dossier):
            path = "/".join(safe_name(part) for part in output.path.split("/"))
            fields = {name: digest(value) for name, value in output.fields.items()}
            properties = _properties(dossier, kind, output)
            fields["文件属性"] = digest(properties)
            yield _Item(kind, output, properties, Planned(path, kind.name, output.for_, template, fields))


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


class _Run:
    """One pass over the output folder."""

    def __init__(self, writer: Writer, templates: _Templates, request: Request, prefix: str) -> None:
        self.writer = writer
        self.problems: list[Problem] = []
        self._templates = templates
        self._request = request
        self._prefix = prefix
        self._besides: set[str] = set()

    def build(self, items: Sequence[_Item], progress: Progress | None) -> list[OutputReport]:
        """Decide for every output, then render and write those that need it, in order."""
        steps = [self.writer.step(item.planned, overwrite=self._request.overwrite) for item in items]
        self._besides = {step.beside for step in steps if step.beside}
        work = [(item, step) for item, step in zip(items, steps, strict=True) if step.decision.render]
        if self._request.dry_run or not work:
            return [self._report(step) for step in steps]
        done: dict[str, OutputReport] = {}
        with (progress or _silent)(len(work)) as advance, ThreadPoolExecutor(self._request.jobs) as pool:
            rendered = pool.map(lambda pair: self._rendered(pair[0]), work)
            for (_, step), content in zip(work, rendered, strict=True):
                done[step.planned.path] = self._write(step, content)
                advance()
        return [done.get(step.planned.path) or self._report(step) for step in steps]

    def _rendered(self, item: _Item) -> bytes | DubanError:
        try:
            return self._templates.get(item.kind).render(item.output.fields, item.properties)
        except TemplateError as fault:
            return fault

    def _write(self, step: Step, content: bytes | DubanError) -> OutputReport:
        if isinstance(content, DubanError):
            self.problems += content.problems
            return self.failed(step.planned, "模板有错误")
        try:
            added = self.writer.write(step, content)
        except PermissionError:
            return self.failed(step.planned, "写不进去：文件可能正在 Word 或 WPS 里打开，或者是只读的；关闭后再运行")
        except OSError as fault:
            return self.failed(step.planned, f"写不进去：{fault.strerror or fault}")
        return self._report(step, added)

    def orphans(self, everything: Sequence[_Item], wanted: Callable[[str, str | None], bool]) -> list[OutputReport]:
        """Outputs of earlier runs that nothing plans any more; with `prune` the unedited ones are removed."""
        planned = {item.planned.path for item in everything}
        reports = []
        for path, record in self.writer.orphans(planned, self._besides):
            if wanted(record.kind, record.for_):
                removable = self._request.prune and not self._request.dry_run
                reason = self.writer.prune(path, record) if removable else "内容里已没有它；要删除就加 --prune"
                reports.append(OutputReport(record.kind, record.for_, self._prefix + path, Outcome.ORPHAN, reason))
        return reports

    def failed(self, planned: Planned, reason: str) -> OutputReport:
        """The report of an output that could not be made."""
        return OutputReport(planned.kind, planned.for_, self._prefix + planned.path, Outcome.FAILED, reason)

    def _report(self, step: Step, added: str = "") -> OutputReport:
        planned, decision = step.planned, step.decision
        beside = self._prefix + step.beside if step.beside else None
        path = self._prefix + planned.path
        return OutputReport(planned.kind, planned.for_, path, decision.outcome, decision.reason + added, beside)


def _silent(total: int) -> AbstractContextManager[Callable[[], object]]:
    return nullcontext(lambda: None)
