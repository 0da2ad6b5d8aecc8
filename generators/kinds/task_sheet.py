"""任务清单: one sheet for each unit with a duty, with that unit's duties and no others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import (
    basis,
    common_fields,
    deadline_rows,
    introduction,
    item_parts,
    leads_column,
    led_item,
    limits_for,
    name_lines,
    numbered,
)
from generators.plan import Fields, Kind, Output, unit_output

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit

_BASIS = 45  # characters of 14 points in a line of the landscape page
_PART = 160  # characters of measures that are kept on one page
_LEADS = 8  # characters in the column of the leading units


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A sheet for every unit that the notice gives anything to do."""
    for unit in dossier.units_with_duties:
        yield unit_output(dossier, KIND.title, unit, _fields(dossier, unit))


def _fields(dossier: Dossier, unit: Unit) -> Fields:
    items = [led_item(dossier, item, unit) for item in dossier.items_led_by(unit)]
    led = [part for item in items for part in item_parts(item, _PART)]
    named = _named(dossier, unit)
    common = [
        {"序号": duty.item.label + duty.number, "事项": duty.item.title, "内容": duty.text}
        for duty in dossier.common_requirements(unit)
    ]
    deadlines = deadline_rows(dossier, unit)
    safeguards = [
        {"序号": item.label, "标题": item.title, "内容": dossier.safeguard_words(item, unit)}
        for item in dossier.safeguards
    ]
    return {
        **common_fields(dossier),
        "依据": basis(dossier, _BASIS),
        "单位": unit.name,
        "单位简称": unit.short_name,
        "是市": "是" if unit.is_city else "",
        "牵头栏": leads_column(dossier.tasks),
        "节号": numbered([("牵头", led), ("点名", named), ("共性", common), ("时限", True), ("保障", safeguards)]),
        "牵头": led,
        "有分别牵头": "是" if any(row["分别"] for row in led) else "",
        "点名": named,
        "共性": common,
        "时限": deadlines,
        "保障": safeguards,
    }


def _named(dossier: Dossier, unit: Unit) -> list[Fields]:
    return [
        {
            "序号": duty.item.label + duty.number,
            "事项": duty.item.title,
            "内容": duty.text,
            "完成时限": limits_for(dossier, duty.measure, unit),
            "牵头单位": name_lines([one.short_name for one in dossier.leads(duty.item)], _LEADS),
            "导语": introduction(dossier, duty.item),
        }
        for duty in dossier.task_namings_of(unit) + dossier.safeguard_namings_of(unit)
    ]


KIND = Kind(name="task-sheet", command="task-sheets", title="任务清单", rank=3, outputs=outputs)
