"""重点任务分解表: numbered, whole rows, items in parts that bear their name, names and numbers never torn."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from support.facts_2013 import ITEMS
from support.files import NOTICE, W, paragraphs_of, tables_of, text_of

from generators.dossier.dossier import Dossier
from generators.dossier.phrases import basis, name_lines
from generators.kinds import task_table
from generators.plan import FieldValue
from generators.typesetting.lines import width

Duban = Callable[..., Result]
NAME = f"{NOTICE}-重点任务分解表.docx"
HEAD = ["序号", "对应条目", "重点任务", "具体措施", "牵头单位", "责任（配合）单位", "完成时限", "备注"]


@pytest.fixture(scope="module")
def parts(dossier: Dossier) -> list[dict[str, FieldValue]]:
    """The parts of the items, as the template gets them."""
    (output,) = task_table.outputs(dossier)
    return output.fields["任务"]  # type: ignore[return-value]


def rows_of(built: Path) -> list[etree._Element]:
    with zipfile.ZipFile(built / NAME) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return list(next(root.iter(f"{W}tbl")).iter(f"{W}tr"))


def keeps_with_next(row: etree._Element) -> set[bool]:
    """For each paragraph of a row, whether it is kept with the next one."""
    kept = [p.find(f"{W}pPr/{W}keepNext") for p in row.iter(f"{W}p")]
    return {mark is not None and mark.get(f"{W}val") not in ("0", "false") for mark in kept}


def test_items_are_numbered_and_refer_to_their_place_in_the_notice(built: Path) -> None:
    head, *rows = tables_of(built / NAME)[0]
    assert head == HEAD and len(rows) == 30
    firsts = [row for row in rows if row[2] and "（续）" not in row[2]]
    assert [row[:3] for row in firsts] == [
        [str(n), f"一（{numeral}）", title]
        for n, (numeral, (title, *_)) in enumerate(zip("一二三四五六七八九", ITEMS, strict=True), 1)
    ]
    assert [row[4] for row in firsts] == [f"{'、'.join(names)}（{mode}）" for _, names, mode, _ in ITEMS]


def test_each_part_of_an_item_bears_its_number_and_its_name(built: Path) -> None:
    rows = [row for row in tables_of(built / NAME)[0][1:] if row[2]]
    for number, part in groupby(rows, key=lambda row: row[0]):
        names = [row[2] for row in part]
        assert names[1:] == [f"{names[0]}（续）"] * (len(names) - 1), number


def test_no_row_breaks_and_a_page_may_break_between_parts_only(built: Path) -> None:
    head, *rows = rows_of(built)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))
    begins = [bool("".join(row[1].itertext()).strip()) for row in rows]
    for row, next_begins in zip(rows, [*begins[1:], False], strict=True):
        assert keeps_with_next(row) == {not next_begins}, "the last one is kept with the 注"


def test_an_item_is_parted_only_where_a_page_is_full(parts: list[dict[str, FieldValue]], dossier: Dossier) -> None:
    """Five pages of tasks are parted in five places at most, where every third of a page was parted before."""
    assert sum("（续）" in str(part["标题"]) for part in parts) <= 5
    assert len(parts) - len(dossier.tasks) <= 5


def test_the_words_before_the_measures_of_an_item_are_printed(built: Path) -> None:
    (row,) = [row for row in tables_of(built / NAME)[0] if row[3].startswith("进一步推进保障性安居工程")]
    assert "公开工作。一是2013年所有市" in row[3] and row[2] == "推进保障性住房信息公开"


def test_the_limit_holds_dates_alone_and_what_is_due_stands_beside_it(built: Path) -> None:
    rows = tables_of(built / NAME)[0][1:]
    limits = {limit for row in rows for limit in re.findall(r"\d{4}年[^\d\n]*", row[6])}
    assert limits == {"2013年底前", "2014年内", "2014年底前", "2015年之前"}
    assert all(not re.sub(r"\d{4}年(内|底前|之前)", "", row[6]).strip() for row in rows)
    assert [row[7] for row in rows if row[7]] == [
        "2014年内，市政府及其部门全面公开“三公”经费；2015年之前，县级政府及其部门全面公开“三公”经费（由所在的市督促）",
        "2013年底前，实现重大事故调查报告全面公开；2014年底前，实现较大事故调查报告全面公开",
    ]


@pytest.mark.parametrize(
    ("names", "after", "lines"),
    [
        (["省财政厅", "省审计厅"], "（共同牵头）", "省财政厅、省审计厅\n（共同牵头）"),
        (["省编委办"], "（牵头）", "省编委办（牵头）"),
        (["省辽河保护区管理局", "省凌河保护区管理局"], "", "省辽河保护区管理局、\n省凌河保护区管理局"),
        (["与省教育厅", "县农业农村局等6个单位"], "共同负责", "与省教育厅、\n县农业农村局\n等6个单位共同负责"),
        ([], "", ""),
    ],
)
def test_names_are_set_in_lines_between_which_alone_they_part(names: list[str], after: str, lines: str) -> None:
    assert name_lines(names, 10, after) == lines


def test_names_of_units_fit_on_the_lines_of_their_columns(parts: list[dict[str, FieldValue]]) -> None:
    for part in parts:
        assert all(width(line) <= 10 for line in str(part["牵头单位"]).split("\n"))
        for row in part["措施"]:  # type: ignore[union-attr]
            assert all(width(line) <= 8 for line in row["责任单位"].split("\n"))  # type: ignore[index,call-overload,union-attr]


def test_the_title_has_no_book_marks_around_itself_and_fits_the_page(built: Path, dossier: Dossier) -> None:
    title = f"{dossier.subject}重点任务分解表"
    assert paragraphs_of(built / NAME)[0] == title and width(title) <= 29


@pytest.mark.parametrize("most", [31, 45])
def test_the_number_of_the_notice_stands_whole_on_a_line(dossier: Dossier, most: int) -> None:
    numbered = dossier.notice.model_copy(update={"document_number": "辽政办发〔2013〕45号"})
    lines = basis(Dossier(dossier.name, numbered, dossier.units), most)
    assert "".join(lines) == f"依据：《{numbered.title}》（辽政办发〔2013〕45号）".replace("\n", "")
    assert any("（辽政办发〔2013〕45号）" in line for line in lines)
    assert all(width(line) <= most for line in lines)


def test_subscripts_of_the_content_are_printed(duban: Duban, workspace: Path, edit: Callable[[str, str], None]) -> None:
    edit("扩大公开SO2、NO2、PM2.5", "扩大公开SO₂、NO₂、PM₂.₅")
    assert duban("task-table").exit_code == 0
    assert "扩大公开SO₂、NO₂、PM₂.₅" in text_of(workspace / "output" / NOTICE / NAME)
