"""统计: how far the rows of the ledger are, by area and by unit, counted when it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from generators.excel.rows import MISSING, LedgerRow
from generators.excel.writing import A4, CENTRED, DAY, HEAD, PLAIN, SHOWN, TITLE, Value, put, set_paper
from generators.wording import STATES

_OTHER, _NONE = "填写不规范", "未填"
_WIDTHS = (34, 10, *(10 for _ in STATES), 14, 10, 14)


def fill_counts(sheet: Worksheet, rows: Sequence[LedgerRow], title: str) -> None:
    """Two tables: by area in the order of the notice, by unit in official order with the day its report came."""
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    put(sheet, 1, 1, f"{title}台账统计", TITLE)
    note = "生成时统计，台账里改动以后不会跟着变；按台账的行数算，一项措施由几个单位牵头的，每个单位算一行。"
    put(sheet, 2, 1, note, PLAIN)
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 40, 20
    last = _table(sheet, 4, "部分", rows, lambda row: row.area or "（通知里已没有）", came=False)
    by_unit = sorted(rows, key=lambda row: row.rank)
    _table(sheet, last + 2, "单位", by_unit, lambda row: row.short_name, came=True)
    set_paper(sheet, A4)


def _table(
    sheet: Worksheet, top: int, name: str, rows: Sequence[LedgerRow], by: Callable[[LedgerRow], str], *, came: bool
) -> int:
    """One table from a row on; returns its last row."""
    columns = [name, "行数", *STATES, _OTHER, _NONE, *(["收到日期"] if came else [])]
    for column, word in enumerate(columns, 1):
        put(sheet, top, column, word, HEAD)
    groups: dict[str, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    for number, (group, members) in enumerate(groups.items(), top + 1):
        day: list[Value] = [members[0].received] if came else []
        _counted(sheet, number, group, members, day)
    last = top + len(groups) + 1
    missing = len({row.unit for row in rows if row.received == MISSING})
    _counted(sheet, last, "合计", rows, [f"{missing} 个单位{MISSING}"] if came else [])
    return last


def _counted(sheet: Worksheet, number: int, name: str, rows: Sequence[LedgerRow], more: Sequence[Value]) -> None:
    states = Counter(_state(row) for row in rows)
    put(sheet, number, 1, name, SHOWN)
    for column, count in enumerate([len(rows), *(states[one] for one in (*STATES, _OTHER, _NONE))], 2):
        put(sheet, number, column, count, CENTRED)
    for value in more:
        put(sheet, number, 4 + len(STATES) + 1, value, DAY)


def _state(row: LedgerRow) -> str:
    stated = row.stated.get("完成状态", "")
    return stated if stated in STATES else _OTHER if stated else _NONE
