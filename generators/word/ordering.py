"""The order in which OOXML wants children: elements put where their schema has them (ISO/IEC 29500-1)."""

from __future__ import annotations

from lxml import etree

from generators.word.xml import qualified

# The orders of w:pPr, w:rPr, w:sectPr, w:settings and w:tcPr, as far as we put something between.
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
    *("snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "jc", "textDirection", "textAlignment"),
    *("outlineLvl", "cnfStyle", "rPr", "sectPr"),
)
RUN_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "snapToGrid", "vanish", "color"),
    *("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "lang"),
)
SECTION_ORDER = (
    *(
        "headerReference",
        "footerReference",
        "footnotePr",
        "endnotePr",
        "type",
        "pgSz",
        "pgMar",
        "paperSrc",
        "pgBorders",
    ),
    *("lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "docGrid"),
)
SETTINGS_ORDER = (
    *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
    *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
    *("printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts"),
    *("saveSubsetFonts", "saveFormsData", "mirrorMargins"),
)
CELL_ORDER = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
    *("textDirection", "tcFitText", "vAlign", "hideMark"),
)


def child(parent: etree._Element, name: str, order: tuple[str, ...]) -> etree._Element:
    """The child of a name, made at its place where there is none."""
    found = parent.find(qualified(name))
    if found is None:
        found = etree.Element(qualified(name))
        parent.insert(position(parent, name, order), found)
    return found


def position(parent: etree._Element, name: str, order: tuple[str, ...]) -> int:
    """Where a child belongs by its schema."""
    earlier = set(order[: order.index(name)])
    return max((at + 1 for at, child in enumerate(parent) if etree.QName(child).localname in earlier), default=0)


def insert_if(condition: str, parent: etree._Element, index: int, element: etree._Element) -> None:
    """Insert an element with Jinja's `if` around it."""
    opening = f"{{% if {condition} %}}"
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + opening
    else:
        parent.text = (parent.text or "") + opening
    element.tail = "{% endif %}"
    parent.insert(index, element)
