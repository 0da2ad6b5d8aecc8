"""Task tables typed as text: rows parted by line breaks, cells by |, lines in a cell by //."""

from __future__ import annotations

from generators.importer.importing import Imported, imported
from generators.importer.lines import SourceTable
from generators.importer.tables import opened_up


def read(rows: str) -> Imported:
    """What an import makes of a table."""
    return imported(opened_up([table(rows)]), "任务", "任务.xlsx", "")


def table(rows: str) -> SourceTable:
    """The table as readers give it: a merged cell stands in each place that it covers."""
    return SourceTable(tuple(tuple(row.strip().replace("//", "\n").split("|")) for row in rows.splitlines()), 1)
