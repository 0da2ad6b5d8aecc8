"""The ground: dates, wording, signatures and names, as pure functions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.characters import common_ends
from generators.dates import PartialDate
from generators.file_names import safe_name
from generators.typesetting.lines import signature_indents, width
from generators.wording import LeadMode, cells, lead_role, level_number, measure_key, numeral, sentence


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2013-09-06", (2013, 9, 6)),
        ("2013年9月6日", (2013, 9, 6)),
        ("2013 年 9 月 6 号", (2013, 9, 6)),
        ("2013/9/6", (2013, 9, 6)),
        ("2013.09.06", (2013, 9, 6)),
        ("２０１３－０９－０６", (2013, 9, 6)),
        ("2014-06", (2014, 6, None)),
        ("2014年6月", (2014, 6, None)),
        ("2014", (2014, None, None)),
        ("2014年", (2014, None, None)),
    ],
)
def test_a_date_is_read_in_every_form_that_clerks_write(text: str, date: tuple[int, int | None, int | None]) -> None:
    assert PartialDate.parse(text) == PartialDate(*date)


@pytest.mark.parametrize(
    "text", ["", "长期", "2013年9日", "2013月", "2013-9-6年", "2013-13-01", "2013-02-30", "13-9-6", "2013-9月6"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text) or "."):
        PartialDate.parse(text)


def test_a_month_or_year_is_kept_until_its_end() -> None:
    assert [str(PartialDate.parse(text).last_day) for text in ("2014-02", "2016-02", "2014")] == [
        *("2014-02-28", "2016-02-29", "2014-12-31")
    ]
    assert [PartialDate.parse(text).by() for text in ("2013-09-06", "2014-06", "2014")] == [
        *("2013年9月6日前", "2014年6月底前", "2014年底前")
    ]


def test_the_year_is_left_out_beside_a_date_of_the_same_year() -> None:
    beside = PartialDate(2013, 8, 20)
    assert PartialDate(2013, 9, 6).text(beside=beside) == "9月6日"
    assert PartialDate(2014, 9, 6).text(beside=beside) == "2014年9月6日"
    assert PartialDate(2013).text(beside=beside) == "2013年"


def test_numbers_are_those_of_official_writing() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 23, 99, 100, 101, 110, 119, 120, 999)] == [
        *("一", "十", "十一", "二十", "二十三", "九十九", "一百", "一百零一"),
        *("一百一十", "一百一十九", "一百二十", "九百九十九"),
    ]
    assert [level_number(level, 3) for level in (1, 2, 3, 4)] == ["三", "（三）", "3.", "（3）"]


def test_roles_name_the_leads_in_order() -> None:
    assert lead_role(["省财政厅"], LeadMode.SEPARATE) == "与省财政厅分别牵头"
    assert lead_role([], LeadMode.SEPARATE) == "牵头"
    assert lead_role([], LeadMode.RESPONSIBLE) == "负责"


def test_a_clause_alone_ends_as_a_sentence() -> None:
    assert [sentence(text) for text in ("甲；", "乙，", "丙。")] == ["甲。", "乙。", "丙。"]


def test_a_measure_is_known_without_its_dates() -> None:
    assert measure_key("2013年所有市要公开。别的") == measure_key("2014年6月所有市要公开") == "所有市要公开"


def test_signatures_stand_as_the_standard_says() -> None:
    assert (width("2013年8月20日"), width("辽宁省人民政府办公厅")) == (6.5, 10)
    assert signature_indents("辽宁省人民政府办公厅", "2013年8月20日", sealed=True) == (2.25, 4)
    assert signature_indents("辽宁省人民政府办公厅", "2013年8月20日", sealed=False) == (2, 3.5)
    assert signature_indents("某省人民政府办公厅和某某某某委员会", "2013年8月20日", sealed=True) == (0, 5.25)


def test_a_name_longer_than_a_line_leaves_the_date_at_the_right() -> None:
    assert signature_indents("某" * 45, "2013年8月20日", sealed=True) == (0, 10.75)
    assert signature_indents("某" * 45, "2013年8月20日", sealed=False) == (2, 19.5)


@given(st.text(max_size=300))
def test_a_name_from_data_is_one_name_everywhere(text: str) -> None:
    name = safe_name(text)
    assert name and len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*\n\t') and name not in (".", "..") and name == name.strip(" .")


@pytest.mark.parametrize(
    ("text", "name"),
    [("CON", "_CON"), ("nul.审计", "_nul.审计"), ("省发展改革委/物价局", "省发展改革委_物价局"), ("..", "_")],
)
def test_reserved_names_and_separators_are_changed(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_wide_letters_take_two_columns() -> None:
    assert cells("文种 ab") == 7


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        ("甲乙甲", "甲乙甲乙甲", (3, 0)),  # none is counted twice
        ("甲乙丙", "甲丁丙", (1, 1)),
        ("甲", "甲", (1, 0)),
        ("甲丙", "乙丁", (0, 0)),
        ("", "甲", (0, 0)),
    ],
)
def test_common_ends_of_texts_are_counted(one: str, other: str, ends: tuple[int, int]) -> None:
    assert common_ends(one, other) == ends
