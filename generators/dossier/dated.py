"""Deadlines that count from 成文日期, as dates."""

from __future__ import annotations

from datetime import timedelta

from generators.dates import DaysAfterIssue, PartialDate
from generators.dossier.models import Deadline, Notice
from generators.dossier.workdays import read_workdays


def with_dates(notice: Notice) -> Notice:
    """The notice with the date of each deadline that counts from 成文日期, which prints its words as before."""
    return notice.model_copy(update={"deadlines": [_dated(one, notice.issued_on) for one in notice.deadlines]})


def _dated(deadline: Deadline, issued: PartialDate | None) -> Deadline:
    if not isinstance(deadline.due, DaysAfterIssue):
        return deadline
    due = _due(deadline.due, issued) if issued else None
    return deadline.model_copy(update={"due": due, "printed": deadline.printed or deadline.due.text()})


def _due(after: DaysAfterIssue, issued: PartialDate) -> PartialDate:
    """The last day, by the published arrangement of holidays where working days are counted."""
    day = issued.last_day + timedelta(days=after.days)
    if after.working:
        workdays, _ = read_workdays(None)
        while workdays.workdays_between(issued.last_day, day) < after.days:
            day += timedelta(days=1)
    return PartialDate(day.year, day.month, day.day)
