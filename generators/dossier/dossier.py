"""The dossier (案卷): all facts of one notice and its returns, with the queries that documents need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from generators.dates import PartialDate
from generators.dossier.adjusted import Adjusted
from generators.dossier.facts import Facts
from generators.dossier.models import Unit
from generators.dossier.nodes import Clause, Measure
from generators.dossier.returns import Return, TaskEntry
from generators.dossier.stock_answers import resolved_entries
from generators.dossier.stock_words import SUPPLIED, Phrases
from generators.dossier.tasks import PlacedItem
from generators.dossier.workdays import Workdays
from generators.wording import sentence


@dataclass(frozen=True)
class Duty:
    """A measure or paragraph that names a unit: its item, its number, and the text that concerns the unit."""

    item: PlacedItem
    number: str
    measure: Measure
    text: str


@dataclass(frozen=True)
class RunContext:
    """What documents of one run depend on besides the facts.

    `on` is the day as of which documents are made that need one (`MadeBy.DAY`), `workdays` the calendar by which they
    count, `reply_by` the new date that they set, None where it is left open. `sent` is what is sent out, for the kinds
    that list it (`MadeBy.PACK`): titles of documents, each with the 名称 of the unit it is for, None where everybody
    gets it. `adjusted` is the adjustment of the notice that is being made, None where none is.
    """

    on: PartialDate | None = None
    workdays: Workdays = field(default_factory=Workdays)
    reply_by: PartialDate | None = None
    sent: tuple[tuple[str, str | None], ...] = ()
    adjusted: Adjusted | None = None


@dataclass(frozen=True)
class Dossier(Facts):
    """The facts of a notice, what each unit is asked to do, and what it has returned.

    `unchecked` are the 名称 of units whose return has errors: of it no more is known than that it has come.
    """

    returns: tuple[Return, ...] = ()
    unchecked: frozenset[str] = frozenset()
    context: RunContext = field(default_factory=RunContext)
    phrases: Phrases = SUPPLIED

    # -- who is meant by a measure --------------------------------------------------------------------------------

    def namings_of(self, unit: Unit) -> list[Duty]:
        """The measures and paragraphs that name the unit: itself, or for a city 各市."""
        return self._namings[unit.name]

    @cached_property
    def _namings(self) -> dict[str, list[Duty]]:
        def of(unit: Unit) -> list[Duty]:
            return self._duties(unit, self.placed, lambda name: self._names_itself(unit, name))

        return {unit.name: of(unit) for unit in self.units}

    def task_namings_of(self, unit: Unit, item: PlacedItem | None = None) -> list[Duty]:
        """The measures of work items, or of one of them, that name the unit."""
        duties = (duty for duty in self.namings_of(unit) if duty.item.is_task)
        return [duty for duty in duties if item is None or duty.item is item]

    def safeguard_namings_of(self, unit: Unit) -> list[Duty]:
        """The clauses of safeguards that name the unit itself, without those that bind everyone."""
        found = []
        for item in self.safeguards:
            for number, paragraph in item.passages:
                clauses = [clause for clause in paragraph.parts() if self._is_singled_out(unit, clause)]
                if clauses:
                    words = sentence("".join(self.text(clause.text, clause.lead) for clause in clauses))
                    found.append(Duty(item, number, paragraph, words))
        return found

    def common_requirements(self, unit: Unit) -> list[Duty]:
        """共性要求: the measures of work items that bind the unit as one of its 类别, or as one of the leads."""
        return self._duties(unit, self.tasks, lambda name: self._is_group_of(unit, name))

    def _duties(self, unit: Unit, items: Iterable[PlacedItem], means: Callable[[str], bool]) -> list[Duty]:
        found = []
        for item in items:
            for number, measure in item.passages:
                clauses = [clause for clause in measure.clauses if any(map(means, clause.responsible))]
                if clauses or any(map(means, measure.responsible)):
                    found.append(Duty(item, number, measure, self.words_for(unit, measure)))
        return found

    def _names_itself(self, unit: Unit, name: str) -> bool:
        return name in unit.names or unit.name in self.units.names_each(name)

    def _is_group_of(self, unit: Unit, name: str) -> bool:
        return not self._names_itself(unit, name) and unit.name in self._members_of_groups.get(name, ())

    @cached_property
    def _members_of_groups(self) -> dict[str, frozenset[str]]:
        return {group: self.member_names([group]) for group in self.units.groups}

    def words_for(self, unit: Unit, measure: Measure, wanted: Callable[[Clause], bool] = lambda clause: True) -> str:
        """The text of a measure without the clauses that bind only other units, or that `wanted` refuses."""
        words = ""
        for part in measure.parts():
            if wanted(part) and (not part.responsible or unit.name in self.member_names(part.responsible)):
                words += self.text(part.text, part.lead or measure.lead)
            else:
                words = sentence(words)
        return sentence(words)

    def safeguard_words(self, item: PlacedItem, unit: Unit) -> str:
        """The text of a safeguard for a unit, without clauses that name it (see `safeguard_namings_of`)."""
        return "".join(
            self.words_for(unit, paragraph, lambda clause: not self._is_singled_out(unit, clause))
            for _, paragraph in item.passages
        )

    def _is_singled_out(self, unit: Unit, clause: Clause) -> bool:
        return any(name in unit.names for name in clause.responsible)

    # -- who gets a document, and who has returned --------------------------------------------------------------------

    @cached_property
    def reporting_units(self) -> list[Unit]:
        """The units that plan and report: the leads, and those bound by a deadline of PLAN or REPORT."""
        names = {unit.name for unit in self.lead_departments}
        for what in (self.PLAN, self.REPORT):
            names.update(unit.name for unit in self.units_bound_for(what))
        return [unit for unit in self.units if unit.name in names]

    @cached_property
    def units_with_duties(self) -> list[Unit]:
        """Every unit that the notice gives anything to do."""
        return [
            unit
            for unit in self.units
            if self.items_led_by(unit)
            or self.namings_of(unit)
            or self.common_requirements(unit)
            or self.deadlines_of(unit)
        ]

    def return_of(self, unit: Unit) -> Return | None:
        """A unit's return, None where nothing has come."""
        return self._returns_by_unit.get(unit.name)

    @cached_property
    def respondents(self) -> dict[str, set[str]]:
        """Title of an item -> 名称 of the units whose returns have an entry for it."""
        found: dict[str, set[str]] = {}
        for unit, entries in self._entries.items():
            for entry in entries:
                found.setdefault(entry.item, set()).add(unit)
        return found

    def entries_of(self, unit: Unit) -> list[TaskEntry]:
        """The entries of a unit's return, in its order, resolved by `resolved_entries`."""
        return self._entries.get(unit.name, [])

    @cached_property
    def _entries(self) -> dict[str, list[TaskEntry]]:
        return {one.unit: resolved_entries(self, self.phrases, one) for one in self.returns}

    @cached_property
    def _returns_by_unit(self) -> dict[str, Return]:
        return {one.unit: one for one in self.returns}
