"""Workbooks written: looks with names that clerks can see, words that stay words, the same bytes for the same words."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generators.characters import NOT_IN_XML
from generators.word.core_properties import with_core_properties
from generators.word.package import files_in_zip, write_parts
from generators.wording import STATES, listed

A4, A3 = "9", "8"
STATE_COLOURS = dict(zip(STATES, ("FCE4D6", "FFF2CC", "E2F0D9", "DDEBF7", "EDEDED"), strict=True))
_LONGEST = 32_000  # characters in a cell; Excel takes 32767
_HIGHEST = 400.0  # points; Excel takes 409
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
Value: TypeAlias = "str | int | date | None"


class Look(NamedTuple):
    """How cells look: the name of their style, whether they are to be filled in, and how they are set."""

    name: str
    size: float = 11
    face: str = "仿宋"
    open: bool = False
    centred: bool = False
    boxed: bool = True
    fill: str = ""
    number_format: str = "General"


TITLE = Look("督办标题", 18, "黑体", centred=True, boxed=False)
SUBTITLE = Look("督办副标题", centred=True, boxed=False)
PLAIN = Look("督办说明", boxed=False)
HEAD = Look("督办表头", 11, "黑体", centred=True, fill="D9D9D9")
SHOWN = Look("督办照录", fill="F2F2F2")
CENTRED = Look("督办照录居中", centred=True, fill="F2F2F2")
DAY = Look("督办照录日期", centred=True, fill="F2F2F2", number_format="yyyy-mm-dd")
ENTRY = Look("督办填写", open=True)
CHOICE = Look("督办选择", open=True, centred=True)
# Telephone numbers keep their zeros, and 12-3 does not become a day in December.
AS_TYPED = Look("督办填写文本", open=True, number_format="@")
ENTRY_DAY = Look("督办填写日期", open=True, number_format="yyyy-mm-dd")
_LOOKS = (TITLE, SUBTITLE, PLAIN, HEAD, SHOWN, CENTRED, DAY, ENTRY, CHOICE, AS_TYPED, ENTRY_DAY)


def new_workbook() -> Workbook:
    """A workbook without sheets that knows every look."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for look in _LOOKS:
        style = NamedStyle(
            look.name,
            font=Font(name=look.face, size=look.size),
            fill=PatternFill("solid", start_color=look.fill) if look.fill else PatternFill(),
            border=_BOX if look.boxed else Border(),
            alignment=Alignment("center" if look.centred else "left", "center", wrap_text=True),
            protection=Protection(locked=not look.open),
            number_format=look.number_format,
        )
        workbook.add_named_style(style)
    return workbook


def put(sheet: Worksheet, row: int, column: int, value: Value, look: Look | None = None) -> Cell:
    """Write a cell. Words stay words: what begins with = is no formula, and what no cell can hold is left out."""
    cell = sheet.cell(row, column)
    if look:
        cell._style = _style(look.name)  # setting it by its name takes ten times as long
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = in_a_cell(value)
        if cell.data_type != "s":
            cell.data_type = "s"
            cell._style = copy(cell._style)
            cell.quotePrefix = True
    return cell


@cache
def _style(name: str) -> Any:
    """What a cell of any of our workbooks holds for a look: they all know the same looks in the same order."""
    cell = new_workbook().create_sheet().cell(1, 1)
    cell.style = name
    return cell._style


def in_a_cell(text: str) -> str:
    """Text as a cell can hold it: without control characters, and cut where it is longer than a cell."""
    plain = NOT_IN_XML.sub("", text)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "……（全文见报送材料）"


def heads(sheet: Worksheet, row: int, columns: Mapping[str, float]) -> None:
    """A head of columns with their widths, frozen and repeated on every printed page."""
    for number, (name, width) in enumerate(columns.items(), 1):
        cell = put(sheet, row, number, name, HEAD)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.print_title_rows = f"{row}:{row}"


def set_height(sheet: Worksheet, row: int, texts: Mapping[str, float], least: float = 20) -> None:
    """Make a row as high as the highest of its texts, given with the widths of their cells; it grows as one types."""
    lines = (
        sum(max(1, math.ceil(len(line.encode("gbk", "replace")) / (width - 1))) for line in text.split("\n"))
        for text, width in texts.items()
    )
    sheet.row_dimensions[row].height = min(max(least, 15 * max(lines, default=1) + 4), _HIGHEST)


def choose_state(sheet: Worksheet, cells: str) -> None:
    """Let cells be filled from the list of 完成状态."""
    rule = DataValidation("list", formula1=f'"{",".join(STATES)}"', allow_blank=True, showErrorMessage=True)
    rule.promptTitle, rule.prompt = "完成状态", "点右边的箭头，选一种"
    rule.errorTitle, rule.error = "完成状态", f"请从下拉框里选：{listed(STATES)}"
    rule.showInputMessage = True
    sheet.add_data_validation(rule)
    rule.add(cells)


def offer_nil(sheet: Worksheet, cells: str) -> None:
    """Let cells be filled with 无 from a list, or with any words."""
    rule = DataValidation("list", formula1='"无"', allow_blank=True, showErrorMessage=False)
    rule.promptTitle, rule.prompt, rule.showInputMessage = "存在问题", "没有的选“无”；有的直接写", True
    sheet.add_data_validation(rule)
    rule.add(cells)


def expect_dates(sheet: Worksheet, cells: Sequence[str]) -> None:
    """Ask for days; what is none may stand after a question, since clerks write 国庆以后."""
    rule = DataValidation("date", operator="between", formula1="36526", formula2="73050", allow_blank=True)
    rule.promptTitle, rule.prompt = "日期", "写成 2013-9-5 或 2013年9月5日"
    rule.errorTitle, rule.error = "日期", "这不像一个日期。写成 2013-9-5 或 2013年9月5日；确实要这样写，选“是”"
    rule.errorStyle, rule.showErrorMessage, rule.showInputMessage = "warning", True, True
    sheet.add_data_validation(rule)
    for cell in cells:
        rule.add(cell)


def protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password; widths, heights and filters stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.autoFilter = protection.sort = False


def set_paper(sheet: Worksheet, paper: str) -> None:
    """Print across a paper, as wide as the page, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches, as Excel has them


def set_printed(sheet: Worksheet, first: int, last: int, rows: int, heading: str) -> None:
    """Print the columns from first to last alone, under a heading that stands on every page."""
    sheet.print_area = f"{get_column_letter(first)}1:{get_column_letter(last)}{rows}"
    sheet.oddHeader.center.text = heading.replace("&", "&&")
    sheet.oddHeader.center.font, sheet.oddHeader.center.size = "黑体,Regular", 16


_FONT, _PROPERTY = re.compile(rb"<font>(.*?)</font>"), re.compile(rb"(<(\w+)[^>]*/>)")
_FONT_PROPERTIES = (
    b"b",
    b"i",
    b"strike",
    b"u",
    b"vertAlign",
    b"sz",
    b"color",
    b"name",
    b"family",
    b"charset",
    b"scheme",
)


def packed(workbook: Workbook, properties: Mapping[str, str]) -> bytes:
    """The workbook's bytes, with core properties as in Word and without any time of day."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = files_in_zip(buffer.getvalue(), "xlsx")
    for name in filter(_SHEET.fullmatch, parts):  # a height that is not the user's own follows what is typed
        parts[name] = parts[name].replace(b' customHeight="1"', b"")
    parts["xl/styles.xml"] = _FONT.sub(_as_excel_orders, parts["xl/styles.xml"])
    return write_parts(with_core_properties(parts, properties))


def _as_excel_orders(font: re.Match[bytes]) -> bytes:
    """A font with its properties in Excel's order, on which the Open XML SDK insists and openpyxl does not."""
    properties = {name: whole for whole, name in _PROPERTY.findall(font[1])}
    return b"<font>" + b"".join(properties.get(name, b"") for name in _FONT_PROPERTIES) + b"</font>"
