"""Which entries of two lists are the same: those of one name, else the most similar ones; and which of them moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any
from unicodedata import normalize

from generators.characters import without_whitespace
from generators.editing.splicing import name_of

_ALIKE = 0.6  # of the names of two entries, or of all that they say
_PART = 0.7  # how alike a text is with one that it is a part of
_TELLING = 5  # characters of a text that is not a part of another one by chance
_LONGEST = 400  # characters of an entry that are compared


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same, blanks and the width of characters aside."""
    return bool(plain(one) == plain(other))


def plain(value: Any) -> Any:
    """A value without blanks, in characters of one width; None is an empty text."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return normalize("NFKC", without_whitespace(str(value or "")))


def pairs_of(entries: Sequence[Any], others: Sequence[Any]) -> dict[int, int]:
    """The places of entries, each with that of the other entry that it is; those of no other are left out."""
    found: dict[int, int] = {}
    names, known = ([plain(name_of(one)) for one in values] for values in (entries, others))
    for at, name in enumerate(names):
        to = next((to for to, other in enumerate(known) if other == name and to not in found.values()), None)
        if to is not None:
            found[at] = to
    rest = [at for at in range(len(entries)) if at not in found]
    free = [to for to in range(len(others)) if to not in found.values()]
    ranked = sorted(((_likeness(entries[at], others[to]), -at, -to) for at in rest for to in free), reverse=True)
    for likeness, at, to in ranked:
        if likeness > _ALIKE and -at not in found and -to not in found.values():
            found[-at] = -to
    return found


def _likeness(entry: Any, other: Any) -> float:
    """How similar two entries are, by their names or by all that they say."""
    names = name_of(entry), name_of(other)
    by_name = SequenceMatcher(None, *names, autojunk=False).ratio()
    shorter, longer = sorted(names, key=len)
    if len(shorter) > _TELLING and shorter.rstrip("。；") in longer:
        return max(by_name, _PART)
    if by_name > _ALIKE or not (isinstance(entry, Mapping) and isinstance(other, Mapping)):
        return by_name
    return SequenceMatcher(None, _words(entry), _words(other), autojunk=False).ratio()


def _words(entry: Mapping[str, Any]) -> str:
    return "".join(map(str, plain(entry).values()))[:_LONGEST]


def moved(order: Sequence[int]) -> list[int]:
    """The places of an order whose entries do not stand in the longest run that rises: these moved."""
    tails, ends, before = list[int](), list[int](), dict[int, int]()
    for at, value in enumerate(order):
        to = bisect_left(tails, value)
        tails[to:] = [value]
        ends[to:] = [at]
        before[at] = ends[to - 1] if to else -1
    kept, at = set[int](), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at for at in range(len(order)) if at not in kept]
