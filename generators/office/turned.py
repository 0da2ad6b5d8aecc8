"""A Word file as LibreOffice has to be given it, so that it lays it out as Word does."""

from __future__ import annotations

import re
from typing import NamedTuple

from generators.word.package import read_parts, write_parts

_HANGING = re.compile(rb"<w:overflowPunct\b([^>]*?)(/?)>")
_OFF = re.compile(rb"""w:val\s*=\s*["'](?:0|false|off)["']""")
_FACE = re.compile(rb"""w:eastAsia\s*=\s*["']([^"']+)["']""")
_FONTS = re.compile(rb"<w:rFonts\b[^>]*>")


class Turned(NamedTuple):
    """A copy for LibreOffice, and the Chinese faces that the document asks for by name."""

    docx: bytes
    faces: frozenset[str]


def turned(raw: bytes, file: str) -> Turned:
    """The copy of a .docx with every explicit w:overflowPunct turned round. `file` names it in problems.

    Word lets a full stop hang outside of the block where the value is on; LibreOffice imports it inverted (measured
    with 7.4, and so in its source until today). Raises TemplateError when the file is no Word document.
    """
    parts = read_parts(raw, file)
    texts = {name: part for name, part in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    names = {face for part in texts.values() for fonts in _FONTS.findall(part) for face in _FACE.findall(fonts)}
    copies = {name: _HANGING.sub(_turn, part) for name, part in texts.items()}
    faces = frozenset(name.decode("utf-8", "replace") for name in names)
    return Turned(write_parts({**parts, **copies}), faces)


def _turn(found: re.Match[bytes]) -> bytes:
    value = b"1" if _OFF.search(found[1]) else b"0"
    return b'<w:overflowPunct w:val="' + value + b'"' + found[2] + b">"
