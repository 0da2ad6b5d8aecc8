"""Which words of a filled form answer which question: by the label left of them, or at the head of their column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generators.forms.cells import Cell, Line, Table
from generators.submission import PLAN_LABELS, PROGRESS_LABELS, UNIT_LABELS
from generators.wording import first_sentence

TASK = "任务"
_LABELS = (TASK, *UNIT_LABELS, *PROGRESS_LABELS)
_COLUMNS = {**{label: label for label in PLAN_LABELS}, "市直责任单位": "责任处室"}
_NUMBERS = "序号"
_BRACKET = re.compile(r"^(.*?)（[^（）]*(?:（[^（）]*）[^（）]*)*）(?:。.*)?$", re.DOTALL)
_DIGITS = "一二三四五六七八九十百"
_NUMBER = re.compile(rf"((?:[{_DIGITS}]+(?!是|[{_DIGITS}]))?(?:（[{_DIGITS}\d]+）|\d+\.)*)((?:[{_DIGITS}]+是)?)")
_SHORT = 12


@dataclass(frozen=True)
class Said:
    """Words at one place. `label` tells what they answer, empty where nothing does; `entry` counts the tasks from 1.

    With the label 任务 they are the heading of that entry (`heading`, where a plan's row is not one as it stands).
    `more`: they go on with what was said under the same label. `story`: where they stand outside of the body.
    """

    place: str
    lines: tuple[str, ...]
    label: str = ""
    entry: int = 0
    heading: str = ""
    more: bool = False
    story: str = ""


def key(text: str) -> str:
    """A text without its blanks: by it texts are compared."""
    return re.sub(r"[\s　\u00a0\u200b\ufeff]", "", text)


def answers(blocks: Iterable[Line | Table]) -> Iterator[Said]:
    """Everything that stands in a form, in order, each with what it answers."""
    count = _Count()
    for block in blocks:
        if isinstance(block, Line):
            yield Said(block.place, (block.text,), story=block.story)
        elif (head := _head_row(block)) is not None:
            yield from _Plan(block, head, count).said()
        else:
            yield from _Form(block, count).said()


@dataclass
class _Count:
    """The entry that is open, and the last of its questions: a table split in two goes on, a new one does not."""

    entries: int = 0
    open: bool = False
    last: int = -1


def _head_row(table: Table) -> int | None:
    """The row with the heads of a plan's columns."""
    for index, row in enumerate(table.rows):
        if len({key(cell.text) for cell in row} & set(_COLUMNS)) >= 3:
            return index
    return None


def _place(table: Table, row: int, cell: int) -> str:
    """表3第2行第1格, with the printed words that say what is asked there, as far as there are."""
    cells = table.rows[row]
    heads = table.rows[0]
    above = [one.text for one in heads if one.column == cells[cell].column]
    if row and len(heads) > 2 and above and all(one.lines for one in heads):
        what = above[0]
    else:
        what = cells[0].text if cell and cells[0].lines else table.title
    what = what.strip()
    short = what if len(what) <= 2 * _SHORT else f"{what[: 2 * _SHORT]}…"
    return f"表{table.number}第{row + 1}行第{cell + 1}格" + (f"（{short}）" if short and "\n" not in short else "")


@dataclass
class _Form:
    """A table of labels and values."""

    table: Table
    count: _Count
    _above: dict[int, str] = field(default_factory=dict)
    _begun: bool = False

    def said(self) -> Iterator[Said]:
        """Its cells in order."""
        for row, cells in enumerate(self.table.rows):
            yield from self._row(row, cells)

    def _row(self, row: int, cells: Sequence[Cell]) -> Iterator[Said]:
        label, taken, goes_on = "", False, False
        labels: dict[int, str] = {}
        for index, cell in enumerate(cells):
            place = _place(self.table, row, index)
            own = _label_of(cell) if not label or taken else ""
            if not own and cell.continues and not cell.lines and cell.column in self._above:
                own, goes_on = self._above[cell.column], True
            if own:
                label, taken = own, False
                labels[cell.column] = own
                if not goes_on:
                    self._opens(label)
                yield Said(place, cell.lines)
            elif label:
                taken = True
                yield self._value(Said(place, cell.lines, label, more=goes_on))
            else:
                yield Said(place, cell.lines)
        self._above = labels

    def _opens(self, label: str) -> None:
        if label == TASK:
            self.count.entries += 1
            self.count.open, self.count.last = True, -1
        elif label in PROGRESS_LABELS:
            rank = PROGRESS_LABELS.index(label)
            if not self._begun and rank <= self.count.last:
                self.count.open = False
            self.count.last = rank
        else:
            return
        self._begun = True

    def _value(self, said: Said) -> Said:
        if said.label in UNIT_LABELS:
            return said
        return replace(said, entry=self.count.entries) if self.count.open else replace(said, label="")


def _label_of(cell: Cell) -> str:
    """The label in a cell, however its letters are spaced, and though something was typed behind it."""
    found = key(cell.text).rstrip("：:")
    if found in _LABELS:
        return found
    first = key(cell.lines[0]).rstrip("：:") if cell.lines else ""
    if first in _LABELS:
        return first
    if cell.column:
        return ""
    return next((label for label in _LABELS if re.match(rf"{label}[：:（(，,、]", found)), "")


@dataclass
class _Plan:
    """A table with a row for each measure. What concerns an item stands in a row above its measures."""

    table: Table
    head: int
    count: _Count
    _item: str = ""
    _above: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def said(self) -> Iterator[Said]:
        """Its cells in order."""
        self.count.open = False
        columns = self._columns()
        for row, cells in enumerate(self.table.rows):
            places = [_place(self.table, row, index) for index in range(len(cells))]
            if row <= self.head:
                yield from (Said(place, cell.lines) for place, cell in zip(places, cells, strict=True))
            else:
                yield from self._row(cells, places, [_over(cell, columns) for cell in cells])

    def _columns(self) -> list[tuple[int, int, str]]:
        """From where to where each column reaches, and its label; 序号 and, empty, that of the tasks' words."""
        heads = self.table.rows[self.head]
        return [
            (cell.column, cell.column + cell.span, _COLUMNS.get(key(cell.text), key(cell.text) if not at else TASK))
            for at, cell in enumerate(heads)
        ]

    def _row(self, cells: Sequence[Cell], places: Sequence[str], columns: Sequence[str]) -> Iterator[Said]:
        by_column = dict(zip(reversed(columns), reversed(cells), strict=True))
        number, words = by_column.get(_NUMBERS), by_column.get(TASK)
        goes_on = bool(self.count.entries and number and number.continues and not number.lines)
        if not goes_on:
            heading = self._heading(number, words)
            if heading:
                self.count.entries += 1
                yield Said(places[0], (), TASK, self.count.entries, heading)
        for cell, place, column in zip(cells, places, columns, strict=True):
            if column not in PLAN_LABELS or not (goes_on or heading):
                yield Said(place, cell.lines)
                continue
            lines = cell.lines
            if cell.continues and not goes_on and not lines:
                lines = self._above.get(column, ())
            self._above[column] = lines
            yield Said(place, lines, column, self.count.entries, more=goes_on)

    def _heading(self, number: Cell | None, words: Cell | None) -> str:
        """一（二）二是　着力推进“三公”经费公开: the number with that of the item above, and the name of the measure."""
        own = key(number.text) if number else ""
        text = words.lines[0].strip() if words and words.lines else ""
        if not own and not text:
            return ""
        found = _NUMBER.match(re.sub(rf"^[^{_DIGITS}（\\d]+", "", own))
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
