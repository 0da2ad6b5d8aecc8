"""Who has returned, as pictures in the page (SVG): over time, and by departments and cities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generators.verbs.status import Row

_WIDTH, _HEIGHT = 560, 150  # of the field of a chart, in pixels


class Curve(NamedTuple):
    """How many units had returned by and by. `points` of an SVG polyline; `due` is the x of the last day in time."""

    deadline: str
    points: str
    due: float
    first: date
    last: date
    returned: int
    in_all: int


class Bar(NamedTuple):
    """How many units of a group have returned in time, late, or not at all; widths in per cent."""

    deadline: str
    group: str
    in_time: int
    late: int
    missing: int

    @property
    def widths(self) -> tuple[float, float, float]:
        """The three parts in per cent."""
        parts = (self.in_time, self.late, self.missing)
        in_time, late, missing = (round(part * 100 / sum(parts), 2) for part in parts)
        return in_time, late, missing


def returns_over_time(rows: Sequence[Row], on: date) -> list[Curve]:
    """A curve for each deadline for which something has come with a date."""
    return [curve for name in _deadlines(rows) if (curve := _curve(name, _of(rows, name), on))]


def _curve(name: str, rows: Sequence[Row], on: date) -> Curve | None:
    days = sorted(row.standing.returned_on for row in rows if row.standing.returned_on)
    if not days:
        return None
    due = rows[0].standing.due
    first, last = min(days[0], due), max(on, days[-1], due)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return round((day - first).days * _WIDTH / span, 1)

    def y(count: int) -> float:
        return round(_HEIGHT - count * _HEIGHT / len(rows), 1)

    corners = [(0.0, y(0))]
    for count, day in enumerate(days, 1):
        corners += [(x(day), corners[-1][1]), (x(day), y(count))]
    corners.append((x(max(on, days[-1])), corners[-1][1]))
    points = " ".join(f"{left},{top}" for left, top in corners)
    return Curve(name, points, x(due), first, last, len(days), len(rows))


def returns_by_group(rows: Sequence[Row]) -> list[Bar]:
    """A bar for departments and one for cities, for each deadline."""
    return list(_bars(rows))


def _bars(rows: Sequence[Row]) -> Iterator[Bar]:
    for name in _deadlines(rows):
        for group, are_cities in (("部门", False), ("各市", True)):
            own = [row.standing for row in _of(rows, name) if row.standing.unit.is_city == are_cities]
            done = [one for one in own if one.state.value == "returned"]
            late = sum(one.days_late > 0 for one in done)
            if own:
                yield Bar(name, group, len(done) - late, late, len(own) - len(done))


def _deadlines(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.standing.deadline.name for row in rows))


def _of(rows: Sequence[Row], deadline: str) -> list[Row]:
    return [row for row in rows if row.standing.deadline.name == deadline]
