"""The words of one returned file by their labels, as read from Word or Excel and not yet interpreted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

# The labels of the forms (design, section 3), exactly: of the whole unit, of each measure or item, and of each row of
# an implementation plan.
UNIT_LABELS = ("填报人", "联系电话", "方案报送日期", "专栏网址", "开通日期", "保密审查", "审签人", "填表日期")
PROGRESS_LABELS = ("完成状态", "进展情况", "公开数据", "存在问题", "下一步打算")
PLAN_LABELS = ("具体举措", "责任处室", "责任人", "起止时间", "公开方式")


class FilledTable(NamedTuple):
    """What a unit typed into the table of an attachment, by the attachment's title."""

    title: str
    rows: Sequence[Sequence[str]]


class Identity(NamedTuple):
    """Of which notice and kind a form is, and whose; empty where that is not stated."""

    notice: str = ""
    kind: str = ""
    unit: str = ""


# What finds a form's identity: from the one in its properties, and the texts that stand in it.
Identify: TypeAlias = Callable[[Identity, Sequence[str]], Identity]


@dataclass(frozen=True)
class Entry:
    """What a form states of one measure or item: raw words by label. Empty values are left out.

    `task` is the heading as it stands in the form: 一（二）二是　着力推进“三公”经费公开.
    `place` says where it stands.
    """

    task: str
    values: Mapping[str, str]
    place: str


@dataclass(frozen=True)
class Loose:
    """Words typed where no label says what they are about.

    `asked`: in a cell that the form asks to fill in, beside a printed label that returns have no key for.
    """

    place: str
    words: str
    asked: bool = False


@dataclass(frozen=True)
class Aside:
    """What stands at a place and is not read as words that are seen.

    `left`: words of this sort that are not read; `read`: something else than text, read as these words; `object`: what
    has no words that could be read.
    """

    place: str
    what: str
    words: str = ""
    sort: Literal["left", "read", "object"] = "object"


@dataclass(frozen=True)
class Submission:
    """One returned file. `notice`, `kind` and `unit` are its identity; empty where the file does not say."""

    notice: str
    kind: str
    unit: str
    about: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    loose: Sequence[Loose] = ()
    asides: Sequence[Aside] = ()
    tables: Sequence[FilledTable] = ()
