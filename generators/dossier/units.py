"""The units of departments.yaml, looked up by any of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

from generators.dossier.models import CITIES, Category, Group, Unit, Units
from generators.dossier.source import Source
from generators.dossier.values import EVERYBODY, Known
from generators.file_names import safe_name
from generators.problems import Problem, error, warning
from generators.wording import LEAD_DEPARTMENTS

ALL_CITIES = "各市"


class UnitList:
    """Units in official order, found by any of their names, and the words that stand for several of them.

    `categories` are those that the office wrote down, `groups` those of one notice.
    """

    def __init__(
        self, units: Iterable[Unit] = (), categories: Iterable[Category] = (), groups: Iterable[Group] = ()
    ) -> None:
        self._units = sorted(units, key=lambda unit: unit.number)
        self._by_name = {name: unit for unit in self._units for name in unit.names}
        cities = Category.model_construct(name=CITIES, called=[ALL_CITIES], belongs="地方")
        self._categories = {CITIES: cities}
        self._categories |= {category.name: category for category in categories}
        self._groups = {group.name: group.members for group in groups}
        self._members = self._by_category()
        for name in self._groups:
            self._members[name] = self._of_group(name, ())
        self._each = {
            name: frozenset(unit.name for unit in units)
            for name, units in self._members.items()
            if name in self._groups or all(unit.is_city for unit in units)
        }

    def with_groups(self, groups: Iterable[Group]) -> UnitList:
        """The same units with the groups of a notice."""
        return UnitList(self._units, self._categories.values(), groups)

    def _by_category(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {name: [] for name in self._names_of(CITIES)}
        for unit in self._units:
            for name in self._names_of(unit.category):
                found.setdefault(name, []).append(unit)
        return found

    def _names_of(self, category: str) -> tuple[str, ...]:
        known = self._categories.get(category)
        return (category, *known.called) if known else (category,)

    def _of_group(self, name: str, above: tuple[str, ...]) -> list[Unit]:
        """The members of a group, which may be groups; one that contains itself has none there."""
        found: set[Unit] = set()
        for member in self._groups.get(name, ()):
            if member in self._by_name:
                found.add(self._by_name[member])
            elif member not in above:
                found.update(self._of_group(member, (*above, name)) or self._members.get(member, ()))
        return [unit for unit in self._units if unit in found]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def __getitem__(self, name: str) -> Unit:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def in_order(self, names: Iterable[str]) -> list[Unit]:
        """The units with these 名称, in official order."""
        return sorted((self._by_name[name] for name in names), key=lambda unit: self._places[unit.name])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {unit.name: place for place, unit in enumerate(self._units)}

    def named_in(self, text: str) -> list[Unit]:
        """The units one of whose names stands in a text, in official order. Takes no longer for more units."""
        starts = [(at, self._lengths[glyph]) for at, glyph in enumerate(text) if glyph in self._lengths]
        pieces = (text[at : at + length] for at, lengths in starts for length in lengths)
        return self.in_order({self._by_name[piece].name for piece in pieces if piece in self._by_name})

    @cached_property
    def _lengths(self) -> dict[str, set[int]]:
        """The lengths of names by the character with which they begin."""
        found: dict[str, set[int]] = {}
        for name in self._by_name:
            found.setdefault(name[:1], set()).add(len(name))
        return found

    @cached_property
    def number_width(self) -> int:
        """The digits of the longest 序号: names of files that are padded to it sort in official order."""
        return max((len(str(unit.number)) for unit in self._units), default=1)

    def file_name(self, unit: Unit) -> str:
        """How names of a unit's files and folders begin: 040-省财政厅."""
        return f"{unit.number:0{self.number_width}}-{safe_name(unit.short_name)}"

    @cached_property
    def names(self) -> dict[str, str]:
        """Any name of a unit -> its 名称."""
        return {name: unit.name for name, unit in self._by_name.items()}

    @property
    def groups(self) -> frozenset[str]:
        """The words that stand for several units: 牵头部门, 各单位, every 类别 with its 统称, every 单位组."""
        return frozenset({LEAD_DEPARTMENTS, *EVERYBODY, *self._members})

    def of_group(self, group: str) -> list[Unit]:
        """The units of a 类别, by its name or a 统称, or of a 单位组."""
        return self._members.get(group, [])

    def names_each(self, group: str) -> frozenset[str]:
        """The 名称 of the units that a group names one by one: a 单位组, or local governments such as 各市."""
        return self._each.get(group, frozenset())

    def called(self, group: str) -> str:
        """What documents call a group: a 类别 by its first 统称."""
        category = self._categories.get(group)
        return category.collective if category and group not in self._groups else group

    def known(self, deadlines: frozenset[str] | None, groups: frozenset[str] | None = frozenset()) -> Known:
        """The names that a notice may refer to, for validation, with its own `groups`; `deadlines` None: any."""
        return Known(self.names, self.groups | (groups or frozenset()), deadlines)


def clashes(units: Units, source: Source) -> Iterator[Problem]:
    """Errors for a 序号 or a name that two units share, a warning for a 类别 of one unit that looks misspelt."""
    categories = Counter(unit.category for unit in units.units)
    numbers: dict[int, Unit] = {}
    owners: dict[str, Unit] = {}
    for index, unit in enumerate(units.units):
        path = ("单位", index)
        if unit.number in numbers:
            first = numbers[unit.number].name
            yield error(f"序号 {unit.number} 已经给了“{first}”", "换一个没用过的数", source.place((*path, "序号")))
        numbers.setdefault(unit.number, unit)
        near = ""
        if categories[unit.category] == 1:
            several = [category for category, count in categories.items() if count > 1]
            near = next(iter(get_close_matches(unit.category, several, n=1, cutoff=0.4)), "")
        if near:
            hint = f"是不是“{near}”？"
            yield warning(f"类别“{unit.category}”只有这一个单位", hint, source.place((*path, "类别")))
        for name in unit.names:
            if name in (LEAD_DEPARTMENTS, *EVERYBODY, ALL_CITIES, unit.category):
                yield error(f"“{name}”是一组单位的称呼，不能作单位的名称", "换一个名称或别名", source.place(path))
            if name in owners:
                message = f"“{name}”既指“{owners[name].name}”，又指“{unit.name}”"
                yield error(message, "一个称呼只能给一个单位", source.place(path))
            owners.setdefault(name, unit)
