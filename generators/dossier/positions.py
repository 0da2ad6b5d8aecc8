"""Sections and items of a notice in reading order, numbered by their position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generators.dossier.models import Lead, Measure, Section, WorkItem
from generators.dossier.source import Path
from generators.dossier.task_key import TaskKey
from generators.wording import level_number, measure_number


@dataclass(frozen=True)
class PlacedItem:
    """A section (level 1) or item (level 2 and below) of the notice, with the number that its place gives it.

    `label` is the number with those above it, as other documents cite it: 一（二）. `lead` is inherited
    from the item above where it has none. `path` leads to it in the content file.
    """

    content: WorkItem
    level: int
    number: str
    label: str
    lead: Lead | None
    path: Path

    @cached_property
    def key(self) -> TaskKey:
        """By what the item as a whole is recognised in returns."""
        return TaskKey(self.content.title)

    @cached_property
    def is_task(self) -> bool:
        """Whether it is work to be led and reported on: it has measures, or text and a lead."""
        return bool(self.content.measures) or (bool(self.passages) and self.lead is not None)

    @cached_property
    def is_safeguard(self) -> bool:
        """保障措施: an item, or a section without items, that has only text and no lead."""
        return bool(self.content.text) and not self.content.items and not self.is_task

    @cached_property
    def numbered_measures(self) -> list[tuple[str, Measure]]:
        """Its measures with 一是, 二是, …."""
        return [(measure_number(n), measure) for n, measure in enumerate(self.content.measures, 1)]

    @cached_property
    def passages(self) -> list[tuple[str, Measure]]:
        """All its text as (number, passage): measures, paragraphs without a number; else its 导语 or its heading."""
        texts = self.content.text
        if not (texts or self.content.measures or self.content.items):
            texts = [Measure.model_construct(text=self.content.introduction or f"{self.content.title}。")]
        return self.numbered_measures + [("", paragraph) for paragraph in texts]


def place(sections: Sequence[Section], *, run_on: bool, path: Path) -> Iterator[PlacedItem]:
    """Number sections and items, in reading order. `run_on`: （一）（二） count on through all sections (连续)."""
    count = 0
    for index, section in enumerate(sections):
        number, here = level_number(1, index + 1), (*path, index)
        yield PlacedItem(section, 1, number, number, section.lead, here)
        start = count if run_on else 0
        yield from _below(section, 2, number, section.lead, here, start)
        count += len(section.items)


def _below(parent: WorkItem, level: int, label: str, lead: Lead | None, path: Path, start: int) -> Iterator[PlacedItem]:
    for index, item in enumerate(parent.items):
        number, here = level_number(level, start + index + 1), (*path, "事项", index)
        placed = PlacedItem(item, level, number, label + number, item.lead or lead, here)
        yield placed
        yield from _below(item, level + 1, placed.label, placed.lead, here, 0)
