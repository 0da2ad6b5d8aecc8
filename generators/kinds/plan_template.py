"""实施方案模板: the form in which each lead and each city plans how to carry the notice out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import common_fields, followed_item, led_item, limit_for, role
from generators.kinds import PLAN_TEMPLATE
from generators.plan import Fields, Output, unit_output
from generators.titles import title_lines

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A plan to fill in for every unit that reports."""
    for unit in dossier.reporting_units:
        title = f"{unit.name}关于贯彻落实《{dossier.subject}》的实施方案"
        yield unit_output(dossier, PLAN_TEMPLATE.title, unit, _fields(dossier, unit, title), title)


def _fields(dossier: Dossier, unit: Unit, title: str) -> Fields:
    return {
        **common_fields(dossier),
        **_tasks(dossier, unit),
        "标题": title_lines(title, [unit.name, f"《{dossier.subject}》"]),
        "单位": unit.name,
        "单位简称": unit.short_name,
        "是市": "是" if unit.is_city else "",
        "方案截止": limit_for(dossier, dossier.PLAN, unit),
        "专栏截止": limit_for(dossier, dossier.COLUMN, unit),
        "保障": [
            {
                "标题": item.title,
                "要求": dossier.safeguard_words(item, unit),
                "提示": item.content.guidance,
            }
            for item in dossier.safeguards
        ],
    }


def _tasks(dossier: Dossier, unit: Unit) -> Fields:
    """What the unit leads; for one that leads nothing (a city) every item, with the measures that name it."""
    led = dossier.items_led_by(unit)
    return {
        "牵头": [led_item(dossier, item, unit) for item in led],
        "牵头事项": "；".join(f"{item.title}（{role(dossier, item, unit)}）" for item in led),
        "落实": [] if led else [followed_item(dossier, item, unit) for item in dossier.tasks],
    }


def asked(dossier: Dossier) -> bool:
    """Whether plans are to be sent in."""
    return bool(dossier.deadlines_for(dossier.PLAN))
