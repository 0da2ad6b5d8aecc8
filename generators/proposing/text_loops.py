"""Lists in the text of one paragraph, found by the values of their entries, and a loop put in their place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from generators.plan import FieldValue
from generators.proposing.entry_groups import own_slots
from generators.proposing.tag_blocks import PARAGRAPH
from generators.proposing.value_tags import Slot, replace_words, words_of

_SHORTEST = 4  # characters by which an entry is known


class _Found(NamedTuple):
    """A list in a paragraph: from where to where it goes, one entry with tags, what stands between two."""

    paragraph: etree._Element
    start: int
    end: int
    entry: str
    between: str


def put_text_loops(held: Sequence[tuple[etree._Element, Sequence[FieldValue]]], item: str, head: str) -> bool:
    """Put a loop in the place of the lists in the paragraphs of several instances, where all are written alike."""
    found = [_found(root, [own_slots(entry, item) for entry in entries]) for root, entries in held]
    written = [one for one in found if one]
    between = {one.between for one, (_, entries) in zip(written, held, strict=False) if len(entries) > 1}
    if len(written) < len(held) or len({one.entry for one in written}) > 1 or len(between) > 1:
        return False
    mark = next(iter(between), "")
    last = f"{{% if not loop.last %}}{mark}{{% endif %}}" if mark else ""
    for one in written:
        replace_words(one.paragraph, one.start, one.end, f"{{% for {head} %}}{one.entry}{last}{{% endfor %}}")
    return True


def _found(root: etree._Element, entries: Sequence[Sequence[Slot]]) -> _Found | None:
    for paragraph in root.iter(PARAGRAPH):
        words, pieces, at = words_of(paragraph), list[tuple[int, int]](), 0
        for slots in entries:
            piece = _piece(words, slots, at)
            if piece is None:
                break
            pieces.append(piece)
            at = piece[1]
        if len(pieces) < len(entries):
            continue
        written = {_tagged(words[start:end], slots) for (start, end), slots in zip(pieces, entries, strict=True)}
        between = {words[end:start] for (_, end), (start, _) in pairwise(pieces)}
        if len(written) == 1 and len(between) < 2:
            return _Found(paragraph, pieces[0][0], pieces[-1][1], written.pop(), next(iter(between), ""))
    return None


def _piece(words: str, slots: Sequence[Slot], at: int) -> tuple[int, int] | None:
    """From where to where an entry goes that stands behind a place: its longest value, and its others beside that."""
    longest = max(slots, key=lambda slot: len(slot.value)).value
    start = words.find(longest, at)
    if start < 0 or len(longest) < _SHORTEST:
        return None
    end, values = start + len(longest), [slot.value for slot in slots if slot.value]
    while before := next((one for one in values if words.endswith(one, at, start)), ""):
        start -= len(before)
    while behind := next((one for one in values if words.startswith(one, end)), ""):
        end += len(behind)
    return start, end


def _tagged(words: str, slots: Sequence[Slot]) -> str:
    """Words with tags in the place of values, the longest first."""
    made: list[str] = [words]
    for slot in sorted((slot for slot in slots if slot.value), key=lambda slot: -len(slot.value)):
        tag = f"{{{{ {slot.tag} }}}}"
        made = [
            piece for part in made for piece in ([part] if part.startswith("{{ ") else _parted(part, slot.value, tag))
        ]
    return "".join(made)


def _parted(words: str, value: str, tag: str) -> list[str]:
    before, found, behind = words.partition(value)
    return [one for one in (before, tag if found else "", behind) if one]
