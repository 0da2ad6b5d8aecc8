"""The words of a paragraph as a reader sees them: fields, symbols, check boxes, breaks; and what is set aside.

The only place that knows in how many ways Word, WPS and LibreOffice write the same letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree

from generators.characters import visible
from generators.forms.looks import Looks, style_of
from generators.forms.objects import HOLDERS, formula, object_in, word_art
from generators.word.xml import local_name
from generators.word.xml import qualified as _w

NOT_READ = {"del", "delText", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "Fallback"}
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_COUNTERS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}  # fields whose result is nobody's words
_NO_RESULT = {*_COUNTERS, "FORMDROPDOWN"}
_DELETED, _RUBY = "修订中删去的文字", "注音"
_UNUSUAL = {"r", "del", "ruby", "oMath", *HOLDERS}
# Symbol fonts have their own letters at these places: boxes and ticks that clerks insert.
_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xFC: "√", 0xFB: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0x6C: "●"}
_WINGDINGS_2 = {0x50: "√", 0x4F: "×", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0xA2: "■"}

# What is taken out of an EQ field: raised 拼音, the bars of fractions, switches of the field, commands.
_EQUATIONS = (
    (re.compile(r"\\s\s*\\(?:up|do)\s*\d*\s*\([^()]*\)\s*,", re.IGNORECASE), ""),
    (re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.IGNORECASE), r"\1/\2"),
    (re.compile(r'\\\*\s*(?:"[^"]*"|\w+)'), ""),
    (re.compile(r"\\[a-z]+", re.IGNORECASE), ""),
)


class Remark(NamedTuple):
    """What stands at a place beside its words: of which sort, the words of it, and what became of them.

    `left`: words that are not read; `read`: something else than text, read as these words; `object`: no words at all.
    """

    what: str
    words: str = ""
    sort: Literal["left", "read", "object"] = "object"


@dataclass
class Reading:
    """One paragraph being read: the boxes found in it, and the fields that are open (instruction, in its result).

    `remarks` is filled as its words are taken.
    """

    looks: Looks = field(default_factory=Looks)
    boxes: list[etree._Element] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _fields: list[tuple[str, bool]] = field(default_factory=list)
    _style: str = ""

    def paragraph(self, paragraph: etree._Element) -> str:
        """A paragraph's own words."""
        self._style = style_of(paragraph)
        return "".join(self.words(paragraph))

    def words(self, element: etree._Element) -> Iterator[str]:
        """The words under an element."""
        for child in element:
            name = local_name(child)
            if name in _BREAKS:
                yield _BREAKS[name]
            elif name in _UNUSUAL:
                yield from self._unusual(child, name)
            elif name == "t":
                yield "" if self._counts() else visible(_letters(child))
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

    def _unusual(self, element: etree._Element, name: str) -> Iterator[str]:
        """The words of what may not be read as it stands, with a remark."""
        unseen = _DELETED if name == "del" else self.looks.of(element, self._style) if name == "r" else ""
        if unseen:
            self._leave(unseen, _all_text(element) if name == "del" else "".join(self.words(element)))
        elif name == "r":
            yield from self.words(element)
        elif name == "ruby":
            self._leave(_RUBY, "".join(map(_all_text, element.iter(_w("rt")))))
            yield from (word for base in element.iter(_w("rubyBase")) for word in self.words(base))
        else:
            yield self._object(element, name)
            yield from self.words(element) if name != "oMath" else ()

    def _leave(self, what: str, words: str) -> None:
        """Note words that are not read; those of runs that follow each other are one."""
        last = self.remarks[-1] if self.remarks else None
        if last and last.what == what and last.sort == "left":
            self.remarks[-1] = last._replace(words=last.words + words)
        elif words.strip():
            self.remarks.append(Remark(what, words, "left"))

    def _object(self, element: etree._Element, name: str) -> str:
        """Note what is no text; returns the words of it, where there are."""
        words = formula(element) if name == "oMath" else word_art(element)
        if words:
            self.remarks.append(Remark("公式" if name == "oMath" else "艺术字", words, "read"))
        elif name != "oMath" and (what := object_in(element)):
            self.remarks.append(Remark(what))
        return words

    def _field(self, mark: etree._Element) -> Iterator[str]:
        kind = mark.get(_w("fldCharType"))
        if kind == "begin":
            self._fields.append(("", False))
            yield _chosen_entry(mark)
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
        return any(in_result and _instruction(text) in _NO_RESULT for text, in_result in self._fields)


def _equation(instruction: str) -> str:
    r"""What an EQ field shows: a tick in a box is made by `eq \o\ac(□,√)` (带圈字符)."""
    if _instruction(instruction) != "EQ":
        return ""
    words = instruction.strip()[2:]
    for pattern, replacement in _EQUATIONS:
        words = pattern.sub(replacement, words)
    return re.sub(r"[\s(),;]", "", words)


def _chosen_entry(mark: etree._Element) -> str:
    """The chosen entry of a drop-down of the older sort, as it shows."""
    choices = mark.find(f"{_w('ffData')}/{_w('ddList')}")
    if choices is None:
        return ""
    entries = [one.get(_w("val"), "") for one in choices.iter(_w("listEntry"))]
    stated = (choices.find(_w(name)) for name in ("result", "default"))
    chosen = next((one.get(_w("val"), "0") for one in stated if one is not None), "0")
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def _all_text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(_w("t"), _w("delText")))


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
