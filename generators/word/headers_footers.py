"""Headers and footers of documents bound into one volume: none runs on from one document into the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generators.word.parts import RELATIONSHIPS, main_part, with_part
from generators.word.xml import W

_SECTION = re.compile(rb"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(rb'<w:(header|footer)Reference\b[^>]*?\sw:type="(\w+)"')

# A paragraph that takes no room: a page that is full to its end is not followed by an empty one, and an empty footer
# leaves the text where it is.
NO_HEIGHT = (
    b'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    b'<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
HeaderFooter = tuple[str, str]  # header or footer, and of which pages: default, even, first


def inherited(bodies: Iterable[bytes]) -> set[HeaderFooter]:
    """The headers and footers that a document's first section would take over from the document before it."""
    first: list[set[HeaderFooter]] = []
    every: set[HeaderFooter] = set()
    for body in bodies:
        referenced = [_references(section) for section in _SECTION.findall(body)]
        first += referenced[:1]
        every = every.union(*referenced)
    return {part for part in every if any(part not in referenced for referenced in first)}


def _references(section: bytes) -> set[HeaderFooter]:
    return {(kind.decode(), pages.decode()) for kind, pages in _REFERENCE.findall(section)}


def missing_references(section: bytes, wanted: Iterable[HeaderFooter]) -> list[bytes]:
    """References to empty headers and footers for those wanted that a section does not bring itself."""
    found = _references(section)
    return [
        f'<w:{kind}Reference xmlns:r="{RELATIONSHIPS}" w:type="{pages}" r:id="{_rel_id(kind)}"/>'.encode()
        for kind, pages in sorted(wanted)
        if (kind, pages) not in found
    ]


def with_empty_headers_footers(parts: Mapping[str, bytes], wanted: Iterable[HeaderFooter]) -> dict[str, bytes]:
    """A package's parts with the empty header or footer that `missing_references` refers to."""
    added = dict(parts)
    for kind in sorted({kind for kind, _ in wanted}):
        name, root = f"word/{_rel_id(kind)}.xml", "hdr" if kind == "header" else "ftr"
        content = f'<w:{root} xmlns:w="{W}">{NO_HEIGHT.decode()}</w:{root}>'.encode()
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        names = {"kind": f"{RELATIONSHIPS}/{kind}", "content_type": content_type, "rel_id": _rel_id(kind)}
        added = with_part(added, main_part(parts), name, content, **names)
    return added


def _rel_id(kind: str) -> str:
    return f"empty_{kind}"
