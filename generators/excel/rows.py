"""The rows of the ledger: each measure or item with each unit that answers for it, and what its return states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from generators.dossier.lead_phrases import role
from generators.dossier.phrases import dated, dated_for
from generators.dossier.tally import day_of, has_done
from generators.dossier.task_key import TaskKey
from generators.wording import first_sentence, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.nodes import Measure
    from generators.dossier.returns import TaskEntry
    from generators.dossier.tasks import PlacedItem

MISSING, UNDATED = "未报送", "已报送，日期不详"


@dataclass(frozen=True)
class LedgerRow:
    """A measure or item and a unit. `task` and `measure` are the words under which a return knows it.

    `rank` is the unit's 序号, by which units stand in official order.
    """

    area: str
    number: str
    task: str
    measure: str
    words: str
    unit: str
    short_name: str
    category: str
    role: str
    limit: str
    stated: Mapping[str, str] = field(default_factory=dict)
    received: str | date = ""
    sources: str = ""
    due: date | None = None
    rank: int = 0

    @property
    def key(self) -> str:
        """By it a row is known, whatever its number and its place."""
        known = "\n".join((self.unit, *TaskKey.of(self.task, self.measure)))
        return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def ledger_rows(dossier: Dossier) -> list[LedgerRow]:
    """Every row in the order of the notice; behind each item the entries about it that nothing asks for."""
    maker = _Maker(dossier)
    rows: dict[str, LedgerRow] = {}
    area = ""
    for item in dossier.placed:
        area = item.title if item.level == 1 else area
        for row in maker.rows(item, area):
            rows.setdefault(row.key, row)
    for row in maker.entries_left():
        rows.setdefault(row.key, row)
    return list(rows.values())


class _Maker:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._left: dict[str, list[TaskEntry]] = {one.unit: list(one.progress) for one in dossier.returns}
        self._units = {unit.name: self._of_unit(unit) for unit in dossier.units}

    def rows(self, item: PlacedItem, area: str) -> Iterator[LedgerRow]:
        """The rows of one item: its measures for each lead, itself for each unit that leads nothing; then the rest."""
        dossier = self._dossier
        if item.is_task:
            leads = list(dict.fromkeys(dossier.leads(item)))
            for number, measure in item.passages:
                words, limit = dossier.measure(measure), dated(dossier, dossier.deadlines_in(measure))["完成时限"]
                for unit in leads:
                    yield self._row(unit, item, area, number, words, role(dossier, item, unit), limit)
            for unit in dossier.reporting_units:
                if item in dossier.items_followed_by(unit):
                    row = self._row(unit, item, area, "", "", "落实", self._limit_of(unit, item))
                    yield replace(row, words=self._asked(unit, item))
        for unit in dossier.units:
            for one in list(self._left.get(unit.name, ())):
                if one.item == item.title:
                    yield self._row(unit, item, area, "", one.measure, "", "")

    def _asked(self, unit: Unit, item: PlacedItem) -> str:
        """What an item asks of a unit that does not lead it."""
        return "".join(duty.number + duty.text for duty in self._dossier.task_namings_of(unit, item))

    def _limit_of(self, unit: Unit, item: PlacedItem) -> str:
        asked: list[Measure] = [duty.measure for duty in self._dossier.task_namings_of(unit, item)]
        found = [dated_for(self._dossier, measure, unit)["完成时限"] for measure in asked]
        return "\n".join(dict.fromkeys(filter(None, found)))

    def _row(
        self, unit: Unit, item: PlacedItem, area: str, number: str, words: str, manner: str, limit: str
    ) -> LedgerRow:
        title, measure = item.title, first_sentence(words)
        stated = self._take(unit.name, TaskKey.of(title, measure))
        return LedgerRow(
            area,
            item.label + number,
            title,
            measure,
            words,
            unit.name,
            unit.short_name,
            unit.category,
            manner,
            limit,
            stated,
            *self._units[unit.name],
        )

    def entries_left(self) -> Iterator[LedgerRow]:
        """The entries about items that the notice does not have any more."""
        for unit in self._dossier.units:
            for one in list(self._left.get(unit.name, ())):
                stated = self._take(unit.name, one.key)
                names = (one.item, one.measure, one.measure, unit.name, unit.short_name, unit.category)
                yield LedgerRow("", "", *names, "", "", stated, *self._units[unit.name])

    def _take(self, unit: str, key: TaskKey) -> dict[str, str]:
        """Take a unit's entry for a task out of those left, as words by label; empty where there is none."""
        for one in self._left.get(unit, ()):
            if one.key == key:
                self._left[unit].remove(one)
                return {label: words or one.as_written.get(label, "") for label, words in one.by_label().items()}
        return {}

    def _of_unit(self, unit: Unit) -> tuple[str | date, str, date | None, int]:
        """When a unit's report came, from what, when it is due, and the unit's 序号."""
        dossier = self._dossier
        answer, deadline = dossier.return_of(unit), dossier.deadline_for(dossier.REPORT, unit)
        day = day_of(dossier, dossier.REPORT, unit)
        came: str | date = MISSING if deadline else ""
        if has_done(dossier, dossier.REPORT, unit):
            came = UNDATED if day is None else day.last_day if day.day else day.text()
        names = [one.file or one.by for one in answer.origins] if answer else []
        due = deadline.last_day if deadline and deadline.date else None
        return came, listed(dict.fromkeys(names)), due, unit.number
