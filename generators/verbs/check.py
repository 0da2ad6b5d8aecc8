"""check: read a notice's content and tell every problem in it, without making anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.dossier.load import load
from generators.dossier.workdays import read_workdays
from generators.problems import Problem, has_errors, in_order
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class CheckReport:
    """What was found in the content of a notice."""

    notice: str
    problems: Sequence[Problem]

    @property
    def exit_code(self) -> int:
        """1 when an error would stop a build, else 0."""
        return int(has_errors(self.problems))

    def as_json(self) -> dict[str, object]:
        """The object that `check --json` prints."""
        return {"notice": self.notice, "problems": [problem.as_json() for problem in self.problems]}


def check(workspace: Workspace, notice: str | None) -> CheckReport:
    """Check a notice (the only one where none is named). Raises UsageError when there is none of that name."""
    name = workspace.choose(notice)
    _, faults = read_workdays(workspace.holidays())
    return CheckReport(name, in_order([*workspace.origin(), *load(workspace.content_files(name)).problems, *faults]))
