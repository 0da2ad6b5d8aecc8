"""status --all: who owes what on which day, over all notices of the workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generators.dates import PartialDate
from generators.dossier.status import Light, State
from generators.problems import Problem, UsageError, error
from generators.report import Report, Screen, as_json, problem_lines
from generators.verbs.status import Row, day_words, status
from generators.wording import listed
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class AllStatusReport(Report):
    """The standings in every notice as of `on`: pairs of the notice and a row of its `status`."""

    on: date
    notices: Sequence[str]
    rows: Sequence[tuple[str, Row]]
    problems: Sequence[Problem] = ()

    def as_json(self) -> dict[str, object]:
        """The object that `status --all --json` prints: the rows of all notices, each with its notice."""
        units = [{"notice": notice, **row.as_json()} for notice, row in self.rows]
        found: dict[str, object] = {"notices": list(self.notices), "on": self.on.isoformat(), "units": units}
        return found | ({"problems": as_json(self.problems)} if self.problems else {})

    def lines(self, screen: Screen) -> Iterator[str]:
        """A block for each day on which something is due that has not come, the earliest first."""
        yield from problem_lines(self.problems)
        yield f"全部通知（{len(self.notices)} 份），截至{day_words(self.on)}"
        owed = [(notice, row) for notice, row in self.rows if row.standing.state is not State.RETURNED]
        for day in sorted({row.standing.due for _, row in owed}):
            of_day = [(notice, row) for notice, row in owed if row.standing.due == day]
            light, words = of_day[0][1].light.value, self._when(of_day[0][1])
            yield ""
            yield f"{day_words(day)}  {screen.paint(words, light)}"
            for key in dict.fromkeys((notice, row.standing.deadline.name) for notice, row in of_day):
                names = [
                    row.standing.unit.short_name for one, row in of_day if (one, row.standing.deadline.name) == key
                ]
                yield f"  {key[0]}  {key[1]}  {len(names)}个：{listed(names)}"
        if not owed:
            yield "没有要报还没有报的。"
        for notice in dict.fromkeys(one for one, row in owed if row.light in (Light.RED, Light.YELLOW)):
            yield f"催报：{screen.command} reminders {notice} --on {self.on.isoformat()}"

    def _when(self, row: Row) -> str:
        if row.standing.state is State.OVERDUE:
            return f"逾期{row.standing.days_late}天"
        return row.standing.words(self.on, row.workdays_left)


def status_of_all(workspace: Workspace, on: PartialDate, *, alone: bool = True) -> AllStatusReport:
    """Count over all notices of a workspace who has returned what by a day. Faults of one notice stop no other.

    Raises UsageError where the line names a notice or a calendar besides (not `alone`).
    """
    if not alone:
        raise UsageError(error("--all 看全部通知，不和通知名、--ics 一起写", "只看一份的，写 duban status 通知"))
    reports = {name: status(workspace, name, on) for name in workspace.notices()}
    problems = list(dict.fromkeys(problem for report in reports.values() for problem in report.problems))
    rows = [(name, row) for name, report in reports.items() for row in report.rows]
    return AllStatusReport(on.last_day, list(reports), rows, problems)
