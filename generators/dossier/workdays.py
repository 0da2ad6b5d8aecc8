"""Working days and holidays, by the State Council's arrangement for a year where it is known.

The arrangements come from chinesecalendar (the extra `calendar`, imported by this module alone, and only when needed);
content/节假日.yaml wins over them. A year without an arrangement is counted Monday to Friday, and `doubts` reports it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from generators.dates import PartialDate
from generators.dossier.nodes import Content
from generators.dossier.source import Source
from generators.dossier.validation import read_source, validate
from generators.dossier.values import Day
from generators.problems import Problem, error, has_errors, notice
from generators.wording import listed

_SATURDAY = 5
_DAY = timedelta(days=1)


class Holidays(Content):
    """节假日.yaml."""

    rest: list[Day] = Field([], alias="休", description="放假的日子，周末不用写")
    work: list[Day] = Field([], alias="班", description="调休上班的周末")


@dataclass(frozen=True)
class Workdays:
    """Which days are worked: Monday to Friday but for `rest`, and `work`. `years` are those with an arrangement."""

    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    has_library: bool = True

    def workdays_between(self, a: date, b: date) -> int:
        """How many working days there are after `a`, up to and including `b`; 0 where `b` is not after `a`."""
        weeks, rest = divmod(max(0, (b - a).days), 7)
        odd = sum((a.weekday() + step) % 7 < _SATURDAY for step in range(1, rest + 1))
        off = sum(a < day <= b and day.weekday() < _SATURDAY for day in self.rest)
        on = sum(a < day <= b and day.weekday() >= _SATURDAY for day in self.work)
        return weeks * 5 + odd - off + on

    def doubts(self, a: date, b: date) -> list[Problem]:
        """A notice that names the years from `a` to `b` without an arrangement; none where all have one, or b <= a."""
        if b <= a:
            return []
        years = [year for year in range((a + _DAY).year, b.year + 1) if year not in self.years]
        if not years:
            return []
        named = listed(f"{year}年" for year in years) if len(years) < 4 else f"{years[0]}年至{years[-1]}年"
        ways = "公布以后，写进 content/节假日.yaml"
        hint = ways if self.has_library else "装上 chinesecalendar（见使用说明“催报”），或写 content/节假日.yaml"
        return [notice(f"{named}的节假日安排还没有，按周一至周五算", hint)]


def read_workdays(file: tuple[str, bytes] | None) -> tuple[Workdays, list[Problem]]:
    """Published working days with the corrections of 节假日.yaml (its path for messages, its bytes), and problems.

    A file with errors corrects nothing."""
    published, problems = _published(), list[Problem]()
    if file is None:
        return published, problems
    source = read_source(file[1], file[0], Holidays)
    corrections, problems = validate(Holidays, source)
    if corrections is not None:
        problems += _contradictions(corrections, source)
    if corrections is None or has_errors(problems):
        return published, problems
    rest, work = _days(corrections.rest), _days(corrections.work)
    return (
        Workdays(
            (published.rest - work) | rest,
            (published.work - rest) | work,
            published.years | {day.year for day in rest},
            published.has_library,
        ),
        problems,
    )


def _published() -> Workdays:
    try:
        from chinese_calendar import holidays, workdays
    except ImportError:
        return Workdays(has_library=False)
    return Workdays(frozenset(holidays), frozenset(workdays), frozenset(day.year for day in holidays))


def _days(days: Iterable[PartialDate]) -> frozenset[date]:
    return frozenset(day.last_day for day in days)


def _contradictions(corrections: Holidays, source: Source) -> Iterator[Problem]:
    for index, day in enumerate(corrections.work):
        if day in corrections.rest:
            hint = "一天只能写在一处，删去一个"
            yield error(f"{day.text()}既写了休，又写了班", hint, source.place(("班", index)))
