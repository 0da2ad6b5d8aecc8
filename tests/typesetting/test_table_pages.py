"""Where the pages of a table end, known from the heights of its rows before Word lays it out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support.files import ROOT, W

from generators.kinds import task_sheet, task_table
from generators.typesetting.table_pages import LANDSCAPE, Grid, TallItem, parted

GRID = Grid(15, 5.5, {"标题": 6, "内容": 10}, head=30)
ROOM = LANDSCAPE - 30


def test_a_row_is_as_high_as_its_longest_column() -> None:
    assert GRID.height({"标题": "推进信息公开", "内容": "一是公开。" * 5}) == 3 * 15 + 5.5
    assert GRID.height({"标题": "推进\n信息\n公开\n", "内容": ""}) == 4 * 15 + 5.5


def test_an_item_that_fits_stays_whole_and_one_that_does_not_begins_the_next_page_with_a_part() -> None:
    assert list(parted([TallItem([100, 100])], 100, ROOM)) == [[(0, 2)]]
    assert list(parted([TallItem([200, 90]), TallItem([90, 90, 90])], 0, ROOM)) == [[(0, 2)], [(0, 1), (1, 3)]]


def test_the_last_row_of_an_item_does_not_stand_alone_on_a_page() -> None:
    assert list(parted([TallItem([120, 120, 120, 120])], 0, ROOM)) == [[(0, 2), (2, 4)]]
    assert list(parted([TallItem([20, 20, 350, 350])], 0, ROOM)) == [[(0, 3), (3, 4)]], "both would not fit"


def test_the_cells_merged_over_an_item_count() -> None:
    assert list(parted([TallItem([350]), TallItem([20, 20], least=80)], 0, ROOM)) == [[(0, 1)], [(0, 2)]]
    assert list(parted([TallItem([300]), TallItem([90, 90], least=80)], 0, ROOM)) == [[(0, 1)], [(0, 1), (1, 2)]]


@given(st.lists(st.lists(st.floats(10, 500), min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_row_stands_once_and_no_part_is_higher_than_a_page_unless_one_row_is(rows: list[list[float]]) -> None:
    for heights, parts in zip(rows, parted([TallItem(one) for one in rows], 80, ROOM), strict=True):
        assert [at for start, end in parts for at in range(start, end)] == list(range(len(heights)))
        assert all(end - start == 1 or sum(heights[start:end]) <= ROOM for start, end in parts)


@pytest.mark.parametrize(
    ("file", "margins", "half_points", "columns"),
    [
        ("task_table", 114, 18, task_table._COLUMNS),
        ("task_sheet", 170, 21, {**task_sheet._COLUMNS, "内容": 18}),
    ],
)
def test_columns_are_as_wide_as_those_of_the_template(
    file: str, margins: int, half_points: int, columns: dict[str, int]
) -> None:
    with zipfile.ZipFile(Path(ROOT / "templates" / f"{file}.docx")) as package:
        table = next(etree.fromstring(package.read("word/document.xml")).iter(f"{W}tbl"))
    widths = {
        name: (int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) - margins) / (half_points * 10)
        for cell in table.iter(f"{W}tc")
        for name in columns
        if any(word in "".join(cell.itertext()) for word in (f"项.{name} ", f"措.{name} "))
        and "{%tr" not in "".join(cell.itertext())
    }
    assert widths.keys() == columns.keys()
    assert all(most <= widths[name] < most + 1 for name, most in columns.items()), widths
