"""What the tests of workbooks share: opening and saving in memory, and the texts that a cell may hold."""

from __future__ import annotations

import io

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1
)


def opened(raw: bytes) -> Workbook:
    return load_workbook(io.BytesIO(raw))


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
