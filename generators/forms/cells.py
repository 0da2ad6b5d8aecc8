"""What stands in a Word file, as a reader sees it: paragraphs, tables of cells, and the words outside of the body.

Words inside content controls, tracked insertions, text boxes, fields and nested tables count; tracked deletions, and
what is hidden or struck out, do not: they are remarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from generators.forms.looks import Looks
from generators.forms.numbering import Numbering
from generators.forms.words import NOT_READ, Reading, Remark
from generators.problems import Place, TemplateError, error
from generators.submission import Identity
from generators.word.parts import main_part, part_of, related
from generators.word.xml import PARSER, local_name
from generators.word.xml import qualified as _w

_STORIES = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"))
_LISTS = ("styles", "numbering")
_TITLE = re.compile(r"^[一二三四五六七八九十]*(?:、|（[一二三四五六七八九十]+）)")
_LONGEST_TITLE = 60
_known_looks: dict[bytes, Looks] = {}  # by the part of the styles, which forms of one template share
_MOST_LOOKS = 8


@dataclass(frozen=True)
class Line:
    """A paragraph outside of tables. `story` is empty in the body, else 页眉, 页脚, 脚注, 尾注, 批注.

    `remarks`: what stands there beside the words that are read; `outline`: the level of a heading by its style, from 1.
    """

    place: str
    text: str
    story: str = ""
    remarks: tuple[Remark, ...] = ()
    outline: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell: the columns it covers, its paragraphs, and whether it goes on with the cell above it.

    `remarks`: what stands there beside the words that are read.
    """

    column: int
    span: int
    lines: tuple[str, ...]
    continues: bool = False
    remarks: tuple[Remark, ...] = ()

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

    @cached_property
    def heads(self) -> Mapping[int, str]:
        """The words above each column, by its number; none where the first row is no row of headings."""
        first = self.rows[0] if self.rows else ()
        if len(first) <= 2 or not all(cell.lines for cell in first):
            return {}
        return {cell.column: cell.text for cell in reversed(first)}


def blocks_of(parts: Mapping[str, bytes], file: str) -> Iterator[Line | Table]:
    """Everything in a file, in its order. Raises TemplateError where a part is no XML."""
    main = main_part(parts)
    styles, numbers = (parts[name] if (name := part_of(parts, kind)) else b"" for kind in _LISTS)
    looks = _looks(styles, file)
    body = _root(parts[main], file).find(_w("body"))
    if body is not None:
        yield from _Body(looks, Numbering(_root(numbers, file) if numbers else None, looks)).blocks(body)
    stories = {name: story for kind, story in _STORIES for name in related(parts, main, kind)}
    for name in parts:
        if story := stories.get(name):
            for note in _root(parts[name], file).iter(_w("p")):
                if not any(local_name(above) in ("txbxContent", "Fallback") for above in note.iterancestors()):
                    lines, remarks = _Body(looks, Numbering()).lines([note])
                    yield from (Line(story, text, story) for text in lines)
                    if remarks:
                        yield Line(story, "", story, remarks)


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


def _looks(styles: bytes, file: str) -> Looks:
    """The looks that the part of the styles gives, if there is one."""
    if styles not in _known_looks:
        if len(_known_looks) >= _MOST_LOOKS:
            _known_looks.clear()
        _known_looks[styles] = Looks(_root(styles, file) if styles else None)
    return _known_looks[styles]


def _root(content: bytes, file: str) -> etree._Element:
    try:
        return etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError:
        raise TemplateError(
            error("里面的内容不完整，文件已损坏", "请对方用 Word 或 WPS 另存一次再报", Place(file))
        ) from None


@dataclass(frozen=True)
class _Body:
    """The body of a file, read with the looks of its styles and its automatic numbers."""

    looks: Looks
    numbering: Numbering

    def blocks(self, body: etree._Element) -> Iterator[Line | Table]:
        """Its paragraphs and tables, in order."""
        paragraphs = tables = 0
        title = ""
        for group in _groups(body):
            if local_name(group[0]) == "tbl":
                tables += 1
                yield Table(tables, tuple(self._rows(group[0])), title)
                continue
            (words, *boxes), remarks = self.lines(group)
            if words.strip() or remarks:
                paragraphs += 1
                yield Line(f"正文第{paragraphs}段", words, remarks=remarks, outline=self.looks.outline_of(group[0]))
            if _TITLE.match(words) and len(words) <= _LONGEST_TITLE:
                title = words.strip()
            yield from (Line("文本框", text) for text in boxes)

    def lines(self, group: Sequence[etree._Element]) -> tuple[list[str], tuple[Remark, ...]]:
        """The words of paragraphs that are one, then those of the boxes that hang on them; and the remarks on both."""
        reading = Reading(self.looks)
        if local_name(group[0]) == "altChunk":
            return [""], (Remark("嵌入的网页或文件"),)
        number = self.numbering.before(group[0])
        text = "".join(map(reading.paragraph, group))
        words = [number + text if text.strip() else text]
        remarks = list(reading.remarks)
        for box in reading.boxes:
            lines, found = self._cell(box)
            words += lines
            remarks += found
        return words, tuple(dict.fromkeys(remarks))

    def _rows(self, table: etree._Element) -> Iterator[tuple[Cell, ...]]:
        for row in _nearest(table, "tr"):
            column, cells = _number(row.find(f"{_w('trPr')}/{_w('gridBefore')}"), 0), []
            unseen_row = _unseen_row(row)
            for cell in _nearest(row, "tc"):
                span = _number(cell.find(f"{_w('tcPr')}/{_w('gridSpan')}"), 1)
                merge = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
                goes_on = merge is not None and merge.get(_w("val"), "continue") == "continue"
                lines, remarks = self._cell(cell)
                deleted = cell.find(f"{_w('tcPr')}/{_w('cellDel')}") is not None
                unseen = unseen_row or ("修订中删去的格里的文字" if deleted else "")
                if unseen and lines:
                    lines, remarks = [], [*remarks, Remark(unseen, "\n".join(lines), "left")]
                cells.append(Cell(column, span, tuple(lines), goes_on, tuple(dict.fromkeys(remarks))))
                column += span
            yield tuple(cells)

    def _cell(self, cell: etree._Element) -> tuple[list[str], list[Remark]]:
        """The paragraphs of a cell that say something, a table inside of it cell by cell; and the remarks on them."""
        words: list[str] = []
        remarks: list[Remark] = []
        for group in _groups(cell):
            if local_name(group[0]) == "tbl":
                for inner in (inner for row in self._rows(group[0]) for inner in row):
                    words += inner.lines
                    remarks += inner.remarks
                continue
            lines, found = self.lines(group)
            words += [text for text in lines if text.strip()]
            remarks += found
        return words, remarks


def _unseen_row(row: etree._Element) -> str:
    """Of which sort the words of a row are that is not to be seen: hidden, or deleted with tracked changes."""
    properties = row.find(_w("trPr"))
    if properties is None:
        return ""
    hidden = properties.find(_w("hidden"))
    if hidden is not None and hidden.get(_w("val"), "1") not in ("0", "false", "off"):
        return "隐藏的行里的文字"
    return "修订中删去的行里的文字" if properties.find(_w("del")) is not None else ""


def _groups(parent: etree._Element) -> Iterator[list[etree._Element]]:
    """Blocks in order; paragraphs are one where the mark between them is deleted with tracked changes."""
    open_group: list[etree._Element] = []
    for block in _blocks(parent):
        is_paragraph = local_name(block) == "p"
        if open_group and not is_paragraph:
            yield open_group
            open_group = []
        open_group.append(block)
        if not is_paragraph or block.find(f"{_w('pPr')}/{_w('rPr')}/{_w('del')}") is None:
            yield open_group
            open_group = []
    if open_group:
        yield open_group


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables and embedded files directly in a body, a cell or a box, through whatever is around them."""
    for element in parent:
        name = local_name(element)
        if name in ("p", "tbl", "altChunk"):
            yield element
        elif name not in NOT_READ:
            yield from _blocks(element)


def _nearest(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if local_name(element) == name:
            yield element
        elif local_name(element) not in NOT_READ | {"tbl", "tc", "p"}:
            yield from _nearest(element, name)


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(_w("val"), "")
    return int(value) if value.isdecimal() else default
