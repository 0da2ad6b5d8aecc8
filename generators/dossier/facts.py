"""The facts of one notice: its items, who leads them, whom its deadlines bind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generators.dossier.bodies import (
    AttachedBody,
    IssuedBody,
    attachment_bodies,
    issued_bodies,
    joined_titles,
    matter_of,
)
from generators.dossier.lead_words import is_bracket, lead_words
from generators.dossier.models import Deadline, Notice, Unit
from generators.dossier.natures import Judge
from generators.dossier.nodes import Lead, Measure
from generators.dossier.once import Once
from generators.dossier.positions import Numbered
from generators.dossier.task_key import TaskKey
from generators.dossier.tasks import PlacedItem, asks, items_of, paragraph_items, without_tables
from generators.dossier.units import UnitList
from generators.dossier.values import EVERYBODY, REFERENCE
from generators.wording import ISSUER, LEAD_DEPARTMENTS, LEAD_HERE, Answer, LeadMode, first_sentence, within_marks


@dataclass(frozen=True)
class Facts(Once):
    """A notice and its units. `name` is the notice's folder."""

    name: str
    notice: Notice
    units: UnitList

    PLAN: ClassVar = Answer.PLAN
    COLUMN: ClassVar = Answer.COLUMN
    REPORT: ClassVar = Answer.REPORT

    # -- the notice ---------------------------------------------------------------------------------------------

    @cached_property
    def bodies(self) -> tuple[IssuedBody, ...]:
        """What the notice issues (印发件), one or several; the notice itself where that contains the sections."""
        return issued_bodies(self.notice)

    @property
    def subject(self) -> str:
        """What the notice is about, on one line: the titles of what it issues (甲, 甲和乙, 甲等3件), or its matter."""
        return joined_titles(self._titles) if self.notice.arrangements else matter_of(self._titles[0])

    @property
    def cited(self) -> str:
        """The title by which other documents cite the notice, in title marks: of what it issues, or its own."""
        return joined_titles([f"《{within_marks(title)}》" for title in self._titles])

    @cached_property
    def _titles(self) -> list[str]:
        return [body.title for body in self.bodies]

    @cached_property
    def sections(self) -> tuple[Numbered, ...]:
        """The sections of all that the notice issues with the items below them, numbered."""
        return tuple(section for body in self.bodies for section in body.sections)

    @cached_property
    def attached(self) -> tuple[AttachedBody, ...]:
        """Every attachment as it is printed: those of what is issued, then those of the notice."""
        return (*(one for body in self.bodies for one in body.attached), *self.notice_attachments)

    @cached_property
    def notice_attachments(self) -> tuple[AttachedBody, ...]:
        """The attachments of the notice itself."""
        return tuple(attachment_bodies(self.notice.attachments))

    @cached_property
    def placed(self) -> list[PlacedItem]:
        """Sections and items in reading order, and the paragraphs outside of them that ask something of somebody."""
        judge = Judge(self.units.__contains__, self._is_due)
        found = list(paragraph_items("正文", self.notice.text, ("正文",), judge))
        for body in (*self.bodies, *self.attached):
            content, at = body.content, body.path
            found += paragraph_items(f"{body.name}导语", content.introduction, body.opening, judge)
            found += items_of(body.sections, judge) if isinstance(body, IssuedBody) or asks(body.sections) else ()
            found += paragraph_items(f"{body.name}结语", content.closing, (*at, "结语"), judge)
        return found

    def _is_due(self, deadline: str) -> bool:
        return not self.deadlines[deadline].is_the_issuers

    @cached_property
    def tasks(self) -> list[PlacedItem]:
        """The work items (重点任务)."""
        return [item for item in self.placed if item.is_task]

    @cached_property
    def safeguards(self) -> list[PlacedItem]:
        """The safeguards (保障措施)."""
        return [item for item in self.placed if item.is_safeguard]

    def makes(self, document: str) -> bool:
        """Whether this notice has a document of this title made: 文书 lists it, or lists none."""
        return not self.notice.documents or document in self.notice.documents

    def text(self, text: str, lead: Lead | None = None) -> str:
        """Text with its 【时限：…】 filled in as every document but the notice prints them: with the year.

        In place of 【牵头】 stand the words of the `lead`, unless they are a bracket.
        """
        words = self.lead_words(lead) if lead and LEAD_HERE in text else ""
        return self._fill(text.replace(LEAD_HERE, "" if is_bracket(words) else words), Deadline.text)

    def notice_text(self, text: str) -> str:
        """Text with its 【时限：…】 as the notice prints them: with the year only where it is not that of 成文日期."""
        issued = self.notice.issued_on
        return self._fill(text, lambda deadline: deadline.text(beside=issued))

    def _fill(self, text: str, phrase: Callable[[Deadline], str]) -> str:
        def words(found: re.Match[str]) -> str:
            deadline = self.deadlines[found[1]]
            return phrase(deadline) + deadline.end_before(text[found.end() :])

        return REFERENCE.sub(words, text)

    def lead_words(self, lead: Lead) -> str:
        """A lead as the notice prints it; empty where it prints nothing."""
        return lead_words(lead, self.notice.lead_forms, lead.named)

    def measure(self, measure: Measure) -> str:
        """A measure or paragraph, whole, as other documents print it."""
        return self.once(_words, measure)

    def name_of(self, measure: Measure) -> str:
        """The words by which forms and returns name a measure: its first sentence, without the full stop."""
        return self.once(_name, measure)

    def key(self, item: PlacedItem, measure: Measure) -> TaskKey:
        """The key that identifies a measure of an item in returns (`PlacedItem.key`: the item as a whole)."""
        return TaskKey.of(item.title, self.measure(without_tables(measure)))

    # -- units --------------------------------------------------------------------------------------------------

    def leads(self, item: PlacedItem) -> list[Unit]:
        """The leading units of an item, in the notice's order; those of a group in official order."""
        return self._in_turn(item.lead.departments) if item.lead else []

    @cached_property
    def _led(self) -> dict[str, list[PlacedItem]]:
        led: dict[str, list[PlacedItem]] = {}
        for item in self.tasks:
            for unit in dict.fromkeys(self.leads(item)):
                led.setdefault(unit.name, []).append(item)
        return led

    def cooperating(self, item: PlacedItem) -> list[Unit]:
        """The cooperating units of an item, in the notice's order; those of a group in official order."""
        return self._in_turn(item.lead.cooperating) if item.lead else []

    def _in_turn(self, names: Iterable[str]) -> list[Unit]:
        key = tuple(names)
        if key not in self._turns:
            units = ([self.units[name]] if name in self.units else self.members([name]) for name in key)
            self._turns[key] = list(dict.fromkeys(unit for some in units for unit in some))
        return self._turns[key]

    @cached_property
    def _turns(self) -> dict[tuple[str, ...], list[Unit]]:
        return {}

    @cached_property
    def lead_departments(self) -> list[Unit]:
        """Every unit that leads something, in official order."""
        return [unit for unit in self.units if unit.name in self._led]

    def members(self, names: Iterable[str]) -> list[Unit]:
        """Units and groups as units, in official order."""
        return self.units.in_order(self.member_names(names))

    def member_names(self, names: Iterable[str]) -> frozenset[str]:
        """The 名称 of units and of the members of groups. Cached: the same few lists are looked up for every unit."""
        key = tuple(names)
        found = self._members.get(key) or frozenset(one for name in key for one in self._named(name))
        return self._members.setdefault(key, found) if len(found) > 1 else found  # single units are too many to keep

    @cached_property
    def _members(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def _named(self, name: str) -> list[str]:
        if name == LEAD_DEPARTMENTS:
            return [unit.name for unit in self.lead_departments]
        if name in self.units:
            return [self.units[name].name]
        if name in EVERYBODY:
            return self._everybody
        return [unit.name for unit in self.units.of_group(name)]

    @cached_property
    def _everybody(self) -> list[str]:
        """Every unit to which the notice gives a duty by another word than 各单位; all units where it names none."""
        names: set[str] = {name for one in self.notice.deadlines for name in one.bound}
        for item in self.placed:
            names.update(item.lead.departments if item.lead else ())
            names.update(name for _, measure in item.passages for name in measure.named)
        found = self.member_names(sorted(names - {*EVERYBODY, ISSUER}))
        return [unit.name for unit in self.units if unit.name in found or not found]

    def items_led_by(self, unit: Unit) -> list[PlacedItem]:
        """The work items that a unit leads."""
        return self._led.get(unit.name, [])

    def items_followed_by(self, unit: Unit) -> list[PlacedItem]:
        """The work items that a unit reports on without leading them: a city on all others, a unit without lead on all.

        A city that leads an item keeps its duties as a city.
        """
        led = {item.key for item in self.items_led_by(unit)}
        return [item for item in self.tasks if item.key not in led] if unit.is_city or not led else []

    def is_separate(self, item: PlacedItem) -> bool:
        """Whether several leads are each responsible for their part (分别牵头)."""
        return item.lead is not None and item.lead.mode is LeadMode.SEPARATE and len(self.leads(item)) > 1

    # -- deadlines ----------------------------------------------------------------------------------------------

    @cached_property
    def deadlines(self) -> dict[str, Deadline]:
        """The notice's deadlines by name."""
        return {deadline.name: deadline for deadline in self.notice.deadlines}

    def bound_by(self, deadline: Deadline) -> list[Unit]:
        """The units that a deadline binds: its 对象, else the 责任 or leads of the measures that name it."""
        return self._bound[deadline.name]

    @cached_property
    def _bound(self) -> dict[str, list[Unit]]:
        return {one.name: self.members(one.bound or self.bound_names(one)) for one in self.notice.deadlines}

    def bound_names(self, deadline: Deadline) -> list[str]:
        """The units and groups that a deadline binds, by the words of the notice, without the issuer."""
        if deadline.bound:
            return [name for name in deadline.bound if name != ISSUER]
        return list(self._named_beside.get(deadline.name, {}))

    @cached_property
    def _named_beside(self) -> dict[str, dict[str, None]]:
        """The units and groups that are to do what names a deadline, by the deadline's name."""
        found: dict[str, dict[str, None]] = {}
        for item in self.placed:
            leading = item.lead.departments if item.lead else []
            for measure in (measure for _, measure in item.passages):
                for clause in (measure, *measure.clauses):
                    names = dict.fromkeys(clause.responsible or measure.responsible or leading)
                    for deadline in clause.deadlines:
                        found[deadline] = found.get(deadline, {}) | names
        return found

    def deadlines_of(self, unit: Unit) -> list[Deadline]:
        """The deadlines that bind a unit, the earliest first."""
        binding = [deadline for deadline in self.notice.deadlines if self.binds(deadline, unit)]
        return sorted(binding, key=lambda deadline: deadline.last_day)

    def deadlines_in(self, measure: Measure) -> list[Deadline]:
        """The deadlines of a measure and its clauses, in the text's order."""
        names = [name for clause in (measure, *measure.clauses) for name in clause.deadlines]
        return [self.deadlines[name] for name in dict.fromkeys(names)]

    def binds(self, deadline: Deadline, unit: Unit) -> bool:
        """Whether a deadline binds a unit."""
        return (deadline.name, unit.name) in self._bindings

    @cached_property
    def _bindings(self) -> set[tuple[str, str]]:
        return {(name, unit.name) for name, units in self._bound.items() for unit in units}

    def deadlines_for(self, answer: Answer) -> list[Deadline]:
        """The deadlines with this answer: one, or one for departments and one for cities."""
        return [deadline for deadline in self.notice.deadlines if deadline.answered_by is answer]

    def deadline_for(self, answer: Answer, unit: Unit) -> Deadline | None:
        """The deadline with this answer that binds a unit."""
        return next((deadline for deadline in self.deadlines_for(answer) if self.binds(deadline, unit)), None)

    def units_bound_for(self, answer: Answer) -> list[Unit]:
        """Everybody whom a deadline with this answer binds."""
        names = {unit.name for deadline in self.deadlines_for(answer) for unit in self.bound_by(deadline)}
        return [unit for unit in self.units if unit.name in names]


def _words(facts: Facts, measure: Measure) -> str:
    return "".join(facts.text(part.text, part.lead or measure.lead) for part in (measure, *measure.clauses))


def _name(facts: Facts, measure: Measure) -> str:
    return first_sentence(facts.measure(without_tables(measure)))
