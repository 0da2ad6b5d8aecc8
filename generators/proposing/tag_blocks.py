"""Paragraphs, tables and rows as blocks of a document: their words, and blocks that hold nothing but a tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from generators.proposing.value_tags import tags_in, words_of
from generators.word.xml import qualified

ROW, PARAGRAPH, TABLE, CELL = (qualified(name) for name in ("tr", "p", "tbl", "tc"))
BLOCKS = (PARAGRAPH, TABLE, ROW)


def whole(block: etree._Element) -> str:
    """All words of a block."""
    return "".join(map(words_of, block.iter(PARAGRAPH)))


def printed_by(blocks: Iterable[etree._Element]) -> list[str]:
    """The fields that the tags in blocks print, each once."""
    words = (words_of(one) for block in blocks for one in block.iter(PARAGRAPH))
    return list(dict.fromkeys(tag for one in words for tag in tags_in(one)))


def ends_page(block: etree._Element) -> bool:
    """Whether a block carries the page setup of a section, or a page break, which no loop may drop or repeat."""
    breaks = (one.get(qualified("type")) == "page" for one in block.iter(qualified("br")))
    return next(block.iter(qualified("sectPr")), None) is not None or any(breaks)


def tag_paragraph(tag: str) -> etree._Element:
    """A paragraph that holds a tag alone."""
    paragraph = etree.Element(PARAGRAPH)
    etree.SubElement(etree.SubElement(paragraph, qualified("r")), qualified("t")).text = tag
    return paragraph


def tag_block(like: etree._Element, words: str) -> etree._Element:
    """A block for a tag such as `for 项 in 牵头` beside others: a row of one cell over all columns beside rows."""
    if like.tag != ROW:
        return tag_paragraph(f"{{%p {words} %}}")
    row = etree.Element(ROW)
    cell = etree.SubElement(row, CELL)
    span = etree.SubElement(etree.SubElement(cell, qualified("tcPr")), qualified("gridSpan"))
    span.set(qualified("val"), str(sum(1 for _ in like.iter(CELL))))
    cell.append(tag_paragraph(f"{{%tr {words} %}}"))
    return row


def replace_blocks(blocks: Sequence[etree._Element], others: Sequence[etree._Element]) -> None:
    """Put others in the place of the first of some siblings, and take these out."""
    parent, at = blocks[0].getparent(), blocks[0].getparent().index(blocks[0])
    for block in blocks:
        parent.remove(block)
    for block in reversed(others):
        parent.insert(at, block)


def wrap(blocks: Sequence[etree._Element], head: str) -> list[etree._Element]:
    """Put one more loop around all from the first to the last of some paragraphs; its paragraphs."""
    begin, end = tag_block(blocks[0], f"for {head}"), tag_block(blocks[0], "endfor")
    blocks[0].addprevious(begin)
    blocks[-1].addnext(end)
    return [begin, end]
