"""The report form as a workbook: what a unit finds in it, and that nothing it types is lost."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from support.files import NOTICE
from support.installed import missing_calc
from support.workbooks import WORDS, opened, saved

from generators.dossier.dossier import Dossier
from generators.excel.form import ABOUT, PROGRESS, form_workbook, tasks
from generators.excel.open_workbook import BASE
from generators.excel.reading import read_workbook_form
from generators.kinds import REPORT_FORM_EXCEL
from generators.problems import DubanError
from generators.submission import PROGRESS_LABELS, UNIT_LABELS, Submission

KIND = REPORT_FORM_EXCEL  # 进展情况报送表（Excel）


@pytest.fixture(scope="module")
def form(dossier: Dossier) -> Callable[[str], bytes]:
    """The form of a unit."""

    @cache
    def of(unit: str) -> bytes:
        (output,) = (one for one in KIND.outputs(dossier) if one.for_ == unit)
        identity = {"dc:title": output.title, "dc:subject": NOTICE, "cp:category": KIND.name, "dc:identifier": unit}
        return form_workbook(output.fields, identity)

    return of


@pytest.fixture(scope="module")
def finance(form: Callable[[str], bytes]) -> bytes:
    return form("省财政厅")


def cell_of(workbook: Workbook, label: str, row: int = 2) -> Any:
    """Where a value is typed: to the right of a unit's label, or in a row of the table under a label."""
    for line in workbook[ABOUT].iter_rows():
        for cell in line:
            if cell.value == label:
                return workbook[ABOUT].cell(cell.row, cell.column + 1)
    sheet = workbook[PROGRESS]
    return sheet.cell(row, [cell.value for cell in sheet[1]].index(label) + 1)


def filled(raw: bytes, **values: Any) -> bytes:
    workbook = opened(raw)
    for label, value in values.items():
        cell_of(workbook, label).value = value
    return saved(workbook)


def words_of(found: Submission) -> list[str]:
    entries = [one for entry in found.entries for one in entry.values.values()]
    return [*found.about.values(), *entries, *(one.words for one in found.loose)]


# -- the form -----------------------------------------------------------------------------------------------------------


def test_the_form_has_a_row_for_each_task_of_the_word_form(dossier: Dossier, finance: bytes) -> None:
    (output,) = (one for one in KIND.outputs(dossier) if one.for_ == "省财政厅")
    sheet = opened(finance)[PROGRESS]
    keys = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert keys == [task.key for task in tasks(output.fields)]
    assert "一（二）二是　着力推进“三公”经费公开" in keys
    assert [cell.value for cell in sheet[1]] == ["键", "序号", "任务", *PROGRESS_LABELS]


def test_a_city_reports_on_items_and_sees_what_is_asked_of_it(form: Callable[[str], bytes]) -> None:
    sheet = opened(form("沈阳市人民政府"))[PROGRESS]
    shown = next(row[2].value for row in sheet.iter_rows(min_row=2) if row[1].value == "一（二）")
    assert shown.startswith("推进财政预算决算和“三公”经费公开\n省级牵头单位：省财政厅、省审计厅。通知对本市的要求：")


def test_every_label_of_the_unit_stands_left_of_its_cell(finance: bytes) -> None:
    workbook = opened(finance)
    labels = [row[0].value for row in workbook[ABOUT].iter_rows()]
    assert [label for label in labels if label in UNIT_LABELS] == list(UNIT_LABELS)
    for label in UNIT_LABELS:
        assert not cell_of(workbook, label).protection.locked


def test_a_city_is_not_asked_for_a_plan_or_a_column(form: Callable[[str], bytes]) -> None:
    labels = [row[0].value for row in opened(form("沈阳市人民政府"))[ABOUT].iter_rows()]
    assert [label for label in UNIT_LABELS if label not in labels] == ["方案报送日期", "专栏网址", "开通日期"]


def test_states_are_chosen_from_a_list_and_mistakes_are_told_in_chinese(finance: bytes) -> None:
    rule, nil = opened(finance)[PROGRESS].data_validations.dataValidation
    assert nil.formula1 == '"无"' and not nil.showErrorMessage, "a problem may be typed as well"
    assert rule.type == "list" and rule.formula1 == '"未启动,推进中,已完成,长期推进,不承担"'
    assert "下拉框" in rule.error and rule.prompt and str(rule.sqref).startswith("D2:D")
    (dates,) = opened(finance)[ABOUT].data_validations.dataValidation
    assert dates.type == "date" and dates.errorStyle == "warning" and "2013-9-5" in dates.error
    assert len(dates.sqref.ranges) == 3


def test_labels_are_locked_without_a_password_and_cells_to_fill_in_are_not(finance: bytes) -> None:
    workbook = opened(finance)
    for sheet in workbook:
        assert sheet.protection.sheet and sheet.protection.password is None
    row = workbook[PROGRESS][2]
    assert [cell.protection.locked for cell in row] == [True] * 3 + [False] * 5
    assert {cell.font.name for cell in row} == {"仿宋"}
    assert workbook[BASE].sheet_state == "veryHidden"


def test_the_table_prints_on_landscape_a4_with_its_head_on_every_page(finance: bytes) -> None:
    sheet = opened(finance)[PROGRESS]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1" and sheet.freeze_panes == "D2"
    assert sheet.column_dimensions["A"].hidden and sheet["C2"].alignment.wrap_text


def test_rows_grow_with_what_is_typed(finance: bytes) -> None:
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(finance)).read("xl/worksheets/sheet2.xml")


def test_a_workbook_says_whose_it_is_in_its_properties(finance: bytes) -> None:
    properties = opened(finance).properties
    assert (properties.subject, properties.category, properties.identifier) == (NOTICE, KIND.name, "省财政厅")


def test_equal_fields_give_equal_bytes(dossier: Dossier) -> None:
    (output,) = (one for one in KIND.outputs(dossier) if one.for_ == "省财政厅")
    assert form_workbook(output.fields, {"dc:title": "甲"}) == form_workbook(output.fields, {"dc:title": "甲"})


# -- built only when asked for ------------------------------------------------------------------------------------------


def test_build_leaves_workbooks_out_and_its_own_command_makes_them(
    duban: Callable[..., Result], workspace: Path
) -> None:
    folder = workspace / "output" / NOTICE
    assert duban("build").exit_code == 0 and not list(folder.rglob("*.xlsx"))
    assert duban("report-forms-excel").exit_code == 0
    assert len(list(folder.rglob("*.xlsx"))) == 31
    assert (folder / "进展情况报送表" / "040-省财政厅-进展情况报送表.xlsx").is_file()


def test_a_workbook_once_made_is_no_orphan_of_a_build(duban: Callable[..., Result], workspace: Path) -> None:
    duban("report-forms-excel", "--for", "省财政厅")
    report = duban("build", "--prune")
    assert report.exit_code == 0 and "不再需要" not in report.output
    assert list((workspace / "output").rglob("*.xlsx"))


def test_a_filled_workbook_is_not_overwritten(
    duban: Callable[..., Result], workspace: Path, edit: Callable[[str, str], None]
) -> None:
    duban("report-forms-excel", "--for", "省财政厅")
    path = workspace / "output" / NOTICE / "进展情况报送表" / "040-省财政厅-进展情况报送表.xlsx"
    typed = filled(path.read_bytes(), 填报人="张三")
    path.write_bytes(typed)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    assert duban("report-forms-excel", "--for", "省财政厅").exit_code == 1
    assert path.read_bytes() == typed and path.with_name("040-省财政厅-进展情况报送表.新版.xlsx").is_file()


def test_changes_and_issue_pass_over_workbooks_that_nobody_asked_for(duban: Callable[..., Result]) -> None:
    duban("build")
    assert duban("issue", "--on", "2013-08-21").exit_code == 0
    assert "没有变化" in duban("changes").output


# -- read back ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_comes_back_under_its_labels(finance: bytes) -> None:
    raw = filled(finance, 填报人="张三", 联系电话="024-86890001", 完成状态="推进中", 进展情况="已公开。", 存在问题="无")
    found = read_workbook_form(raw, "甲.xlsx")
    assert (found.notice, found.kind, found.unit) == (NOTICE, KIND.name, "省财政厅")
    assert found.about == {"填报人": "张三", "联系电话": "024-86890001"}
    (entry,) = found.entries
    assert entry.values == {"完成状态": "推进中", "进展情况": "已公开。", "存在问题": "无"}
    assert entry.task.startswith("一（二）一是　") and entry.place == f"{PROGRESS} 第2行"
    assert found.loose == []


def test_an_empty_form_says_nothing(finance: bytes) -> None:
    found = read_workbook_form(finance, "甲.xlsx")
    assert not found.about and not found.entries and not found.loose


@pytest.mark.parametrize(
    ("typed", "number_format", "words"),
    [
        ("2013年9月5日", None, "2013年9月5日"),
        (datetime.date(2013, 9, 5), "yyyy-mm-dd", "2013-09-05"),
        (datetime.datetime(2013, 9, 5), 'm"月"d"日"', "2013-09-05"),
        (1234, "General", "1234"),
        (12345, "#,##0", "12,345"),
        (0.871, "0.0%", "87.1%"),
        (3.5, "General", "3.5"),
        (13800138000.0, "General", "13800138000"),
        (" 两边有空格 ", None, "两边有空格"),
        ("甲\r\n乙", None, "甲\n乙"),
    ],
)
def test_dates_and_numbers_are_read_as_they_were_typed(
    finance: bytes, typed: Any, number_format: str | None, words: str
) -> None:
    workbook = opened(finance)
    cell = cell_of(workbook, "进展情况")
    cell.value = typed
    if number_format:
        cell.number_format = number_format
    (entry,) = read_workbook_form(saved(workbook), "甲.xlsx").entries
    assert entry.values == {"进展情况": words}


def test_a_formula_that_was_never_calculated_is_kept_with_its_place(finance: bytes) -> None:
    found = read_workbook_form(filled(finance, 公开数据="=12+30", 进展情况="有"), "甲.xlsx")
    (aside,) = found.asides
    assert aside.words == "=12+30" and aside.what == "没有算出结果的公式" and found.loose == []
    assert aside.place == f"{PROGRESS} 第2行第6列"
    assert found.entries[0].values == {"进展情况": "有"}


def test_words_outside_of_the_cells_to_fill_in_are_kept_with_their_place(finance: bytes) -> None:
    workbook = opened(finance)
    workbook[PROGRESS]["J3"] = "另附材料两份"
    workbook[ABOUT]["A30"] = "联系不上请打手机"
    workbook.create_sheet("补充")["B2"] = "补充一条"
    workbook[PROGRESS]["E2"].comment = Comment("请核", "李四")
    found = read_workbook_form(saved(workbook), "甲.xlsx")
    assert {(one.place, one.words) for one in found.loose} == {
        (f"{PROGRESS} 第3行第10列", "另附材料两份"),
        (f"{ABOUT} 第30行第1列", "联系不上请打手机"),
        ("补充 第2行第2列", "补充一条"),
        (f"{PROGRESS} 第2行第5列的批注", "请核"),
    }


def test_rows_that_were_sorted_and_columns_that_were_inserted_do_not_matter(finance: bytes) -> None:
    workbook = opened(filled(finance, 完成状态="已完成"))
    before = read_workbook_form(saved(workbook), "甲.xlsx").entries[0]
    workbook[PROGRESS].insert_rows(2, 3)
    workbook[PROGRESS].insert_cols(4)
    (after,) = read_workbook_form(saved(workbook), "甲.xlsx").entries
    assert (after.task, after.values) == (before.task, before.values)


def test_without_the_key_a_row_is_known_by_the_words_of_its_task(finance: bytes) -> None:
    workbook = opened(filled(finance, 完成状态="已完成"))
    wanted = workbook[PROGRESS]["A2"].value
    workbook[PROGRESS].delete_cols(1)
    found = read_workbook_form(saved(workbook), "甲.xlsx")
    assert [entry.task for entry in found.entries] == [wanted] and found.loose == []


def test_a_task_that_somebody_added_or_reworded_is_not_lost(finance: bytes) -> None:
    workbook = opened(finance)
    sheet = workbook[PROGRESS]
    last = sheet.max_row + 1
    sheet.cell(last, 3, "自加一项")
    sheet.cell(last, 5, "做了")
    sheet["C2"], sheet["E2"] = "改过的任务名", "也做了"
    found = read_workbook_form(saved(workbook), "甲.xlsx")
    assert found.entries[0].task == sheet["A2"].value and found.entries[1].task == "自加一项"
    assert [one.words for one in found.loose] == ["改过的任务名"]


def test_the_hidden_sheet_may_be_missing(finance: bytes) -> None:
    workbook = opened(filled(finance, 填报人="张三", 进展情况="做了"))
    del workbook[BASE]
    found = read_workbook_form(saved(workbook), "甲.xlsx")
    assert found.about["填报人"] == "张三" and found.entries[0].values == {"进展情况": "做了"}


def test_a_text_that_begins_like_a_formula_stays_text(dossier: Dossier) -> None:
    (output,) = (one for one in KIND.outputs(dossier) if one.for_ == "省财政厅")
    raw = form_workbook({**output.fields, "单位": '=HYPERLINK("x")', "任务标题": "甲\x0b乙\ud800"}, {})
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml")
    assert not read_workbook_form(raw, "甲.xlsx").loose


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "不是 Excel 工作簿"),
        (b"PK\x03\x04 broken", "不是 Excel 工作簿"),
        (OLE + bytes(600), "旧的 .xls 或 .et 格式"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    ],
)
def test_what_is_no_workbook_is_told_in_chinese(raw: bytes, told: str) -> None:
    with pytest.raises(DubanError, match=told):
        read_workbook_form(raw, "甲.xlsx")


def rezipped(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("xl/worksheets/sheet2.xml", lambda part: part[: len(part) // 2]),
        ("xl/workbook.xml", lambda part: b"<nothing/>"),
        ("xl/styles.xml", lambda part: part.replace(b"count", b"cnt").replace(b'Id="', b'Id="x')),
        ("xl/worksheets/sheet2.xml", lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part),
        (
            "xl/worksheets/sheet2.xml",
            lambda part: part.replace(b't="inlineStr"', b't="s"').replace(b"<is>", b"<v>7</v><is>"),
        ),
        ("docProps/core.xml", lambda part: part[:200]),
    ],
)
def test_a_damaged_workbook_is_told_and_no_traceback(
    finance: bytes, name: str, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(DubanError):
        read_workbook_form(rezipped(finance, name, change), "甲.xlsx")


def test_a_cell_far_away_costs_nothing(finance: bytes) -> None:
    workbook = opened(finance)
    workbook[PROGRESS]["XFD1048576"] = "远处"
    assert [one.words for one in read_workbook_form(saved(workbook), "甲.xlsx").loose] == ["远处"]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from([ABOUT, PROGRESS]), st.integers(1, 40), st.integers(1, 12)),
        st.one_of(WORDS, st.sampled_from([*UNIT_LABELS, *PROGRESS_LABELS, "任务", "键", "推进中"])),
        max_size=8,
    )
)
def test_random_words_in_random_cells_are_all_found_again(
    finance: bytes, typed: dict[tuple[str, int, int], str]
) -> None:
    workbook = opened(finance)
    free = [place for place in typed if not workbook[place[0]].cell(*place[1:]).value]
    for sheet, row, column in free:
        cell = workbook[sheet].cell(row, column)
        if type(cell).__name__ == "Cell":
            cell.value = typed[sheet, row, column]
            cell.data_type = "s"
    found = read_workbook_form(saved(workbook), "甲.xlsx")
    aside = (one.words for one in found.asides)
    everything = "\n".join([*words_of(found), *aside, *(entry.task for entry in found.entries)])
    for sheet, row, column in free:
        if type(workbook[sheet].cell(row, column)).__name__ == "Cell":
            assert typed[sheet, row, column].strip() in everything


@pytest.mark.libreoffice
@pytest.mark.skipif(bool(missing_calc()), reason=missing_calc())
def test_a_form_saved_by_libreoffice_keeps_its_lists_and_is_read_back(finance: bytes, tmp_path: Path) -> None:
    from generators.office.libreoffice import convert

    source = tmp_path / "甲.xlsx"
    source.write_bytes(
        filled(finance, 填报人="张三", 方案报送日期="2013年9月5日", 完成状态="推进中", 进展情况="甲\n乙")
    )
    (tmp_path / "out").mkdir()
    raw = convert([source], "xlsx", tmp_path / "out").made[source].read_bytes()
    found, before = read_workbook_form(raw, "甲.xlsx"), read_workbook_form(source.read_bytes(), "甲.xlsx")
    assert found == before and found.unit == "省财政厅"
    rules = [rule for rule in opened(raw)[PROGRESS].data_validations.dataValidation if rule.type == "list"]
    assert rules and "推进中" in rules[0].formula1 and "下拉框" in rules[0].error
    assert opened(raw)[PROGRESS].protection.sheet
