"""A finished document made into a template: the values of its fields replaced by tags, its lists by loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from generators.plan import Fields, FieldValue
from generators.proposing.entry_groups import entries_at, sort_of, spans_of
from generators.proposing.entry_patterns import instance, pattern_of
from generators.proposing.loop_tags import ENTRY, FoundLoop, found_loop, loops_of
from generators.proposing.tag_blocks import printed_by, tag_block, wrap
from generators.proposing.value_tags import is_fact, put_tags, slots_of, words_of
from generators.word.final_text import with_final_text
from generators.word.parts import main_part, text_parts
from generators.word.xml import PARSER, qualified


class Placed(NamedTuple):
    """A field and where its tags were put: how many places, and the words they replaced, or the fields of a loop."""

    field: str
    where: str
    words: str


class Proposal(NamedTuple):
    """A template's parts, where its tags stand, and the fields whose values the document does not have."""

    parts: Mapping[str, bytes]
    placed: Sequence[Placed]
    missing: Sequence[str]
    has_lists: bool


def proposed(parts: Mapping[str, bytes], fields: Fields) -> Proposal:
    """Make a template of a document's well-formed parts. Tracked changes are accepted, comments go."""
    parts = with_final_text(parts)
    roots = {name: etree.fromstring(parts[name], PARSER) for name in text_parts(parts)}
    body, done = roots[main_part(parts)], set[etree._Element]()
    lists: list[Placed] = []
    for name, value in fields.items():
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Mapping):
            lists += _parts_of_one(body, name, value[0], done)
    lists += _lists(body, fields, {one.field for one in lists}, done)
    singles = _singles(roots, fields, done)
    known = {one.field for one in (*lists, *singles)}
    names = [*(slot.tag for slot in slots_of(fields) if is_fact(slot)), *(loop.field for loop in loops_of(fields))]
    missing = [one for one in dict.fromkeys(names) if one not in known]
    made = {**parts, **{name: _xml(root) for name, root in roots.items()}}
    return Proposal(made, [*singles, *lists], missing, bool(lists))


def _lists(body: etree._Element, fields: Fields, known: set[str], done: set[etree._Element]) -> Iterator[Placed]:
    """Lists one after another, first those of which most fields are printed: they are what stands there."""
    names = list(dict.fromkeys(loop.field for loop in loops_of(fields) if loop.field not in known))
    while ways := [way for name in names for way in _ways(body, name, fields, done)]:
        best = max(ways, key=lambda way: len(way.printed))
        names.remove(best.field)
        yield _placed(best.put(done))


def _ways(body: etree._Element, field: str, fields: Fields, done: set[etree._Element]) -> Iterator[FoundLoop]:
    """How a list is found in a document."""
    for loop in loops_of(fields):
        if loop.field == field and (found := found_loop(body, loop, done)):
            yield found
    if found := _found_in_groups(body, field, entries_at(fields, field), done):
        yield found


def _found_in_groups(
    body: etree._Element, field: str, entries: Sequence[FieldValue], done: set[etree._Element]
) -> FoundLoop | None:
    """A list whose entries take several blocks each."""
    span = min(spans_of(body, entries, done), key=lambda one: (-one.taken_in, one.rest), default=None)
    if span is None or not all(isinstance(entry, Mapping) for entry in entries):
        return None
    pattern = pattern_of([instance(entry, group) for entry, group in zip(entries, span.groups, strict=True)])
    head = tag_block(span.blocks[0], f"for {ENTRY} in {field}")
    made = [head, *pattern, tag_block(span.blocks[0], "endfor")]
    return FoundLoop(field, span.blocks, made, printed_by(made), f"{len(entries)} 项，每项几{sort_of(span.blocks[0])}")


def _parts_of_one(
    body: etree._Element, field: str, entry: Mapping[str, FieldValue], done: set[etree._Element]
) -> list[Placed]:
    """The one entry of a list that consists of several lists, such as an attachment: one loop around theirs."""
    inner = [loop for loop in loops_of(entry, f"{ENTRY}.", 1) if len(loop.heads) == 1]
    if len({loop.field for loop in inner}) < 2:
        return []
    found = [one.put(done) for loop in inner if (one := found_loop(body, loop, done))]
    if not found:
        return []
    blocks = sorted((one for loop in found for one in loop.made), key=lambda one: list(one.getparent()).index(one))
    if len({one.getparent() for one in blocks}) == 1 and blocks[0].tag == qualified("p"):
        done |= set(wrap(blocks, f"{ENTRY} in {field}"))
    return [Placed(field, "整件，每件印下面几列", ""), *map(_placed, found)]


def _placed(found: FoundLoop) -> Placed:
    return Placed(found.field, found.each, "、".join(found.printed))


def _singles(roots: Mapping[str, etree._Element], fields: Fields, done: set[etree._Element]) -> list[Placed]:
    """Single values, replaced in all parts of the text but for what loops print."""
    slots = list(slots_of(fields))
    places: dict[str, list[str]] = {}
    values = {slot.tag: slot.value for slot in slots}
    for root in roots.values():
        for paragraph in root.iter(qualified("p")):
            if paragraph not in done:
                words = words_of(paragraph)
                for slot in put_tags(paragraph, slots):
                    places.setdefault(slot.tag, []).append(words)
    return [Placed(tag, f"{len(places[tag])} 处", values[tag]) for tag in values if tag in places]


def _xml(root: etree._Element) -> bytes:
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml


def text_lines(parts: Mapping[str, bytes]) -> list[str]:
    """The words of every paragraph of a document's body that has some."""
    root = etree.fromstring(parts[main_part(parts)], PARSER)
    return [words for one in root.iter(qualified("p")) if (words := words_of(one))]
