"""Stock answers in the entries of a return: 无, 不承担, 同上, 见附件 and the like.

无 (`stock_words`) leaves a cell empty. 不承担 in words (`declining`) is the state 不承担; what stands with it is the
reason. 同上 stands for the words above it where there is no doubt which these are. Else 同上, and always 详见附件 and
无变化, are kept out of running text and listed as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.declining import declines, reason
from generators.wording import DECLINED

if TYPE_CHECKING:
    from generators.dossier.facts import Facts
    from generators.dossier.models import Unit
    from generators.dossier.returns import Return, TaskEntry
    from generators.dossier.stock_words import Phrases
    from generators.dossier.task_key import TaskKey

_ABOVE = re.compile(r"(?:内容|情况)?(?:同上|与上同|同前|(?:详|请)?见(?:上|前))(?:[一1]?[条项行栏格]|面|述|文)?")
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


def resolved_entries(facts: Facts, phrases: Phrases, answer: Return) -> list[TaskEntry]:
    """What a unit states of measures and items: cells empty that say 无 or only point elsewhere, 同上 filled in."""
    understood = (_understood(facts, phrases, entry, answer.unit) for entry in _read(facts, answer)[0])
    return list(understood)


def _understood(facts: Facts, phrases: Phrases, entry: TaskEntry, unit: str) -> TaskEntry:
    """An entry without 无 and with the state 不承担 where its words decline the task."""
    entry = without_nil(phrases, entry)
    replaced: dict[str, object] = {}
    for name in ("data", "difficulties", "next_steps"):
        if (words := getattr(entry, name)) and declines_in(facts, phrases, words, unit):
            replaced[name] = ""
    given = [words for words in (entry.as_written.get(_STATE, ""), entry.progress) if not phrases.is_nil(words)]
    if given and all(declines_in(facts, phrases, words, unit) for words in given):
        replaced["state"], replaced["progress"] = DECLINED, "；".join(dict.fromkeys(filter(None, map(reason, given))))
        replaced["as_written"] = {label: words for label, words in entry.as_written.items() if label != _STATE}
    return entry.model_copy(update=replaced) if replaced else entry


def without_nil(phrases: Phrases, entry: TaskEntry) -> TaskEntry:
    """An entry with those cells empty that say no more than 无."""
    nil = {"difficulties": phrases.is_no_problem}
    empty = {
        name: ""
        for name in _COLUMNS.values()
        if (words := getattr(entry, name)) and nil.get(name, phrases.is_nil)(words)
    }
    return entry.model_copy(update=empty) if empty else entry


def declines_in(facts: Facts, phrases: Phrases, words: str, unit: str) -> bool:
    """Whether words of a unit decline a task."""
    names = facts.units[unit].names if unit in facts.units else ()
    return phrases.declined_whole(words) or declines(words, names, facts.units.names)


def unresolved_cells(facts: Facts, answer: Return) -> list[UnresolvedCell]:
    """The cells of a return that only point elsewhere and could not be filled in."""
    return _read(facts, answer)[1]


def unresolved_cells_of(facts: Facts, unit: Unit, entries: Sequence[TaskEntry]) -> list[UnresolvedCell]:
    """The same for the entries of a form that has just come in."""
    return _filled(list(tasks_asked(facts, unit)), entries)[1]


def _read(facts: Facts, answer: Return) -> tuple[list[TaskEntry], list[UnresolvedCell]]:
    """A cell typed into the ledger stands below another unit's: there it is open what 同上 means."""
    asked = (
        [] if any(one.by == "台账" for one in answer.origins) else list(tasks_asked(facts, facts.units[answer.unit]))
    )
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


def tasks_asked(facts: Facts, unit: Unit) -> dict[TaskKey, str]:
    """The tasks of a unit's form in the order of its rows, each with its number and name as they stand there."""
    led = {
        facts.key(item, measure): f"{item.label}{number}　{facts.name_of(measure)}"
        for item in facts.items_led_by(unit)
        for number, measure in item.passages
    }
    whole = (*facts.items_followed_by(unit), *facts.safeguards)
    return led | {item.key: f"{item.label}　{item.title}" for item in whole}
