"""docxtpl's tags of table cells, applied to elements: vm, hm, colspan and cellbg.

docxtpl finds them in the text of the XML, and so only where Word kept them in one run; of a merged cell it empties
the one run in which the tag stands, and the words of the others are printed again in every row.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from generators.word.ordering import CELL_ORDER, child, insert_if
from generators.word.xml import qualified as _w

_TAG = re.compile(r"\{%-?\s*(?:(vm|hm)|(colspan|cellbg)\s+(.*?))\s*-?%\}")


def apply_cell_tags(root: etree._Element) -> None:
    """Turn the tags of cells into their properties, with Jinja inside. Tags outside of cells stay as they are."""
    for text in list(root.iter(_w("t"))):
        cell = next(text.iterancestors(_w("tc")), None)
        if cell is None or "{%" not in (text.text or ""):
            continue
        for tag in _TAG.finditer(text.text):
            _EFFECTS[tag[1] or tag[2]](cell, tag[3])
        text.text = _TAG.sub("", text.text)


def _merge_down(cell: etree._Element, _: str) -> None:
    """One cell over all rows of the innermost loop: what it says stands in the first, the others are empty."""
    properties = _properties(cell)
    value = "{% if loop.first %}restart{% else %}continue{% endif %}"
    child(properties, "vMerge", CELL_ORDER).set(_w("val"), value)
    empty = etree.Element(_w("p"))
    look = cell.find(f"{_w('p')}/{_w('pPr')}")
    if look is not None:
        empty.append(copy.deepcopy(look))
    properties.tail = "{% if loop.first %}"
    cell[-1].tail = "{% else %}"
    cell.append(empty)
    empty.tail = "{% endif %}"


def _merge_across(cell: etree._Element, _: str) -> None:
    """One cell for all columns of the innermost loop."""
    span = child(_properties(cell), "gridSpan", CELL_ORDER)
    span.set(_w("val"), f"{{{{ {span.get(_w('val'), '1')} * loop.length }}}}")
    row = cell.getparent()
    at = row.index(cell)
    row.remove(cell)
    insert_if("loop.first", row, at, cell)


def _span(cell: etree._Element, value: str) -> None:
    span = child(_properties(cell), "gridSpan", CELL_ORDER)
    span.set(_w("val"), f"{{{{ {value} }}}}")
    before = span.getprevious()
    if before is not None and before.tail:  # a condition of what comes next, which is not one of the span
        span.tail, before.tail = before.tail, None


def _background(cell: etree._Element, value: str) -> None:
    shade = child(_properties(cell), "shd", CELL_ORDER)
    shade.attrib.clear()
    for name, given in (("val", "clear"), ("color", "auto"), ("fill", f"{{{{ {value} }}}}")):
        shade.set(_w(name), given)


_EFFECTS = {"vm": _merge_down, "hm": _merge_across, "colspan": _span, "cellbg": _background}


def _properties(cell: etree._Element) -> etree._Element:
    found = cell.find(_w("tcPr"))
    if found is None:
        found = etree.Element(_w("tcPr"))
        cell.insert(0, found)
    return found
