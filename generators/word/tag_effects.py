"""What each of our own tags does to the XML around it; lengths come from the template's own styles, in twips."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping

from lxml import etree

from generators.word.chart_parts import drawing
from generators.word.fallbacks import WP
from generators.word.measures import Measures
from generators.word.ordering import (
    CELL_ORDER,
    PARAGRAPH_ORDER,
    RUN_ORDER,
    SECTION_ORDER,
    SETTINGS_ORDER,
    child,
    insert_if,
    position,
)
from generators.word.xml import PARSER, W
from generators.word.xml import qualified as _w

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML_LENGTH = re.compile(r"(margin-top|height):([\d.]+)pt")
_VML = "urn:schemas-microsoft-com:vml"
_EMU = 635  # in a twip


def _right_indent(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """Signatures stand as many characters from the right edge as their words are long (clause 7.3.5)."""
    indent = _property(paragraph, "ind")
    indent.attrib.clear()
    indent.set(_w("right"), f"{{{{ (({value})|float * {measures.character})|round|int }}}}")


def _raise(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """The mark stands 35 mm below the block's top, whatever stands above it (clause 7.2.4)."""
    before = measures.before.get(_style_of(paragraph), 0)
    _property(paragraph, "spacing").set(_w("before"), f"{{{{ {before} - {measures.pitch} * (({value})|int) }}}}")


def _type_size(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """A size, and a line that keeps its proportion to it."""
    style = _style_of(paragraph)
    ratio = measures.line.get(style, 0) / measures.size.get(style, 16)
    _set_line(paragraph, f"{{{{ (({value})|float * {ratio:g})|round|int }}}}")
    for name in ("sz", "szCs"):
        _set_on_runs(paragraph, name, f"{{{{ (({value})|float * 2)|round|int }}}}")


def _type_width(paragraph: etree._Element, value: str, _: Measures) -> None:
    """Characters narrower than they are high, so that a long mark keeps its size on one line."""
    _set_on_runs(paragraph, "w", f"{{{{ ({value})|int }}}}")


def _share(paragraph: etree._Element, value: str, _: Measures) -> None:
    """The cell's share of the width of a table whose columns stand in a loop (see `columns`)."""
    cell = next(paragraph.iterancestors(_w("tc")), None)
    if cell is not None:
        width = child(child(cell, "tcPr", ("tcPr",)), "tcW", CELL_ORDER)
        width.set(_w("w"), f"{{{{ ({value})|int }}}}")


def _merged(paragraph: etree._Element, value: str, _: Measures) -> None:
    """A cell that is one with the cell below it (restart) or above it (continue, without words); else by itself."""
    cell = next(paragraph.iterancestors(_w("tc")), None)
    if cell is None:
        return
    properties = child(cell, "tcPr", ("tcPr",))
    merge = etree.Element(_w("vMerge"), {_w("val"): f"{{{{ {value} }}}}"})
    insert_if(value, properties, position(properties, "vMerge", CELL_ORDER), merge)


def _set_line(paragraph: etree._Element, twips: str) -> None:
    """A line of exactly so many twips: without w:lineRule they would be 240ths of the type's height (17.3.1.33)."""
    spacing = _property(paragraph, "spacing")
    spacing.set(_w("line"), twips)
    spacing.set(_w("lineRule"), "exact")


def _set_on_runs(paragraph: etree._Element, name: str, value: str) -> None:
    for run in paragraph.iter(_w("r")):
        properties = run.find(_w("rPr"))
        if properties is None:
            properties = etree.Element(_w("rPr"))
            run.insert(0, properties)
        child(properties, name, RUN_ORDER).set(_w("val"), value)


def _line_pitch(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """Lines closer together, off the grid, so that a signature finds room on the page of its text (7.3.5.5)."""
    line = measures.line.get(_style_of(paragraph), measures.pitch)
    _property(paragraph, "snapToGrid").set(_w("val"), f"{{{{ 1 if ({value})|float == 1 else 0 }}}}")
    _set_line(paragraph, f"{{{{ (({value})|float * {line})|int }}}}")


def _keep_with_next(paragraph: etree._Element, value: str, _: Measures) -> None:
    """A signature never stands alone on a page: the last text goes with it (clause 7.3.5.5)."""
    _property(paragraph, "keepNext").set(_w("val"), f"{{{{ 1 if ({value}) else 0 }}}}")


def _box_height(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """A text box as high as its lines, its foot where it was drawn; the text above leaves as much room for it."""
    height = f"(({value})|int * {measures.line.get(_style_of(paragraph), 400)} + 30)"
    for shape in paragraph.iterancestors():
        if shape.tag == f"{WP}anchor":
            _drawing_height(shape, height)
        elif shape.get("style") and etree.QName(shape).namespace == _VML:
            _vml_height(shape, height)


def _drawing_height(anchor: etree._Element, height: str) -> None:
    extent, offset = anchor.find(f"{WP}extent"), anchor.find(f"{WP}positionV/{WP}posOffset")
    offset.text = f"{{{{ {int(offset.text) + int(extent.get('cy'))} - {height} * {_EMU} }}}}"
    for box in (extent, *anchor.iter(f"{_A}ext")):
        if box.get("cy"):
            box.set("cy", f"{{{{ {height} * {_EMU} }}}}")
    host = next(anchor.iterancestors(_w("p")))
    _property(host, "spacing").set(_w("before"), f"{{{{ {height} }}}}")


def _vml_height(shape: etree._Element, height: str) -> None:
    """The same box as old readers see it; its lengths are points in a CSS style."""
    drawn = {name: float(points) for name, points in _VML_LENGTH.findall(shape.get("style"))}
    if len(drawn) == 2:
        top = f"{{{{ {sum(drawn.values()):g} - {height} / 20 }}}}"
        lengths = {"margin-top": top, "height": f"{{{{ {height} / 20 }}}}"}
        shape.set("style", _VML_LENGTH.sub(lambda found: f"{found[1]}:{lengths[found[1]]}pt", shape.get("style")))


def _even_page(paragraph: etree._Element, value: str, _: Measures) -> None:
    """A section of its own from the next even page on, its first page without a number (clause 7.5)."""
    body = paragraph.getparent()
    section = body.find(_w("sectPr"))
    if section is None:  # not a paragraph of the body: nothing can begin on a page of its own there
        return
    last = etree.Element(_w("p"))
    etree.SubElement(last, _w("pPr")).append(copy.deepcopy(section))
    insert_if(value, body, body.index(paragraph), last)
    kind = etree.Element(_w("type"), {_w("val"): "evenPage"})
    insert_if(value, section, position(section, "type", SECTION_ORDER), kind)
    insert_if(value, section, position(section, "titlePg", SECTION_ORDER), etree.Element(_w("titlePg")))


# By the names of the tags.
EFFECTS: Mapping[str, Callable[[etree._Element, str, Measures], None]] = {
    "列宽": _share,
    "并格": _merged,
    "右空": _right_indent,
    "上让": _raise,
    "字号": _type_size,
    "字宽": _type_width,
    "同页": _keep_with_next,
    "行距": _line_pitch,
    "框高": _box_height,
    "另起双数页": _even_page,
}


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
    return style.get(_w("val"), "") if style is not None else "Normal"


def _property(paragraph: etree._Element, name: str) -> etree._Element:
    properties = paragraph.find(_w("pPr"))
    if properties is None:
        properties = etree.Element(_w("pPr"))
        paragraph.insert(0, properties)
    return child(properties, name, PARAGRAPH_ORDER)


def insert_chart(paragraph: etree._Element, field: str, charts: dict[str, str]) -> None:
    """A native chart in the line, where its field is not empty."""
    relation = f"rIdChart{len(charts) + 1}"
    charts[relation] = field
    run = etree.fromstring(f'<x xmlns:w="{W}">{drawing(relation, len(charts), 150, 72)}</x>')[0]
    insert_if(field, paragraph, len(paragraph), run)


def with_mirrored_margins(settings: bytes, value: str) -> str:
    """Settings with margins mirrored on even pages where the condition holds: the binding side changes (5.2.1)."""
    root = etree.fromstring(settings, PARSER)
    insert_if(value, root, position(root, "mirrorMargins", SETTINGS_ORDER), etree.Element(_w("mirrorMargins")))
    return str(etree.tostring(root, encoding="unicode"))
