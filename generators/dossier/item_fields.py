"""The fields of items, and of the forms in which units answer for them, as several kinds of documents print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.lead_phrases import guiding, leads, leads_column, role, ways_of_leading
from generators.dossier.phrases import (
    common_fields,
    dated,
    dated_for,
    limit,
    limit_for,
    matter,
    numbered,
    recipient_for,
)
from generators.dossier.unit_words import unit_words
from generators.plan import FieldValue
from generators.submission import PROGRESS_LABELS

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.tasks import PlacedItem

PUBLISHED = "公开数据"  # asked only of tasks whose results are made public


def introduction(dossier: Dossier, item: PlacedItem, above: PlacedItem | None) -> str:
    """The words of the notice before the measures of an item.

    Those before the first item of its section stand with the first that a document prints of them: `above` is the item
    that it prints above this one, None for the first.
    """
    of_section = item.of_section if above is None or above.of_section != item.of_section else ()
    return "".join(dossier.measure(one) for one in (*of_section, *item.introduction))


def each_after(items: Sequence[PlacedItem]) -> Iterator[tuple[PlacedItem, PlacedItem | None]]:
    """Items, each with the one above it."""
    return zip(items, [None, *items], strict=False)


def safeguard_text(dossier: Dossier, item: PlacedItem, above: PlacedItem | None, unit: Unit | None = None) -> str:
    """A safeguard with the words before it, as one text; for a unit without the clauses that name it."""
    words = (
        dossier.safeguard_words(item, unit)
        if unit
        else "".join(dossier.measure(paragraph) for _, paragraph in item.passages)
    )
    return introduction(dossier, item, above) + words


def led_item(dossier: Dossier, item: PlacedItem, unit: Unit, above: PlacedItem | None) -> dict[str, FieldValue]:
    """The fields of an item for a unit that leads it: how it leads, and every measure with its deadlines."""
    return {
        "序号": item.label,
        "标题": item.title,
        "导语": introduction(dossier, item, above),
        "指导单位": guiding(dossier, item),
        "方式": role(dossier, item, unit),
        "分别": "是" if dossier.is_separate(item) else "",
        "措施": dossier.once(_measures, item),
    }


def _measures(dossier: Dossier, item: PlacedItem) -> list[dict[str, FieldValue]]:
    return [
        {
            "序号": number,
            "编号": item.label + number,
            "名称": dossier.name_of(measure),
            "内容": dossier.measure(measure),
            **dated(dossier, dossier.deadlines_in(measure)),
        }
        for number, measure in item.passages
    ]


def reported_item(dossier: Dossier, item: PlacedItem, unit: Unit, above: PlacedItem | None) -> dict[str, FieldValue]:
    """The fields of an item in the form of a unit that leads it: its measures by number and name, without text."""
    measures = [{"编号": item.label + number, "名称": dossier.name_of(measure)} for number, measure in item.passages]
    return {
        "序号": item.label,
        "标题": item.title,
        "导语": introduction(dossier, item, above),
        "方式": role(dossier, item, unit),
        "同名": "是" if len(measures) == 1 and measures[0]["名称"].startswith(item.title) else "",
        "措施": measures,
    }


def followed_item(dossier: Dossier, item: PlacedItem, unit: Unit, above: PlacedItem | None) -> dict[str, FieldValue]:
    """The fields of an item for a unit that does not lead it: who leads, and the measures that name the unit."""
    return {
        "序号": item.label,
        "标题": item.title,
        "导语": introduction(dossier, item, above),
        "牵头单位": leads(dossier, item),
        "要求": [
            {
                "序号": duty.number,
                "编号": item.label + duty.number,
                "内容": duty.text,
                **dated_for(dossier, duty.measure, unit),
            }
            for duty in dossier.task_namings_of(unit, item)
        ],
    }


def report_fields(dossier: Dossier, unit: Unit) -> dict[str, FieldValue]:
    """The fields of a unit's report form: the measures that it leads, all items where it leads none."""
    led, followed = dossier.items_led_by(unit), dossier.items_followed_by(unit)
    safeguards = [{"编号": item.label, "标题": item.title} for item in dossier.safeguards]
    report, columns = dossier.deadline_for(dossier.REPORT, unit), dossier.notice.report_columns
    return {
        **common_fields(dossier),
        **ways_of_leading(dossier),
        **unit_words(dossier, unit),
        "受理机关": recipient_for(dossier, dossier.REPORT, unit),
        "单位": unit.name,
        "单位简称": unit.short_name,
        "报送截止": limit(report) if report else "",
        "报送事由": matter(dossier, report) if report else "",
        "方案截止": limit_for(dossier, dossier.PLAN, unit),
        "专栏截止": limit_for(dossier, dossier.COLUMN, unit),
        "节号": numbered([("基本", True), ("任务", led or followed), ("保障", safeguards)]),
        "牵头栏": leads_column(dossier),
        "填报栏目": columns,
        "保障栏目": [name for name in columns if name in PROGRESS_LABELS and name != PUBLISHED],
        "公开数据": "是" if PUBLISHED in columns else "",
        "保密审查": dossier.asked_about(unit, "保密审查"),
        "牵头": [reported_item(dossier, item, unit, above) for item, above in each_after(led)],
        "落实": [followed_item(dossier, item, unit, above) for item, above in each_after(followed)],
        "保障": safeguards,
    }
