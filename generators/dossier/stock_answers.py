"""Stock answers: what clerks write into a cell instead of a report.

无, 暂未发现明显问题, N/A: there is nothing to report. 不承担: another unit carries the measure out; the form asks for
this answer. 同上 stands for the words above it where there is no doubt which these are. Else 同上, and always 详见附件
and 无变化, are kept out of running text and listed as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generators.dossier.facts import Facts
    from generators.dossier.models import Unit
    from generators.dossier.returns import Return, TaskEntry
    from generators.dossier.task_key import TaskKey

_OWN = r"[我本](?:厅|局|委|办|市|县|区|院|部门|单位)"
_WHEN = rf"(?:目前|现阶段|截至目前|到目前为止|总体上?|工作中|在工作中|{_OWN}|[该此本]项)"
_NO = r"(?:无|没有?(?:发现|遇到|出现|收到|存在)?|未(?:发现|遇到|出现|收到|存在|有)?|不存在)"
_HOW = r"(?:什么|任何|明显|突出|重大|较大|大|特别|特殊|其他|其它|相关|新|的)*"
_WHAT = r"(?:存在|下一步)?(?:问题|困难|不足|障碍|意见|建议|异常|特殊情况|打算|内容|数据|需要?说明(?:的(?:问题|情况))?)"
_ALSO = rf"(?:(?:[和与及、或，,]|以及)(?:(?:{_NO})?{_HOW}{_WHAT}|暂?无))*"
_DASHES = r"[/／\\\-－—―–…·×Xx＊*~～]*"
_NIL = re.compile(
    rf"{_DASHES}|[Nn][./]?[AaIi][Ll]?\.?|[Nn]one|"
    rf"{_WHEN}*[，,]?(?:暂时?|尚|均|还|基本|并|都|也)*{_NO}(?:{_HOW}{_WHAT})?{_ALSO}(?:存在|反映)?"
)
_DECLINES = re.compile(
    r"(?:经(?:研究|核实|核查)，?)?(?:此|该|本)?(?:项|措施|任务|工作)*[我本]?(?:厅|局|委|办|市|县|区|院|部门|单位)?"
    r"(?:不|未|没有|并不)(?:承担|涉及)(?:此|该|本|这)?[一]?(?:项|方面|条)?(?:的)?(?:具体)?"
    r"(?:工作|任务|措施|职责|职能|内容|事项|业务)*"
    rf"|(?:此项工作)?(?:与{_OWN}无关|不涉及{_OWN}|(?:不属于?|不是|非){_OWN}的?(?:职责|职能)(?:范围)?)"
    rf"|{_OWN}不负责[此该本]项(?:工作|任务)|不适用|无此项(?:职能|职责|任务|工作)"
)
_NIL_EDGES = ' 　\t\n。．.；;，,、！!（）()“”"'
_ABOVE = re.compile(r"(?:内容|情况)?(?:同上|与上同|同前)(?:[一1]?[条项行栏格]|面|述)?")
_MATTER = r"(?:具体|详细)?(?:工作|进展|公开|落实)?(?:情况|内容|材料|数据)?"
_ATTACHED = (
    r"(?:附件|附表|附后|附页|附录|后附|另附|随附|所附|附)(?:材料|报告|总结|文件|表)?"
    r"[\d一二三四五六七八九十]*(?:《[^》]*》)?"
)
_AWAY = re.compile(
    rf"{_MATTER}(?:请|可)?(?:详见|另见|参见|附见|见)(?:本单位|我单位)?{_ATTACHED}(?:[、，和及]{_ATTACHED})*"
    r"|另附|附后|后附|见后"
)
_UNCHANGED = re.compile(
    r"(?:无|没有|暂无|尚无)(?:新)?(?:变化|变动)|(?:与|同)(?:上|前)(?:次|期|月|季度|年)(?:相同|一致|一样)?"
)
_EDGES = " 　\t\n。．.；;，,（）()“”"
_COLUMNS = {"进展情况": "progress", "公开数据": "data", "存在问题": "difficulties", "下一步打算": "next_steps"}
_STATE = "完成状态"
_HINTS = {
    "同上": "问清指的是哪一项，把那一项的话写到这里",
    "见附件": "把附件里要汇总的话写到这里",
    "无变化": "问清现在的情况，写到这里",
}


def is_nil(text: str) -> bool:
    """Whether a cell is empty, or says no more than that there is nothing to report."""
    lines = ("".join(line.split()).strip(_NIL_EDGES) for line in text.splitlines())
    return all(line != "未" and _NIL.fullmatch(line) for line in lines)


def declines(text: str) -> bool:
    """Whether a cell says no more than that the unit has no part in what is asked: 不承担, 我厅不涉及此项工作."""
    return bool(_DECLINES.fullmatch("".join(text.split()).strip(_NIL_EDGES)))


class UnresolvedCell(NamedTuple):
    """A cell that only points elsewhere: which entry of a return (counted from 0), which column, and its words."""

    entry: int
    label: str
    words: str

    @property
    def message(self) -> str:
        """The message about it."""
        return f"“{self.label}”只写了“{self.words}”，汇总的正文不引用，照列在最后一个附件里"

    @property
    def hint(self) -> str:
        """What to do about it."""
        return _HINTS[_points(self.words)]

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in a return."""
        return ("进展", self.entry, *(("原话",) if self.label == _STATE else ()), self.label)


def resolved_entries(facts: Facts, answer: Return) -> list[TaskEntry]:
    """What a unit says of measures and items, 同上 filled in, and cells empty that only point elsewhere."""
    return _read(facts, answer)[0]


def unresolved_cells(facts: Facts, answer: Return) -> list[UnresolvedCell]:
    """The cells of a return that only point elsewhere and could not be filled in."""
    return _read(facts, answer)[1]


def unresolved_cells_of(facts: Facts, unit: Unit, entries: Sequence[TaskEntry]) -> list[UnresolvedCell]:
    """The same for the entries of a form that has just come in."""
    return _filled(list(_asked(facts, unit)), entries)[1]


def _read(facts: Facts, answer: Return) -> tuple[list[TaskEntry], list[UnresolvedCell]]:
    """A cell typed into the ledger stands below another unit's: there it is open what 同上 means."""
    asked = [] if any(one.by == "台账" for one in answer.origins) else list(_asked(facts, facts.units[answer.unit]))
    return _filled(asked, answer.progress)


def _filled(asked: Sequence[TaskKey], given: Sequence[TaskEntry]) -> tuple[list[TaskEntry], list[UnresolvedCell]]:
    entries: list[TaskEntry] = []
    found: list[UnresolvedCell] = []
    for index, entry in enumerate(given):
        above = entries[-1] if index and _follows(asked, given[index - 1 : index + 1]) else None
        replaced: dict[str, str | dict[str, str]] = {}
        for label, name in _COLUMNS.items():
            points = _points(getattr(entry, name))
            if not points:
                continue
            replaced[name] = getattr(above, name) if above and points == "同上" else ""
            if not replaced[name]:
                found.append(UnresolvedCell(index, label, getattr(entry, name).strip()))
        state = entry.as_written.get(_STATE, "")
        if _points(state):
            replaced["as_written"] = {label: words for label, words in entry.as_written.items() if label != _STATE}
            found.append(UnresolvedCell(index, _STATE, state.strip()))
        entries.append(entry.model_copy(update=replaced) if replaced else entry)
    return entries, found


def _points(text: str) -> str:
    """How a cell points elsewhere, as a key of `_HINTS`; empty where it says something itself, or nothing at all."""
    plain = text.strip(_EDGES)
    if _ABOVE.fullmatch(plain):
        return "同上"
    if _AWAY.fullmatch(plain):
        return "见附件"
    return "无变化" if _UNCHANGED.fullmatch(plain) else ""


def _follows(asked: Sequence[TaskKey], pair: Sequence[TaskEntry]) -> bool:
    """Whether two entries follow each other in the form within one item: no row between them was left out.

    The row above the first of an item belongs to another item; its words are not about this one.
    """
    first, second = (one.key for one in pair)
    return first.item == second.item and (first, second) in pairwise(asked)


def _asked(facts: Facts, unit: Unit) -> Iterator[TaskKey]:
    """The tasks of a unit's form, in the order of its rows."""
    led = facts.items_led_by(unit)
    for item in led:
        yield from (facts.key(item, measure) for _, measure in item.passages)
    for item in (*([] if led else facts.tasks), *facts.safeguards):
        yield item.key
