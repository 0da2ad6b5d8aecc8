"""Where a heading ends and its text begins, in a line that begins with a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from generators.dossier.ordinals import Ordinal
from generators.importer.lines import SourceLine, folded, without_blanks
from generators.importer.outline import Numbered

_LONGEST = {Ordinal.SECTION: 60, Ordinal.CHAPTER: 60, Ordinal.ITEM: 50}
_LONGEST_RUN_IN = {Ordinal.SECTION: 46, Ordinal.CHAPTER: 46, Ordinal.ITEM: 42}
_STATES = re.compile(
    "(?:(?<![主重需首])要(?![素点件领义])|应(?![急用对])|须|将(?![军来])|由|请(?![示])|不得|参与|按照|根据|对于|负责)"
)
_STATES_WHOLE = re.compile(
    "起施行|(?:各[^，]{1,12}|本[^，]{1,6}|[^，]{2,10}[厅局委办])(?:要(?![求点素])|应|须|将|请|自)|^请"
)
_LABEL = re.compile(r"([^，。；：（）]{2,14})(?!(?<=\d)：\d)：(?=.{8,})")
_NO_LABEL = re.compile(
    "如下|以下|提出|包括|(?<!^[一-龥]{2})要求$|意见$|做到|规定$|责任|牵头|配合|时限|单位|(?:整改|具体|工作|落实)措施$"
)
_IN_BRACKETS = re.compile("（[^（）]*）|“[^“”]*”|《[^《》]*》")

# A heading with labels in square brackets, which stand below it: 市容整治【牵头单位：某局；配合单位：某镇】
_LABELLED = re.compile("([^【】，。；：]{2,40})【(?:牵头|责任|负责|主办|主责|承办)[^【】：]{0,6}：[^【】]+】")


class Heading(NamedTuple):
    """A heading without number, the text that runs on behind it, and whether it stands alone.

    A heading that runs into its text is without its full stop; one that stands alone keeps its mark.
    """

    title: str
    text: str
    alone: bool = False


def heading_of(line: SourceLine, number: Numbered) -> Heading:
    """The heading of a numbered line; without title where the line is a sentence."""
    rest = line.text[number.length :]
    key = folded(rest)
    if parted := _parted_by_blank(line, number):
        return parted
    if found := _LABELLED.fullmatch(key):
        return Heading(rest[: found.end(1)], rest[found.end(1) :], alone=True)
    if number.ordinal is Ordinal.ARTICLE:
        return Heading("", rest)
    bare = _IN_BRACKETS.sub(lambda found: "〓" * len(found[0]), key)
    longest = _LONGEST.get(number.ordinal, 40)
    if not re.search("[。；：！？]", bare) and len(rest) <= longest:
        return Heading(rest, "", alone=True)
    if (
        re.search("^[^。；：！？]*[。：]$", bare)
        and len(rest) <= longest
        and not _is_statement(bare[:-1], number, whole=True)
    ):
        return Heading(rest, "", alone=True)
    return _run_in(rest, bare, number)


def _run_in(rest: str, bare: str, number: Numbered) -> Heading:
    end = bare.find("。")
    longest = _LONGEST_RUN_IN.get(number.ordinal, 36)
    label = _LABEL.match(bare)
    if label and not _NO_LABEL.search(label[1]) and (end < 0 or label.end(1) < end):
        return Heading(rest[: label.end(1) + 1], rest[label.end(1) + 1 :])
    is_short = 0 < end <= longest and end + 1 < len(rest) and not re.search("[；：！？]", bare[:end])
    if is_short and not _is_statement(bare[:end], number) and not rest[end + 1 :].startswith(("）", "”")):
        return Heading(rest[:end], rest[end + 1 :])
    return Heading("", rest)


def _is_statement(words: str, number: Numbered, *, whole: bool = False) -> bool:
    """Whether words are a sentence about somebody rather than a heading; `whole`: nothing follows it on its line."""
    commas = words.count("，")
    if number.ordinal in (Ordinal.SECTION, Ordinal.CHAPTER):
        return commas > 3 or bool(_STATES_WHOLE.search(words))
    if len(words) <= 14 and not commas:
        return False
    return commas > 2 or (bool(_STATES.search(words)) and (len(words) > 22 or commas > 0 or whole))


def _parted_by_blank(line: SourceLine, number: Numbered) -> Heading | None:
    """A short heading parted from its text by a blank: 一、总体要求　以……为指导。"""
    found = re.match(r"\s*\S{1,8}?[\s　]*([一-龥“”、]{2,20})(?:　|[ \t]{2})[\s　]*(\S.{20,})$", line.raw)
    if found is None or number.ordinal not in (Ordinal.SECTION, Ordinal.ITEM, Ordinal.ARTICLE, Ordinal.CHAPTER):
        return None
    title = without_blanks(found[1])
    start = line.text.find(title, number.length)
    if start != number.length or not re.search("[。；]", found[2]):
        return None
    return Heading(title, line.text[start + len(title) :], alone=True)
