"""adjustment: a 调整通知 that states what of an issued notice has changed since, with a 修改对照表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generators.dates import PartialDate
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.dossier.models import Adjustment
from generators.editing.adjustments import with_adjustment
from generators.kinds import ADJUSTMENT
from generators.opening import open_notice
from generators.outputs.adjusting import adjusted, pending
from generators.outputs.build_report import OutputReport
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Outcome, Wishes
from generators.outputs.paginate import plan_all
from generators.outputs.planning import Templates
from generators.outputs.writer import Writer
from generators.problems import ContentError, Problem, UsageError, error, errors_among, notice, warning
from generators.report import Report, Screen, as_json, problem_lines
from generators.verbs.build import Request, build
from generators.verbs.making import faults_in_template
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class AdjustmentReport(Report):
    """The document that was made, None where nothing is to be adjusted, and the changes that it states."""

    notice: str
    output: OutputReport | None
    changes: Sequence[str]
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The object that `adjustment --json` prints."""
        output = self.output.as_json() if self.output else None
        return {
            "notice": self.notice,
            "output": output,
            "changes": list(self.changes),
            "problems": as_json(self.problems),
        }

    @property
    def exit_code(self) -> int:
        """1 after an error, or where the document was not written."""
        is_left = self.output is not None and self.output.outcome in (Outcome.FAILED, Outcome.EDITED)
        return int(is_left or bool(errors_among(self.problems)))

    def lines(self, screen: Screen) -> Iterator[str]:
        """What the document states, where it is, and what to do next."""
        yield from problem_lines(self.problems)
        if self.output is None:
            return
        yield from (f"  {change}" for change in self.changes)
        yield f"{self.output.outcome.word}  {self.output.path}{f'：{self.output.reason}' if self.output.reason else ''}"
        if self.output.beside:
            yield f"新版放在旁边：{self.output.beside}"
        yield f"看过以后生成，其他文书就会同时引用它：{screen.command} build {self.notice}"
        yield f"印发以后登记：{screen.command} issue {self.notice}"


def adjustment(
    workspace: Workspace, name: str | None, on: PartialDate, number: str | None, *, is_correction: bool
) -> AdjustmentReport:
    """Write the adjustment into the notice's content, if it is not there yet, and make its document.

    One that was not issued yet is made anew, of the day that it has. Raises UsageError where nothing was issued.
    """
    opened = open_notice(workspace, name)
    if opened.dossier is None:
        return AdjustmentReport(opened.name, None, [], opened.problems)
    workspace.require_own_content("写调整通知")
    state = BuildState.of(workspace, opened.content, opened.dossier)
    if state.issue is None:
        hint = f"没有印发的，改了直接 duban build {opened.name}；印发了的，先 duban issue 登记"
        raise UsageError(error("还没有登记印发，不用写调整通知", hint))
    if on.last_day < PartialDate.parse(state.issue.on).last_day:
        raise UsageError(error(f"{on} 早于上次印发的 {state.issue.on}", "核对 --on 后面的日期"))
    there = pending(opened.dossier, state)
    entry = Adjustment.model_construct(
        issued_on=there.issued_on if there else on,
        document_number=number if number is not None else (there.document_number if there else ""),
        is_correction=is_correction or bool(there and there.is_correction),
    )
    found = adjusted(opened.dossier, state, entry)
    if found is None or not found.places:
        what = "上次印发时的内容读不出来了" if found is None else "与上次印发的相比，通知没有变化"
        return AdjustmentReport(opened.name, None, [], [notice(f"{what}，不用写调整通知")])
    changes = list(dict.fromkeys(place.note for place in found.places))
    problems = [*errors_among(opened.problems), *_doubts(entry, changes)]
    with locked(workspace.root, f"adjustment {opened.name}") as undo:
        file, raw = opened.content.notice
        now = with_adjustment(raw, file, entry, len(opened.dossier.notice.adjustments), is_new=there is None)
        content = replace(opened.content, notice=(file, now))
        dossier = _loaded(content, found_in=opened.dossier)
        if now != raw:
            undo.write(workspace.root / file, now)
        report, faults = _made(workspace, content, dossier, entry, Writer(state.folder, undo))
    return AdjustmentReport(opened.name, report, changes, [*problems, *faults])


def adjust_and_build(workspace: Workspace, name: str | None, on: PartialDate) -> Report | None:
    """Make the adjustment, where there is anything to adjust, and the documents that cite it.

    Returns the report of what failed, None where nothing did. Raises as `adjustment`.
    """
    made = adjustment(workspace, name, on, None, is_correction=False)
    if made.exit_code or made.output is None:
        return made if made.exit_code else None
    built = build(workspace, Request(name))
    failed = errors_among(built.problems) or any(one.outcome is Outcome.FAILED for one in built.outputs)
    return built if failed else None


def _loaded(content: ContentFiles, found_in: Dossier) -> Dossier:
    loaded = load(content)
    if loaded.dossier is None:
        raise ContentError(*loaded.problems)
    return loaded.dossier.in_context(found_in.context)


def _made(
    workspace: Workspace, content: ContentFiles, dossier: Dossier, entry: Adjustment, writer: Writer
) -> tuple[OutputReport | None, list[Problem]]:
    state = BuildState.of(workspace, content, dossier)
    found = adjusted(dossier, state, entry)
    dossier = dossier.in_context(replace(dossier.context, adjusted=found))
    templates = Templates(workspace, faults_in_template)
    output = plan_all(dossier, templates, workspace.output(dossier.name), [ADJUSTMENT])[0]
    action = writer.attempt(state.action(output, Wishes()), lambda: templates.render(output))
    state.versions.keep(content)
    writer.finish()
    return OutputReport.of(action, f"output/{dossier.name}/"), writer.problems


def _doubts(entry: Adjustment, changes: Sequence[str]) -> Iterator[Problem]:
    if not entry.document_number:
        yield notice("调整通知还没有发文字号，空着", "编了号，写进 notice.yaml 的“调整通知”，或加 --number 再运行一次")
    facts = [one for one in changes if "时限" in one or "牵头" in one or "责任" in one]
    if entry.is_correction and facts:
        yield warning(f"写成更正，改的却不只是文字：{facts[0]}", "改了时限、任务、单位的，不加 --slip，写成调整")
