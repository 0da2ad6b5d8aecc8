"""进展情况汇总: the office's report of December, from what the units have returned and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.tally import (
    Tally,
    as_of,
    columns_opened,
    said_of_item,
    said_of_measure,
    states,
    tally,
)
from generators.dossier.words import common_fields, leads, limit, manner, short_names
from generators.plan import Fields, Kind, Output, notice_path
from generators.typesetting import title_lines
from generators.wording import first_sentence

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
            "报送": _tally(tally(dossier, units)),
            "部门": _tally(tally(dossier, [unit for unit in units if not unit.is_city])),
            "市": _tally(tally(dossier, [unit for unit in units if unit.is_city])),
            "专栏": _columns(dossier),
            "措施": _states(dossier),
            "领域": [_area(dossier, item) for item in dossier.tasks],
            "保障": [
                {
                    "序号": item.number,
                    "标题": item.content.title,
                    "反馈": _statements(dossier, item, units),
                }
                for item in dossier.safeguards
            ],
            "问题": _gathered(dossier, units, "difficulties"),
            "打算": _gathered(dossier, units, "next_steps"),
            "报送一览": [_row(dossier, unit, number) for number, unit in enumerate(units, 1)],
            "进展一览": [_progress(dossier, item) for item in dossier.tasks],
        },
    )


def _tally(counted: Tally) -> Fields:
    """Counts as text; a count of nothing is empty, so that a template can ask whether there is any."""
    return {
        "应报": _count(counted.due),
        "已报": _count(counted.returned),
        "按时": _count(counted.in_time),
        "逾期": _count(counted.late),
        "未报": _count(len(counted.missing)),
        "未报单位": short_names(counted.missing),
        "报送率": counted.rate,
    }


def _count(number: int) -> str:
    return str(number) if number else ""


def _columns(dossier: Dossier) -> Fields:
    deadline = dossier.deadline_for(dossier.COLUMN)
    bound = dossier.bound_by(deadline) if deadline else []
    opened = columns_opened(dossier)
    return {
        "应开": _count(len(bound)),
        "已开": _count(len(opened)),
        "未反馈": short_names([unit for unit in bound if unit not in opened]),
        "截止": limit(deadline) if deadline else "",
    }


def _states(dossier: Dossier) -> Fields:
    counted, due = states(dossier)
    measures = sum(len(item.passages) for item in dossier.tasks)
    answered = sum(counted.values())
    return {
        "项数": str(measures),
        "应答": str(due),
        "已答": _count(answered),
        "未答": _count(due - answered),
        "状态": [
            {"状态": state, "项次": str(number), "占比": f"{number / due:.1%}"}
            for state, number in counted.most_common()
        ],
    }


def _area(dossier: Dossier, item: PlacedItem) -> Fields:
    own = dossier.leads(item)
    others = [unit for unit in dossier.reporting_units if unit not in own]
    silent = [unit for unit in own if not said_of_item(dossier, unit, item)]
    return {
        "序号": item.number,
        "标题": item.content.title,
        "牵头": leads(dossier, item),
        "方式": manner(dossier, item),
        "措施数": str(len(item.passages)),
        "反馈": _statements(dossier, item, own),
        "其他反馈": _statements(dossier, item, others),
        "未反馈": short_names(silent),
    }


def _statements(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Fields]:
    """What each unit says of an item, in its own words, one paragraph a unit."""
    found: list[Fields] = []
    for unit in units:
        words = [_words(entry) for entry in said_of_item(dossier, unit, item)]
        if any(words):
            found.append({"单位": unit.short_name, "内容": "".join(words)})
    return found


def _words(entry: Progress) -> str:
    """Progress and published data as sentences."""
    parts = [entry.progress, f"公开数据：{entry.data}" if entry.data else ""]
    return "".join(part.rstrip("。；") + "。" for part in parts if part)


def _gathered(dossier: Dossier, units: Sequence[Unit], what: str) -> list[Fields]:
    found: list[Fields] = []
    for unit in units:
        answer = dossier.return_of(unit)
        words = [getattr(entry, what) for entry in answer.progress] if answer else []
        told = list(dict.fromkeys(word.rstrip("。；") for word in words if word))
        if told:
            found.append({"单位": unit.short_name, "内容": "；".join(told) + "。"})
    return found


def _row(dossier: Dossier, unit: Unit, number: int) -> Fields:
    """One unit in 附件1. What does not bind a unit is a dash; what it has not said is 未报送 or 未反馈."""
    answer = dossier.return_of(unit)
    plan = answer.plan_sent_on if answer else None
    opened = answer.column_opened_on if answer else None
    received = answer.received_on.text() if answer and answer.received_on else "已报送" if answer else "未报送"
    return {
        "序号": str(number),
        "单位": unit.short_name,
        "方案": (plan.text() if plan else "未报送") if dossier.deadline_for(dossier.PLAN, unit) else "—",
        "专栏": (opened.text() if opened else "未反馈") if dossier.deadline_for(dossier.COLUMN, unit) else "—",
        "报告": received,
        "逾期": "是" if tally(dossier, [unit]).late else "",
    }


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


def _states_given(dossier: Dossier, item: PlacedItem, measure: Measure) -> list[Fields]:
    """The state that each lead gives of a measure; one line without a name where all give the same."""
    given = {}
    for unit in dossier.leads(item):
        entry = said_of_measure(dossier, unit, item, measure)
        given[unit.short_name] = (entry.state if entry else None) or "未报送"
    if len(set(given.values())) == 1:
        state = next(iter(given.values()))
        return [{"单位": "", "状态": state if len(given) == 1 else f"均{state}"}]
    return [{"单位": name, "状态": state} for name, state in given.items()]


KIND = Kind(
    name="progress-summary",
    command="progress-summary",
    title="进展情况汇总",
    rank=6,
    outputs=outputs,
    reads_returns=True,
)
