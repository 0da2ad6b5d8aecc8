"""The layout put into a Word file: its styles and page, never its words or tags.

After a change of the layout, from the repository: python -m generators.word.restyle (restyles templates/*.docx).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from generators.word.layout import FALLBACKS, LANDSCAPE, LINE, PORTRAIT, STYLES, Page, Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def restyle(parts: Mapping[str, bytes], styles: Iterable[Style] = STYLES) -> dict[str, bytes]:
    """The parts of a document with the common styles and pages; styles of its own stay as they are."""
    restyled = dict(parts)
    restyled["word/fontTable.xml"] = _font_table()
    restyled["word/styles.xml"] = _restyled_styles(parts["word/styles.xml"], styles)
    restyled["word/document.xml"] = _repaged(parts["word/document.xml"])
    return restyled


def _restyled_styles(xml: bytes, styles: Iterable[Style]) -> bytes:
    root = etree.fromstring(xml, _PARSER)
    own = {element.get(_w("styleId")): element for element in root.findall(_w("style"))}
    for style in styles:
        element = etree.fromstring(_style_xml(style), _PARSER)
        if style.id in own:
            root.replace(own[style.id], element)
        else:
            root.append(element)
    return _serialised(root)


def _font_table() -> bytes:
    """word/fontTable.xml: the faces of the layout, each with its fallback."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{fallback}"/><w:charset w:val="86"/></w:font>'
        for name, fallback in FALLBACKS.items()
    )
    return _serialised(_element(f"<w:fonts {_NS}>{fonts}</w:fonts>"))


def _repaged(xml: bytes) -> bytes:
    root = etree.fromstring(xml, _PARSER)
    for section in root.iter(_w("sectPr")):
        size = section.find(_w("pgSz"))
        turned = size is not None and size.get(_w("orient")) == "landscape"
        for element in _page_elements(LANDSCAPE if turned else PORTRAIT, turned):
            old = section.find(element.tag)
            if old is not None:
                section.replace(old, element)
    return _serialised(root)


def _page_elements(page: Page, turned: bool) -> list[etree._Element]:
    orient = ' w:orient="landscape"' if turned else ""
    return [
        _element(f'<w:pgSz {_NS} w:w="{page.width}" w:h="{page.height}"{orient}/>'),
        _element(
            f'<w:pgMar {_NS} w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
            f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        ),
        _element(f'<w:docGrid {_NS} w:type="lines" w:linePitch="{LINE}"/>'),
    ]


def _style_xml(style: Style) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = "" if style.id == "Normal" or style.kind == "character" else '<w:basedOn w:val="Normal"/>'
    paragraph = _paragraph_properties(style) if style.kind == "paragraph" else ""
    return (
        f'<w:style {_NS} w:type="{style.kind}"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>{paragraph}{_run_properties(style)}</w:style>'
    )


def _paragraph_properties(style: Style) -> str:
    """w:pPr in the order of its schema. Kinsoku on, no hanging punctuation, no blanks around Latin (clause 5.2.3)."""
    on = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:pageBreakBefore/>" if style.page_break else "",
        '<w:widowControl w:val="0"/>',
    ]
    if style.border_below:
        on.append(f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="7" w:color="{style.border_below}"/></w:pBdr>')
    on += [
        '<w:kinsoku w:val="1"/><w:overflowPunct w:val="0"/>',
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
        "" if style.snap else '<w:snapToGrid w:val="0"/>',
    ]
    line = (
        f'w:line="{style.line}" w:lineRule="exact"' if style.line else f'w:line="{style.auto_line}" w:lineRule="auto"'
    )
    on.append(f'<w:spacing w:before="{style.before}" w:after="{style.after}" {line}/>')
    first = f' w:hanging="{style.hanging}"' if style.hanging else f' w:firstLine="{style.first_line}"'
    on.append(f'<w:ind w:left="{style.left}" w:right="{style.right}"{first}/><w:jc w:val="{style.align}"/>')
    if style.outline is not None:
        on.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return f"<w:pPr>{''.join(on)}</w:pPr>"


def _run_properties(style: Style) -> str:
    """w:rPr: all four font slots, or quotation marks and digits would fall back to a Western face."""
    fonts = " ".join(f'w:{slot}="{style.font}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    hidden = "<w:vanish/>" if style.hidden else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    spacing = f'<w:spacing w:val="{style.spacing}"/>' if style.spacing or style.size != 16 else ""
    size = round(style.size * 2)
    return f'<w:rPr><w:rFonts {fonts}/>{hidden}{color}{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


_NS = f'xmlns:w="{W}"'


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _element(xml: str) -> etree._Element:
    return etree.fromstring(xml, _PARSER)


def _serialised(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "wp", "mc"])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


if __name__ == "__main__":
    from pathlib import Path

    from generators.word.package import read_parts, write_parts

    for template in sorted(Path("templates").glob("*.docx")):
        template.write_bytes(write_parts(restyle(read_parts(template.read_bytes(), template.name))))
