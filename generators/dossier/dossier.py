"""The dossier (案卷): all facts of one notice and its returns, with the queries that documents need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
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
from generators.wording import Answer, LeadMode, sentence

_Place = tuple[PlacedItem, str, Measure]  # where a measure or paragraph stands: its item and its number


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

    `unchecked` are the 名称 of units whose return has errors: of it no more is known than that it has come. `finished`
    are the documents beside notice.yaml that it sends as they are, each with the digest of its bytes.
    """

    returns: tuple[Return, ...] = ()
    unchecked: frozenset[str] = frozenset()
    context: RunContext = field(default_factory=RunContext)
    phrases: Phrases = SUPPLIED
    finished: tuple[tuple[str, str], ...] = ()

    def in_context(self, context: RunContext) -> Dossier:
        """The same facts in another run. What was worked out of them is kept: nothing here depends on the context."""
        found = copy(self)
        object.__setattr__(found, "context", context)
        return found

    # -- who is meant by a measure --------------------------------------------------------------------------------

    def namings_of(self, unit: Unit) -> list[Duty]:
        """The measures and paragraphs that name the unit: itself, or for a city 各市."""
        if unit.name not in self._duties_named:
            self._duties_named[unit.name] = self._duties(unit, self._namings)
        return self._duties_named[unit.name]

    @cached_property
    def _duties_named(self) -> dict[str, list[Duty]]:
        return {}

    @cached_property
    def _namings(self) -> dict[str, list[_Place]]:
        return self._by_unit(self.placed, self._named_itself)

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
        return self._duties(unit, self._requirements)

    @cached_property
    def _requirements(self) -> dict[str, list[_Place]]:
        return self._by_unit(self.tasks, self._named_with_others)

    def _duties(self, unit: Unit, places: Mapping[str, list[_Place]]) -> list[Duty]:
        found = places.get(unit.name, ())
        return [Duty(item, number, measure, self.words_for(unit, measure)) for item, number, measure in found]

    @staticmethod
    def _by_unit(items: Iterable[PlacedItem], meant: Callable[[str], frozenset[str]]) -> dict[str, list[_Place]]:
        """The passages that name a unit, by its 名称. `meant` gives the units that a word names."""
        found: dict[str, list[_Place]] = {}
        for item in items:
            for number, measure in item.passages:
                for unit in frozenset[str]().union(*map(meant, measure.named)):
                    found.setdefault(unit, []).append((item, number, measure))
        return found

    def _named_itself(self, name: str) -> frozenset[str]:
        itself = frozenset({self.units[name].name}) if name in self.units else frozenset[str]()
        return itself | self.units.names_each(name)

    def _named_with_others(self, name: str) -> frozenset[str]:
        return self.member_names([name]) - self._named_itself(name) if name in self.units.groups else frozenset()

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

    def asked_about(self, unit: Unit, word: str) -> str:
        """The shortest sentence of the notice's tasks and safeguards that has a word and binds a unit; empty if none.

        A task that others lead binds it by what names it alone.
        """
        found: list[str] = []
        for item, measure in self._measures_with(word):
            led = item.lead is None or unit in self.leads(item)
            words = self.words_for(unit, measure) if led else self.words_for(unit, measure, _names_somebody)
            found += [sentence for sentence in re.split("[。；]", words) if word in sentence]
        return f"{min(found, key=len)}。" if found else ""

    def _measures_with(self, word: str) -> list[tuple[PlacedItem, Measure]]:
        if word not in self._measures_by_word:
            measures = ((item, one) for item in (*self.tasks, *self.safeguards) for _, one in item.passages)
            self._measures_by_word[word] = [found for found in measures if word in self.measure(found[1])]
        return self._measures_by_word[word]

    @cached_property
    def _measures_by_word(self) -> dict[str, list[tuple[PlacedItem, Measure]]]:
        return {}

    @cached_property
    def lead_modes(self) -> frozenset[LeadMode]:
        """The 方式 in which work items are led."""
        return frozenset(item.lead.mode for item in self.tasks if item.lead)

    @cached_property
    def ways_of_leading(self) -> frozenset[bool]:
        """How the work items are led that have several leads: separately (True), together (False)."""
        return frozenset(self.is_separate(item) for item in self.tasks if len(self.leads(item)) > 1)

    # -- who gets a document, and who has returned --------------------------------------------------------------------

    @cached_property
    def reporting_units(self) -> list[Unit]:
        """The units that plan and report: the leads, and those bound by a deadline of PLAN or REPORT."""
        names = {unit.name for unit in self.lead_departments}
        for what in (self.PLAN, self.REPORT):
            names.update(unit.name for unit in self.units_bound_for(what))
        return [unit for unit in self.units if unit.name in names]

    def asked_for(self, answer: Answer) -> list[Unit]:
        """Who is asked for an answer: whom its deadlines bind; all that plan and report where they bind nobody."""
        return self.units_bound_for(answer) or self.reporting_units

    @cached_property
    def units_with_duties(self) -> list[Unit]:
        """Every unit that the notice gives anything to do."""
        return [
            unit
            for unit in self.units
            if self.items_led_by(unit)
            or unit.name in self._namings
            or unit.name in self._requirements
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
    def summary_day(self) -> PartialDate | None:
        """The day up to which the summary counts: the last deadline of REPORT, or of the last return if later."""
        days = [one.report_day for one in self.returns if one.report_day]
        days += [deadline.date for deadline in self.deadlines_for(self.REPORT) if deadline.date]
        return max(days, key=lambda day: day.last_day, default=None)

    @cached_property
    def _returns_by_unit(self) -> dict[str, Return]:
        return {one.unit: one for one in self.returns}


def _names_somebody(clause: Clause) -> bool:
    return bool(clause.responsible)
