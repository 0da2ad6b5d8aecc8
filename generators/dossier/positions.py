"""Sections and items of a notice numbered by their position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dossier.nodes import WorkItem
from generators.dossier.ordinals import Ordinal, cited
from generators.dossier.source import Path


@dataclass(frozen=True)
class Numbered:
    """A section (level 1) or item (level 2 and below) at its place.

    `prefix` is its number as printed (一、), `label` the number with those above it, as other documents cite it
    (一（二）), `ordinal` the kind of its number. `path` leads to it in the content file.
    """

    content: WorkItem
    level: int
    ordinal: Ordinal
    prefix: str
    label: str
    path: Path
    below: tuple[Numbered, ...]

    @property
    def number(self) -> str:
        """Its own number without a mark at its end: 一, （二）, 3."""
        return cited(self.prefix)

    @property
    def with_items(self) -> Iterator[Numbered]:
        """Itself and all that is below it, in reading order."""
        yield self
        for item in self.below:
            yield from item.with_items


@dataclass(frozen=True)
class _Above:
    """What is above a row of items: level and label, how its items are numbered, and from where they count."""

    level: int
    label: str
    path: Path
    ordinal: Ordinal
    runs_on: bool
    counted: int = 0


def place(
    sections: Sequence[WorkItem], ordinal: Ordinal | None, *, run_on: bool, path: Path, label: str = ""
) -> tuple[Numbered, ...]:
    """Number sections and the items below. `run_on`: （一）（二） count on through all sections (连续).

    `label` tells their text from the others of the notice.
    """
    return tuple(_placed(sections, _Above(0, label, path, ordinal or Ordinal.SECTION, run_on)))


def _placed(items: Sequence[WorkItem], above: _Above) -> Iterator[Numbered]:
    counted = 0
    for index, item in enumerate(items):
        number = above.counted + index + 1
        prefix = item.odd_number or above.ordinal.text(number)
        parted = "-" if above.label else ""
        label = above.label + (cited(prefix) or f"{parted}{number}")
        path, level = (*above.path, index), above.level + 1
        ordinal = (item.ordinal if not item.measures else None) or above.ordinal.below
        start = counted if above.runs_on else 0
        inner = _Above(level, label, (*path, "事项"), ordinal, item.numbering == "连续", start)
        below = tuple(_placed(item.items, inner))
        yield Numbered(item, level, above.ordinal, prefix, label, path, below)
        counted += len(item.items)
