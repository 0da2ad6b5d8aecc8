"""重点任务分解表: every task of the notice, on landscape pages.

A row is never split, but an item is where a page ends: into parts that stay whole, each with the item's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generators.dossier.item_fields import each_after, introduction, safeguard_text
from generators.dossier.lead_phrases import guiding, leads_column, manner
from generators.dossier.phrases import basis, bound, common_fields, dated, labels, limit, matter, name_lines
from generators.kinds import TASK_TABLE
from generators.plan import Fields, FieldValue, Output, notice_path
from generators.typesetting.table_pages import Grid, heights_above, item_parts
from generators.typesetting.titles import title_lines

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.nodes import Measure
    from generators.dossier.tasks import PlacedItem

_TITLE, _BASIS = 29, 45  # characters in a line of the landscape page, of 22 and of 14 points
_LEADS, _NAMED = 10, 8  # characters in the columns of names
_COLUMNS = {"标题": 7, "内容": 21, "牵头单位": _LEADS, "责任单位": _NAMED, "完成时限": 5, "备注": 7}
_MAY_BE_EMPTY = ("牵头单位", "责任单位", "完成时限", "备注")  # columns that are left out where they are
_ALWAYS = 4  # characters of the columns 序号 and 对应条目


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One table; none where the notice has no task."""
    if not dossier.tasks:
        return
    title = f"{dossier.subject}{TASK_TABLE.title}"
    lines, basis_lines = title_lines(title, [dossier.subject, TASK_TABLE.title], most=_TITLE), basis(dossier, _BASIS)
    above = heights_above(bool(dossier.notice.secrecy), lines, basis_lines)
    items = [_item(dossier, item, above, number) for number, (item, above) in enumerate(each_after(dossier.tasks), 1)]
    filled = {name: "是" if _is_filled(items, name) else "" for name in _MAY_BE_EMPTY}
    tasks = list(item_parts(items, _grid(filled), above))
    yield Output(
        path=notice_path(dossier.name, TASK_TABLE.title),
        title=title,
        fields={
            **common_fields(dossier),
            "标题": lines,
            "依据": basis_lines,
            "牵头栏": leads_column(dossier),
            "责任栏": _responsible_column(dossier),
            "有栏": filled,
            "有方案": "是" if dossier.deadlines_for(dossier.PLAN) else "",
            "任务": [{**part, "末项": "是" if part is tasks[-1] else ""} for part in tasks],
            "保障": [
                {
                    "序号": item.label,
                    "标题": item.title,
                    "内容": safeguard_text(dossier, item, above),
                }
                for item, above in each_after(dossier.safeguards)
            ],
            "时限": [
                {
                    "截止": limit(deadline),
                    "事由": matter(dossier, deadline),
                    "对象": bound(dossier, deadline),
                }
                for deadline in sorted(dossier.notice.deadlines, key=lambda one: one.last_day)
            ],
        },
    )


def _is_filled(items: Iterable[Fields], name: str) -> bool:
    return any(row.get(name) for item in items for row in (item, *_rows(item)))


def _rows(item: Fields) -> Iterable[Fields]:
    return (row for row in item["措施"] if isinstance(row, Mapping))


def _grid(filled: Mapping[str, str]) -> Grid:
    """The grid of the table's text, points as its styles have them; the columns share the room of those left out."""
    columns = {name: wide for name, wide in _COLUMNS.items() if filled.get(name, "是")}
    wider = (sum(_COLUMNS.values()) + _ALWAYS) / (sum(columns.values()) + _ALWAYS)
    return Grid(12.5, 3.5, {name: int(wide * wider) for name, wide in columns.items()}, head=30)


def _responsible_column(dossier: Dossier) -> str:
    """What the column of those is called whom measures name, and who cooperate."""
    if not any(item.lead for item in dossier.tasks):
        return "责任单位"
    if leads_column(dossier) != "责任单位":
        return "责任（配合）单位"
    others = any(_named(dossier, item, measure) for item in dossier.tasks for _, measure in item.passages)
    return "其他责任（配合）单位" if others else "配合单位"


def _item(dossier: Dossier, item: PlacedItem, above: PlacedItem | None, number: int) -> dict[str, FieldValue]:
    leading = labels(dossier, item.lead.departments) if item.lead else []
    how = f"（{manner(item)}）" if leading else ""
    if _stands_alone(dossier, item):
        leading = labels(dossier, list(dict.fromkeys(name for _, measure in item.passages for name in measure.named)))
    return {
        "序号": str(number),
        "条目": item.label,
        "标题": item.title,
        "牵头单位": name_lines(leading, _LEADS, how) if leading else "",
        "导语": introduction(dossier, item, above),
        "指导单位": guiding(dossier, item),
        "措施": [_measure(dossier, item, number, measure) for number, measure in item.passages],
    }


def _stands_alone(dossier: Dossier, item: PlacedItem) -> bool:
    """Whether those whom an item names stand in the column 责任单位 of those who lead: nobody leads the item."""
    return not item.lead and leads_column(dossier) == "责任单位" and any(one.lead for one in dossier.tasks)


def _named(dossier: Dossier, item: PlacedItem, measure: Measure) -> list[str]:
    """The units that a measure names beside those who lead its item."""
    if _stands_alone(dossier, item):
        return []
    leading = {unit.name for unit in dossier.leads(item)}
    return [name for name in measure.named if name not in leading]


def _measure(dossier: Dossier, item: PlacedItem, number: str, measure: Measure) -> dict[str, str]:
    named = labels(dossier, _named(dossier, item, measure))
    cooperating = labels(dossier, item.lead.cooperating) if item.lead else []
    return {
        "序号": number,
        "内容": dossier.measure(measure),
        "责任单位": name_lines(list(dict.fromkeys([*named, *cooperating])), _NAMED),
        **dated(dossier, dossier.deadlines_in(measure)),
    }
