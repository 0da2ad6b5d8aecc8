"""check: read a notice's content and report every problem in it, without making anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dossier.workdays import read_workdays
from generators.opening import OpenedNotice, open_notice
from generators.problems import Problem, Severity, has_errors, in_order
from generators.report import Report, Screen, as_json, problem_lines
from generators.workspace.lock import locked
from generators.workspace.seen import FILE, as_seen
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class CheckReport(Report):
    """What was found in the content of a notice: `seen` was answered with 知道了, now (`is_answer`) or before."""

    notice: str
    problems: Sequence[Problem]
    seen: Sequence[Problem] = ()
    is_answer: bool = False

    def as_json(self) -> dict[str, object]:
        """The object that `check --json` prints: all problems, those seen too."""
        return {"notice": self.notice, "problems": as_json(in_order([*self.problems, *self.seen]))}

    def lines(self, screen: Screen) -> Iterator[str]:
        """Every problem that is not seen, and the next step where nothing stops it."""
        if not self.problems and not self.seen:
            yield f"{self.notice}：没有发现问题。"
        yield from problem_lines(self.problems, every_place=True)
        if self.is_answer:
            yield f"知道了：{len(self.seen)} 处警告和提示记在 content/{self.notice}/{FILE}，内容不变就不再列出。"
        elif self.seen:
            yield f"另有 {len(self.seen)} 处已经看过（check --seen），没有变，不再列出。"
        if self.problems and not has_errors(self.problems):
            yield f"看过、不用改的，以后不再列出：{screen.command} check {self.notice} --seen"
        if (self.problems or self.seen) and not has_errors(self.problems):
            yield f"没有错误，可以生成：{screen.command} build {self.notice}"


def check(workspace: Workspace, notice: str | None, *, seen: bool = False) -> CheckReport:
    """Check a notice (the only one where none is named). Raises UsageError when there is none of that name.

    `seen`: keep that all warnings and hints are known, so that no command repeats them; errors come again.
    """
    opened = open_notice(workspace, notice)
    if seen:
        return _answered(workspace, opened)
    _, faults = read_workdays(workspace.holidays())
    return CheckReport(opened.name, in_order([*workspace.origin(), *opened.problems, *faults]), opened.seen)


def _answered(workspace: Workspace, opened: OpenedNotice) -> CheckReport:
    workspace.require_own_content("记下看过的提示")
    every = in_order([*opened.problems, *opened.seen])
    with locked(workspace.root, f"check {opened.name} --seen") as undo:
        undo.write(workspace.root / "content" / opened.name / FILE, as_seen(every, workspace.seen(opened.name)))
    known = [problem for problem in every if problem.severity is not Severity.ERROR]
    errors = [problem for problem in every if problem.severity is Severity.ERROR]
    return CheckReport(opened.name, errors, known, is_answer=True)
