"""The layout put into a Word file: its styles and page, never its words or tags."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generators.judging.layout import ALIGNMENTS, BORDERS, Layout, Page, Style
from generators.word.parts import RELATIONSHIPS, main_part, part_of, with_part
from generators.word.xml import PARSER, W
from generators.word.xml import qualified as _w

_NO_STYLES = f'<w:styles xmlns:w="{W}"/>'.encode()


def restyle(parts: Mapping[str, bytes], layout: Layout) -> dict[str, bytes]:
    """The parts of a document with the common styles and pages; styles of its own stay as they are."""
    main = main_part(parts)
    restyled = {**parts, main: _repaged(parts[main], layout)}
    styles = _restyled_styles(parts.get(part_of(parts, "styles"), _NO_STYLES), layout)
    for kind, content in (("styles", styles), ("fontTable", _font_table(layout))):
        restyled = _with_content(restyled, kind, content)
    return restyled


def _with_content(parts: Mapping[str, bytes], kind: str, content: bytes) -> dict[str, bytes]:
    """The parts with new content for the one of a kind, which is added where there is none."""
    name = part_of(parts, kind)
    if name:
        return {**parts, name: content}
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    names = {"kind": f"{RELATIONSHIPS}/{kind}", "content_type": content_type, "rel_id": f"duban_{kind}"}
    return with_part(parts, main_part(parts), f"word/{kind}.xml", content, **names)


def _restyled_styles(xml: bytes, layout: Layout) -> bytes:
    """Styles are known by name: Word keeps the ids of a file, WPS and LibreOffice write their own."""
    root = etree.fromstring(xml, PARSER)
    by_name = {_name_of(element).lower(): element for element in root.findall(_w("style"))}
    normal = by_name.get("normal")
    normal_id = normal.get(_w("styleId")) if normal is not None else "Normal"
    for name, style in layout.styles.items():
        element = etree.fromstring(_style_xml(name, style, layout), PARSER)
        based = element.find(_w("basedOn"))
        if based is not None:
            based.set(_w("val"), normal_id)
        old = by_name.get(name.lower())
        if old is None:
            root.append(element)
        else:
            element.set(_w("styleId"), old.get(_w("styleId")))
            root.replace(old, element)
    return _serialised(root)


def _name_of(style: etree._Element) -> str:
    name = style.find(_w("name"))
    return name.get(_w("val"), "") if name is not None else ""


def _font_table(layout: Layout) -> bytes:
    """word/fontTable.xml: the faces of the layout, each with its fallback."""
    fonts = "".join(
        f'<w:font w:name="{face.name}"><w:altName w:val="{face.fallback}"/><w:charset w:val="86"/></w:font>'
        for face in layout.faces.values()
    )
    return _serialised(_element(f"<w:fonts {_NS}>{fonts}</w:fonts>"))


def _repaged(xml: bytes, layout: Layout) -> bytes:
    root = etree.fromstring(xml, PARSER)
    for section in root.iter(_w("sectPr")):
        size = section.find(_w("pgSz"))
        turned = size is not None and size.get(_w("orient")) == "landscape"
        # Only a letter has a first page of its own from the first page on (clause 10.1).
        letter = section.find(_w("titlePg")) is not None
        for element in _page_elements(layout.page(landscape=turned, letter=letter), turned, letter):
            old = section.find(element.tag)
            if old is not None:
                section.replace(old, element)
    return _serialised(root)


def _page_elements(page: Page, turned: bool, letter: bool) -> list[etree._Element]:
    """The size, margins and grid of a page. A letter has no grid: LibreOffice would centre its lines under the mark."""
    grid = "default" if letter else "lines"
    orient = ' w:orient="landscape"' if turned else ""
    return [
        _element(f'<w:pgSz {_NS} w:w="{page.width}" w:h="{page.height}"{orient}/>'),
        _element(
            f'<w:pgMar {_NS} w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
            f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        ),
        _element(f'<w:docGrid {_NS} w:type="{grid}" w:linePitch="{page.pitch}"/>'),
    ]


def _style_xml(name: str, style: Style, layout: Layout) -> str:
    kind = {"段落": "paragraph", "文字": "character"}[style.kind]
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = "" if style.id == "Normal" or kind == "character" else '<w:basedOn w:val="Normal"/>'
    paragraph = _paragraph_properties(style, layout) if kind == "paragraph" else ""
    return (
        f'<w:style {_NS} w:type="{kind}"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/>{paragraph}{_run_properties(style, layout)}</w:style>'
    )


def _paragraph_properties(style: Style, layout: Layout) -> str:
    """w:pPr in the order of its schema. Kinsoku on, no hanging punctuation, no blanks around Latin (clause 5.2.3)."""
    on = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:keepLines/>" if style.keep_lines else "",
        "<w:pageBreakBefore/>" if style.page_break else "",
        '<w:widowControl w:val="0"/>',
    ]
    if style.border_below:
        on.append(f"<w:pBdr><w:bottom {BORDERS[style.border_below]}/></w:pBdr>")
    if style.right_tab is not None:
        on.append(f'<w:tabs><w:tab w:val="right" w:pos="{_twips(style.right_tab)}"/></w:tabs>')
    on += [
        '<w:kinsoku w:val="1"/><w:overflowPunct w:val="0"/>',
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
        "" if style.snap else '<w:snapToGrid w:val="0"/>',
        f'<w:spacing w:before="{layout.before(style)}" w:after="{_twips(style.after)}" {_line(style, layout)}/>',
    ]
    first = f'w:hanging="{_twips(style.hanging)}"' if style.hanging else f'w:firstLine="{_twips(style.first_line)}"'
    on.append(f'<w:ind w:left="{_twips(style.left)}" w:right="{_twips(style.right)}" {first}/>')
    on.append(f'<w:jc w:val="{ALIGNMENTS[style.align]}"/>')
    if style.outline is not None:
        on.append(f'<w:outlineLvl w:val="{style.outline - 1}"/>')
    return f"<w:pPr>{''.join(on)}</w:pPr>"


def _line(style: Style, layout: Layout) -> str:
    """A height that does not depend on the face, or pages would end elsewhere under another; a rule beside it always.

    Without w:lineRule the height is a multiple of the type's (ISO/IEC 29500-1, 17.3.1.33).
    """
    if style.line == "自动":
        return f'w:line="{round(style.auto_line * 240)}" w:lineRule="auto"'
    rule = {"固定值": "exact", "最小值": "atLeast"}[style.line_rule]
    return f'w:line="{_twips(style.line or layout.setup.pitch)}" w:lineRule="{rule}"'


def _run_properties(style: Style, layout: Layout) -> str:
    """w:rPr: all four font slots, or quotation marks and digits would fall back to a Western face."""
    face = layout.faces[style.face].name
    fonts = " ".join(f'w:{slot}="{face}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    hidden = "<w:vanish/>" if style.hidden else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    spacing = f'<w:spacing w:val="{_twips(style.spacing)}"/>' if style.spacing or style.size != 16 else ""
    size = round(style.size * 2)
    return f'<w:rPr><w:rFonts {fonts}/>{hidden}{color}{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _twips(points: float) -> int:
    return round(points * 20)


_NS = f'xmlns:w="{W}"'


def _element(xml: str) -> etree._Element:
    return etree.fromstring(xml, PARSER)


def _serialised(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "wp", "wps", "a", "mc"])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
