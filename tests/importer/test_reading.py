"""How a text file gives paragraphs and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from generators.importer.files import blocks_of_file
from generators.importer.lines import SourceLine, SourceTable
from generators.importer.reading import text_blocks

ROWS = (("序号", "任务", "责任单位"), ("1", "甲", "市教育局"))


@pytest.mark.parametrize(
    "rows",
    ["序号\t任务\t责任单位\n1\t甲\t市教育局", "| 序号 | 任务 | 责任单位 |\n|---|:-:|---|\n| 1 | 甲 | 市教育局 |"],
    ids=["tabs", "bars"],
)
def test_cells_that_a_text_keeps_apart_are_a_table(rows: str) -> None:
    blocks = text_blocks(f"任务表\n{rows}\n注：按月报送。")
    assert [one.rows if isinstance(one, SourceTable) else one.text for one in blocks] == [
        "任务表",
        ROWS,
        "注：按月报送。",
    ]


def test_an_old_workbook_is_read_by_libreoffice_where_its_own_reader_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    made = (tmp_path / "表.xlsx").read_bytes()
    monkeypatch.setattr("generators.office.apart.apart", lambda *_: None)
    monkeypatch.setattr("generators.office.old_word.by_libreoffice", lambda *_: made)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    assert [one.rows for one in blocks_of_file("表.xls", old) if isinstance(one, SourceTable)] == [ROWS]


def test_numbers_of_pages_are_no_text() -> None:
    blocks = text_blocks("第一段。\n— 1 —\n第二段。\n- 2 -")
    assert [one.text for one in blocks if isinstance(one, SourceLine)] == ["第一段。", "第二段。"]


def test_the_text_of_an_article_is_no_heading() -> None:
    from generators.importer.tree import tree_of

    (article,) = tree_of(text_blocks("第一条 为加强督查，制定本规定。")).below
    assert (article.title, article.prefix) == ("", "第一条")
