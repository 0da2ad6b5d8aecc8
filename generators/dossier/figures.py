"""The figures of the summary: as charts, and with the units that each of them counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generators.dossier.tally import MIXED, day_of, state_of_measure, tally
from generators.plan import FieldValue
from generators.wording import STATES, first_sentence, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.positions import PlacedItem

_SILENT = "未反馈"


def states_chart(dossier: Dossier) -> FieldValue:
    """How many measures of each item stand at each state; empty while nothing has been said."""
    counted = [_states(dossier, item) for item in dossier.tasks]
    given = [state for state in (*STATES, MIXED) if any(one[state] for one in counted)]
    if not given:
        return ""
    series = [*given, _SILENT] if any(one[""] for one in counted) else given
    return {
        "类型": "条形",
        "标题": "各重点任务具体措施的完成状态（项）",
        "分类": [item.content.title for item in dossier.tasks],
        "系列": [
            {"名称": state, "数值": [str(one["" if state == _SILENT else state]) for one in counted]}
            for state in series
        ],
    }


def _states(dossier: Dossier, item: PlacedItem) -> Counter[str]:
    return Counter(state_of_measure(dossier, item, measure) for _, measure in item.passages)


def progress_chart(dossier: Dossier, units: Sequence[Unit]) -> FieldValue:
    """How many units had reported by each day on which one did; empty before there are two such days."""
    days = [day.last_day for unit in units if (day := day_of(dossier, dossier.REPORT, unit))]
    if len(set(days)) < 2:
        return ""
    counted = {day: sum(one <= day for one in days) for day in sorted(set(days))}
    return {
        "类型": "折线",
        "标题": "已报送进展情况的单位数（累计，个）",
        "分类": [f"{day.month}月{day.day}日" for day in counted],
        "系列": [{"名称": "已报送", "数值": [str(number) for number in counted.values()]}],
    }


def traces(dossier: Dossier, units: Sequence[Unit]) -> list[FieldValue]:
    """Each figure of the text with what it counts: units, or measures by number and name."""
    found: list[FieldValue] = []
    for what, verb, asked in (
        (dossier.REPORT, "进展情况", units),
        (dossier.PLAN, "实施方案", dossier.units_bound_for(dossier.PLAN)),
        (dossier.COLUMN, "专栏", dossier.units_bound_for(dossier.COLUMN)),
    ):
        counted = tally(dossier, what, asked)
        late, missing = list(counted.late), list(counted.missing)
        in_time = [unit for unit in asked if unit not in late and unit not in missing]
        for name, group in (("应报", list(asked)), ("按时", in_time), ("逾期", late), ("未报", missing)):
            if group:
                found.append({"数字": f"{verb}{name}{len(group)}", "来源": listed(unit.short_name for unit in group)})
    by_state: dict[str, list[str]] = {}
    for item in dossier.tasks:
        for number, measure in item.passages:
            name = f"{item.label}{number}{first_sentence(dossier.measure(measure))}"
            by_state.setdefault(state_of_measure(dossier, item, measure) or _SILENT, []).append(name)
    for state in (*STATES, MIXED, _SILENT):
        if state in by_state:
            found.append({"数字": f"措施{state}{len(by_state[state])}", "来源": listed(by_state[state])})
    return found
