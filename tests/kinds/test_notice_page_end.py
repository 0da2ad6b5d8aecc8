"""How the end of a notice's text is set around the ends of pages, as test_page_end sees it on paper."""

from __future__ import annotations

import re

import pytest
from support import page_ends
from support.page_ends import POSITIONS, fields_of

# Format -> for so many lines of the second paragraph: the pitch of its lines, how many paragraphs keep the usual one,
# what stays on one page with the last lines (段: its paragraph, 记: the imprint, 附: what is below), the letters of it
# that go over to the next page.
ENDS = {
    "文件": [
        (1, "1", "2", "段记附", 0),
        (2, "1", "2", "段记附", 0),
        (4, "1", "2", "记附", 33),
        (6, "1", "0", "附", 0),
        (8, "1", "0", "附", 0),
        (18, "1", "0", "附", 0),
        (19, "1", "0", "附", 0),
        (20, "1", "0", "附", 0),
        (21, "0.97", "1", "附", 0),
        (22, "0.97", "1", "附", 0),
        (23, "0.92", "1", "附", 0),
        (24, "0.88", "1", "附", 0),
        (25, "0.85", "1", "附", 0),
        (26, "0.83", "1", "附", 0),
    ],
    "命令": [
        (2, "1", "0", "段记附", 0),
        (3, "1", "0", "段记附", 0),
        (4, "1", "0", "段记附", 0),
        (5, "0.93", "0", "段记附", 0),
        (6, "0.86", "0", "段记附", 0),
        (7, "1", "2", "记附", 44),
        (8, "1", "2", "记附", 38),
        (24, "1", "0", "附", 0),
        (25, "1", "0", "附", 0),
        (27, "0.97", "1", "附", 0),
        (28, "0.92", "1", "附", 0),
        (30, "0.88", "1", "附", 0),
        (31, "0.85", "1", "附", 0),
    ],
    "信函": [
        (6, "0.96", "0", "段记附", 0),
        (7, "0.89", "0", "段记附", 0),
        (8, "0.83", "0", "段记附", 0),
        (9, "1", "2", "记附", 53),
        (10, "1", "2", "记附", 48),
        (11, "1", "0", "附", 0),
        (12, "1", "0", "附", 0),
        (27, "1", "0", "附", 0),
        (28, "0.96", "1", "附", 0),
        (29, "0.94", "1", "附", 0),
        (30, "0.92", "1", "附", 0),
        (31, "0.88", "1", "附", 0),
        (33, "1", "0", "附", 0),
    ],
}
HELD = {"末段同页": "段", "版记同页": "记", "附件同页": "附"}


@pytest.mark.parametrize(("layout", "end"), [(layout, end) for layout, ends in ENDS.items() for end in ends])
def test_the_end_of_the_text_is_set_by_its_place_on_the_page(layout: str, end: tuple[int, str, str, str, int]) -> None:
    fields = fields_of(layout, end[0])
    held = "".join(word for name, word in HELD.items() if fields[name])
    assert (end[0], fields["正文行距"], fields["正常段数"], held, len(fields["正文接排"])) == end


def test_before_sections_of_the_notice_itself_no_paragraph_is_divided() -> None:
    sections = "部分: [{ 标题: 甲, 措施: [做甲。] }, { 标题: 乙, 措施: [做乙。] }]\n"
    fields = fields_of("文件", 4, sections)
    assert (len(fields["正文"]), fields["正文接排"], fields["末段同页"]) == (2, "", "是")
    assert [row["标题"] for row in fields["自带部分"]] == ["一、甲", "", "二、乙", ""]


@pytest.mark.parametrize(
    ("keys", "titles", "held"),
    [("", 15, "是"), ("", 16, ""), ("联合发文: [辽宁省财政厅]\n", 14, "是"), ("联合发文: [辽宁省财政厅]\n", 15, "")],
)
def test_what_stands_below_is_held_on_one_page_where_it_fits(keys: str, titles: int, held: str) -> None:
    """Of 22 lines two are of the text; a blank one, two for the seal, the name and the date are below, too.

    Two seals stand on a table of three lines.
    """
    names = ", ".join(f"{{ 名称: 附件之{at}, 正文: [照办。] }}" for at in range(titles))
    assert fields_of("文件", 2, f"{keys}附件: [{names}]\n")["附件同页"] == held


def test_addressees_that_are_moved_take_no_room_above_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        page_ends, "NOTICE", re.sub("主送机关: .*", f"主送机关: {'甲' * (28 * 9 - 1)}", page_ends.NOTICE)
    )
    fields = fields_of("文件", 15)
    assert (fields["主送机关"], fields["正文行距"], fields["正常段数"]) == ("", "0.98", "1")


@pytest.mark.parametrize(("attached", "pitch"), [("", "0.91"), ("附件: [{ 名称: 甲, 正文: [照办。] }]\n", "1")])
def test_the_imprint_stands_under_what_is_issued_unless_an_attachment_follows(attached: str, pitch: str) -> None:
    text = page_ends.SAMPLE[: 28 * 17].strip("，、。；：（）")
    issued = f"印发件: {{ 标题: 工作安排, 部分: [{{ 标题: 甲, 正文: [{text}。] }}] }}\n"
    fields = fields_of("文件", 2, attached + issued)
    (issued_text,) = fields["印发件"]
    assert fields["版记同页"] == ""  # not that of the notice itself
    assert [row["行距"] for row in issued_text["段落"]] == [pitch, pitch]


def test_every_position_that_is_laid_out_stands_in_the_table() -> None:
    assert {layout: tuple(end[0] for end in ends) for layout, ends in ENDS.items()} == POSITIONS
