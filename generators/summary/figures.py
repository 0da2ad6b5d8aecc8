"""The figures of the summary as charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from generators.dossier.tally import MIXED, ORDER, SILENT, UNCLEAR, day_of, state_of_measure, tally
from generators.plan import FieldValue
from generators.wording import DECLINED, STATES

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.tasks import PlacedItem

_COLORED = (
    *(one for one in STATES if one != DECLINED),
    MIXED,
    UNCLEAR,
    SILENT,
)  # a state keeps its color, whichever others there are


def states_chart(dossier: Dossier) -> FieldValue:
    """The chart of how many measures of each item are at each state; empty while there is no feedback."""
    counted = [_states(dossier, item) for item in dossier.tasks]
    given = [state for state in ORDER if any(one[state] for one in counted)]
    if not given:
        return ""
    series = [*given, SILENT] if any(one[""] for one in counted) else given
    return {
        "类型": "条形",
        "标题": "各重点任务具体措施的完成状态（项）",
        "分类": [item.title for item in dossier.tasks],
        "系列": [
            {
                "名称": state,
                "数值": [str(one["" if state == SILENT else state]) for one in counted],
                "填色": str(_COLORED.index(state)),
            }
            for state in series
        ],
    }


def _states(dossier: Dossier, item: PlacedItem) -> Counter[str]:
    return Counter(state_of_measure(dossier, item, measure) for _, measure in item.passages)


def reported_by(dossier: Dossier, units: Sequence[Unit]) -> dict[date, list[Unit]]:
    """Day on which some unit reported -> the units that had reported by then."""
    days = {unit.name: day.last_day for unit in units if (day := day_of(dossier, dossier.REPORT, unit))}
    return {day: [unit for unit in units if days.get(unit.name, date.max) <= day] for day in sorted(set(days.values()))}


def named(days: Iterable[date]) -> dict[date, str]:
    """The labels of days in the chart: 12月13日, with the year where the days are of several."""
    listed = list(days)
    of_several = len({day.year for day in listed}) > 1
    return {day: (f"{day.year}年" if of_several else "") + f"{day.month}月{day.day}日" for day in listed}


def progress_chart(dossier: Dossier, units: Sequence[Unit]) -> FieldValue:
    """The chart of how many units had reported by each day on which one did; empty before there are two such days."""
    reported = reported_by(dossier, units)
    if len(reported) < 2:
        return ""
    undated = tally(dossier, dossier.REPORT, units).done - len(reported[max(reported)])
    return {
        "类型": "折线",
        "标题": "已报送进展情况的单位数（累计，个" + (f"；另{undated}个日期不明）" if undated else "）"),
        "分类": list(named(reported).values()),
        "系列": [{"名称": "已报送", "数值": [str(len(those)) for those in reported.values()]}],
    }
