"""进展情况汇总: the office's report of December, from what the units have returned and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.phrases import common_fields, labels, limit, name_lines, short_names
from generators.dossier.status import filled_in
from generators.dossier.tally import (
    SILENT,
    UNCLEAR,
    UNENTERED,
    day_of,
    declines,
    entries_for_item,
    entry_for_measure,
    has_feedback,
    is_done,
    is_late,
    is_unchecked,
    no_feedback_reason,
    states_of_measures,
    status_given,
    tally,
    units_by_state,
    with_feedback,
)
from generators.dossier.unit_words import department_name, local_name
from generators.kinds import PROGRESS_SUMMARY
from generators.plan import Fields, FieldValue, Output, notice_path
from generators.summary.figures import progress_chart, states_chart
from generators.summary.narrative import by_kind, words
from generators.summary.outlook import outlook
from generators.summary.quotations import problems
from generators.summary.sections import area, common_problems, details, problems_by_kind, safeguard, state_counts
from generators.summary.traces import traces
from generators.typesetting.table_pages import UPRIGHT, Grid, item_parts
from generators.typesetting.titles import title_lines
from generators.wording import DECLINED, Answer, in_bracket, level_number, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.nodes import Measure
    from generators.dossier.tasks import PlacedItem

_STATES, _OF_CITIES = 14, 26  # characters in the columns of states of 附件2 and 附件3
_LEADS = 8  # characters of the names that lead in the column of tasks of 附件2, beside their brackets
# Of 附件2, points: the text of its table, and what stands over it (附件2, a blank line, the title). 牵头 stands below
# 标题 in one cell of 10 characters: at half of its width it takes the lines of both.
_GRID, _ABOVE = Grid(12.5, 3.5, {"标题": 10, "牵头": 5, "名称": 13, "状态": _STATES}, head=20, page=UPRIGHT), 87


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One summary."""
    units = dossier.reporting_units
    title = f"{dossier.cited}{PROGRESS_SUMMARY.title}"
    texts = _texts(dossier, units)
    yield Output(
        path=notice_path(dossier.name, PROGRESS_SUMMARY.title),
        title=title,
        fields={
            **common_fields(dossier),
            "标题": title_lines(title, [dossier.cited, PROGRESS_SUMMARY.title]),
            **_counted(dossier),
            **texts,
            **_numbers(dossier, texts),
            "各领域状态": states_chart(dossier),
            "报送进度": progress_chart(dossier, units),
            "数字来源": traces(dossier, units, by_kind(problems(dossier, units))),
            "报送一览": [_row(dossier, unit, number) for number, unit in enumerate(units, 1)],
            "进展一览": _progress(dossier),
            "有序号": "是" if any(number for item in dossier.tasks for number, _ in item.passages) else "",
        },
    )


def _counted(dossier: Dossier) -> Fields:
    """The figures of the general part, and the day up to which they count."""
    day = dossier.summary_day
    asked = dossier.units_bound_for(dossier.REPORT)
    return {
        "截至": day.text() if day else "",
        "报送": _tally(dossier, dossier.REPORT, asked),
        "部门": _tally(dossier, dossier.REPORT, [unit for unit in asked if not unit.is_city]),
        "市": _tally(dossier, dossier.REPORT, [unit for unit in asked if unit.is_city]),
        "各地": local_name(dossier),
        "各部门": department_name(dossier),
        "方案": _tally(dossier, dossier.PLAN, dossier.units_bound_for(dossier.PLAN)),
        "专栏": _tally(dossier, dossier.COLUMN, dossier.units_bound_for(dossier.COLUMN)),
        "措施": _measures(dossier),
    }


def _texts(dossier: Dossier, units: Sequence[Unit]) -> dict[str, FieldValue]:
    """The text of the parts: what the office wrote in the content (汇总), else what the units reported."""
    office = dossier.notice.summary
    areas = [area(dossier, item, number, units) for number, item in enumerate(dossier.tasks, 1)]
    safeguards = [safeguard(dossier, item, number, units) for number, item in enumerate(dossier.safeguards, 1)]
    return {
        "导语": office.introduction,
        "领域": areas,
        "尚无进展": "" if any(one["文字"] or one["其他"] or not one["均未报送"] for one in areas) else "是",
        "保障": safeguards if any(one["文字"] or one["反馈数"] for one in safeguards) else [],
        "自写问题": office.problems,
        "主要问题": "" if office.problems else common_problems(dossier, units),
        "问题": problems_by_kind(dossier, units),
        "自写下一步": office.next_steps,
        "打算": outlook(dossier, units),
        "各市一览": _cities(dossier, units),
        "详情": details(dossier, units),
    }


def _numbers(dossier: Dossier, texts: Fields) -> Fields:
    """The numbers of headings and attachments; empty for those that are not there."""
    returns, tasks, reports = dossier.reporting_units, dossier.tasks, dossier.units_bound_for(dossier.REPORT)
    parts = (("总体", True), ("领域", tasks), ("保障", dossier.safeguards), ("问题", True), ("下一步", True))
    asked = [(name, dossier.units_bound_for(what)) for name, what in (("方案", dossier.PLAN), ("专栏", dossier.COLUMN))]
    attached = (("报送", returns), ("任务", tasks), *((name, texts[name]) for name in ("各市一览", "详情")))
    return {
        "编号": _in_turn(parts, lambda number: level_number(1, number)),
        "小节": _in_turn(
            (("报送", reports), *asked, ("措施", tasks)),
            lambda number: level_number(2, number),
        ),
        "附件号": _in_turn(attached, str),
    }


def _in_turn(parts: Sequence[tuple[str, object]], numbered: Callable[[int], str]) -> Fields:
    present = [name for name, shown in parts if shown]
    return {name: numbered(present.index(name) + 1) if shown else "" for name, shown in parts}


def _tally(dossier: Dossier, what: Answer, units: Sequence[Unit]) -> Fields:
    """Counts as text; a count of nothing is empty, so that a template can ask whether there is any."""
    counted = tally(dossier, what, units)
    filled = [(unit, words) for unit in counted.missing if (words := filled_in(dossier, what, unit))]
    return {
        "截止": "、".join(limit(deadline) for deadline in dossier.deadlines_for(what)),
        "应报": _count(len(units)),
        "已报": _count(counted.done),
        "按时": _count(len(counted.in_time)),
        "逾期": _count(len(counted.late)),
        "逾期单位": short_names(counted.late),
        "未报": _count(len(counted.missing)),
        "未反馈": _count(len(counted.missing) - len(filled)),
        "日期不计": _count(len(filled)),
        "日期不计单位": listed(f"{unit.short_name}填报“{in_bracket(words)}”" for unit, words in filled),
        "待核单位": short_names(counted.unchecked),
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
        "状态": state_counts(counted, "项"),
    }


def _row(dossier: Dossier, unit: Unit, number: int) -> Fields:
    """One unit in 附件1."""
    return {
        "序号": str(number),
        "单位": unit.short_name,
        "方案": _when(dossier, dossier.PLAN, unit, "未报送"),
        "专栏": _when(dossier, dossier.COLUMN, unit, "未反馈"),
        "报告": _when(dossier, dossier.REPORT, unit, "未报送"),
    }


def _when(dossier: Dossier, what: Answer, unit: Unit, not_done: str) -> str:
    """The day, and whether it was late; a dash where no deadline binds the unit and it reported nothing.

    A line below it: what was filled in and does not count, a later day or words that are no date.
    """
    bound, day = dossier.deadline_for(what, unit) is not None, day_of(dossier, what, unit)
    if bound and is_unchecked(dossier, what, unit):
        return "待核"
    if is_done(dossier, what, unit):
        late = bound and is_late(dossier, what, unit, day)
        return (day.text() if day else "已报送") + ("（逾期）" if late else "")
    filled = filled_in(dossier, what, unit)
    return (not_done if bound else "—") + (f"\n（填报“{in_bracket(filled)}”）" if filled else "")


def _progress(dossier: Dossier) -> list[Fields]:
    """附件2: for each item and measure the state that each lead gives, in the parts that the pages have."""
    items: list[Fields] = [
        {
            "序号": item.label,
            "标题": item.title,
            "牵头": name_lines(labels(dossier, item.lead.departments), _LEADS) if item.lead else "",
            "措施": [
                {
                    "序号": number,
                    "名称": dossier.name_of(measure),
                    "状态": _states_given(dossier, item, measure),
                }
                for number, measure in item.passages
            ],
        }
        for item in dossier.tasks
    ]
    return list(item_parts(items, _GRID, _ABOVE))


def _states_given(dossier: Dossier, item: PlacedItem, measure: Measure) -> str:
    """The states that the leads give of a measure, a line each with who gives it; of a single lead the state alone."""
    given: dict[str, list[Unit]] = {}
    for unit in dossier.leads(item):
        given.setdefault(_state_given(dossier, item, measure, unit), []).append(unit)
    if not given:  # nobody leads it: it counts among those without feedback
        return SILENT
    if len(given) == 1:
        ((state, units),) = given.items()
        return state if len(units) == 1 else name_lines([one.short_name for one in units], _STATES, f"均{state}")
    return "\n".join(_with_units(f"{state}：", units, _STATES) for state, units in given.items())


def _with_units(words: str, units: Sequence[Unit], most: int) -> str:
    first, *rest = (unit.short_name for unit in units)
    return name_lines([f"{words}{first}", *rest], most)


def _state_given(dossier: Dossier, item: PlacedItem, measure: Measure, unit: Unit) -> str:
    """The state that one lead gives a measure, or the reason why there is none."""
    entry = entry_for_measure(dossier, unit, item, measure)
    if entry and has_feedback(entry):
        if declines(entry):
            reason = words(entry.progress).removesuffix("。")
            return f"{DECLINED}（{reason}）" if reason else DECLINED
        return status_given(entry) or UNCLEAR
    of_whole = any(has_feedback(one) and not one.measure for one in entries_for_item(dossier, unit, item))
    return "未分项反馈" if of_whole else no_feedback_reason(dossier, unit)


def _cities(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """附件3: for each item which cities give which state; empty before a city has answered."""
    cities = [unit for unit in units if unit.is_city]
    rows = [_city_row(dossier, item, cities) for item in dossier.tasks]
    return rows if any(with_feedback(dossier, item, cities) for item in dossier.tasks) else []


def _city_row(dossier: Dossier, item: PlacedItem, cities: Sequence[Unit]) -> Fields:
    asked = [unit for unit in cities if unit not in dossier.leads(item)]
    by_state = units_by_state(dossier, item, asked)
    answered = {unit.name for those in by_state.values() for unit in those}
    silent = [unit for unit in asked if unit.name not in answered]
    on_paper = [unit for unit in silent if no_feedback_reason(dossier, unit) == UNENTERED]
    groups = {**by_state, SILENT: [unit for unit in silent if unit not in on_paper], UNENTERED: on_paper}
    lines = (_with_units(f"{state}{len(those)}个：", those, _OF_CITIES) for state, those in groups.items() if those)
    return {
        "序号": item.label,
        "标题": item.title,
        "状态": f"{local_name(dossier)}均{SILENT}"
        if asked and groups[SILENT] == asked
        else "\n".join(lines) or f"{local_name(dossier)}均牵头，见牵头单位的反馈",
    }


def asked(dossier: Dossier) -> bool:
    """Whether anybody is to report, or has reported anything; a filled table of an attachment is no report."""
    reported = any(one.progress or one.loose or one.as_written for one in dossier.returns)
    return reported or any(map(dossier.units_bound_for, Answer))
