"""Tracked changes accepted or rejected as Word does it (ISO/IEC 29500-1, 17.13.5), and what a document then is.

Written apart from the product's own `accept`, by which it is not to be judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from generators.word.package import read_parts
from support.files import W

Structure: TypeAlias = tuple[object, ...]

_KEPT = {True: ("ins", "moveTo"), False: ("del", "moveFrom")}
_LEFT_OUT = {f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "id")}
_STORIES = ("document", "header", "footer", "footnotes", "endnotes")
_ON, _OFF = ("1", "true", "on", "continue"), ("0", "off")
_COUNTED = {f"{W}{name}" for name in ("outlineLvl", "ilvl", "numId", "gridSpan", "start")}
_PROPERTIES = {f"{W}{name}" for name in ("rPr", "pPr", "trPr", "tcPr", "tblPr", "sectPr", "tblPrEx")}


def structures(docx: bytes, *, accept: bool) -> dict[str, Structure]:
    """What every part that is read holds, changes accepted or rejected: elements, properties and words.

    Numbers that only tell elements or parts apart (rsid, ids of bookmarks, controls, drawings, relationships) and how
    words are cut into runs are left out.
    """
    parts = read_parts(docx, "")
    stories = sorted(name for name in parts if name.startswith("word/") and name[5:].startswith(_STORIES))
    return {name: _structure(resolved(parts[name], accept=accept)) for name in stories if name.endswith(".xml")}


def resolved(part: bytes, *, accept: bool) -> etree._Element:
    """A part with all of its changes accepted or rejected."""
    root = etree.fromstring(part)
    kept, gone = ({f"{W}{name}" for name in _KEPT[side]} for side in (accept, not accept))
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{tag}") is not None for tag in gone):
            row.getparent().remove(row)
    for table in [one for one in root.iter(f"{W}tbl") if one.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    for mark in [one for one in root.iter(*gone) if one.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
        _remove(mark)
    for mark in [one for one in root.iter(*kept) if one.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
        _unwrap(mark)
    for text in root.iter(f"{W}delText", f"{W}delInstrText"):
        text.tag = text.tag.replace("delText", "t").replace("delInstrText", "instrText")
    for change in [one for one in root.iter(etree.Element) if str(one.tag).endswith("PrChange")]:
        _settle(change, accept=accept)
    for paragraph in list(root.iter(f"{W}p")):
        if any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in gone):
            _run_on(paragraph)
    for mark in list(root.iter(*kept, *gone)):
        mark.getparent().remove(mark)
    return root


def _remove(element: etree._Element) -> None:
    element.getparent().remove(element)


def _unwrap(element: etree._Element) -> None:
    parent, at = element.getparent(), element.getparent().index(element)
    parent[at : at + 1] = list(element)


def _settle(change: etree._Element, *, accept: bool) -> None:
    """Properties that were changed: those of now, or those noted as the former ones."""
    properties = change.getparent()
    properties.remove(change)
    if accept:
        return
    former = change[0]
    staying = {f"{W}rPr", f"{W}sectPr", f"{W}headerReference", f"{W}footerReference", f"{W}ins", f"{W}del"}
    for one in [one for one in properties if one.tag not in staying]:
        properties.remove(one)
    properties[0:0] = list(former)


def _run_on(paragraph: etree._Element) -> None:
    """A paragraph whose end is gone runs on into the next one, whose properties it takes."""
    following = paragraph.getnext()
    while following is not None and following.tag in _LEFT_OUT:
        following = following.getnext()
    content = [one for one in paragraph if one.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = content
    elif any(one.tag not in _LEFT_OUT for one in content):
        return  # the last one of a cell or body, or one before a table: its end cannot go
    _remove(paragraph)


def _structure(element: etree._Element) -> Structure:
    children = [one for one in element if isinstance(one.tag, str) and one.tag not in _LEFT_OUT]
    if element.tag == f"{W}sectPr":
        children.sort(key=lambda one: [one.tag, *sorted(one.values())] if one.tag.endswith("Reference") else [])
    shown = [found for one in children for found in _shown(one)]
    return (_name(element), _attributes(element), *_joined(shown))


def _shown(element: etree._Element) -> Iterator[Structure]:
    if element.tag == f"{W}r":
        properties = element.find(f"{W}rPr")
        looks = () if properties is None else _structure(properties)[2:]
        for one in element:
            if one.tag == f"{W}t":
                yield ("text", looks, one.text or "")
            elif one.tag != f"{W}rPr" and one.tag not in _LEFT_OUT:
                yield ("run", looks, _structure(one))
        return
    found = _structure(element)
    if element.tag in _PROPERTIES and len(found) == 2 and not found[1]:
        return
    yield found


def _joined(shown: list[Structure]) -> Iterator[Structure]:
    """Texts of one look beside each other as one."""
    words: Structure | None = None
    for one in shown:
        if one[0] == "text":
            if not one[2]:
                continue
            if words is not None and words[1] == one[1]:
                words = (*words[:2], f"{words[2]}{one[2]}")
                continue
        if words is not None:
            yield words
        words = one if one[0] == "text" else None
        if words is None:
            yield one
    if words is not None:
        yield words


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _attributes(element: etree._Element) -> tuple[tuple[str, str], ...]:
    names = sorted(name for name in element.attrib if "rsid" not in name and not name.endswith(("}space", "Ignorable")))
    names = [name for name in names if not name.endswith(("}paraId", "}textId"))]
    names = [name for name in names if name != "id" or not element.tag.endswith("}docPr")]
    names = [name for name in names if "/relationships}" not in name]
    found = [(etree.QName(name).localname, element.get(name, "")) for name in names]
    if found[:1] in ([("val", one)] for one in _ON) and element.tag not in _COUNTED:
        return ()  # ST_OnOff, ST_Merge: as if nothing were said
    if element.tag == f"{W}cols":
        found = [one for one in found if one != ("num", "1")]
    return tuple((name, "false" if name == "val" and value in _OFF else value) for name, value in found)
