"""Which words of a filled form answer which question: by the label left of them, or at the head of their column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generators.forms.cells import Line, Table
from generators.forms.label_table import LabelTable
from generators.forms.passages import Passage, Tasks
from generators.forms.plan_table import PlanTable, head_row
from generators.submission import PROGRESS_LABELS


def answers(blocks: Iterable[Line | Table], asked: Sequence[str] = PROGRESS_LABELS) -> Iterator[Passage]:
    """Everything that stands in a form, in order, each with what it answers. `asked`: the labels of a task."""
    count = Tasks()
    for block in blocks:
        if isinstance(block, Line):
            yield Passage(block.place, (block.text,), story=block.story, is_paragraph=not block.story)
        elif (head := head_row(block)) is not None:
            yield from PlanTable(block, head, count).passages()
        else:
            yield from LabelTable(block, count, asked).passages()
