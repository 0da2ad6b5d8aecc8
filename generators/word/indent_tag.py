"""A tag of our own: {% 右空 x %} in a paragraph sets it x characters in from the right edge.

Signatures need it (GB/T 9704-2012, 7.3.5): how far they stand in depends on how long they are. Like docxtpl's
colspan and cellbg, the tag moves from the text into an attribute before Jinja sees it.
"""

from __future__ import annotations

import re

from generators.word.layout import CHARACTER

_PARAGRAPH = re.compile(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_TAG = re.compile(r"\{%\s*右空\s+([^%]+?)\s*%\}")
_OLD = re.compile(r"<w:ind [^>]*/>")
# What may follow w:ind in w:pPr (ISO/IEC 29500-1, CT_PPr).
_AFTER_INDENT = re.compile(r"<w:(?:contextualSpacing|mirrorIndents|jc|textAlignment|outlineLvl|rPr|sectPr)\b|</w:pPr>")


def right_indents(xml: str) -> str:
    """The part's text with each {% 右空 x %} turned into the w:ind of its paragraph."""
    return _PARAGRAPH.sub(_indented, xml) if "右空" in xml else xml


def _indented(found: re.Match[str]) -> str:
    paragraph = found.group()
    tag = _TAG.search(paragraph)
    if not tag:
        return paragraph
    indent = f'<w:ind w:right="{{{{ ({tag[1]})|twips }}}}"/>'
    plain = _OLD.sub("", _TAG.sub("", paragraph))
    return _AFTER_INDENT.sub(lambda next_one: indent + next_one.group(), plain, count=1)


def twips(characters: str) -> int:
    """Characters (字) of the body text as twips."""
    return round(float(characters) * CHARACTER)
