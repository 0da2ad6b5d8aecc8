"""How `build` makes documents: plan every output of a notice, decide what each needs, render that, write it, report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier, RunContext
from generators.dossier.workdays import Workdays, read_workdays
from generators.opening import open_notice
from generators.outputs import finished
from generators.outputs.build_report import BuildReport, OutputReport
from generators.outputs.build_state import BuildState
from generators.outputs.choice import Choice
from generators.outputs.decide import Action, Outcome
from generators.outputs.finished import FinishedRun, LeftDocument
from generators.outputs.old_names import rename_files
from generators.outputs.paginate import Pages
from generators.outputs.planning import Templates, plan
from generators.outputs.run import ProgressBar, Run
from generators.outputs.writer import Writer
from generators.plan import MadeBy
from generators.problems import Problem, UsageError, error, has_errors, in_order, warning
from generators.verbs.request import Request
from generators.verbs.undo import interrupted
from generators.workspace.lock import locked
from generators.workspace.manifest import Record
from generators.workspace.workspace import Workspace

_UP_TO_DATE = (Outcome.NEW, Outcome.UPDATED, Outcome.SAME)  # documents that the same run again leaves alone


def make(workspace: Workspace, request: Request, key: str, progress: ProgressBar | None = None) -> BuildReport:
    """Make a notice's documents. Faults of content stop everything before anything is written.

    `key` is that of the files which the run is about to read (`finished.inputs_key`).

    Raises UsageError when the notice, a kind or a unit does not exist, or another run is writing.
    """
    opened = open_notice(workspace, request.notice)
    name, content = opened.name, opened.content
    if opened.dossier is None:
        return BuildReport(name, [], opened.problems, request.dry_run)
    _refuse_a_date_that_is_past(request)
    choice = Choice.of(opened.dossier, request.kinds, request.units, request.on, request.reply_by)
    workdays, faults = read_workdays(workspace.holidays()) if request.on else (Workdays(), [])
    if has_errors(faults):
        return BuildReport(name, [], [*opened.problems, *faults], request.dry_run)
    dossier = opened.dossier.in_context(RunContext(request.on, workdays, request.reply_by))
    if any(kind.made_by is MadeBy.PACK for kind in choice.chosen_kinds):
        dossier = _adjusted(workspace, content, dossier)
    templates = Templates(workspace, faults_in_template)
    count = request.paginate and not request.dry_run
    pages = Pages(workspace.output(name), templates, count=count)
    outputs = plan(dossier, templates, pages.ends_even, choice.chosen_kinds)
    command = choice.command(name)
    lasting = [*opened.problems, *faults, *workspace.origin()]
    lasting += _open_conflicts(workspace, dossier, choice)
    passing = interrupted(workspace, running="" if request.dry_run else command)
    with nullcontext() if request.dry_run else locked(workspace.root, command) as undo:
        state = BuildState.of(workspace, content, dossier)
        passing += rename_files(state.folder, undo)
        writer = Writer(state.folder, undo) if undo else None
        run = Run(state, templates, request.wishes, writer)
        actions = run.build(outputs, choice, progress)
        lasting += [*pages.problems, *choice.unmet([action.spec for action in actions])]
        actions += run.settle_orphans(choice)
        passing += writer.problems if writer else []
        if writer and not request.paginate and not passing:
            _keep(workspace, request.for_notice(name), key, actions, lasting, state)
    return _report(request, state, actions, [*lasting, *passing])


def _adjusted(workspace: Workspace, content: ContentFiles, dossier: Dossier) -> Dossier:
    from generators.outputs.adjusting import with_adjustments  # takes its time to import

    return with_adjustments(dossier, BuildState.of(workspace, content, dossier))


def _open_conflicts(workspace: Workspace, dossier: Dossier, choice: Choice) -> Iterable[Problem]:
    if not workspace.later_returns(dossier.name):
        return ()
    from generators.intake.conflicts import open_conflicts  # takes its time to import

    return open_conflicts(workspace, dossier, choice.chosen_kinds, choice.units)


def _report(request: Request, state: BuildState, actions: Sequence[Action], problems: Sequence[Problem]) -> BuildReport:
    name = state.content.name
    reports = [OutputReport.of(action, f"output/{name}/") for action in actions]
    unknown = [] if state.folder.has_records else _unknown(reports, f"output/{name}")
    return BuildReport(name, reports, in_order([*problems, *unknown]), request.dry_run)


def _keep(
    workspace: Workspace,
    request: str,
    key: str,
    actions: Sequence[Action],
    problems: Sequence[Problem],
    state: BuildState,
) -> None:
    """Keep the run for the next one, where it would make every document 未变 and nothing was edited meanwhile."""
    name, records = state.content.name, state.folder.records
    left = [_left(action, records) for action in actions if action.outcome in _UP_TO_DATE and action.beside is None]
    if len(left) < len(actions) or has_errors(problems) or finished.inputs_key(workspace, name, request) != key:
        return
    with suppress(OSError):  # the next run plans then
        finished.keep(workspace, name, key, FinishedRun(left, problems, len(left) == len(records)))


def _left(action: Action, records: Mapping[str, Record]) -> LeftDocument:
    spec = action.spec
    return LeftDocument(spec.kind, spec.for_, spec.path, records[spec.path].content if action.writes else action.found)


def _refuse_a_date_that_is_past(request: Request) -> None:
    if request.on and request.reply_by and request.reply_by.last_day < request.on.last_day:
        message = f"要求报送的日期 {request.reply_by} 早于催报的日期 {request.on}"
        raise UsageError(error(message, "核对 --by-date 后面的日期"))


def faults_in_template(file: str, raw: bytes) -> Sequence[Problem]:
    """What `check` calls an error in a template, so that what it refuses is not built, and is reported alike.

    The stock templates have none, and are not looked into.
    """
    if raw == Workspace(None).template(file.rpartition("/")[2])[1]:
        return []
    from generators.verbs.check_files import errors_in_template  # takes its time to import

    return errors_in_template(file, raw)


def _unknown(reports: Sequence[OutputReport], folder: str) -> Iterator[Problem]:
    """A warning that the records are gone, where documents lie there that nothing is known of."""
    found = [one for one in reports if one.outcome is Outcome.EDITED]
    if len(found) > 1:
        what = f"{folder}/.duban 里的生成记录不见了，{len(found)} 份文书分不清有没有手工改过，都没有动"
        hint = f"确定没有手工改过的：先 duban undo，把 {folder} 文件夹改名留底，再生成一次"
        yield warning(what, hint)
