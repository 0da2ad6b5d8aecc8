"""Typesetting that depends on the words: where a title breaks, how far a signature stands from the edge.

Lengths are in characters (字, clause 3.1 of GB/T 9704-2012): a full-width glyph is one, a half-width one a half.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

LINES = 22  # on a page (clause 5.2.3)
CHARACTERS = 28  # on a line
_NEVER_FIRST = "、，。；：？！》）”’〕】％%"
_TIGHTEST = 0.83  # of the usual pitch: 24 pt for size-3 type
MARK_SIZE = 44  # points; a mark of up to ten characters
MOST = 20  # size-2 characters on 156 mm

# Words that titles are made of and that a line must not cut.
_WORDS = (
    "政府信息公开|信息公开|政务公开|重点工作|实施方案|工作方案|试点工作|工作安排|管理办法|实施意见|指导意见|有关问题|"
    "人民政府|办公厅|办公室|国务院|委员会|关于|印发|转发|批转|发布|公布|调整|修改|废止|开展|推进|加强|做好|建立|完善|"
    "贯彻|落实|进一步|全面|深入|深化|改革|全省|全市|全国|全县|当前|有关|工作|安排|意见|通知|通报|方案|办法|规定|"
    "规划|计划|任务|分工|进展|情况|汇总|清单|模板|报送|重点|建设|管理|服务|发展|经济|社会|企业|单位|部门|政策|措施|"
    "配套|治理|小区|保障|安全|生产|环境|保护|教育|文化|卫生|科技|财政|审计|预算|决算|公开|政府|网站|试点|城市|农村|地区|问题|建议"
)
_UNCUT = rf"《[^》]*》|“[^”]*”|〔[^〕]*〕|（[^）]*）|\d+年?|[A-Za-z]+|{_WORDS}"
_NOT_FIRST = "的、，。；：？！》）”〕和与及等了"
_NOT_LAST = "《（“〔和与及"


def title_lines(title: str, keep: Collection[str] = (), most: int = MOST) -> list[str]:
    """The lines of a title, none longer than `most` characters where that is possible.

    A line break that the clerk wrote wins. `keep` are names (of units, of documents) that must not be cut.
    """
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    if len(title) <= most:
        return [title]
    forbidden = _forbidden(title, keep, most)
    breaks = [at for at in range(2, len(title) - 1) if at not in forbidden] + [len(title)]
    fewest = -(-len(title) // most)
    for count in range(fewest, fewest + 3):
        choices = list(_cuts(title, breaks, count, most))
        if choices:
            return min(choices, key=_ugliness)
    return [title[at : at + most] for at in range(0, len(title), most)]


def _forbidden(title: str, keep: Collection[str], most: int) -> set[int]:
    """Positions at which a line must not end."""
    found: set[int] = set()
    spans = [match.span() for match in re.finditer(_UNCUT, title)]
    for word in keep:
        spans += [match.span() for match in re.finditer(re.escape(word), title)] if word else []
    for start, end in spans:
        if end - start <= most:
            found.update(range(start + 1, end))
        else:  # a name too long for one line is broken by its own words
            found.update(start + 1 + at for at in _forbidden(title[start + 1 : end - 1], (), most))
    for at in range(1, len(title)):
        if title[at] in _NOT_FIRST or title[at - 1] in _NOT_LAST:
            found.add(at)
    return found


def _cuts(title: str, breaks: list[int], count: int, most: int, start: int = 0) -> Iterator[list[str]]:
    """Every way to cut the rest of a title into `count` lines of at most `most` characters."""
    if count == 1:
        if len(title) - start <= most:
            yield [title[start:]]
        return
    for end in breaks:
        if start < end <= start + most and len(title) - end <= (count - 1) * most:
            for rest in _cuts(title, breaks, count - 1, most, end):
                if rest[0]:
                    yield [title[start:end], *rest]


def _ugliness(lines: list[str]) -> tuple[float, int]:
    """Less is better: lengths that fall (trapezoid), or rise and fall (diamond), by two to six characters."""
    lengths = [len(line) for line in lines]
    steps = [b - a for a, b in pairwise(lengths)]
    penalty = sum(abs(abs(step) - 3) for step in steps) + 4.0 * sum(abs(step) < 2 for step in steps)
    hourglass = any(first < 0 < second for first, second in pairwise(steps))
    penalty += 10.0 * hourglass + 3.0 * (lengths[-1] < 4) + 1.0 * (steps[0] > 0 and len(steps) == 1)
    return penalty, -lengths[0]


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
