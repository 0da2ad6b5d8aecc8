"""Automatic numbers: what Word prints in front of a numbered paragraph (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from generators.forms.looks import Looks, style_of
from generators.word.xml import qualified as _w
from generators.wording import numeral

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEGAL = str.maketrans("〇零一二三四五六七八九十百", "零零壹贰叁肆伍陆柒捌玖拾佰")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def _roman(number: int) -> str:
    found = ""
    for letters, value in _ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found


def _of(letters: str) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else str(number)


_COUNTED = (
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
    *("taiwaneseCounting", "taiwaneseCountingThousand"),  # the latter is what LibreOffice writes
)
_LOWER = _of("abcdefghijklmnopqrstuvwxyz")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _LOWER,
    "upperLetter": lambda number: _LOWER(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ideographDigital": lambda number: str(number).translate(_DIGITS),
    "chineseLegalSimplified": lambda number: numeral(number).translate(_LEGAL),
    "decimalEnclosedCircle": _of(_CIRCLES),
    "decimalEnclosedCircleChinese": _of(_CIRCLES),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    **dict.fromkeys(_COUNTED, numeral),
}


class Numbering:
    """The numbers of a file's paragraphs, in reading order. `root` is that of its part, None where it has none."""

    def __init__(self, root: etree._Element | None = None, looks: Looks | None = None) -> None:
        self._looks = looks or Looks()
        self._counts: dict[tuple[str, int], int] = {}
        self._abstract: dict[str, Mapping[int, etree._Element]] = {}
        self._nums: dict[str, etree._Element] = {}
        if root is not None:
            for one in root.iter(_w("abstractNum")):
                levels = {_number(level.get(_w("ilvl"))): level for level in one.iter(_w("lvl"))}
                self._abstract[one.get(_w("abstractNumId"), "")] = levels
            self._nums = {one.get(_w("numId"), ""): one for one in root.iter(_w("num"))}

    def before(self, paragraph: etree._Element) -> str:
        """The number in front of a paragraph: 1. or （一）; empty where it has none, or a bullet. Counts it."""
        found = paragraph.find(f"{_w('pPr')}/{_w('numPr')}")
        style = self._looks.numbering_of(style_of(paragraph))
        numbered = style if found is None or found.find(_w("numId")) is None else found
        if numbered is None:
            return ""
        number_id, level = _value(numbered, "numId"), _number(_value(numbered if found is None else found, "ilvl"))
        if number_id not in self._nums:
            return ""
        num = self._nums[number_id]
        abstract = _value(num, "abstractNumId")
        levels = self._abstract.get(abstract, {})
        if level not in levels:
            return ""
        self._count(num, abstract, level)
        return self._text(abstract, levels, level)

    def _count(self, num: etree._Element, abstract: str, level: int) -> None:
        """Go one on at a level; those below it begin anew."""
        key, override = (abstract, level), self._override(num, level)
        first = _number(_value(self._abstract[abstract][level], "start"), 1) if override is None else override
        begun = (num.get(_w("numId"), ""), -1 - level)
        anew = override is not None and begun not in self._counts
        self._counts[begun] = 1
        self._counts[key] = first if anew or key not in self._counts else self._counts[key] + 1
        for other in [one for one in self._counts if one[0] == abstract and one[1] > level]:
            del self._counts[other]

    def _override(self, num: etree._Element, level: int) -> int | None:
        for one in num.iter(_w("lvlOverride")):
            if _number(one.get(_w("ilvl"))) == level and one.find(_w("startOverride")) is not None:
                return _number(_value(one, "startOverride"), 1)
        return None

    def _text(self, abstract: str, levels: Mapping[int, etree._Element], level: int) -> str:
        if _value(levels[level], "numFmt") in ("bullet", "none"):
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = self._counts.get((abstract, at), _number(_value(levels.get(at, levels[level]), "start"), 1))
            return _FORMATS.get(_value(levels.get(at, levels[level]), "numFmt"), str)(value)

        return re.sub(r"%(\d)", number, _value(levels[level], "lvlText"))


def _value(parent: etree._Element, name: str) -> str:
    found = parent.find(_w(name))
    return "" if found is None else str(found.get(_w("val"), ""))


def _number(text: Any, default: int = 0) -> int:
    return int(text) if text and str(text).isdecimal() else default
