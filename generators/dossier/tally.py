"""Counts over the returns, as of the summary's day: who has returned, and the state of each measure and item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.status import content_missing, days_late, has_done_by
from generators.dossier.status import day_of as day_of
from generators.dossier.status import has_done as has_done
from generators.dossier.status import is_unchecked as is_unchecked
from generators.wording import BOX_DELETED, DECLINED, STATES, Answer

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.nodes import Measure
    from generators.dossier.returns import TaskEntry
    from generators.dossier.tasks import PlacedItem

MIXED = "牵头单位反馈不一"
SILENT = "未反馈"
UNSENT = "未报送"
UNENTERED = "未录入"  # its report came on paper, by scan or by telephone
UNCLEAR = "完成状态不明"  # feedback without a state that the form knows
DIFFERS = "各项措施不一"
ORDER = (*(state for state in STATES if state != DECLINED), MIXED, DIFFERS, UNCLEAR, DECLINED)  # of states in all lists


class Tally(NamedTuple):
    """Units by how they answered a deadline: in time, late, on an unknown day, not at all. `asked`: all.

    `unchecked`: those of which it is not known, because their return has errors; they count as neither.
    """

    asked: tuple[Unit, ...]
    in_time: tuple[Unit, ...]
    late: tuple[Unit, ...]
    undated: tuple[Unit, ...]
    missing: tuple[Unit, ...]
    unchecked: tuple[Unit, ...] = ()

    @property
    def done(self) -> int:
        """How many have answered, late ones included."""
        return len(self.asked) - len(self.missing) - len(self.unchecked)

    @property
    def rate(self) -> str:
        """The share that has answered, in percent with at most one decimal: 87.1%; empty where none were asked."""
        return f"{round(100 * self.done / len(self.asked), 1):g}%" if self.asked else ""


def tally(dossier: Dossier, what: Answer, units: Sequence[Unit]) -> Tally:
    """Count units against the deadline PLAN, COLUMN or REPORT of a dossier, as of the summary's day."""
    found: dict[str, list[Unit]] = {sort: [] for sort in Tally._fields[1:]}
    for unit in units:
        found[_answered(dossier, what, unit)].append(unit)
    return Tally(tuple(units), **{sort: tuple(those) for sort, those in found.items()})


def _answered(dossier: Dossier, what: Answer, unit: Unit) -> str:
    """How a unit answered: in which field of `Tally` it counts."""
    if is_unchecked(dossier, what, unit):
        return "unchecked"
    if not is_done(dossier, what, unit):
        return "missing"
    day = day_of(dossier, what, unit)
    return "undated" if day is None else "late" if is_late(dossier, what, unit, day) else "in_time"


def is_done(dossier: Dossier, what: Answer, unit: Unit) -> bool:
    """Whether a unit had answered by the summary's day; a column that is to open later does not count."""
    day = dossier.summary_day
    return has_done_by(dossier, what, unit, day.last_day) if day else has_done(dossier, what, unit)


def is_late(dossier: Dossier, what: Answer, unit: Unit, day: PartialDate | None) -> bool:
    """Whether a day is after the unit's deadline of PLAN, COLUMN or REPORT."""
    return days_late(dossier.deadline_for(what, unit), day) > 0


def with_entries(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Unit]:
    """Those of `units` whose returns have an entry for an item or its measures, be it only a problem, a plan or 无."""
    names = dossier.respondents.get(item.title, ())
    return [unit for unit in units if unit.name in names] if names else []


def with_feedback(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Unit]:
    """Those of `units` that reported progress of an item or its measures (`has_feedback`)."""
    writers = with_entries(dossier, item, units)
    return [unit for unit in writers if any(map(has_feedback, entries_for_item(dossier, unit, item)))]


def no_feedback_reason(dossier: Dossier, unit: Unit) -> str:
    """Why a unit has no feedback: UNSENT, UNENTERED, or SILENT where its report has none for the item."""
    if not is_done(dossier, dossier.REPORT, unit):
        return UNSENT
    return UNENTERED if content_missing(dossier, unit) else SILENT


def not_leading(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Unit]:
    """Those of `units` that do not lead an item."""
    names = {unit.name for unit in dossier.leads(item)}
    return [unit for unit in units if unit.name not in names]


def entries_for_item(dossier: Dossier, unit: Unit, item: PlacedItem) -> list[TaskEntry]:
    """The entries of a unit's return for an item and its measures, in its order."""
    return [one for one in dossier.entries_of(unit) if one.item == item.title]


def entry_for_measure(dossier: Dossier, unit: Unit, item: PlacedItem, measure: Measure) -> TaskEntry | None:
    """The entry of a unit's return for one measure, None where there is none."""
    key = dossier.key(item, measure)
    return next((one for one in dossier.entries_of(unit) if one.key == key), None)


def status_given(entry: TaskEntry) -> str:
    """The 完成状态 of an entry: one that the form knows, else the words written in its place.

    Boxes alone, and a choice whose box is gone, state nothing.
    """
    words = entry.as_written.get("完成状态", "")
    stated = any(map(str.isalnum, words)) and not words.endswith(BOX_DELETED)
    return entry.state or (words if stated else "")


def has_feedback(entry: TaskEntry) -> bool:
    """Whether an entry reports progress: a state, or text in 进展情况 or in a column of figures (无 was left out)."""
    return bool(status_given(entry) or any(map(str.strip, (entry.progress, entry.data, *entry.further.values()))))


def declines(entry: TaskEntry) -> bool:
    """Whether an entry states that the unit does not carry the measure out; its progress is the reason then."""
    return entry.state == DECLINED


def state_of_measure(dossier: Dossier, item: PlacedItem, measure: Measure) -> str:
    """The 完成状态 that its leads give a measure; MIXED where they differ, UNCLEAR where they give no state.

    Empty where no lead gave feedback, or none carries it out.
    """
    answers = (entry_for_measure(dossier, unit, item, measure) for unit in dossier.leads(item))
    return _one_state((one for one in answers if one and has_feedback(one) and not declines(one)), MIXED)


def state_of_item(dossier: Dossier, unit: Unit, item: PlacedItem) -> str:
    """The 完成状态 that a unit gives an item: of the whole, else of its measures, DIFFERS where these differ.

    DECLINED where it declines all of it; empty where it gave no feedback.
    """
    entries = [one for one in entries_for_item(dossier, unit, item) if has_feedback(one)]
    carried_out = [one for one in entries if not declines(one)]
    whole = [one for one in carried_out if not one.measure and status_given(one)]
    return _one_state(whole or carried_out, DIFFERS) or (DECLINED if entries else "")


def _one_state(entries: Iterable[TaskEntry], several: str) -> str:
    """The state on which entries agree, `several` where they differ, UNCLEAR where none is a state of the form."""
    given = [status_given(one) for one in entries]
    distinct = {state for state in given if state}
    if len(distinct) > 1:
        return several
    return next(iter(distinct & set(STATES)), UNCLEAR) if given else ""


def states_of_measures(dossier: Dossier) -> Counter[str]:
    """How many measures are at each state; the empty state counts those without feedback."""
    return Counter(state_of_measure(dossier, item, measure) for item in dossier.tasks for _, measure in item.passages)


def units_by_state(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> dict[str, list[Unit]]:
    """Those of `units` with feedback on an item by the state that they give, in the order of states."""
    given = [(unit, state_of_item(dossier, unit, item)) for unit in with_feedback(dossier, item, units)]
    found = {state: [unit for unit, given_state in given if given_state == state] for state in ORDER}
    return {state: those for state, those in found.items() if those}
