"""today: every notice of a workspace as of a day: who owes what, what waits to be made, and the next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generators.dates import PartialDate
from generators.dossier.status import Light, State
from generators.outputs.build_report import OutputReport
from generators.outputs.decide import Outcome
from generators.problems import DubanError, Problem, has_errors
from generators.report import Report
from generators.verbs.changes import changes
from generators.verbs.changes_report import ChangesReport
from generators.verbs.check import CheckReport, check
from generators.verbs.received import received
from generators.verbs.settle import Conflict
from generators.verbs.status import Row, StatusReport, status
from generators.verbs.undo import interrupted
from generators.workspace.workspace import Workspace

_WAITING = (Outcome.NEW, Outcome.UPDATED, Outcome.RESTORED)


class Step(StrEnum):
    """What to do next about a notice, the most pressing first."""

    CORRECT = "改正内容里的错误"
    FINISH = "把中断的做完"
    BUILD = "生成文书"
    SETTLE = "核对收到的材料"
    REBUILD = "看改动，更新文书"
    REMIND = "催报"
    SUMMARISE = "汇总"
    WAIT = "收材料"
    NOTHING = "没有要办的"


@dataclass(frozen=True)
class Owed:
    """The units with the same standing towards one deadline: 逾期1天未报送: 省财政厅、大连市."""

    deadline: str
    light: Light
    words: str
    units: Sequence[str]
    in_all: int  # how many units the deadline binds


@dataclass(frozen=True)
class NoticeToday:
    """One notice. `waiting`: documents that a build would write; `conflicts`: second returns that wait for a choice;
    `doubts`: how many open questions there are about returns.
    """

    name: str
    check: CheckReport
    status: StatusReport
    changes: ChangesReport
    interrupted: Sequence[Problem]
    conflicts: Sequence[Conflict]
    doubts: int

    @property
    def waiting(self) -> list[OutputReport]:
        """The documents that are not as the content has them."""
        return [output for unit in self.changes.units for output in unit.outputs if output.outcome in _WAITING]

    @property
    def facts(self) -> list[str]:
        """What has changed since the last issue or build, each fact once."""
        return list(dict.fromkeys(fact for unit in self.changes.units for fact in unit.facts))

    @property
    def owed(self) -> list[Owed]:
        """Who still owes what, by deadline and light, in the order of the deadlines."""
        found: dict[tuple[str, Light, str], list[str]] = {}
        for row in self.status.rows:
            if row.standing.state is not State.RETURNED:
                found.setdefault(_key(row, self.status), []).append(row.standing.unit.short_name)
        bound = [row.standing.deadline.name for row in self.status.rows]
        return [Owed(name, light, words, units, bound.count(name)) for (name, light, words), units in found.items()]

    @property
    def step(self) -> Step:
        """The next step."""
        steps: Iterator[tuple[Step, bool]] = iter(
            (
                (Step.CORRECT, has_errors(self.check.problems)),
                (Step.FINISH, bool(self.interrupted)),
                (Step.BUILD, not self.changes.since),
                (Step.SETTLE, bool(self.conflicts or self.doubts)),
                (Step.REBUILD, bool(self.waiting)),
                (Step.REMIND, any(one.light in (Light.RED, Light.YELLOW) for one in self.owed)),
                (Step.WAIT, bool(self.owed)),
                (Step.SUMMARISE, bool(self.status.rows)),
            )
        )
        return next((step for step, is_due in steps if is_due), Step.NOTHING)


@dataclass(frozen=True)
class TodayReport(Report):
    """All notices, and those that could not be read at all, with the reason."""

    on: PartialDate
    notices: Sequence[NoticeToday]
    problems: Sequence[Problem]


def today(workspace: Workspace, on: PartialDate) -> TodayReport:
    """Look at every notice of the workspace's own as of a day. Writes nothing."""
    notices, problems = [], list(workspace.origin())
    if workspace.uses_supplied_content:
        return TodayReport(on, [], problems)
    for name in workspace.notices():
        try:
            notices.append(notice_today(workspace, name, on))
        except DubanError as fault:
            problems += fault.problems
    return TodayReport(on, notices, problems)


def notice_today(workspace: Workspace, name: str, on: PartialDate) -> NoticeToday:
    """One notice as of a day. Raises as the commands do that it asks."""
    found = check(workspace, name)
    stands, differs = status(workspace, name, on), changes(workspace, name)
    came = received(workspace, name)
    doubts = sum(len(one.questions) for one in came.doubtful)
    return NoticeToday(name, found, stands, differs, interrupted(workspace), came.conflicts, doubts)


def _key(row: Row, report: StatusReport) -> tuple[str, Light, str]:
    return row.standing.deadline.name, row.light, row.standing.words(report.on, row.workdays_left)
