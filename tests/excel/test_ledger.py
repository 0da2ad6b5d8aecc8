"""The ledger: all tasks and returns in one workbook, never over anybody's work, and what is typed into it told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from support.files import NOTICE
from support.installed import missing_calc
from support.returns import Returned
from support.shapes import dossier as dossier_of
from support.workbooks import WORDS, opened, saved

from generators.dossier.dossier import Dossier
from generators.dossier.returns import Return
from generators.excel.ledger import LedgerChange, ledger_workbook, read_ledger, read_remarks
from generators.excel.open_workbook import BASE
from generators.excel.rows import LedgerRow, ledger_rows
from generators.problems import DubanError
from generators.submission import PROGRESS_LABELS

IDENTITY = {"dc:subject": NOTICE, "cp:category": "ledger"}
BUDGET, THREE = "推进财政预算决算和“三公”经费公开", "着力推进“三公”经费公开"
FINANCE: dict[str, Any] = {
    "单位": "省财政厅",
    "收到日期": "2013-12-10",
    "来源": [{"文件": "财政厅报送表.docx", "收到": "2013-12-10"}],
    "进展": [
        {"事项": BUDGET, "措施": THREE, "完成状态": "推进中", "进展情况": "已公开。"},
        {"事项": BUDGET, "措施": "", "进展情况": "整项的话"},
        {"事项": "通知里没有的事", "措施": "", "进展情况": "别的话"},
    ],
}


def answered(dossier: Dossier, *returns: dict[str, Any]) -> Dossier:
    known = {"units": dossier.units}
    return replace(dossier, returns=tuple(Return.model_validate(one, context=known) for one in returns))


@pytest.fixture(scope="module")
def rows(dossier: Dossier) -> list[LedgerRow]:
    paper = {"单位": "沈阳市人民政府", "收到日期": "2013-12-12", "来源": [{"收到": "2013-12-12", "方式": "纸质"}]}
    return ledger_rows(answered(dossier, FINANCE, paper))


@pytest.fixture(scope="module")
def raw(rows: list[LedgerRow]) -> bytes:
    return ledger_workbook(rows, {}, "《安排》", IDENTITY)


@pytest.fixture(scope="module")
def short(rows: list[LedgerRow]) -> bytes:
    """A ledger of eight rows, quickly opened and saved."""
    return ledger_workbook(rows[:8], {}, "《安排》", IDENTITY)


def column(workbook: Workbook, label: str) -> int:
    return [cell.value for cell in workbook["台账"][1]].index(label) + 1


def line_of(rows: Sequence[LedgerRow], unit: str, words: str) -> int:
    return next(n for n, row in enumerate(rows, 2) if row.short_name == unit and words in (row.measure, row.task))


# -- rows ---------------------------------------------------------------------------------------------------------------


def test_every_lead_has_a_row_for_each_measure_and_every_city_one_for_each_item(
    dossier: Dossier, rows: list[LedgerRow]
) -> None:
    led = sum(len(item.passages) * len(dossier.leads(item)) for item in dossier.tasks)
    assert sum(row.category != "市" and bool(row.role) for row in rows) == led
    assert sum(row.category == "市" for row in rows) == 14 * len(dossier.tasks)
    assert len({row.key for row in rows}) == len(rows)


def test_a_row_says_what_its_unit_said_when_and_in_which_file(rows: list[LedgerRow]) -> None:
    row = rows[line_of(rows, "省财政厅", THREE) - 2]
    assert (row.stated["完成状态"], row.stated["进展情况"]) == ("推进中", "已公开。")
    assert (row.received, row.sources, row.due) == (date(2013, 12, 10), "财政厅报送表.docx", date(2013, 12, 13))
    assert row.role == "与省审计厅分别牵头" and row.number == "一（二）二是"


def test_what_fits_no_measure_still_has_a_row(rows: list[LedgerRow]) -> None:
    extra = [row for row in rows if row.short_name == "省财政厅" and not row.role]
    assert [(row.task, row.stated["进展情况"]) for row in extra] == [(BUDGET, "整项的话"), ("通知里没有的事", "别的话")]


def test_a_return_on_paper_counts_as_returned_and_none_is_said_to_be_missing(rows: list[LedgerRow]) -> None:
    paper = next(row for row in rows if row.short_name == "沈阳市")
    assert (paper.received, paper.sources) == (date(2013, 12, 12), "纸质")
    assert next(row for row in rows if row.short_name == "大连市").received == "未报送"


def test_a_key_does_not_change_with_the_number_or_the_date_of_a_measure(rows: list[LedgerRow]) -> None:
    row = next(row for row in rows if row.measure)
    moved = replace(row, number="九（九）九是", area="别处")
    assert moved.key == row.key
    assert replace(row, measure="2013年12月1日前做完").key == replace(row, measure="2014年1月8日前做完").key


# -- the workbook -------------------------------------------------------------------------------------------------------


def test_the_ledger_has_its_lists_filter_head_and_paper(raw: bytes) -> None:
    sheet = opened(raw)["台账"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"未启动,推进中,已完成,长期推进,不承担"'
    assert sheet.auto_filter.ref.startswith("A1:") and sheet.freeze_panes == "G2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == "$1:$1" and sheet.protection.sheet and not sheet.protection.autoFilter
    assert sheet.print_area == f"'台账'!$B$1:$J${sheet.max_row}", "from 序号 to 下一步打算"
    formulas = [rule.formula[0] for found in sheet.conditional_formatting for rule in found.rules]
    assert any("已完成" in one for one in formulas) and any("TODAY()" in one and "未报送" in one for one in formulas)


def test_only_what_the_office_fills_in_is_unlocked(raw: bytes) -> None:
    sheet = opened(raw)["台账"]
    free = {sheet.cell(1, cell.column).value for cell in sheet[2] if not cell.protection.locked}
    assert free == {*PROGRESS_LABELS, "备注"}


def test_the_counts_agree_with_the_rows(raw: bytes, rows: list[LedgerRow]) -> None:
    sheet = opened(raw)["统计"]
    table = {line[0]: line[1:] for line in sheet.iter_rows(values_only=True) if line[0]}
    assert table["合计"][0] == len(rows) and table["合计"][2] == 1
    assert table["省财政厅"][0] == sum(row.short_name == "省财政厅" for row in rows)
    assert "生成时统计" in str(sheet["A2"].value)


def test_the_counts_stand_in_official_order(dossier: Dossier, raw: bytes) -> None:
    """The rows stand in the order of the notice, in which 省财政厅 comes before 省教育厅."""
    first = [line[0] for line in opened(raw)["统计"].iter_rows(values_only=True)]
    by_unit = first[first.index("单位") + 1 : -1]
    assert by_unit == [unit.short_name for unit in dossier.units if unit.short_name in by_unit]
    assert len(by_unit) == 31
    areas = [item.title for item in dossier.placed if item.level == 1]
    assert first[first.index("部分") + 1 : first.index("合计")] == [areas[0], "（通知里已没有）"]


def test_equal_rows_give_equal_bytes(rows: list[LedgerRow], raw: bytes) -> None:
    assert ledger_workbook(rows, {}, "《安排》", IDENTITY) == raw


def test_words_that_no_cell_can_hold_as_they_are_change_nothing(rows: list[LedgerRow]) -> None:
    said = {
        "完成状态": "基本完成",
        "进展情况": "=1+1",
        "公开数据": "甲\x0b乙\ud800",
        "存在问题": "长" * 40_000,
        "下一步打算": " 空 ",
    }
    raw = ledger_workbook([replace(rows[0], stated=said)], {}, "", IDENTITY)
    assert read_ledger(raw, "台账.xlsx") == (NOTICE, [], [])
    assert opened(raw)["台账"].cell(2, 10).data_type == "s"


@pytest.mark.slow
def test_two_thousand_rows_are_written_in_about_a_second(rows: list[LedgerRow]) -> None:
    many = [replace(row, unit=f"{row.unit}{n}") for n in range(2000 // len(rows) + 1) for row in rows][:2000]
    start = time.process_time()
    ledger_workbook(many, {}, "", IDENTITY)
    assert time.process_time() - start < 5  # about 1; the limit leaves room for slow machines


# -- what was typed -----------------------------------------------------------------------------------------------------


def test_an_untouched_ledger_says_nothing(raw: bytes) -> None:
    assert read_ledger(raw, "台账.xlsx") == (NOTICE, [], [])


def test_a_cell_that_was_changed_is_told_with_what_it_was(raw: bytes, rows: list[LedgerRow]) -> None:
    workbook = opened(raw)
    line = line_of(rows, "省财政厅", THREE)
    workbook["台账"].cell(line, column(workbook, "完成状态")).value = "已完成"
    name, changes, doubts = read_ledger(saved(workbook), "台账.xlsx")
    place = f"台账 第{line}行第7列"
    assert changes == [LedgerChange("省财政厅", BUDGET, THREE, "完成状态", "推进中", "已完成", place)]
    assert name == NOTICE and doubts == []


def test_sorted_rows_and_moved_columns_are_still_known(raw: bytes, rows: list[LedgerRow]) -> None:
    workbook = opened(raw)
    line = line_of(rows, "大连市", "推进行政审批信息公开")
    workbook["台账"].cell(line, column(workbook, "进展情况")).value = "电话里说的"
    workbook["台账"].insert_rows(1, 2)
    workbook["台账"].insert_cols(4)
    _, changes, doubts = read_ledger(saved(workbook), "台账.xlsx")
    assert [(one.unit, one.measure, one.now) for one in changes] == [("大连市人民政府", "", "电话里说的")]
    assert doubts == []


def test_a_cell_that_was_emptied_is_a_change_to_nothing(raw: bytes, rows: list[LedgerRow]) -> None:
    workbook = opened(raw)
    workbook["台账"].cell(line_of(rows, "省财政厅", THREE), column(workbook, "进展情况")).value = None
    ((change,), doubts) = read_ledger(saved(workbook), "台账.xlsx")[1:]
    assert (change.was, change.now) == ("已公开。", "") and doubts == []


def test_new_rows_and_rows_without_a_key_are_doubts_with_row_and_words(raw: bytes, rows: list[LedgerRow]) -> None:
    workbook = opened(raw)
    sheet = workbook["台账"]
    sheet.cell(len(rows) + 2, 3).value, sheet.cell(len(rows) + 2, 8).value = "新的一项", "做了"
    sheet["A5"], sheet["H5"] = None, "没有键的行"
    _, changes, doubts = read_ledger(saved(workbook), "台账.xlsx")
    told = "\n".join(map(str, doubts))
    assert changes == []
    assert f"第{len(rows) + 2}行" in told and "新的一项｜做了" in told
    assert "第5行" in told and "没有键的行" in told and "有 1 行不见了" in told


def test_without_the_key_column_nothing_is_taken_and_everything_changed_is_told(raw: bytes) -> None:
    workbook = opened(raw)
    workbook["台账"]["H3"] = "改过的话"
    workbook["台账"].delete_cols(1)
    _, changes, doubts = read_ledger(saved(workbook), "台账.xlsx")
    assert changes == [] and len(doubts) == 2
    assert "“键”这一列没有了" in str(doubts[0]) and "改过的话" in str(doubts[1])


def test_locked_cells_added_columns_formulas_and_errors_are_doubts(raw: bytes) -> None:
    workbook = opened(raw)
    sheet = workbook["台账"]
    sheet["E2"], sheet["S3"], sheet["K4"], sheet["I5"] = "改了单位", "旁边的话", "=1+2", "#REF!"
    _, changes, doubts = read_ledger(saved(workbook), "台账.xlsx")
    told = "\n".join(map(str, doubts))
    assert changes == [] and len(doubts) == 4 and "有错误值 #REF!，没有收" in told
    assert "灰色栏改过" in told and "改了单位" in told and "旁边的话" in told and "公式没有算出结果：=1+2" in told


def test_what_is_no_ledger_is_refused(raw: bytes) -> None:
    workbook = opened(raw)
    del workbook[BASE]
    for bad in (saved(workbook), saved(Workbook())):
        with pytest.raises(DubanError, match="不是本工具生成的台账"):
            read_ledger(bad, "台账.xlsx")


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(2, 6), st.integers(7, 11)), WORDS, max_size=6))
def test_random_words_in_open_cells_are_all_found_again(short: bytes, typed: dict[tuple[int, int], str]) -> None:
    workbook = opened(short)
    for (row, number), words in typed.items():
        workbook["台账"].cell(row, number).value = words
        workbook["台账"].cell(row, number).data_type = "s"
    _, changes, doubts = read_ledger(saved(workbook), "台账.xlsx")
    assert sorted(one.now for one in changes) == sorted(text for one in typed.values() if (text := one.strip()))
    assert doubts == []


# -- the command --------------------------------------------------------------------------------------------------------


def ledger_of(workspace: Path) -> Path:
    return workspace / "output" / NOTICE / f"{NOTICE}-台账.xlsx"


def type_into(path: Path, cell: str, words: str) -> bytes:
    workbook = load_workbook(path)
    workbook["台账"][cell] = words
    workbook.save(path)
    return path.read_bytes()


def test_the_ledger_is_written_and_written_again_without_asking(duban: Callable[..., Result], workspace: Path) -> None:
    report = json.loads(duban("ledger", "--json").stdout)
    assert report == {
        "notice": NOTICE,
        "file": f"output/{NOTICE}/{NOTICE}-台账.xlsx",
        "beside": None,
        "rows": report["rows"],
        "problems": [],
    }
    before = ledger_of(workspace).read_bytes()
    assert duban("ledger").exit_code == 0 and ledger_of(workspace).read_bytes() == before


def test_an_edited_ledger_is_kept_and_the_new_one_laid_beside_it(duban: Callable[..., Result], workspace: Path) -> None:
    duban("ledger")
    typed = type_into(ledger_of(workspace), "H2", "填了")
    result = duban("ledger")
    assert result.exit_code == 1 and "有人改过，没有动" in result.output
    assert ledger_of(workspace).read_bytes() == typed
    beside = ledger_of(workspace).with_name(f"{NOTICE}-台账.新版.xlsx")
    assert beside.is_file()
    duban("ledger")
    assert len(list(beside.parent.glob("*.xlsx"))) == 2
    beside.replace(ledger_of(workspace))
    assert duban("ledger").exit_code == 0


def test_a_file_that_is_not_ours_is_never_overwritten(duban: Callable[..., Result], workspace: Path) -> None:
    ledger_of(workspace).parent.mkdir(parents=True)
    ledger_of(workspace).write_bytes(b"mine")
    assert duban("ledger").exit_code == 1 and ledger_of(workspace).read_bytes() == b"mine"


def test_the_remarks_of_the_office_go_into_the_next_ledger(duban: Callable[..., Result], workspace: Path) -> None:
    duban("ledger")
    type_into(ledger_of(workspace), "P2", "已电话提醒")
    duban("ledger")
    beside = ledger_of(workspace).with_name(f"{NOTICE}-台账.新版.xlsx")
    assert list(read_remarks(beside.read_bytes(), "x").values()) == ["已电话提醒"]


def test_undo_takes_the_ledger_back(duban: Callable[..., Result], workspace: Path) -> None:
    duban("ledger")
    assert duban("undo").exit_code == 0 and not ledger_of(workspace).exists()


def test_the_ledger_is_written_where_it_is_wanted(
    duban: Callable[..., Result], workspace: Path, tmp_path: Path
) -> None:
    assert duban("ledger", "--out", str(tmp_path / "台账.xlsx")).exit_code == 0
    assert (tmp_path / "台账.xlsx").is_file() and not ledger_of(workspace).exists()
    result = duban("ledger", "--out", "台账.docx")
    assert result.exit_code == 2 and "文件名以 .xlsx 结尾" in result.output


def test_a_fault_in_a_return_is_named_and_the_ledger_holds_all_others(
    returned: Returned, duban: Callable[..., Result], workspace: Path
) -> None:
    returned("省财政厅", "单位: 省财证厅\n")
    returned("省审计厅", f"收到日期: 2013-12-10\n进展:\n  - {{ 事项: {BUDGET}, 进展情况: 审计过了 }}")
    result = duban("ledger")
    assert result.exit_code == 1 and "returns/省财政厅.yaml:1:5: 错误：没有“省财证厅”这个单位" in result.output
    cells = [cell for row in load_workbook(ledger_of(workspace)).active.iter_rows(values_only=True) for cell in row]
    assert "审计过了" in cells


def test_a_fault_in_the_notice_stops_the_ledger(
    duban: Callable[..., Result], edit: Callable[[str, str], None], workspace: Path
) -> None:
    edit("[省国土资源厅, 省住房城乡建设厅]", "[省国土资源局, 省住房城乡建设厅]")
    result = duban("ledger")
    assert result.exit_code == 1 and "没有生成台账" in result.output and not ledger_of(workspace).exists()


def test_what_was_typed_goes_into_the_returns_and_the_file_stays_as_it_is(
    duban: Callable[..., Result], workspace: Path
) -> None:
    duban("ledger")
    typed = type_into(ledger_of(workspace), "H2", "电话报来")
    report = json.loads(duban("ledger", "--read", str(ledger_of(workspace)), "--on", "2013-12-12", "--json").stdout)
    (taken,) = report["taken"]
    assert (taken["label"], taken["was"], taken["now"]) == ("进展情况", "", "电话报来") and report["doubts"] == []
    (file,) = (workspace / "content" / NOTICE / "returns").glob("*.yaml")
    assert "电话报来" in file.read_text("utf-8") and taken["for"] == file.stem
    assert ledger_of(workspace).read_bytes() == typed
    assert duban("undo").exit_code == 0 and not file.exists()


@pytest.mark.parametrize(("file", "told"), [("没有.xlsx", "没有“"), ("templates/notice.docx", "不是 Excel 工作簿")])
def test_a_file_that_is_no_ledger_is_told(duban: Callable[..., Result], file: str, told: str) -> None:
    result = duban("ledger", "--read", file)
    assert result.exit_code in (1, 2) and told in result.output


@pytest.mark.libreoffice
@pytest.mark.skipif(bool(missing_calc()), reason=missing_calc())
def test_a_ledger_saved_by_libreoffice_is_read_back(raw: bytes, rows: list[LedgerRow], tmp_path: Path) -> None:
    from generators.office.libreoffice import convert

    workbook = opened(raw)
    workbook["台账"].cell(line_of(rows, "省财政厅", THREE), column(workbook, "完成状态")).value = "已完成"
    source, out = tmp_path / "台账.xlsx", tmp_path / "out"
    out.mkdir()
    source.write_bytes(saved(workbook))
    again = convert([source], "xlsx", out).made[source].read_bytes()
    name, (change,), doubts = read_ledger(again, "台账.xlsx")
    assert (name, change.was, change.now, doubts) == (NOTICE, "推进中", "已完成", [])
    assert any("长期推进" in rule.formula1 for rule in opened(again)["台账"].data_validations.dataValidation)


def test_a_row_of_a_unit_that_leads_nothing_says_what_is_asked_of_it() -> None:
    notice = (
        "时限: [{ 名称: 总结, 报送: 进展, 截止: 2022-12-01, 对象: [各片区] }]\n"
        "部分: [{ 标题: 任务, 性质: 任务, 事项: [{ 标题: 甲, 正文: [{ 内容: 各片区要办。, 责任: [各片区] }] }] }]\n"
    )
    rows = [(row.short_name, row.task, row.words, row.measure) for row in ledger_rows(dossier_of(notice))]
    assert rows == [("东片区", "甲", "各片区要办。", ""), ("西片区", "甲", "各片区要办。", "")]


def test_a_notice_that_asks_for_no_report_gets_no_empty_ledger(
    workspace: Path, duban: Callable[..., Result], notice_file: Path
) -> None:
    notice_file.write_text(
        "标题: 某通知\n发文机关: 某机关\n主送机关: 各市\n成文日期: 2014-01-02\n正文: [照办。]\n", "utf-8"
    )
    result = duban("ledger")
    assert result.exit_code == 2 and "没有单位要报送进展" in result.output
    assert not list((workspace / "output").rglob("*.xlsx"))
