"""The end of a text on paper: set so that neither a signature nor an imprint (版记) stands alone on a page.

Heights are in lines of the usual pitch. Only what is at the end changes: lines closer together where that brings
everything onto the page (GB/T 9704-2012, clause 7.3.5.5), else the last lines of the text go over with the signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generators.typesetting.lines import ROOM

_TIGHTEST = 0.83  # of the usual pitch: 24 pt for size-3 type
_ROUNDING = 1e-6


class Paragraph(NamedTuple):
    """What is counted of a paragraph.

    `keeps_next`: it stays on the page of the next one, as a heading does. `breaks`: how many of its last lines may be
    set as a paragraph of their own (`typesetting.clean_breaks`).
    """

    lines: int
    keeps_next: bool = False
    breaks: Sequence[int] = ()


class Below(NamedTuple):
    """What stands under a text: lines that follow its pitch, lines that do not, and the imprint at the page's foot."""

    soft: float = 0
    hard: float = 0
    foot: float = 0


class Ending(NamedTuple):
    """How the end of a text is set.

    `pitch`: that of the paragraphs from number `tight_from` on, and of what stands under them. `carried`: how many of
    the last lines are set as a paragraph of their own on the page of what stands under them. `together`: the last
    paragraph, whole or what is carried of it, stays on the page of what stands under it.
    """

    pitch: float = 1
    tight_from: int = 0
    carried: int = 0
    together: bool = False


class _Filled(NamedTuple):
    """Pages filled: on which each paragraph begins; the last page, what is used of it, and by the last text."""

    begins: Sequence[int]
    page: int
    used: float
    room: float
    on_last: int

    def holds(self, below: Below, pitch: float = 1) -> bool:
        """Whether the last page has room for what stands under the text."""
        return self.used + below.soft * pitch + below.hard + below.foot <= self.room + _ROUNDING


def settle(paragraphs: Sequence[Paragraph], first: float, below: Below) -> Ending:
    """Lay out the end of a text of which the first page has room for `first` lines."""
    if not paragraphs or not any(below):
        return Ending()
    usual = _filled(paragraphs, first)
    if usual.holds(below):
        return Ending(together=_stays(usual))
    return _tightened(paragraphs, first, below, usual) or _carried(paragraphs, usual)


def _stays(filled: _Filled) -> bool:
    """Whether the last paragraph may be held with what follows: not where that would move a page full of it."""
    return len(filled.begins) > 1 and filled.begins[-1] == filled.page


def _tightened(paragraphs: Sequence[Paragraph], first: float, below: Below, usual: _Filled) -> Ending | None:
    """Lines closer together on the last page, as little as brings everything onto it; None where that is too close."""
    for start in _starts(usual):
        for hundredths in range(99, round(_TIGHTEST * 100) - 1, -1):
            pitch = hundredths / 100
            filled = _filled(paragraphs, first, pitch, start)
            if filled.page <= usual.page and filled.holds(below, pitch):
                return Ending(pitch, start, together=_stays(filled))
    return None


def _starts(usual: _Filled) -> Iterator[int]:
    """The first paragraph that begins on the last page, then the one that runs on from the page before it."""
    begun = sum(page < usual.page for page in usual.begins)
    yield from (start for start in (begun, begun - 1) if 0 <= start < len(usual.begins))


def _carried(paragraphs: Sequence[Paragraph], usual: _Filled) -> Ending:
    """The last lines go over with what stands under them; the first page still shows text (clause 7.3.3)."""
    last, whole = paragraphs[-1], _stays(usual) or (usual.page > 0 and len(usual.begins) > 1)
    if last.lines <= 2 and whole:
        return Ending(tight_from=len(paragraphs), together=True)
    fitting = [count for count in last.breaks if count <= usual.on_last]
    if fitting:
        carried = min(fitting, key=lambda count: (abs(count - 2), count))
        return Ending(tight_from=len(paragraphs), carried=carried, together=True)
    return Ending(tight_from=len(paragraphs), together=whole)


def _filled(paragraphs: Sequence[Paragraph], first: float, pitch: float = 1, tight_from: int = 0) -> _Filled:
    """Fill pages line by line, as Word and LibreOffice do without control of widows."""
    page, used, room, begins, on_last = 0, 0.0, first, list[int](), 0
    for index, paragraph in enumerate(paragraphs):
        height = pitch if index >= tight_from else 1
        kept = paragraph.lines + 1 if paragraph.keeps_next else 1
        if used + kept * height > room + _ROUNDING:
            page, used, room = page + 1, 0, ROOM
        begins.append(page)
        on_last = 0
        for _ in range(paragraph.lines):
            if used + height > room + _ROUNDING:
                page, used, room, on_last = page + 1, 0, ROOM, 0
            used, on_last = used + height, on_last + 1
    return _Filled(begins, page, used, room, on_last)
