"""What docxtpl's tags lack, done to a part's text before or after docxtpl turns it into a Jinja template."""

from __future__ import annotations

import re

from generators.word.layout import CHARACTER

_PARAGRAPH = re.compile(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_RIGHT_INDENT = re.compile(r"\{%\s*右空\s+([^%]+?)\s*%\}")
_OLD_INDENT = re.compile(r"<w:ind [^>]*/>")
# What may follow w:ind in w:pPr (ISO/IEC 29500-1, CT_PPr).
_AFTER_INDENT = re.compile(r"<w:(?:contextualSpacing|mirrorIndents|jc|textAlignment|outlineLvl|rPr|sectPr)\b|</w:pPr>")
_CELL_PROPERTIES = re.compile(r"(<w:tcPr>)((?:(?!</w:tcPr>).)*?\{[{%].*?)(</w:tcPr>)", re.DOTALL)
_CHILD = re.compile(r"<w:(\w+)\b[^>]*?/>|<w:(\w+)\b[^>]*>.*?</w:\2>", re.DOTALL)
# The order of w:tcPr (ISO/IEC 29500-1, CT_TcPr).
_CELL_ORDER = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
    *("textDirection", "tcFitText", "vAlign", "hideMark"),
)


def right_indents(xml: str) -> str:
    """Each `{% 右空 x %}` turned into a w:ind that sets its paragraph x characters in from the right edge.

    Signatures need it (GB/T 9704-2012, 7.3.5): how far they stand in depends on how long they are. Like docxtpl's
    own colspan and cellbg, the tag moves from the text into an attribute.
    """
    return _PARAGRAPH.sub(_indented, xml) if "右空" in xml else xml


def _indented(found: re.Match[str]) -> str:
    paragraph = found.group()
    tag = _RIGHT_INDENT.search(paragraph)
    if not tag:
        return paragraph
    indent = f'<w:ind w:right="{{{{ ({tag[1]})|twips }}}}"/>'
    plain = _OLD_INDENT.sub("", _RIGHT_INDENT.sub("", paragraph))
    return _AFTER_INDENT.sub(lambda next_one: indent + next_one.group(), plain, count=1)


def twips(characters: str) -> int:
    """Characters (字) of the body text as twips."""
    return round(float(characters) * CHARACTER)


def ordered_cell_properties(xml: str) -> str:
    """Cell properties in the order of their schema: docxtpl puts vMerge last and gridSpan first."""
    return _CELL_PROPERTIES.sub(lambda found: found[1] + _ordered(found[2]) + found[3], xml)


def _ordered(properties: str) -> str:
    children = [(found[1] or found[2], found.group()) for found in _CHILD.finditer(properties)]
    rank = {name: index for index, name in enumerate(_CELL_ORDER)}
    return "".join(child for _, child in sorted(children, key=lambda pair: rank.get(pair[0], len(rank))))
