"""A unit that gets another name, becomes part of another one, or is split: what that means, in one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generators.dossier.models import Unit
from generators.dossier.units import UnitList
from generators.dossier.values import likely
from generators.problems import UsageError, error


@dataclass(frozen=True)
class Renaming:
    """The unit as it was, the names by which it is replaced in texts (old -> new), and who takes over, by 名称.

    `merges`: the one that takes over was there before. Several names: the unit is split, and its old names stay with
    the first of them.
    """

    unit: Unit
    names: dict[str, str]
    targets: tuple[str, ...]
    merges: bool
    units: UnitList

    @property
    def is_split(self) -> bool:
        """Whether several units take over."""
        return len(self.targets) > 1

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the old names in a text, and what holds one without meaning it: titles in 《》, longer names."""
        known = [*self.units.names, *self.names.values(), *self.targets]
        longer = {name for name in known for old in self.names if old in name and name != old}
        former = [f"原{old}" for old in self.names]
        words = [*sorted([*longer, *former], key=len, reverse=True), *sorted(self.names, key=len, reverse=True)]
        return re.compile("|".join(["《[^》]*》", *map(re.escape, words)]))

    def replacing(self, words: str) -> Renaming:
        """The same with these words in the place of every name of the unit."""
        return replace(self, names=dict.fromkeys(self.unit.names, words))

    def canonical(self, name: str) -> str:
        """The 名称 that a name of a unit stands for afterwards; a group's name as it is."""
        if name in self.unit.names:
            return self.targets[0]
        return self.units[name].name if name in self.units else name


def renaming(units: UnitList, old: str, new: Sequence[str]) -> Renaming:
    """What is meant by giving the unit `old` the name or names `new`. Raises UsageError where that cannot be."""
    if old not in units:
        raise UsageError(
            error(f"没有“{old}”这个单位", likely(old, units.names) or "单位名称见 content/departments.yaml")
        )
    unit = units[old]
    if old not in (unit.name, unit.short_name):
        raise UsageError(error(f"“{old}”是“{unit.name}”的别名", f"写它的名称：duban rename {unit.name} {new[0]}"))
    for name in new:
        if [name] == [old] * len(new) or len(set(new)) < len(new):
            raise UsageError(error("新名和旧名一样，或者同一个新名写了两次", "写成：duban rename 旧名 新名"))
        if name in units.groups or re.search(r"[，、；：《》【】\s{}\[\],:#]", name):
            raise UsageError(error(f"“{name}”不能作单位的名称", "只写名称本身，不带标点、空格，也不能是一组单位的称呼"))
    others = [name for name in new if name in units and units[name] != unit]
    if len(new) > 1:
        targets = tuple(units[name].name if name in others else name for name in new)
        return Renaming(unit, {}, targets, merges=False, units=units)
    if others:
        target = units[new[0]]
        short = {unit.short_name: target.short_name} if unit.short_name != unit.name else {}
        return Renaming(unit, {unit.name: target.name, **short}, (target.name,), merges=True, units=units)
    if old != unit.name:
        return Renaming(unit, {old: new[0]}, (unit.name,), merges=False, units=units)
    short_names = _short_names(unit, new[0])
    return Renaming(unit, {unit.name: new[0], **short_names}, (new[0],), merges=False, units=units)


def _short_names(unit: Unit, new: str) -> dict[str, str]:
    """The 简称 old -> new where it is the 名称 without a beginning or an end that the new name has as well."""
    name, short = unit.name, unit.short_name
    start, found, end = name.partition(short)
    fits = name != short and found and new.startswith(start) and new.endswith(end) and len(new) > len(start + end)
    return {short: new[len(start) : len(new) - len(end)]} if fits else {}
