"""A paragraph taken apart: the brackets that state leads, its points 一是 二是, and those whom its sentences bind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generators.importer.labels import inner_label, is_label, label_lead
from generators.importer.leads import FoundLead, bracket_lead
from generators.importer.lines import folded
from generators.wording import numeral

_OPENING, _CLOSING = "（[［【〔", "）]］】〕"


_HANDED_TO = re.compile("(?:报送?|上报|[送交]至?|反馈至?|发至|提交)[^，。；、（）]{2,20}$")


@dataclass
class Segment:
    """A stretch of a paragraph with the lead that closes it. `in_text`: its words stay in the text."""

    text: str
    lead: FoundLead | None = None
    in_text: bool = False


def segments(text: str, known: Collection[str], *, first_leads: bool = False) -> list[Segment]:
    """A paragraph in stretches, each but the last closed by the bracket that states its lead."""
    found: list[Segment] = []
    start = 0
    for begin, end in _brackets(text):
        words = text[begin:end]
        closed = words if folded(words)[-1:] in f"{_CLOSING}。；" else f"{words}）"
        lead = _lead(_round(closed), known, first_leads=first_leads)
        if lead is None or not (lead.has_role or (_may_lead(text, begin, end) and not is_label(folded(text)))):
            continue
        first_leads = first_leads or lead.first_leads
        if words.startswith(("（", "(")) and closed == words:
            found.append(Segment(text[start:begin], lead))
        else:
            found.append(Segment(text[start:end], lead, in_text=True))
        start = end
    if start < len(text) or not found:
        found.append(_labelled(text[start:], known))
    return found


def _labelled(text: str, known: Collection[str]) -> Segment:
    """A stretch that a label closes (……。责任单位：甲、乙。), with the lead that it states; its words stay."""
    at = inner_label(folded(text))
    return Segment(text, label_lead(text[at:], known), in_text=True) if at > 0 else Segment(text)


def _lead(words: str, known: Collection[str], *, first_leads: bool) -> FoundLead | None:
    if is_label(folded(words)):
        bare = words.rstrip("。；")
        end = len(bare) - bare.endswith(("）", ")"))
        return label_lead(words, known, offset=1, end=end, first_leads=first_leads)
    return bracket_lead(words, known, first_leads=first_leads)


def _may_lead(text: str, begin: int, end: int) -> bool:
    """Whether a bracket of mere names closes its sentence; one within a sentence, or behind the one to whom something
    is handed in (报送县政府办公室（县政府督查室）), explains words."""
    if text[begin - 1 : begin] in ("。", "；"):
        return True
    return (text[end - 1] in "。；" or end == len(text)) and not _HANDED_TO.search(folded(text[:begin]))


def _round(words: str) -> str:
    """Words in square brackets as in round ones."""
    inner = words.rstrip("。；")
    return f"（{inner[1:-1]}）{words[len(inner) :]}" if inner[:1] in _OPENING and inner[:1] != "（" else words


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where the outer brackets of a text begin and end, with the full stop or semicolon behind; one left open too."""
    key = folded(text)
    depth = begin = 0
    for index, char in enumerate(key):
        if char in _OPENING:
            begin = begin if depth else index
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
            if not depth:
                end = len(key) - len(key[index + 1 :].lstrip(_CLOSING))  # also where it is closed twice
                yield begin, end + (key[end : end + 1] in ("。", "；"))
    if depth:
        yield begin, len(text)


def points(text: str) -> tuple[str, list[str], str]:
    """The words before 一是, the points without their numbers, and the words of the number (是 or 要).

    No points where there are not at least two, or where they do not go on by one.
    """
    for word in ("是", "要"):
        parts = _points(text, word)
        if len(parts) > 2:
            return parts[0], parts[1:], word
    return text, [], ""


def _points(text: str, word: str) -> list[str]:
    parts: list[str] = []
    rest, number = text, 1
    while True:
        mark = f"{numeral(number)}{word}"
        found = re.search(rf"(?:^|(?<=[。；：，）])){mark}(?![否求])", rest)
        if found is None:
            return [*parts, rest]
        parts.append(rest[: found.start()])
        rest = rest[found.end() :]
        number += 1


def sentences(text: str) -> list[str]:
    """A text in parts that end in a full stop or semicolon outside of quotations and brackets."""
    parts, start, depth = [], 0, 0
    for index, char in enumerate(text):
        depth += (char in "（“《(") - (char in "）”》)")
        if char in "。；" and depth <= 0:
            parts.append(text[start : index + 1])
            start = index + 1
    return [*parts, text[start:]] if start < len(text) else parts
