"""How words look: which runs are hidden or struck out, by their own format or by a style (ISO/IEC 29500-1, 17.3.2)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generators.word.xml import qualified as _w

_UNSEEN = {"vanish": "隐藏的文字", "strike": "有删除线的文字", "dstrike": "有删除线的文字"}
_OFF = ("0", "false", "off", "none")


class Looks:
    """The looks that the styles of a file give. `styles` is the root of its part, None where it has none."""

    def __init__(self, styles: etree._Element | None = None) -> None:
        found = () if styles is None else styles.iter(_w("style"))
        self._styles: Mapping[str, etree._Element] = {style.get(_w("styleId"), ""): style for style in found}
        self._known: dict[tuple[str, str], bool | None] = {}  # every run asks the same few styles

    def of(self, run: etree._Element, paragraph_style: str) -> str:
        """What sort of unseen words a run holds: 隐藏的文字, 有删除线的文字; empty for what is seen as it is."""
        own = run.find(_w("rPr"))
        character_style = "" if own is None else _value(own.find(_w("rStyle")))
        return next(
            (what for name, what in _UNSEEN.items() if self._is_on(name, own, character_style, paragraph_style)), ""
        )

    def _is_on(self, name: str, own: etree._Element | None, *styles: str) -> bool:
        stated = _toggle(own, name)
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
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            found = self._styles[style].find(f"{_w('pPr')}/{_w('numPr')}")
            if found is not None:
                return found
            style = _value(self._styles[style].find(_w("basedOn")))
        return None


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style, empty for the default one."""
    return _value(paragraph.find(f"{_w('pPr')}/{_w('pStyle')}"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(_w("val"), ""))


def _toggle(properties: etree._Element | None, name: str) -> bool | None:
    found = None if properties is None else properties.find(_w(name))
    return None if found is None else found.get(_w("val"), "1") not in _OFF
