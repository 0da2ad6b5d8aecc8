"""The words of a paragraph as a reader sees them: fields, symbols, check boxes, breaks; without tracked deletions.

The only place that knows in how many ways Word, WPS and LibreOffice write the same letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generators.word.xml import qualified as _w

NOT_READ = {"del", "delText", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "Fallback"}
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_COUNTERS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}  # fields whose result is nobody's words
# Symbol fonts have their own letters at these places: boxes and ticks that clerks insert.
_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xFC: "√", 0xFB: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0x6C: "●"}
_WINGDINGS_2 = {0x50: "√", 0x4F: "×", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0xA2: "■"}


@dataclass
class Reading:
    """One paragraph being read: the boxes found in it, and the fields that are open (instruction, in its result)."""

    boxes: list[etree._Element] = field(default_factory=list)
    _fields: list[tuple[str, bool]] = field(default_factory=list)

    def words(self, element: etree._Element) -> Iterator[str]:
        """The words under an element."""
        for child in element:
            name = name_of(child)
            if name in _BREAKS:
                yield _BREAKS[name]
            elif name == "t":
                yield "" if self._counts() else _letters(child)
            elif name == "sym":
                yield _symbol(int(child.get(_w("char"), "0"), 16), child.get(_w("font"), ""))
            elif name == "fldChar":
                yield from self._field(child)
            elif name == "instrText" and self._fields:
                self._fields[-1] = (self._fields[-1][0] + (child.text or ""), self._fields[-1][1])
            elif name == "fldSimple" and _instruction(child.get(_w("instr"), "")) in _COUNTERS:
                continue
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in NOT_READ or (name == "Fallback" and len(element) == 1):
                yield from self.words(child)

    def _field(self, mark: etree._Element) -> Iterator[str]:
        kind = mark.get(_w("fldCharType"))
        if kind == "begin":
            self._fields.append(("", False))
            box = mark.find(f"{_w('ffData')}/{_w('checkBox')}")
            if box is not None:
                state = next(
                    (one for one in (box.find(_w("checked")), box.find(_w("default"))) if one is not None), None
                )
                yield "☑" if state is not None and state.get(_w("val"), "1") in ("1", "true", "on") else "□"
        elif self._fields:
            instruction, in_result = self._fields[-1]
            if not in_result:
                yield _equation(instruction)
            if kind == "end":
                self._fields.pop()
            else:
                self._fields[-1] = (instruction, True)

    def _counts(self) -> bool:
        return any(in_result and _instruction(text) in _COUNTERS for text, in_result in self._fields)


def _equation(instruction: str) -> str:
    r"""What an EQ field shows: a tick in a box is made by `eq \o\ac(□,√)` (带圈字符)."""
    if _instruction(instruction) != "EQ":
        return ""
    words = re.sub(r"\\[a-z]+", "", instruction.strip()[2:], flags=re.IGNORECASE)
    return re.sub(r"[\s(),;]", "", words)


def _instruction(text: str) -> str:
    return (text.split() or [""])[0].upper()


def _letters(text: etree._Element) -> str:
    """The words of a w:t. In a symbol font a letter may be a tick."""
    words = (text.text or "").replace("\n", " ")
    fonts = text.getparent().find(f"{_w('rPr')}/{_w('rFonts')}")
    font = "" if fonts is None else fonts.get(_w("ascii")) or fonts.get(_w("hAnsi")) or fonts.get(_w("cs")) or ""
    if not font.startswith("Wingdings") and not re.search("[\uf000-\uf0ff]", words):
        return str(words)
    return "".join(_symbol(ord(one), font) if one < "\u0100" or "\uf000" <= one <= "\uf0ff" else one for one in words)


def _symbol(code: int, font: str) -> str:
    known = _WINGDINGS_2 if font == "Wingdings 2" else _WINGDINGS
    return known.get(code & 0xFF, chr(code))


def name_of(element: etree._Element) -> str:
    """The local name of an element, empty for a comment."""
    return "" if not isinstance(element.tag, str) else str(etree.QName(element).localname)
