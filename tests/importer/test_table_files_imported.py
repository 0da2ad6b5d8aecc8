"""Files with task tables: workbooks of several sheets, Word files with captions and styles, and what such a file lacks."""

from __future__ import annotations

import datetime
import io

import pytest
from docx import Document
from openpyxl import Workbook
from support.tables import read, table

from generators.dossier.tree_leads import leads_of
from generators.importer.files import blocks_of_file
from generators.importer.importing import Imported, imported
from generators.importer.reading import text_blocks
from generators.importer.refusals import refusal
from generators.importer.sheets import of_sheets
from generators.problems import ContentError
from generators.report import Screen
from generators.verbs.import_ import ImportReport

SHEET = "序号|任务|责任单位\n1|{}|县甲局"


@pytest.mark.parametrize(
    ("sheets", "title", "headings"),
    [
        ({"经济": f"某县任务表||\n{SHEET}", "民生": SHEET}, "某县任务表", ["经济", "民生"]),
        (
            {"经济": f"某县任务表（一）||\n{SHEET}", "民生": f"某县任务表（二）||\n{SHEET}"},
            "某县任务表",
            ["经济", "民生"],
        ),
        ({"Sheet1": f"经济任务表||\n{SHEET}", "Sheet2": f"民生台账||\n{SHEET}"}, "任务", ["经济任务表", "民生台账"]),
        ({"任务": f"某县任务表||\n{SHEET}"}, "某县任务表", []),
    ],
    ids=["one title", "a common title", "titles as names", "one sheet"],
)
def test_the_names_of_several_sheets_are_headings(sheets: dict[str, str], title: str, headings: list[str]) -> None:
    blocks = of_sheets([(name, table(rows)) for name, rows in sheets.items()])
    made = imported(blocks, "任务", "任务.xlsx", "")
    assert made.dossier is not None and made.findings.unresolved == []
    assert made.dossier.notice.title == title
    assert [one.content.title for one in made.dossier.sections if one.content.title] == headings


def test_what_is_hidden_in_a_workbook_is_no_task_but_is_named() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["任务", "责任单位", "备注"], ["修路", "县甲局", "内部"], ["作废", "县乙局", ""]):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = sheet.row_dimensions[3].hidden = True
    file = io.BytesIO()
    book.save(file)
    made = imported(blocks_of_file("表.xlsx", file.getvalue()), "任务", "表.xlsx", "")
    assert "作废" not in made.notice and "内部" not in made.notice
    assert {(one.reason[:6], one.kept) for one in made.findings.unresolved} == {
        ("隐藏的列里的", False),
        ("隐藏的行里的", False),
    }


def word_file(*blocks: tuple[str, str] | str) -> bytes:
    """A Word file of tables, and of paragraphs with the names of their styles."""
    document = Document()
    for block in blocks:
        if isinstance(block, tuple):
            document.add_paragraph(block[0], style=block[1])
            continue
        rows = table(block).rows
        made = document.add_table(len(rows), len(rows[0]))
        for cells, row in zip(rows, made.rows, strict=True):
            for words, cell in zip(cells, row.cells, strict=True):
                cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def made_of(raw: bytes) -> Imported:
    blocks = blocks_of_file("方案.docx", raw)
    assert refusal(blocks, "方案.docx") is None
    return imported(blocks, "方案", "方案.docx", "")


def test_headings_without_numbers_are_known_by_their_styles() -> None:
    texts = [("某县节水工作方案", "Title"), ("工作目标", "Heading 1"), ("到2025年底，全县节水。", "Normal")]
    tasks = [
        ("重点任务", "Heading 1"),
        ("修渠", "Heading 2"),
        ("由县甲局牵头修渠。", "Normal"),
        ("如下。", "Heading 2"),
    ]
    made = made_of(word_file(*texts, *tasks))
    assert made.dossier is not None and made.findings.unresolved == []
    assert made.dossier.notice.title == "某县节水工作方案"
    assert [one.content.title for one in made.dossier.sections] == ["工作目标", "重点任务"]
    assert [item.title for item in made.dossier.sections[1].content.items] == ["修渠"]


def test_captions_over_several_tables_are_headings() -> None:
    first, second = SHEET.format("修路"), SHEET.format("架桥")
    made = made_of(word_file(("某县任务表", "Normal"), ("道路", "Normal"), first, ("桥梁", "Normal"), second))
    assert made.dossier is not None
    assert [one.content.title for one in made.dossier.sections] == ["道路", "桥梁"]


def test_a_label_behind_the_points_joins_that_above_them() -> None:
    text = "某县整改清单\n一、管网滞后。\n责任单位：县甲局\n整改措施：\n1.普查。\n2.改造。\n督导单位：县乙局\n二、台账不全。\n责任单位：县丙局\n整改措施：\n1.补齐。\n2.更新。\n"
    made = imported(text_blocks(text), "清单", "清单.txt", "")
    assert made.dossier is not None
    assert [(lead.departments, lead.guiding) for _, lead, _ in leads_of(made.dossier)] == [
        (["县甲局"], ["县乙局"]),
        (["县丙局"], []),
    ]


def test_a_table_that_content_cannot_hold_is_refused() -> None:
    rows = "\t".join(("任务", "责任单位", "时限")) + "\n修路\t县甲局\t6月" * 2001
    with pytest.raises(ContentError, match="一份通知装不下"):
        blocks_of_file("任务.txt", rows.encode())


def test_labels_below_a_table_stay_one_line() -> None:
    made = read(f"{SHEET.format('修路')}\n填表人：张某|审核人：李某|")
    assert made.findings.unresolved == [] and "填表人：张某　　审核人：李某" in made.notice


def test_the_report_says_what_a_table_leaves_open_and_what_is_made_all_the_same() -> None:
    made = read("任务|责任单位|时限\n修路|各科室|6月底")
    report = ImportReport("任务", "任务.xlsx", made.findings, made.problems, ["content/任务/notice.yaml"])
    words = "\n".join(report.lines(Screen("duban")))
    assert "没有发文机关，不生成通知，其他文书照常" in words and "单位组“各科室”还没有成员" in words


def test_a_letterhead_and_an_imprint_in_tables_are_elements_of_the_notice() -> None:
    lines = ("某县人民政府办公室", "关于秸秆利用的通知", "各乡镇人民政府：", "现通知如下。", "一、目标", "用好秸秆。")
    foot = ("某县人民政府办公室", "2024年4月28日")
    blocks = [(line, "Normal") for line in ("某政办发〔2024〕12号", *lines, *foot)]
    imprint = "抄送：县委办公室。|抄送：县委办公室。\n某县人民政府办公室|2024年4月28日印发"
    made = made_of(word_file("某县人民政府文件", *blocks, imprint))
    assert made.dossier is not None
    notice = made.dossier.notice
    assert (notice.title, notice.document_number) == ("某县人民政府办公室关于秸秆利用的通知", "某政办发〔2024〕12号")
    assert (notice.copied_to, str(notice.printed_on)) == (["县委办公室"], "2024-04-28")


def test_a_card_of_labels_for_each_task_is_read_as_paragraphs_with_labels() -> None:
    card = "{0}|{0}\n具体内容|办好。\n牵头单位|市{1}局\n责任单位|市丙局//市丁局\n完成时限|2024年6月底前"
    made = made_of(word_file(("某市十件实事", "Normal"), card.format("一、修路", "甲"), card.format("二、架桥", "乙")))
    assert made.dossier is not None
    leads = [(lead.departments, lead.cooperating) for _, lead, _ in leads_of(made.dossier)]
    assert leads == [(["市甲局"], ["市丙局", "市丁局"]), (["市乙局"], ["市丙局", "市丁局"])]
    assert [str(one.due) for one in made.dossier.notice.deadlines] == ["2024-06", "2024-06"]


@pytest.mark.parametrize(
    ("shown", "due"), [('yyyy"年"m"月"', "2024-06"), ("mmm-yy", "2024-06"), ("yyyy/m/d", "2024-06-01")]
)
def test_a_date_of_a_workbook_is_as_exact_as_it_is_shown(shown: str, due: str) -> None:
    book = Workbook()
    for row in (["任务", "责任单位", "完成时限"], ["修路", "县甲局", datetime.date(2024, 6, 1)]):
        book.worksheets[0].append(row)
    book.worksheets[0]["C2"].number_format = shown
    file = io.BytesIO()
    book.save(file)
    made = imported(blocks_of_file("表.xlsx", file.getvalue()), "任务", "表.xlsx", "")
    assert made.dossier is not None and [str(one.due) for one in made.dossier.notice.deadlines] == [due]


def test_what_is_due_stands_without_the_number_of_its_point() -> None:
    made = read("任务|措施|责任单位\n修路|1.修订办法，2024年6月底前完成。//2.每周例会。|县甲局")
    assert made.dossier is not None and [one.matter for one in made.dossier.notice.deadlines] == ["修订办法，完成"]
