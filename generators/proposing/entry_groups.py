"""Entries of a list that take several blocks each, found in a document with the lists inside of them.

An entry begins with the block that holds what only it has, such as its title, and goes on to where the next one begins.
Inside of it lists are found in the same way: as blocks, as rows of a table, as paragraphs of a cell, or in a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from generators.plan import Fields, FieldValue, leaves
from generators.proposing.tag_blocks import BLOCKS, PARAGRAPH, ROW, ends_page, whole
from generators.proposing.value_tags import AROUND, Slot, slots_of

LINE = "行"  # what a loop calls an entry that is a text
_SHORTEST = 4  # characters by which an entry is known
_TELLING = 6  # characters of a value that shows that a block belongs to an entry
_GAP = 3  # blocks that may stand in an entry without any of its values


class Span(NamedTuple):
    """The siblings that hold a list, entry by entry.

    `anchors`: the values by which they were known; `taken_in`: how many of the entries' values stand in them; `rest`:
    how many characters of their first blocks are none of these.
    """

    groups: Sequence[Sequence[etree._Element]]
    anchors: Sequence[str]
    taken_in: int
    rest: int

    @property
    def blocks(self) -> list[etree._Element]:
        """All of them."""
        return [block for group in self.groups for block in group]


def entries_at(fields: Fields, path: str) -> Sequence[FieldValue]:
    """The list at a path such as 通知.部分, empty where there is none."""
    value: FieldValue = fields
    for name in path.split("."):
        value = value.get(name, "") if isinstance(value, Mapping) else ""
    return value if not isinstance(value, str | Mapping) else ()


def own_slots(entry: FieldValue, item: str) -> list[Slot]:
    """The texts of an entry by the names under which a loop that calls it `item` prints them."""
    return list(slots_of(entry, f"{item}.")) if isinstance(entry, Mapping) else [Slot(LINE, str(entry))]


def lists_in(entries: Sequence[FieldValue]) -> list[str]:
    """The names of the lists of mappings that entries hold."""
    found: dict[str, None] = {}
    for entry in entries:
        if isinstance(entry, Mapping):
            found |= {name: None for name, value in entry.items() if _is_list(value)}
    return list(found)


def _is_list(value: FieldValue) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def spans_of(root: etree._Element, entries: Sequence[FieldValue], done: Set[etree._Element]) -> Iterator[Span]:
    """Every way in which entries stand as siblings anywhere under an element, each beginning with a block of one sort
    that no paragraph of `done` is part of."""
    slots = [own_slots(entry, "") for entry in entries]
    anchors = list(_anchors(slots))
    for parent in root.iter():
        blocks = [one for one in parent if one.tag in BLOCKS and not _is_done(one, done)]
        for tag in dict.fromkeys(one.tag for one in blocks):
            words = [whole(one) if one.tag == tag else "" for one in blocks]
            for values in anchors:
                for way in _ways(words, values):
                    groups = _groups(blocks, way, entries)
                    if not any(ends_page(block) for group in groups for block in group):
                        rest = sum(map(_rest, (words[at] for at in way), slots))
                        yield Span(groups, values, _taken_in(groups, entries), rest)


def _taken_in(groups: Sequence[Sequence[etree._Element]], entries: Sequence[FieldValue]) -> int:
    """How many values of entries stand in their blocks."""
    words = ("".join(map(whole, group)) for group in groups)
    return sum(value in text for text, entry in zip(words, entries, strict=True) for value in set(leaves(entry)) - {""})


def _is_done(block: etree._Element, done: Set[etree._Element]) -> bool:
    return any(one in done for one in block.iter(PARAGRAPH))


def _anchors(slots: Sequence[Sequence[Slot]]) -> Iterator[list[str]]:
    """The values of each field that all entries have, and each another one."""
    for name in dict.fromkeys(slot.tag for one in slots for slot in one):
        values = [next((slot.value for slot in one if slot.tag == name), "") for one in slots]
        if all(values) and len(set(values)) == len(values) and max(map(len, values)) >= _SHORTEST:
            yield values


def _ways(words: Sequence[str], values: Sequence[str]) -> Iterator[list[int]]:
    """The places of blocks that hold the values in their order, for each place at which the first stands."""
    held = [_held(one, values) for one in words]
    for first in (at for at, one in enumerate(held) if one == {0}):
        way = [first]
        for number in range(1, len(values)):
            at = next((at for at in range(way[-1] + 1, len(words)) if held[at] == {number}), None)
            if at is None:
                return
            way.append(at)
        yield way


def _held(words: str, values: Sequence[str]) -> set[int]:
    """Which values words hold, without those that are part of a longer one."""
    found = {at for at, value in enumerate(values) if value in words}
    return {at for at in found if not any(values[at] in values[other] for other in found if other != at)}


def _rest(words: str, slots: Sequence[Slot]) -> int:
    """How many characters of words are none of an entry's values."""
    for slot in sorted(slots, key=lambda slot: -len(slot.value)):
        if len(slot.value) > 1:
            words = words.replace(slot.value, "")
    return len(words.strip(AROUND))


def _groups(
    blocks: Sequence[etree._Element], starts: Sequence[int], entries: Sequence[FieldValue]
) -> list[list[etree._Element]]:
    """The blocks of each entry. The last one's end where its values end, and with what the others have behind them."""
    groups = [list(blocks[start:end]) for start, end in pairwise(starts)]
    tails = [group[_filled(group, entry) :] for group, entry in zip(groups, entries, strict=False)]
    last = list(blocks[starts[-1] :])
    size = _filled(last, entries[-1])
    shortest = min(tails, key=len) if tails else []
    for like, block in zip(shortest, last[size:], strict=False):
        if (like.tag, whole(like)) != (block.tag, whole(block)):
            break
        size += 1
    return [*groups, last[:size]]


def _filled(group: Sequence[etree._Element], entry: FieldValue) -> int:
    """How many blocks, from the first on, there are up to the last one that holds a value of an entry."""
    values = [value for value in leaves(entry) if len(value) >= _TELLING]
    filled = 1
    for at, block in enumerate(group):
        if at > filled + _GAP:
            break
        if any(value in whole(block) for value in values):
            filled = at + 1
    return filled


def sort_of(block: etree._Element) -> str:
    """Whether a block stands among rows or among paragraphs and tables."""
    return "行" if block.tag == ROW else "段"
