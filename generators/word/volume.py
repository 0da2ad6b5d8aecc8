"""A volume (合订本): documents of one template as one file, each begun on a sheet of paper of its own.

The documents come from one template, so that only their ends are looked into; a body is passed on as it was rendered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from lxml import etree

from generators.word.contents import Contents, with_bookmark
from generators.word.headers_footers import NO_HEIGHT, HeaderFooter, missing_references
from generators.word.ordering import PARAGRAPH_ORDER, SECTION_ORDER, child, position
from generators.word.xml import PARSER, qualified

_OPENING = re.compile(rb"<w:body\b[^>]*>")
_CLOSING = b"</w:body>"
_SECTION = re.compile(rb"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)
_LAST_SECTION = re.compile(rb"(?:<w:sectPr\b(?:[^>]*/>|(?:(?!<w:sectPr\b).)*</w:sectPr>))?\s*\Z", re.DOTALL)
_PLAIN_PARAGRAPH = re.compile(rb"<w:p(?:\s[^>]*[^>/])?>")
# What may stand but once in a file, or is none of the reader's business: earlier settings of a section, bookmarks,
# and numbers of paragraphs.
_EARLIER = re.compile(rb"<w:sectPrChange\b.*?</w:sectPrChange>", re.DOTALL)
_BOOKMARK = re.compile(rb"<w:bookmark(Start|End)\b[^>]*?(?:/>|>\s*</w:bookmark\1>)")
_PARAGRAPH_ID = re.compile(rb' w14:(?:paraId|textId)="[^"]*"')
_NAMESPACE = re.compile(rb"""\sxmlns:[\w.-]+=(?:"[^"]*"|'[^']*')""")


def joined(
    documents: Iterable[bytes], empty: Collection[HeaderFooter] = (), contents: Contents | None = None
) -> Iterator[bytes]:
    """Rendered, well-formed main parts of one template as one, piece by piece: each on an odd page, numbered from 1.

    So documents can be handed out one by one also where the volume was printed on both sides of the paper. `empty`:
    the headers and footers that are to be empty where a first section has none of its own. `contents`: the contents
    page before them. Raises ValueError where there is no document, or one that is none of Word's.
    """
    head, blocks, section = b"", b"", b""
    for number, part in enumerate(documents, 1):
        opening, closing = _OPENING.search(part), part.rfind(_CLOSING)
        if opening is None or closing < 0:
            raise ValueError("a document without a body")
        body = _EARLIER.sub(b"", _PARAGRAPH_ID.sub(b"", part[opening.end() : closing]))
        if head:
            yield _with_break(blocks, section, head)
            body = _BOOKMARK.sub(b"", body)
        else:
            head = part[: opening.end()]
            yield head + (contents.page() if contents else b"")
        blocks, section = _begun_anew(body, head, empty)
        blocks = with_bookmark(blocks, number) if contents else blocks
    if not head:
        raise ValueError("a volume of nothing")
    yield blocks + section + _CLOSING + b"</w:document>"


def _begun_anew(body: bytes, head: bytes, empty: Collection[HeaderFooter]) -> tuple[bytes, bytes]:
    """The blocks of a body and its last section; the first section begins on an odd page, which is page 1."""
    at = max(body.rfind(b"<w:sectPr"), 0)
    last = _LAST_SECTION.search(body, at)
    blocks, section = (body[: last.start()], last[0].strip()) if last else (body, b"")
    section = section or b"<w:sectPr/>"
    inner = _SECTION.search(blocks)
    first = inner[0] if inner else section
    references = b"".join(missing_references(first, empty))
    first = _numbered_from_one(first, _namespaces(head), references)
    if inner is None:
        return blocks, first
    return blocks[: inner.start()] + first + blocks[inner.end() :], section


def _with_break(blocks: bytes, section: bytes, head: bytes) -> bytes:
    """Blocks whose last paragraph ends a section; after a table, or where it ends one already, in one of its own."""
    blocks = blocks.rstrip()
    start = max(blocks.rfind(b"<w:p>"), blocks.rfind(b"<w:p "), 0)
    last = blocks[start:]
    is_plain = _PLAIN_PARAGRAPH.match(last) and last.count(b"</w:p>") == 1 and b"<w:sectPr" not in last
    if not is_plain or not last.endswith(b"</w:p>"):
        return blocks + _ending(NO_HEIGHT, section, _namespaces(head))
    return blocks[:start] + _ending(last, section, _namespaces(head))


def _namespaces(head: bytes) -> bytes:
    return b"".join(found[0] for found in _NAMESPACE.finditer(head[head.rfind(b"<w:document") :]))


@cache
def _numbered_from_one(section: bytes, namespaces: bytes, references: bytes) -> bytes:
    """A first section whose pages are counted from one, with references to headers and footers besides its own."""
    element = _parsed(section, namespaces)
    present = {reference.tag for reference in element}
    margins = element.find(qualified("pgMar"))
    for reference in reversed(_parsed(b"<w:sectPr>%b</w:sectPr>" % references, namespaces)):
        element.insert(0, reference)
        if reference.tag not in present and margins is not None:  # an empty footer high up takes room from the text
            margins.set(qualified(etree.QName(reference).localname.removesuffix("Reference")), "0")
    child(element, "pgNumType", SECTION_ORDER).set(qualified("start"), "1")
    child(element, "type", SECTION_ORDER).set(qualified("val"), "oddPage")
    return _text(element, namespaces)


@cache
def _ending(paragraph: bytes, section: bytes, namespaces: bytes) -> bytes:
    element = _parsed(paragraph, namespaces)
    properties = child(element, "pPr", ("pPr",))
    properties.insert(position(properties, "sectPr", PARAGRAPH_ORDER), _parsed(section, namespaces))
    return _text(element, namespaces)


def _parsed(xml: bytes, namespaces: bytes) -> etree._Element:
    try:
        return etree.fromstring(b"<root%b>%b</root>" % (namespaces, xml), PARSER)[0]
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from None


def _text(element: etree._Element, namespaces: bytes) -> bytes:
    """An element as text between others of its document, which has these namespaces already."""
    xml: bytes = etree.tostring(element, encoding="UTF-8", with_tail=False)
    end = xml.index(b">")
    tag = xml[:end]
    for found in _NAMESPACE.finditer(namespaces):
        tag = tag.replace(found[0], b"", 1)
    return tag + xml[end:]
