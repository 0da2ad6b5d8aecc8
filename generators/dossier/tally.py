"""What the returns add up to: who has returned, when, and what was said of each measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generators.wording import first_sentence

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Measure, Unit
    from generators.dossier.positions import PlacedItem
    from generators.dossier.returns import Progress


@dataclass(frozen=True)
class Tally:
    """How many of some units have returned their report: in time, late, not at all."""

    due: int
    in_time: int
    late: int
    missing: tuple[Unit, ...]

    @property
    def returned(self) -> int:
        """All that have come, late ones included."""
        return self.in_time + self.late

    @property
    def rate(self) -> str:
        """The share that has come, as a percentage with one decimal: 87.1%."""
        return f"{self.returned / self.due:.1%}" if self.due else ""


def tally(dossier: Dossier, units: Sequence[Unit]) -> Tally:
    """Count the reports of some units against the report's deadline."""
    deadline = dossier.deadline_for(dossier.REPORT)
    last_day = deadline.date.last_day if deadline else None
    came = [one for unit in units if (one := dossier.return_of(unit))]
    late = sum(bool(last_day and one.received_on and one.received_on.last_day > last_day) for one in came)
    missing = tuple(unit for unit in units if dossier.return_of(unit) is None)
    return Tally(len(units), len(came) - late, late, missing)


def as_of(dossier: Dossier) -> PartialDate | None:
    """The day up to which the summary counts: the report's deadline, or the last return if that came later."""
    deadline = dossier.deadline_for(dossier.REPORT)
    days = [one.received_on for one in dossier.returns if one.received_on] + ([deadline.date] if deadline else [])
    return max(days, key=lambda day: day.last_day, default=None)


def columns_opened(dossier: Dossier) -> list[Unit]:
    """Of the units that must open a column, those that say on which day they did."""
    deadline = dossier.deadline_for(dossier.COLUMN)
    bound = dossier.bound_by(deadline) if deadline else []
    return [unit for unit in bound if (one := dossier.return_of(unit)) and one.column_opened_on]


def said_of_item(dossier: Dossier, unit: Unit, item: PlacedItem) -> list[Progress]:
    """Everything that a unit says of an item or its measures, in the order of its return."""
    answer = dossier.return_of(unit)
    return [one for one in answer.progress if one.item == item.content.title] if answer else []


def said_of_measure(dossier: Dossier, unit: Unit, item: PlacedItem, measure: Measure) -> Progress | None:
    """What a unit says of one measure."""
    name = first_sentence(dossier.measure(measure))
    return next((one for one in said_of_item(dossier, unit, item) if one.measure.rstrip("。") == name), None)


def lead_answers(dossier: Dossier) -> Iterator[Progress | None]:
    """For each measure and each of its leads what that lead says, None where it says nothing."""
    for item in dossier.tasks:
        for _, measure in item.passages:
            for unit in dossier.leads(item):
                yield said_of_measure(dossier, unit, item, measure)


def states(dossier: Dossier) -> tuple[Counter[str], int]:
    """How often the leads gave each 完成状态, and how many answers were due (measures times their leads)."""
    answers = list(lead_answers(dossier))
    return Counter(one.state for one in answers if one and one.state), len(answers)
