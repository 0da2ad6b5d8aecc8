"""How words look: which are hidden, struck out or of the colour of their ground, by their format or by a style.

ISO/IEC 29500-1, 17.3.2.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generators.word.xml import qualified as _w

_UNSEEN = {"vanish": "隐藏的文字", "strike": "有删除线的文字", "dstrike": "有删除线的文字"}
_OFF = ("0", "false", "off", "none")
_NO_COLOUR, _WHITE = ("", "auto"), "FFFFFF"
_ALIKE = 24  # how far each part of two colours may differ, of 255, for the eye to see none
_BODY_LEVEL = 9  # the outline level of what is no heading
_LEAST_SIZE = 4  # half-points: letters of two points are a line of dots


class Looks:
    """The looks that the styles of a file give. `styles` is the root of its part, None where it has none."""

    def __init__(self, styles: etree._Element | None = None) -> None:
        found = () if styles is None else styles.iter(_w("style"))
        self._styles: Mapping[str, etree._Element] = {style.get(_w("styleId"), ""): style for style in found}
        self._known: dict[tuple[str, str], bool | None] = {}  # every run asks the same few styles
        self._numberings: dict[str, etree._Element | None] = {}  # and every paragraph

    def of(self, run: etree._Element, paragraph_style: str) -> str:
        """What sort of unseen words a run holds: 隐藏的文字, 有删除线的文字 …; empty for what is seen as it is."""
        direct = run.find(_w("rPr"))
        character_style = "" if direct is None else _value(direct.find(_w("rStyle")))
        found = (what for name, what in _UNSEEN.items() if self._is_on(name, direct, character_style, paragraph_style))
        return next(found, "" if direct is None else _faint(run, direct))

    def _is_on(self, name: str, direct: etree._Element | None, *styles: str) -> bool:
        stated = _toggle(direct, name)
        for style in styles:
            if stated is None:
                if (style, name) not in self._known:
                    self._known[style, name] = self._of_style(style, name)
                stated = self._known[style, name]
        return bool(stated)

    def _of_style(self, style: str, name: str) -> bool | None:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            stated = _toggle(self._styles[style].find(_w("rPr")), name)
            if stated is not None:
                return stated
            style = _value(self._styles[style].find(_w("basedOn")))
        return None

    def numbering_of(self, style: str) -> etree._Element | None:
        """The w:numPr that a paragraph style gives, its own or that of a style it is based on."""
        if style not in self._numberings:
            self._numberings[style] = self._numbering_of(style)
        return self._numberings[style]

    def _numbering_of(self, style: str) -> etree._Element | None:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            found = self._styles[style].find(f"{_w('pPr')}/{_w('numPr')}")
            if found is not None:
                return found
            style = _value(self._styles[style].find(_w("basedOn")))
        return None

    def outline_of(self, paragraph: etree._Element) -> int:
        """The level of a heading that a paragraph or its style states, from 1; 0 for body text (17.3.1.20)."""
        style = style_of(paragraph)
        level, seen = _value(paragraph.find(f"{_w('pPr')}/{_w('outlineLvl')}")), set[str]()
        while not level and style in self._styles and style not in seen:
            seen.add(style)
            level = _value(self._styles[style].find(f"{_w('pPr')}/{_w('outlineLvl')}"))
            style = _value(self._styles[style].find(_w("basedOn")))
        return int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL else 0


def _faint(run: etree._Element, direct: etree._Element) -> str:
    """Why words are not seen that are neither hidden nor struck out."""
    colour = _value(direct.find(_w("color")))
    if colour not in _NO_COLOUR and _same(colour, _ground(run, direct)):
        return "与底色相同的文字"
    size = _value(direct.find(_w("sz")))
    return "小得看不见的文字" if size.isdecimal() and int(size) <= _LEAST_SIZE else ""


def _ground(run: etree._Element, direct: etree._Element) -> str:
    """The colour behind a run: its own, that of its paragraph, of its cell, or the paper's.

    Empty where it is a named one, or that of a text box.
    """
    if direct.find(_w("highlight")) is not None or next(run.iterancestors(_w("txbxContent")), None) is not None:
        return ""
    properties = {_w("p"): "pPr", _w("tc"): "tcPr"}
    around = (one.find(_w(properties[one.tag])) for one in run.iterancestors(*properties))
    for found in (direct, *around):
        shade = None if found is None else found.find(_w("shd"))
        fill = "" if shade is None else shade.get(_w("fill"), "")
        if fill not in _NO_COLOUR:
            return str(fill)
    return _WHITE


def _same(one: str, other: str) -> bool:
    """Whether two colours (RRGGBB) look the same."""
    try:
        pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(left - right) <= _ALIKE for left, right in pairs)


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style, empty for the default one."""
    return _value(paragraph.find(f"{_w('pPr')}/{_w('pStyle')}"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(_w("val"), ""))


def _toggle(properties: etree._Element | None, name: str) -> bool | None:
    found = None if properties is None else properties.find(_w(name))
    return None if found is None else found.get(_w("val"), "1") not in _OFF
