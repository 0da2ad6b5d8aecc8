"""What somebody changed in a printed paragraph, taken back to the values that it was printed from."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.blocks import document
from support.files import W
from support.notices import unit_list

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.dossier.printed_body import printed_sections
from generators.editing.taking_over import TakingOver
from generators.editing.yaml_text import YamlText
from generators.word.final_words import final_words

UNITS = unit_list("省财政厅", "省审计厅", "省国资委").encode()
TEXT = """\
标题: 某机关关于某事的通知
发文机关: 某机关
成文日期: 2013-08-20
时限:
  - { 名称: 进展报告, 截止: 2013-12-13, 对象: [牵头部门] }   # 报进展
部分:
  - 标题: 推进公开
    措施:
      - 公开预算，于【时限：进展报告】前报送。
      - "公开“审计”: 结果"   # 引号
    牵头: { 部门: [省财政厅, 省审计厅], 方式: 分别牵头 }
"""
PRINTED = "一是公开预算，于12月13日前报送。二是公开“审计”: 结果（省财政厅、省审计厅分别牵头落实）"


def dossier_of(notice: bytes) -> Dossier:
    found = load(ContentFiles("a", ("d", UNITS), ("n", notice))).dossier
    assert found is not None
    return found


def after(new: str, old: str = PRINTED) -> str | None:
    taking = TakingOver(YamlText(TEXT.encode(), "n"), dossier_of(TEXT.encode()))
    return taking.finish().decode() if taking.take(old, new) else None


@pytest.mark.parametrize(
    ("new", "was", "now"),
    [
        (PRINTED.replace("预算", "全部预算"), "公开预算", "公开全部预算"),
        (PRINTED.replace("12月13日", "12月20日"), "2013-12-13", "2013-12-20"),
        (PRINTED.replace("12月13日", "2014年1月5日"), "2013-12-13", "2014-01-05"),
        (PRINTED.replace("结果", "结果和整改"), '结果"', '结果和整改"'),
        (PRINTED.replace("省审计厅", "省国资委"), "[省财政厅, 省审计厅]", "[省财政厅, 省国资委]"),
        (
            PRINTED.replace("、省审计厅分别", ""),
            "[省财政厅, 省审计厅], 方式: 分别牵头",
            "[省财政厅], 方式: 牵头",
        ),
        (PRINTED.replace("前报送", "以前报来"), "前报送", "以前报来"),
    ],
)
def test_a_change_goes_where_its_words_come_from(new: str, was: str, now: str) -> None:
    assert TEXT.count(was) == 1
    assert after(new) == TEXT.replace(was, now)


@pytest.mark.parametrize(
    "new",
    [
        PRINTED.replace("一是", "首先"),  # a number comes from its place
        PRINTED.replace("12月13日", "年底"),  # no date
        PRINTED.replace("省审计厅", "省审计局"),  # no unit
        PRINTED.replace("结果（", "结果。（"),  # between two values
    ],
)
def test_what_stands_in_no_value_is_left(new: str) -> None:
    assert after(new) is None or after(new) != TEXT


LETTERS = "公开预算审计于前报送一二省厅，。“”12月日 :#"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(PRINTED)), st.integers(0, 4), st.text(LETTERS, max_size=5))
def test_whatever_is_taken_prints_the_changed_paragraph(at: int, length: int, words: str) -> None:
    new = PRINTED[:at] + words + PRINTED[at + length :]
    content = after(new)
    if content is not None:
        found = load(ContentFiles("a", ("d", UNITS), ("n", content.encode()))).dossier
        if found is not None:
            lines = printed_sections(found, found.sections)
            assert "".join(str(line["文字"]) for line in lines).replace(" ", "") == new.replace(" ", "")


def tracked(document: docx.document.Document) -> None:
    run = document.paragraphs[0].runs[0]._r
    run.text = "公开"
    for tag, text, words in (("del", "delText", "预算"), ("ins", "t", "决算")):
        change = etree.Element(f"{W}{tag}", {f"{W}id": "1", f"{W}author": "领导"})
        etree.SubElement(etree.SubElement(change, f"{W}r"), f"{W}{text}").text = words
        document.paragraphs[0]._p.append(change)


def commented(document: docx.document.Document) -> None:
    document.paragraphs[0].runs[0].text = "公开决算"
    document.add_comment(document.paragraphs[0].runs[0], text="请核", author="领导")


def cut_into_runs(document: docx.document.Document) -> None:
    """As WPS does: a run for each bit that was typed, with marks of spelling between them."""
    document.paragraphs[0].runs[0].text = "公"
    for words in ("开", "决算"):
        document.paragraphs[0]._p.append(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
        document.paragraphs[0].add_run(words).font.bold = words == "决算"


@pytest.mark.parametrize("change", [tracked, commented, cut_into_runs])
def test_the_final_words_are_read_however_they_came_about(change: Callable[[docx.document.Document], None]) -> None:
    changed, saved = docx.Document(io.BytesIO(document(["公开预算", [["时限", "12月13日"]]]))), io.BytesIO()
    change(changed)
    changed.save(saved)
    assert final_words(saved.getvalue(), "a.docx").paragraphs == ["公开决算", "时限", "12月13日"]


def test_a_document_that_somebody_changed_becomes_content(
    built: Path, notice_file: Path, duban: Callable[..., Result], tmp_path: Path
) -> None:
    sheet = next((built / "任务清单").glob("*省财政厅*.docx"))
    sent, changed = docx.Document(str(sheet)), tmp_path / "改.docx"
    for table in sent.tables:
        for cell in table._cells:
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.text = run.text.replace("2013年9月6日前", "2013年9月16日前")
    sent.add_paragraph("手工加的一句")
    sent.save(str(changed))
    before = notice_file.read_text("utf-8")
    refused = duban("changes", "--from", str(changed))
    assert "没有写" in refused.output
    assert "手工加的一句" in refused.output
    assert notice_file.read_text("utf-8") == before
    assert duban("changes", "--from", str(changed), "--yes").exit_code == 0
    assert notice_file.read_text("utf-8") == before.replace("2013-09-06", "2013-09-16")
