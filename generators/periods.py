"""周期: days that come again and again, as clerks write them, and as iCalendar has them (RFC 5545, 3.3.10)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK, _NAMES = "一二三四五六日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 31  # as a day of the month: the last one, however long the month is
_SAFE = 28  # a day that every month has
_DAY = timedelta(days=1)
_DAYS = r"(\d{1,2}日(?:、\d{1,2}日)*|最后一[日天]|月?底|末)"
_MONTHS = {"季度": range(3, 13, 3), "半年": range(6, 13, 6), "年": range(12, 13)}
_OF_QUARTER = {"首": 2, "第一个": 2, "次": 1, "第二个": 1, "末": 0, "最后一个": 0}  # months before its last
_TIME = re.compile(
    r"(?<=[一二三四五六日天末底])(?:[上下中]午)?(?:\d{1,2}(?:[:：]\d{2}|[时点](?:半|整|\d{1,2}分)?)|下班|(?<=午))$"
)
_IN_YEAR = re.compile(r"每年(\d{1,2}月\d{1,2}日(?:、\d{1,2}月\d{1,2}日)*)")
_IN_QUARTER = re.compile(rf"每季度?(?:(首|次|末|第一个|第二个|最后一个)月)?{_DAYS}?")
_IN_MONTH = re.compile(rf"每(?:个)?月{_DAYS}?")
_IN_TEN_DAYS = re.compile(r"每旬(?:最后一[日天]|末)?")
_IN_WEEK = re.compile(rf"每(?:个)?(?:周|星期)([{_WEEK}天](?:、(?:周|星期)?[{_WEEK}天])*)?")
_AT_END = re.compile(r"每(半年|年)(?:最后一[日天]|年?底|末)?")


@dataclass(frozen=True)
class Period:
    """Days that recur: `text` as it was written; days of the week (0 Monday), or days of months, or every day."""

    text: str
    weekdays: frozenset[int] = frozenset()
    months: tuple[tuple[int, tuple[int, ...]], ...] = ()  # month -> days

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 每日16:00, 每周五下午5时, 每旬最后一日, 每季度末月25日, 每年1月10日. Without a day: the last one.

        Raises ValueError with a Chinese sentence when it is none of these.
        """
        words = re.sub(r"[\s　]|(?:以|之)?前$", "", text)
        plain = _TIME.sub("", words)
        if plain in ("每日", "每天"):
            return cls(words)
        if found := _IN_WEEK.fullmatch(plain):
            days = re.sub("周|星期|、", "", found[1] or "日").replace("天", "日")
            return cls(words, weekdays=frozenset(map(_WEEK.index, days)))
        months = dict(_months(plain))
        if not months or not all(_exists(month, day) for month, days in months.items() for day in days):
            raise ValueError(f"“{text}”看不出是哪几天")
        return cls(words, months=tuple(sorted(months.items())))

    def falls_on(self, day: date) -> bool:
        """Whether a day is one of them."""
        if self.weekdays:
            return day.weekday() in self.weekdays
        if not self.months:
            return True
        last = calendar.monthrange(day.year, day.month)[1]
        return day.day in {min(one, last) for one in dict(self.months).get(day.month, ())}

    def next(self, after: date) -> date:
        """The first of them after a day."""
        return next(day for day in _from(after + _DAY, _DAY) if self.falls_on(day))

    def last(self, until: date) -> date:
        """The last of them up to a day, that day included."""
        return next(day for day in _from(until, -_DAY) if self.falls_on(day))

    def rules(self) -> list[str]:
        """Recurrence rules (RRULE) that together give all of them."""
        if self.weekdays:
            return [f"FREQ=WEEKLY;BYDAY={','.join(_NAMES[day] for day in sorted(self.weekdays))}"]
        if not self.months:
            return ["FREQ=DAILY"]
        return [_rule(day, months) for day, months in sorted(self._by_day.items())]

    def months_of(self, rule: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The months and days of one of its `rules`."""
        found = sorted(self._by_day.items())[rule : rule + 1]
        return tuple((month, (day,)) for day, months in found for month in months)

    @property
    def _by_day(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for month, days in self.months:
            for day in days:
                found.setdefault(day, []).append(month)
        return found


def _rule(day: int, months: list[int]) -> str:
    """The rule of one day in some months; in a month that is too short, its last day."""
    often = "FREQ=MONTHLY" if len(months) == 12 else f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
    if day <= _SAFE:
        return f"{often};BYMONTHDAY={day}"
    if day == _LAST:
        return f"{often};BYMONTHDAY=-1"
    return f"FREQ=MONTHLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={_SAFE},{day};BYSETPOS=-1"


def _months(plain: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    if found := _IN_YEAR.fullmatch(plain):
        dates = [tuple(map(int, re.findall(r"\d+", one))) for one in found[1].split("、")]
        for month in {month for month, _ in dates}:
            yield month, tuple(day for other, day in dates if other == month)
    elif found := _IN_QUARTER.fullmatch(plain):
        before = _OF_QUARTER[found[1] or "末"]
        yield from ((month - before, _days(found[2])) for month in _MONTHS["季度"])
    elif found := _IN_MONTH.fullmatch(plain):
        yield from ((month, _days(found[1])) for month in range(1, 13))
    elif _IN_TEN_DAYS.fullmatch(plain):
        yield from ((month, (10, 20, _LAST)) for month in range(1, 13))
    elif found := _AT_END.fullmatch(plain):
        yield from ((month, (_LAST,)) for month in _MONTHS[found[1]])


def _days(words: str | None) -> tuple[int, ...]:
    found = tuple(map(int, re.findall(r"\d+", words or "")))
    return found or (_LAST,)


def _exists(month: int, day: int) -> bool:
    """Whether some year has this day; in a shorter month 29, 30 and 31 stand for its last one."""
    return 1 <= month <= 12 and 1 <= day <= _LAST


def _from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step
