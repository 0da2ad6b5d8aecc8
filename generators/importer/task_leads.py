"""Who leads a task and who cooperates, by the cells of its row."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generators.importer.labels import is_label, label_lead
from generators.importer.leads import FoundLead, bracket_lead, leads_in
from generators.importer.lines import folded
from generators.importer.names import is_group, is_unit, joined, may_be_name
from generators.importer.tables import TaskRow

_LONGEST_NAME = 12  # characters of words that are a name because they stand where names do
_WITH_OTHERS = re.compile(r"([^（）]+)（(配合|协助|协办|参与)(?:单位|部门|科室|处室)?：([^（）]+)）")
_PERSON = re.compile("[（(][一-龥]{2,4}[）)]$")
_JOINTLY = re.compile("([^，。；会]+)(?:会同|联合)([^，。；]+)")
_LABELLED = re.compile("(牵头|主办|主责|责任|负责|配合|协办|协同|参与)(?:单位|部门|科室|处室)?(?=：)")


def row_lead(row: TaskRow, known: Collection[str], *, first_leads: bool) -> FoundLead | None:
    """The lead of a row. `first_leads`: the table has stated that of several units the first one leads."""
    if not row.leading[1] and not row.cooperating:
        return None
    if row.leading[1] and not row.cooperating and (found := _with_roles(row.leading[1], known)):
        return replace(found, words=f"{row.leading[0]}：{found.words}", form=f"{row.leading[0]}：{found.words}")
    cells = [(name, "", words) for name, words in (row.leading,) if words]
    cells += [(name, "cooperating", words) for name, words in row.cooperating]
    labels = [f"{_label(name, side)}：{joined(words)}" for name, side, words in cells]
    sides = [side if row.leading[1] and not re.search("责任|督导|指导", name) else "" for name, side, _ in cells]
    found = label_lead("；".join(labels), known, first_leads=first_leads, sides=sides)
    if found and re.search("责任人|负责人", row.leading[0]):
        found.departments = [_PERSON.sub("", name) for name in found.departments]
        found.form = found.words
    if found:
        found.sure = found.sure or all(_stands_for_a_unit(name, known) for name in found.names)
    return found


def _with_roles(cell: str, known: Collection[str]) -> FoundLead | None:
    """The lead in a cell that states roles itself: 甲牵头，乙配合; or, with labels, 牵头：甲 配合：乙."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(_LABELLED.findall(folded(cell))) and all(_LABELLED.match(folded(line)) for line in lines):
        words = "；".join(lines)
        found = label_lead(_LABELLED.sub(r"\1单位", folded(words)), known)
        return replace(found, words=words) if found else None
    if aside := _WITH_OTHERS.fullmatch(folded(cell.strip())):
        found = label_lead(f"责任单位：{joined(aside[1])}；{aside[2]}单位：{joined(aside[3])}", known)
        return replace(found, words=cell.strip()) if found else None
    if jointly := _JOINTLY.fullmatch(folded(cell.strip())):
        found = label_lead(f"牵头单位：{joined(jointly[1])}；配合单位：{joined(jointly[2])}", known)
        return replace(found, words=cell.strip()) if found else None
    if not re.search("牵头|配合|负责", cell):
        return None
    words = re.sub(r"\s+", "，", cell.strip())
    found = bracket_lead(f"（{words}）", known)
    return replace(found, words=words) if found else None


def _stands_for_a_unit(name: str, known: Collection[str]) -> bool:
    """Whether words under a heading that asks for units are sure to be the name of one."""
    return name in known or is_unit(name) or is_group(name) or (len(name) <= _LONGEST_NAME and may_be_name(name))


def _label(name: str, side: str) -> str:
    """The heading of a column as a label; a heading that is none becomes the usual one."""
    usual = "配合单位" if side else "责任单位"
    return next((one for one in (name, f"{name}单位") if is_label(f"{one}：")), usual)


def heading_lead(title: str, below: Sequence[Mapping[str, Any]]) -> FoundLead | None:
    """The unit that a heading names over tasks that name nobody themselves: a sheet, or a row, for each unit."""
    name = re.sub("（[^（）]*）$", "", folded(title))
    is_named = is_unit(name) and not re.search("工作$|任务$", name)
    return FoundLead("", [name]) if is_named and next(leads_in(below), None) is None else None
