"""build: plan every output of a notice, decide what each needs, render that, write it, tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier, RunContext
from generators.dossier.values import likely
from generators.dossier.workdays import Workdays, read_workdays
from generators.intake.conflicts import open_conflicts
from generators.kinds import all_kinds
from generators.opening import open_notice
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Outcome
from generators.outputs.paginate import plan_paginated
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.writer import Action, ChangedOnDiskError, Orphan, OutputSpec
from generators.plan import MadeBy
from generators.problems import Problem, TemplateError, UsageError, error, has_errors, in_order, notice, warning
from generators.report import BuildReport, OutputReport
from generators.verbs.undo import interrupted
from generators.workspace.files import why_not_written
from generators.workspace.lock import locked
from generators.workspace.manifest import Record
from generators.workspace.workspace import Workspace

ProgressBar = Callable[[int], AbstractContextManager[Callable[[], object]]]


@dataclass(frozen=True)
class Request:
    """What to build. Empty `kinds` and `units` mean all; `jobs` is how many documents are rendered at once.

    `paginate`: lay out the documents whose layout depends on their pages, and count. `restate`: make anew also what
    has been issued. `on`: the day as of which documents are made that need one.
    """

    notice: str | None = None
    kinds: Sequence[str] = ()
    units: Sequence[str] = ()
    dry_run: bool = False
    overwrite: bool = False
    prune: bool = False
    jobs: int = 1
    paginate: bool = False
    restate: bool = False
    on: PartialDate | None = None


@dataclass(frozen=True)
class _Choice:
    """Which outputs are wanted: of these kinds (all that are made unasked when empty), for these units (all)."""

    kinds: set[str]
    units: set[str]
    only_asked: set[str]
    of_a_day: set[str]
    day: str

    def includes(self, one: OutputSpec | Record) -> bool:
        return self.wants(one.kind) and (not self.units or one.for_ in self.units)

    def wants(self, kind: str) -> bool:
        """Whether documents of a kind are wanted."""
        return kind in self.kinds if self.kinds else kind not in self.only_asked

    def is_of_another_day(self, record: Record, path: str) -> bool:
        """Whether a document was made as of another day than this run's: it stands as it is."""
        return record.kind in self.of_a_day and self.day not in path


def build(workspace: Workspace, request: Request, progress: ProgressBar | None = None) -> BuildReport:
    """Build a notice's documents. Faults of content stop everything before anything is written.

    Raises UsageError when the notice, a kind or a unit does not exist, or another run is writing.
    """
    opened = open_notice(workspace, request.notice)
    name, content = opened.name, opened.content
    if opened.dossier is None:
        return BuildReport(name, [], opened.problems, request.dry_run)
    choice = _choice(request, opened.dossier)
    workdays, faults = read_workdays(workspace.holidays()) if request.on else (Workdays(), [])
    if has_errors(faults):
        return BuildReport(name, [], [*opened.problems, *faults], request.dry_run)
    dossier = replace(opened.dossier, context=RunContext(request.on, workdays))
    templates = Templates(workspace)
    folder = workspace.output(name)
    everything, paging = plan_paginated(dossier, templates, folder, count=request.paginate and not request.dry_run)
    wanted = [item for item in everything if choice.includes(item.planned)]
    problems = [*opened.problems, *faults, *paging, *workspace.origin(), *_nothing_for(choice, wanted)]
    if not opened.returns_faulty:
        problems += open_conflicts(
            workspace, dossier, [kind for kind in all_kinds() if choice.wants(kind.name)], choice.units
        )
    command = _command(name, choice)
    problems += interrupted(workspace, own="" if request.dry_run else command)
    with nullcontext() if request.dry_run else locked(workspace.root, command) as undo:
        stocked = BuildState.of(workspace, content, dossier, everything, undo)
        run = _Run(stocked, templates, request, f"output/{name}/")
        reports = run.block([item for item in wanted if item.kind.reads_returns and opened.returns_faulty])
        reports += run.build([i for i in wanted if not (i.kind.reads_returns and opened.returns_faulty)], progress)
        reports += run.orphans(everything, choice)
    if not stocked.writer.has_records:
        problems += _unknown(reports, f"output/{name}")
    return BuildReport(name, reports, in_order([*problems, *run.problems]), request.dry_run)


def _choice(request: Request, dossier: Dossier) -> _Choice:
    names = dossier.units.names
    kinds = {word: kind.name for kind in all_kinds() for word in (kind.name, kind.command, kind.title)}
    faults = [
        error(f"没有“{name}”这个文种", "可选：" + "、".join(kind.title for kind in all_kinds()))
        for name in request.kinds
        if name not in kinds
    ]
    faults += [
        error(f"没有“{name}”这个单位", likely(name, names) or "单位名称见 content/departments.yaml")
        for name in request.units
        if name not in names
    ]
    if faults:
        raise UsageError(*faults)
    only_asked = {kind.name for kind in all_kinds() if kind.made_by is not MadeBy.BUILD}
    of_a_day = {kind.name for kind in all_kinds() if kind.made_by is MadeBy.DAY}
    wanted = {kinds[name] for name in request.kinds}
    return _Choice(wanted, {names[name] for name in request.units}, only_asked, of_a_day, str(request.on))


def _command(name: str, choice: _Choice) -> str:
    """What the log of changes calls this run: equal for runs of which one goes on with the other, and for no others."""
    words = [",".join(kind.command for kind in all_kinds() if kind.name in choice.kinds) or "build", name]
    if choice.kinds & choice.of_a_day:
        words.append(f"--on {choice.day}")
    return " ".join([*words, *(f"--for {unit}" for unit in sorted(choice.units))])


def _nothing_for(choice: _Choice, wanted: Sequence[PlannedOutput]) -> Iterator[Problem]:
    """A word for each unit, and where no unit was named for each kind, that was asked for and gets nothing."""
    made = {item.kind.name for item in wanted}
    for kind in all_kinds():
        if kind.name in choice.kinds - made and not choice.units:
            yield notice(f"没有要做的{kind.title}", "按通知和报送材料现在的内容，没有它要写的")
    served = {item.planned.for_ for item in wanted}
    for name in sorted(choice.units - served):
        yield notice(f"“{name}”没有这类文书", "通知没有给它这样的任务；或者这种文书只有一份、不分单位，那就不写 --for")


def _unknown(reports: Sequence[OutputReport], folder: str) -> Iterator[Problem]:
    """A word that the records are gone, where documents lie there that nothing is known of."""
    found = [one for one in reports if one.outcome is Outcome.EDITED]
    if len(found) > 1:
        what = f"{folder}/.duban 里的生成记录不见了，{len(found)} 份文书分不清有没有手工改过，都没有动"
        hint = f"确定没有手工改过的：先 duban undo，把 {folder} 文件夹改名留底，再生成一次"
        yield warning(what, hint)


class _Run:
    """One pass over the output folder."""

    def __init__(self, stock: BuildState, templates: Templates, request: Request, prefix: str) -> None:
        self.problems: list[Problem] = []
        self._stock = stock
        self._writer = stock.writer
        self._templates = templates
        self._request = request
        self._prefix = prefix
        self._besides: set[str] = set()

    def block(self, items: Sequence[PlannedOutput]) -> list[OutputReport]:
        """The reports of outputs that cannot be made because what they read is faulty."""
        return [self._report(step.failed("回收材料有错误，改正后再生成")) for step in self._steps(items)]

    def build(self, items: Sequence[PlannedOutput], progress: ProgressBar | None) -> list[OutputReport]:
        """Decide for every output, then render and write those that need it, in order."""
        steps = self._steps(items)
        work = [(item, step) for item, step in zip(items, steps, strict=True) if step.decision.render]
        if self._request.dry_run or not work:
            return [self._report(step) for step in steps]
        self._templates.compile(item.template for item, step in work if not step.sent)
        done: dict[str, OutputReport] = {}
        with (progress or _silent)(len(work)) as advance, self._mapping() as each:
            for (_, step), content in zip(work, each(self._content, work), strict=True):
                done[step.planned.path] = self._write(step, content)
                advance()
        return [done.get(step.planned.path) or self._report(step) for step in steps]

    def _steps(self, items: Sequence[PlannedOutput]) -> list[Action]:
        request = self._request
        steps = [self._stock.step(item, overwrite=request.overwrite, restate=request.restate) for item in items]
        self._besides |= {step.beside for step in steps if step.beside}
        return steps

    @contextmanager
    def _mapping(self) -> Iterator[Callable[..., Iterator[bytes | TemplateError]]]:
        """`map`, with several jobs in threads; an interruption does not wait for what has not begun."""
        if self._request.jobs == 1:
            yield map
            return
        pool = ThreadPoolExecutor(self._request.jobs)
        try:
            yield pool.map
        finally:
            pool.shutdown(cancel_futures=True)

    def _content(self, work: tuple[PlannedOutput, Action]) -> bytes | TemplateError:
        item, step = work
        if step.sent:
            return step.sent.content
        try:
            return self._templates.get(item.template).render(item.output.fields, item.properties)
        except TemplateError as fault:
            return fault

    def _write(self, step: Action, content: bytes | TemplateError) -> OutputReport:
        if isinstance(content, TemplateError):
            self.problems += content.problems
            return self._report(step.failed("模板有错误"))
        try:
            return self._report(self._writer.write(step, content))
        except ChangedOnDiskError:
            return self._report(step.failed("生成期间文件被改动，没有覆盖；再运行一次"))
        except OSError as fault:
            return self._report(step.failed(why_not_written(fault)))

    def orphans(self, everything: Sequence[PlannedOutput], choice: _Choice) -> list[OutputReport]:
        """Outputs of earlier runs that nothing plans any more; then everything is recorded for the next run."""
        reports = []
        for orphan in self._stock.orphans(everything, self._besides):
            if choice.includes(orphan.record) and not choice.is_of_another_day(orphan.record, orphan.path):
                outcome, reason = self._pruned(orphan)
                path, record = self._prefix + orphan.path, orphan.record
                reports.append(OutputReport(record.kind, record.for_, path, outcome, reason))
        if not self._request.dry_run:
            self._stock.finish()
        return reports

    def _pruned(self, orphan: Orphan) -> tuple[Outcome, str]:
        if not self._request.prune or orphan.is_new_version:
            return Outcome.ORPHAN, orphan.reason
        if orphan.is_edited:
            return Outcome.FAILED, f"没有删：{orphan.reason}"
        if self._writer.is_read_only(orphan):
            return Outcome.FAILED, f"没有删：{orphan.gone}；文件是只读的，去掉“只读”后再运行"
        if self._request.dry_run:
            return Outcome.ORPHAN, f"{orphan.gone}；会删除"
        try:
            self._writer.prune(orphan)
        except (OSError, ChangedOnDiskError):
            return Outcome.FAILED, f"没有删：{orphan.gone}；文件可能正在 Word 或 WPS 里打开，关闭后再运行"
        return Outcome.ORPHAN, f"{orphan.gone}；已删除"

    def _report(self, step: Action) -> OutputReport:
        return OutputReport.of(step, self._prefix)


def _silent(total: int) -> AbstractContextManager[Callable[[], object]]:
    return nullcontext(lambda: None)
