"""Values of fields found in the words of paragraphs, and tags put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from generators.plan import FieldValue, leaves
from generators.word.xml import own_texts, qualified

_SHORTEST = 4  # characters of a value that is replaced amid other words; shorter ones stand there by chance
# What fields of every document call things: as words they stand everywhere.
_VOCABULARY = ("牵头栏", "责任栏", "统称", "本单位", "负责人", "牵头级", "内设机构", "各地", "各部门", "称呼")
_NAMES = ("单位", "单位简称", "联系人")  # facts that are replaced however short they are
_FIGURES = re.compile(r"[\d.%]*|是")  # sizes, counts and flags
_TAG = re.compile(r"\{\{ (.+?) \}\}")
AROUND = "（）、：。，　 "  # what may stand around a short value that fills the rest of its paragraph
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Slot(NamedTuple):
    """A field as a tag names it, and its value in this document."""

    tag: str
    value: str


def slots_of(fields: Mapping[str, FieldValue], prefix: str = "") -> Iterator[Slot]:
    """Every text among fields and their mappings (not in lists), with the name by which a tag prints it."""
    for name, value in fields.items():
        if isinstance(value, str):
            yield Slot(prefix + name, value.replace("\n", ""))
        elif isinstance(value, Mapping):
            yield from slots_of(value, f"{prefix}{name}.")


def stated_by(fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """Every text among fields that only this document states, not what fields of every document call things."""
    for name, value in fields.items():
        if name not in _VOCABULARY:
            yield from (text.replace("\n", "") for text in (*leaves(value), *_joined(value)))


def _joined(value: FieldValue) -> Iterator[str]:
    """The lines of each list of texts as one text, such as a title."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _joined(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, str) for one in value):
            yield "".join(map(str, value))
        else:
            for inner in value:
                yield from _joined(inner)


def is_fact(slot: Slot) -> bool:
    """Whether a value is worth looking for amid other words."""
    if slot.tag in _NAMES:
        return len(slot.value) > 1
    return slot.tag not in _VOCABULARY and len(slot.value) >= _SHORTEST and not _FIGURES.fullmatch(slot.value)


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph, without line breaks and without those of text boxes that hang on it."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def put_tags(paragraph: etree._Element, slots: Sequence[Slot], *, in_loop: bool = False) -> list[Slot]:
    """Put tags in the place of values, the longest first, and return what was replaced, in the paragraph's order.

    `in_loop`: a short value is replaced as well where it fills what the others leave of the paragraph.
    """
    words = words_of(paragraph)
    found: list[tuple[int, int, Slot]] = []
    for slot in sorted(filter(is_fact, slots), key=lambda slot: -len(slot.value)):
        for hit in re.finditer(re.escape(slot.value), words):
            if all(hit.end() <= start or end <= hit.start() for start, end, _ in found):
                found.append((*hit.span(), slot))
    if in_loop:
        found += _short_ones(words, found, slots)
    found.sort(key=lambda one: one[0])
    for start, end, slot in reversed(found):
        replace_words(paragraph, start, end, f"{{{{ {slot.tag} }}}}")
    return [slot for _, _, slot in found]


def _short_ones(
    words: str, found: Sequence[tuple[int, int, Slot]], slots: Sequence[Slot]
) -> Iterator[tuple[int, int, Slot]]:
    edges = [0, *(edge for start, end, _ in sorted(found, key=lambda one: one[0]) for edge in (start, end)), len(words)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rest = words[start:end].strip(AROUND)
        slot = next((one for one in slots if rest in (one.value, one.value.strip(AROUND)) and rest), None)
        if slot:
            value = slot.value if slot.value in words[start:end] else rest
            at = words.index(value, start)
            yield at, at + len(value), slot


def replace_words(paragraph: etree._Element, start: int, end: int, tag: str) -> None:
    """The tag goes into the run in which the value begins; line breaks inside of the value go."""
    at, touched = 0, list[etree._Element]()
    for text in own_texts(paragraph):
        piece = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(piece))
        at += len(piece)
        if first < last:
            text.text = piece[:first] + ("" if touched else tag) + piece[last:]
            text.set(_SPACE, "preserve")
            touched.append(text)
    between = list(paragraph.iter(qualified("t"), qualified("br")))
    for one in between[between.index(touched[0]) : between.index(touched[-1])]:
        if one.tag == qualified("br"):
            one.getparent().remove(one)


def expanded(words: str, values: Mapping[str, str]) -> str:
    """Words with their tags printed."""
    return _TAG.sub(lambda tag: values.get(tag[1], ""), words)


def tags_in(words: str) -> list[str]:
    """The fields that tags in words print."""
    return _TAG.findall(words)


def is_empty(words: str, values: Mapping[str, str]) -> bool:
    """Whether words have tags, and all of them would print nothing."""
    tags = tags_in(words)
    return bool(tags) and not any(values.get(tag) for tag in tags)
