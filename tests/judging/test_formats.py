"""The elements of an official document (GB/T 9704-2012): each where it belongs, none where it is not given."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from support.files import NOTICE, W, paragraphs_of, tables_of
from support.notices import NOTICES, with_keys

from generators.typesetting.lines import lines_needed, mark_type, signer_rows, split_lines
from generators.word.package import read_parts

Write = Callable[[str], list[str]]


@pytest.fixture
def made(notice_file: Path, workspace: Path, duban: Callable[..., Result]) -> Write:
    """Writes keys into the notice, builds it, and gives its paragraphs without the empty ones at the end."""
    source = notice_file.read_text("utf-8")

    def write(keys: str) -> list[str]:
        notice_file.write_text(with_keys(source, keys), "utf-8")
        result = duban("notice")
        assert result.exit_code == 0, result.output
        return paragraphs_of(path(workspace))

    return write


def path(workspace: Path) -> Path:
    return workspace / "output" / NOTICE / f"{NOTICE}-通知.docx"


def document(workspace: Path, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(read_parts(path(workspace).read_bytes(), "x")[part])


def before_of(workspace: Path, text: str) -> int:
    paragraph = next(p for p in document(workspace).iter(f"{W}p") if text in "".join(p.itertext()))
    return int(paragraph.find(f"{W}pPr/{W}spacing").get(f"{W}before"))


@pytest.mark.parametrize(
    ("keys", "above", "lines"),
    [
        ("", [], 0),
        ("份号: 000001\n", ["000001"], 1),
        ("紧急程度: 特急\n", ["特急"], 1),
        ("份号: 000001\n密级: 机密★1年\n附注: 请妥善保管\n", ["000001", "机密★1年"], 2),
        ("密级: 机密★1年\n附注: 请妥善保管\n", ["", "机密★1年"], 2),
        ("份号: 000001\n密级: 秘密\n紧急程度: 特急\n附注: 请妥善保管\n", ["000001", "秘密", "特急"], 3),
    ],
)
def test_the_mark_keeps_its_height_whatever_stands_above_it(
    made: Write, workspace: Path, keys: str, above: list[str], lines: int
) -> None:
    paragraphs = made(keys)
    assert paragraphs[: len(above) + 1] == [*above, "辽宁省人民政府办公厅文件"]
    assert before_of(workspace, "办公厅文件") == 1984 - 579 * lines


def test_signers_stand_two_a_row_with_the_number_on_the_last(made: Write) -> None:
    rows = made("签发人: [张三, 李四平, 王五]\n发文字号: 辽政办发〔2013〕1号\n")
    at = rows.index("签发人：张　三　李四平")
    assert rows[at + 1] == "　辽政办发〔2013〕1号王　五　　　　"


def test_a_mark_of_its_own_is_printed_as_given(made: Write) -> None:
    assert made("发文机关标志: 辽宁省人民政府办公厅\n")[0] == "辽宁省人民政府办公厅"


def test_bodies_issuing_together_are_stacked_beside_the_word(made: Write, workspace: Path) -> None:
    made("联合发文: [辽宁省人民政府办公厅, 辽宁省财政厅]\n")
    mark, signature = tables_of(path(workspace))[:2]
    assert mark == [["辽宁省人民政府办公厅辽宁省财政厅", "文件"]]
    assert signature == [["辽宁省人民政府办公厅", "辽宁省财政厅2013年8月20日"]]
    made("联合发文: [辽宁省人民政府办公厅, 辽宁省财政厅, 辽宁省审计厅]\n")
    assert tables_of(path(workspace))[1] == [
        ["辽宁省人民政府办公厅", "辽宁省财政厅"],
        ["", "辽宁省审计厅2013年8月20日"],
    ]
    rows = made("联合发文: [辽宁省人民政府办公厅, 辽宁省财政厅]\n用印: 否\n")
    at = rows.index("2013年8月20日")
    assert rows[at - 2 : at] == ["辽宁省人民政府办公厅", "辽宁省财政厅"]


@pytest.mark.parametrize(("sealed", "blank"), [("是", 2), ("否", 1)])
def test_blank_lines_above_the_signature_leave_room_for_a_seal(made: Write, sealed: str, blank: int) -> None:
    rows = made(f"用印: {sealed}\n")
    at = rows.index("2013年8月20日")
    assert rows[at - 1] == "辽宁省人民政府办公厅" and not any(rows[at - 1 - blank : at - 1]) and rows[at - 2 - blank]


def test_attachments_are_listed_and_follow_on_pages_of_their_own(made: Write) -> None:
    one = made("附件:\n  - {名称: 任务表, 正文: [甲。]}\n")
    assert "附件：任务表" in one and one[one.index("附件") :][:5] == ["附件", "", "任务表", "", "甲。"]
    two = made("附件:\n  - {名称: 任务表, 正文: [甲。]}\n  - {名称: 说明, 正文: [乙。]}\n")
    at = two.index("附件：1.任务表")
    assert two[at + 1] == "2.说明" and two.index("附件1") < two.index("附件2")


def test_the_imprint_has_only_the_rows_that_are_given(made: Write, workspace: Path) -> None:
    made("抄送: [省委各部委, 省法院]\n")
    assert tables_of(path(workspace))[-1] == [["抄送：省委各部委，省法院。"]]
    made("印发机关: 辽宁省人民政府办公厅\n印发日期: 2013-08-21\n")
    assert tables_of(path(workspace))[-1] == [["辽宁省人民政府办公厅2013年8月21日印发"]]
    made("")
    assert tables_of(path(workspace)) == []


def test_addressees_that_would_push_all_text_off_the_first_page_move_to_the_imprint(
    made: Write, workspace: Path
) -> None:
    many = "、".join(f"某某市第{number}人民政府" for number in range(40))
    rows = made(f"主送机关: {many}\n")
    assert f"{many}：" not in rows
    assert tables_of(path(workspace))[-1] == [[f"主送：{many}。"]]


def test_both_sides_mirror_the_margins(made: Write, workspace: Path) -> None:
    made("双面: 是\n")
    assert document(workspace, "word/settings.xml").find(f"{W}mirrorMargins") is not None
    made("双面: 否\n")
    assert document(workspace, "word/settings.xml").find(f"{W}mirrorMargins") is None


@pytest.mark.parametrize("name", NOTICES)
def test_every_format_prints_its_text_once_and_checks_without_an_error(
    notice_file: Path, workspace: Path, duban: Callable[..., Result], name: str
) -> None:
    notice_file.write_text(with_keys(notice_file.read_text("utf-8"), *NOTICES[name]), "utf-8")
    assert duban("check").exit_code == 0 and duban("notice").exit_code == 0
    text = "".join(paragraphs_of(path(workspace)))
    assert text.count("经省政府同意，现将") == 1 and text.count("督促尚未") == 0
    assert not re.search(r"\{[{%]|[%}]\}", text)


def test_only_an_order_prints_who_signed_it(made: Write) -> None:
    assert "省长　　张三" in made("版式: 命令\n签署人: {职务: 省长, 姓名: 张三}\n发文字号: 第1号\n")


def test_pages_not_counted_are_told_and_the_imprint_goes_to_the_next_even_page(
    notice_file: Path, workspace: Path, duban: Callable[..., Result]
) -> None:
    notice_file.write_text(with_keys(notice_file.read_text("utf-8"), *NOTICES["duplex"]), "utf-8")
    result = duban("notice")
    assert result.exit_code == 0 and "--paginate" in result.output
    kinds = [kind.get(f"{W}val") for kind in document(workspace).iter(f"{W}type")]
    assert kinds == ["evenPage"]


def test_lines_are_counted_with_marks_that_must_not_begin_one() -> None:
    assert lines_needed("字" * 28, 28) == 1
    assert lines_needed("字" * 28 + "。", 28) == 2
    assert lines_needed("字" * 26, 28, first=2) == 1 and lines_needed("字" * 27, 28, first=2) == 2
    assert lines_needed("1" * 56, 28) == 1


def test_a_mark_is_as_large_as_its_longest_name_allows() -> None:
    assert mark_type(["国务院文件"], joint=False) == (44, 100)
    assert mark_type(["辽宁省人民政府办公厅文件"], joint=False) == (36.5, 100)
    assert mark_type(["辽宁省人民政府办公厅"], joint=True) == (33, 100)
    assert mark_type(["字" * 20], joint=False) == (30, 73)  # never smaller than the title: narrower


def test_a_paragraph_is_cut_where_a_line_ends() -> None:
    first, rest = split_lines("字" * 26 + "文" * 28 + "末" * 5, 1, 28, 2)
    assert (first, rest) == ("字" * 26 + "文" * 28, "末" * 5)
    assert split_lines("短", 1, 28, 2) == ("短", "")
    assert split_lines("字" * 26 + "。末", 1, 28, 2) == ("字" * 25, "字。末")


def test_names_of_signers_are_made_equally_wide() -> None:
    assert signer_rows(["张三"]) == ["张三"]
    assert signer_rows(["张三", "李四平"]) == ["张　三　李四平"]
    assert signer_rows([]) == []
