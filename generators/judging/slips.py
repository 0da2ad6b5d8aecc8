"""Slips in the tags of a paragraph that docxtpl_lint takes for plain text: wide or single braces, own tags misused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generators.judging.tag_letters import sound, wrong_letters
from generators.problems import Place, Problem, error, warning
from generators.word.tag_text import loses_trim_mark
from generators.word.tag_words import UNSEEN
from generators.word.tags import OWN_TAGS
from generators.word.xml import own_texts, qualified

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_OWN_TAG = re.compile(rf"\{{%p?\s*({'|'.join(OWN_TAGS)})(?:\s+(.*?))?\s*%\}}")
_STANDS_FOR = "{{  (%s)  }}"  # an own tag while docxtpl_lint reads; nobody types these blanks
_WIDE = re.compile(r"([{｛])([{｛%％])(.*?)([}｝%％])([}｝])")
_NARROW = str.maketrans("｛｝％", "{}%")
_WIDE_END = re.compile(r"(\{([{%])[^{}｛｝%％\0]*)[｝％][}｝]?(?![}｝])")
_ONE_BRACE = re.compile(r"(?<![{｛])[{｛](?![{%#])([^{}｛｝]{1,80})(?:\}{1,2}|｝)")
_STRAY_END = re.compile(r"\}\}|%\}|(?<=\0)\}")
_VISIBLE = {"rStyle", "rFonts", "b", "i", "u", "strike", "em", "color", "highlight", "sz", "vertAlign"}


class Paragraph:
    """A paragraph's own text, though Word may have cut it into several runs; `meant` is it with its slips mended."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._texts = own_texts(element)
        self._pieces = [UNSEEN.sub("", text.text or "") for text in self._texts]
        self.text = "".join(self._pieces)
        self._narrow = _WIDE_END.sub(_ended, _WIDE.sub(_narrowed, self.text))
        self.meant = TAG.sub(lambda tag: sound(tag.group()), self._narrow)

    def slips(self, file: str) -> Iterator[Problem]:
        """What docxtpl_lint takes for plain text, or reports one at a time: braces, letters, own tags misused."""
        for tag in (*_WIDE.finditer(self.text), *_WIDE_END.finditer(_WIDE.sub(_narrowed, self.text))):
            if tag.re is _WIDE_END or _narrowed(tag) != tag.group():
                yield error("标记的括号或百分号是全角的", "改成半角的 {{ }} 或 {% %}", Place(file, nearby=tag.group()))
        yield from self._braces(file)
        for tag in TAG.finditer(self._narrow):
            place = Place(file, nearby=tag.group())
            yield from (error(*sentence, place) for sentence in wrong_letters(tag.group()))
            if loses_trim_mark(tag.group(), self._narrow[: tag.start()], self._narrow[tag.end() :]):
                yield warning("标记里的减号会吞掉同一段里旁边的字，这里不起作用", "去掉减号", place)
        for tag in _OWN_TAG.finditer(self.meant):
            place = Place(file, nearby=tag.group())
            if not tag[2]:
                yield error(f"“{tag[1]}”后面要写上内容", OWN_TAGS[tag[1]], place)
            elif tag[1] == "双面" and self.meant.strip() != tag.group():
                yield error("这个标记要独占一段，旁边的内容印不出来", "把旁边的内容移到另外一段", place)
        yield from self._changes_of_format(file)

    def _braces(self, file: str) -> Iterator[Problem]:
        """Single braces, and ends without a beginning."""
        rest = TAG.sub(lambda tag: "\0" * len(tag.group()), self._narrow)
        for braced in _ONE_BRACE.finditer(rest):
            nearby = self._narrow[slice(*braced.span())]
            yield from _single_brace(braced[1].strip(), Place(file, nearby=nearby))
        for end in _STRAY_END.finditer(_ONE_BRACE.sub(lambda braced: " " * len(braced.group()), rest)):
            nearby = self._narrow[max(0, end.start() - 20) : end.end()]
            yield error(f"多出来一个 {end.group()}", "删掉，或者补上前面的花括号", Place(file, nearby=nearby))

    def _changes_of_format(self, file: str) -> Iterator[Problem]:
        """Printed fields whose tag changes its look in the middle: they are printed as their tag begins."""
        pieces, at = [], 0
        for text, piece in zip(self._texts, self._pieces, strict=True):
            pieces.append((at, at := at + len(piece), _look(text)))
        for tag in re.finditer(r"\{\{.*?\}\}", self.text):
            looks = {look for start, end, look in pieces if max(start, tag.start()) < min(end, tag.end())}
            if len(looks) > 1:
                hint = "选中整个标记，设成同一种格式"
                yield warning("这个标记中间换了格式，印出来全照开头的格式", hint, Place(file, nearby=tag.group()))

    def prepare(self) -> dict[str, str]:
        """Put what docxtpl_lint is to read into the paragraph; what each replaced tag looks like in Word."""
        shown: dict[str, str] = {}

        def replaced(tag: re.Match[str]) -> str:
            text = _STANDS_FOR % (tag[2] or "0")
            shown[text] = tag.group()
            return text

        read = _OWN_TAG.sub(replaced, self.meant)
        if self._texts and read != "".join(text.text or "" for text in self._texts):
            for text in self._texts:
                text.text = ""
            self._texts[0].text = read
        return shown


def _narrowed(tag: re.Match[str]) -> str:
    """A tag with half-width braces and percent signs, what stands between them as it is."""
    return "".join(tag[group].translate(_NARROW) if group != 3 else tag[group] for group in range(1, 6))


def _ended(tag: re.Match[str]) -> str:
    """A tag whose end is wide, or half there, with the end that its beginning asks for."""
    return tag[1].rstrip() + (" }}" if tag[2] == "{" else " %}")


def _look(text: etree._Element) -> tuple[str, ...]:
    """What a run's own formatting shows."""
    properties = text.getparent().find(qualified("rPr"))
    shown = [
        f"{etree.QName(child).localname} {sorted((n, v) for n, v in child.items() if not n.endswith('hint'))}"
        for child in (properties if properties is not None else ())
        if etree.QName(child).localname in _VISIBLE
    ]
    return tuple(sorted(look for look in shown if look != "rFonts []"))


def _single_brace(inside: str, place: Place) -> Iterator[Problem]:
    """One brace where a tag has two: surely a mistake around a name or a condition, else perhaps meant as text.

    Wide ones around plain words are signs of the text, and no problem.
    """
    is_wide = "{" not in (place.nearby or "")
    if inside.startswith("%") and not is_wide:
        yield error("花括号和百分号之间不能有空格", "写成 {% … %}", place)
    elif re.fullmatch(r"[\w.]+", inside) and not inside.isdigit():
        yield error("花括号只写了一层，字段印不出来", f"写成 {{{{ {inside} }}}}", place)
    elif not is_wide:
        yield warning("这里的花括号不是标记，会照样印出来", "如果是字段，花括号要写两层：{{ 字段 }}", place)
