"""行文: the phrases of official writing that do not depend on any template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Literal, get_args

ISSUER = "本机关"  # the issuer itself, as whom a deadline binds
LEAD_HERE = "【牵头】"  # in a node's text: its lead is printed here instead of at the end
LEAD_DEPARTMENTS = "牵头部门"  # the leads of a notice, as 对象 and 责任 name them
_INNER_BRACKETS = str.maketrans("（()）", "〔〔〕〕")
_INNER_TITLES = str.maketrans("《》", "〈〉")
_DIGITS = "零一二三四五六七八九"
_FEW = 3  # names that a line lists before it only counts


class LeadMode(StrEnum):
    """How units lead a work item: together, each for its part, or as those responsible."""

    JOINT = "牵头"
    SEPARATE = "分别牵头"
    RESPONSIBLE = "负责"


class Answer(StrEnum):
    """By what a deadline is answered that units answer by a return; the value is how the deadline's name begins."""

    PLAN = "实施方案"
    COLUMN = "专栏"
    REPORT = "进展报告"


# The choices for 完成状态, in the order of the form. DECLINED is no progress: another unit carries the task out.
TaskState = Literal["未启动", "推进中", "已完成", "长期推进", "不承担"]
STATES: tuple[TaskState, ...] = get_args(TaskState)
DECLINED: TaskState = "不承担"
BOX_DELETED = "（方框被删）"  # behind a state that is the only choice of its line without a box: it may not be meant


def numeral(number: int) -> str:
    """1 to 999 as a Chinese numeral: 一, 十, 二十三, 一百零五, 一百一十."""
    if number > 999:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        head = _DIGITS[hundreds] + "百" + (_DIGITS[tens] + "十" if tens else "零" if ones else "")
    else:
        head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def level_number(level: int, number: int) -> str:
    """The number of a heading: 一 (level 1), （一）, 1., （1） (GB/T 9704-2012, 7.3.3)."""
    forms = {1: numeral(number), 2: f"（{numeral(number)}）", 3: f"{number}."}
    return forms.get(level, f"（{number}）")


def listed(names: Iterable[str]) -> str:
    """Names joined by the enumeration comma."""
    return "、".join(names)


def typed_names(words: str) -> list[str]:
    """The names that somebody has typed in a row, parted by enumeration commas or by commas of any width."""
    parted = words.replace("，", "、").replace(",", "、").split("、")
    return [name.strip() for name in parted if name.strip()]


def in_bracket(text: str) -> str:
    """A text for within （）: its brackets become 〔〕, for none stands in another (GB/T 15834-2011, 4.9.3.1)."""
    return text.translate(_INNER_BRACKETS)


def within_marks(title: str) -> str:
    """A title for within 《》: its own title marks become 〈〉 (GB/T 15834-2011, 4.15.3.3)."""
    return title.translate(_INNER_TITLES)


def listed_briefly(names: Sequence[str]) -> str:
    """The first names and how many there are in all: 省编委办、省教育厅、省科技厅等17个单位."""
    if len(names) <= _FEW:
        return listed(names)
    return f"{listed(names[:_FEW])}等{len(names)}个单位"


def sentence(text: str) -> str:
    """A piece of text as a complete sentence: a comma, semicolon or colon at its end becomes a full stop."""
    return text[:-1] + "。" if text.endswith(("，", "；", "、", "：")) else text


# Marks in which a heading may end; those of half width stand in texts from the web.
HEADING_MARKS = "。：；，！？:;,!?"


def heading_sentence(title: str) -> str:
    """A run-in heading with a full stop at its end, unless it ends in a mark."""
    return title if title.endswith(tuple(HEADING_MARKS)) else title + "。"


def first_sentence(text: str) -> str:
    """The text up to the first full stop, without it: documents name a measure by it."""
    return text.split("。", 1)[0]


# A pattern as text is compiled by its first use: `--help`, which imports this module, uses none.
_DATE = (
    r"(?:【\s*时限\s*[：:][^】]*】|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日)"
    r"(?:年内|年底前|底前|之前|以前|前(?![期置款])|底|内(?![容部外]))?"
)


def measure_key(text: str) -> str:
    """The key that identifies a measure in returns: its first sentence without dates, because these may be edited.

    A date may stand there as the content has it, 【时限：名称】.
    """
    return re.sub(_DATE, "", first_sentence(text))


def lead_role(others: Sequence[str], mode: LeadMode) -> str:
    """How one unit leads, with the names of the other leads: 牵头, 与省物价局共同牵头, 与省审计厅分别牵头."""
    if not others:
        return LeadMode.JOINT.value if mode is LeadMode.SEPARATE else mode.value
    how = {LeadMode.JOINT: "共同牵头", LeadMode.SEPARATE: "分别牵头", LeadMode.RESPONSIBLE: "共同负责"}[mode]
    return f"与{listed(others)}{how}"


def lead_manner(names: Sequence[str], mode: LeadMode) -> str:
    """How an item is led, without names: 牵头, 共同牵头, 分别牵头, 负责."""
    return "共同牵头" if mode is LeadMode.JOINT and len(names) > 1 else mode.value


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for each wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def mark_text(mark: str, issuer: str, layout: str) -> str:
    """The 发文机关标志 (clauses 7.2.4, 10.1 to 10.3): as set, else the issuer with what its layout adds."""
    return mark or issuer + {"文件": "文件", "信函": "", "命令": "令", "纪要": "纪要"}[layout]
