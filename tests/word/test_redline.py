"""Redlines: accepting all of the changes gives the new document, rejecting all the old one; cuts that can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.files import W

from generators.word.package import read_parts

pytest.importorskip("rdocx")
from generators.word.redline import redlined

Block = str | list[list[str]]  # a paragraph, or a table by rows


def document(blocks: Sequence[Block]) -> bytes:
    made = docx.Document()
    styles = made.styles.element
    for style in styles.findall(f"{W}style"):  # comparing hundreds of styles is most of the work
        if style.get(f"{W}default") is None:
            styles.remove(style)
    for number in [one for one, part in made.part.rels.items() if part.reltype.endswith("stylesWithEffects")]:
        del made.part.rels[number]
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block), len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            row._tr.get_or_add_trPr().append(etree.Element(f"{W}cantSplit"))  # as in all of our tables
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def resolved(docx: bytes, *, accept: bool) -> list[object]:
    """The body with all changes accepted or rejected: texts of paragraphs, tables as rows of cells of texts."""
    body = etree.fromstring(read_parts(docx, "")["word/document.xml"]).find(f"{W}body")
    gone = "del" if accept else "ins"
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            row.getparent().remove(row)
    for change in list(body.iter(f"{W}{gone}")):
        if change.getparent().tag not in (f"{W}rPr", f"{W}trPr"):
            change.getparent().remove(change)
    return _blocks(body, gone)


def _blocks(parent: etree._Element, gone: str) -> list[object]:
    found: list[object] = []
    carried = ""
    for block in parent:
        if block.tag == f"{W}tbl":
            rows = [
                [_blocks(cell, gone) for cell in row.iterchildren(f"{W}tc")] for row in block.iterchildren(f"{W}tr")
            ]
            found += [rows] if rows else []
        elif block.tag == f"{W}p":
            text = carried + "".join(one.text or "" for one in block.iter(f"{W}t", f"{W}delText"))
            has_no_end = block.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None
            carried = text if has_no_end else ""
            found += [] if has_no_end else [text]
    return found + ([carried] if carried else [])


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
PAIRS = st.tuples(*[st.lists(st.one_of(TEXTS, TEXTS, TABLES), max_size=6).map(lambda one: [*one, "完"])] * 2)


@settings(max_examples=8, deadline=None)
@given(PAIRS)
def test_accepting_gives_the_new_document_and_rejecting_the_old_one(pair: tuple[list[Block], list[Block]]) -> None:
    old, new = map(document, pair)
    made = redlined(old, new, ["省财政厅"], "2013-08-20", "a.docx")
    assert resolved(made, accept=True) == resolved(new, accept=True)
    assert resolved(made, accept=False) == resolved(old, accept=True)


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
        ("公开各高校决算", "公开各高校及附属单位决算", "公开各高校[+及附属单位+]决算"),
    ],
)
def test_cuts_are_between_words_names_and_figures(old: str, new: str, shown: str) -> None:
    names = ["省审计厅", "省审计局", "省财政厅"]
    assert marked(redlined(document([old]), document([new]), names, "2013-08-20", "a.docx")) == [shown]


def test_equal_documents_give_equal_bytes() -> None:
    pair = document(["甲", [["乙", "1"]]]), document(["甲乙", [["乙", "2"]]])
    assert redlined(*pair, [], "2013-08-20", "a.docx") == redlined(*pair, [], "2013-08-20", "a.docx")
