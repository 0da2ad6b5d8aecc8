"""The final text of a Word file: tracked changes accepted, comments and the names of persons left out.

Done once for each template, before its tags are read: a tag inside a deletion is none, and what an office wrote to
itself in the margin goes out to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from generators.word.parts import (
    CONTENT_TYPES,
    content_types,
    main_part,
    part_of,
    related,
    relationships_of,
    text_parts,
)
from generators.word.revisions import REVISIONS, accept
from generators.word.xml import PARSER
from generators.word.xml import qualified as _w

_NOTE_KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks")
_NOTE_TYPE = re.compile(rf"[./]({'|'.join(_NOTE_KINDS)})\+xml$", re.IGNORECASE)
_SETTINGS = ("rsids", "trackRevisions", "attachedTemplate")  # the last names a folder of whoever made the template
_OFFICE = re.compile(r"\}(Company|Manager)$")


class ReviewMarks(NamedTuple):
    """How many comments and how many tracked changes a file carries."""

    comments: int
    changes: int


def review_marks(parts: Mapping[str, bytes]) -> ReviewMarks:
    """The comments and tracked changes of a file, whose parts must be well-formed."""
    comments = [etree.fromstring(parts[name], PARSER) for name in related(parts, main_part(parts), "comments")]
    texts = [etree.fromstring(parts[name], PARSER) for name in text_parts(parts)]
    return ReviewMarks(
        sum(1 for root in comments for _ in root.iter(_w("comment"))),
        sum(1 for root in texts for _ in root.iter(*REVISIONS)),
    )


def with_final_text(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """A file's parts without its history; those that have none keep their bytes. They must be well-formed."""
    main, settings, types = main_part(parts), part_of(parts, "settings"), content_types(parts)
    notes = {*related(parts, main, *_NOTE_KINDS), *(name for name in parts if _NOTE_TYPE.search(types[name]))}
    final = {name: content for name, content in parts.items() if name not in notes}

    def edit(name: str, change: Callable[[etree._Element], None]) -> None:
        if name in final:
            final[name] = _edited(final[name], change)

    edit(CONTENT_TYPES, lambda root: _drop(root, lambda entry: entry.get("PartName", "").lstrip("/") in notes))
    edit(relationships_of(main), lambda root: _drop(root, lambda entry: _kind(entry) in _NOTE_KINDS))
    edit(relationships_of(settings), lambda root: _drop(root, lambda entry: _kind(entry) == "attachedTemplate"))
    edit(settings, lambda root: _drop(root, lambda entry: entry.tag in map(_w, _SETTINGS)))
    for name in related(final, "", "extended-properties"):
        edit(name, lambda root: _drop(root, lambda entry: _OFFICE.search(str(entry.tag)) is not None))
    for name in (*text_parts(final), part_of(final, "styles"), part_of(final, "numbering")):
        edit(name, accept)
    return final


def _kind(relationship: etree._Element) -> str:
    return str(relationship.get("Type", "")).rpartition("/")[2]


def _drop(root: etree._Element, condition: Callable[[etree._Element], bool]) -> None:
    for entry in [entry for entry in root if condition(entry)]:
        root.remove(entry)


def _edited(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """A part after a change of its elements; its very bytes where nothing was to be changed."""
    root = etree.fromstring(content, PARSER)
    before = etree.tostring(root)
    change(root)
    if etree.tostring(root) == before:
        return content
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml
