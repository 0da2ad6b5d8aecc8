"""How documents address a unit and call those of its 类别: a city's sheet speaks of 本市, a bank's of 本单位."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit

_LONGEST = 8  # characters of a 统称 that stands in a sentence
_MARK = r"^.{1,12}?(省|自治区|市|自治州|盟|县|旗|区)"
_LEVEL = re.compile(rf"{_MARK}(?:人民政府|委)|{_MARK}")  # 甲市乙区人民政府 is a district's
_DIVISIONS = {"省": "处室", "自治区": "处室", "县": "股室", "旗": "股室"}
_PROVINCIAL = ("北京市", "天津市", "上海市", "重庆市")
_STATE = ("国务院", "中共中央", "国家")
_GOVERNMENT = re.compile(r"(省|市|县)(?:人民政府)?$|(区)人民政府$")


def unit_words(dossier: Dossier, unit: Unit) -> dict[str, str]:
    """The fields by which a document for one unit speaks of it and of its like."""
    found = _GOVERNMENT.search(unit.name) if unit.is_city else None
    level = next(filter(None, found.groups()), "") if found else ""
    head = f"{level}政府负责同志" if level else "负责同志"
    return {
        "是市": "是" if unit.is_city else "",
        "统称": collective(dossier, unit),
        "本单位": _this(collective(dossier, unit)) if unit.is_city else "本单位",
        "直属": f"{level}直" if level else "",
        "负责人": head if unit.is_city else "主要负责人",
        "牵头级": _level_of(dossier.notice.issuer),
        "内设机构": _divisions(dossier.notice.issuer),
    }


def collective(dossier: Dossier, unit: Unit) -> str:
    """What units of this 类别 are called together: its 统称; 各部门 for departments without one."""
    called = dossier.units.called(unit.category)
    return called if called != unit.category or unit.is_city else "各部门"


def kind_of_unit(dossier: Dossier, unit: Unit) -> str:
    """By what units of this 类别 are listed apart from others: the words of the notice, else the 类别 itself."""
    return dossier.units.called(unit.category)


def _this(called: str) -> str:
    """各市 -> 本市; 本地区 where the word is no such one."""
    return f"本{called[1:]}" if re.fullmatch(f"各[^、，]{{1,{_LONGEST}}}", called) else "本地区"


def _level_of(issuer: str) -> str:
    """省级 where a province issues the notice, 市级 where a city does; empty where the issuer's name has none."""
    level = _level(issuer)
    return f"{level}级" if level else ""


def _level(issuer: str) -> str:
    found = _LEVEL.match(issuer)
    return (found[1] or found[2]).replace("自治州", "州") if found else ""


def _divisions(issuer: str) -> str:
    """What the divisions within departments are called, by the level of the issuer; 部门 where its name has none."""
    if issuer.startswith(_STATE):
        return "司局"
    level = _level(issuer)
    if level == "市" and issuer.startswith(_PROVINCIAL):
        return "处室"
    return _DIVISIONS.get(level, "科室" if level else "部门")


def local_name(dossier: Dossier) -> str:
    """What the local governments of the office are called together: 各市; 各地 where they are of several sorts."""
    names = {collective(dossier, unit) for unit in dossier.units if unit.is_city}
    return names.pop() if len(names) == 1 else "各地"


def department_name(dossier: Dossier) -> str:
    """What the other units that have something to do are called together: 省直部门; 部门 where of several sorts."""
    names = {kind_of_unit(dossier, unit) for unit in dossier.units_with_duties if not unit.is_city}
    return names.pop() if len(names) == 1 else "部门"
