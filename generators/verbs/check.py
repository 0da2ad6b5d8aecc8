"""check: read a notice's content and tell every problem in it, without making anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dossier.workdays import read_workdays
from generators.opening import open_notice
from generators.problems import Problem, has_errors, in_order
from generators.report import Report, Screen, as_json, problem_lines
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class CheckReport(Report):
    """What was found in the content of a notice."""

    notice: str
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The object that `check --json` prints."""
        return {"notice": self.notice, "problems": as_json(self.problems)}

    def lines(self, screen: Screen) -> Iterator[str]:
        """Every problem, and the next step where nothing stops it."""
        if not self.problems:
            yield f"{self.notice}：没有发现问题。"
        yield from problem_lines(self.problems)
        if self.problems and not has_errors(self.problems):
            yield f"没有错误，可以生成：{screen.command} build {self.notice}"


def check(workspace: Workspace, notice: str | None) -> CheckReport:
    """Check a notice (the only one where none is named). Raises UsageError when there is none of that name."""
    opened = open_notice(workspace, notice)
    _, faults = read_workdays(workspace.holidays())
    return CheckReport(opened.name, in_order([*workspace.origin(), *opened.problems, *faults]))
