"""Which facts a document shows: what its fields lost and gained, place by place, beside what changed in the content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from generators.comparing.differences import Difference, without_repeats
from generators.comparing.facts_by_words import FactsByWords, Signs
from generators.plan import Fields, FieldValue, digest, leaves

_FIGURE = re.compile(r"[\d.%]*|是")
_ENOUGH = 100  # characters of a text by which it is recognised
_SENTENCE = re.compile(r"[^。；\n]+[。；\n]?|[。；\n]")
_LIKE = 0.3  # entries of a list that resemble each other more are one entry changed
_NEAR = 20  # entries before and behind the place of one that is gone, of which one may be what became of it


@dataclass(frozen=True)
class FieldChange:
    """One text of a document, before and after, with the texts of the entries that it stands in."""

    before: str
    after: str
    around: str

    @property
    def is_figure(self) -> bool:
        """Whether only a number or a share changed, or a mark that there is one."""
        return bool(_FIGURE.fullmatch(self.before) and _FIGURE.fullmatch(self.after))


def changes(old: Fields, new: Fields) -> Iterator[FieldChange]:
    """What differs between two states of a document's fields."""
    for name in dict.fromkeys([*old, *new]):
        yield from _compared(old.get(name, ""), new.get(name, ""), "")


def _compared(old: FieldValue, new: FieldValue, around: str) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        around = "\n".join((around, _texts_of(old), _texts_of(new)))
        for name in dict.fromkeys([*old, *new]):
            yield from _compared(old.get(name, ""), new.get(name, ""), around)
    elif not isinstance(old, (str, Mapping)) and not isinstance(new, (str, Mapping)):
        for before, after in _paired(old, new):
            if before == after:  # it has only moved
                yield FieldChange("", "", "\n".join((around, _text(after or ""))))
            else:
                yield from _compared(before or "", after or "", around)
    else:
        yield from _of_texts(_text(old), _text(new), around)


def _of_texts(old: str, new: str, around: str) -> Iterator[FieldChange]:
    """Sentence by sentence: a paragraph may show several facts."""
    pieces = [_SENTENCE.findall(text) or [""] for text in (old, new)]
    around = "\n".join((around, old, new)) if max(map(len, pieces)) > 1 else around
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, pieces[0], pieces[1], autojunk=False).get_opcodes():
        before, after = pieces[0][i1:i2], pieces[1][j1:j2]
        if tag == "replace" and len(before) == len(after):
            yield from (FieldChange(*pair, around) for pair in zip(before, after, strict=True))
        elif tag != "equal":
            yield FieldChange("".join(before), "".join(after), around)


def _paired(
    old: Sequence[FieldValue], new: Sequence[FieldValue]
) -> Iterator[tuple[FieldValue | None, FieldValue | None]]:
    """The entries of a list that differ: moved, changed, gone (with None), come."""
    keys = [digest(one) for one in old], [digest(one) for one in new]
    gone, came = list[int](), list[int]()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag != "equal":
            gone += range(i1, i2)
            came += range(j1, j2)
    for at in list(gone):
        to = next((one for one in came if keys[1][one] == keys[0][at]), None)
        if to is not None:
            gone.remove(at)
            came.remove(to)
            yield old[at], new[to]
    for at in gone:
        there = at * len(new) // len(old)
        near = came[bisect_left(came, there - _NEAR) : bisect_left(came, there + _NEAR)]
        likeness, best = max(((_likeness(old[at], new[one]), -one) for one in near), default=(0, 0))
        if likeness > _LIKE:
            best = -best
            came.remove(best)
            yield old[at], new[best]
        else:
            yield old[at], None
    yield from ((None, new[one]) for one in came)


def _likeness(one: FieldValue, other: FieldValue) -> float:
    """How much two entries have in common: of mappings text by text, on average."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        names = [name for name in one if one[name] or other.get(name)]
        return sum(_likeness(one[name], other.get(name, "")) for name in names) / max(1, len(names))
    if one == other:
        return 1
    return _likeness_of_texts(_text(one)[:_ENOUGH], _text(other)[:_ENOUGH])


@lru_cache(16384)
def _likeness_of_texts(one: str, other: str) -> float:
    """Many documents show the same texts, so that the same pairs come up again."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _texts_of(entry: Mapping[str, FieldValue]) -> str:
    return "\n".join(value for value in entry.values() if isinstance(value, str))


def _text(value: FieldValue) -> str:
    """The text of a value; names that a narrow column sets line by line as one list: 省直部门、沈阳市."""
    return "\n".join(leaves(value)).replace("、\n", "、")


Groups = Sequence[Sequence[Difference]]


def explained(found: Sequence[FieldChange], groups: Groups) -> list[str]:
    """The facts that account for a document's changes, in the order of the groups; the first group is preferred.

    Every change is explained by what shows in it most surely. One that nothing shows in stays unexplained.
    """
    texts: set[str] = set()
    by_words = [FactsByWords(group) for group in groups]
    for change in found:
        texts |= _explanation(change, by_words)
    shown = without_repeats([one for group in groups for one in group if one.text in texts])
    return list(dict.fromkeys(one.text for one in shown))


def _explanation(change: FieldChange, groups: Sequence[FactsByWords]) -> set[str]:
    signs = [group.signs(change.before, change.after) for group in groups]
    for is_shown in (_shows_whole, _shows_half, _shows_in_other_places):
        for some in signs:
            hits = {one.text for one in is_shown(some) if _is_near(one, change)}
            if hits:
                return hits
    follows: Callable[[Difference, FieldChange], bool] = _is_counted if change.is_figure else _is_moved
    return {one.text for group in groups for one in group.consequences if follows(one, change)}


def _shows_whole(signs: Signs) -> Iterator[Difference]:
    """Both what was and what is."""
    for place, one in signs.facts(signs.lost | signs.gained):
        if (place in signs.lost or not one.lost) and (place in signs.gained or not one.gained):
            yield one


def _shows_half(signs: Signs) -> Iterator[Difference]:
    return (one for _, one in signs.facts(signs.lost | signs.gained))


def _shows_in_other_places(signs: Signs) -> Iterator[Difference]:
    """What was and what is, in a sentence that has both before and after: two dates have changed places in it."""
    for _, one in signs.facts(signs.in_both):
        pairs = [(was, now) for was in one.lost for now in one.gained if was not in now and now not in was]
        if any(all(was in text and now in text for text in signs.texts) for was, now in pairs):
            yield one


def _is_near(one: Difference, change: FieldChange) -> bool:
    return not one.near or any(one.near in text for text in (change.around, change.before, change.after))


def _is_counted(one: Difference, change: FieldChange) -> bool:
    return one.counts or (change.before, change.after) in one.figures


def _is_moved(one: Difference, change: FieldChange) -> bool:
    """Whether what bears the name stands there, before and after, or came or went as a whole."""
    texts = [text for text in (change.before, change.after) if text]
    if one.rows:
        return any(name in text.split("\n") for name in one.rows for text in (change.around, *texts))
    return any(name in change.around or (texts and all(name in text for text in texts)) for name in one.moves)
