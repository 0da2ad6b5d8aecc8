"""重点任务分解表: every task of the notice, on landscape pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import (
    bound,
    common_fields,
    leads,
    limit,
    limits,
    manner,
    matter,
    short_labels,
    short_names,
)
from generators.plan import Fields, Kind, Output, notice_path
from generators.titles import title_lines

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.positions import PlacedItem


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One table; none where the notice has no task, no safeguard and no date to show in it."""
    if not (dossier.tasks or dossier.safeguards or dossier.notice.deadlines):
        return
    title = f"《{dossier.subject}》{KIND.title}"
    yield Output(
        path=notice_path(dossier.name, KIND.title),
        title=title,
        fields={
            **common_fields(dossier),
            "标题": title_lines(title, [f"《{dossier.subject}》"], most=34),
            "任务": [_task(dossier, item) for item in dossier.tasks],
            "保障": [
                {
                    "序号": item.label,
                    "标题": item.content.title,
                    "内容": "".join(dossier.measure(paragraph) for paragraph in item.content.text),
                }
                for item in dossier.safeguards
            ],
            "时限": [
                {
                    "截止": limit(deadline),
                    "事由": matter(dossier, deadline),
                    "对象": bound(dossier, deadline),
                }
                for deadline in sorted(dossier.notice.deadlines, key=lambda one: one.date.last_day)
            ],
        },
    )


def _task(dossier: Dossier, item: PlacedItem) -> Fields:
    leading = {unit.name for unit in dossier.leads(item)}
    return {
        "序号": item.label,
        "标题": item.content.title,
        "牵头单位": leads(dossier, item),
        "牵头方式": manner(dossier, item),
        "配合单位": short_names(dossier.cooperating(item)),
        "措施": [
            {
                "序号": number,
                "内容": dossier.measure(measure),
                "责任单位": short_labels(dossier, [name for name in measure.named if name not in leading]),
                "完成时限": limits(dossier, dossier.deadlines_in(measure)),
            }
            for number, measure in item.passages
        ],
    }


KIND = Kind(name="task-table", command="task-table", title="重点任务分解表", rank=2, outputs=outputs)
