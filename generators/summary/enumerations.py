"""Enumerations in typed text: 一是…；二是…, 1. 2., （1）（2）, ①②, or a line for each."""

from __future__ import annotations

import re
from typing import NamedTuple

from generators.wording import numeral

_NUMERAL = "([一二三四五六七八九十]{1,3})"
# The ways of counting on; a mark counts only where a clause begins, so that 统一、规范 and 1.5亿元 are none.
_BEGINS = r"(?:^|(?<=[\s　。；;：:，,！？!?]))"
_IN_DIGITS = r"(\d{1,2})(?:[.．](?!\d)|[、）)])"
_STYLES = tuple(
    re.compile(_BEGINS + mark)
    for mark in (
        rf"{_NUMERAL}是(?!否)",
        rf"{_NUMERAL}、",
        rf"[（(]{_NUMERAL}[）)]",
        rf"第{_NUMERAL}[，,、：:]",
        _IN_DIGITS,
        r"[（(](\d{1,2})[）)]",
        r"([①-⑳])",
    )
)
# 主要存在以下问题： an introduction that only announces an enumeration.
_ANNOUNCES = re.compile(
    r"(?=.*(?:问题|困难|不足|以下|如下))[我本局市厅办委单位在目前当工作中信息公开主要仍还存有的以下列如几二两三四五个项方面是"
    r"问题困难和与不足]*[：:，,]?"
)
# 一、人员不足二、经费不足: marks that nothing sets apart, where the text begins with the first of them.
_RUN_TOGETHER = tuple(re.compile(mark) for mark in (rf"{_NUMERAL}、", rf"[（(]{_NUMERAL}[）)]", r"[（(](\d{1,2})[）)]"))
_ENDS = ("。", "；", "！", "？", ";", "!", "?")
_RUNS_ON = ("，", "、", "：", ",", ":")


class _Mark(NamedTuple):
    start: int
    end: int


def is_enumerated(text: str) -> bool:
    """Whether a text contains an enumeration of at least two."""
    return bool(_marks(text))


def is_counted_in_digits(text: str) -> bool:
    """Whether a text contains an enumeration 1. 2., numbered like headings of the third level."""
    return len(_counting(re.compile(_BEGINS + _IN_DIGITS), text)) > 1


def style_of(line: str) -> int:
    """The number of the way of counting with which a line begins; 0 where it begins with none."""
    return next((at for at, style in enumerate(_STYLES, 1) if style.match(line)), 0)


def pieces(text: str) -> list[str]:
    """The pieces of a text that are separated by marks or lines, without the marks; else the text as one piece.

    An introduction that only announces the enumeration is dropped with its marks. Words before the first mark that
    belong to all pieces (受编制限制，一是…) keep the text in one piece.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "\n".join(lines)
    marks = _marks(joined)
    if not marks:
        return _by_lines(joined)
    opening = joined[: marks[0].start].strip()
    ends = [*(mark.start for mark in marks[1:]), len(joined)]
    counted = [joined[mark.end : end].strip() for mark, end in zip(marks, ends, strict=True)]
    found = [piece for one in counted for piece in ([one] if _marks(one) else _by_lines(one))]
    if not opening or _ANNOUNCES.fullmatch(opening):
        return found
    is_apart = opening.endswith(_ENDS) or joined[marks[0].start - 1] == "\n"
    return [*_by_lines(opening), *found] if is_apart and not opening.endswith(_RUNS_ON) else [joined]


def _by_lines(text: str) -> list[str]:
    """A piece for each line; a line that ends within a sentence runs on into the next."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and found[-1].endswith(_RUNS_ON):
            found[-1] += line
        else:
            found.append(line)
    return [one for one in found if one]


def _marks(text: str) -> list[_Mark]:
    """The marks of the outermost enumeration, in order; none where it does not get to a second."""
    found = [marks for style in _STYLES if len(marks := _counting(style, text)) > 1]
    if not found:
        found = [marks for style in _RUN_TOGETHER if style.match(text) and len(marks := _counting(style, text)) > 1]
    return min(found, key=lambda marks: marks[0].start, default=[])


def _counting(style: re.Pattern[str], text: str) -> list[_Mark]:
    """The marks of one style that count on from one; those that begin anew belong to an inner enumeration."""
    marks: list[_Mark] = []
    for found in style.finditer(text):
        number = len(marks) + 1
        if found[1] in (numeral(number), str(number), chr(ord("①") + number - 1)):
            marks.append(_Mark(found.start(), found.end()))
    return marks
