"""Titles break as a careful office breaks them: real ones, and whatever else a clerk types."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generators.typesetting.lines import width
from generators.typesetting.title_words import KINDS
from generators.typesetting.titles import title_lines

CASES = yaml.safe_load((Path(__file__).parents[1] / "data" / "titles.yaml").read_text("utf-8"))
REAL = [case["标题"] for case in CASES]
MARKS = set("的、，。；：？！》”）〕")

words = st.sampled_from(sorted(KINDS)) | st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12
)
brackets = st.sampled_from(["《{}》", "“{}”", "（{}）"])
phrases = st.one_of(
    words,
    words.map("{}的".format),
    words.map("{}、".format),
    st.builds(lambda pair, word: pair.format(word), brackets, words),
    st.from_regex(r"\d{4}年|第\d号|〔\d{4}〕\d号", fullmatch=True),
)
texts = st.lists(phrases | words, max_size=15).map("".join)
titles = st.sampled_from(REAL) | texts


@pytest.mark.parametrize("case", CASES, ids=REAL)
def test_a_real_title_breaks_as_a_careful_office_would_break_it(case: dict) -> None:
    lines = title_lines(case["标题"])
    assert lines in case["可"], "\n".join(lines)


def test_the_table_of_real_titles_is_sound() -> None:
    assert len(set(REAL)) == len(REAL) >= 50
    for case in CASES:
        for lines in case["可"]:
            assert "".join(lines).replace(" ", "") == case["标题"].replace(" ", "")
            assert all(width(line) <= 20 and line[0] not in MARKS for line in lines)


@given(titles)
def test_no_character_is_lost(title: str) -> None:
    assert "".join(title_lines(title)).replace(" ", "") == title.replace(" ", "")


@given(texts)
def test_a_title_without_spaces_comes_back_as_it_was(title: str) -> None:
    assert "".join(title_lines(title)) == title


@given(titles | st.text(st.sampled_from("政府的《》“”（），、关于印发2013A "), max_size=120), st.integers(4, 34))
def test_no_line_is_longer_than_the_paper(title: str, most: int) -> None:
    assert all(width(line) <= most for line in title_lines(title, most=most))


@given(titles)
def test_no_line_begins_with_a_mark_or_ends_with_an_opening_one(title: str) -> None:
    for line in title_lines(title)[1:]:
        assert line[0] not in MARKS
    for line in title_lines(title)[:-1]:
        assert line[-1] not in "《“（〔"


@given(texts)
def test_a_number_and_a_quotation_that_fit_on_a_line_are_not_cut(title: str) -> None:
    lines = title_lines(f"{title}关于印发“十四五”规划的通知（青财预字〔2017〕2200号）和2013年有关工作安排")
    for whole in ("“十四五”", "〔2017〕2200号", "2013年"):
        assert any(whole in line for line in lines), lines


@given(titles, words.filter(lambda word: len(word) <= 20), titles)
def test_a_name_that_is_to_be_kept_is_on_one_line(before: str, name: str, after: str) -> None:
    lines = title_lines(before + name + after, [name])
    assert any(name in line for line in lines), lines


def test_a_name_longer_than_a_line_is_broken_like_any_other_words() -> None:
    name = "国务院办公厅关于开展城镇小区配套幼儿园治理工作的通知"
    assert title_lines(name, [name]) == title_lines(name)


@given(titles.filter(lambda title: len(title) > 1 and not title.isspace()), st.data())
def test_a_clerks_own_line_break_wins(title: str, data: st.DataObject) -> None:
    assert title_lines("某省关于\n印发某事的通知") == ["某省关于", "印发某事的通知"]
    at = data.draw(st.integers(1, len(title) - 1))
    parts = [title[:at].strip(), title[at:].strip()]
    assert title_lines(f"{title[:at]}\n {title[at:]}\n", [title]) == [part for part in parts if part]


def test_a_title_that_fits_on_a_line_stays_on_it() -> None:
    assert title_lines("国务院关于加强困境儿童保障工作的意见") == ["国务院关于加强困境儿童保障工作的意见"]
    assert title_lines("") == [""]


def test_a_half_width_digit_takes_half_the_room() -> None:
    title = "国务院办公厅关于2013年至2015年工作安排的通知"
    assert len(title) > 20
    assert title_lines(title, most=23) == [title]


def test_joint_issuers_are_parted_between_their_names() -> None:
    names = ["青海省财政厅", "国家税务总局青海省税务局", "中国人民银行西宁中心支行"]
    lines = title_lines("".join(names) + "关于做好有关工作的通知", names)
    assert lines == ["青海省财政厅国家税务总局青海省税务局", "中国人民银行西宁中心支行", "关于做好有关工作的通知"]


@pytest.mark.parametrize("size", [200, 1000])
@pytest.mark.parametrize("text", ["关于印发政府信息公开工作安排的通知", "啊", "1a", "《", "的", "、 "])
def test_a_very_long_title_takes_no_time(text: str, size: int) -> None:
    title = (text * size)[:size]
    begun = time.process_time()
    lines = title_lines(title)
    assert time.process_time() - begun < 5
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(width(line) <= 20 for line in lines)
