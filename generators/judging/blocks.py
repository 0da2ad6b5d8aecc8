"""Loops and conditions written without p or tr: they leave blank lines, or cells that stand askew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from generators.problems import Place, Problem, warning
from generators.word.xml import qualified as _w

_STATEMENT = re.compile(r"\{%(-?)(p|tr|tc|r)?\s*(for|if|elif|else|endfor|endif)\b(.*?)-?%\}")
_TAG_WITHOUT_WORDS = re.compile(r"\{%.*?%\}|\{#.*?#\}")


class _Tag(NamedTuple):
    """A tag of a block: its text, prefix and keyword, and the paragraph in which it stands."""

    text: str
    prefix: str
    keyword: str
    rest: str
    paragraph: etree._Element
    is_alone: bool


def blank_lines(paragraphs: Sequence[tuple[etree._Element, str]], file: str) -> Iterator[Problem]:
    """A warning for each block over several paragraphs whose tags are printed as blank lines, or that crosses cells.

    `paragraphs` are those of one part with their text, in order.
    """
    open_blocks: list[list[_Tag]] = []
    for paragraph, text in paragraphs:
        is_alone = not _TAG_WITHOUT_WORDS.sub("", text).strip()
        for found in _STATEMENT.finditer(text):
            trims = bool(found[1])
            tag = _Tag(found.group(), found[2] or "", found[3], found[4], paragraph, is_alone and not trims)
            if tag.keyword in ("for", "if"):
                open_blocks.append([tag])
            elif open_blocks:
                open_blocks[-1].append(tag)
                if tag.keyword.startswith("end"):
                    yield from _judged(open_blocks.pop(), file)


def _judged(block: list[_Tag], file: str) -> Iterator[Problem]:
    first, last = block[0], block[-1]
    if first.prefix or first.paragraph is last.paragraph:
        return
    cells = [next(tag.paragraph.iterancestors(_w("tc")), None) for tag in (first, last)]
    prefix, one = ("p", "段") if cells[0] is cells[1] else ("tr", "行")
    wanted = f"{{%{prefix} {first.keyword}{first.rest.rstrip()} %}} 和 {{%{prefix} {last.keyword} %}}"
    place = Place(file, nearby=first.text)
    if prefix == "tr":
        yield warning("这个标记从一格管到另一格，印出来会多出空行空格", f"写成 {wanted}，各占一{one}", place)
    elif any(tag.is_alone for tag in block):
        yield warning("这个标记独占一段，没写前缀 p，印出来会多出空行", f"写成 {wanted}，各占一{one}", place)
