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
    [
        "序号\t任务\t责任单位\n1\t甲\t市教育局",
        "| 序号 | 任务 | 责任单位 |\n|---|:-:|---|\n| 1 | 甲 | 市教育局 |",
        "序号 | 任务 | 责任单位 |\n1 | 甲 | 市教育局 |",
        "序号\n任务\n责任单位\n\n1\n甲\n市教育局",
        "序号 |\n任务 |\n责任单位 |\n1 |\n甲 |\n市教育局 |",
        "| 序号 |\n任务 |\n责任单位 |\n| 1 |\n甲 |\n市教育局 |",
        "序号\n|\n任务\n|\n责任单位\n|\n1\n|\n甲\n|\n市教育局\n|",
    ],
    ids=["tabs", "bars", "open bars", "lines", "lines with bars", "rows that begin with bars", "lines between bars"],
)
def test_cells_that_a_text_keeps_apart_are_a_table(rows: str) -> None:
    blocks = text_blocks(f"| 任务表 |\n{rows}\n注：按月报送。")
    assert [one.rows if isinstance(one, SourceTable) else one.text for one in blocks] == [
        "任务表",
        ROWS,
        "注：按月报送。",
    ]


def test_headings_stand_between_the_cells_that_are_lines() -> None:
    text = "序号\n任务\n责任单位\n一、加强公开\n3\n甲\n市教育局\n二、改进服务\n5\n乙\n市财政局"
    (table,) = text_blocks(text)
    assert isinstance(table, SourceTable)
    assert [row[0] for row in table.rows] == ["序号", "一、加强公开", "3", "二、改进服务", "5"]


@pytest.mark.parametrize(
    "rows",
    ["1\n甲\n2\n乙\n市财政局", "1\n甲\n市教育局\n要办好\n2\n乙\n市财政局", "2\n甲\n市教育局\n1\n乙\n市财政局"],
    ids=["an empty cell", "a broken cell", "numbers out of order"],
)
def test_lines_that_do_not_come_out_even_are_no_table(rows: str) -> None:
    assert not any(isinstance(one, SourceTable) for one in text_blocks(f"序号\n任务\n责任单位\n{rows}"))


def test_data_of_a_page_between_bars_is_no_table() -> None:
    blocks = text_blocks("索引号: | 1/2020-1 | 分类: | 通知 |\n发布机构: | 某区政府 | 文号: | 无 |")
    assert all(isinstance(one, SourceLine) for one in blocks)


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
    blocks = text_blocks("第一段。\n— 1 —\n第二段。\n- 2 -\n— — — 3 —")
    assert [one.text for one in blocks if isinstance(one, SourceLine)] == ["第一段。", "第二段。"]


def test_a_wrapped_heading_ends_above_the_next_number() -> None:
    lines = [
        "一、提高基层工作水平，加强对各项治理工作的全面",
        "领导",
        "1.完善街道对重大工作的领导体制机制，健全决策程",
        "序，涉及治理的重大事项由街道集体讨论决定，并向群",
        "众公开。加强社区对各类组织和工作的引导，把好的经验",
        "和做法写入章程，推动形成共建共治共享的工作格局，使街",
        "道、社区、单位和居民都参与进来，让治理的成效由群众来",
        "评价，并根据群众的评价及时改进，让工作更加贴近实际，",
        "更加方便居民，使街道的各项工作有章可循、有人负责，使",
        "各项要求在基层得到有效落实。",
        "牵头单位：区民政局",
    ]
    texts = [one.text for one in text_blocks("\n".join(lines)) if isinstance(one, SourceLine)]
    assert [text[:6] for text in texts] == ["一、提高基层", "1.完善街道", "牵头单位：区"]
    assert texts[0].endswith("全面领导")


def test_a_sentence_among_sentences_is_no_heading_though_it_is_short() -> None:
    from generators.importer.tree import tree_of

    lines = [
        "一、各镇要认真对照任务分解表做好工作，形成台账。",
        "二、国家规定权重不低于4%。各镇要明确专人负责。",
        "三、各镇要抓好落实。",
    ]
    assert [node.title for node in tree_of(text_blocks("\n".join(lines))).below] == ["", "", ""]


def test_the_text_of_an_article_is_no_heading() -> None:
    from generators.importer.tree import tree_of

    (article,) = tree_of(text_blocks("第一条 为加强督查，制定本规定。")).below
    assert (article.title, article.prefix) == ("", "第一条")


def test_a_table_with_empty_lines_between_its_rows_is_one() -> None:
    rows = "序号\t任务\t责任单位\n\n1\t甲\t市\u00a0教育局\n\n\n注：按月报送。"
    blocks = text_blocks(rows)
    assert [one.rows if isinstance(one, SourceTable) else one.text for one in blocks] == [
        (ROWS[0], ("1", "甲", "市 教育局")),
        "注：按月报送。",
    ]


def test_those_to_whom_a_broken_text_is_sent_stand_in_a_line_of_their_own() -> None:
    text = "某市人民政府关于某项工作的通知\n各县区人民政府：\n"
    broken = (
        "为了做好全市有关工作，推动各项措施落实到位，现就有关的几个事项作出如\n下安排，请各单位结合实际认真组织实施。\n"
    )
    lines = [one.text for one in text_blocks(text + broken * 6) if isinstance(one, SourceLine)]
    assert lines[:2] == text.splitlines() and lines[2].startswith("为了做好") and "作出如下安排" in lines[2]
