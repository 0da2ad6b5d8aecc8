"""restyle: the numbers of 版式.yaml reach every template, words and tags stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import Result
from support.files import NOTICE, paragraphs_of

from generators.word.package import read_parts


@pytest.fixture
def layout(workspace: Path) -> Callable[[str, str], None]:
    """Replaces words of 版式.yaml that stand there exactly once."""
    file = workspace / "templates" / "版式.yaml"

    def replace(old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert text.count(old) == 1, old
        file.write_text(text.replace(old, new), "utf-8")

    return replace


def templates(workspace: Path) -> list[Path]:
    return sorted((workspace / "templates").glob("*.docx"))


def test_without_a_change_no_template_is_touched(workspace: Path, duban: Callable[..., Result]) -> None:
    before = {path: path.read_bytes() for path in templates(workspace)}
    result = duban("restyle")
    assert result.exit_code == 0 and "版式没有变化" in result.output
    assert {path: path.read_bytes() for path in templates(workspace)} == before


def test_one_changed_number_reaches_every_template_and_leaves_words_and_tags(
    workspace: Path, duban: Callable[..., Result], layout: Callable[[str, str], None]
) -> None:
    words = {path: paragraphs_of(path) for path in templates(workspace)}
    layout("公文标题: { 代号: Title, 字体: 小标宋, 字号: 22", "公文标题: { 代号: Title, 字体: 小标宋, 字号: 26")
    layout("页边距: { 上: 37", "页边距: { 上: 40")
    assert duban("restyle").exit_code == 0
    for path in templates(workspace):
        parts = read_parts(path.read_bytes(), path.name)
        title = re.search(rb'w:styleId="Title".*?</w:style>', parts["word/styles.xml"])
        assert title and b'<w:sz w:val="52"/>' in title[0]
        assert b'w:top="2268"' in parts["word/document.xml"] or b"landscape" in parts["word/document.xml"]
        assert paragraphs_of(path) == words[path]
    assert duban("build").exit_code == 0


def test_a_face_is_changed_in_one_place(
    workspace: Path, duban: Callable[..., Result], layout: Callable[[str, str], None]
) -> None:
    layout("仿宋: { 名称: 仿宋_GB2312", "仿宋: { 名称: 方正仿宋_GBK")
    assert duban("restyle").exit_code == 0
    for path in templates(workspace):
        parts = read_parts(path.read_bytes(), path.name)
        assert "方正仿宋_GBK".encode() in parts["word/styles.xml"]
        assert "方正仿宋_GBK".encode() in parts["word/fontTable.xml"]


def test_a_template_with_styles_of_its_own_keeps_them(workspace: Path, duban: Callable[..., Result]) -> None:
    path = workspace / "templates" / "task_sheet.docx"
    document = docx.Document(str(path))
    document.styles.add_style("本处室样式", 1).font.size = docx.shared.Pt(20)
    document.styles["公文标题"].font.size = docx.shared.Pt(9)
    document.save(str(path))
    result = duban("restyle")
    assert result.exit_code == 0 and "已套用版式：task_sheet.docx" in result.output
    again = docx.Document(str(path))
    assert again.styles["本处室样式"].font.size.pt == 20
    assert again.styles["公文标题"].font.size.pt == 22
    assert duban("build", "--kind", "task-sheet").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("版心: 页边距", "版心: 页边", ["没有“页边”", "可选：页边距、字面"]),
        ("代号: Title, 字体: 小标宋", "代号: Title, 字体: 小宋", ["“字体”不能是“小宋”", "小标宋"]),
        ("代号: Title, 字体: 小标宋, 字号: 22", "代号: Title, 字体: 小标宋, 字号: 大", ["“字号”的写法不对"]),
        ("代号: Title, 字体", "代号: Title, 字形", ["不认识“字形”"]),
        ("页边距: { 上: 37", "页边距: { 天头: 37", ["不认识“天头”"]),
    ],
)
def test_a_mistake_in_the_layout_is_told_with_its_place_and_nothing_is_written(
    workspace: Path,
    duban: Callable[..., Result],
    layout: Callable[[str, str], None],
    old: str,
    new: str,
    words: list[str],
) -> None:
    before = {path: path.read_bytes() for path in templates(workspace)}
    layout(old, new)
    result = duban("restyle")
    assert result.exit_code == 1 and "Traceback" not in result.output
    assert re.search(r"templates/版式\.yaml:\d+:\d+: 错误：", result.output)
    assert all(word in result.output for word in words), result.output
    assert {path: path.read_bytes() for path in templates(workspace)} == before


def test_a_broken_template_is_named_and_the_others_go_on(
    workspace: Path, duban: Callable[..., Result], layout: Callable[[str, str], None]
) -> None:
    (workspace / "templates" / "notice.docx").write_bytes(b"nothing")
    layout("代号: Title, 字体: 小标宋, 字号: 22", "代号: Title, 字体: 小标宋, 字号: 26")
    result = duban("restyle")
    assert result.exit_code == 1
    assert "templates/notice.docx" in result.output and "task_sheet.docx" in result.output


def test_a_document_is_made_with_the_workspaces_own_layout(
    workspace: Path, duban: Callable[..., Result], layout: Callable[[str, str], None]
) -> None:
    duban("notice")
    layout("版心: 页边距", "版心: 字面")
    duban("restyle")
    result = duban("notice")
    assert result.exit_code == 0 and "模板变了" in result.output
    page = docx.Document(str(workspace / "output" / NOTICE / f"{NOTICE}-通知.docx")).sections[0]
    assert round(page.top_margin.mm, 2) == 34.57
