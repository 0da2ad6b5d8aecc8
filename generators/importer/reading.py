"""A file as the paragraphs and tables that a reader sees in it: text, Word, old Word, PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generators.characters import clean
from generators.importer import head_forms as forms
from generators.importer.cells_in_lines import cells_in_lines
from generators.importer.lines import Block, SourceLine, SourceTable, line_of
from generators.importer.outline import number_of
from generators.importer.table_heads import is_head
from generators.importer.unbroken import parted, unwrapped

_NOTES = ("脚注", "尾注", "批注")
_PAGE_NUMBER = re.compile(r"\s*(?:[—–\-－]\s*)+\d{1,3}\s*(?:[—–\-－]\s*)+")


def text_blocks(text: str, *, markdown: bool = False) -> list[Block]:
    """The paragraphs of a text."""
    lines = clean(text).replace("\u00a0", " ").split("\n")
    tables = tables_in(lines)
    within = {number for _, rows in tables for number in rows}
    kept = ["" if number in within or _PAGE_NUMBER.fullmatch(line) else line for number, line in enumerate(lines, 1)]
    kept = [re.sub(r"^\s*\|\s*([^|]+?)\s*\|\s*$", r"\1", line) for line in kept]  # one cell across a page
    if markdown:
        kept = [_without_marks(line) for line in kept]
    paragraphs = parted([line for number, raw in unwrapped(kept) if (line := line_of(raw, number)).text])
    return sorted([*paragraphs, *(table for table, _ in tables)], key=lambda block: block.number)


def tables_in(lines: Sequence[str]) -> list[tuple[SourceTable, range]]:
    """The tables of a text whose cells are parted by tabs or bars, or stand in a line each; with their lines."""
    found: list[tuple[SourceTable, range]] = []
    start = 0
    while start < len(lines):
        rows, end = cells_in_lines(lines, start)
        is_whole = bool(rows)
        while not is_whole and (at := _below(lines, end) if rows else end) < len(lines):
            cells = _cells(lines[at], below=bool(rows))
            if not cells or (rows and len(cells) != len(rows[0])):
                break
            rows.append(cells)
            end = at + 1
        rows = [row for row in rows if not all(re.fullmatch(":?-+:?", cell) for cell in row)]
        if len(rows) > 1 or (rows and rows[0][0] == "序号"):  # of a form to be filled in, the head alone
            found.append((SourceTable(tuple(rows), start + 1), range(start + 1, end + 1)))
        start = max(end, start + 1)
    return found


def _below(lines: Sequence[str], at: int) -> int:
    """The place of the first line from one on that is not empty."""
    return next((below for below in range(at, len(lines)) if lines[below].strip(" \u3000")), len(lines))


def _cells(line: str, *, below: bool = False) -> tuple[str, ...]:
    """The cells of a line, none where it is no row of a table. `below`: a row stands above it; it may be empty.

    Bars part the cells of data on web pages as well: a table that has none at both ends must begin with its head.
    """
    piped = re.fullmatch(r"\s*(\|?)(.*?)(\|?)\s*", line) if "|" in line else None
    cells = tuple(map(str.strip, (piped[2] if piped else line.strip("\n\r ")).split("|" if piped else "\t")))
    is_sure = below or piped is None or bool(piped[1] and piped[3]) or is_head(cells)
    is_row = len(cells) > 2 and (below or sum(map(bool, cells)) > 1)
    return cells if is_row and is_sure else ()


def _without_marks(line: str) -> str:
    """A line of Markdown without the marks of headings, lists, quotations and emphasis."""
    bare = re.sub(r"^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+)", "", line)
    return re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", bare).replace("\\", "")


def word_blocks(raw: bytes, file: str) -> list[Block]:
    """The paragraphs and tables of a Word file: automatic numbers as Word prints them, tracked changes accepted."""
    from generators.forms.cells import Line, Table, blocks_of
    from generators.word.package import read_parts, transitional

    found: list[Block] = []
    number = 0
    for block in blocks_of(transitional(read_parts(raw, file)), file):
        number += 1
        if isinstance(block, Table):
            found.append(SourceTable(tuple(_rows(block)), number, block.title))
        elif isinstance(block, Line) and not block.story:
            for piece in block.text.split("\n"):
                if (line := line_of(piece, number)).text:
                    found.append(
                        replace(line, level=block.outline) if _is_heading(line, block.outline, found) else line
                    )
                    number += 1
        elif isinstance(block, Line) and block.story in _NOTES and (note := line_of(block.text, number)).text:
            found.append(replace(note, aside=f"{block.story}里的文字"))
    return parted(found)


def _is_heading(line: SourceLine, level: int, above: Sequence[Block]) -> bool:
    """Whether a line whose style is that of a heading is one without a number, and no line of a title."""
    if not level or number_of(line.text) or forms.is_text(line) or re.match("附件|附表", line.key):
        return False
    lines = [block for block in above if isinstance(block, SourceLine)]
    title = "".join(one.key for one in lines)
    return len(lines) < len(above) or any(map(forms.is_text, lines)) or forms.IS_TITLED.search(title) is not None


def _rows(table: object) -> Iterator[tuple[str, ...]]:
    """The rows of a table, each place with the words of the cell that covers it."""
    from generators.forms.cells import Table

    assert isinstance(table, Table)
    above: dict[int, str] = {}
    for row in table.rows:
        places: dict[int, str] = {}
        for cell in row:
            text = above.get(cell.column, "") if cell.continues else cell.text.strip()
            places.update(dict.fromkeys(range(cell.column, cell.column + cell.span), text))
        above = places
        yield tuple(places.get(column, "") for column in range(max(places, default=-1) + 1))
