"""How single lines of a head are known."""

from __future__ import annotations

import pytest

from generators.importer.head_forms import is_addressed, is_text, parsed_date, signers
from generators.importer.lines import line_of


@pytest.mark.parametrize(
    "text",
    [
        "各市人民政府，各县（市、区）人民政府，省政府各部门、各直属机构，各大企业，各高等院校：",
        *(
            "各地各有关方面：",
            "各保险机构、各保险中介：",
            "各级党委（党组）：",
            "机关各处室，各学会（协会）：",
            "省财政厅:",
            "张某某委员：",
            "学院各部门、系(室):",
        ),
    ],
)
def test_a_line_names_those_to_whom_the_text_is_sent(text: str) -> None:
    assert is_addressed(line_of(text, 1))


@pytest.mark.parametrize(
    "text", ["各单位要做到：", "各地区各部门要抓好以下工作：", "现将有关事项通知如下：", "一、各市：", "各市。各县："]
)
def test_a_line_that_asks_for_something_addresses_nobody(text: str) -> None:
    assert not is_addressed(line_of(text, 1))


@pytest.mark.parametrize("text", ["一、工作要点", "（二）开展提升行动"])
def test_a_numbered_heading_is_no_title_though_it_ends_as_one_would(text: str) -> None:
    assert is_text(line_of(text, 1))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("二○二四年元月五日", "2024-01-05"),
        ("二0二四年九月六日", "2024-09-06"),
        ("2024.6.4", "2024-06-04"),
        ("2024-06-04", "2024-06-04"),
        ("2024年6月31日", "None"),
    ],
)
def test_days_in_numerals_of_any_kind(words: str, day: str) -> None:
    assert str(parsed_date(words)) == day


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["某某学院", "保卫处"], ["某某学院保卫处"]),
        (["教务处", "学生处"], ["教务处", "学生处"]),
        (["某省财政厅", "某省教育厅"], ["某省财政厅", "某省教育厅"]),
        (["国家发展改革委", "财政部"], ["国家发展改革委", "财政部"]),
    ],
)
def test_an_office_below_the_name_of_its_body_signs_with_it(lines: list[str], names: list[str]) -> None:
    assert signers([line_of(line, 1) for line in lines]) == names
