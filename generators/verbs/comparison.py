"""The content of a notice as it is beside the content that its documents were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.kinds import ADJUSTMENT, all_kinds
from generators.opening import open_notice
from generators.outputs.adjusting import with_adjustments
from generators.outputs.build_report import OutputReport
from generators.outputs.build_state import BuildState, Current
from generators.outputs.decide import Action, Outcome, Wishes
from generators.outputs.orphans import decide_orphan
from generators.outputs.output_folder import OutputFolder
from generators.outputs.paginate import plan_all
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.run import ProgressBar
from generators.packing.pack_files import PackFile, PackWriter
from generators.packing.redlines import FOLDER, REDLINE, redlines
from generators.plan import MadeBy
from generators.problems import Problem, errors_among, notice, warning
from generators.verbs.changes_report import ChangesReport, UnitChanges
from generators.verbs.undo import interrupted
from generators.workspace.lock import locked
from generators.workspace.versions import version_of
from generators.workspace.workspace import Workspace

_PLANNED = (MadeBy.BUILD, MadeBy.EDIT)
_DATED = {kind.name for kind in all_kinds() if kind.made_by is MadeBy.DAY}  # they stand as they were made


def compare(
    workspace: Workspace, name: str, redline_on: PartialDate | None, progress: ProgressBar | None
) -> ChangesReport:
    """Compare the content of a notice with what was issued last, else with what was built, as `changes` reports it."""
    opened = open_notice(workspace, name)
    chosen, content = opened.name, opened.content
    if opened.dossier is None:
        return ChangesReport(chosen, "", [], opened.problems)
    templates = Templates(workspace)
    state = BuildState.of(workspace, content, opened.dossier)
    dossier = with_adjustments(opened.dossier, state)
    recorded = {record.kind for record in state.folder.records.values()}
    kinds = [kind for kind in all_kinds() if kind.made_by in _PLANNED or kind.name in recorded]
    planned = plan_all(dossier, templates, workspace.output(chosen), kinds)
    outputs = [one for one in planned if one.kind.made_by in _PLANNED or one.spec.path in state.folder.records]
    problems = [*errors_among(opened.problems), *interrupted(workspace)]
    if state.issue is None and not state.folder.records:
        return ChangesReport(chosen, "", [], [*problems, _nothing_to_compare(workspace, chosen)])
    compared = _Compared(opened.dossier, state, outputs)
    since = f"issued {state.issue.on}" if state.issue else "build"
    units = [compared.of(unit) for unit in (None, *compared.units)]
    report = ChangesReport(chosen, since, [one for one in units if one.facts or one.outputs], problems)
    if redline_on is None:
        return report
    found = list(redlines(opened.dossier, outputs, state, templates, str(redline_on)))
    return _with_redlines(workspace, report, found, progress)


def _with_redlines(
    workspace: Workspace, report: ChangesReport, files: Sequence[PackFile], progress: ProgressBar | None
) -> ChangesReport:
    """The report with what became of the redlines, which are written."""
    with locked(workspace.root, f"changes {report.notice} --redline") as undo:
        folder = OutputFolder(workspace.output(report.notice) / FOLDER)
        writer = PackWriter(folder, undo, f"output/{report.notice}/{FOLDER}/")
        made = list[OutputReport]()
        with progress(len(files)) if progress and files else nullcontext(lambda: None) as advance:
            for file in files:
                made.append(writer.put(file).report)
                advance()
        made += [one.report for one in writer.remove_stale((REDLINE,))]
        writer.writer.finish()
    return replace(report, problems=[*report.problems, *writer.writer.problems], redlines=made)


def _nothing_to_compare(workspace: Workspace, name: str) -> Problem:
    if any(workspace.output(name).rglob("*.docx")):
        what = f"output/{name}/.duban 里的生成记录不见了，没有可比的"
        return warning(what, "再运行一次 duban build，从那时起又能比")
    return notice("还没有生成过，没有可比的", "先运行 duban build，以后改了内容再来看")


class _Compared:
    """The content as it is beside the records of what was issued or built."""

    def __init__(self, dossier: Dossier, state: BuildState, outputs: Sequence[PlannedOutput]) -> None:
        self._dossier = dossier
        self._state = state
        self._shown: dict[str | None, dict[str, None]] = {}
        self._records = state.folder.records
        self._duties = {unit.name for unit in dossier.units_with_duties}
        actions = [state.action(output, Wishes()) for output in outputs]
        self._outputs = [*self._changed(outputs, actions), *self._gone(outputs, actions)]
        versions = self._versions(None)
        self._new_names = {a: b for version in versions for a, b in state.reasons.renamed(version).items()}
        old = {unit.name: unit.number for version in versions for unit in self._units_of(version)}
        new = {unit.name: unit.number for unit in dossier.units}
        self.units = sorted((old | new).keys() - self._new_names.keys(), key=lambda name: (old | new)[name])

    def of(self, unit: str | None) -> UnitChanges:
        """The changes of one unit: those stated of it, and all others that its documents show."""
        facts: dict[str, None] = {}
        for version in self._versions(unit):
            reasons = self._state.reasons
            found = reasons.of_unit(unit, version) if unit else reasons.differences(None, version)
            facts |= dict.fromkeys([one.text for one in found] + self._duty(unit, version))
        facts |= self._shown.get(unit, {})
        outputs = [one for one in self._outputs if self._new_names.get(one.for_ or "", one.for_) == unit]
        return UnitChanges(unit, list(facts), outputs)

    def _versions(self, unit: str | None) -> list[str]:
        """The states of the content that the unit's documents, or any, were made from."""
        if self._state.issue:
            return [version_of(self._state.issue.content)]
        records = self._records.values()
        return sorted({one.version for one in records if one.version and (unit is None or one.for_ == unit)}) or sorted(
            {one.version for one in records if one.version}
        )

    def _units_of(self, version: str) -> list[Unit]:
        old = self._state.reasons.old(version)
        return list(old.units) if old else []

    def _duty(self, unit: str | None, version: str) -> list[str]:
        """Whether a unit has got its first duty, or lost its last."""
        old = self._state.reasons.old(version)
        if unit is None or old is None:
            return []
        names = {unit, *(was for was, now in self._new_names.items() if now == unit)}
        before, after = any(one.name in names for one in old.units_with_duties), unit in self._duties
        return [] if before == after else ["有任务了" if after else "不再有任务"]

    def _changed(self, outputs: Sequence[PlannedOutput], actions: Sequence[Action]) -> Iterator[OutputReport]:
        """Documents that a build would touch, and those that are not what was issued although they are up to date."""
        issue = self._state.issue
        for output, action in zip(outputs, actions, strict=True):
            outcome, reason, spec = action.outcome, action.reason, output.spec
            since_issue = self._state.changes_since_issue(output)
            if outcome is Outcome.SAME and not since_issue:
                continue
            if issue and since_issue:
                version, template = (
                    version_of(issue.content),
                    issue.templates.get(self._state.issued_path(output) or ""),
                )
                if outcome in (Outcome.SAME, Outcome.UPDATED):
                    reason = since_issue
            else:
                record = self._records.get(spec.path)
                version, template = (record.version, record.template) if record else ("", None)
            facts = self._state.reasons.facts(output, version) if version else []
            if template not in (None, spec.template):
                facts.append(f"{output.kind.title}的模板变了")
            self._shown.setdefault(spec.for_, {}).update(dict.fromkeys(facts))
            yield self._report(output.kind.name, spec.for_, spec.path, outcome, reason)

    def _gone(self, outputs: Sequence[PlannedOutput], actions: Sequence[Action]) -> Iterator[OutputReport]:
        current = Current(besides={action.beside for action in actions if action.beside})
        for output in outputs:
            current.add(output)
        issued = self._state.issue.fields if self._state.issue else {}
        for orphan in self._state.orphans(current):
            is_sent = orphan.record.kind == ADJUSTMENT.name and orphan.file.path in issued
            if not orphan.is_gone and not is_sent and orphan.record.kind not in _DATED:
                yield OutputReport.of(decide_orphan(orphan, Wishes()), f"output/{self._dossier.name}/")

    def _report(self, kind: str, for_: str | None, path: str, outcome: Outcome, reason: str) -> OutputReport:
        return OutputReport(kind, for_, f"output/{self._dossier.name}/{path}", outcome, reason)
