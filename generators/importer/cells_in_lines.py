"""A table whose cells stand one by one in lines, as a page or a Word file leaves it that is copied as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.importer.lines import folded
from generators.importer.table_heads import is_head

_NUMBER = re.compile(r"\d{1,3}")
_SECTION = re.compile("(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）).+")
_BELOW = re.compile("(?:附件|附表|备注|注|说明)\\d{0,2}[：:]")
_ROW_BEGINS = re.compile(r"^\s*\|(?=[^|]*[^|\s])")
_FEWEST, _MOST = 3, 10  # columns

Rows = list[tuple[str, ...]]


def cells_in_lines(lines: Sequence[str], start: int) -> tuple[Rows, int]:
    """The rows of a table whose head begins with 序号 in a line, and where it ends; none where a cell has no place.

    Each row must begin with a number that is greater than the one above, and have as many cells as the head; between
    rows stand headings. A bar that ends a line ends the cell, so that an empty one is known.
    """
    if _bare(lines[start]) != "序号":
        return [], start
    end = next((at for at in range(start, len(lines)) if _BELOW.match(folded(_bare(lines[at])))), len(lines))
    cells = _cells(lines[start:end])
    width = next((at for at, cell in enumerate(cells) if _NUMBER.fullmatch(cell) or _SECTION.match(folded(cell))), 0)
    head = cells[:width]
    rows = _rows(cells[width:], width) if _FEWEST <= width <= _MOST and is_head(head) else []
    return ([tuple(head), *rows], end) if rows else ([], start)


def _bare(line: str) -> str:
    return line.strip(" \u3000\t\r|")


def _cells(lines: Sequence[str]) -> list[str]:
    """The cells in lines: what stands between bars where there are any, else a line each."""
    if any("|" in line for line in lines):
        bars = [_ROW_BEGINS.sub("", line) for line in lines]  # of a bar at both ends of a cell, the last ends it
        return [cell.strip() for cell in "\n".join(bars).strip("|\n ").split("|")]
    return [bare for line in lines if (bare := _bare(line))]


def _rows(cells: Sequence[str], width: int) -> Rows:
    """The rows and headings that cells make; none where they do not come out even."""
    rows: Rows = []
    at, last = 0, 0
    while at < len(cells):
        if _SECTION.match(folded(cells[at])):
            rows.append((cells[at],) * width)
            at += 1
            continue
        row = tuple(cells[at : at + width])
        number = int(row[0]) if _NUMBER.fullmatch(row[0]) else 0
        is_row = number > last and len(row) == width and not any(map(_starts_row, row[1:]))
        if not is_row:
            return []
        rows.append(row)
        at, last = at + width, number
    return rows if last else []


def _starts_row(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell) or _SECTION.match(folded(cell)))
