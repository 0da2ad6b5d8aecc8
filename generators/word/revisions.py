"""Tracked changes and comments in the elements of a part (ISO/IEC 29500-1, 17.13): accepted, taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from generators.word.xml import PREFIX
from generators.word.xml import qualified as _w

_DELETED = (_w("del"), _w("moveFrom"))
_INSERTED = (_w("ins"), _w("moveTo"))
_OF_CELLS = (_w("cellDel"), _w("cellIns"), _w("cellMerge"))
_FORMER = tuple(  # what properties were before they were changed
    _w(f"{what}Change") for what in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")
)
_ANCHORS = re.compile(r"\}((comment|moveFrom|moveTo|customXml(Ins|Del|MoveFrom|MoveTo))Range(Start|End))$")
_IN_RUNS = (_w("commentReference"), _w("annotationRef"))
_RSID = re.compile(re.escape(PREFIX) + "rsid")
_NOT_CONTENT = {_w("pPr"), _w("bookmarkStart"), _w("bookmarkEnd"), _w("proofErr")}

# Every element that stands for a tracked change.
REVISIONS = (*_DELETED, *_INSERTED, *_OF_CELLS, *_FORMER)


def accept(root: etree._Element) -> None:
    """Make of a part its final text, as “接受所有修订” and “删除所有批注” would in Word."""
    _drop_rows_and_cells(root)
    ended = [mark.getparent().getparent().getparent() for mark in root.iter(*_DELETED) if _is_of_paragraph(mark)]
    _drop(e for e in root.iter(*_DELETED) if not _is_property(e))
    for inserted in [e for e in root.iter(*_INSERTED) if not _is_property(e)]:
        _unwrap(inserted)
    _drop(root.iter(*REVISIONS, _w("delText"), _w("delInstrText")))
    _drop_comments(root)
    for paragraph in ended:
        _join_with_next(paragraph)
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if _RSID.match(name)]:
            del element.attrib[name]


def _drop(elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.getparent().remove(element)


def _is_property(mark: etree._Element) -> bool:
    """Whether a mark is about the paragraph's end, the row or the cell in whose properties it stands."""
    return mark.getparent().tag in (_w("rPr"), _w("trPr"), _w("tcPr"))


def _is_of_paragraph(mark: etree._Element) -> bool:
    properties = mark.getparent()
    return bool(properties.tag == _w("rPr") and properties.getparent().tag == _w("pPr"))


def _drop_rows_and_cells(root: etree._Element) -> None:
    rows = [mark.getparent().getparent() for mark in root.iter(*_DELETED) if mark.getparent().tag == _w("trPr")]
    cells = [mark.getparent().getparent() for mark in root.iter(_w("cellDel"))]
    around = [row.getparent() for row in (*rows, *cells)]
    _drop((*rows, *cells))
    _drop(row for row in around if row.tag == _w("tr") and row.find(_w("tc")) is None)
    _drop(table for table in list(root.iter(_w("tbl"))) if table.find(f".//{_w('tr')}") is None)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(element):
        parent.insert(at + 1, child)
    parent.remove(element)


def _drop_comments(root: etree._Element) -> None:
    _drop(e for e in root.iter(etree.Element) if _ANCHORS.search(e.tag))
    for mark in list(root.iter(*_IN_RUNS)):
        run = mark.getparent()
        run.remove(mark)
        if all(child.tag == _w("rPr") for child in run):
            _drop([run])


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end was deleted runs on into the next; one that is then empty goes, where others stay."""
    following = next(paragraph.itersiblings(_w("p"), _w("tbl"), _w("sdt")), None)
    content = [child for child in paragraph if child.tag != _w("pPr")]
    if following is not None and following.tag == _w("p"):
        at = 1 if len(following) and following[0].tag == _w("pPr") else 0
        for child in reversed(content):
            following.insert(at, child)
        _drop([paragraph])
    elif all(child.tag in _NOT_CONTENT for child in content):
        before = next(paragraph.itersiblings(_w("p"), _w("tbl"), _w("sdt"), preceding=True), None)
        if following is not None or (before is not None and before.tag == _w("p")):
            _drop([paragraph])
