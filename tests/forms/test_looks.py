"""Words that the eye does not see: of the colour of their ground, too small, in a cell that tracking deletes."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from generators.excel.reading import read_workbook_form
from generators.forms.passages import Passage
from generators.forms.printed import Printed
from generators.forms.read import read_form
from generators.submission import Submission


def form(run: str = "", cell: str = "", paragraph: str = "") -> Submission:
    """A form with 公开了 in 进展情况, and beside it 实际没有 with these properties, in XML."""
    document = Document()
    table = document.add_table(3, 2)
    for row, words in enumerate((("任务", "一是　公开"), ("完成状态", "推进中"), ("进展情况", "公开了"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    answer = table.cell(2, 1)
    if paragraph:
        answer.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(paragraph.replace("/>", f" {nsdecls('w')}/>")))
    if cell:
        answer._tc.get_or_add_tcPr().append(parse_xml(cell.replace("/>", f" {nsdecls('w')}/>")))
    if run:
        more = answer.paragraphs[0].add_run("实际没有")
        more._r.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}>{run}</w:rPr>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return read_form(buffer.getvalue(), "表.docx", lambda kind, unit: ())


@pytest.mark.parametrize(
    ("run", "cell", "paragraph", "what"),
    [
        ('<w:color w:val="FFFFFF"/>', "", "", "与底色相同的文字"),
        ('<w:color w:val="FEFEFE"/>', "", "", "与底色相同的文字"),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', "", "", "与底色相同的文字"),
        ('<w:color w:val="D9D9D9"/>', '<w:shd w:val="clear" w:fill="D9D9D9"/>', "", "与底色相同的文字"),
        ('<w:color w:val="00B050"/>', "", '<w:shd w:val="clear" w:fill="00B050"/>', "与底色相同的文字"),
        ('<w:sz w:val="2"/>', "", "", "小得看不见的文字"),
    ],
)
def test_words_that_are_not_seen_are_no_answer(run: str, cell: str, paragraph: str, what: str) -> None:
    read = form(run, cell, paragraph)
    assert read.entries[0].values["进展情况"] == "公开了"
    assert [(one.what, one.words, one.sort) for one in read.asides] == [(what, "实际没有", "left")]


@pytest.mark.parametrize(
    ("run", "cell"),
    [
        ('<w:color w:val="FF0000"/>', ""),
        ('<w:color w:val="auto"/>', ""),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F4E79"/>'),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', ""),
        ('<w:sz w:val="9"/>', ""),
    ],
)
def test_coloured_and_small_words_are_read(run: str, cell: str) -> None:
    assert form(run, cell).entries[0].values["进展情况"] == "公开了实际没有"


def test_a_cell_that_tracking_deletes_is_set_aside() -> None:
    read = form(cell='<w:cellDel w:id="1" w:author="a"/>')
    assert "进展情况" not in read.entries[0].values
    assert [(one.what, one.words) for one in read.asides] == [("修订中删去的格里的文字", "公开了")]
    assert form(cell='<w:cellIns w:id="1" w:author="a"/>').entries[0].values["进展情况"] == "公开了"


def test_a_picture_in_a_header_is_reported() -> None:
    document = Document()
    header = document.sections[0].header.paragraphs[0]
    header.add_run()._r.append(parse_xml(f"<w:pict {nsdecls('w')}><imagedata/></w:pict>"))
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_form(buffer.getvalue(), "表.docx", lambda kind, unit: ())
    assert [(one.place, one.what, one.sort) for one in read.asides] == [("页眉", "图片", "object")]


def test_a_label_with_blanks_and_a_colon_is_as_printed() -> None:
    printed = Printed({"进展情况"})
    assert printed.holds(Passage("表1第1行第1格", ("进 展 情 况：",)), "进 展 情 况：")
    assert not printed.holds(Passage("表1第1行第1格", ("进展情况：很好",)), "进展情况：很好")


def workbook(value: object, font: Font | None = None, fill: PatternFill | None = None) -> Submission:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["序号", "任务", "完成状态", "进展情况"])
    sheet.append(["一是", "公开", "推进中", None])
    sheet["D2"].value = value
    sheet["D2"].font, sheet["D2"].fill = font or Font(), fill or PatternFill()
    base = book.create_sheet("底稿")
    for text in ("序号", "任务", "完成状态", "进展情况", "一是", "公开"):
        base.append([text])
    buffer = io.BytesIO()
    book.save(buffer)
    return read_workbook_form(buffer.getvalue(), "表.xlsx")


def test_struck_words_within_a_cell_are_set_aside() -> None:
    struck = TextBlock(InlineFont(strike=True), "公开了12条。")
    read = workbook(CellRichText(struck, "公开了15条。"))
    assert read.entries[0].values["进展情况"] == "公开了15条。"
    assert [(one.what, one.words) for one in read.asides] == [("有删除线的文字", "公开了12条。")]
    whole = workbook(CellRichText("甲", TextBlock(InlineFont(b=True), "乙")))
    assert whole.entries[0].values["进展情况"] == "甲乙" and not whole.asides


def test_the_words_of_a_hidden_row_are_one_doubt() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["序号", "任务", "完成状态", "进展情况"],
        ["一是", "公开", "推进中", "甲"],
        ["二是", "规范", "已完成", "乙"],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    base = book.create_sheet("底稿")
    for text in ("序号", "任务", "完成状态", "进展情况", "一是", "公开", "二是", "规范"):
        base.append([text])
    buffer = io.BytesIO()
    book.save(buffer)
    read = read_workbook_form(buffer.getvalue(), "表.xlsx")
    assert [(one.place, one.words) for one in read.asides] == [("Sheet 第3行（整行）", "已完成；乙")]
    assert [entry.values["进展情况"] for entry in read.entries] == ["甲"]


def test_white_words_in_a_white_cell_are_set_aside() -> None:
    assert [one.what for one in workbook("没有", Font(color="FFFFFFFF")).asides] == ["与底色相同的文字"]
    dark = PatternFill("solid", fgColor="FF1F4E79")
    assert workbook("没有", Font(color="FFFFFFFF"), dark).entries[0].values["进展情况"] == "没有"
