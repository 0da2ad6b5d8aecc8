"""任务清单: one sheet for each unit with a duty, with that unit's duties and no others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generators.dossier.item_fields import each_after, introduction, led_item, safeguard_text
from generators.dossier.lead_phrases import leading_verb, leads_column
from generators.dossier.phrases import basis, common_fields, dated_for, deadline_rows, name_lines, numbered
from generators.dossier.unit_words import collective, unit_words
from generators.kinds import TASK_SHEET
from generators.plan import Fields, Output, unit_output
from generators.typesetting.table_pages import Grid, heights_above, item_parts

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier, Duty
    from generators.dossier.models import Unit

_BASIS = 45  # characters of 14 points in a line of the landscape page
_LEADS = 8  # characters in the columns of the leading units
_COLUMNS = {"标题": 6, "方式": _LEADS, "完成时限": 5}  # those of the table of what the unit leads, characters
_PITCH, _AROUND, _HEAD = 15, 5.5, 35  # points, as the styles of the table's text have them


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A sheet for every unit that the notice gives anything to do."""
    for unit in dossier.units_with_duties:
        yield unit_output(dossier, TASK_SHEET.title, unit, partial(_fields, dossier, unit))


def _fields(dossier: Dossier, unit: Unit) -> Fields:
    basis_lines = basis(dossier, _BASIS)
    led = _led(dossier, unit, heights_above(bool(dossier.notice.secrecy), [unit.name], basis_lines))
    named = _named(dossier, unit)
    common = [
        {"序号": duty.item.label + duty.number, "事项": duty.item.title, "内容": duty.text}
        for duty in dossier.common_requirements(unit)
    ]
    deadlines = deadline_rows(dossier, unit)
    safeguards = [
        {"序号": item.label, "标题": item.title, "内容": safeguard_text(dossier, item, above, unit)}
        for item, above in each_after(dossier.safeguards)
    ]
    parts = [("牵头", led), ("点名", named), ("共性", common)]
    return {
        **common_fields(dossier),
        "依据": basis_lines,
        "单位": unit.name,
        "单位简称": unit.short_name,
        **unit_words(dossier, unit),
        "有分解表": "是" if dossier.tasks and dossier.makes("重点任务分解表") else "",
        "牵头栏": leads_column(dossier),
        "节号": numbered([*parts, ("时限", dossier.notice.deadlines), ("保障", safeguards)]),
        "牵头": led,
        "牵头动词": leading_verb(dossier.items_led_by(unit)),
        "有分别牵头": "是" if any(row["分别"] for row in led) else "",
        "点名": named,
        "称谓": _named_as(dossier, unit),
        "有牵头单位": "是" if any(row["牵头单位"] for row in named) else "",
        "有其他任务": "是" if dossier.lead_departments else "",
        "共性": common,
        "时限": deadlines,
        "保障": safeguards,
    }


def _led(dossier: Dossier, unit: Unit, above: float) -> list[Fields]:
    """What the unit leads, in the parts that the pages of the table have."""
    items = [
        {**item, "方式": _manner(str(item["方式"]))}
        for item in (led_item(dossier, one, unit, above) for one, above in each_after(dossier.items_led_by(unit)))
    ]
    separately = any(item["分别"] for item in items)  # then there is a column 本单位承担内容 besides
    grid = Grid(_PITCH, _AROUND, {**_COLUMNS, "内容": 18 if separately else 24}, _HEAD)
    parts = list(item_parts(items, grid, above))
    return [{**part, "末项": "是" if part is parts[-1] else ""} for part in parts]


def _manner(text: str) -> str:
    """How a unit leads, broken between the names of the others: 与省教育厅、省卫生厅分别牵头."""
    names, how = text[:-4], text[-4:]
    return name_lines(names.split("、"), _LEADS, how) if names else text


def _named_as(dossier: Dossier, unit: Unit) -> str:
    """By which word the notice names a unit, where it is a group that the notice names always alike; else its 统称."""
    words = {name for duty in dossier.task_namings_of(unit) for name in duty.measure.named if name not in unit.names}
    groups = {name for name in words if unit.name in dossier.member_names([name])}
    return groups.pop() if len(groups) == 1 else collective(dossier, unit)


def _named(dossier: Dossier, unit: Unit) -> list[Fields]:
    """What names the unit, but for what it leads together; the words before an item's measures stand with the first."""
    led = {id(item) for item in dossier.items_led_by(unit) if not dossier.is_separate(item)}
    tasks = [duty for duty in dossier.task_namings_of(unit) if id(duty.item) not in led]
    duties = tasks + dossier.safeguard_namings_of(unit)
    above = [None, *(duty.item for duty in duties)]
    return [
        {
            "序号": duty.item.label + duty.number,
            "事项": duty.item.title,
            "内容": duty.text,
            **dated_for(dossier, duty.measure, unit),
            "牵头单位": name_lines([one.short_name for one in _leads_above(dossier, duty, unit)], _LEADS),
            "导语": introduction(dossier, duty.item, before) if duty.item is not before else "",
        }
        for duty, before in zip(duties, above, strict=False)
    ]


def _leads_above(dossier: Dossier, duty: Duty, unit: Unit) -> list[Unit]:
    """Who leads what names the unit: for a city those of the level above, of which the column is."""
    return [one for one in dossier.leads(duty.item) if not (unit.is_city and one.is_city)]
