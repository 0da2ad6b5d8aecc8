"""changes: what an edit of the content means, unit by unit, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.kinds import all_kinds
from generators.opening import open_notice
from generators.outputs.adjusting import with_adjustments
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Action, Outcome, Wishes
from generators.outputs.orphans import decide_orphan
from generators.outputs.output_folder import OutputFolder
from generators.outputs.paginate import plan_paginated
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.run import ProgressBar
from generators.packing.pack_files import PackFile, PackWriter
from generators.packing.redlines import FOLDER, REDLINE, redlines
from generators.plan import MadeBy
from generators.problems import Problem, errors_among, has_errors, notice, warning
from generators.report import OutputReport, Report, Screen, as_json, problem_lines, reasons
from generators.verbs.undo import interrupted
from generators.wording import listed
from generators.workspace.lock import locked
from generators.workspace.versions import version_of
from generators.workspace.workspace import Workspace

# What a build would still do, and what it would not.
_WORDS = {
    Outcome.NEW: "待新增",
    Outcome.UPDATED: "待更新",
    Outcome.RESTORED: "待补写",
    Outcome.SAME: "已更新",
}
_SETTLED = (Outcome.SAME, Outcome.ISSUED, Outcome.ORPHAN, Outcome.EDITED, Outcome.FAILED)
_DATED = {
    kind.name for kind in all_kinds() if kind.made_by in (MadeBy.DAY, MadeBy.EDIT)
}  # they stand as they were made


@dataclass(frozen=True)
class UnitChanges:
    """What changes for one unit, or for everybody (`for_` None): facts, and which of its documents."""

    for_: str | None
    facts: Sequence[str]
    outputs: Sequence[OutputReport]


@dataclass(frozen=True)
class ChangesReport(Report):
    """What differs from the last issue, else from the last build. `since` says which; empty where there is neither."""

    notice: str
    since: str
    units: Sequence[UnitChanges]
    problems: Sequence[Problem]
    redlines: Sequence[OutputReport] | None = None

    def as_json(self) -> dict[str, object]:
        """The object that `changes --json` prints."""
        units = [
            {"for": one.for_, "facts": list(one.facts), "outputs": [output.as_json() for output in one.outputs]}
            for one in self.units
        ]
        problems = as_json(self.problems)
        redlines = {} if self.redlines is None else {"redlines": [one.as_json() for one in self.redlines]}
        return {"notice": self.notice, "since": self.since, "units": units, "problems": problems, **redlines}

    def lines(self, screen: Screen) -> Iterator[str]:
        """The report unit by unit; units for which the same changes stand together."""
        yield from problem_lines(self.problems)
        if has_errors(self.problems) or not self.since:
            return
        yield _heading(self.since)
        if not self.units:
            yield "没有变化。"
            return
        alike: dict[tuple[object, ...], list[UnitChanges]] = {}
        for one in self.units:
            documents = tuple((output.kind, output.outcome) for output in one.outputs)
            alike.setdefault((tuple(one.facts), documents, one.for_ is None), []).append(one)
        for group in alike.values():
            names = [one.for_ for one in group if one.for_]
            yield ""
            yield (
                f"{listed(names[:6])}{f'等{len(names)}个单位' if len(names) > 6 else ''}：" if names else "整份通知："
            )
            yield from (f"  {fact}" for fact in group[0].facts)
            titles = {kind.name: kind.title for kind in all_kinds()}
            affected = [_output(one, titles) for one in group[0].outputs]
            yield f"  文书：{'、'.join(affected)}" if affected else "  文书都不变。"
        yield ""
        if any(output.outcome not in _SETTLED for one in self.units for output in one.outputs):
            yield f"“待”的还没有写。生成：{screen.command} build {self.notice}"
        else:
            yield "该写的都已写进文书。"
        yield from self._redline_lines()
        if any(output.outcome is Outcome.ISSUED for one in self.units for output in one.outputs):
            yield f"“保持印发”的不会改；确要按新的内容重印：{screen.command} build {self.notice} --restate"

    def _redline_lines(self) -> Iterator[str]:
        if self.redlines is None:
            return
        made = [one for one in self.redlines if one.outcome not in (Outcome.ORPHAN, Outcome.FAILED)]
        if made:
            yield f"修订稿 {len(made)} 份，放在 output/{self.notice}/{FOLDER}：接受全部修订就是新稿，拒绝全部就是旧稿。"
        else:
            yield "没有修订稿：没有一份文书是以前有、现在又不同的。"
        yield from reasons(self.redlines, {REDLINE: "修订稿"})


def changes(
    workspace: Workspace,
    name: str | None,
    redline_on: PartialDate | None = None,
    progress: ProgressBar | None = None,
) -> ChangesReport:
    """Compare the content with what was issued last, else with what was built. Writes nothing but redlines.

    `redline_on`: make a redline of each changed document, with changes of that day.
    """
    opened = open_notice(workspace, name)
    chosen, content = opened.name, opened.content
    if opened.dossier is None:
        return ChangesReport(chosen, "", [], opened.problems)
    templates = Templates(workspace)
    state = BuildState.of(workspace, content, opened.dossier)
    dossier = with_adjustments(opened.dossier, state)
    planned, _ = plan_paginated(dossier, templates, workspace.output(chosen), count=False)
    outputs = [
        one
        for one in planned
        if one.kind.made_by in (MadeBy.BUILD, MadeBy.EDIT) or one.spec.path in state.folder.records
    ]
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
        besides = {action.beside for action in actions if action.beside}
        for orphan in self._state.orphans(outputs, besides):
            if not orphan.is_gone and orphan.record.kind not in _DATED:
                yield OutputReport.of(decide_orphan(orphan, Wishes()), f"output/{self._dossier.name}/")

    def _report(self, kind: str, for_: str | None, path: str, outcome: Outcome, reason: str) -> OutputReport:
        return OutputReport(kind, for_, f"output/{self._dossier.name}/{path}", outcome, reason)


def _output(one: OutputReport, titles: dict[str, str]) -> str:
    return f"{titles.get(one.kind, one.kind)}（{_WORDS.get(one.outcome, one.outcome.word)}）"


def _heading(since: str) -> str:
    return f"与 {since.removeprefix('issued ')} 印发的相比：" if since.startswith("issued") else "与上次生成的相比："
