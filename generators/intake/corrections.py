"""What was typed into the ledger, as entries of a return: what can be taken, and doubts about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.returns import STATE, Return, TaskEntry
from generators.intake.doubts import NO_CHOICE, doubt
from generators.problems import Place, Problem, warning

if TYPE_CHECKING:
    from generators.excel.ledger import LedgerChange


class Corrections(NamedTuple):
    """The changed cells that are taken, as entries of a return, and the doubts."""

    taken: list[LedgerChange]
    entries: list[TaskEntry]
    doubts: list[Problem]


def corrections(old: Return, changes: Sequence[LedgerChange]) -> Corrections:
    """One entry for each changed cell that can be put into a unit's return.

    A cell that was emptied is not taken, nor one whose value in the return is not the one that the ledger was made of.
    """
    taken, entries, doubts = Corrections([], [], [])
    for change in changes:
        refused = _refused(old, change)
        if refused:
            doubts.append(refused)
            continue
        taken.append(change)
        entries.append(TaskEntry.from_labels(change.task, change.measure, {change.label: change.now}))
        if words := entries[-1].as_written.get(STATE):
            doubts.append(doubt("台账", change.place, words, NO_CHOICE, "在台账里用下拉框选一种"))
    return Corrections(taken, entries, doubts)


def _refused(old: Return, change: LedgerChange) -> Problem | None:
    place = Place("台账", nearby=change.place)
    entry = next((one for one in old.progress if one.key == change.key), None)
    stands = entry.by_label().get(change.label, "") if entry else ""
    if not change.now:
        message = f"{change.unit}的{change.label}在台账里清空了，保留“{stands[:30]}”"
        return warning(message, "确要删去，改 returns 里的文件", place)
    if stands not in ("", change.was, change.now):
        message = f"{change.unit}的{change.label}在生成台账以后改过，保留现在的"
        return warning(message, f"台账上写的是“{change.now[:30]}”；要用它，改 returns 里的文件", place)
    return None
