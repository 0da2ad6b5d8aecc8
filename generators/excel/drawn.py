"""What lies over the cells of a workbook: text boxes, pictures, charts and embedded objects, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from generators.word.parts import related

_SHAPES = ("sp", "cxnSp", "grpSp")
_PICTURES = {"pic": "图片", "graphicFrame": "图表或图示", "contentPart": "手写墨迹"} | dict.fromkeys(_SHAPES, "图形")


class Drawn(NamedTuple):
    """One thing over the cells of a sheet: its place, the words in it, and what it is where there are none."""

    place: str
    what: str
    words: str


def drawn(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> Iterator[Drawn]:
    """What is drawn on sheets, given as title -> part."""
    for title, part in sheets.items():
        for name in related(parts, part, "drawing"):
            yield from _anchored(title, ElementTree.fromstring(parts[name]), parts, name)
        if b"<oleObject" in parts[part]:
            yield Drawn(title, "嵌入对象", "")


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each sheet by its title."""
    (book,) = related(parts, "", "officeDocument")
    folder, _, name = book.rpartition("/")
    relationships = ElementTree.fromstring(parts[f"{folder}/_rels/{name}.rels"])
    targets = {one.get("Id"): one.get("Target", "") for one in relationships}
    found = {}
    for sheet in ElementTree.fromstring(parts[book]).iter():
        if _name(sheet) == "sheet":
            target = targets.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""), "")
            part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            if part in parts:
                found[sheet.get("name", "")] = part
    return found


def _anchored(title: str, root: ElementTree.Element, parts: Mapping[str, bytes], drawing: str) -> Iterator[Drawn]:
    for anchor in root:
        inside = [_name(one) for one in anchor.iter()]
        start = next((one for one in anchor if _name(one) == "from"), None)
        at = {_name(one): one.text or "0" for one in start} if start is not None else {}
        place = f"{title} 第{int(at['row']) + 1}行第{int(at['col']) + 1}列" if {"row", "col"} <= set(at) else title
        texts = [one.text or "" for one in anchor.iter() if _name(one) == "t"]
        if "relIds" in inside:
            texts += _diagram_texts(parts, drawing)
        if words := "\n".join(texts).strip():
            yield Drawn(f"{place}的文本框", "", words)
        if "blip" in inside:
            yield Drawn(place, "图片", "")
        elif not words and (what := next((_PICTURES[name] for name in inside if name in _PICTURES), "")):
            yield Drawn(place, what, "")


def _diagram_texts(parts: Mapping[str, bytes], drawing: str) -> Iterator[str]:
    for name in related(parts, drawing, "diagramData"):
        yield from (one.text or "" for one in ElementTree.fromstring(parts[name]).iter() if _name(one) == "t")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
