"""What was typed into the ledger, as entries of a return: what can be taken, and doubts about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.returns import STATE, Pending, Return, TaskEntry
from generators.intake.doubts import NO_CHOICE, doubt
from generators.problems import Place, Problem, warning

if TYPE_CHECKING:
    from generators.excel.ledger import LedgerChange


class Corrections(NamedTuple):
    """The changed cells that are taken, as entries of a return, the doubts, and those of them that need an answer."""

    taken: list[LedgerChange]
    entries: list[TaskEntry]
    doubts: list[Problem]
    pending: list[Pending]


def corrections(old: Return, changes: Sequence[LedgerChange]) -> Corrections:
    """One entry for each changed cell that can be put into a unit's return.

    A cell that was emptied is not taken, nor one whose value in the return is not the one that the ledger was made of.
    """
    taken, entries, doubts, pending = Corrections([], [], [], [])
    for change in changes:
        refused = _refused(old, change)
        if refused:
            doubts.append(refused)
            pending.append(_pending(old, change, refused.message))
            continue
        taken.append(change)
        entries.append(TaskEntry.from_labels(change.task, change.measure, {change.label: change.now}))
        if words := entries[-1].as_written.get(STATE):
            doubts.append(doubt("台账", change.place, words, NO_CHOICE, "在台账里用下拉框选一种"))
    return Corrections(taken, entries, doubts, pending)


def _pending(old: Return, change: LedgerChange, message: str) -> Pending:
    """A cell that was not taken, for a person to choose what holds."""
    words = f"现在：{_stands(old, change)}\n台账：{change.now or '（清空了）'}"
    values = {
        "位置": change.place if change.place.startswith("台账") else f"台账 {change.place}",
        "说明": message,
        "原话": words,
        "台账": change.now,
    }
    return Pending.model_validate(values | {"事项": change.task, "措施": change.measure, "栏目": change.label})


def _stands(old: Return, change: LedgerChange) -> str:
    entry = next((one for one in old.progress if one.key == change.key), None)
    return entry.by_label().get(change.label, "") if entry else ""


def _refused(old: Return, change: LedgerChange) -> Problem | None:
    place = Place("台账", nearby=change.place)
    stands = _stands(old, change)
    if not change.now:
        message = f"{change.unit}的{change.label}在台账里清空了，保留“{stands[:30]}”"
        return warning(message, "确要删去，改 returns 里的文件", place)
    if stands not in ("", change.was, change.now):
        message = f"{change.unit}的{change.label}在生成台账以后改过，保留现在的"
        return warning(message, f"台账上写的是“{change.now[:30]}”；要用它，改 returns 里的文件", place)
    return None
