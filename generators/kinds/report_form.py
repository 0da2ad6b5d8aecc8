"""进展情况报送表: the form in which each lead and each city reports its progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.words import common_fields, leads, limit, role
from generators.plan import Fields, Kind, Output, unit_path
from generators.wording import first_sentence

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.positions import PlacedItem


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A form for every unit that reports."""
    for unit in dossier.reporting_units:
        led = dossier.items_led_by(unit)
        report = dossier.deadline_for(dossier.REPORT, unit)
        yield Output(
            path=unit_path(KIND.title, unit.number, unit.short_name),
            title=f"{unit.short_name}{KIND.title}",
            for_=unit.name,
            fields={
                **common_fields(dossier),
                "单位": unit.name,
                "单位简称": unit.short_name,
                "是市": "是" if unit.is_city else "",
                "报送截止": limit(report) if report else "",
                "报送事由": report.matter if report else "",
                "牵头": [_led(dossier, item, unit) for item in led],
                "落实": [] if led else [_followed(dossier, item, unit) for item in dossier.tasks],
                "保障": [{"编号": item.label, "标题": item.content.title} for item in dossier.safeguards],
            },
        )


def _led(dossier: Dossier, item: PlacedItem, unit: Unit) -> Fields:
    return {
        "编号": item.label,
        "标题": item.content.title,
        "方式": role(dossier, item, unit),
        "措施": [
            {"编号": item.label + number, "名称": first_sentence(dossier.measure(measure))}
            for number, measure in item.passages
        ],
    }


def _followed(dossier: Dossier, item: PlacedItem, unit: Unit) -> Fields:
    return {
        "编号": item.label,
        "标题": item.content.title,
        "牵头单位": leads(dossier, item),
        "点名": [
            {"序号": duty.number, "内容": duty.text} for duty in dossier.task_namings_of(unit) if duty.item is item
        ],
    }


KIND = Kind(name="report-form", command="report-forms", title="进展情况报送表", rank=5, outputs=outputs)
