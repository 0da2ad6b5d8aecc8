"""The numbers in front of headings and points: 一、 （一） 1. （1） ① 一是 第一章 第一条."""

from __future__ import annotations

import re
from typing import NamedTuple

from generators.dossier.ordinals import Ordinal
from generators.importer.lines import folded

_NUMERALS = "〇零一二三四五六七八九"
_CHINESE = "[一二三四五六七八九十百零〇]{1,5}"
_FORMS: tuple[tuple[Ordinal, re.Pattern[str]], ...] = (
    (Ordinal.CHAPTER, re.compile(rf"第({_CHINESE})(?:章|编|节|部分)[、：]?")),
    (Ordinal.ARTICLE, re.compile(rf"第({_CHINESE})条")),
    (Ordinal.SECTION, re.compile(rf"({_CHINESE})[、.．](?!年(?!度|终|内|检|会|报)|月)")),
    (Ordinal.ITEM, re.compile(rf"（({_CHINESE})）、?")),
    (Ordinal.BRACKETED, re.compile(r"（(\d{1,3})）、?")),
    (Ordinal.BRACKETED, re.compile(r"(\d{1,3})）")),
    (Ordinal.ARABIC, re.compile(r"(\d{1,3})(?:\.(?!\d)|、)")),
    (Ordinal.CIRCLED, re.compile("([①②③④⑤⑥⑦⑧⑨⑩])")),
    (Ordinal.FIRSTLY, re.compile(rf"({_CHINESE})是(?!否)")),
    (Ordinal.MUST, re.compile(rf"({_CHINESE})要(?!求)")),
)
_DECIMAL = re.compile(r"(\d{1,3})\.(?=\d)")


class Numbered(NamedTuple):
    """A line's number: its kind, its value, and how long it is as written (`length`)."""

    ordinal: Ordinal
    value: int
    length: int


def number_of(text: str, expected: int = 0) -> Numbered | None:
    """The number with which a line begins, None where there is none.

    3.50年以上 is point 3 where a third point is `expected`, else a decimal.
    """
    key = folded(text)
    for ordinal, form in _FORMS:
        if found := form.match(key):
            return Numbered(ordinal, _value(found[1]), found.end())
    found = _DECIMAL.match(key)
    is_year = found is not None and re.match(r"(?:19|20)\d{2}年", key[found.end() :])  # 1.2019年底前 is point 1
    if found and is_year:
        return Numbered(Ordinal.ARABIC, int(found[1]), found.end())
    if found and expected and int(found[1]) == expected:
        return Numbered(Ordinal.ARABIC, expected, found.end())
    return None


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(words) + 1
    return chinese_number(words)


def chinese_number(words: str) -> int:
    """A Chinese numeral up to 999 as a number: 十, 二十三, 一百零五; digits one by one: 二〇〇四."""
    if not re.search("[十百]", words):
        return int("".join(str(max(_NUMERALS.index(one) - 1, 0)) for one in words if one in _NUMERALS) or 0)
    total = digit = 0
    for one in words:
        if one == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif one == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif one in _NUMERALS:
            digit = max(_NUMERALS.index(one) - 1, 0)
    return total + digit
