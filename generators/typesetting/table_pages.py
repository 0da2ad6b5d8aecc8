"""Where the pages of a table end: its rows are laid out by their heights, so that an item is parted only there.

Heights are in points. A height that is taken a little too high leaves a hole of a row; one too low would move a whole
part to the next page, so columns are counted in whole characters and a line of each page stays free.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from generators.plan import FieldValue
from generators.typesetting.lines import lines_needed

LANDSCAPE, UPRIGHT = 442.2, 637.8  # the height of the text of a page (clauses 5.2.1 and 8), points
_SPARE = 10
_LINE, _BASIS = 28.95, 24  # the pitch of titles and headings, and of the line 依据, points


class Grid(NamedTuple):
    """The text of a table: the pitch of its lines, what a row is higher than its lines, columns in characters.

    `head`: the row of headings, on every page. `page`: the height of its pages.
    """

    pitch: float
    around: float
    columns: Mapping[str, int]
    head: float
    page: float = LANDSCAPE

    def height(self, fields: Mapping[str, FieldValue], content: str = "") -> float:
        """A row with the fields that have a column, and `content` in the column 内容; a line break begins a line."""
        lines = 1
        for name, wide in self.columns.items():
            text = content if name == "内容" and content else fields.get(name)
            lines = max(lines, _lines_in(str(text), wide)) if text else lines
        return lines * self.pitch + self.around


@lru_cache(512)  # the same rows stand in the tables of units that lead an item together
def _lines_in(text: str, most: int) -> int:
    """The lines of a cell `most` characters wide."""
    return sum(lines_needed(line, most) for line in text.split("\n"))


def heights_above(secret: bool, title: Sequence[str], basis: Sequence[str]) -> float:
    """What stands over a table on its first page: 密级, the title, the basis and a heading."""
    return _LINE * (secret + len(title) + 1) + _BASIS * len(basis)


class TallItem(NamedTuple):
    """The heights of an item's rows, and the least that they take together: that of the cells merged over them."""

    rows: Sequence[float]
    least: float = 0


def parted(items: Sequence[TallItem], above: float, room: float) -> Iterator[list[tuple[int, int]]]:
    """For each item the rows of each of its parts, from and to: as many parts as pages that it stands on.

    `room`: that of a page for rows. `above`: what stands over the table on its first page.
    """
    left = room - above
    for item in items:
        parts, start, used = list[tuple[int, int]](), 0, 0.0
        for index, height in enumerate(item.rows):
            if max(used + height, item.least) > left and (index > start or left < room):
                at = index - _taken_along(item.rows, start, index, room)
                parts += [(start, at)] if at > start else []
                start, used, left = at, sum(item.rows[at:index]), room
            used += height
        left -= max(used, item.least)
        yield [*parts, (start, len(item.rows))]


def _taken_along(rows: Sequence[float], start: int, index: int, room: float) -> bool:
    """Whether the row above goes to the next page, too: the last row of an item does not stand there alone."""
    return start + 2 < index == len(rows) - 1 and rows[index - 1] + rows[index] <= room


def item_parts(items: Sequence[Mapping[str, FieldValue]], grid: Grid, above: float) -> Iterator[dict[str, FieldValue]]:
    """Items with their 措施 in parts, one for each page of the table; from the second on with （续） and without 导语.

    The columns of `grid` are fields of an item or of its 措施. `above`: what stands over the table.
    """
    rows = [[one for one in item["措施"] if isinstance(one, Mapping)] for item in items]
    tall = [
        TallItem([_row_height(grid, item, number, row) for number, row in enumerate(measures)], grid.height(item))
        for item, measures in zip(items, rows, strict=True)
    ]
    pages = parted(tall, above, grid.page - grid.head - _SPARE)
    for item, measures, parts in zip(items, rows, pages, strict=True):
        for start, end in parts:
            again = {"标题": f"{item['标题']}（续）", "导语": ""} if start else {}
            yield {**item, **again, "措施": measures[start:end]}


def _row_height(grid: Grid, item: Mapping[str, FieldValue], number: int, row: Mapping[str, FieldValue]) -> float:
    """A row as it is printed: 内容 after its number, the first one after the item's 导语.

    A 备注 without a column of its measures stands below.
    """
    below = f"\n备注：{row['备注']}" if row.get("备注") and "备注" not in grid.columns else ""
    before = "" if number else item.get("导语", "")
    return grid.height(row, f"{before}{row['序号']}{row.get('内容', '')}{below}")
