"""进展情况报送表 as a workbook: two sheets to be filled in, and a hidden one with every text as it was sent out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from generators.excel.open_workbook import BASE
from generators.excel.writing import (
    A4,
    AS_TYPED,
    CENTRED,
    CHOICE,
    ENTRY,
    ENTRY_DAY,
    HEAD,
    PLAIN,
    SHOWN,
    SUBTITLE,
    TITLE,
    choose_state,
    expect_dates,
    heads,
    new_workbook,
    offer_nil,
    packed,
    protect,
    put,
    set_height,
    set_paper,
)
from generators.plan import Fields, FieldValue
from generators.submission import UNIT_LABELS

ABOUT, PROGRESS = "基本情况", "重点任务进展"
_COLUMNS = {"键": 3.0, "序号": 10.0, "任务": 28.0, "完成状态": 10.0}
_WIDTHS, _ASKED = {"进展情况": 32.0}, 17.0  # of the columns that the notice asks for (填报栏目), to be read on A4
_LOOKS = {"完成状态": CHOICE, "公开数据": AS_TYPED}
_DATES = ("方案报送日期", "开通日期", "填表日期")
_WIDTH = 80  # of the value beside a label, in letters


class Task(NamedTuple):
    """A row to be filled in: its number and name, and what is to be known of it."""

    number: str
    name: str
    note: str

    @property
    def key(self) -> str:
        """The task's heading, as the Word form prints it: by it a returned row is known, wherever it was moved."""
        return f"{self.number}　{self.name}"


class WorkbookForm:
    """What makes the workbooks of the form, as a compiled template makes Word documents."""

    def render(self, fields: Fields, properties: Mapping[str, str]) -> bytes:
        """A workbook's bytes."""
        return form_workbook(fields, properties)


def form_workbook(fields: Fields, properties: Mapping[str, str]) -> bytes:
    """The form of one unit. `fields` are those of the Word form. Equal fields and properties give equal bytes."""
    workbook = new_workbook()
    about, progress = workbook.create_sheet(ABOUT), workbook.create_sheet(PROGRESS)
    _fill_about(about, fields)
    _fill_progress(progress, list(tasks(fields)), [str(name) for name in fields["填报栏目"]])
    base = workbook.create_sheet(BASE)
    base.sheet_state = "veryHidden"
    written = [cell.value for sheet in (about, progress) for row in sheet.iter_rows() for cell in row if cell.value]
    for number, text in enumerate(written, 1):
        put(base, number, 1, text)
    for sheet in (about, progress, base):
        protect(sheet)
    return packed(workbook, properties)


def tasks(fields: Fields) -> Iterator[Task]:
    """Every row: the measures that the unit leads, or the items that it carries out, and the safeguards."""
    for item in _maps(fields["牵头"]):
        for measure in _maps(item["措施"]):
            note = f"{item['序号']}{item['标题']}（{item['方式']}）"
            yield Task(str(measure["编号"]), str(measure["名称"]), note)
    for item in _maps(fields["落实"]):
        yield Task(str(item["序号"]), str(item["标题"]), _asked_for(fields, item))
    for item in _maps(fields["保障"]):
        yield Task(str(item["编号"]), str(item["标题"]), "")


def _asked_for(fields: Fields, item: Mapping[str, FieldValue]) -> str:
    """Who leads an item, where anybody does, and what the notice asks of the unit itself."""
    unit, leading = fields["本单位"], f"{fields['牵头级']}{fields['牵头栏']}"
    leads = f"{leading}：{item['牵头单位']}。" if item["牵头单位"] else ""
    asked = "".join(f"{one['序号']}{one['内容']}" for one in _maps(item["要求"]))
    if asked:
        return f"{leads}通知对{unit}的要求：{asked}"
    return f"{leads}通知没有对{unit}提出直接要求，填{f'按{leading}的部署' if leads else unit}开展的工作。"


def _maps(value: FieldValue) -> Iterator[Mapping[str, FieldValue]]:
    assert not isinstance(value, (str, Mapping))
    return (entry for entry in value if isinstance(entry, Mapping))


def _fill_about(sheet: Worksheet, fields: Fields) -> None:
    """Title, instructions, and the labels of the unit with a cell to the right of each."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, _WIDTH
    row = 1
    lines = [(str(fields["密级"]), PLAIN), ("进展情况报送表", TITLE), (f"（{fields['任务标题']}）", SUBTITLE)]
    for text, look in [*filter(lambda line: line[0], lines), *((text, PLAIN) for text in _instructions(fields))]:
        put(sheet, row, 1, text, look)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        set_height(sheet, row, {text: _WIDTH + 20}, least=30 if look is TITLE else 20)
        row += 1
    put(sheet, row, 1, "单位（盖章）", HEAD)
    put(sheet, row, 2, str(fields["单位"]), SHOWN)
    dates = []
    for below, label in enumerate(_asked_of(fields), row + 1):
        put(sheet, below, 1, label, HEAD)
        cell = put(sheet, below, 2, None, ENTRY_DAY if label in _DATES else AS_TYPED)
        set_height(sheet, below, {}, least=24)
        dates += [cell.coordinate] if label in _DATES else []
    expect_dates(sheet, dates)
    set_paper(sheet, A4)


def _asked_of(fields: Fields) -> Iterator[str]:
    """The labels of what the notice asks of this unit: not every one has a plan to send or a column to open."""
    asked = {"方案报送日期": fields["方案截止"], "专栏网址": fields["专栏截止"], "开通日期": fields["专栏截止"]}
    asked["保密审查"] = fields["保密审查"]
    return (label for label in UNIT_LABELS if asked.get(label, "是"))


def _instructions(fields: Fields) -> Iterator[str]:
    due = f"请于{fields['报送截止']}{fields['报送事由']}。" if fields["报送截止"] else "请按通知要求报送。"
    copy = "" if fields["密级"] else "，同时报送本表电子版"
    yield f"一、{due}书面材料加盖单位印章{copy}。"
    columns = [str(name) for name in fields["填报栏目"]]
    where = "进展情况" if "进展情况" in columns else columns[0]
    shared = f"不由本单位承担的，“完成状态”选“不承担”，在“{where}”写明由哪个单位承担。"
    data = "“公开数据”写公开的条数、场次、点击量等数字；" if fields["公开数据"] else ""
    review = "“保密审查”写审查人和审查结论。" if fields["保密审查"] else ""
    yield (
        f"二、白色格子由{fields['单位']}填写，灰色格子请勿改动，以便汇总；“{ABOUT}”和“{PROGRESS}”两张表都要填。"
        f"“完成状态”从下拉框里选；{data}{review}没有的写“无”。{shared}"
    )
    yield "三、涉密内容不得填入本表，不得通过互联网报送。"
    asked = [f"{name}：{fields[name]}" for name in ("联系人", "联系电话", "电子邮箱") if fields[name]]
    yield f"四、本表报{fields['受理机关']}。{'；'.join(asked)}"


def _fill_progress(sheet: Worksheet, rows: list[Task], asked: list[str]) -> None:
    """The table: a row for each task, with a column for everything that is asked of it."""
    columns = _COLUMNS | {name: _WIDTHS.get(name, _ASKED) for name in asked}
    heads(sheet, 1, columns)
    sheet.column_dimensions["A"].hidden = True
    for number, task in enumerate(rows, 2):
        put(sheet, number, 1, task.key, SHOWN)
        put(sheet, number, 2, task.number, CENTRED)
        shown = task.name + (f"\n{task.note}" if task.note else "")
        put(sheet, number, 3, shown, SHOWN)
        set_height(sheet, number, {shown: _COLUMNS["任务"]}, least=54)
        for column, label in enumerate(list(columns)[3:], 4):
            put(sheet, number, column, None, _LOOKS.get(label, ENTRY))
    sheet.freeze_panes = "D2"
    if rows:
        choose_state(sheet, f"D2:D{len(rows) + 1}")
        for column in [sheet.cell(1, 5 + at).column_letter for at, name in enumerate(asked) if name == "存在问题"]:
            offer_nil(sheet, f"{column}2:{column}{len(rows) + 1}")
    set_paper(sheet, A4)
