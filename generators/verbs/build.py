"""build: plan every output of a notice, decide what each needs, render that, write it, report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from generators.dates import PartialDate
from generators.dossier.dossier import RunContext
from generators.dossier.workdays import Workdays, read_workdays
from generators.intake.conflicts import open_conflicts
from generators.opening import open_notice
from generators.outputs.adjusting import with_adjustments
from generators.outputs.build_state import BuildState
from generators.outputs.choice import Choice
from generators.outputs.decide import Outcome, Wishes
from generators.outputs.old_names import rename_files
from generators.outputs.paginate import plan_paginated
from generators.outputs.planning import Templates
from generators.outputs.run import ProgressBar, Run
from generators.outputs.writer import Writer
from generators.plan import MadeBy
from generators.problems import Problem, UsageError, error, has_errors, in_order, warning
from generators.report import BuildReport, OutputReport
from generators.verbs.undo import interrupted
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class Request:
    """What to build. Empty `kinds` and `units` mean all.

    `paginate`: lay out the documents whose layout depends on their pages, and count. `restate`: make anew also what
    has been issued. `on`: the day as of which documents are made that need one; `reply_by`: the
    new date that they set.
    """

    notice: str | None = None
    kinds: Sequence[str] = ()
    units: Sequence[str] = ()
    dry_run: bool = False
    overwrite: bool = False
    prune: bool = False
    paginate: bool = False
    restate: bool = False
    on: PartialDate | None = None
    reply_by: PartialDate | None = None

    @property
    def wishes(self) -> Wishes:
        """What decides about files."""
        return Wishes(self.dry_run, self.overwrite, self.restate, self.prune)


def build(workspace: Workspace, request: Request, progress: ProgressBar | None = None) -> BuildReport:
    """Build a notice's documents. Faults of content stop everything before anything is written.

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
    dossier = replace(opened.dossier, context=RunContext(request.on, workdays, request.reply_by))
    if any(kind.made_by is MadeBy.PACK for kind in choice.chosen_kinds):
        dossier = with_adjustments(dossier, BuildState.of(workspace, content, dossier))
    templates = Templates(workspace, faults_in_template)
    count = request.paginate and not request.dry_run
    everything, uncounted = plan_paginated(dossier, templates, workspace.output(name), count=count)
    wanted = [output for output in everything if choice.includes(output.spec)]
    problems = [*opened.problems, *faults, *uncounted, *workspace.origin(), *choice.unmet(wanted)]
    problems += open_conflicts(workspace, dossier, choice.chosen_kinds, choice.units)
    command = choice.command(name)
    problems += interrupted(workspace, running="" if request.dry_run else command)
    with nullcontext() if request.dry_run else locked(workspace.root, command) as undo:
        state = BuildState.of(workspace, content, dossier)
        problems += rename_files(state.folder, undo)
        writer = Writer(state.folder, undo) if undo else None
        run = Run(state, templates, request.wishes, writer)
        actions = run.build(wanted, progress)
        actions += run.settle_orphans(everything, choice)
    reports = [OutputReport.of(action, f"output/{name}/") for action in actions]
    if not state.folder.has_records:
        problems += _unknown(reports, f"output/{name}")
    problems += writer.problems if writer else []
    return BuildReport(name, reports, in_order(problems), request.dry_run)


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
