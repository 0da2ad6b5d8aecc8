"""Workbooks opened: their identity, and every word that stands in them with its place. Nothing is ever saved."""

from __future__ import annotations

import functools
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import Color
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generators.excel.drawn import drawn, sheet_parts
from generators.problems import DubanError, refused
from generators.word.file_types import is_encrypted, is_old_format
from generators.word.package import files_in_zip, has_doctype, transitional, write_parts
from generators.word.parts import content_types, related

BASE = "底稿"  # the hidden sheet that holds what was written, so that what was typed can be distinguished from it
_STRUCK = "有删除线的文字"
_MOST_BYTES = 60_000_000
_MERGED = re.compile(rb"""mergeCell\b[^>]*\bref=["']\$?([A-Z]{1,9})\$?(\d{1,9}):\$?([A-Z]{1,9})\$?(\d{1,9})["']""")
MOST_CELLS = 2_000_000  # a ledger of 700 units with 60 tasks each has 700,000
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_IMAGE = re.compile(r"=(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)  # a picture in a cell, by WPS and by Excel
# What openpyxl answers to a damaged workbook with.
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, ArithmeticError, AssertionError, OSError)


@dataclass(frozen=True)
class Word:
    """The words of one cell. `uncalculated`: a formula whose result was never worked out; its words are itself.

    `unread`: what it holds instead of words that can be read. `unseen`: why its words are not seen. `copied`: they
    stand in the cell above it that it is merged with. `across`: over how many columns the cell goes.
    """

    sheet: str
    row: int
    column: int
    text: str
    uncalculated: bool = False
    unread: str = ""
    unseen: str = ""
    copied: bool = False
    across: int = 1

    @property
    def place(self) -> str:
        """Where it stands: 台账 第3行第7列."""
        return f"{self.sheet} 第{self.row}行第{self.column}列"


@dataclass
class Opened:
    """A workbook: `subject`, `category` and `identifier` are its identity; rows of words for each sheet, in order.

    `aside` are words outside of cells: notes on cells, and text boxes; `objects`: places with what is no text.
    """

    subject: str
    category: str
    identifier: str
    sheets: dict[str, dict[int, list[Word]]] = field(default_factory=dict)
    aside: list[tuple[str, str]] = field(default_factory=list)
    objects: list[tuple[str, str]] = field(default_factory=list)


def opened(raw: bytes, file: str, most_cells: int = MOST_CELLS) -> Opened:
    """A workbook as read. Raises ContentError where it is none, is damaged, has a password, or is of the old format.

    One with more than `most_cells` cells is refused: reading takes about a second for 10,000.
    """
    parts = _parts(raw, file)
    sheets = [part for name, part in parts.items() if "worksheets/" in name]
    cells = sum(len(_CELL.findall(part)) + _merged_cells(part) for part in sheets)
    if cells > most_cells:
        raise refused(file, f"有 {cells} 个格，太多了（最多 {most_cells} 个）", "删去没有用的行、列和工作表后再收")
    has_formulas = any(b"<f>" in part or b"<f " in part for name, part in parts.items() if "worksheets/" in name)
    try:
        plain = write_parts(parts)
        values = _loaded(plain, data_only=True)
        formulas = _loaded(plain, data_only=False) if has_formulas else None
        return _read(values, formulas, parts)
    except (*_BROKEN, InvalidFileException):
        raise refused(file, "打不开，工作簿已损坏", "用 Excel 或 WPS 打开后另存为新的 .xlsx") from None


def _merged_cells(sheet: bytes) -> int:
    """How many cells are covered by merged ones: openpyxl makes each of them."""
    return sum(
        (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
        for left, top, right, bottom in _MERGED.findall(sheet)
    )


def _column(letters: bytes) -> int:
    return functools.reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)


def _parts(raw: bytes, file: str) -> dict[str, bytes]:
    if is_encrypted(raw):
        raise refused(file, "加了打开密码", "去掉密码，另存为 .xlsx")
    if is_old_format(raw):
        raise refused(file, "是旧的 .xls 或 .et 格式", "在 Excel 或 WPS 里另存为 .xlsx")
    try:
        parts = transitional(files_in_zip(raw, file))
    except DubanError:
        raise refused(file, "打不开，文件已损坏或不是 Excel 工作簿", "换一份完好的 .xlsx") from None
    if not any("spreadsheetml" in content_types(parts).get(name, "") for name in related(parts, "", "officeDocument")):
        raise refused(file, "不是 Excel 工作簿", "换一份 Excel 或 WPS 保存的 .xlsx")
    if sum(map(len, parts.values())) > _MOST_BYTES:
        raise refused(file, "解开后太大，不像正常的表", "删去空行空列后另存一次")
    if has_doctype(parts):
        raise refused(file, "里面有工作簿不该有的内容", "用 Excel 或 WPS 打开后另存一次")
    return parts


def _loaded(raw: bytes, *, data_only: bool) -> Workbook:
    with warnings.catch_warnings():  # about what it would lose on saving, in English
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(raw), data_only=data_only, keep_links=False, rich_text=True)


def _read(values: Workbook, formulas: Workbook | None, parts: dict[str, bytes]) -> Opened:
    if not values.worksheets:
        raise ValueError("no sheets")
    found = values.properties
    made = Opened(found.subject or "", found.category or "", found.identifier or "")
    for sheet in values.worksheets:
        other = formulas[sheet.title] if formulas else None
        rows: dict[int, list[Word]] = {}
        for place in sorted(sheet._cells):  # iterating over rows would make every empty cell up to the last
            cell = sheet._cells[place]
            for word in _words(sheet.title, cell, other._cells.get(place) if other else None):
                unseen = word.unseen or _unseen(sheet, cell)
                rows.setdefault(place[0], []).append(replace(word, unseen=unseen))
            if cell.comment and cell.comment.text.strip():
                where = f"{sheet.title} 第{place[0]}行第{place[1]}列的批注"
                made.aside.append((where, cell.comment.text.strip()))
        made.sheets[sheet.title] = _with_merged(sheet, rows)
    for one in drawn(parts, sheet_parts(parts)):
        if one.words:
            made.aside.append((one.place, one.words))
        else:
            made.objects.append((one.place, one.what))
    return made


def _is_white(colour: Color | None) -> bool:
    """Whether a colour is white, as such or as the theme's first, that of the ground."""
    if colour is None:
        return False
    return bool(
        (colour.type == "rgb" and colour.rgb[-6:] == "FFFFFF") or (colour.type == "theme" and colour.theme == 0)
    )


def _with_merged(sheet: Worksheet, rows: dict[int, list[Word]]) -> dict[int, list[Word]]:
    """The rows with the words of merged cells in every row that they cover."""
    for area in sheet.merged_cells.ranges:
        above = rows.get(area.min_row, [])
        words = [word for word in above if word.column == area.min_col]
        for word in words:
            above[above.index(word)] = replace(word, across=area.max_col - area.min_col + 1)
        for row in range(area.min_row + 1, area.max_row + 1) if words else ():
            rows.setdefault(row, []).append(replace(words[0], row=row, copied=True))
    return {row: sorted(words, key=lambda word: word.column) for row, words in sorted(rows.items())}


def _unseen(sheet: Worksheet, cell: Cell) -> str:
    """Why the words of a cell are not seen; a filter hides rows only for a while."""
    columns = (one for one in sheet.column_dimensions.values() if one.min <= cell.column <= one.max)
    filtered = bool(sheet.auto_filter.filterColumn)
    if cell.font and (cell.font.strike or cell.number_format == ";;;"):
        return _STRUCK if cell.font.strike else "隐藏的文字"
    if cell.font and _is_white(cell.font.color) and (not cell.fill.fill_type or _is_white(cell.fill.fgColor)):
        return "与底色相同的文字"
    if sheet.sheet_state != "visible":
        return "隐藏的工作表里的文字"
    if sheet.row_dimensions[cell.row].hidden and not filtered:
        return "隐藏的行里的文字"
    return "隐藏的列里的文字" if any(one.hidden for one in columns) else ""


def _words(sheet: str, cell: Cell, formula: Cell | None) -> Iterator[Word]:
    """The words of a cell; parts of it that are struck out stand first, as words of their own."""
    if isinstance(cell.value, CellRichText):
        struck = "".join(str(part) for part in cell.value if isinstance(part, TextBlock) and part.font.strike)
        whole = "".join(map(str, cell.value))
        if struck.strip() and struck != whole:
            yield Word(sheet, cell.row, cell.column, text_of(struck), unseen=_STRUCK)
            whole = "".join(str(part) for part in cell.value if not (isinstance(part, TextBlock) and part.font.strike))
        cell.value = whole
    if word := _word(sheet, cell, formula):
        yield word


def _word(sheet: str, cell: Cell, formula: Cell | None) -> Word | None:
    if formula is not None and formula.data_type == "f" and cell.value is None:
        words = formula.value if isinstance(formula.value, str) else getattr(formula.value, "text", "") or "="
        return Word(sheet, cell.row, cell.column, str(words), uncalculated=True)
    text = text_of(cell.value, cell.number_format)
    if cell.data_type == "e":
        return Word(sheet, cell.row, cell.column, text, unread=f"错误值 {text}")
    unread = "图片" if _IMAGE.match(text) else ""
    return Word(sheet, cell.row, cell.column, text, unread=unread) if text else None


def text_of(value: Any, number_format: str = "General") -> str:
    """A cell's value in the words in which it was typed: 87.1%, 12,345, 2013-09-05; blanks around it left out."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(unescape(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and _shows_months(number_format):
        return f"{value.year}年{value.month}月"
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else str(value)
    if isinstance(value, (int, float)) and not is_date_format(number_format):
        return _number(value, number_format)
    return str(value)


def _shows_months(number_format: str) -> bool:
    """Whether a format shows the year and the month of a date alone, as Excel gives it to 2024年6月."""
    codes = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    return "y" in codes and "m" in codes and not set("dhs") & set(codes)


def _number(value: int | float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:.12g}%"
    whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
    plain: int | float = int(value) if whole else value
    return f"{plain:,}" if "#,##0" in number_format else str(plain)
