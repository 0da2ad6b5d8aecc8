"""Who has returned what, as of a day: the rules by which something counts as returned, and as late.

A deadline that is answered by a return gives each unit that it binds exactly one state:

- returned: it came in on or before the day. 实施方案 counts by 方案报送日期, the column by 开通日期, 进展报告 by
  收到日期, without one by the first 来源 on paper, by scan or by telephone. A report without any date has come.
- overdue: it has not come, and the day is after the last day of the deadline (of a month or year: its end).
- due: it has not come, and may still come in time. The last day itself is in time.

Days late are calendar days, as the office's reminders count them; days until a deadline are working days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.completeness import Gaps, gaps
from generators.dossier.recurring import Span, followed
from generators.wording import Answer

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Deadline, Unit
    from generators.dossier.returns import Return

NEAR = 3  # within how many working days a deadline is near


class State(StrEnum):
    """Whether a unit has answered one deadline, as of a day."""

    RETURNED = "returned"
    DUE = "due"
    OVERDUE = "overdue"


class Light(StrEnum):
    """The light of a state. A return that came late is GREEN too; `DeadlineStatus.words` has the days."""

    RED = "红"
    YELLOW = "黄"
    FAR = "未到期"
    GREEN = "绿"


class DeadlineStatus(NamedTuple):
    """One unit and one deadline, as of a day. `returned_on` is None also for a return without a date."""

    unit: Unit
    deadline: Deadline
    due: date
    state: State
    returned_on: date | None = None
    days_late: int = 0
    content_missing: bool = False
    gaps: Gaps | None = None  # what a report that has come leaves open
    unchecked: bool = False  # see `is_unchecked`
    filled_in: str = ""  # see `filled_in`; empty once it is returned

    @property
    def incomplete(self) -> str:
        """What a report leaves open, in words; empty where nothing is."""
        return self.gaps.words if self.gaps else ""

    @property
    def is_column(self) -> bool:
        """Whether the deadline is that of a column on a website, of which only the address and the day are reported."""
        return self.deadline.answered_by is Answer.COLUMN

    @property
    def done(self) -> str:
        """The verb for what the deadline asks: a column is 开通, all else is 报送."""
        return "开通" if self.is_column else "报送"

    def light(self, workdays_left: int) -> Light:
        """RED: overdue; YELLOW: at most NEAR working days left; FAR: more; GREEN: returned."""
        if self.state is State.DUE:
            return Light.YELLOW if workdays_left <= NEAR else Light.FAR
        return Light.GREEN if self.state is State.RETURNED else Light.RED

    def words(self, on: date, workdays_left: int) -> str:
        """The state in words: 逾期1天未报送, 逾期3天报送, 已报送, 逾期4天开通, 当天到期, 还有2个工作日."""
        if self.unchecked:
            return "报送材料待核"
        if self.state is State.RETURNED:
            return f"逾期{self.days_late}天{self.done}" if self.days_late else f"已{self.done}"
        if self.state is State.OVERDUE:
            return f"逾期{self.days_late}天未{self.done}"
        if self.due == on:
            return "当天到期"
        return f"还有{workdays_left}个工作日" if workdays_left else "到期前没有工作日了"


def answered_by_returns(dossier: Dossier) -> list[tuple[str, Deadline]]:
    """The deadlines with a date that units answer, as (what they answer by, deadline), in the notice's order."""
    dated = (deadline for deadline in dossier.notice.deadlines if deadline.date or deadline.period)
    return [(deadline.answer, deadline) for deadline in dated if deadline.answer]


def deadline_statuses(dossier: Dossier, on: date) -> Iterator[DeadlineStatus]:
    """Every deadline that is answered with every unit it binds: deadlines and units in their order.

    Of one that recurs the period is followed that `recurring.followed` gives.
    """
    issued = dossier.notice.issued_on
    for answer, deadline in answered_by_returns(dossier):
        units = dossier.bound_by(deadline)
        if not deadline.period:
            yield from (_deadline_status(dossier, answer, deadline, unit, on) for unit in units)
            continue
        days = [answer_days(dossier, answer, unit) for unit in units]
        span = followed(deadline, issued.last_day if issued else None, on, days)
        if span:
            found = zip(units, days, strict=True)
            yield from (_period_status(unit, deadline, span, span.answered(on, came), on) for unit, came in found)


def owed_states(found: Iterable[DeadlineStatus]) -> dict[str, str]:
    """The fields that say whether any of them is overdue (逾期), and whether any is not due yet (临期)."""
    states = {one.state for one in found}
    return {"逾期": "是" if State.OVERDUE in states else "", "临期": "是" if State.DUE in states else ""}


def _period_status(unit: Unit, deadline: Deadline, span: Span, came: date | None, on: date) -> DeadlineStatus:
    if came:
        late = max(0, (came - span.day).days)
        return DeadlineStatus(unit, deadline, span.day, State.RETURNED, came, late)
    state = State.OVERDUE if on > span.day else State.DUE
    return DeadlineStatus(unit, deadline, span.day, state, days_late=max(0, (on - span.day).days))


def _deadline_status(dossier: Dossier, what: str, deadline: Deadline, unit: Unit, on: date) -> DeadlineStatus:
    day, due = day_of(dossier, what, unit), deadline.last_day
    if has_done_by(dossier, what, unit, on):
        empty = what == dossier.REPORT and content_missing(dossier, unit)
        came = day.last_day if day else None
        answer = dossier.return_of(unit) if what == dossier.REPORT else None
        open_ones = gaps(dossier, answer) if answer else None
        late, unchecked = days_late(deadline, day), is_unchecked(dossier, what, unit)
        return DeadlineStatus(unit, deadline, due, State.RETURNED, came, late, empty, open_ones, unchecked)
    filled = filled_in(dossier, what, unit)
    if on > due:
        return DeadlineStatus(unit, deadline, due, State.OVERDUE, days_late=(on - due).days, filled_in=filled)
    return DeadlineStatus(unit, deadline, due, State.DUE, filled_in=filled)


def day_of(dossier: Dossier, what: str, unit: Unit) -> PartialDate | None:
    """The day on which a unit answered: 方案报送日期 for PLAN, 开通日期 for COLUMN, 收到日期 for REPORT.

    Other words count by the first 来源 with this 内容.
    """
    answer = dossier.return_of(unit)
    days: dict[str, Callable[[Return], PartialDate | None]] = {
        dossier.PLAN: lambda one: one.plan_sent_on,
        dossier.COLUMN: lambda one: one.column_opened_on,
        dossier.REPORT: lambda one: one.report_day,
    }
    if answer is None:
        return None
    return days[what](answer) if what in days else min(_received(answer, what), default=None)


def answer_days(dossier: Dossier, what: str, unit: Unit) -> list[date]:
    """Every day on which something came by which a unit answers."""
    answer, first = dossier.return_of(unit), day_of(dossier, what, unit)
    kinds: dict[str, str] = {dossier.PLAN: "方案", dossier.COLUMN: "专栏", dossier.REPORT: "进展"}
    came = _received(answer, kinds.get(what, what)) if answer else []
    return sorted({day.last_day for day in [*came, *filter(None, [first])]})


def _received(answer: Return, what: str) -> list[PartialDate]:
    return [one.received_on for one in answer.origins if one.what == what]


def filled_in(dossier: Dossier, what: str, unit: Unit) -> str:
    """The day of PLAN or COLUMN as a unit filled it in, a date or words (国庆以后); empty where it filled in none.

    For units that do not count as done: the date is later, or no date.
    """
    answer, day = dossier.return_of(unit), day_of(dossier, what, unit)
    labels: dict[str, str] = {dossier.PLAN: "方案报送日期", dossier.COLUMN: "开通日期"}
    label = labels.get(what)
    if answer is None or label is None:
        return ""
    return day.text() if day else answer.as_written.get(label, "")


def has_done(dossier: Dossier, what: str, unit: Unit) -> bool:
    """Whether a unit has answered at all. A report without 收到日期 counts; a plan alone is no report.

    A return that has errors counts for everything: nobody is reminded of what may stand in it.
    """
    if unit.name in dossier.unchecked:
        return True
    answer = dossier.return_of(unit)
    reported = what == dossier.REPORT and answer is not None and bool(answer.progress)
    return reported or day_of(dossier, what, unit) is not None


def is_unchecked(dossier: Dossier, what: str, unit: Unit) -> bool:
    """Whether it is not known if a plan has come, or a column is open: the unit's return has errors."""
    return what != dossier.REPORT and unit.name in dossier.unchecked


def has_done_by(dossier: Dossier, what: str, unit: Unit, on: date) -> bool:
    """Whether a unit answered on or before a day; an answer without a date counts."""
    day = day_of(dossier, what, unit)
    return has_done(dossier, what, unit) and (day is None or day.last_day <= on)


def content_missing(dossier: Dossier, unit: Unit) -> bool:
    """Whether a unit's return has no text of progress: the report came on paper, or only the plan has come."""
    answer = dossier.return_of(unit)
    return answer is not None and not (answer.progress or answer.loose)


def days_late(deadline: Deadline | None, day: PartialDate | None) -> int:
    """How many calendar days `day` is after the last day of a deadline; 0 in time, or where one of both is None."""
    return max(0, (day.last_day - deadline.last_day).days) if day and deadline else 0
