"""A file as the paragraphs and tables that a reader sees in it: text, Word, old Word, PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.importer.lines import Block, SourceTable, line_of
from generators.importer.unbroken import parted, unwrapped


def text_blocks(text: str, *, markdown: bool = False) -> list[Block]:
    """The paragraphs of a text."""
    lines = re.split("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text)
    if markdown:
        lines = [_without_marks(line) for line in lines]
    return parted([line for number, raw in unwrapped(lines) if (line := line_of(raw, number)).text])


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
                    found.append(line)
                    number += 1
    return parted(found)


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
