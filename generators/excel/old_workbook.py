"""A workbook of the older format (.xls, .et) as an .xlsx, read by python-calamine (extra `old`) without LibreOffice.

calamine gives values and merged areas alone; whether there was more to see stands in the records ([MS-XLS], 2.3).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generators.characters import NOT_IN_XML

_FORMULA, _NOTE, _FONT, _DRAWN, _COLUMNS, _XF, _ERROR, _ROW, _FORMAT = (
    6,
    0x1C,
    0x31,
    0x5D,
    0x7D,
    0xE0,
    0x205,
    0x208,
    0x41E,
)
_DROP_DOWN = 0x14  # the sort of drawn object that belongs to a list of choices
_PERCENT = {9, 10}  # the numbers of the built-in formats 0% and 0.00%


class OldWorkbook(NamedTuple):
    """A workbook as an .xlsx. `exact`: its values say all that is to be seen in it."""

    xlsx: bytes
    exact: bool


def read_old_workbook(raw: bytes) -> OldWorkbook | None:
    """An .xls or .et as calamine reads it; None where the extra is not installed, or the file cannot be read."""
    try:
        import olefile
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        return None
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as storage:
            name = next(one for one in ("Workbook", "Book") if storage.exists(one))
            records = list(_records(storage.openstream(name).read()))
            subject = storage.get_metadata().subject or b""
        found = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        xlsx = _xlsx(found, subject.decode("utf-8", "replace"))
    except (CalamineError, OSError, StopIteration, struct.error, LookupError, ValueError):
        return None
    return OldWorkbook(xlsx, not any(_is_lost(*record) for record in records) and not _has_percents(records))


def _xlsx(found: Any, subject: str) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for one in found.sheets_metadata:
        sheet = made.create_sheet(one.name)
        sheet.sheet_state = "visible" if str(one.visible).endswith(".Visible") else "hidden"
        _fill(sheet, found.get_sheet_by_name(one.name))
    made.properties.subject = subject
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, found: Any) -> None:
    for row, values in enumerate(found.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(values, 1):
            if value != "":
                plain = int(value) if isinstance(value, float) and value.is_integer() else value
                cell = sheet.cell(row, column)
                cell.value = NOT_IN_XML.sub("", plain) if isinstance(plain, str) else plain
                if isinstance(plain, str):
                    cell.data_type = "s"  # words that begin with = are no formula
    for (top, left), (bottom, right) in found.merged_cell_ranges or ():
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        sort, size = struct.unpack_from("<HH", stream, at)
        yield sort, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _is_lost(sort: int, data: bytes) -> bool:
    """Whether a record says what its value does not: notes, formulas, errors, pictures, what is struck or hidden.

    The first column of a form is hidden as it is sent out.
    """
    if sort in (_FORMULA, _NOTE, _ERROR):
        return True
    words = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    return (
        (sort == _DRAWN and words[2] != _DROP_DOWN)
        or (sort == _FONT and bool(words[1] & 0x08))
        or (sort == _ROW and bool(words[6] & 0x20))
        or (sort == _COLUMNS and bool(words[4] & 0x01 and words[1]))
    )


def _has_percents(records: list[tuple[int, bytes]]) -> bool:
    """Whether cells show percents, of which calamine gives the fraction."""
    percents = {int.from_bytes(data[:2], "little") for sort, data in records if sort == _FORMAT and b"%" in data[2:]}
    formats = (struct.unpack_from("<HHH", data) for sort, data in records if sort == _XF)
    return any(number in _PERCENT | percents and not flags & 0x04 for _, number, flags in formats)
