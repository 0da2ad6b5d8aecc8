"""表格 written as the name of a workbook beside notice.yaml."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from support.notices import lay_notice, unit_list

from generators.dossier.content_files import TableFile
from generators.dossier.load import Loaded, load
from generators.excel.table import read_table
from generators.outputs.finished import inputs_key
from generators.workspace.versions import packed, unpacked, version_of
from generators.workspace.workspace import Workspace

ROWS = [["序号", "单位", "完成率"], [1, "省财政厅", 0.5], [2, "省审计厅", None]]
READ = [["序号", "单位", "完成率"], ["1", "省财政厅", "50%"], ["2", "省审计厅", ""]]
NOTICE = "标题: 某省关于某事的通知\n发文机关: 某省人民政府\n成文日期: 2022-05-10\n主送机关: 各单位\n正文: [照办。]\n"


def workbook(
    rows: Sequence[Sequence[object]] = ROWS, change: Callable[[Worksheet], object] = lambda sheet: None
) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    for cell in sheet["C"]:
        cell.number_format = "0%"
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(
    rows: Sequence[Sequence[object]] = ROWS, change: Callable[[Worksheet], object] = lambda sheet: None
) -> TableFile:
    return read_table(workbook(rows, change), "名单.xlsx")


def test_the_cells_of_a_workbook_are_read_as_text() -> None:
    assert read() == TableFile(READ, [], [])


def test_titles_above_the_head_are_left_out_and_reported() -> None:
    found = read([["附件1"], ["某名单"], *ROWS])
    assert (found.rows, found.faults) == (READ, [])
    assert found.left_out[0][0] == "名单.xlsx：表头上面的字“附件1；某名单”没有印"


def test_a_cell_merged_downward_stands_in_each_of_its_rows() -> None:
    rows = [["类别", "单位"], ["省直", "甲厅"], [None, "乙厅"]]
    assert read(rows, lambda sheet: sheet.merge_cells("A2:A3")).rows[2] == ["省直", "乙厅"]


def test_a_head_of_two_rows_has_the_words_above_the_names_of_its_columns() -> None:
    rows = [["单位", "数量", None], [None, "上年", "今年"], ["甲厅", 1, 2]]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    found = read(rows, merge)
    assert (found.rows, found.upper, found.faults) == (
        [["单位", "上年", "今年"], ["甲厅", "1", "200%"]],
        ["", "数量", "数量"],
        [],
    )


def test_what_is_hidden_is_not_printed_and_reported() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    found = read(change=hide)
    assert found.rows == [row[:2] for row in READ]
    assert found.left_out[0][0] == "名单.xlsx：Sheet 第1行第3列等处是隐藏的列里的文字，没有印"


def test_only_the_first_sheet_is_printed() -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent
        sheet.parent.create_sheet("附表")["A1"] = "字"

    assert read(change=add).left_out[0][0] == "名单.xlsx：有 2 张有字的工作表，只印第一张“Sheet”"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "名单.xlsx：没有看得见的文字"),
        ([["单位", "数量", None], [None, "上年", "今年"]], "名单.xlsx：表头（Sheet 第1行）有一栏是空的"),
        ([["单位", "数量"], ["甲", "=SUM(A1:A2)"]], "名单.xlsx：Sheet 第2行第2列是没有算出结果的公式"),
    ],
)
def test_a_table_that_cannot_be_printed_is_a_fault(rows: list[list[object]], message: str) -> None:
    assert [fault[0] for fault in read(rows).faults] == [message]


def test_a_broken_file_is_a_fault() -> None:
    assert read_table(b"no workbook", "名单.xlsx").faults[0][0] == "名单.xlsx：打不开，文件已损坏或不是 Excel 工作簿"
    assert read_table(b"\xd0\xcf\x11\xe0" * 200, "名单.xls").faults


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    lay_notice(tmp_path, unit_list("省财政厅"), NOTICE, "某事")
    return Workspace(tmp_path)


def loaded(office: Workspace, notice: str) -> Loaded:
    (office.root / "content" / "某事" / "notice.yaml").write_text(NOTICE + notice, "utf-8")
    return load(office.content_files("某事"))


ATTACHED = "附件:\n  - 名称: 名单\n    表格: 名单.xlsx\n    填报: [省直部门]\n"


def test_the_table_of_an_attachment_and_of_a_paragraph_may_be_a_workbook(office: Workspace) -> None:
    (office.root / "content" / "某事" / "名单.xlsx").write_bytes(workbook())
    found = loaded(office, ATTACHED + "部分:\n  - { 标题: 甲, 正文: [如下：, { 表格: 名单.xlsx }] }\n").dossier
    assert found is not None
    (attachment,) = found.notice.attachments
    inner = found.notice.sections[0].text[1].table
    assert attachment.table is not None and inner == attachment.table
    assert [attachment.table.head, *attachment.table.rows] == READ


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ("名单.xlsx", "notice.yaml 旁边没有“名单.xlsx”", "文件名要一字不差"),
        ("D:\\名单.xlsx", "“D:\\名单.xlsx”带着路径", "这里只写文件名"),
        ("甲乙", "“甲乙”不是表格", "名单.xlsx"),
    ],
)
def test_a_workbook_that_is_not_there_is_a_placed_error(office: Workspace, value: str, message: str, hint: str) -> None:
    (problem,) = loaded(office, ATTACHED.replace("名单.xlsx", value)).problems
    assert (problem.message, str(problem.place)) == (message, "content/某事/notice.yaml:8:9")
    assert hint in problem.hint


def test_a_broken_workbook_is_a_placed_error(office: Workspace) -> None:
    (office.root / "content" / "某事" / "名单.xlsx").write_bytes(b"broken")
    (problem,) = loaded(office, ATTACHED).problems
    assert (problem.severity, str(problem.place)) == ("error", "content/某事/notice.yaml:8:9")


def test_a_changed_workbook_is_a_new_version_of_the_content(office: Workspace) -> None:
    file = office.root / "content" / "某事" / "名单.xlsx"
    file.write_bytes(workbook())
    loaded(office, ATTACHED)
    before, key = office.content_files("某事"), inputs_key(office, "某事", "")
    assert unpacked(packed(before)).tables.keys() == before.tables.keys()
    assert version_of(unpacked(packed(before))) == version_of(before)
    file.write_bytes(workbook([*ROWS, [3, "省教育厅", None]]))
    assert version_of(office.content_files("某事")) != version_of(before)
    assert inputs_key(office, "某事", "") != key


def test_a_workbook_that_the_notice_does_not_name_is_not_read(office: Workspace) -> None:
    (office.root / "content" / "某事" / "别的.xlsx").write_bytes(b"broken")
    (office.root / "content" / "某事" / "名单.xlsx").write_bytes(workbook())
    loaded(office, ATTACHED)
    assert list(office.content_files("某事").tables) == ["名单.xlsx"]
    assert {"content/某事/名单.xlsx"} == {one for one in office.files_to_copy("某事") if one.endswith(".xlsx")}
