"""The table of an attachment that a unit filled in: known by its head, read row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from generators.forms.cells import Cell, Line, Table
from generators.forms.passages import key
from generators.submission import FilledTable


class Taken(NamedTuple):
    """The filled tables, and the blocks of the file that are none of them."""

    tables: list[FilledTable]
    others: list[Line | Table]


def filled_tables(blocks: Iterable[Line | Table], printed: Mapping[str, Sequence[Sequence[str]]]) -> Taken:
    """The tables in a file that have the head of an attachment. `printed`: its title -> its rows, the head first."""
    found: dict[str, list[list[str]]] = {}
    others: list[Line | Table] = []
    for block in blocks:
        title, at = _attachment(block, printed) if isinstance(block, Table) else ("", 0)
        if not isinstance(block, Table) or not title:
            others.append(block)
            continue
        blank = [[key(text) for text in row] for row in printed[title]]
        found.setdefault(title, []).extend(_typed(block, at, blank))
    return Taken([FilledTable(title, rows) for title, rows in found.items() if rows], others)


def _attachment(table: Table, printed: Mapping[str, Sequence[Sequence[str]]]) -> tuple[str, int]:
    """The attachment whose head a table has, and in which row; no title where it has none."""
    for at, row in enumerate(table.rows):
        for title, rows in printed.items():
            if len(row) == len(rows[0]) and all(map(_bears, row, rows[0])):
                return title, at
    return "", 0


def _bears(cell: Cell, name: str) -> bool:
    """Whether a cell of the head bears a name, or goes on with the cell above that does."""
    return key(cell.text) == key(name) or (cell.continues and not cell.text.strip())


def _typed(table: Table, head: int, blank: Collection[list[str]]) -> list[list[str]]:
    """The rows below the head in which something was typed."""
    rows = [[cell.text.strip() for cell in row] for row in table.rows[head + 1 :]]
    return [row for row in rows if any(row) and [key(text) for text in row] not in blank]
