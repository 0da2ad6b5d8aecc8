"""Deadlines that recur (周期): which period is followed as of a day, and on which day a unit answered it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generators.dossier.models import Deadline
    from generators.periods import Period

NEAR = 3  # calendar days before a period's day, from which on it is followed
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """A period of a deadline: its day, and the day of the one before it, None for the first."""

    period: Period
    day: date
    before: date | None

    def answered(self, on: date, days: Iterable[date]) -> date | None:
        """The day of the answer to this period among all that a unit gave up to `on`; None where there is none.

        What came after a day that the unit missed belongs to that day where it is nearer to it than to the next.
        """
        came = sorted(day for day in days if day <= on)
        in_time = [day for day in came if day <= self.day and (self.before is None or day > self.before)]
        if self.before and not any(self.period.last(self.before - _DAY) < day <= self.before for day in came):
            in_time = [day for day in in_time if day - self.before >= self.day - day]
        late = [day for day in came if self.day < day and day - self.day < self.period.next(self.day) - day]
        return next(iter([*in_time, *late]), None)


def followed(deadline: Deadline, issued: date | None, on: date, answers: Sequence[Sequence[date]]) -> Span | None:
    """The period of a recurring deadline that is followed on a day; `answers` are the days on which each unit answered.

    It is the next one where that is at most NEAR days away, or all have answered the last; else the last. None where
    the deadline's 起始 and 截止 leave no day.
    """
    period = deadline.period
    assert period is not None, "asked of recurring deadlines only"
    first = deadline.starts.last_day if deadline.starts else issued
    begin, end = first or date.min + 366 * _DAY, deadline.ends
    last, coming = period.last(min(on, end)), period.next(max(on, begin) - _DAY)
    if last < begin or last == on:
        return _span(period, coming, begin) if coming <= end else None
    found = _span(period, last, begin)
    is_near = (coming - on).days <= NEAR or all(found.answered(on, days) for days in answers)
    return _span(period, coming, begin) if coming <= end and is_near else found


def coming(deadline: Deadline, issued: date | None, on: date) -> date | None:
    """The first day of a recurring deadline from a day on; None where its 起始 and 截止 leave none."""
    assert deadline.period is not None, "asked of recurring deadlines only"
    begin = deadline.starts.last_day if deadline.starts else issued
    day = deadline.period.next(max(on, begin or on) - _DAY)
    return day if day <= deadline.ends else None


def _span(period: Period, day: date, begin: date) -> Span:
    before = period.last(day - _DAY)
    return Span(period, day, before if before >= begin else None)
