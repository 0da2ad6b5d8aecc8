"""The units of departments.yaml, looked up by any of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from generators.dossier.models import CITIES, Unit, Units
from generators.dossier.source import Source
from generators.dossier.values import Known
from generators.file_names import safe_name
from generators.problems import Problem, error, warning
from generators.wording import LEAD_DEPARTMENTS

ALL_CITIES = "各市"


class UnitList:
    """Units in official order, found by any of their names."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._units = sorted(units, key=lambda unit: unit.number)
        self._by_name = {name: unit for unit in self._units for name in unit.names}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def __getitem__(self, name: str) -> Unit:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @property
    def number_width(self) -> int:
        """The digits of the longest 序号: names of files that are padded to it sort in official order."""
        return max((len(str(unit.number)) for unit in self._units), default=1)

    def file_name(self, unit: Unit) -> str:
        """How names of a unit's files and folders begin: 040-省财政厅."""
        return f"{unit.number:0{self.number_width}}-{safe_name(unit.short_name)}"

    @property
    def names(self) -> dict[str, str]:
        """Any name of a unit -> its 名称."""
        return {name: unit.name for name, unit in self._by_name.items()}

    @property
    def groups(self) -> frozenset[str]:
        """The words that stand for several units: 牵头部门, 各市 and every 类别."""
        return frozenset({LEAD_DEPARTMENTS, ALL_CITIES, *(unit.category for unit in self._units)})

    def of_category(self, group: str) -> list[Unit]:
        """The units of a 类别; 各市 is another word for 市."""
        category = CITIES if group == ALL_CITIES else group
        return [unit for unit in self._units if unit.category == category]

    def known(self, deadlines: frozenset[str] | None) -> Known:
        """The names that a notice may refer to, for validation; `deadlines` None: any."""
        return Known(self.names, self.groups, deadlines)


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
        near = get_close_matches(unit.category, [c for c, n in categories.items() if n > 1], n=1, cutoff=0.4)
        if categories[unit.category] == 1 and near:
            hint = f"是不是“{near[0]}”？"
            yield warning(f"类别“{unit.category}”只有这一个单位", hint, source.place((*path, "类别")))
        for name in unit.names:
            if name in (LEAD_DEPARTMENTS, ALL_CITIES, unit.category):
                yield error(f"“{name}”是一组单位的称呼，不能作单位的名称", "换一个名称或别名", source.place(path))
            if name in owners:
                message = f"“{name}”既指“{owners[name].name}”，又指“{unit.name}”"
                yield error(message, "一个称呼只能给一个单位", source.place(path))
            owners.setdefault(name, unit)
