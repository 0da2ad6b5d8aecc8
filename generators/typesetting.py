"""Typesetting that depends on the words: how wide a text is, how far a signature stands from the edge.

Lengths are in characters (字, clause 3.1 of GB/T 9704-2012): a full-width glyph is one, a half-width one a half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LINES = 22  # on a page (clause 5.2.3)
CHARACTERS = 28  # on a line
_NEVER_FIRST = "、，。；：？！》）”’〕】％%"
_TIGHTEST = 0.83  # of the usual pitch: 24 pt for size-3 type
MARK_SIZE = 44  # points; a mark of up to ten characters


def width(text: str) -> float:
    """How wide a text is, in characters."""
    return sum(1.0 if ord(glyph) > 0x2E7F or glyph in "“”‘’—…·×〔〕" else 0.5 for glyph in text)


def lines_needed(text: str, most: float, first: float = 0) -> int:
    """How many lines of `most` characters a text takes, its first line being `first` characters shorter.

    A mark that must not begin a line takes the character before it along, as Word and WPS do.
    """
    lines, used, last = 1, first, 0.0
    for glyph in text:
        wide = width(glyph)
        if used + wide > most:
            lines, used = lines + 1, last if glyph in _NEVER_FIRST else 0
        used, last = used + wide, wide
    return lines


def settle(left: int, text: int, tail: int) -> tuple[float, bool]:
    """How a first page of one paragraph is settled, so that it shows text and no signature stands alone.

    `left` lines are free below the addressees, the text takes `text` and what belongs under it `tail`. Returns the
    pitch as a part of the usual one (clause 7.3.5.5 lets line spacing change where a signature does not fit), and
    whether the text must be kept on the page of what follows.
    """
    if text + tail <= left or text > left:
        return 1, False
    tighter = math.floor(100 * left / (text + tail)) / 100
    return (tighter, False) if tighter >= _TIGHTEST else (1, True)


def mark_size(names: Sequence[str], *, joint: bool) -> float:
    """The size of the 发文机关标志 in points: as large as looks well and the width of the page allows.

    Free by the standard (clause 7.2.4); the longest name must stay on one line: 156 mm (442 pt) alone, 118 mm beside
    文件 where several bodies issue together.
    """
    room = 335 if joint else 440
    return min(MARK_SIZE, math.floor(2 * room / max(map(width, names))) / 2)


def signer_rows(names: Sequence[str]) -> list[str]:
    """Signers two a row in their order, names of equal width so that they stand under one another (clause 7.2.6)."""
    most = max((len(name) for name in names), default=0)
    even = [
        name[0] + "　" * (most - len(name)) + name[1:] if len(name) == 2 else name.ljust(most, "　") for name in names
    ]
    rows = ["　".join(even[at : at + 2]) for at in range(0, len(even), 2)]
    return rows if len(names) % 2 == 0 or len(names) == 1 else [*rows[:-1], rows[-1] + "　" * (most + 1)]


def signature_indents(name: str, date: str, *, sealed: bool) -> tuple[float, float]:
    """How far the name and the date of a signature end from the right edge.

    Sealed (clause 7.3.5.1): the date four characters in and the name centred above it; a longer name goes to the edge
    and the date is centred below. Unsealed (7.3.5.2): the name two characters in and the date beginning two
    characters right of it; a longer date takes the two characters instead.
    """
    of_name, of_date = width(name), width(date)
    if sealed:
        centred = 4 + (of_date - of_name) / 2
        return (centred, 4.0) if centred >= 0 else (0.0, (of_name - of_date) / 2)
    return (2.0, of_name - of_date) if of_name >= of_date else (of_date - of_name + 4, 2.0)
