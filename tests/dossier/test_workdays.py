"""Working days: as published, as the workspace's own file corrects them, Monday to Friday where nothing is known."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from generators.dossier.workdays import Workdays, read_workdays

Duban = Callable[..., Result]
FILE = "content/节假日.yaml"
PUBLISHED, _ = read_workdays(None)
DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 31))


def with_holidays(text: str) -> Workdays:
    workdays, problems = read_workdays((FILE, text.encode("utf-8")))
    assert problems == []
    return workdays


def is_workday(workdays: Workdays, day: date) -> bool:
    return workdays.workdays_between(day - timedelta(days=1), day) == 1


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=step) for step in range(count)]


# -- as published ----------------------------------------------------------------------------------------------------------


def test_the_national_holidays_of_2013_rest_and_their_weekends_work() -> None:
    assert not any(is_workday(PUBLISHED, day) for day in days(date(2013, 10, 1), 7))
    worked = [date(2013, 9, 22), date(2013, 9, 29), date(2013, 10, 12)]
    assert [day.weekday() for day in worked] == [6, 6, 5] and all(is_workday(PUBLISHED, day) for day in worked)
    assert is_workday(PUBLISHED, date(2013, 10, 8)) and not is_workday(PUBLISHED, date(2013, 10, 13))


@given(DAYS)
def test_a_day_is_worked_as_the_library_says(day: date) -> None:
    assert is_workday(PUBLISHED, day) == chinese_calendar.is_workday(day)


@given(st.dates(date(2003, 1, 1), date(2030, 1, 1)), st.integers(-40, 400))
def test_days_between_are_those_counted_one_by_one(a: date, length: int) -> None:
    b = a + timedelta(days=length)
    one_by_one = sum(
        day in PUBLISHED.work or (day.weekday() < 5 and day not in PUBLISHED.rest)
        for day in days(a + timedelta(days=1), max(0, length))
    )
    assert PUBLISHED.workdays_between(a, b) == one_by_one


def test_boundaries_over_holiday_and_new_year() -> None:
    assert PUBLISHED.workdays_between(date(2013, 9, 30), date(2013, 10, 7)) == 0
    assert PUBLISHED.workdays_between(date(2013, 9, 30), date(2013, 10, 8)) == 1
    assert PUBLISHED.workdays_between(date(2013, 10, 8), date(2013, 10, 8)) == 0
    assert PUBLISHED.workdays_between(date(2013, 10, 11), date(2013, 10, 14)) == 2, "Saturday the 12th is worked"
    assert PUBLISHED.workdays_between(date(2013, 12, 31), date(2014, 1, 3)) == 2, "1 January rests"


# -- years without an arrangement ------------------------------------------------------------------------------------------


def test_a_year_without_data_is_counted_monday_to_friday_and_told() -> None:
    a, b = date(2098, 12, 31), date(2099, 1, 7)
    assert PUBLISHED.workdays_between(a, b) == sum(day.weekday() < 5 for day in days(date(2099, 1, 1), 7))
    (doubt,) = PUBLISHED.doubts(a, b)
    assert doubt.message == "2099年的节假日安排还没有，按周一至周五算" and FILE in doubt.hint
    assert doubt.severity == "notice"
    assert PUBLISHED.doubts(date(2013, 9, 1), date(2013, 12, 13)) == []
    assert PUBLISHED.doubts(b, a) == []


@pytest.mark.parametrize(
    ("last", "named"), [(2099, "2098年、2099年"), (2110, "2098年至2110年"), (9999, "2098年至9999年")]
)
def test_several_years_without_data_are_named_together(last: int, named: str) -> None:
    (doubt,) = PUBLISHED.doubts(date(2098, 3, 1), date(last, 12, 31))
    assert doubt.message.startswith(f"{named}的节假日安排还没有")
    assert PUBLISHED.workdays_between(date(2098, 3, 1), date(last, 12, 31)) > 0


def test_without_the_library_all_years_are_counted_so_and_the_way_out_is_named(
    duban: Duban, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    result = duban("status", "--on", "2013-12-10")
    assert result.exit_code == 0
    assert "提示：2013年的节假日安排还没有，按周一至周五算（装上 chinesecalendar" in result.output
    assert "黄 还有3个工作日" in result.output


def test_status_says_nothing_of_holidays_where_nothing_is_awaited(
    duban: Duban, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    assert "节假日" not in duban("status", "--on", "2014-12-10").output


# -- the workspace's own file --------------------------------------------------------------------------------------------


def test_the_own_file_wins_over_what_was_published() -> None:
    workdays = with_holidays("休: [2013-09-22, 2013-10-08]\n班: [2013-10-01, 2013-10-13]\n")
    expected = {"2013-09-22": False, "2013-10-08": False, "2013-10-01": True, "2013-10-13": True, "2013-10-02": False}
    assert {day: is_workday(workdays, date.fromisoformat(day)) for day in expected} == expected


@given(st.sets(st.integers(0, 39), max_size=12), st.sets(st.integers(0, 39), max_size=12), st.integers(0, 50))
def test_days_between_are_counted_with_the_own_file_too(rest: set[int], work: set[int], length: int) -> None:
    first = date(2013, 9, 16)
    off, on = ([str(first + timedelta(days=step)) for step in sorted(steps)] for steps in (rest, work - rest))
    workdays = with_holidays(f"休: [{', '.join(off)}]\n班: [{', '.join(on)}]\n")
    one_by_one = sum(
        day in workdays.work or (day.weekday() < 5 and day not in workdays.rest)
        for day in days(first + timedelta(days=1), length)
    )
    assert workdays.workdays_between(first, first + timedelta(days=length)) == one_by_one


def test_a_year_whose_holidays_stand_in_the_own_file_is_known() -> None:
    workdays = with_holidays("休:\n  - 2099-01-01\n  - 2099年1月2日\n班: [2099-01-04]\n")
    assert workdays.doubts(date(2099, 1, 1), date(2099, 2, 1)) == []
    assert workdays.workdays_between(date(2098, 12, 31), date(2099, 1, 4)) == 1, "only the Sunday"


def test_status_counts_with_the_own_file(workspace: Path, duban: Duban) -> None:
    (workspace / FILE).write_text("班: [2013-12-14]\n休: [2013-12-11, 2013-12-12]\n", "utf-8")
    assert "黄 还有3个工作日" not in duban("status", "--on", "2013-12-10").output
    assert "黄 还有1个工作日" in duban("status", "--on", "2013-12-10").output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("休：[2013-10-01]\n", ":1:1: 错误：冒号是全角“：”或后面没有空格"),
        ("假: [2013-10-01]\n", ":1:1: 错误：不认识“假”（这里可以写：休、班）"),
        ("休: 2013-10-01\n", ":1:4: 错误：“休”要写成列表"),
        ("休: [2013-10-01, 2013-10-32]\n", ":1:17: 错误：日历上没有“2013-10-32”这一天"),
        ("休: [2013-10-01至2013-10-07]\n", ":1:5: 错误：“2013-10-01至2013-10-07”不是日期"),
        ("休: [2013-10]\n", ":1:5: 错误：“2013-10”没有写到日"),
        ("休: [2013-10-01]\n班: [2013-09-29, 2013-10-1]\n", ":2:17: 错误：2013年10月1日既写了休，又写了班"),
        ("", ":1:1: 错误：文件是空的"),
    ],
)
def test_a_fault_of_the_own_file_is_placed_and_stops_the_count(
    workspace: Path, duban: Duban, text: str, told: str
) -> None:
    (workspace / FILE).write_text(text, "utf-8")
    result = duban("status", "--on", "2013-12-10")
    assert result.exit_code == 1 and FILE + told in result.output
    assert "未报送" not in result.output and "应报" not in result.output


def test_a_file_saved_as_gbk_is_read_with_a_notice() -> None:
    workdays, problems = read_workdays((FILE, "# 放假\n休: [2013-12-11]\n".encode("gbk")))
    assert not is_workday(workdays, date(2013, 12, 11))
    assert [problem.severity for problem in problems] == ["notice"]


def test_the_own_file_goes_along_into_a_new_workspace(workspace: Path, duban: Duban) -> None:
    (workspace / FILE).write_text("休: [2013-12-11]\n", "utf-8")
    target = workspace.parent / "明年"
    assert duban("new", str(target), "--like", "2013-open-government").exit_code == 0
    assert (target / FILE).read_text("utf-8") == "休: [2013-12-11]\n"
