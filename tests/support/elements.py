"""The structures of which the parts of a file are made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree


def contents(path: Path) -> Iterator[bytes]:
    """Every part that is XML."""
    with zipfile.ZipFile(path) as package:
        yield from (package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels")))


@lru_cache(1000)  # files of one template have most of their parts in common
def structures_of(content: bytes) -> frozenset[tuple[object, ...]]:
    """Every element of a part by what the validators judge: parent, sibling before it, name, attributes, their words."""
    found = set()
    for element in etree.fromstring(content).iter(etree.Element):
        parent, before = element.getparent(), element.getprevious()
        around = [None if one is None else one.tag for one in (parent, before)]
        words = ((key, value if value.isascii() and value.isalpha() else "") for key, value in element.items())
        found.add((*around, element.tag, *sorted(words)))
    return frozenset(found)


def structures(path: Path) -> set[tuple[object, ...]]:
    return set().union(*map(structures_of, contents(path)))
