"""A new unit put into departments.yaml behind another one, with a 序号 between its neighbours."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from generators.dossier.units import UnitList
from generators.dossier.yaml_scalar import scalar
from generators.editing.yaml_text import YamlText
from generators.problems import ContentError, error

_STEP = 10  # between the last 序号 and that of a unit behind it


class NewUnit(NamedTuple):
    """A unit as a person describes it. `behind`: any name of the unit that it follows in official order."""

    name: str
    short_name: str
    category: str
    behind: str


def add_unit(text: YamlText, units: UnitList, unit: NewUnit) -> None:
    """Put a unit into departments.yaml. Raises ContentError where it can stand nowhere there."""
    if unit.behind not in units:
        raise ContentError(error(f"单位名录里没有“{unit.behind}”", "“排在谁后面”写一个名录里的单位"))
    listed = next(node for path, node in text.nodes() if path == ("单位",))
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
        raise ContentError(error("单位名录写在一行里", "到单位名录里加"))
    before = units[unit.behind]
    number = _number(units, before.number)
    facts = {"序号": str(number), "名称": unit.name, "简称": unit.short_name, "类别": unit.category}
    line = ", ".join(f"{key}: {scalar(value, in_flow=True)}" for key, value in facts.items() if value)
    entry = next(node for node in listed.value if _number_of(node) == before.number)
    text.add_line_after(entry, " " * (entry.start_mark.column - 2) + f"- {{ {line} }}")


def _number(units: UnitList, behind: int) -> int:
    """A 序号 in the middle of the gap behind one."""
    following = next((unit.number for unit in units if unit.number > behind), behind + 2 * _STEP)
    if following - behind < 2:
        raise ContentError(
            error(f"序号 {behind} 和 {following} 中间没有空了", "换一个单位排在它后面，或到单位名录里改")
        )
    return (behind + following) // 2


def _number_of(node: yaml.Node) -> int | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    found = (value.value for key, value in node.value if key.value == "序号" and isinstance(value, yaml.ScalarNode))
    return next((int(value) for value in found if value.strip().isdecimal()), None)
