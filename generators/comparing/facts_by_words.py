"""Facts that changed, found by the words in which documents show them.

A summary of 700 returns has thousands of changed places and as many facts, each with dozens of words: a place is not
compared with every fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from generators.comparing.differences import Difference

_START = 8  # characters by which words are looked up: hundreds of returns begin alike


class Signs(NamedTuple):
    """By their places in a group: facts with a word that a text lost or gained, and with one in it before and after.

    `texts`: before and after.
    """

    texts: tuple[str, str]
    group: Sequence[Difference]
    lost: Set[int]
    gained: Set[int]
    in_both: Set[int]

    def facts(self, places: Set[int]) -> Iterator[tuple[int, Difference]]:
        """Facts at these places, in the order of the group."""
        return ((place, self.group[place]) for place in sorted(places))


class FactsByWords:
    """The facts of a group by their words."""

    def __init__(self, group: Sequence[Difference]) -> None:
        self._group = group
        # Asked one by one: words show across what is taken out of a text, an empty word is counted everywhere.
        self._odd = [place for place, one in enumerate(group) if one.within or "" in (*one.lost, *one.gained)]
        even = set(range(len(group))) - set(self._odd)
        self._lost = _places((place, group[place].lost) for place in even)
        self._gained = _places((place, group[place].gained) for place in even)
        self._starts: dict[str, list[str]] = {}
        for word in dict.fromkeys((*self._lost, *self._gained)):
            self._starts.setdefault(word[:_START], []).append(word)
        self._lengths = set(map(len, self._starts))

    @cached_property
    def consequences(self) -> list[Difference]:
        """The facts that figures, rows or names in other places may follow."""
        return [one for one in self._group if one.counts or one.figures or one.rows or one.moves]

    def signs(self, before: str, after: str) -> Signs:
        """What shows in a text that changed: a word is lost where the text has it less often than before."""
        lost, gained, in_both = set[int](), set[int](), set[int]()
        was, now = self._words_in(before), self._words_in(after)
        for word in was | now:
            difference = after.count(word) - before.count(word)
            if difference < 0:
                lost |= self._lost.get(word, frozenset())
            elif difference > 0:
                gained |= self._gained.get(word, frozenset())
            if word in was and word in now:
                in_both |= self._lost.get(word, frozenset())
        for place in self._odd:
            is_lost, is_gained = _signs(self._group[place], before, after)
            lost |= {place} if is_lost else set()
            gained |= {place} if is_gained else set()
            in_both.add(place)
        return Signs((before, after), self._group, lost, gained, in_both)

    def _words_in(self, text: str) -> set[str]:
        starts = {text[at : at + length] for length in self._lengths for at in range(len(text) - length + 1)}
        return {word for start in starts & self._starts.keys() for word in self._starts[start] if word in text}


def _places(facts: Iterable[tuple[int, Sequence[str]]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for place, words in facts:
        for word in words:
            found.setdefault(word, set()).add(place)
    return found


def _signs(one: Difference, before: str, after: str) -> tuple[bool, bool]:
    """Whether a text lost one of the words of a fact, and whether it gained one, without the words `within`."""
    if one.within:
        before, after = before.replace(one.within, ""), after.replace(one.within, "")
    lost = any(before.count(words) > after.count(words) for words in one.lost)
    return lost, any(after.count(words) > before.count(words) for words in one.gained)
