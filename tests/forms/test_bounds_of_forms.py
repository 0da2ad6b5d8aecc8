"""A form that holds more than any form does is refused at once, with the bound in words."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from support.files import ROOT

from generators.excel.open_workbook import opened
from generators.forms.read import read_form
from generators.problems import DubanError
from generators.word import package as package_module
from generators.word.package import files_in_zip, read_parts, write_parts
from generators.word.parts import main_part

PARTS = read_parts((ROOT / "templates/report_form.docx").read_bytes(), "a.docx")
BODY = main_part(PARTS)


def message(raw: bytes) -> str:
    with pytest.raises(DubanError) as caught:
        read_form(raw, "a.docx", lambda kind, unit: ())
    return caught.value.problems[0].message


def test_a_form_of_very_many_paragraphs_is_refused() -> None:
    head, start, rest = PARTS[BODY].partition(b"<w:body>")
    assert "段，不像报送表" in message(write_parts({**PARTS, BODY: head + start + b"<w:p/>" * 20_001 + rest}))


@pytest.mark.parametrize("name", ["word/media/a.bin", "word/x.xml"])
def test_a_bomb_is_refused_however_small_its_directory_says_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "_MOST_BYTES", 2_000_000)
    monkeypatch.setattr(package_module, "_MOST_XML", 1_000_000)
    buffer = io.BytesIO(write_parts(PARTS))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, b"\0" * 2_100_000)
    raw = buffer.getvalue()
    assert "解开后太大" in message(raw)
    untrue = raw.replace((2_100_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert message(untrue)


def test_a_workbook_of_very_many_cells_is_refused_for_a_form() -> None:
    book = openpyxl.Workbook()
    for row in range(30):
        book.active.append(["a"] * 10 + [row])
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(DubanError) as caught:
        opened(buffer.getvalue(), "a.xlsx", 300)
    assert "有 330 个格，太多了" in caught.value.problems[0].message
    assert len(opened(buffer.getvalue(), "a.xlsx").sheets["Sheet"]) == 30


def test_merged_cells_count_as_the_cells_that_they_cover() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.merge_cells("A1:Z20")
    buffer = io.BytesIO()
    book.save(buffer)
    huge = write_parts(
        {
            name: content.replace(b"A1:Z20", b"A1:XFD1048576")
            for name, content in files_in_zip(buffer.getvalue(), "a.xlsx").items()
        }
    )
    with pytest.raises(DubanError, match="太多了"):
        opened(huge, "a.xlsx")
    assert opened(buffer.getvalue(), "a.xlsx").sheets
