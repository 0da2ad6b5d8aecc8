"""What our own tags need to know of a template: its grid, and the numbers of its styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from generators.word.parts import main_part, part_of
from generators.word.xml import PARSER, W
from generators.word.xml import qualified as _w

_NO_STYLES = f'<w:styles xmlns:w="{W}"/>'.encode()


@dataclass(frozen=True)
class Measures:
    """In twips: a character, the line pitch, and by the ids of styles their space before and line; size in pt."""

    character: int
    pitch: int
    before: Mapping[str, int]
    line: Mapping[str, int]
    size: Mapping[str, float]

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> Measures:
        """Measured in the styles and in the first page with a grid."""
        before, line, size, spacing = {}, {}, {}, {}
        default = "Normal"
        styles = parts.get(part_of(parts, "styles"), _NO_STYLES)
        for style in etree.fromstring(styles, PARSER).iter(_w("style")):
            name = style.get(_w("styleId"), "")
            if style.get(_w("default")) == "1" and style.get(_w("type")) == "paragraph":
                default = name
            before[name] = _number(style, "pPr/spacing", "before")
            line[name] = _number(style, "pPr/spacing", "line")
            size[name] = _number(style, "rPr/sz", "val", 32) / 2
            spacing[name] = _number(style, "rPr/spacing", "val")
        grid = etree.fromstring(parts[main_part(parts)], PARSER).find(f".//{_w('docGrid')}")
        pitch = int(grid.get(_w("linePitch"), 0)) if grid is not None else 0
        character = round(size.get(default, 16) * 20 + spacing.get(default, 0))
        return cls(character, pitch or line.get(default, 0), before, line, size)


def _number(style: etree._Element, path: str, attribute: str, default: int = 0) -> int:
    found = style.find("/".join(map(_w, path.split("/"))))
    return int(found.get(_w(attribute), default)) if found is not None else default
