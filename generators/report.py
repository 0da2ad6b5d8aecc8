"""What a command reports: an exit code and JSON for scripts, Chinese lines for clerks (only characters GBK has)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generators.problems import Problem, Severity, has_errors
from generators.wording import cells, listed

_MANY, _FEW = 5, 3  # problems of one sort that are still listed one by one; places that a line of more names
_VARYING = re.compile(r"“[^”]*”|\d+")  # in what messages of one sort differ


Confirm = Callable[[Sequence[str]], bool]
"""Shows the lines that would be written and asks whether they are to be."""
NOT_WRITTEN = "没有写；照这样改的，再运行一次，答“是”，或者加 --yes"


class Screen(NamedTuple):
    """Where lines are shown: how duban is started here (`duban -C 文件夹`), its folder, and how words are coloured.

    `paint` takes words and the light (红, 黄, 绿) that they stand under.
    """

    command: str = "duban"
    folder: Path = Path()
    paint: Callable[[str, str], str] = lambda words, light: words


class Report:
    """What every verb returns. Subclasses are dataclasses and say what their lines and JSON hold."""

    problems: Sequence[Problem] = ()

    @property
    def exit_code(self) -> int:
        """0 when all is well, 1 after an error (design, section 4). Doubts and warnings are no errors."""
        return int(has_errors(self.problems))

    def as_json(self) -> dict[str, object]:
        """The object that the command prints with `--json`."""
        return {"problems": as_json(self.problems)}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What the clerk reads."""
        yield from problem_lines(self.problems)


def as_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems as `--json` prints them."""
    return [problem.as_json() for problem in problems]


def problem_lines(problems: Sequence[Problem], *, every_place: bool = False) -> Iterator[str]:
    """One line a problem, many of one sort together in one; and how many there are of each severity.

    `every_place`: name all places of those in one line, else the first few.
    """
    sorts: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in problems:
        sorts.setdefault((problem.severity, _VARYING.sub("", problem.message)), []).append(problem)
    for alike in sorts.values():
        if len(alike) <= _MANY or has_errors(alike):
            yield from map(str, alike)
        else:
            yield _together(alike, every_place=every_place)
    counts = Counter(problem.severity for problem in problems)
    if counts:
        yield "共 " + "、".join(f"{counts[one]} 处{one.word}" for one in Severity if counts[one])


def _together(alike: Sequence[Problem], *, every_place: bool) -> str:
    """Problems of one sort as a line: how many, the first of them in words, and where they are."""
    first = alike[0]
    hint = f"（{first.hint}）" if first.hint else ""
    places = [f"{one.place.file.rpartition('/')[2]}:{one.place.line or ''}".rstrip(":") for one in alike if one.place]
    named = places if every_place else places[:_FEW]
    rest = "" if len(named) == len(places) else "等，用 check 看全部"
    where = f"——{listed(named)}{rest}" if named else ""
    return f"{first.severity.word} {len(alike)} 处：{first.message}{hint}{where}"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, their columns under one another."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()
