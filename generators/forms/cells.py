"""What stands in a Word file, as a reader sees it: paragraphs, tables of cells, and the words outside of the body.

Words inside content controls, tracked insertions, text boxes, fields and nested tables count; tracked deletions do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generators.forms.words import NOT_READ, Reading, name_of
from generators.problems import Place, TemplateError, error
from generators.submission import Identity
from generators.word.parts import main_part, related
from generators.word.xml import PARSER
from generators.word.xml import qualified as _w

_STORIES = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"))
_TITLE = re.compile(r"^[一二三四五六七八九十]*(?:、|（[一二三四五六七八九十]+）)")
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Line:
    """A paragraph outside of tables. `story` is empty in the body, else 页眉, 页脚, 脚注, 尾注, 批注."""

    place: str
    text: str
    story: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell: the columns it covers, its paragraphs, and whether it goes on with the cell above it."""

    column: int
    span: int
    lines: tuple[str, ...]
    continues: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Table:
    """A table of the body. `title` is the last numbered heading above it."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


def blocks_of(parts: Mapping[str, bytes], file: str) -> Iterator[Line | Table]:
    """Everything in a file, in its order. Raises TemplateError where a part is no XML."""
    main = main_part(parts)
    body = _root(parts[main], file).find(_w("body"))
    if body is not None:
        yield from _body(body)
    stories = {name: story for kind, story in _STORIES for name in related(parts, main, kind)}
    for name in parts:
        if story := stories.get(name):
            for note in _root(parts[name], file).iter(_w("p")):
                if not any(name_of(above) in ("txbxContent", "Fallback") for above in note.iterancestors()):
                    yield from (Line(story, text, story) for text in _lines_of(note))


def identity_of(parts: Mapping[str, bytes]) -> Identity:
    """The identity in a file's core properties; empty where it has none."""
    from docx.opc.coreprops import CoreProperties
    from docx.oxml import parse_xml
    from docx.oxml.coreprops import CT_CoreProperties

    try:
        core = [parse_xml(parts[name]) for name in related(parts, "", "core-properties")]
    except etree.XMLSyntaxError:
        return Identity()
    found = next((CoreProperties(element) for element in core if isinstance(element, CT_CoreProperties)), None)
    if found is None:
        return Identity()
    return Identity(found.subject.strip(), found.category.strip(), found.identifier.strip())


def texts_of(blocks: Iterable[Line | Table]) -> Iterator[str]:
    """The texts in a file: paragraphs, and cells whole."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row)


def _root(content: bytes, file: str) -> etree._Element:
    try:
        return etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError:
        raise TemplateError(
            error("里面的内容不完整，文件已损坏", "请对方用 Word 或 WPS 另存一次再报", Place(file))
        ) from None


def _body(body: etree._Element) -> Iterator[Line | Table]:
    paragraphs = tables = 0
    title = ""
    for block in _blocks(body):
        if name_of(block) == "tbl":
            tables += 1
            yield Table(tables, tuple(_rows(block)), title)
            continue
        own, *boxes = _lines_of(block)
        if own.strip():
            paragraphs += 1
            yield Line(f"正文第{paragraphs}段", own)
        if _TITLE.match(own) and len(own) <= _LONGEST_TITLE:
            title = own.strip()
        yield from (Line("文本框", text) for text in boxes)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables directly in a body, a cell or a box, through whatever is wrapped around them."""
    for element in parent:
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in NOT_READ:
            yield from _blocks(element)


def _rows(table: etree._Element) -> Iterator[tuple[Cell, ...]]:
    for row in _nearest(table, "tr"):
        column, cells = _number(row.find(f"{_w('trPr')}/{_w('gridBefore')}"), 0), []
        for cell in _nearest(row, "tc"):
            span = _number(cell.find(f"{_w('tcPr')}/{_w('gridSpan')}"), 1)
            merge = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
            goes_on = merge is not None and merge.get(_w("val"), "continue") == "continue"
            cells.append(Cell(column, span, tuple(_cell_lines(cell)), goes_on))
            column += span
        yield tuple(cells)


def _nearest(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if name_of(element) == name:
            yield element
        elif name_of(element) not in NOT_READ | {"tbl", "tc", "p"}:
            yield from _nearest(element, name)


def _cell_lines(cell: etree._Element) -> Iterator[str]:
    """The paragraphs of a cell that say something; a table inside of it cell by cell."""
    for block in _blocks(cell):
        if name_of(block) == "p":
            yield from (text for text in _lines_of(block) if text.strip())
        else:
            for row in _rows(block):
                yield from (line for inner in row for line in inner.lines)


def _lines_of(paragraph: etree._Element) -> Iterator[str]:
    """A paragraph's own words, then those of the boxes that hang on it, paragraph by paragraph."""
    reading = Reading()
    yield "".join(reading.words(paragraph))
    for box in reading.boxes:
        yield from _cell_lines(box)


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(_w("val"), "")
    return int(value) if value.isdecimal() else default
