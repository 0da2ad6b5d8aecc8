"""周期: how clerks write days that recur, which period is followed, and the calendar's rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.notices import unit_list

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.icalendar import calendar
from generators.dossier.load import load
from generators.dossier.phrases import limit_of
from generators.dossier.recurring import coming
from generators.dossier.returns import Return
from generators.dossier.status import deadline_statuses
from generators.periods import Period

UNITS = unit_list("甲局", "乙局", category="区直部门")


@pytest.mark.parametrize(
    ("text", "found", "rules"),
    [
        ("每日16:00", ["06-08", "06-09"], ["FREQ=DAILY"]),
        ("每周五", ["06-10", "06-17"], ["FREQ=WEEKLY;BYDAY=FR"]),
        ("每周五下午5时前", ["06-10", "06-17"], ["FREQ=WEEKLY;BYDAY=FR"]),
        ("每周五17:00", ["06-10"], ["FREQ=WEEKLY;BYDAY=FR"]),
        ("每周一、周四", ["06-09", "06-13"], ["FREQ=WEEKLY;BYDAY=MO,TH"]),
        ("每周", ["06-12", "06-19"], ["FREQ=WEEKLY;BYDAY=SU"]),
        (
            "每旬最后一日",
            ["06-10", "06-20", "06-30"],
            ["FREQ=MONTHLY;BYMONTHDAY=10", "FREQ=MONTHLY;BYMONTHDAY=20", "FREQ=MONTHLY;BYMONTHDAY=-1"],
        ),
        ("每月28日", ["06-28", "07-28"], ["FREQ=MONTHLY;BYMONTHDAY=28"]),
        ("每月", ["06-30", "07-31"], ["FREQ=MONTHLY;BYMONTHDAY=-1"]),
        ("每月底前", ["06-30", "07-31"], ["FREQ=MONTHLY;BYMONTHDAY=-1"]),
        ("每季度末月25日", ["06-25", "09-25"], ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"]),
        ("每季度首月10日前", ["07-10", "10-10"], ["FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"]),
        ("每年1月10日、7月10日", ["07-10", "01-10"], ["FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10"]),
        ("每半年", ["06-30", "12-31"], ["FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"]),
    ],
)
def test_days_that_recur_are_read_as_they_are_written(text: str, found: list[str], rules: list[str]) -> None:
    period, day = Period.parse(text), date(2022, 6, 7)
    for expected in found:
        day = period.next(day)
        assert f"{day:%m-%d}" == expected
    assert period.rules() == rules


@pytest.mark.parametrize("text", ["每隔几天", "每月32日", "每年13月1日", "周五", "", "每周八"])
def test_what_is_no_such_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="看不出是哪几天"):
        Period.parse(text)


def dossier(deadline: str, came: dict[str, list[str]] | None = None) -> Dossier:
    notice = (
        f"标题: 通知\n发文机关: 某区政府\n成文日期: 2022-06-01\n时限: [{deadline}]\n正文: [【时限：周报】前报送。]\n"
    )
    files = ContentFiles("某事", ("departments.yaml", UNITS.encode()), ("notice.yaml", notice.encode()))
    loaded = load(files).dossier
    assert loaded is not None, load(files).problems
    returns = [
        Return.model_validate(
            {"单位": unit, "来源": [{"收到": day, "方式": "电话", "内容": what} for what, day in map(str.split, days)]}
        )
        for unit, days in (came or {}).items()
    ]
    return Dossier(loaded.name, loaded.notice, loaded.units, tuple(returns))


WEEKLY = "{ 名称: 周报, 报送: 排查周报, 周期: 每周五, 对象: [甲局, 乙局] }"


def standing(facts: Dossier, day: str) -> list[tuple[str, str, int]]:
    found = deadline_statuses(facts, date.fromisoformat(day))
    return [(one.state.value, f"{one.due:%m-%d}", one.days_late) for one in found]


def test_the_period_that_is_due_is_followed() -> None:
    """The first Friday is June 3."""
    facts = dossier(WEEKLY, {"甲局": ["排查周报 2022-06-02", "排查周报 2022-06-13"]})
    assert standing(facts, "2022-06-01") == [("due", "06-03", 0)] * 2
    assert standing(facts, "2022-06-03") == [("returned", "06-03", 0), ("due", "06-03", 0)]
    assert standing(facts, "2022-06-05") == [("returned", "06-03", 0), ("overdue", "06-03", 2)]
    assert standing(facts, "2022-06-08") == [("due", "06-10", 0)] * 2
    assert standing(facts, "2022-06-11") == [("overdue", "06-10", 1)] * 2
    assert standing(facts, "2022-06-13") == [("returned", "06-10", 3), ("overdue", "06-10", 3)]
    assert standing(facts, "2022-06-15") == [("due", "06-17", 0)] * 2
    assert next(limit_of(one) for one in deadline_statuses(facts, date(2022, 6, 15))) == "2022年6月17日前（每周五）"


@pytest.mark.parametrize(
    ("on", "day"), [("2022-05-20", "06-10"), ("2022-06-10", "06-10"), ("2022-06-11", "07-10"), ("2022-08-11", None)]
)
def test_the_next_of_them_is_never_past(on: str, day: str | None) -> None:
    (monthly,) = dossier("{ 名称: 周报, 周期: 每月10日, 截止: 2022-08-31, 对象: [甲局] }").notice.deadlines
    found = coming(monthly, date(2022, 6, 1), date.fromisoformat(on))
    assert (f"{found:%m-%d}" if found else None) == day


def test_a_daily_report_is_todays_and_ends_with_its_last_day() -> None:
    daily = "{ 名称: 周报, 报送: 日报, 周期: 每日16:00, 起始: 2022-06-05, 截止: 2022-06-10, 对象: [甲局] }"
    facts = dossier(daily, {"甲局": ["日报 2022-06-06"]})
    assert standing(facts, "2022-06-01") == [("due", "06-05", 0)]
    assert standing(facts, "2022-06-06") == [("returned", "06-06", 0)]
    assert standing(facts, "2022-06-07") == [("due", "06-07", 0)]
    assert standing(facts, "2022-06-12") == [("overdue", "06-10", 2)]
    assert facts.notice_text("【时限：周报】前") == "每日16:00前"


def test_every_period_is_followed_once_by_those_who_answer_in_time() -> None:
    for text in ("每周五", "每旬最后一日", "每月28日", "每季度末月25日"):
        period, days, day = Period.parse(text), list[str](), date(2022, 6, 1)
        while len(days) < 5:
            day = period.next(day)
            days.append(f"排查周报 {day - timedelta(days=1)}")
        facts = dossier(WEEKLY.replace("每周五", text), {"甲局": days, "乙局": days})
        on = date.fromisoformat(days[2].split()[1])
        assert standing(facts, on.isoformat())[0][0] == "returned"


def test_the_calendar_has_the_rule_and_names_what_has_no_date() -> None:
    ics = calendar(dossier(WEEKLY + ", { 名称: 及时报, 事由: 报送信息, 表述: 及时 }"), date(2022, 6, 1)).decode()
    assert "DTSTART;VALUE=DATE:20220603" in ics and "RRULE:FREQ=WEEKLY;BYDAY=FR" in ics
    assert "X-WR-CALDESC:没有写日期的时限：报送信息（及时）" in ics
