"""A text that a person has edited, with what a new version of it has otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_Edit = tuple[int, int, str]


def merged_text(base: str, mine: str, new: str) -> str | None:
    """Both edits of a text in one; None where they touch the same place."""
    edits = sorted([*_edits(base, mine), *_edits(base, new)])
    edits = [edit for at, edit in enumerate(edits) if edit not in edits[:at]]
    if any(later[0] < end or later[0] == start for (start, end, _), later in pairwise(edits)):
        return None
    made = base
    for start, end, words in reversed(edits):
        made = made[:start] + words + made[end:]
    return made


def _edits(base: str, other: str) -> Sequence[_Edit]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    found = ((i1, i2, other[j1:j2]) for tag, i1, i2, j1, j2 in codes if tag != "equal")
    return [_behind(base, *edit) for edit in found]


def _behind(base: str, start: int, end: int, words: str) -> _Edit:
    """An edit; one that only strikes out as far behind as it may stand: it begins with words, not with a mark."""
    while not words and end < len(base) and base[start] == base[end]:
        start, end = start + 1, end + 1
    return start, end, words
