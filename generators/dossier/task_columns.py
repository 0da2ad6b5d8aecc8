"""What the columns of task tables hold, by their headings: for tables that are read, and for those that are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from generators.characters import without_whitespace


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


_ORGAN_WORD = "(?:单位|部门|处室|科室|机关|主体|股室|地区|人或单位)"
_ORGAN = (
    f"(?:（[^（）]{{1,4}}）)?(?:责任|负责)?{_ORGAN_WORD}(?:(?:、|/|和|或|及){_ORGAN_WORD})*"
    "(?:名称)?(?:(?:、|和|及)(?:责任人|负责人))?"
)
_HEADINGS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, "序号|编号|项次|号|任务(?:序)?号|项目编号"),
    (
        Column.OTHER,
        ".{0,4}(?:责任人|负责人|领导|联系人|电话|联系方式|包保人).{0,6}|备注|说明|资金|投资|(?:工作)?进展(?:情况)?|完成情况|落实情况|依据|来源|填报.*|是否.*",
    ),
    (Column.COOPERATING, f"(?:配合|协办|参与|参加|协同|协助|支持|协作|辅助|会办|共同责任|督导|指导)+{_ORGAN}"),
    (
        Column.LEADING,
        f"(?:主要|第一|[省市县区镇乡]{{1,2}}(?:级|直)?)?(?:牵头|责任|主责|主办|承办|负责|实施|落实|主管|办理|执行|承担|建设|推进|整改|组织)+{_ORGAN}|"
        "(?:责任|部门|任务|工作|职责)?分工|责任主体|牵头责任|责任落实",
    ),
    (
        Column.DUE,
        "(?!填|发布|会议|交办|收文|来文|印发|立项|发现|反馈)(?:[^，。]{0,6})(?:时限|时间|期限|日期|时间节点|节点|时序|进度(?=安排|要求)|时间表)(?:安排|要求|进度|计划|节点|目标)?",
    ),
    (
        Column.SECTION,
        ".{0,4}(?:类别|分类|类型|领域|板块|方面|维度)|(?:一级)?指标|专项|行业|工作方向",
    ),
    (
        Column.CONTENT,
        "(?:具体|主要|重点|年度)?(?:工作|任务|推进|整改|落实|实施|改革|创建)?(?:措施|内容|举措|要求|目标|标准|做法|安排|计划)(?:(?:及|和|、)?(?:要求|措施|内容|目标))?|"
        "具体(?:任务|工作|事项)|目标(?:任务)?要求|主要内容及要求|成果形式|工作成果|任务分解|任务目标|建设(?:内容|规模).{0,6}|预期(?:目标|成果|成效)|任务描述|完成标准",
    ),
    (
        Column.TITLE,
        "(?:重点|主要|工作|改革|目标|年度|具体|整改|试点|建设|督查|督办|承诺)*(?:任务|工作|事项|项目|实事)(?:名称|事项|任务|项目|清单)?|目标(?:与|和|及)?任务|"
        "(?:存在|反馈|巡[视察]|发现|检查|突出|具体|督[察查])*(?:的)?(?:主要)?问题(?:描述|清单)?|指标名称|(?:考核|工作|任务)指标|任务要求|政策措施|条款|名称|主要任务及措施|任务名|二级指标|测评内容|民生实事",
    ),
)


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None where the heading is none of a task table."""
    key = without_whitespace(heading)
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
    first = min(leading, key=lambda at: _rank(headings[at]), default=None)
    for at in leading:
        columns[at] = Column.LEADING if at == first else Column.COOPERATING
    return columns


def _rank(heading: str) -> int:
    """How far behind others a column stands that can be that of those who lead."""
    return next((rank for rank, words in enumerate(("牵头|主办", "主责|主要|第一")) if re.search(words, heading)), 2)
