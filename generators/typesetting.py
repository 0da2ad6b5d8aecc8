"""Typesetting that depends on the text: its width, its lines, the size of marks, the indents of signatures.

Lengths are in characters (字, clause 3.1 of GB/T 9704-2012): a full-width glyph is one, a half-width one a half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

LINES = 22  # on a page (clause 5.2.3)
CHARACTERS = 28  # on a line
_NEVER_FIRST = "、，。；：？！》）”’〕】％%"
_TIGHTEST = 0.83  # of the usual pitch: 24 pt for size-3 type
MARK_SIZE, MARK_LEAST = 44, 30  # points; a mark of up to ten characters, and one of fifteen


def width(text: str) -> float:
    """The width of a text, in characters."""
    return sum(1.0 if ord(glyph) > 0x2E7F or glyph in "“”‘’—…·×〔〕" else 0.5 for glyph in text)


def lines_needed(text: str, most: float, first: float = 0) -> int:
    """How many lines of `most` characters a text takes, its first line being `first` characters shorter.

    A mark that must not begin a line takes the character before it along, as Word and WPS do.
    """
    return len(_line_starts(text, most, first))


def _line_starts(text: str, most: float, first: float) -> list[int]:
    """At which letters the lines of a text begin."""
    starts, used, last = [0], first, 0.0
    for at, glyph in enumerate(text):
        wide = width(glyph)
        if used + wide > most:
            back = glyph in _NEVER_FIRST
            starts.append(at - back)
            used = last if back else 0
        used, last = used + wide, wide
    return starts


class Settled(NamedTuple):
    """The layout of the end of a text, so that the signature has text on its page.

    `pitch`: the line spacing as a fraction of the usual one. `carried`: how many of the last lines move to the page of
    the signature, 0 where none need to.
    """

    pitch: float
    carried: int


def settle(left: int, text: int, tail: int, last: int) -> Settled:
    """Lay out the end of a text so that its signature is not alone on a page. All arguments are numbers of lines.

    `left`: free on the first page; `text`: the whole text; `tail`: what belongs under it; `last`: its last paragraph.
    Where the signature does not fit the line spacing may change (GB/T 9704-2012, clause 7.3.5.5); else the last lines
    of the text move with it, and the first page still shows text (7.3.3).
    """
    while text > left:  # full pages before the last one
        text, left = text - left, LINES
    last = min(last, text)
    if text + tail <= left:
        return Settled(1, 0)
    tighter = math.floor(100 * left / (text + tail)) / 100
    if tighter >= _TIGHTEST:
        return Settled(tighter, 0)
    return Settled(1, 2 if last >= 4 else 1)


def split_lines(text: str, carried: int, most: float, first: float) -> tuple[str, str]:
    """A paragraph without its last `carried` lines, and those lines; the second is empty where it has no more lines."""
    starts = _line_starts(text, most, first)
    if carried == 0 or len(starts) <= carried:
        return text, ""
    return text[: starts[-carried]], text[starts[-carried] :]


class Mark(NamedTuple):
    """The type of a 发文机关标志: its size in points, and the width of its characters in percent of their height."""

    size: float
    scale: int


def mark_type(names: Sequence[str], *, joint: bool) -> Mark:
    """The type of a mark of these names, one under the other; the standard leaves its size free (clause 7.2.4).

    The longest name must stay on one line: 156 mm (440 pt) alone, 118 mm beside 文件 where several bodies issue
    together. Below MARK_LEAST points the characters become narrower instead, so that no mark is smaller than the title.
    """
    room, longest = 331 if joint else 440, max(1, *map(width, names))  # 1: a mark that is left empty
    size = max(MARK_LEAST, min(MARK_SIZE, math.floor(2 * room / longest) / 2))
    return Mark(size, min(100, math.floor(100 * room / (size * longest))))


def signer_rows(names: Sequence[str]) -> list[str]:
    """Signers two a row in their order, names of equal width so that they stand under one another (clause 7.2.6)."""
    most = max((len(name) for name in names), default=0)
    even = [
        name[0] + "　" * (most - len(name)) + name[1:] if len(name) == 2 else name.ljust(most, "　") for name in names
    ]
    rows = ["　".join(even[at : at + 2]) for at in range(0, len(even), 2)]
    return rows if len(names) % 2 == 0 or len(names) == 1 else [*rows[:-1], rows[-1] + "　" * (most + 1)]


def signature_indents(name: str, date: str, *, sealed: bool) -> tuple[float, float]:
    """How far the name and the date of a signature end from the right edge, in characters.

    Sealed (clause 7.3.5.1): the date four characters in and the name centred above it; a longer name goes to the edge
    and the date is centred below. Unsealed (7.3.5.2): the name two characters in and the date beginning two
    characters right of it; a longer date takes the two characters instead.
    """
    of_name, of_date = width(name), width(date)
    if sealed:
        centred = 4 + (of_date - of_name) / 2
        return (centred, 4.0) if centred >= 0 else (0.0, (of_name - of_date) / 2)
    return (2.0, of_name - of_date) if of_name >= of_date else (of_date - of_name + 4, 2.0)
