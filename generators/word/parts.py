"""Which part of a package holds what, found by relationships and content types (OPC, ISO/IEC 29500-2).

Names of parts are free: Word Online calls the main part word/document2.xml. Kinds are the last word of a relationship's
type, which Transitional and Strict files share: "styles", "header", "settings".
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPC = "http://schemas.openxmlformats.org/package/2006"
_NO_RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Relationships xmlns="{_OPC}/relationships"></Relationships>'
).encode()
_STORIES = ("header", "footer", "footnotes", "endnotes")


def related(parts: Mapping[str, bytes], source: str, *kinds: str) -> list[str]:
    """The parts that a part ("" is the package itself) has relationships of these kinds with, in their order.

    Targets outside of the package, or missing in it, are left out.
    """
    by_name = {name.lower(): name for name in parts}  # names of parts are equal whatever their case
    found = []
    for relationship in _children(parts.get(relationships_of(source), b""), "Relationship"):
        target = relationship.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
        internal = relationship.get("TargetMode") != "External" and path.lower() in by_name
        if internal and relationship.get("Type", "").rpartition("/")[2] in kinds:
            found.append(by_name[path.lower()])
    return list(dict.fromkeys(found))


def main_part(parts: Mapping[str, bytes]) -> str:
    """The part with the body of a Word file, empty where the package is no Word file."""
    found = related(parts, "", "officeDocument")
    return found[0] if found and "word" in content_types(parts).get(found[0], "") else ""


def part_of(parts: Mapping[str, bytes], kind: str) -> str:
    """The one part of a kind that the main part has: "styles", "numbering", "settings", "fontTable"; else empty."""
    return next(iter(related(parts, main_part(parts), kind)), "")


def text_parts(parts: Mapping[str, bytes]) -> list[str]:
    """The parts that hold what a reader sees: body, headers, footers, notes; in the file's order."""
    main = main_part(parts)
    found = {main, *related(parts, main, *_STORIES)}
    return [name for name in parts if name in found]


def content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of every part, empty where the package states none."""
    xml = parts.get(CONTENT_TYPES, b"")
    types = {entry.get("PartName", "").lower(): entry.get("ContentType", "") for entry in _children(xml, "Override")}
    defaults = {entry.get("Extension", "").lower(): entry.get("ContentType", "") for entry in _children(xml, "Default")}
    return {name: types.get(f"/{name}".lower()) or defaults.get(name.rpartition(".")[2].lower(), "") for name in parts}


def with_part(
    parts: Mapping[str, bytes], source: str, name: str, content: bytes, *, kind: str, content_type: str, rel_id: str
) -> dict[str, bytes]:
    """The parts with one more, its content type, and a relationship with it from `source` ("" is the package).

    `kind` is the whole type of the relationship.
    """
    added, rels = dict(parts), relationships_of(source)
    target = posixpath.relpath(name, posixpath.dirname(source) or ".")
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    relationship = f'<Relationship Id="{rel_id}" Type="{kind}" Target="{escape(target)}"/>'
    added[CONTENT_TYPES] = _with_entry(added[CONTENT_TYPES], override)
    added[rels] = _with_entry(added.get(rels, _NO_RELATIONSHIPS), relationship)
    added[name] = content
    return added


def _with_entry(xml: bytes, entry: str) -> bytes:
    head, closing, tail = xml.rpartition(b"</")
    return head + entry.encode() + closing + tail


def relationships_of(source: str) -> str:
    """The name of the part with the relationships of a part, which need not exist."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@lru_cache(64)  # files of one template have the same ones, and each is asked for several times
def _children(xml: bytes, name: str) -> tuple[Mapping[str, str], ...]:
    """The attributes of the entries of a package's own part; none where it is damaged."""
    try:
        return tuple(entry.attrib for entry in ElementTree.fromstring(xml).findall(f"{{*}}{name}"))
    except ElementTree.ParseError:
        return ()
