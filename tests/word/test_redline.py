"""Redlines: accepting all of the changes gives the new document, rejecting all the old one; cuts that can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.blocks import Block, document
from support.edits import EDITS
from support.files import NOTICE, ROOT, W
from support.resolving import structures

from generators.dossier.load import load
from generators.outputs.paginate import plan_all
from generators.outputs.planning import PlannedOutput, Templates
from generators.word.package import read_parts
from generators.word.resolving import words_if
from generators.workspace.workspace import Workspace

pytest.importorskip("rdocx")
from generators.word.redline import redlined

pytestmark = pytest.mark.slow


def marked(docx: bytes) -> list[str]:
    """Paragraphs with what was struck out as [-…-] and what was put in as [+…+]."""
    lines = []
    for paragraph in etree.fromstring(read_parts(docx, "")["word/document.xml"]).iter(f"{W}p"):
        line = ""
        for text in paragraph.iter(f"{W}t", f"{W}delText"):
            tags = {one.tag for one in text.iterancestors()}
            sign = "-" if f"{W}del" in tags else "+" if f"{W}ins" in tags else ""
            line += f"[{sign}{text.text}{sign}]" if sign else text.text or ""
        lines.append(re.sub(r"\+\]\[\+|-\]\[-", "", line))
    return lines


TEXTS = st.text("省财政厅审计前于年月日，。；“”一是公开《办法》0123456789.%<&", min_size=1, max_size=40)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=4)
)
BLOCKS = st.lists(st.one_of(TEXTS, TEXTS, TABLES), max_size=2)
PAIRS = 15  # in one document: more are compared by tests/attack/redlines.py


def differences(old: bytes, new: bytes) -> list[str]:
    """What does not hold of a redline: that accepting it gives the new document, rejecting it the old one."""
    made = redlined(old, new, ["省财政厅"], "2013-08-20", "a.docx")
    states = {"accepted": (structures(made, accept=True), new), "rejected": (structures(made, accept=False), old)}
    return [name for name, (state, document) in states.items() if state != structures(document, accept=True)]


@settings(max_examples=4)
@given(st.lists(st.tuples(BLOCKS, BLOCKS), min_size=PAIRS, max_size=PAIRS))
def test_accepting_gives_the_new_document_and_rejecting_the_old_one(pairs: list[tuple[list[Block], ...]]) -> None:
    old, new = (
        document([*(one for at, pair in enumerate(pairs) for one in (f"第{at}组", *pair[side])), "完"])
        for side in (0, 1)
    )
    assert differences(old, new) == []


def planned(edit: str | None) -> dict[str, tuple[Templates, PlannedOutput]]:
    """The documents of the notice of 2013 with an edit."""
    workspace = Workspace(ROOT)
    files = workspace.content_files(NOTICE)
    texts = {"notice.yaml": files.notice[1].decode(), "departments.yaml": files.departments[1].decode()}
    if edit:
        EDITS[edit][0](texts)
    notice, units = ((name, texts[name.rpartition("/")[2]].encode()) for name, _ in (files.notice, files.departments))
    loaded = load(replace(files, notice=notice, departments=units, returns={}))
    assert loaded.dossier is not None
    templates = Templates(workspace)
    outputs = plan_all(loaded.dossier, templates, workspace.output(NOTICE))
    return {output.spec.path: (templates, output) for output in outputs}


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        ("密级", f"{NOTICE}-通知.docx"),
        ("调换事项", f"{NOTICE}-重点任务分解表.docx"),
        ("截止", "任务清单/030-省科技厅-任务清单.docx"),
        ("事项标题", "实施方案模板/010-省编委办-实施方案模板.docx"),
        ("插入事项", "实施方案模板/190-沈阳市-实施方案模板.docx"),
        ("新的措施", "进展情况报送表/010-省编委办-进展情况报送表.docx"),
    ],
)
def test_documents_of_every_kind_are_had_again_before_and_after_an_edit(edit: str, path: str) -> None:
    old, new = (templates.render(output) for templates, output in (planned(None)[path], planned(edit)[path]))
    assert old != new
    assert differences(old, new) == []


def with_merged_cells(document: docx.document.Document) -> None:
    document.tables[0].cell(0, 0).merge(document.tables[0].cell(0, 1))


def with_two_paragraphs_in_a_cell(document: docx.document.Document) -> None:
    document.tables[0].cell(0, 0).add_paragraph("第二段")


def with_a_table_in_a_cell(document: docx.document.Document) -> None:
    document.tables[0].cell(0, 0).add_table(1, 1).cell(0, 0).text = "里"


def with_a_header(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = "页眉"


@pytest.mark.parametrize("changed", [with_merged_cells, with_two_paragraphs_in_a_cell, with_a_table_in_a_cell])
def test_what_cannot_be_marked_finely_is_marked_by_whole_paragraphs_and_rows(
    changed: Callable[[docx.document.Document], None],
) -> None:
    old = document(["甲", [["1", "2"], ["3", "4"]], "公开12件", "完"])
    copy = docx.Document(io.BytesIO(document(["甲乙", [["1", "2"], ["3", "4"]], "公开13件", "完"])))
    changed(copy)
    saved = io.BytesIO()
    copy.save(saved)
    for pair in ((old, saved.getvalue()), (saved.getvalue(), old)):
        assert differences(*pair) == []
    made = redlined(old, saved.getvalue(), [], "2013-08-20", "a.docx")
    assert [line for line in marked(made) if "公开" in line] == ["[-公开12件-]", "[+公开13件+]"]


def test_a_header_that_comes_is_put_in_and_one_that_goes_is_struck_out() -> None:
    copy = docx.Document(io.BytesIO(document(["甲", "完"])))
    with_a_header(copy)
    saved = io.BytesIO()
    copy.save(saved)
    without, withal = document(["甲", "完"]), saved.getvalue()
    for old, new, tag in ((without, withal, "ins"), (withal, without, "del")):
        made = read_parts(redlined(old, new, [], "2013-08-20", "a.docx"), "")
        (header,) = [etree.fromstring(part) for name, part in made.items() if name.startswith("word/header")]
        assert ["".join(one.itertext()) for one in header.iter(f"{W}{tag}") if len(one)] == ["页眉"]
        assert words_if(made, accepted=True) == words_if(read_parts(new, ""), accepted=True)
        assert words_if(made, accepted=False) == words_if(read_parts(old, ""), accepted=True)


def test_changes_that_the_old_document_carries_itself_are_accepted_first() -> None:
    old = redlined(document(["公开预算"]), document(["公开决算"]), [], "2013-08-20", "a.docx")
    made = redlined(old, document(["公开全部决算"]), [], "2013-08-20", "a.docx")
    assert marked(made) == ["公开[+全部+]决算"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("于12月6日前报", "于12月16日前报", "于[-12月6日-][+12月16日+]前报"),
        (
            "2013年完成80.5%，共15项",
            "2014年完成90.5%，共25项",
            "[-2013-][+2014+]年完成[-80.5%-][+90.5%+]，共[-15-][+25+]项",
        ),
        ("省审计厅、省财政厅牵头", "省审计局、省财政厅牵头", "[-省审计厅-][+省审计局+]、省财政厅牵头"),
        ("第十二条公布信息", "第十三条公开信息", "第[-十二-][+十三+]条[-公布-][+公开+]信息"),
        ("于2013年9月6日前", "于2013年10月16日前", "于[-2013年9月6日-][+2013年10月16日+]前"),
        ("公开各高校决算", "公开各高校及附属单位决算", "公开各高校[+及附属单位+]决算"),
    ],
)
def test_cuts_are_between_words_names_and_figures(old: str, new: str, shown: str) -> None:
    names = ["省审计厅", "省审计局", "省财政厅"]
    assert marked(redlined(document([old]), document([new]), names, "2013-08-20", "a.docx")) == [shown]


def test_equal_documents_give_equal_bytes() -> None:
    pair = document(["甲", [["乙", "1"]]]), document(["甲乙", [["乙", "2"]]])
    assert redlined(*pair, [], "2013-08-20", "a.docx") == redlined(*pair, [], "2013-08-20", "a.docx")
