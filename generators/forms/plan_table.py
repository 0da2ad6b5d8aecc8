"""A plan's table: words answer the head of their column, and a row stands for each measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generators.forms.cells import Cell, Table
from generators.forms.passages import TASK, Passage, Tasks, key, place_of
from generators.submission import PLAN_LABELS
from generators.wording import first_sentence

_COLUMNS = {
    **{label: label for label in PLAN_LABELS},
    **dict.fromkeys((f"{level}责任单位" for level in ("", "省直", "市直", "县直", "区直")), "责任处室"),
    **dict.fromkeys((f"责任{name}" for name in ("司局", "科室", "股室", "部门")), "责任处室"),
}
_NUMBERS = "序号"
_BRACKET = re.compile(r"^(.*?)（[^（）]*(?:（[^（）]*）[^（）]*)*）(?:。.*)?$", re.DOTALL)
_DIGITS = "一二三四五六七八九十百"
_NUMBER = re.compile(rf"((?:[{_DIGITS}]+(?!是|[{_DIGITS}]))?(?:（[{_DIGITS}\d]+）|\d+\.)*)((?:[{_DIGITS}]+是)?)")


def head_row(table: Table) -> int | None:
    """The row with the heads of a plan's columns."""
    for index, row in enumerate(table.rows):
        if len({key(cell.text) for cell in row} & set(_COLUMNS)) >= 3:
            return index
    return None


@dataclass
class PlanTable:
    """A table with a row for each measure. What concerns an item stands in a row above its measures."""

    table: Table
    head: int
    count: Tasks
    _item: str = ""
    _above: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def passages(self) -> Iterator[Passage]:
        """Its cells in order."""
        self.count.open = False
        columns = self._columns()
        for row, cells in enumerate(self.table.rows):
            places = [place_of(self.table, row, index) for index in range(len(cells))]
            if row <= self.head:
                yield from (Passage(place, cell.lines) for place, cell in zip(places, cells, strict=True))
            else:
                yield from self._row(cells, places, [_over(cell, columns) for cell in cells])

    def _columns(self) -> list[tuple[int, int, str]]:
        """From where to where each column reaches, and its label; 序号 and, empty, that of the tasks' words."""
        heads = self.table.rows[self.head]
        return [
            (cell.column, cell.column + cell.span, _COLUMNS.get(key(cell.text), key(cell.text) if not at else TASK))
            for at, cell in enumerate(heads)
        ]

    def _row(self, cells: Sequence[Cell], places: Sequence[str], columns: Sequence[str]) -> Iterator[Passage]:
        by_column = dict(zip(reversed(columns), reversed(cells), strict=True))
        number, words = by_column.get(_NUMBERS), by_column.get(TASK)
        goes_on = bool(self.count.entries and number and number.continues and not number.lines)
        if not goes_on:
            heading = self._heading(number, words)
            if heading:
                self.count.entries += 1
                yield Passage(places[0], (), TASK, self.count.entries, heading)
        for cell, place, column in zip(cells, places, columns, strict=True):
            if column not in PLAN_LABELS or not (goes_on or heading):
                yield Passage(place, cell.lines, beside=column if column not in (TASK, _NUMBERS) else "")
                continue
            lines = cell.lines
            if cell.continues and not goes_on and not lines:
                lines = self._above.get(column, ())
            self._above[column] = lines
            yield Passage(place, lines, column, self.count.entries, more=goes_on)

    def _heading(self, number: Cell | None, words: Cell | None) -> str:
        """一（二）二是　着力推进“三公”经费公开: the number with that of the item above, and the name of the measure."""
        printed = key(number.text) if number else ""
        text = words.lines[0].strip() if words and words.lines else ""
        if not printed and not text:
            return ""
        found = _NUMBER.match(re.sub(rf"^[^{_DIGITS}（\\d]+", "", printed))
        item, measure = (found[1], found[2]) if found else ("", "")
        if item:
            self._item = item
        name = first_sentence(text)
        if item and not measure:
            bracket = _BRACKET.match(text)
            name = bracket[1] if bracket else name
        return f"{self._item}{measure}　{name}"


def _over(cell: Cell, columns: Sequence[tuple[int, int, str]]) -> str:
    """The column that a cell stands under: the first it covers by more than its edge."""
    end = cell.column + cell.span
    under = [(start, label) for start, stop, label in columns if start < end and cell.column < stop]
    return min(under)[1] if under else ""
