"""The lines and tables of a source, and the two ways in which a line is looked at: as written, and folded.

A folded text has the same length as the text as written, so that what is found in one is cut out of the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.characters import clean

_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_MARKS: dict[int, int] = {
    ord(half): ord(full)
    for half, full in zip("(),:;?!．﹒﹙﹚〈〉﹐﹕﹔﹝﹞", "（），：；？！..（）《》，：；〔〕", strict=True)
}
_FOLDED = {**_WIDE, **_MARKS}
_LATIN = r"[0-9A-Za-z.,%&/+\-]"
_INNER_BLANK = re.compile(rf"(?<={_LATIN})[\s　]+(?={_LATIN})")
_ROOM = re.compile("[ \\t　]{2,}|　")
# 填报单位：　　填报日期：　　年　　月　　日
_DAY = f"年(?:{_ROOM.pattern})月(?:{_ROOM.pattern})日"
_LABELS = re.compile(
    f"(?:(?:填|制|报送|审核|单位|联系)[一-龥（）]{{0,8}}[：:][^：:]*(?:{_ROOM.pattern}))+"
    f"(?:[一-龥（）]{{2,10}}[：:].*|{_DAY})"
)
_DECIMAL_COMMA = re.compile(r"(?<=\d)，(?=\d)")


@dataclass(frozen=True)
class SourceLine:
    """A paragraph: `text` without the blanks between Chinese characters, `raw` as it was read, `number` from 1.

    `level`: that of a heading which is one by itself, without a number. `aside`: why it is no part of the text.
    """

    text: str
    number: int
    raw: str = ""
    level: int = 0
    aside: str = ""

    @property
    def key(self) -> str:
        """The text folded: digits and letters half-width, punctuation full-width."""
        return folded(self.text)


@dataclass(frozen=True)
class SourceTable:
    """A table: its rows of cells, merged cells with their words in each place that they cover."""

    rows: tuple[tuple[str, ...], ...]
    number: int
    title: str = ""


Block = SourceLine | SourceTable


def folded(text: str) -> str:
    """A text of the same length with half-width digits and letters and full-width punctuation."""
    return _DECIMAL_COMMA.sub(",", text.translate(_FOLDED))


def without_blanks(text: str) -> str:
    """A text without blanks, but for one between two words or numbers in Latin letters."""
    kept = _INNER_BLANK.sub("\x00", clean(text).strip())
    return re.sub(r"[\s　]+", "", kept).replace("\x00", " ")


def line_of(raw: str, number: int) -> SourceLine:
    """A line as read, with its place. Between labels the room stays that is to be filled in."""
    words = clean(raw).strip()
    text = "　　".join(map(without_blanks, _ROOM.split(words))) if _LABELS.fullmatch(words) else without_blanks(raw)
    return SourceLine(text, number, clean(raw).rstrip("\n"))
