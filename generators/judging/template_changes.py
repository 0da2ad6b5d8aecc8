"""What differs between two states of a template, in words that a clerk knows from the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from lxml import etree

from generators.characters import common_ends
from generators.word.package import read_parts
from generators.word.parts import text_parts
from generators.word.xml import PARSER, own_texts, qualified

_FEW, _LONG = 2, 24  # lines that are quoted, characters of each
_AROUND = 6  # characters that are shown before and behind a change


def template_changes(old: bytes, new: bytes, file: str) -> str:
    """What `new` has otherwise than `old`, by its paragraphs: “甲”改成“乙”；多了“……”；少了“……”; empty where equal.

    Raises TemplateError where one of both is no Word document.
    """
    was, now = read_parts(old, file), read_parts(new, file)
    if was == now:
        return ""
    before, after = Counter(_paragraphs(was)), Counter(_paragraphs(now))
    more, less = list((after - before).elements()), list((before - after).elements())
    words = []
    for line in list(more):
        near = get_close_matches(line, less, n=1)
        if near:
            more.remove(line)
            less.remove(near[0])
            words.append(_reworded(near[0], line))
    words = [*words[:_FEW], *([f"另有{len(words) - _FEW}段改了字句"] if len(words) > _FEW else [])]
    words += [f"{verb}{_quoted(lines)}" for verb, lines in (("多了", more), ("少了", less)) if lines]
    return "；".join(words) or "字句相同，版式（页面、样式）不同"


def _reworded(was: str, now: str) -> str:
    """Where a line was changed, with a few characters around: “……联系人……”改成“……经办人……”."""
    head, tail = common_ends(was, now)
    start = max(0, head - _AROUND)
    cut = (f"{'…' if start else ''}{line[start : len(line) - max(0, tail - _AROUND)]}" for line in (was, now))
    old, new = (f"“{line}{'…' if tail > _AROUND else ''}”" for line in cut)
    return f"{old}改成{new}"


def _paragraphs(parts: Mapping[str, bytes]) -> list[str]:
    """The text of every paragraph with text, of all parts that a reader sees."""
    roots = (etree.fromstring(parts[name], PARSER) for name in text_parts(parts))
    paragraphs = (paragraph for root in roots for paragraph in root.iter(qualified("p")))
    lines = ("".join(text.text or "" for text in own_texts(paragraph)).strip() for paragraph in paragraphs)
    return [line for line in lines if line]


def _quoted(lines: Sequence[str]) -> str:
    shown = [f"“{line[:_LONG]}{'……' if len(line) > _LONG else ''}”" for line in lines[:_FEW]]
    return "、".join(shown) + (f"等{len(lines)}段" if len(lines) > _FEW else "")
