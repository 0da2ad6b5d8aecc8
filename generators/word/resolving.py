"""What a file with tracked changes says when all of them are accepted, or rejected."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generators.word.parts import text_parts
from generators.word.revisions import accept
from generators.word.xml import PARSER, local_name, own_texts
from generators.word.xml import qualified as _w

_OPPOSITE = {"ins": "del", "moveTo": "moveFrom", "cellIns": "cellDel", "delText": "t", "delInstrText": "instrText"}
_OPPOSITE |= {"del": "ins", "moveFrom": "moveTo", "cellDel": "cellIns"}
_SHOWN = tuple(map(_w, ("tbl", "tr", "tc", "p")))


def words_if(parts: Mapping[str, bytes], *, accepted: bool) -> dict[str, list[str]]:
    """The paragraphs, tables, rows and cells of body, headers, footers and notes in their order, those without words
    left out, with all changes accepted or rejected. Of cells it is said which columns and rows they span.
    """
    found = {}
    for name in text_parts(parts):
        root = etree.fromstring(parts[name], PARSER)
        if not accepted:
            _turn_round(root)
        accept(root)
        shown = [_shown(one) for one in root.iter(*_SHOWN)]
        if any(shown):
            found[name] = shown
    return found


def _shown(element: etree._Element) -> str:
    if element.tag == _w("p"):
        return "".join(text.text or "" for text in own_texts(element))
    joined = [element.find(f"{_w('tcPr')}/{_w(name)}") for name in ("gridSpan", "vMerge")]
    spans = ["" if one is None else one.get(_w("val"), "continue") for one in joined]
    return f"<{local_name(element)} {' '.join(spans)}>"


def _turn_round(root: etree._Element) -> None:
    """Make insertions of deletions and deletions of insertions: to reject a change is to accept its opposite."""
    for element in root.iter(*map(_w, _OPPOSITE)):
        element.tag = _w(_OPPOSITE[local_name(element)])
