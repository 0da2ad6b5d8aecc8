"""Which paragraph of one text has become which of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from generators.dossier.values import likeness

_LIKE = 0.4  # paragraphs that resemble each other more are one that was changed
_Paragraph = TypeVar("_Paragraph")


def changed_paragraphs(
    old: Sequence[_Paragraph], new: Sequence[_Paragraph], words: Callable[[_Paragraph], str], *, by_place: bool
) -> Iterator[tuple[_Paragraph | None, _Paragraph | None]]:
    """The paragraphs whose words differ, each with what became of it; None where one was put in or struck out.

    `by_place`: as many that stand in the place of as many others are these, however little they resemble them.
    """
    matcher = SequenceMatcher(None, [words(one) for one in old], [words(one) for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        left, is_even = list(old[i1:i2]), by_place and i2 - i1 == j2 - j1
        for now in new[j1:j2]:
            likes = [likeness(words(was), words(now)) for was in left]
            at = max(range(len(left)), key=likes.__getitem__, default=-1)
            if at < 0 or (likes[at] <= _LIKE and not is_even):
                yield None, now
                continue
            yield from ((gone, None) for gone in left[:at])
            yield left[at], now
            del left[: at + 1]
        yield from ((gone, None) for gone in left)
