"""A Word file as LibreOffice has to be given it, so that it lays it out as Word does."""

from __future__ import annotations

import re
from typing import NamedTuple

from generators.word.package import read_parts, write_parts
from generators.word.parts import part_of

_HANGING = re.compile(rb"<w:overflowPunct\b[^>]*?(?:/>|>\s*</w:overflowPunct>)")
_NOT_HANGING = b'<w:overflowPunct w:val="1"/>'
_ASIAN_FACE = re.compile(rb"""<w:rFonts\b[^>]*?\bw:eastAsia\s*=\s*["']([^"']+)["']""")

# A text box turned by a quarter, which ODF cannot hold: its fallback in VML comes through.
_TURNED = re.compile(
    rb'<mc:Choice\b(?:(?!</mc:Choice>).)*?\bvert="vert"(?:(?!</mc:Choice>).)*</mc:Choice>(?=\s*<mc:Fallback)', re.DOTALL
)
_DEFAULT = b"<w:pPrDefault><w:pPr>" + _NOT_HANGING + b"</w:pPr></w:pPrDefault>"
# Where the default of all paragraphs belongs in the styles: the first of these that is there is replaced.
_PLACES = (
    (re.compile(rb"(<w:pPrDefault>\s*<w:pPr>)"), rb"\1" + _NOT_HANGING),
    (re.compile(rb"<w:pPrDefault\s*/>|<w:pPrDefault>\s*(?:<w:pPr\s*/>\s*)?</w:pPrDefault>"), _DEFAULT),
    (re.compile(rb"</w:docDefaults>"), _DEFAULT + b"</w:docDefaults>"),
    (re.compile(rb"<w:docDefaults\s*/>"), b"<w:docDefaults>" + _DEFAULT + b"</w:docDefaults>"),
    (re.compile(rb"(<w:styles\b[^>]*>)"), rb"\1<w:docDefaults>" + _DEFAULT + b"</w:docDefaults>"),
)


class LibreOfficeCopy(NamedTuple):
    """A copy for LibreOffice, and the Chinese faces that the document asks for by name."""

    docx: bytes
    faces: frozenset[str]


def libreoffice_copy(raw: bytes, file: str) -> LibreOfficeCopy:
    """The copy of a .docx in which no punctuation hangs out of the block in LibreOffice. `file` names it in problems.

    w:overflowPunct is imported inverted (measured with 7.4, and so in the source until today): 1 means that nothing
    hangs. Where Word lets a mark hang, LibreOffice does not draw most of them at the end of a justified line (measured:
    51 of 1000 marks were lost), so that the copy has them on the next line. Raises TemplateError when the file is no
    Word document.
    """
    parts = read_parts(raw, file)
    texts = {name: part for name, part in parts.items() if name.endswith(".xml")}
    names = {face.decode("utf-8", "replace") for part in texts.values() for face in _ASIAN_FACE.findall(part)}
    copies = {name: _HANGING.sub(_NOT_HANGING, _TURNED.sub(b"", part)) for name, part in texts.items()}
    styles = part_of(parts, "styles")
    if styles:
        copies[styles] = _with_default(copies[styles])
    return LibreOfficeCopy(write_parts({**parts, **copies}), frozenset(names))


def _with_default(styles: bytes) -> bytes:
    for place, default in _PLACES:
        changed, times = place.subn(default, styles, count=1)
        if times:
            return changed
    return styles
