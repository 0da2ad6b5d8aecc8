"""Tables whose columns stand in a loop: the grid of each is made when its cells are known (docxtpl's fix_tables).

Word and LibreOffice lay a table out by its grid (ISO/IEC 29500-1, 17.4.48): a column that the grid lacks is not on
the page.
"""

from __future__ import annotations

from lxml import etree

from generators.word.ordering import CELL_ORDER, child
from generators.word.xml import PARSER
from generators.word.xml import qualified as _w


def open_grids(root: etree._Element) -> bool:
    """Make the grid of every table with columns in a loop one column as wide as the table; whether there is one."""
    found = False
    for text in root.iter(_w("t")):
        table = next(text.iterancestors(_w("tbl")), None)
        grid = table.find(_w("tblGrid")) if table is not None and "{%tc " in (text.text or "") else None
        if grid is not None:
            found = True
            width = sum(_number(column, "w") for column in grid)
            for column in list(grid):
                grid.remove(column)
            etree.SubElement(grid, _w("gridCol"), {_w("w"): str(width)})
    return found


def with_grids(xml: bytes) -> bytes:
    """A rendered part in which each grid that was opened has a column for every column of its cells."""
    root = etree.fromstring(xml, PARSER)
    for table in root.iter(_w("tbl")):
        grid = table.find(_w("tblGrid"))
        rows = [row.findall(_w("tc")) for row in table.findall(_w("tr"))]
        widest: list[etree._Element] = max(rows, key=len, default=[])
        if grid is not None and len(grid) == 1 and len(widest) > 1:
            _divide(grid, rows, _widths(widest, _number(grid[0], "w")))
    changed: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed


def _widths(cells: list[etree._Element], total: int) -> list[int]:
    """The widths of columns that fill the table, in the proportion of the cells of its widest row."""
    wanted: list[float] = [
        _number(cell.find(f"{_w('tcPr')}/{_w('tcW')}"), "w") / _span(cell) for cell in cells for _ in range(_span(cell))
    ]
    if not all(wanted):
        wanted = [1.0] * len(wanted)
    together = sum(wanted)
    return [round(width * (total or together) / together) for width in wanted]


def _divide(grid: etree._Element, rows: list[list[etree._Element]], widths: list[int]) -> None:
    grid.remove(grid[0])
    for width in widths:
        etree.SubElement(grid, _w("gridCol"), {_w("w"): str(width)})
    for cells in rows:
        at = 0
        for cell in cells:
            span = _span(cell)
            properties = child(cell, "tcPr", ("tcPr",))
            width = child(properties, "tcW", CELL_ORDER)
            width.set(_w("w"), str(sum(widths[at : at + span])))
            width.set(_w("type"), "dxa")
            at += span


def _span(cell: etree._Element) -> int:
    return _number(cell.find(f"{_w('tcPr')}/{_w('gridSpan')}"), "val") or 1


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else element.get(_w(name), "")
    return int(value) if value.isdigit() else 0
