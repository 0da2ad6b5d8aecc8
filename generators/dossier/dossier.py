"""The dossier (案卷): all that is known of one notice, and the questions that documents ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generators.dossier.models import (
    Arrangement,
    Clause,
    Deadline,
    Measure,
    Notice,
    Unit,
)
from generators.dossier.positions import PlacedItem, place
from generators.dossier.returns import Return
from generators.dossier.units import ALL_CITIES, UnitList
from generators.dossier.values import LEAD_DEPARTMENTS, REFERENCE
from generators.wording import LeadMode, sentence


@dataclass(frozen=True)
class Duty:
    """A measure or paragraph that a unit is named in: where it stands and the words that are this unit's."""

    item: PlacedItem
    number: str
    measure: Measure
    text: str


@dataclass(frozen=True)
class Dossier:
    """Notice, units and returns. `name` is the notice's folder."""

    name: str
    notice: Notice
    units: UnitList
    returns: tuple[Return, ...] = ()

    # How the names of the deadlines begin that units answer by returning something; all others are dates of the work.
    PLAN: ClassVar = "实施方案"
    COLUMN: ClassVar = "专栏"
    REPORT: ClassVar = "进展报告"

    # -- the notice ---------------------------------------------------------------------------------------------

    @cached_property
    def body(self) -> Arrangement:
        """What the notice issues; a notice that carries its sections itself is its own body."""
        own = self.notice
        return own.arrangement or Arrangement.model_construct(
            title=own.title,
            numbering=own.numbering,
            introduction=[],
            sections=own.sections,
            closing=own.closing,
        )

    @property
    def subject(self) -> str:
        """What other documents call it: the title of what the notice issues."""
        return self.body.title.replace("\n", "")

    @cached_property
    def placed(self) -> list[PlacedItem]:
        """Sections and items in reading order, numbered."""
        path = ("印发件", "部分") if self.notice.arrangement else ("部分",)
        return list(place(self.body.sections, run_on=self.body.numbering == "连续", path=path))

    @cached_property
    def tasks(self) -> list[PlacedItem]:
        """The work items (重点任务)."""
        return [item for item in self.placed if item.is_task]

    @cached_property
    def safeguards(self) -> list[PlacedItem]:
        """The safeguards (保障措施)."""
        return [item for item in self.placed if item.is_safeguard]

    def text(self, text: str) -> str:
        """Text with its 时限 filled in as every document but the notice prints them: with the year."""
        return self._fill(text, lambda deadline: deadline.printed or deadline.date.text())

    def notice_text(self, text: str) -> str:
        """Text as the notice prints it: the year only where it is not that of 成文日期."""
        issued = self.notice.issued_on
        return self._fill(text, lambda deadline: deadline.printed or deadline.date.text(beside=issued))

    def _fill(self, text: str, phrase: Callable[[Deadline], str]) -> str:
        return REFERENCE.sub(lambda found: phrase(self.deadlines[found[1]]), text)

    def notice_measure(self, measure: Measure) -> str:
        """A measure or paragraph, whole, as the notice prints it."""
        return "".join(self.notice_text(part.text) for part in measure.parts())

    def measure(self, measure: Measure) -> str:
        """A measure or paragraph, whole, as other documents print it."""
        return "".join(self.text(part.text) for part in measure.parts())

    # -- units --------------------------------------------------------------------------------------------------

    def leads(self, item: PlacedItem) -> list[Unit]:
        """Who leads an item, in the notice's order."""
        return [self.units[name] for name in item.lead.departments] if item.lead else []

    def cooperating(self, item: PlacedItem) -> list[Unit]:
        """Who cooperates in an item, in the notice's order."""
        return [self.units[name] for name in item.lead.cooperating] if item.lead else []

    @cached_property
    def lead_departments(self) -> list[Unit]:
        """Every unit that leads something, in official order."""
        names = {unit.name for item in self.tasks for unit in self.leads(item)}
        return [unit for unit in self.units if unit.name in names]

    def members(self, names: Iterable[str]) -> list[Unit]:
        """Units and groups as units, in official order."""
        found: set[str] = set()
        for name in names:
            if name == LEAD_DEPARTMENTS:
                found.update(unit.name for unit in self.lead_departments)
            elif name in self.units:
                found.add(self.units[name].name)
            else:
                found.update(unit.name for unit in self.units.of_category(name))
        return [unit for unit in self.units if unit.name in found]

    def items_led_by(self, unit: Unit) -> list[PlacedItem]:
        """The work items that a unit leads."""
        return [item for item in self.tasks if unit in self.leads(item)]

    def is_separate(self, item: PlacedItem) -> bool:
        """Whether several leads each answer for a part of their own (分别牵头)."""
        return item.lead is not None and item.lead.mode is LeadMode.SEPARATE and len(item.lead.departments) > 1

    # -- who is meant by a measure --------------------------------------------------------------------------------

    def namings_of(self, unit: Unit) -> list[Duty]:
        """The measures and paragraphs that name the unit: itself, or for a city 各市."""
        return self._duties(unit, self.placed, lambda name: self._names_itself(unit, name))

    def task_namings_of(self, unit: Unit) -> list[Duty]:
        """The measures of work items that name the unit."""
        return [duty for duty in self.namings_of(unit) if not duty.item.is_safeguard]

    def safeguard_namings_of(self, unit: Unit) -> list[Duty]:
        """What safeguards ask of the unit by its own name, beyond what binds everyone: those clauses alone."""
        found = []
        for item in self.safeguards:
            for number, paragraph in item.passages:
                own = [clause for clause in paragraph.parts() if self._is_singled_out(unit, clause)]
                if own:
                    words = sentence("".join(self.text(clause.text) for clause in own))
                    found.append(Duty(item, number, paragraph, words))
        return found

    def common_requirements(self, unit: Unit) -> list[Duty]:
        """共性要求: the measures of work items that bind the unit as one of its 类别, or as one of the leads."""
        tasks = [item for item in self.placed if not item.is_safeguard]
        return self._duties(unit, tasks, lambda name: self._is_group_of(unit, name))

    def _duties(self, unit: Unit, items: Iterable[PlacedItem], means: Callable[[str], bool]) -> list[Duty]:
        found = []
        for item in items:
            for number, measure in item.passages:
                own = [clause for clause in measure.clauses if any(map(means, clause.responsible))]
                if own or any(map(means, measure.responsible)):
                    found.append(Duty(item, number, measure, self.words_for(unit, measure)))
        return found

    def _names_itself(self, unit: Unit, name: str) -> bool:
        return name in unit.names or (unit.is_city and name in (ALL_CITIES, unit.category))

    def _is_group_of(self, unit: Unit, name: str) -> bool:
        return not self._names_itself(unit, name) and name not in self.units and unit in self.members([name])

    def words_for(self, unit: Unit, measure: Measure, wanted: Callable[[Clause], bool] = lambda clause: True) -> str:
        """The words of a measure that concern a unit: all, or without the clauses that bind others only."""
        words = ""
        for part in measure.parts():
            if wanted(part) and (not part.responsible or unit in self.members(part.responsible)):
                words += self.text(part.text)
            else:
                words = sentence(words)
        return sentence(words)

    def safeguard_words(self, item: PlacedItem, unit: Unit) -> str:
        """The text of a safeguard that concerns a unit as one of all (see `safeguard_namings_of` for the rest)."""
        return "".join(
            self.words_for(unit, paragraph, lambda clause: not self._is_singled_out(unit, clause))
            for paragraph in item.content.text
        )

    def _is_singled_out(self, unit: Unit, clause: Clause) -> bool:
        return any(name in unit.names for name in clause.responsible)

    # -- deadlines ----------------------------------------------------------------------------------------------

    @cached_property
    def deadlines(self) -> dict[str, Deadline]:
        """The notice's deadlines by name."""
        return {deadline.name: deadline for deadline in self.notice.deadlines}

    def bound_by(self, deadline: Deadline) -> list[Unit]:
        """Whom a deadline binds: its 对象, else whoever the measures that name it mean."""
        if deadline.bound:
            return self.members(deadline.bound)
        names: set[str] = set()
        for item in self.placed:
            for _, measure in item.passages:
                for clause in self._clauses_with(measure, deadline.name):
                    meant = clause.responsible or measure.responsible
                    names.update(meant or (unit.name for unit in self.leads(item)))
        return self.members(names)

    @staticmethod
    def _clauses_with(measure: Measure, deadline: str) -> list[Clause]:
        return [clause for clause in (measure, *measure.clauses) if deadline in clause.deadlines]

    def deadlines_of(self, unit: Unit) -> list[Deadline]:
        """The deadlines that bind a unit, the earliest first."""
        own = [deadline for deadline in self.notice.deadlines if unit in self.bound_by(deadline)]
        return sorted(own, key=lambda deadline: deadline.date.last_day)

    def deadlines_in(self, measure: Measure) -> list[Deadline]:
        """The deadlines of a measure and its clauses, in the text's order."""
        names = [name for clause in (measure, *measure.clauses) for name in clause.deadlines]
        return [self.deadlines[name] for name in dict.fromkeys(names)]

    def deadline_for(self, what: str, unit: Unit | None = None) -> Deadline | None:
        """The deadline of PLAN, COLUMN or REPORT; with a unit only if it binds that unit."""
        for deadline in self.notice.deadlines:
            if deadline.name.startswith(what) and (unit is None or unit in self.bound_by(deadline)):
                return deadline
        return None

    # -- who gets what ------------------------------------------------------------------------------------------

    @cached_property
    def reporting_units(self) -> list[Unit]:
        """The units that make a plan and report progress: the leads, and whom a reporting deadline binds."""
        names = {unit.name for unit in self.lead_departments}
        for what in (self.PLAN, self.REPORT):
            deadline = self.deadline_for(what)
            names.update(unit.name for unit in (self.bound_by(deadline) if deadline else ()))
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
        """What a unit has returned."""
        return next((one for one in self.returns if one.unit == unit.name), None)
