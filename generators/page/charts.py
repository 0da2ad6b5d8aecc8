"""Who has returned, as pictures in the page: over time (SVG), by groups of units, and unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generators.verbs.status import Light, Row

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


class Tile(NamedTuple):
    """A unit: its name, the name of its light's colour, and its state in words."""

    unit: str
    light: str
    words: str


class Tiles(NamedTuple):
    """The units of a group towards a deadline."""

    deadline: str
    group: str
    tiles: Sequence[Tile]


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
    """A bar for each group of units (部门, 各市), for each deadline."""
    return [_bar(name, group, members) for name, group, members in _groups(rows)]


def _bar(name: str, group: str, rows: Sequence[Row]) -> Bar:
    done = [row.standing for row in rows if row.light is Light.GREEN]
    late = sum(one.days_late > 0 for one in done)
    return Bar(name, group, len(done) - late, late, len(rows) - len(done))


def returns_by_unit(rows: Sequence[Row], on: date) -> list[Tiles]:
    """A tile for each unit of a group, for each deadline: for cities a picture by area."""
    return [Tiles(name, group, [_tile(row, on) for row in members]) for name, group, members in _groups(rows)]


def _tile(row: Row, on: date) -> Tile:
    standing = row.standing
    light = Light.YELLOW if standing.days_late and row.light is Light.GREEN else row.light
    return Tile(standing.unit.short_name, light.name.lower(), standing.words(on, row.workdays_left))


def _groups(rows: Sequence[Row]) -> Iterator[tuple[str, str, list[Row]]]:
    """The rows by deadline and group, in their order."""
    for name in _deadlines(rows):
        groups: dict[str, list[Row]] = {}
        for row in _of(rows, name):
            groups.setdefault(row.group, []).append(row)
        yield from ((name, group, members) for group, members in groups.items())


def _deadlines(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.standing.deadline.name for row in rows))


def _of(rows: Sequence[Row], deadline: str) -> list[Row]:
    return [row for row in rows if row.standing.deadline.name == deadline]
