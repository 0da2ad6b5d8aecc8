"""进展情况汇总: the office's report of December, from what the units have returned and from nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.figures import progress_chart, states_chart, traces
from generators.dossier.narrative import Statement, by_kind, telling, told_once
from generators.dossier.tally import (
    MIXED,
    as_of,
    day_of,
    has_done,
    is_late,
    said_of_item,
    said_of_measure,
    states_of_item,
    states_of_measures,
    tally,
    words,
)
from generators.dossier.words import common_fields, leads, limit, manner, short_names
from generators.plan import Fields, Kind, Output, notice_path
from generators.titles import title_lines
from generators.wording import STATES, first_sentence, level_number, listed, measure_key

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Measure, Unit
    from generators.dossier.positions import PlacedItem
    from generators.dossier.returns import Progress


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One summary."""
    units = dossier.reporting_units
    title = f"《{dossier.subject}》{KIND.title}"
    day = as_of(dossier)
    yield Output(
        path=notice_path(dossier.name, KIND.title),
        title=title,
        fields={
            **common_fields(dossier),
            "标题": title_lines(title, [f"《{dossier.subject}》", KIND.title]),
            "截至": day.text() if day else "",
            "报送": _tally(dossier, dossier.REPORT, units),
            "部门": _tally(dossier, dossier.REPORT, [unit for unit in units if not unit.is_city]),
            "市": _tally(dossier, dossier.REPORT, [unit for unit in units if unit.is_city]),
            "方案": _tally(dossier, dossier.PLAN, dossier.units_bound_for(dossier.PLAN)),
            "专栏": _tally(dossier, dossier.COLUMN, dossier.units_bound_for(dossier.COLUMN)),
            "措施": _measures(dossier),
            "导语": dossier.notice.summary.introduction,
            "领域": [_area(dossier, item, units) for item in dossier.tasks],
            "保障": [_safeguard(dossier, item, units) for item in dossier.safeguards],
            "自写问题": dossier.notice.summary.problems,
            "问题": _problems(dossier, units),
            "自写下一步": dossier.notice.summary.next_steps,
            "打算": _told_once(_gathered(dossier, units, "next_steps")),
            "各领域状态": states_chart(dossier),
            "报送进度": progress_chart(dossier, units),
            "详情": _details(dossier, units),
            "数字来源": traces(dossier, units),
            "报送一览": [_row(dossier, unit, number) for number, unit in enumerate(units, 1)],
            "进展一览": [_progress(dossier, item) for item in dossier.tasks],
        },
    )


def _tally(dossier: Dossier, what: str, units: Sequence[Unit]) -> Fields:
    """Counts as text; a count of nothing is empty, so that a template can ask whether there is any."""
    counted = tally(dossier, what, units)
    return {
        "截止": "、".join(limit(deadline) for deadline in dossier.deadlines_for(what)),
        "应报": _count(counted.due),
        "已报": _count(counted.done),
        "按时": _count(counted.in_time),
        "逾期": _count(len(counted.late)),
        "逾期单位": short_names(counted.late),
        "未报": _count(len(counted.missing)),
        "报送率": counted.rate,
    }


def _count(number: int) -> str:
    return str(number) if number else ""


def _measures(dossier: Dossier) -> Fields:
    counted = states_of_measures(dossier)
    total = sum(counted.values())
    return {
        "项数": str(total),
        "已反馈": _count(total - counted[""]),
        "未反馈": _count(counted[""]),
        "状态": _states(counted, "项"),
    }


def _states(counted: Counter[str], unit: str) -> str:
    """已完成3项、推进中5项: in the order of the form, those that occur."""
    return listed(f"{state}{counted[state]}{unit}" for state in (*STATES, MIXED) if counted[state])


def _area(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> Fields:
    own = dossier.leads(item)
    others = [unit for unit in units if unit not in own]
    answered = [unit for unit in others if said_of_item(dossier, unit, item)]
    told = told_once(_statements(dossier, item, others))
    quoted = telling(told)
    return {
        "序号": item.number,
        "标题": item.content.title,
        "牵头": leads(dossier, item),
        "方式": manner(dossier, item),
        "措施数": str(len(item.passages)),
        "文字": dossier.notice.summary.areas.get(item.content.title, ""),
        "反馈": _shown(told_once(_statements(dossier, item, own))),
        "未反馈": short_names([unit for unit in own if not said_of_item(dossier, unit, item)]),
        "其他反馈数": _count(len(answered)),
        "其他状态": _states(states_of_item(dossier, item, answered), "个"),
        "其他反馈": _shown(quoted),
        "其余见附件": "是" if len(quoted) < len(told) else "",
    }


def _safeguard(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> Fields:
    told = told_once(_statements(dossier, item, units))
    quoted = telling(told)
    return {
        "序号": item.number,
        "标题": item.content.title,
        "文字": dossier.notice.summary.safeguards.get(item.content.title, ""),
        "反馈": _shown(quoted),
        "反馈数": _count(len([unit for unit in units if said_of_item(dossier, unit, item)])),
        "其余见附件": "是" if len(quoted) < len(told) else "",
    }


def _details(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """What units that do not lead say of every item and safeguard, in full: the text quotes only some of it."""
    found: list[Fields] = []
    for item in (*dossier.tasks, *dossier.safeguards):
        own = dossier.leads(item)
        told = told_once(_statements(dossier, item, [unit for unit in units if unit not in own]))
        if told:
            found.append({"标题": f"{item.label}{item.content.title}", "反馈": _shown(told)})
    return found


def _statements(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[tuple[str, str]]:
    """What each unit says of an item, in its own words."""
    found = []
    for unit in units:
        told = "".join(_told(dossier, item, entry) for entry in said_of_item(dossier, unit, item))
        if told:
            found.append((unit.short_name, told))
    return found


def _shown(statements: Sequence[Statement]) -> list[Fields]:
    return [{"单位": listed(one.units), "内容": one.words} for one in statements]


def _told_once(gathered: Sequence[tuple[str, str]]) -> list[Fields]:
    return _shown(told_once(gathered))


def _problems(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """Problems by kind; within a kind by unit, in its own words."""
    kinds = by_kind(_gathered(dossier, units, "difficulties"))
    return [
        {"序号": level_number(2, number), "方面": kind, "反馈": _told_once(told)}
        for number, (kind, told) in enumerate(kinds.items(), 1)
    ]


def _told(dossier: Dossier, item: PlacedItem, entry: Progress) -> str:
    """Progress and published data as sentences, after the number and name of the measure that they are about."""
    data = words(entry.data)
    told = words(entry.progress) + (f"公开数据：{data}" if data else "")
    numbers = {measure_key(dossier.measure(measure)): number for number, measure in item.passages}
    name = first_sentence(entry.measure)
    if not told or not name:
        return told
    return f"{numbers.get(measure_key(name), '')}{name}{f'（{entry.state}）' if entry.state else ''}，{told}"


def _gathered(dossier: Dossier, units: Sequence[Unit], what: str) -> list[tuple[str, str]]:
    """What each unit wrote under a label, each of its sentences once."""
    found = []
    for unit in units:
        answer = dossier.return_of(unit)
        typed = [words(getattr(entry, what)) for entry in answer.progress] if answer else []
        told = list(dict.fromkeys(one.rstrip("。") for one in typed if one))
        if told:
            found.append((unit.short_name, "；".join(told) + "。"))
    return found


def _row(dossier: Dossier, unit: Unit, number: int) -> Fields:
    """One unit in 附件1."""
    return {
        "序号": str(number),
        "单位": unit.short_name,
        "方案": _when(dossier, dossier.PLAN, unit, "未报送"),
        "专栏": _when(dossier, dossier.COLUMN, unit, "未反馈"),
        "报告": _when(dossier, dossier.REPORT, unit, "未报送"),
    }


def _when(dossier: Dossier, what: str, unit: Unit, not_done: str) -> str:
    """The day, and whether it was late; a dash where no deadline binds the unit and it has said nothing."""
    bound, day = dossier.deadline_for(what, unit) is not None, day_of(dossier, what, unit)
    if day is None:
        return "已报送" if has_done(dossier, what, unit) else not_done if bound else "—"
    return day.text() + ("\n（逾期）" if bound and is_late(dossier, what, unit, day) else "")


def _progress(dossier: Dossier, item: PlacedItem) -> Fields:
    """One item in 附件2: for each measure the state that each lead gives."""
    return {
        "序号": item.label,
        "标题": item.content.title,
        "牵头": leads(dossier, item),
        "措施": [
            {
                "序号": number,
                "名称": first_sentence(dossier.measure(measure)),
                "状态": _states_given(dossier, item, measure),
            }
            for number, measure in item.passages
        ],
    }


def _states_given(dossier: Dossier, item: PlacedItem, measure: Measure) -> str:
    """The state that each lead gives of a measure, a line each; one word where all give the same."""
    given: dict[str, str] = {}
    for unit in dossier.leads(item):
        entry = said_of_measure(dossier, unit, item, measure)
        silent = "未反馈" if dossier.return_of(unit) else "未报送"
        given[unit.short_name] = (entry.state if entry else None) or silent
    if len(set(given.values())) == 1:
        state = next(iter(given.values()))
        return state if len(given) == 1 else f"均{state}"
    return "\n".join(f"{name}：{state}" for name, state in given.items())


KIND = Kind(
    name="progress-summary",
    command="progress-summary",
    title="进展情况汇总",
    rank=6,
    outputs=outputs,
    reads_returns=True,
)
