"""Text boxes for old readers: Word 2007 and old WPS know VML alone and leave a DrawingML shape out without a word.

Word writes both when it saves (mc:AlternateContent with mc:Choice and mc:Fallback, ISO/IEC 29500-3, 7.6); a template
that holds the DrawingML only gets its fallback here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

from lxml import etree

from generators.word.xml import PARSER, W, qualified

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "urn:schemas-microsoft-com:vml"
_EMU_IN_POINT = 12700


def with_fallbacks(parts: Mapping[str, bytes], names: Iterable[str]) -> dict[str, bytes]:
    """The parts with a fallback in VML, of the same words and place, for every anchored text box that has none."""
    changed = dict(parts)
    for name in names:
        if b":AlternateContent" in parts[name]:
            root = etree.fromstring(parts[name], PARSER)
            _add_fallbacks(root)
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed


def _add_fallbacks(root: etree._Element) -> None:
    for alternative in root.iter(f"{_MC}AlternateContent"):
        anchor = alternative.find(f"{_MC}Choice/{qualified('drawing')}/{WP}anchor")
        content = anchor.find(f".//{qualified('txbxContent')}") if anchor is not None else None
        if content is None or alternative.find(f"{_MC}Fallback") is not None:
            continue
        fallback = etree.SubElement(alternative, f"{_MC}Fallback")
        fallback.append(_vml(anchor, content))


def _vml(anchor: etree._Element, content: etree._Element) -> etree._Element:
    picture = etree.Element(qualified("pict"), nsmap={"w": W, "v": _V})
    style = f"position:absolute;{_place(anchor)}"
    box = etree.SubElement(picture, f"{{{_V}}}rect", {"style": style, "filled": "f", "stroked": "f"})
    text = etree.SubElement(box, f"{{{_V}}}textbox", {"inset": "0,0,0,0"})
    body = anchor.find(f".//{_WPS}bodyPr")
    if body is not None and body.get("vert") == "vert":
        text.set("style", "layout-flow:vertical")
    text.append(copy.deepcopy(content))
    return picture


def _place(anchor: etree._Element) -> str:
    """The place and size of an anchored drawing as CSS, lengths in points."""
    across, down, extent = (anchor.find(f"{WP}{name}") for name in ("positionH", "positionV", "extent"))
    lengths = {
        "margin-left": across.findtext(f"{WP}posOffset", "0"),
        "margin-top": down.findtext(f"{WP}posOffset", "0"),
        "width": extent.get("cx"),
        "height": extent.get("cy"),
    }
    css = "".join(f"{name}:{int(value) / _EMU_IN_POINT:g}pt;" for name, value in lengths.items())
    relative = ("horizontal", across), ("vertical", down)
    css += "".join(f"mso-position-{axis}-relative:{one.get('relativeFrom')};" for axis, one in relative)
    return f"{css}z-index:{anchor.get('relativeHeight', '1')}"
