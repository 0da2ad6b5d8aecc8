"""issue 印发登记: keep what was really sent out, so that later edits are measured against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.kinds import all_kinds
from generators.opening import open_notice
from generators.outputs.adjusting import issued_adjustments, with_adjustments
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Action, Outcome, Wishes
from generators.outputs.old_names import rename_files
from generators.outputs.paginate import plan_all
from generators.outputs.planning import Templates
from generators.outputs.preconditions import blocking_problems
from generators.problems import Problem, UsageError, error, has_errors, warning
from generators.report import Report, Screen, as_json, problem_lines
from generators.workspace.files import digest_of
from generators.workspace.issues import Issue, Issues
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class IssueReport(Report):
    """What was kept as sent: `files` are relative to the workspace."""

    notice: str
    on: str
    files: Sequence[str]
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        problems = as_json(self.problems)
        return {"notice": self.notice, "on": self.on, "files": list(self.files), "problems": problems}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was kept, and what it means from now on."""
        yield from problem_lines(self.problems)
        if not self.files:
            yield "没有登记。"
            return
        yield f"已登记 {self.on} 印发：{len(self.files)} 份文书原样存入 content/{self.notice}/issued/{self.on}"
        changes = f"{screen.command} changes {self.notice}"
        yield f"以后改了内容，通知正文保持印发时的样子，其他文书照常更新；改了什么，用 {changes} 看。"
        yield f"下一步：{screen.command} pack {self.notice}，打包发给各单位"


def issue(workspace: Workspace, notice: str | None, on: PartialDate) -> IssueReport:
    """Copy every document that is sent out, as it lies in output/, into content/<notice>/issued/<date>/.

    Raises UsageError when the notice does not exist or has an issue of that day.
    """
    opened = open_notice(workspace, notice)
    name, content, day = opened.name, opened.content, str(on)
    if opened.dossier is None:
        return IssueReport(name, day, [], opened.problems)
    issues = Issues(workspace.root, name)
    workspace.require_own_content("登记印发")
    folder = workspace.output(name)
    with locked(workspace.root, f"issue {name}") as undo:
        if issues.has(day):
            hint = f"同一天只登记一次；登记错了，先把文件夹 content/{name}/issued/{day} 改名，如在前面加“作废-”"
            raise UsageError(error(f"{day} 已经登记过一次印发", hint))
        state = BuildState.of(workspace, content, opened.dossier)
        dossier = with_adjustments(opened.dossier, state)
        kinds = [kind for kind in all_kinds() if kind.is_sent]
        outputs = plan_all(dossier, Templates(workspace), folder, kinds)
        renamed = rename_files(state.folder, undo)
        actions = [state.action(output, Wishes()) for output in outputs]
        problems = [*renamed, *blocking_problems(actions, name, "登记"), *_edited(actions)]
        problems += [] if dossier.context.adjusted else _kept(actions, name)
        if has_errors(problems):
            return IssueReport(name, day, [], problems)
        problems += _doubts(opened.dossier, on)
        earlier = issued_adjustments(state)
        specs = [output.spec for output in outputs]
        documents = {spec.path: (folder / spec.path).read_bytes() for spec in specs}
        fields = {spec.path: spec.fields for spec in specs}
        templates = {spec.path: spec.template for spec in specs}
        documents |= {path: document for path, document in earlier.items() if path not in documents}
        fields |= {path: {} for path in documents if path not in fields}
        sent = {path: digest_of(document) for path, document in documents.items()}
        issues.write(Issue(day, content, fields, templates, sent), documents, undo)
    prefix = f"content/{name}/issued/{day}"
    return IssueReport(name, day, [f"{prefix}/{path}" for path in documents], problems)


def _kept(actions: Sequence[Action], notice: str) -> Iterator[Problem]:
    """A notice that stays as it was issued, though the content has changed: there is nothing new to be issued."""
    for action in actions:
        if action.outcome is Outcome.ISSUED:
            hint = (
                f"先写调整通知：duban adjustment {notice}；确要按新的内容重印的，duban build {notice} --restate，再登记"
            )
            yield error(f"{action.spec.path} {action.reason.rpartition('；')[0]}", hint)


def _edited(actions: Sequence[Action]) -> Iterator[Problem]:
    edited = [action.spec.path for action in actions if action.outcome is Outcome.EDITED]
    if edited:
        yield warning(f"有 {len(edited)} 份文书手工改过，按改过的登记：{'、'.join(edited)}", "核对发出去的是不是这一版")


def _doubts(dossier: Dossier, on: PartialDate) -> Iterator[Problem]:
    issued = dossier.notice
    if not issued.document_number:
        yield warning("登记的通知没有发文字号", "已有字号的，先撤销（duban undo），填上、生成，再登记")
    if issued.issued_on and on.last_day < issued.issued_on.last_day:
        yield warning(f"印发日期 {on} 早于成文日期 {issued.issued_on}", "核对 --on 后面的日期")
