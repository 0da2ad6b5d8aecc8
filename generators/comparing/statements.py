"""What a dossier states, fact by fact, each under what it is about: so that two states of it can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cached_property
from typing import NamedTuple, TypeAlias

from generators.comparing.fact_kinds import About
from generators.comparing.values import DeadlineNames, UnitNames, UnitWords, Value, words
from generators.comparing.walking import walked
from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.lead_phrases import manner, role
from generators.dossier.models import Deadline, Unit
from generators.dossier.nodes import Clause, Content, Measure
from generators.dossier.returns import Return
from generators.dossier.tasks import PlacedItem
from generators.dossier.unit_words import department_name
from generators.dossier.values import EVERYBODY, REFERENCE
from generators.plan import leaves
from generators.wording import LEAD_DEPARTMENTS


class Statement(NamedTuple):
    """What is stated of one thing: the value, and how documents print it where they do not print its words.

    `near`: the words beside which documents print it, where it would not be known by itself. `moves`: the words of what
    stands in another place because of it. `within`: words in which it shows for another reason. `printed`: the words of
    the notice, letter for letter, where the value is of names: as long as they stay it states the same.
    """

    value: Value
    prints: tuple[str, ...] = ()
    near: str = ""
    moves: tuple[str, ...] = ()
    within: str = ""
    printed: str = ""

    @property
    def words(self) -> str:
        """The value in words."""
        return words(self.value)


Statements: TypeAlias = dict[About, Statement]
_BY_NAME = ""  # the value of a fact that is reported by its name alone


class ContentState:
    """A dossier with what it states, of the notice as a whole and of each unit.

    `alike` are the identities of the units, items and returns that state nothing else in the state it is compared with.
    """

    def __init__(self, dossier: Dossier, alike: Set[int] = frozenset()) -> None:
        self.dossier = dossier
        self._alike = alike

    @cached_property
    def whole(self) -> Statements:
        """What the notice states as a whole, without the keys of what is `alike`."""
        dossier = self.dossier
        found = _of_keys(dossier, dossier.notice, "通知")
        found["单位次序",] = Statement(UnitNames(unit.short_name for unit in dossier.units))
        for unit in dossier.units:
            found["单位", unit.name] = Statement(_BY_NAME, (unit.name, unit.short_name))
            found |= _unit(dossier, unit) if self._differs(unit) else {}
        found |= {("有任务", unit.name): Statement(_BY_NAME, unit.names) for unit in dossier.units_with_duties}
        found |= {("要报送", unit.name): Statement(_BY_NAME, unit.names) for unit in dossier.reporting_units}
        for deadline in dossier.notice.deadlines:
            found["时限", deadline.name] = _limit(deadline)
            found |= dossier.once(_deadline, deadline)
            bound = dossier.bound_by(deadline)
            cities = sum(unit.is_city for unit in bound)
            figures = tuple(map(str, (len(bound), len(bound) - cities, cities)))
            found["应报", deadline.name] = Statement(len(bound), figures)
        total = sum(len(item.passages) for item in dossier.tasks)
        found["部门统称",] = Statement(department_name(dossier))
        found["措施总数",] = Statement(total, (str(total),))
        for item in dossier.placed:
            found["事项", item.title] = Statement(_BY_NAME, (item.title,))
            found["序号", item.title] = _number(item)
            found |= _lead(dossier, item) | dossier.once(_item, item) if self._differs(item) else {}
        for one in filter(self._differs, dossier.returns):
            name = dossier.units[one.unit].short_name
            found["报送", name] = Statement(repr(one), (name, *filter(None, leaves(one.model_dump(mode="json")))))
        return found

    def _differs(self, subject: object) -> bool:
        return id(subject) not in self._alike

    def of_unit(self, unit: Unit) -> Statements:
        """What is stated of one unit: what it leads, what is asked of it, its dates and its names."""
        dossier = self.dossier
        found = {("单位", unit.name): Statement(_BY_NAME), **_unit(dossier, unit)}
        found["文件名里的序号",] = Statement(unit.number)
        for item in dossier.items_led_by(unit):
            title, as_lead = item.title, UnitWords(role(dossier, item, unit))
            found["牵头", title] = Statement(as_lead, (title, as_lead))
            found["序号", title] = _number(item)
            found |= _not_of_others(dossier.once(_item, item))
        for deadline in dossier.deadlines_of(unit):
            found["约束", deadline.name] = _limit(deadline)
            found |= _not_of_others(dossier.once(_deadline, deadline))
        for item in dossier.safeguards:
            asked = (_asked(dossier, unit, one, lambda part: not _names(unit, part)) for _, one in item.passages)
            found["保障要求", item.title] = Statement("".join(asked))
        for duty in [*dossier.namings_of(unit), *dossier.common_requirements(unit)]:
            name = dossier.key(duty.item, duty.measure).measure
            found["要求", duty.item.title, name] = Statement(_asked(dossier, unit, duty.measure))
        return found


def compared(old: Dossier, new: Dossier) -> tuple[ContentState, ContentState]:
    """Two states of a content, neither stating the keys of what is the same in both."""
    alike = _alike(old, new)
    return ContentState(old, alike), ContentState(new, alike)


def _alike(old: Dossier, new: Dossier) -> frozenset[int]:
    """The identities of units, items and returns that are equal in both states; none where a fact they print differs.

    They print names of units, dates of deadlines and forms of leads. Whom 牵头部门 and 各单位 mean depends on
    all items.
    """
    printed = [(one.notice.groups, one.notice.deadlines, one.notice.lead_forms) for one in (old, new)]
    if printed[0] != printed[1] or not _same_units([*old.units], [*new.units]):
        return frozenset()
    before, after = _parts(old), _parts(new)
    pairs = [(one, after[key]) for key, one in before.items() if key in after and one == after[key]]
    return frozenset(id(one) for pair in (*pairs, *zip(old.units, new.units, strict=True)) for one in pair)


def _same_units(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether units are the same in every key: `==` compares their 名称 alone."""
    return len(old) == len(new) and all(
        before is after or before.model_dump() == after.model_dump() for before, after in zip(old, new, strict=True)
    )


def _parts(dossier: Dossier) -> dict[object, PlacedItem | Return]:
    """Items by their places, returns by their units."""
    depend = {LEAD_DEPARTMENTS, *EVERYBODY}
    items: dict[object, PlacedItem | Return] = {
        (item.path, item.label): item
        for item in dossier.placed
        if not (item.lead and depend & {*item.lead.departments})
    }
    return {**items, **{one.unit: one for one in dossier.returns}}


def _not_of_others(statements: Statements) -> Statements:
    """Without the lists of units: whom something binds is stated of each unit by what binds it."""
    return {about: one for about, one in statements.items() if not isinstance(one.value, UnitNames)}


def _limit(deadline: Deadline) -> Statement:
    """A deadline's date. Tables stand in the order of their dates, so another one may move what is to be done by it."""
    value: Value = deadline.printed or deadline.date
    return Statement(value, _dated(value), moves=tuple(filter(None, [deadline.matter])))


def _unit(dossier: Dossier, unit: Unit) -> Statements:
    """Of the categories documents show whether one is a city: a form bears a mark."""
    found = _of_keys(dossier, unit, "单位", unit.name)
    within = unit.name if unit.short_name != unit.name else ""
    found["单位/简称", unit.name] = Statement(UnitNames([unit.short_name]), within=within)
    found["单位/类别", unit.name] = Statement(unit.category, ("是" if unit.is_city else "",))
    return found


def _deadline(dossier: Dossier, deadline: Deadline) -> Statements:
    """The keys of a deadline; its day by itself only where other words are printed for it."""
    found = _of_keys(dossier, deadline, "时限", deadline.name)
    day = found.pop(("时限/截止", deadline.name))
    if deadline.printed:
        found["时限/截止", deadline.name] = day._replace(moves=_limit(deadline).moves)
    return found


def _number(item: PlacedItem) -> Statement:
    return Statement(item.label, (item.label, item.number), near=item.title)


def _lead(dossier: Dossier, item: PlacedItem) -> Statements:
    """Who leads an item and how, where it is written with the item."""
    title, lead = item.title, item.lead
    if lead is None:
        return {}
    found = _of_keys(dossier, lead, "牵头", title, near=title)
    names = UnitNames(unit.short_name for unit in dossier.leads(item))
    value = UnitWords(lead.printed) if lead.printed else names
    found["牵头单位", title] = Statement(value, near=title, printed=dossier.lead_words(lead))
    if not lead.printed:
        found["牵头方式", title] = Statement(manner(item), near=title)
    return found


def _item(dossier: Dossier, item: PlacedItem) -> Statements:
    """An item as written: its keys, and its measures in their order, each with its units and the names of its dates."""
    title = item.title
    names = [dossier.key(item, measure).measure for _, measure in item.passages]
    found = _of_keys(dossier, item.content, "事项", title)
    found["次序", title] = Statement(tuple(names), near=title)
    found["下级", title] = Statement(tuple(one.title for one in item.content.items))
    for name, (_, measure) in zip(names, item.passages, strict=True):
        found["措施", title, name] = Statement("".join(part.text for part in measure.parts()))
        found |= {(key, title, name): _statement(dossier, one, title) for key, one in _keys(dossier, measure).items()}
    return found


def _of_keys(dossier: Dossier, model: Content, owner: str, *names: str, near: str = "") -> Statements:
    """The keys of a model, each as a statement about `names`."""
    return {(key, *names): _statement(dossier, value, near) for key, value in walked(dossier, model, owner)}


def _keys(dossier: Dossier, measure: Measure) -> dict[str, Value]:
    """The keys of a measure, with those of its clauses: lists of all of them, else the first that is given."""
    found: dict[str, Value] = {}
    for part in (measure, *measure.clauses):
        for key, value in walked(dossier, part, "措施"):
            before = found.get(key)
            if isinstance(value, tuple) and isinstance(before, tuple):
                found[key] = type(value)(dict.fromkeys((*before, *value)))
            else:
                found[key] = before or value
    return found


def _asked(dossier: Dossier, unit: Unit, measure: Measure, wanted: Callable[[Clause], bool] = lambda part: True) -> str:
    """The words of a measure that bind a unit, as written: that a date moved is the date's own change."""
    binding = (
        part.text
        for part in measure.parts()
        if wanted(part) and (not part.responsible or unit.name in dossier.member_names(part.responsible))
    )
    return "".join(binding)


def _names(unit: Unit, part: Clause) -> bool:
    return any(name in unit.names for name in part.responsible)


def _statement(dossier: Dossier, value: Value, near: str = "") -> Statement:
    """The statement of a key. Documents print dates in several ways, and a deadline by its date."""
    if isinstance(value, PartialDate):
        return Statement(value, _dated(value), near)
    if isinstance(value, DeadlineNames):
        return Statement(value, _dates(dossier, value), near)
    if isinstance(value, str) and REFERENCE.search(value):
        piece = max(re.split("[。；\n]", REFERENCE.sub("。", value)), key=len)
        return Statement(value, _dates(dossier, REFERENCE.findall(value)), piece)
    return Statement(value, near="" if isinstance(value, str) else near)


def _dates(dossier: Dossier, names: Iterable[str]) -> tuple[str, ...]:
    deadlines = (dossier.deadlines[name] for name in names)
    return tuple(print_ for one in deadlines for print_ in _dated(one.printed or one.date))


def _dated(value: Value) -> tuple[str, ...]:
    """The ways in which documents print a date: the notice without the year where it is that of 成文日期."""
    if isinstance(value, PartialDate):
        return tuple(dict.fromkeys((value.text(), value.text(beside=value))))
    return (words(value),) if value else ()
