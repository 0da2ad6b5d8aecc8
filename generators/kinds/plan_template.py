"""实施方案模板: the form in which each lead and each city plans how to carry the notice out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generators.dossier.item_fields import PUBLISHED, each_after, followed_item, led_item, safeguard_text
from generators.dossier.lead_phrases import leading_verb, role, ways_of_leading
from generators.dossier.phrases import common_fields, limit, limit_for, matter, numbered, recipient_for
from generators.dossier.unit_words import unit_words
from generators.kinds import PLAN_TEMPLATE
from generators.plan import Fields, Output, unit_output
from generators.typesetting.titles import title_lines
from generators.wording import level_number

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.tasks import PlacedItem

_MOST_LED, _FIRST_LED = 8, 3  # items that one sentence names, and those of more that it names


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A plan to fill in for every unit whom a deadline, or a sentence of the notice, asks for one."""
    bound = dossier.asked_for(dossier.PLAN)
    for unit in dossier.reporting_units:
        if unit not in bound and not dossier.asked_about(unit, dossier.PLAN):
            continue
        title = f"{unit.name}关于贯彻落实{dossier.cited}的实施方案"
        yield unit_output(dossier, PLAN_TEMPLATE.title, unit, partial(_fields, dossier, unit, title), title)


def _fields(dossier: Dossier, unit: Unit, title: str) -> Fields:
    column, secrecy = _column(dossier, unit), dossier.asked_about(unit, "保密审查")
    safeguards = [
        {
            "序号": level_number(2, number),
            "标题": item.title,
            "要求": safeguard_text(dossier, item, above, unit),
            "提示": item.content.guidance,
        }
        for number, (item, above) in enumerate(each_after(dossier.safeguards), 1)
    ]
    parts = [("目标", True), ("任务", True), ("专栏", column), ("保障", safeguards), ("保密", secrecy)]
    return {
        **common_fields(dossier),
        **_tasks(dossier, unit),
        **ways_of_leading(dossier),
        **unit_words(dossier, unit),
        "受理机关": recipient_for(dossier, dossier.PLAN, unit),
        "标题": title_lines(title, [unit.name, dossier.cited]),
        "单位": unit.name,
        "单位简称": unit.short_name,
        "方案截止": limit_for(dossier, dossier.PLAN, unit),
        "专栏截止": limit_for(dossier, dossier.COLUMN, unit),
        "专栏要求": column,
        "保密审查": secrecy,
        "公开数据": "是" if PUBLISHED in dossier.notice.report_columns else "",
        "节号": numbered([*parts, ("联系人", True), ("审签", True)]),
        "保障": safeguards,
    }


def _tasks(dossier: Dossier, unit: Unit) -> Fields:
    """What the unit leads, and what it carries out without leading it."""
    led = dossier.items_led_by(unit)
    return {
        "牵头": [led_item(dossier, item, unit, above) for item, above in each_after(led)],
        "牵头动词": leading_verb(led),
        "牵头事项": _led_in_short(dossier, led, unit),
        "落实": [
            followed_item(dossier, item, unit, above) for item, above in each_after(dossier.items_followed_by(unit))
        ],
    }


def _led_in_short(dossier: Dossier, led: Sequence[PlacedItem], unit: Unit) -> str:
    """The items that a unit leads, each with how it does; of many the first ones, as all stand in the table below."""
    if len(led) > _MOST_LED:
        return f"{'；'.join(item.title for item in led[:_FIRST_LED])}等{len(led)}项任务（见“重点任务”一节）"
    return "；".join(f"{item.title}（{role(dossier, item, unit)}）" for item in led)


def _column(dossier: Dossier, unit: Unit) -> str:
    """What the notice asks of a unit about a column (专栏); empty where no deadline is answered by one."""
    deadline = dossier.deadline_for(dossier.COLUMN, unit)
    if deadline:
        return f"{limit(deadline)}{matter(dossier, deadline)}。"
    return dossier.asked_about(unit, dossier.COLUMN) if dossier.deadlines_for(dossier.COLUMN) else ""


def asked(dossier: Dossier) -> bool:
    """Whether plans are to be sent in."""
    return bool(dossier.deadlines_for(dossier.PLAN))
