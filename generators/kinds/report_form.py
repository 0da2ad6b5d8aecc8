"""进展情况报送表: the form in which each lead and each city reports its progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.words import common_fields, followed_item, limit, matter, reported_item
from generators.plan import Kind, Output, unit_path

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


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
                "报送事由": matter(dossier, report) if report else "",
                "牵头": [reported_item(dossier, item, unit) for item in led],
                "落实": [] if led else [followed_item(dossier, item, unit) for item in dossier.tasks],
                "保障": [{"编号": item.label, "标题": item.content.title} for item in dossier.safeguards],
            },
        )


KIND = Kind(name="report-form", command="report-forms", title="进展情况报送表", rank=5, outputs=outputs)
