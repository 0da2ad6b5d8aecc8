"""Who has returned what: one state a unit and deadline, counted by the day, told in words; the deadlines as a calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from support.files import NOTICE, load_workspace
from support.returns import Returned

import cli
from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.icalendar import calendar
from generators.dossier.returns import Origin, Return, TaskEntry
from generators.dossier.status import Light, State, deadline_statuses
from generators.dossier.tally import tally
from generators.dossier.workdays import Workdays
from generators.wording import Answer

Duban = Callable[..., Result]
FINANCE, AUDIT = "省财政厅", "省审计厅"
PLAN, COLUMN, REPORT = "实施方案", "专栏开通", "进展报告"


@pytest.fixture
def asked(duban: Duban) -> Callable[[str], dict[str, Any]]:
    """The JSON of a status as of a day."""

    def ask(on: str) -> dict[str, Any]:
        result = duban("status", "--on", on, "--json")
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.stdout))

    return ask


def state(report: dict[str, Any], unit: str, deadline: str) -> tuple[str, int]:
    (found,) = [one for one in report["units"] if (one["for"], one["deadline"]) == (unit, deadline)]
    return found["state"], found["days_late"]


# -- the states ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2013-12-12", ("due", 0)),
        ("2013-12-13", ("due", 0)),  # the last day itself is in time
        ("2013-12-14", ("overdue", 1)),
        ("2014-01-02", ("overdue", 20)),  # over New Year, in calendar days
    ],
)
def test_a_report_that_has_not_come_is_due_until_its_last_day(
    asked: Callable[[str], dict[str, Any]], on: str, expected: tuple[str, int]
) -> None:
    assert state(asked(on), FINANCE, REPORT) == expected


@pytest.mark.parametrize(
    ("came", "late"), [("2013-12-12", 0), ("2013-12-13", 0), ("2013-12-14", 1), ("2014-01-03", 21)]
)
def test_a_report_counts_by_the_day_it_was_received(
    asked: Callable[[str], dict[str, Any]], returned: Returned, came: str, late: int
) -> None:
    returned(FINANCE, f"收到日期: {came}")
    assert state(asked("2014-02-01"), FINANCE, REPORT) == ("returned", late)


def test_what_came_after_the_day_asked_for_does_not_count_yet(
    asked: Callable[[str], dict[str, Any]], returned: Returned
) -> None:
    returned(FINANCE, "收到日期: 2013-12-16")
    days = ("2013-12-13", "2013-12-15", "2013-12-16")
    assert [state(asked(day), FINANCE, REPORT) for day in days] == [("due", 0), ("overdue", 2), ("returned", 3)]


def test_plan_and_column_count_by_their_own_days_and_a_plan_is_no_report(
    asked: Callable[[str], dict[str, Any]], returned: Returned
) -> None:
    returned(FINANCE, "方案报送日期: 2013-09-06", "开通日期: 2013-10-18")
    report = asked("2013-12-14")
    assert state(report, FINANCE, PLAN) == ("returned", 0)
    assert state(report, FINANCE, COLUMN) == ("returned", 2)
    assert state(report, FINANCE, REPORT) == ("overdue", 1)
    assert state(report, AUDIT, PLAN) == ("overdue", 99)


@pytest.mark.parametrize("by", ["纸质", "扫描件", "电话"])
def test_what_was_noted_on_paper_or_by_telephone_has_come_and_its_content_is_missing(
    asked: Callable[[str], dict[str, Any]], returned: Returned, duban: Duban, by: str
) -> None:
    returned(FINANCE, "来源:", f"  - {{ 收到: 2013-12-15, 方式: {by} }}", f"  - {{ 收到: 2013-12-14, 方式: {by} }}")
    assert state(asked("2013-12-20"), FINANCE, REPORT) == ("returned", 1)
    assert state(asked("2013-12-13"), FINANCE, REPORT) == ("due", 0)
    told = duban("status", "--on", "2013-12-20").output
    assert "部门 绿 逾期1天报送 1个：省财政厅" in told
    assert "部门 已报送，内容还没有录入 1个：省财政厅" in told


def test_a_file_that_came_without_being_a_report_is_none(
    asked: Callable[[str], dict[str, Any]], returned: Returned
) -> None:
    returned(FINANCE, "来源:", "  - { 文件: 方案.docx, 收到: 2013-09-05 }")
    assert state(asked("2013-12-14"), FINANCE, REPORT) == ("overdue", 1)


def test_a_report_without_its_day_has_come_and_is_told(
    asked: Callable[[str], dict[str, Any]], returned: Returned, duban: Duban
) -> None:
    returned(FINANCE, "进展:", "  - { 事项: 加强制度建设, 完成状态: 已完成 }")
    assert state(asked("2013-12-20"), FINANCE, REPORT) == ("returned", 0)
    assert "没有写收到日期，按时与否看不出 1个：省财政厅" in duban("status", "--on", "2013-12-20").output


def test_a_deadline_of_a_month_is_kept_until_its_end(
    asked: Callable[[str], dict[str, Any]], edit: Callable[[str, str], None]
) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12")
    assert [state(asked(day), FINANCE, REPORT) for day in ("2013-12-31", "2014-01-01")] == [("due", 0), ("overdue", 1)]


def test_departments_and_cities_may_have_deadlines_of_their_own(
    asked: Callable[[str], dict[str, Any]], edit: Callable[[str, str], None]
) -> None:
    edit(
        "    截止: 2013-12-13\n    对象: [各市, 牵头部门]\n",
        "    截止: 2013-12-13\n    对象: [牵头部门]\n  - 名称: 进展报告（各市）\n    截止: 2013-12-20\n    对象: [各市]\n",
    )
    report = asked("2013-12-14")
    assert state(report, FINANCE, REPORT) == ("overdue", 1)
    assert state(report, "沈阳市人民政府", "进展报告（各市）") == ("due", 0)
    assert len([one for one in report["units"] if one["deadline"].startswith(REPORT)]) == 31


# -- what is printed ---------------------------------------------------------------------------------------------------


def test_json_has_the_keys_promised_in_official_order(asked: Callable[[str], dict[str, Any]]) -> None:
    report = asked("2013-12-14")
    assert list(report) == ["notice", "on", "units"]
    assert (report["notice"], report["on"]) == (NOTICE, "2013-12-14")
    assert set(report["units"][0]) >= {"for", "deadline", "due", "state", "days_late"}
    assert [one["deadline"] for one in report["units"]] == [PLAN] * 17 + [COLUMN] * 17 + [REPORT] * 31
    reports = [one for one in report["units"] if one["deadline"] == REPORT]
    assert {one["due"] for one in reports} == {"2013-12-13"}
    assert (reports[0]["for"], reports[17]["for"]) == ("省编委办", "沈阳市人民政府")


def test_the_table_counts_departments_and_cities_apart_and_names_who_is_missing_or_late(
    returned: Returned, duban: Duban
) -> None:
    returned(FINANCE, "收到日期: 2013-12-16")
    returned(AUDIT, "收到日期: 2013-12-17")
    returned("沈阳市人民政府", "收到日期: 2013-12-13")
    result = duban("status", "--on", "2013-12-18")
    lines = result.output.split("进展报告  2013年12月13日前\n")[1].splitlines()
    assert lines[:4] == [
        "        应报  已报  其中逾期  未报",
        "  部门    17     2         2    15",
        "  各市    14     1         0    13",
        "  合计    31     3         2    28",
    ]
    assert lines[4].startswith("  部门 红 逾期5天未报送 15个：省编委办、省教育厅、省科技厅、省国土资源厅、")
    assert lines[5:7] == ["  部门 绿 逾期3天报送 1个：省财政厅", "  部门 绿 逾期4天报送 1个：省审计厅"]
    assert lines[7] == "  部门 已报送，内容还没有录入 2个：省财政厅、省审计厅"
    assert lines[8].startswith("  各市 红 逾期5天未报送 13个：大连市、鞍山市、") and "沈阳市" not in lines[8]
    assert result.output.splitlines()[0] == f"{NOTICE}，截至2013年12月18日（周三）"
    assert result.exit_code == 0
    assert result.output.encode("gbk")


def test_a_column_is_opened_and_not_sent_in(returned: Returned, duban: Duban) -> None:
    returned(FINANCE, "开通日期: 2013-10-20")
    lines = duban("status", "--on", "2013-10-22").output.split("专栏开通  2013年10月16日前\n")[1].split("\n\n")[0]
    assert lines.splitlines()[0].split() == ["应开通", "已开通", "其中逾期", "未开通"]
    assert "部门 红 逾期6天未开通 16个：" in lines and "部门 绿 逾期4天开通 1个：省财政厅" in lines
    assert "报" not in lines.replace("报告", "")


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2013-12-09", "部门 未到期 还有4个工作日 17个"),
        ("2013-12-10", "部门 黄 还有3个工作日 17个"),
        ("2013-12-13", "部门 黄 当天到期 17个"),
        ("2013-12-14", "部门 红 逾期1天未报送 17个"),
    ],
)
def test_lights_stand_in_words(duban: Duban, on: str, told: str) -> None:
    assert told in duban("status", "--on", on).output


def test_nearness_is_counted_over_the_national_holidays(duban: Duban, edit: Callable[[str, str], None]) -> None:
    edit("截止: 2013-10-16", "截止: 2013-10-10")  # after 1 to 7 October, with Sunday 29 September worked
    assert "黄 还有3个工作日" in duban("status", "--on", "2013-09-30").output
    assert "未到期 还有4个工作日" in duban("status", "--on", "2013-09-29").output
    edit("截止: 2013-10-10", "截止: 2013-10-05")
    assert "黄 到期前没有工作日了" in duban("status", "--on", "2013-09-30").output


def test_colour_is_for_terminals_and_words_are_always_there(workspace: Path) -> None:
    arguments = ["-C", str(workspace), "status", "--on", "2013-12-14"]
    assert "\x1b" not in CliRunner().invoke(cli.cli, arguments).output
    painted = CliRunner().invoke(cli.cli, arguments, color=True).output
    assert "\x1b[31m红 逾期1天未报送\x1b[0m 17个：" in painted


def test_the_next_step_can_be_copied(workspace: Path, duban: Duban) -> None:
    told = duban("status", "--on", "2013-12-14").output
    assert f'收到材料以后：duban -C "{workspace}" collect 文件或文件夹 --notice {NOTICE}\n' in told
    assert f'催报：duban -C "{workspace}" reminders {NOTICE} --on 2013-12-14\n' in told


def test_when_all_have_returned_the_summary_is_next(
    workspace: Path, duban: Duban, edit: Callable[[str, str], None], returned: Returned
) -> None:
    edit("对象: [各市, 牵头部门]", "对象: [省财政厅]")
    for name in (PLAN, COLUMN):
        edit(f"  - 名称: {name}\n", f"  - 名称: 其他{name}\n")
    path = workspace / "content" / NOTICE / "notice.yaml"
    path.write_text(path.read_text("utf-8").replace("【时限：实施方案】", "【时限：其他实施方案】"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("【时限：专栏开通】", "【时限：其他专栏开通】"), "utf-8")
    returned(FINANCE, "收到日期: 2013-12-10")
    told = duban("status", "--on", "2013-12-14").output
    assert f'都已报送。汇总：duban -C "{workspace}" progress-summary {NOTICE}' in told
    assert "合计" not in told and "  部门     1     1         0     0\n" in told


def test_a_notice_without_such_deadlines_says_so(workspace: Path, duban: Duban) -> None:
    path = workspace / "content" / NOTICE / "notice.yaml"
    text = path.read_text("utf-8")
    for name in (PLAN, COLUMN, REPORT):
        text = text.replace(f"名称: {name}\n", f"名称: 其他{name}\n").replace(f"：{name}】", f"：其他{name}】")
    path.write_text(text, "utf-8")
    result = duban("status", "--on", "2013-12-14")
    assert result.exit_code == 0
    assert "没有要催报的：没有名称以“实施方案”“专栏”“进展报告”开头，或写了“报送”，又约束了单位的时限。" in result.output
    assert json.loads(duban("status", "--json").stdout)["units"] == []


@pytest.mark.parametrize("content", ["收到日期: 2013-12-32", "进展: [["])
def test_a_faulty_return_is_named_and_its_unit_counts_as_returned(
    returned: Returned, duban: Duban, content: str
) -> None:
    returned(FINANCE, content)
    returned("省审计厅", "收到日期: 2013-12-10")
    result = duban("status", "--on", "2013-12-14")
    assert result.exit_code == 1
    assert "returns/省财政厅.yaml:" in result.output and "省财政厅算作已报送、内容待核" in result.output
    report = json.loads(duban("status", "--on", "2013-12-14", "--json").stdout)
    assert report["problems"][0]["severity"] == "error"
    states = {one["for"]: one["state"] for one in report["units"] if one["deadline"] == "进展报告"}
    assert states["省财政厅"] == states["省审计厅"] == "returned" and states["省教育厅"] == "overdue"
    letters = duban("reminders", "--on", "2013-12-14", "--dry-run")
    assert "省教育厅" in letters.output and "省财政厅-" not in letters.output


def test_of_a_faulty_return_no_plan_and_no_column_is_counted_as_come(
    workspace: Path, returned: Returned, duban: Duban
) -> None:
    returned(FINANCE, "收到日期: 2013-12-10\n方案报送日期: 2013-09-05\n开通日期: 2013-10-10\n进展: 错")
    returned("省审计厅", "收到日期: 2013-12-10\n方案报送日期: 2013-09-05")
    dossier = load_workspace(workspace).dossier
    assert dossier
    counted = tally(dossier, dossier.PLAN, dossier.units_bound_for(dossier.PLAN))
    assert [unit.name for unit in counted.in_time] == ["省审计厅"] and counted.done == 1
    assert [unit.name for unit in counted.unchecked] == [FINANCE] and FINANCE not in {u.name for u in counted.missing}
    assert "部门 报送材料有错，报送没有看不出 1个：省财政厅" in duban("status", "--on", "2013-12-14").output
    assert FINANCE in {unit.name for unit in tally(dossier, dossier.REPORT, list(dossier.units)).in_time}


def test_an_unknown_notice_or_no_day_is_wrong_usage(duban: Duban) -> None:
    assert duban("status", "2014").exit_code == 2
    result = duban("status", "--on", "2013-12")
    assert result.exit_code == 2 and "没有写到日" in result.output


# -- one truth for status and summary ------------------------------------------------------------------------------------

DAYS = st.dates(date(2013, 8, 1), date(2014, 3, 1))
MAYBE = st.none() | DAYS


def partial(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


@st.composite
def returns(draw: st.DrawFn) -> Return:
    """A return with any of its days, a report or none, and notes of what came by other ways."""
    origins = [
        Origin.model_construct(received_on=partial(day), by=by)
        for day, by in draw(st.lists(st.tuples(DAYS, st.sampled_from(["电子版", "纸质", "电话"])), max_size=2))
    ]
    return Return.model_construct(
        plan_sent_on=partial(draw(MAYBE)),
        column_opened_on=partial(draw(MAYBE)),
        received_on=partial(draw(MAYBE)),
        progress=draw(st.sampled_from([[], [TaskEntry.model_construct(item="加强制度建设")]])),
        origins=origins,
        loose=[],
    )


def independent(one: Return | None, deadline: str, due: date, on: date) -> tuple[str, int]:
    """The state by the words of the rule, written a second time."""
    days: list[date] = []
    reported = False
    if one is not None and deadline == REPORT:
        noted = [origin.received_on.last_day for origin in one.origins if origin.by != "电子版"]
        days = [one.received_on.last_day] if one.received_on else sorted(noted)[:1]
        reported = bool(one.progress) and not days
    elif one is not None:
        day = one.plan_sent_on if deadline == PLAN else one.column_opened_on
        days = [day.last_day] if day else []
    if reported:
        return "returned", 0
    if days and days[0] <= on:
        return "returned", max(0, (days[0] - due).days)
    return ("overdue", (on - due).days) if on > due else ("due", 0)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(answers=st.lists(st.none() | returns(), min_size=31, max_size=31), on=DAYS)
def test_every_unit_has_exactly_one_state_and_the_counts_agree(
    dossier: Dossier, answers: list[Return | None], on: date
) -> None:
    units = dossier.reporting_units
    given_ = {unit.name: one for unit, one in zip(units, answers, strict=True) if one}
    held = tuple(one.model_copy(update={"unit": name}) for name, one in given_.items())
    told = Dossier(dossier.name, dossier.notice, dossier.units, held)
    found = list(deadline_statuses(told, on))
    assert len({(one.unit.name, one.deadline.name) for one in found}) == len(found) == 17 + 17 + 31
    for one in found:
        expected = independent(given_.get(one.unit.name), one.deadline.name, one.due, on)
        assert (one.state.value, one.days_late) == expected
        assert one.state is not State.RETURNED or one.returned_on is None or one.returned_on <= on
    day = told.summary_day  # of the summary, which counts only what had been done by then
    assert day is not None
    last = [one for one in deadline_statuses(told, day.last_day) if one.state is State.RETURNED]
    for what, deadline in ((Answer.PLAN, PLAN), (Answer.COLUMN, COLUMN), (Answer.REPORT, REPORT)):
        counted = tally(told, what, told.units_bound_for(what))
        returned = [one for one in last if one.deadline.name == deadline]
        assert counted.done == len(returned)
        assert [unit.name for unit in counted.late] == [one.unit.name for one in returned if one.days_late]


@given(on=DAYS)
def test_every_standing_has_one_light_and_words(dossier: Dossier, on: date) -> None:
    for one in deadline_statuses(dossier, on):
        left = Workdays().workdays_between(on, one.due)
        assert isinstance(one.light(left), Light) and one.words(on, left).encode("gbk")
        assert (one.light(left) is Light.RED) == (one.state is State.OVERDUE)


# -- the calendar --------------------------------------------------------------------------------------------------------


def events(raw: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def test_all_deadlines_become_all_day_events_with_an_alarm_three_days_before(workspace: Path, duban: Duban) -> None:
    result = duban("status", "--on", "2013-08-21", "--ics", "时限.ics")
    assert result.exit_code == 0 and "8 个时限已写进" in result.output
    found = events((workspace / "时限.ics").read_bytes())
    assert len(found) == 8
    first = found[0]
    assert str(first["SUMMARY"]) == "将具体实施方案报省政府办公厅（牵头部门）"
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2013, 9, 6), date(2013, 9, 7))
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-3) and alarm["ACTION"] == "DISPLAY"
    summaries = {str(event["SUMMARY"]): event["DTSTART"].dt for event in found}
    assert summaries["实现重大事故调查报告全面公开（省安全生产监管局）"] == date(2013, 12, 31)
    assert summaries["县级政府及其部门全面公开“三公”经费（由所在的市督促）（各市）"] == date(2014, 12, 31)


def test_an_event_keeps_its_identity_and_takes_its_new_date(
    workspace: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    file = workspace / "时限.ics"
    assert duban("status", "--on", "2013-08-21", "--ics", "时限.ics").exit_code == 0
    first = file.read_bytes()
    assert duban("status", "--on", "2013-08-21", "--ics", "时限.ics").exit_code == 0
    assert file.read_bytes() == first
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    assert duban("status", "--on", "2013-08-22", "--ics", "时限.ics").exit_code == 0
    old, new = (sorted(events(raw), key=lambda event: event["UID"]) for raw in (first, file.read_bytes()))
    assert [event["UID"] for event in old] == [event["UID"] for event in new]
    moved = [two["DTSTART"].dt for one, two in zip(old, new, strict=True) if one["DTSTART"].dt != two["DTSTART"].dt]
    assert moved == [date(2013, 12, 20)]
    assert all(two["SEQUENCE"] > one["SEQUENCE"] for one, two in zip(old, new, strict=True))


def test_lines_are_folded_by_octets_and_no_character_is_torn(dossier: Dossier) -> None:
    words = "甲；乙, 丙; 丁\\戊\n己\r庚" + "很长的事由" * 40 + "𠮷" * 30
    deadline = dossier.notice.deadlines[0].model_copy(update={"matter": words})
    long = dossier.notice.model_copy(update={"deadlines": [deadline]})
    raw = calendar(Dossier(dossier.name, long, dossier.units), date(2013, 8, 21))
    lines = raw.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 and line.decode("utf-8") for line in lines[:-1])
    assert raw.count(b"\n") == raw.count(b"\r\n")
    (event,) = events(raw)
    assert str(event["SUMMARY"]) == words.replace("\r", "\n") + "（牵头部门）"


def test_a_deadline_at_the_end_of_time_is_written(dossier: Dossier) -> None:
    deadline = dossier.notice.deadlines[0].model_copy(update={"due": PartialDate(9999)})
    far = dossier.notice.model_copy(update={"deadlines": [deadline]})
    raw = calendar(Dossier(dossier.name, far, dossier.units), date(2013, 8, 21))
    assert events(raw)[0]["DTSTART"].dt == date.max


@pytest.mark.parametrize("kept", ["words", "other program", "other notice", "folder"])
def test_what_is_no_earlier_calendar_of_the_notice_is_never_overwritten(
    workspace: Path, duban: Duban, dossier: Dossier, kept: str
) -> None:
    file = workspace / "时限.ics"
    ours = calendar(dossier, date(2013, 8, 21))
    other = calendar(Dossier("2014-other", dossier.notice, dossier.units), date(2013, 8, 21))
    contents = {"words": b"", "other program": ours.replace(b"-//duban//", b"-//other//"), "other notice": other}
    if kept == "folder":
        file.mkdir()
    else:
        file.write_bytes(contents[kept])
    result = duban("status", "--ics", "时限.ics")
    assert result.exit_code == 2 and "不是这份通知先前导出的日历，没有覆盖" in result.stderr
    assert kept == "folder" or file.read_bytes() == contents[kept]


def test_a_calendar_needs_its_ending_and_an_open_notice(
    workspace: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    assert duban("status", "--ics", f"content/{NOTICE}/notice.yaml").exit_code == 2
    edit("附注: 此件公开发布", "密级: 机密★1年")
    result = duban("status", "--ics", "时限.ics")
    assert result.exit_code == 2 and "不能导出到日历" in result.stderr
    assert not (workspace / "时限.ics").exists()


def test_nothing_is_written_where_the_content_has_errors(
    workspace: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-33")
    assert duban("status", "--ics", "时限.ics").exit_code == 1
    assert not (workspace / "时限.ics").exists()


def test_the_dossier_of_a_workspace_gives_the_same_standings(workspace: Path, dossier: Dossier) -> None:
    loaded = load_workspace(workspace)
    assert loaded.dossier is not None
    day = date(2013, 12, 14)
    assert list(deadline_statuses(loaded.dossier, day)) == list(deadline_statuses(dossier, day))
