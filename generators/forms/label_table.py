"""A table of labels and values: words answer the label left of them, or above them where cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generators.forms.cells import Cell, Table
from generators.forms.passages import TASK, Passage, Tasks, key, place_of
from generators.submission import PROGRESS_LABELS, UNIT_LABELS


@dataclass
class LabelTable:
    """A table of labels and values. `asked` are the labels of a task, in their order."""

    table: Table
    count: Tasks
    asked: Sequence[str] = PROGRESS_LABELS
    _above: dict[int, str] = field(default_factory=dict)
    _values: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _begun: bool = False

    def passages(self) -> Iterator[Passage]:
        """Its cells in order."""
        for row, cells in enumerate(self.table.rows):
            yield from self._row(row, cells)

    def _row(self, row: int, cells: Sequence[Cell]) -> Iterator[Passage]:
        label, taken, goes_on = "", False, False
        labels: dict[int, str] = {}
        values: dict[int, tuple[str, ...]] = {}
        for index, cell in enumerate(cells):
            place = place_of(self.table, row, index)
            found = self._label_of(cell) if not label or taken else ""
            if not found and cell.continues and not cell.lines and cell.column in self._above:
                found, goes_on = self._above[cell.column], True
            if found:
                label, taken = found, False
                labels[cell.column] = found
                if not goes_on:
                    self._opens(label)
                yield Passage(place, cell.lines)
            elif label:
                taken = True
                merged = cell.continues and not cell.lines and not goes_on
                lines = self._values.get(cell.column, ()) if merged else cell.lines
                values[cell.column] = lines
                yield self._value(Passage(place, lines, label, more=goes_on))
            else:
                yield Passage(place, cell.lines, beside=cells[index - 1].text if index else "")
        self._above, self._values = labels, values

    def _opens(self, label: str) -> None:
        if label == TASK:
            self.count.entries += 1
            self.count.open, self.count.last = True, -1
        elif label in self.asked:
            rank = self.asked.index(label)
            if not self._begun and rank <= self.count.last:
                self.count.open = False
            self.count.last = rank
        else:
            return
        self._begun = True

    def _value(self, passage: Passage) -> Passage:
        if passage.label in UNIT_LABELS:
            return passage
        return replace(passage, entry=self.count.entries) if self.count.open else replace(passage, label="")

    def _label_of(self, cell: Cell) -> str:
        """The label in a cell, however its letters are spaced, and though something was typed behind it."""
        labels = (TASK, *UNIT_LABELS, *self.asked)
        found = key(cell.text).rstrip("：:")
        if found in labels:
            return found
        first = key(cell.lines[0]).rstrip("：:") if cell.lines else ""
        if first in labels:
            return first
        if cell.column:
            return ""
        return next((label for label in labels if re.match(rf"{re.escape(label)}[：:（(，,、]", found)), "")
