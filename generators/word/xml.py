"""WordprocessingML as lxml sees it: its namespace, a parser that fetches nothing, a paragraph's own text."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PREFIX = f"{{{W}}}"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def qualified(tag: str) -> str:
    """A tag or an attribute of WordprocessingML with its namespace."""
    return PREFIX + tag


def local_name(element: etree._Element) -> str:
    """The local name of an element, empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The w:t of a paragraph in order, without those of text boxes that hang on it."""
    texts = paragraph.iter(qualified("t"))
    return [text for text in texts if next(text.iterancestors(qualified("p"))) is paragraph]
