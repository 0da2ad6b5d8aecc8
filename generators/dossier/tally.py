"""What the returns add up to: who has returned, when, and what was said of each measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.status import day_of as day_of
from generators.dossier.status import days_late, report_day
from generators.dossier.status import has_done as has_done
from generators.wording import measure_key

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Measure, Unit
    from generators.dossier.positions import PlacedItem
    from generators.dossier.returns import Progress

MIXED = "牵头单位反馈不一"
# What clerks write into a cell to say that there is nothing, or that a measure is another lead's.
_NOTHING = {"", "无", "暂无", "没有", "不承担", "不涉及"}


class Tally(NamedTuple):
    """How many of some units have done what a deadline asks: in time, late, not at all."""

    due: int
    in_time: int
    late: tuple[Unit, ...]
    missing: tuple[Unit, ...]

    @property
    def done(self) -> int:
        """All that have, late ones included."""
        return self.in_time + len(self.late)

    @property
    def rate(self) -> str:
        """The share that has, as a percentage with at most one decimal: 87.1%, 100%."""
        return f"{round(100 * self.done / self.due, 1):g}%" if self.due else ""


def tally(dossier: Dossier, what: str, units: Sequence[Unit]) -> Tally:
    """Count units against the deadline PLAN, COLUMN or REPORT of a dossier."""
    days = {unit.name: day_of(dossier, what, unit) for unit in units}
    done = [unit for unit in units if has_done(dossier, what, unit)]
    late = tuple(unit for unit in done if is_late(dossier, what, unit, days[unit.name]))
    missing = tuple(unit for unit in units if unit not in done)
    return Tally(len(units), len(done) - len(late), late, missing)


def is_late(dossier: Dossier, what: str, unit: Unit, day: PartialDate | None) -> bool:
    """Whether a day is after the unit's deadline of PLAN, COLUMN or REPORT."""
    return days_late(dossier.deadline_for(what, unit), day) > 0


def as_of(dossier: Dossier) -> PartialDate | None:
    """The day up to which the summary counts: the last report's deadline, or the last return if that came later."""
    days = [day for one in dossier.returns if (day := report_day(one))]
    days += [deadline.date for deadline in dossier.deadlines_for(dossier.REPORT)]
    return max(days, key=lambda day: day.last_day, default=None)


def said_of_item(dossier: Dossier, unit: Unit, item: PlacedItem) -> list[Progress]:
    """Everything that a unit says of an item or its measures, in the order of its return."""
    answer = dossier.return_of(unit)
    return [one for one in answer.progress if one.item == item.content.title] if answer else []


def said_of_measure(dossier: Dossier, unit: Unit, item: PlacedItem, measure: Measure) -> Progress | None:
    """What a unit says of one measure."""
    key = measure_key(dossier.measure(measure))
    return next((one for one in said_of_item(dossier, unit, item) if measure_key(one.measure) == key), None)


def state_of_measure(dossier: Dossier, item: PlacedItem, measure: Measure) -> str:
    """The 完成状态 that its leads give a measure: theirs, MIXED where they differ, empty where none gives one."""
    answers = (said_of_measure(dossier, unit, item, measure) for unit in dossier.leads(item))
    given = {one.state for one in answers if one and one.state}
    return "" if not given else MIXED if len(given) > 1 else str(given.pop())


def states_of_measures(dossier: Dossier) -> Counter[str]:
    """How many measures stand at each state; the empty one counts those of which nothing was said."""
    return Counter(state_of_measure(dossier, item, measure) for item in dossier.tasks for _, measure in item.passages)


def states_of_item(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> Counter[str]:
    """How many of some units (cities) give an item each state."""
    said = (said_of_item(dossier, unit, item) for unit in units)
    return Counter(entries[0].state or "" for entries in said if entries)


def words(text: str) -> str:
    """What somebody typed into a cell as sentences; empty where it only says that there is nothing."""
    plain = text.strip().rstrip("。；;")
    return "" if plain in _NOTHING else f"{plain}。"
