"""Typesetting that depends on the text: its width, its lines, the size of marks, the indents of signatures.

Lengths are in characters (字, clause 3.1 of GB/T 9704-2012): a full-width glyph is one, a half-width one a half.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

LINES = 22  # on a page (clause 5.2.3)
ROOM = 22.01  # the height of a page in lines
CHARACTERS = 28  # on a line
# What a line never breaks: marks that must not begin or end one with their neighbours, digits and Latin letters.
_UNBROKEN = re.compile(
    r"[（《“‘〔【〈「『(\[]*(?:[0-9A-Za-z]+(?:[.,:/-][0-9A-Za-z]+)*|——|.)[、，。；：？！》）”’〕】〉」』…·％%℃)\],.:;?!]*",
    re.DOTALL,
)
_DOUBTFUL = re.compile(r"[、，。；：？！》）”’…·][0-9A-Za-z]")
_STUMP = 7  # characters: fewer are no line of their own
MARK_SIZE, MARK_LEAST = 44, 30  # points; a mark of up to ten characters, and one of fifteen


class _Widths(dict[str, float]):
    """The widths of glyphs in characters, each worked out once."""

    def __missing__(self, glyph: str) -> float:
        self[glyph] = 1.0 if ord(glyph) > 0x2E7F or glyph in "“”‘’—…·×〔〕" else 0.5
        return self[glyph]


_WIDTHS = _Widths()


def width(text: str) -> float:
    """The width of a text, in characters."""
    return sum(map(_WIDTHS.__getitem__, text))


def lines_needed(text: str, most: float, first: float = 0) -> int:
    """How many lines of `most` characters a text takes, its first line being `first` characters shorter.

    A mark that must not begin a line takes the character before it along, one that must not end a line goes to the
    next, and a number or a word in Latin letters stays whole, as in Word, WPS and LibreOffice.
    """
    return len(_lines(text, most, first))


@lru_cache(512)  # the same texts stand in their sheets
def _lines(text: str, most: float, first: float) -> tuple[tuple[int, float], ...]:
    """At which letters the lines of a text begin, and how much of each line is used."""
    lines, used, at = [0], [first], 0
    for piece in _pieces(text, most):
        wide = _WIDTHS[piece] if len(piece) == 1 else width(piece)
        if used[-1] + wide > most and at > lines[-1]:
            lines.append(at)
            used.append(0)
        used[-1] += wide
        at += len(piece)
    return tuple(zip(lines, used, strict=True))


def _pieces(text: str, most: float) -> Iterator[str]:
    """What stays on one line; what is longer than a line breaks anywhere."""
    for piece in _UNBROKEN.findall(text):
        if len(piece) <= most or width(piece) <= most:  # no glyph is wider than a character
            yield piece
        else:
            yield from piece


def clean_breaks(text: str, most: float, first: float = 0) -> list[int]:
    """How many of its last lines may be set as a paragraph of their own: the line above is full, they are no stump.

    None after a line that LibreOffice ends elsewhere than Word: it does not break between a mark and a letter or digit.
    """
    lines, found = _lines(text, most, first), list[int]()
    rests = list(accumulate(used for _, used in reversed(lines)))[::-1]  # how wide the text is from each line on
    for at in range(1, len(lines)):
        start = lines[at][0]
        if _DOUBTFUL.match(text, start - 1):
            break
        if lines[at - 1][1] > most - 1 and rests[at] >= _STUMP:
            found.append(len(lines) - at)
    return found


def split_lines(text: str, carried: int, most: float, first: float) -> tuple[str, str]:
    """A paragraph without its last `carried` lines, and those lines; the second is empty where it has no more lines."""
    lines = _lines(text, most, first)
    if carried == 0 or len(lines) <= carried:
        return text, ""
    at = lines[-carried][0]
    return text[:at], text[at:]


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
    characters right of it; a longer date takes the two characters instead. A name longer than a line takes two, and
    the date stands below the middle of the line.
    """
    of_name, of_date = min(width(name), CHARACTERS if sealed else CHARACTERS - 2), width(date)
    if sealed:
        centred = 4 + (of_date - of_name) / 2
        return (centred, 4.0) if centred >= 0 else (0.0, (of_name - of_date) / 2)
    return (2.0, of_name - of_date) if of_name >= of_date else (of_date - of_name + 4, 2.0)
