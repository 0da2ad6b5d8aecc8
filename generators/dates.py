"""Dates in notices: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DaysAfterIssue:
    """A date counted from 成文日期: so many days, or working days, later."""

    days: int
    working: bool = False

    def text(self) -> str:
        """`印发后30日内`, `印发后5个工作日内`."""
        return f"印发后{self.days}{'个工作' if self.working else ''}日内"


_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"),
    re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?"),
)
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day (2013-09-06), a month (2014-06) or a year (2014)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date as clerks write it: 2013-9-6, 2013/09/06, 2013.9.6, 2013年9月6日, 2014年6月, 2014.

        Raises ValueError with a Chinese sentence when it is none of these or no such day exists.
        """
        plain = re.sub(r"\s", "", text).translate(_FULL_WIDTH_DIGITS)
        found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
        if not found:
            raise ValueError(f"“{text}”不是日期")
        year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"日历上没有“{text}”这一天") from None
        return cls(year, month, day)

    @property
    def last_day(self) -> date:
        """The day itself, or the last day of the month or year."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def text(self, *, beside: PartialDate | None = None) -> str:
        """`2013年9月6日`, `2014年6月` or `2014年`; without the year where it is that of the date `beside` it."""
        year = f"{self.year}年" if beside is None or beside.year != self.year or self.month is None else ""
        month = f"{self.month}月" if self.month else ""
        day = f"{self.day}日" if self.day else ""
        return year + month + day

    def by(self) -> str:
        """The date as a limit: `2013年9月6日前`, `2014年6月底前`, `2014年底前`."""
        return f"{self.text()}前" if self.day else f"{self.text()}底前"

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)
