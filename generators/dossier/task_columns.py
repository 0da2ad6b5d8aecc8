"""What the columns of task tables hold, by their headings: for tables that are read, and for those that are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    COOPERATING = "cooperating"
    LEADING = "leading"
    DUE = "due"
    SECTION = "section"
    CONTENT = "content"
    TITLE = "title"
    OTHER = "other"


_HEADINGS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, "序号|编号|项次|号"),
    (
        Column.COOPERATING,
        "配合单位|配合部门|协办单位|协办部门|参与单位|参与部门|参加单位|协同单位|协助单位|支持单位|配合责任单位",
    ),
    (
        Column.LEADING,
        "牵头单位|牵头部门|牵头责任单位|牵头（责任）单位|责任单位|责任部门|主责单位|主办单位|主办部门|承办单位|承办部门|负责单位|负责部门|"
        "实施单位|落实单位|责任主体|牵头处室|责任处室|责任科室|实施主体|主要责任单位|责任分工|部门分工|分工",
    ),
    (
        Column.DUE,
        "(?:工作|任务|整改|办理|计划|目标)?完成(?:时限|时间|期限|日期)(?:要求)?|时限(?:要求)?|时间|时间节点|时间安排|时间要求|时间进度|进度安排|整改时限|办结时限|工作时限|推进时限|期限|实施时间",
    ),
    (Column.SECTION, "类别|领域|方面|分类|板块|任务类别|一级指标|任务分类|类型|专项|重点领域|工作领域"),
    (
        Column.CONTENT,
        "(?:具体|主要|重点)?(?:工作|任务|推进|整改|落实|实施)?(?:措施|内容|举措|要求)(?:及要求)?|具体任务|具体工作|工作目标|目标要求|工作目标及措施|"
        "年度目标|目标|具体目标|具体事项|主要内容及要求|工作标准|成果形式|工作成果|任务分解|任务目标|建设内容",
    ),
    (
        Column.TITLE,
        "(?:重点|主要|工作|改革|目标|年度|具体)*(?:任务|工作|事项|项目)(?:名称|事项|任务|项目)?|问题|存在问题|指标|任务要求|政策措施|条款|名称|主要任务及措施",
    ),
    (
        Column.OTHER,
        "责任人|牵头领导|分管领导|责任领导|市领导|县领导|区领导|备注|说明|联系人|电话|联系电话|资金|投资|进展情况|完成情况|依据|来源",
    ),
)


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None where the heading is none of a task table."""
    key = re.sub(r"[\s　]", "", heading)
    return next(
        (column for column, words in _HEADINGS if key and re.fullmatch(f"(?:{words})(?:（[^（）]*）)?", key)), None
    )


def columns_of(headings: Sequence[str]) -> list[Column | None]:
    """What the columns of one table hold."""
    return settled([column_of(heading) for heading in headings], headings)


def settled(found: Sequence[Column | None], headings: Sequence[str]) -> list[Column | None]:
    """Columns by what all of a table's columns hold: one of them leads, others cooperate; one bears the title."""
    columns = list(found)
    if Column.TITLE not in columns and Column.CONTENT in columns:
        columns[columns.index(Column.CONTENT)] = Column.TITLE
    leading = [at for at, column in enumerate(columns) if column is Column.LEADING]
    first = next((at for at in leading if re.search("牵头|主办", headings[at])), next(iter(leading), None))
    for at in leading:
        columns[at] = Column.LEADING if at == first else Column.COOPERATING
    return columns
