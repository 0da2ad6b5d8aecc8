"""The pages as LibreOffice lays them out, with stand-in faces as wide as the government's, measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from support.every_kind import GLYPH, MARGIN
from support.installed import missing
from support.measure import ASCENT, BOTTOM, LEFT, MM, RIGHT, TOP, Page
from support.notices import NOTICES
from support.on_paper import KINDS, OnPaper

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(bool(missing()), reason=missing())]
PRINTED = [(profile, name) for profile in (MARGIN, GLYPH) for name in NOTICES]


@pytest.fixture(scope="module")
def printed(on_paper: OnPaper) -> Mapping[str, list[Page]]:
    """The pages of every document."""
    return on_paper.measured(KINDS)


def every_page(printed: Mapping[str, list[Page]]) -> Iterator[tuple[str, int, Page]]:
    for name, found in printed.items():
        yield from ((name, number, page) for number, page in enumerate(found, 1))


@pytest.mark.parametrize(("profile", "name"), PRINTED)
def test_a_full_page_has_22_lines_of_28_characters_and_fills_the_block(
    printed: Mapping[str, list[Page]], profile: str, name: str
) -> None:
    full = [page for page in printed[f"{profile}/{name}"][1:] if len(page.lines) == 22 and not page.rules]
    assert len(full) >= 4
    for page in full:
        left, top, width, height = page.block
        assert page.full_width_characters == 28
        assert page.pitch_pt == pytest.approx(28.95 if profile == MARGIN else 29.6, abs=0.1)
        assert left == pytest.approx(28 if name != "duplex" or page.number.left > 100 else 26, abs=0.3)
        assert width == pytest.approx(155.8, abs=0.5)
        ungridded = 0.8 if name == "letter" else 0  # a letter has no grid, its mark being of any height
        assert top == pytest.approx((39.6 if profile == MARGIN else 37.2) + ungridded, abs=0.3)
        assert height == pytest.approx(220 if profile == MARGIN else 225, abs=1)


def test_nothing_hangs_out_of_the_block(printed: Mapping[str, list[Page]]) -> None:
    for name, number, page in every_page(printed):
        right = page.width - 37 if page.width > page.height else RIGHT
        for line in page.lines:
            assert line.right < right + 0.5, (name, number, line.text)


@pytest.mark.parametrize(("profile", "name"), [one for one in PRINTED if one[1] not in ("letter", "order")])
def test_the_mark_stands_at_72_mm_and_the_red_line_4_mm_under_the_number(
    printed: Mapping[str, list[Page]], profile: str, name: str
) -> None:
    first = printed[f"{profile}/{name}"][0]
    assert first.mark_top == pytest.approx(72, abs=1)
    (line,) = first.red_rules
    assert first.red_line_gap == pytest.approx(4, abs=0.5)
    assert (line.left, line.right) == (pytest.approx(LEFT, abs=0.3), pytest.approx(RIGHT, abs=0.3))


@pytest.mark.parametrize("profile", [MARGIN, GLYPH])
def test_an_order_has_its_mark_20_mm_below_the_top_of_the_block_and_no_red_line(
    printed: Mapping[str, list[Page]], profile: str
) -> None:
    first = printed[f"{profile}/order"][0]
    assert first.mark_top == pytest.approx(TOP + 20, abs=1)
    assert first.red_rules == [] and first.texts[:2] == ["辽宁省人民政府办公厅令", "第1号"]
    assert "各市人民政府" not in "".join(first.texts)


@pytest.mark.parametrize("profile", [MARGIN, GLYPH])
def test_a_letter_has_its_mark_at_30_mm_double_lines_170_mm_long_and_no_number_on_page_1(
    printed: Mapping[str, list[Page]], profile: str
) -> None:
    first, second, *_, last = printed[f"{profile}/letter"]
    assert first.mark_top == pytest.approx(30, abs=1)
    assert first.red_line_gap == pytest.approx(4, abs=0.5)
    assert len(first.red_rules) == 4
    assert all(rule.right - rule.left == pytest.approx(170, abs=0.3) for rule in first.red_rules)
    lowest = first.red_rules[-1]
    assert 297 - (lowest.y + lowest.thickness / 2) == pytest.approx(20, abs=0.5)
    thickness = [rule.thickness for rule in first.red_rules]
    assert thickness[0] > thickness[1] and thickness[2] < thickness[3]
    assert first.number is None and second.number is not None
    urgency, *_ = (line for line in first.lines if "特急" in line.text)
    assert "辽政办函〔2013〕1号" in urgency.text  # on the row of the first element under the line
    assert urgency.right == pytest.approx(RIGHT, abs=0.5)
    assert last.rules == [] and last.texts[-1] == "抄送：省委各部委。"


@pytest.mark.parametrize(("profile", "name"), PRINTED)
def test_page_numbers_stand_7_mm_under_the_block_odd_right_even_left(
    printed: Mapping[str, list[Page]], profile: str, name: str
) -> None:
    found = printed[f"{profile}/{name}"]
    for number, page in enumerate(found, 1):
        unnumbered = (name == "letter" and number == 1) or (name == "duplex" and number > 8)
        assert (page.number is None) == unnumbered, number
        if page.number is None:
            continue
        assert page.number.text == f"—{number}—"
        assert page.number_below_block == pytest.approx(7, abs=0.5)
        shift = 2 if name == "duplex" and number % 2 == 0 else 0
        if number % 2:
            assert RIGHT - page.number.right == pytest.approx(4.94, abs=0.3)
        else:
            assert page.number.left - LEFT + shift == pytest.approx(4.94, abs=0.3)


@pytest.mark.parametrize(("profile", "name"), [one for one in PRINTED if one[1] not in ("plain", "letter")])
def test_the_imprint_ends_at_the_foot_of_the_last_page(
    printed: Mapping[str, list[Page]], profile: str, name: str
) -> None:
    last = printed[f"{profile}/{name}"][-1]
    assert len(last.rules) == 3
    assert last.rules[-1].y == pytest.approx(BOTTOM, abs=1)
    assert [rule.thickness for rule in last.rules] == [pytest.approx(thick, abs=0.05) for thick in (0.35, 0.25, 0.35)]
    assert all(rule.right - rule.left == pytest.approx(156, abs=0.5) for rule in last.rules)
    assert last.texts[-1] == "辽宁省人民政府办公厅2013年8月21日印发"
    assert (
        sum("印发" in text and "2013年8月21日" in text for page in printed[f"{profile}/{name}"] for text in page.texts)
        == 1
    )


@pytest.mark.parametrize("profile", [MARGIN, GLYPH])
def test_printed_on_both_sides_the_imprint_is_on_an_even_page_after_an_unnumbered_blank(
    printed: Mapping[str, list[Page]], profile: str
) -> None:
    found = printed[f"{profile}/duplex"]
    assert len(found) == 10 and found[8].lines == [] and found[8].below == []
    assert len(found[9].lines) == 2


@pytest.mark.parametrize(("profile", "name"), PRINTED)
def test_the_first_page_shows_text_and_no_signature_stands_alone(
    printed: Mapping[str, list[Page]], profile: str, name: str
) -> None:
    found = printed[f"{profile}/{name}"]
    assert "经省政府同意" in "".join(found[0].texts)
    for page in found:
        words = "".join(page.texts)
        if "2013年8月20日" in words:
            assert "贯彻落实" in words or "附件：" in words


def test_elements_leave_no_trace_where_they_are_not_given(printed: Mapping[str, list[Page]]) -> None:
    words = "".join(text for page in printed[f"{MARGIN}/plain"] for text in page.texts)
    for label in ("签发人", "附件：", "抄送：", "主送：", "出席", "印发日期"):
        assert label not in words
    assert all(page.rules == [] for page in printed[f"{MARGIN}/plain"][1:])


def test_landscape_pages_carry_their_number_at_the_left_edge(printed: Mapping[str, list[Page]]) -> None:
    for number, page in enumerate(printed["重点任务分解表"], 1):
        assert page.width > page.height
        glyphs = [g for g in page._page.chars if g["x0"] * MM < 34 and g["text"].strip()]
        assert [g["text"] for g in sorted(glyphs, key=lambda g: g["top"])] == ["—", *str(number), "—"]
        left, right = min(g["x0"] for g in glyphs) * MM, max(g["x1"] for g in glyphs) * MM
        assert (left + right) / 2 == pytest.approx(28, abs=1.2)
        if number % 2:
            assert 184 - max(g["bottom"] for g in glyphs) * MM == pytest.approx(4.94, abs=1)
        else:
            assert min(g["top"] for g in glyphs) * MM - 28 == pytest.approx(4.94, abs=1)


def test_the_table_of_tasks_has_at_most_6_pages_and_none_is_half_empty(printed: Mapping[str, list[Page]]) -> None:
    pages = printed["重点任务分解表"]
    assert len(pages) <= 6
    feet = [max(g["bottom"] for g in page._page.chars if g["x0"] * MM > 36) * MM for page in pages]
    assert min(feet[:-1]) > 28 + 156 * 0.7


def test_a_form_shows_unit_filler_and_the_first_task_on_its_first_page(printed: Mapping[str, list[Page]]) -> None:
    text = "".join(g["text"] for g in printed["进展情况报送表"][0]._page.chars)
    assert (
        all(words in text for words in ("单位（盖章）", "填报人", "任务", "下一步打算")) and "填报说明附在表后" in text
    )


def test_pages_are_a4_with_tables_within_their_margins_and_none_is_empty(printed: Mapping[str, list[Page]]) -> None:
    for name, number, page in every_page(printed):
        assert {round(page.width), round(page.height)} == {210, 297}, name
        assert page.lines or page.rules or (name.endswith("duplex") and number == 9), (name, number)
        if page.red:
            continue
        left, right = (35, page.width - 37) if page.width > page.height else (26, RIGHT)
        for rule in page.rules:
            assert rule.left > left - 0.7 and rule.right < right + 0.7, (name, number)


@pytest.mark.parametrize("profile", [MARGIN, GLYPH])
@pytest.mark.parametrize("size", ["letter", "letter of a long name"])
def test_the_first_line_of_a_letter_stands_5_mm_below_its_upper_line_whatever_the_size_of_its_mark(
    printed: Mapping[str, list[Page]], profile: str, size: str
) -> None:
    first = printed[f"{profile}/{size}"][0]
    thin = first.red_rules[1]
    urgency = next(line for line in first.lines if "特急" in line.text)
    assert urgency.y - ASCENT * urgency.size - thin.y - thin.thickness / 2 == pytest.approx(4.94, abs=0.4)
