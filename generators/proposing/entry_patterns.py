"""One pattern made of the blocks of several entries, which prints each of them: tags, loops, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import NamedTuple

from lxml import etree

from generators.plan import FieldValue
from generators.proposing.conditions import Facts, Variant, conditional, usual, usual_row, variants_of
from generators.proposing.entry_groups import Span, lists_in, own_slots, spans_of
from generators.proposing.tag_blocks import CELL, PARAGRAPH, replace_blocks, tag_block, whole
from generators.proposing.text_loops import put_text_loops
from generators.proposing.value_tags import Slot, put_tags, tags_in

ITEMS = ("项", "分项", "细项")  # what loops call their entries, from the outermost on
_ALIKE = 0.4  # of two blocks that stand in the same place of two entries
_LOOP = "loop"
_ANY_TAG = re.compile(r"\{[{%].*?[%}]\}")
_Blocks = Sequence[etree._Element]


class Instance(NamedTuple):
    """An entry as it stands in a document: its blocks under an element of their own, and the slots around it."""

    entry: FieldValue
    root: etree._Element
    around: Sequence[Slot]


class _Held(NamedTuple):
    """A list that an instance holds, with the slots of the instance."""

    instance: Instance
    slots: Sequence[Slot]
    entries: Sequence[FieldValue]


def instance(entry: FieldValue, blocks: _Blocks, around: Sequence[Slot] = ()) -> Instance:
    """An instance of copies of blocks."""
    root = etree.Element("entry")
    for block in map(deepcopy, blocks):
        block.tail = None
        root.append(block)
    return Instance(entry, root, around)


def pattern_of(instances: Sequence[Instance], depth: int = 0) -> list[etree._Element]:
    """The blocks that print the entries of instances. `depth`: in how many loops they stand."""
    item = ITEMS[depth]
    slots = [[*own_slots(one.entry, item), *one.around] for one in instances]
    if depth + 1 < len(ITEMS):
        for name in lists_in([one.entry for one in instances]):
            _put_lists(instances, slots, name, depth)
    for one, known in zip(instances, slots, strict=True):
        for paragraph in one.root.iter(PARAGRAPH):
            put_tags(paragraph, known, in_loop=True)
    return _merged([list(one.root) for one in instances], [one.entry for one in instances], item)


def _put_lists(instances: Sequence[Instance], slots: Sequence[Sequence[Slot]], name: str, depth: int) -> None:
    """Put a loop in the place of a list that instances hold, where it is found in each that has it."""
    held = [_Held(one, known, _entries(one.entry, name)) for one, known in zip(instances, slots, strict=True)]
    held = [one for one in held if one.entries]
    head = f"{ITEMS[depth + 1]} in {ITEMS[depth]}.{name}"
    spans, doubtful = _spans_alike(held)
    texts = [(one.root, entries) for one, _, entries in held]
    if ((doubtful or not spans) and put_text_loops(texts, ITEMS[depth + 1], head)) or not spans:
        return
    inner = [
        instance(entry, group, known)
        for span, (_, known, entries) in zip(spans, held, strict=True)
        for entry, group in zip(entries, span.groups, strict=True)
    ]
    pattern = pattern_of(inner, depth + 1)
    for (one, _, _), span in zip(held, spans, strict=True):
        first = span.blocks[0]
        loop = [tag_block(first, f"for {head}"), *map(deepcopy, pattern), tag_block(first, "endfor")]
        replace_blocks(span.blocks, [_as_one(loop)] if first.getparent() is one.root else loop)


def _as_one(loop: _Blocks) -> etree._Element:
    """A loop as one block while entries are laid side by side."""
    block = etree.Element(_LOOP)
    block.extend(loop)
    return block


def _entries(entry: FieldValue, name: str) -> Sequence[FieldValue]:
    value = entry.get(name, ()) if isinstance(entry, Mapping) else ()
    return value if not isinstance(value, str | Mapping) else ()


def _spans_alike(held: Sequence[_Held]) -> tuple[list[Span], bool]:
    """Where lists stand in several instances: as blocks of one sort in all of them; and whether that is doubtful."""
    sorts = [_best_of_each_sort(one) for one in held]
    common = [sort for sort in sorts[0] if all(sort in one for one in sorts)] if sorts else []
    if not common:
        return [], False
    costs = {sort: [one[sort][0] for one in sorts] for sort in common}
    sums = {sort: [sum(column) for column in zip(*costs[sort], strict=True)] for sort in common}
    best = min(common, key=lambda sort: [*sums[sort][:2], sort[1] == CELL, *sums[sort][2:]])
    is_single = best[0] == PARAGRAPH and all(len(one.entries) == 1 for one in held)
    return [one[best][1] for one in sorts], is_single or any(cost[0] for cost in costs[best])


def _best_of_each_sort(held: _Held) -> dict[tuple[str, str], tuple[tuple[int, int, int], Span]]:
    found: dict[tuple[str, str], tuple[tuple[int, int, int], Span]] = {}
    for span in spans_of(held.instance.root, held.entries, set()):
        first = span.blocks[0]
        sort, cost = (str(first.tag), str(first.getparent().tag)), _cost(span, held)
        if sort not in found or cost < found[sort][0]:
            found[sort] = cost, span
    return found


def _cost(span: Span, held: _Held) -> tuple[int, int, int]:
    """What speaks against a place: that it begins where the entry around it does, or is known by words of that; values
    that are not there; other words."""
    first = span.blocks[0]
    begins = first.getparent() is held.instance.root and first.getprevious() is None
    is_shared = bool({slot.value for slot in held.slots} & set(span.anchors))
    return begins + is_shared, -span.taken_in, span.rest


# -- several entries side by side -----------------------------------------------------------------------------------


def _merged(sequences: Sequence[_Blocks], entries: Sequence[FieldValue], item: str) -> list[etree._Element]:
    """The blocks that print all entries: those that stand in each, and under a condition those that some have."""
    facts = [_facts(entry, item) for entry in entries]
    made: list[etree._Element] = []
    for place in _aligned(sequences):
        blocks = [[place[number]] if number in place else [] for number in range(len(facts))]
        loop = next((one for one in place.values() if one.tag == _LOOP), None)
        variants = variants_of(zip(blocks, facts, strict=True))
        made += list(loop) if loop is not None else conditional(variants) or _usual(variants)
    return made


def _usual(variants: Sequence[Variant]) -> _Blocks:
    row = usual_row(variants)
    return usual(variants) if row is None else [row]


def _facts(entry: FieldValue, item: str) -> Facts:
    return {f"{item}.{name}": value for name, value in entry.items()} if isinstance(entry, Mapping) else {}


def _aligned(sequences: Sequence[_Blocks]) -> list[dict[int, etree._Element]]:
    """The places of a pattern: of each, which block stands there in which sequence."""
    base = max(range(len(sequences)), key=lambda at: (_tags(sequences[at]), len(sequences[at])))
    places: list[dict[int, etree._Element]] = [{base: block} for block in sequences[base]]
    for number in (at for at in range(len(sequences)) if at != base):
        known = [next(iter(place.values())) for place in places]
        grown: list[dict[int, etree._Element]] = []
        for old, new in _pairs(known, sequences[number]):
            place = {} if old is None else places[old]
            grown.append(place if new is None else {**place, number: new})
        places = grown
    return places


def _pairs(known: _Blocks, others: _Blocks) -> Iterator[tuple[int | None, etree._Element | None]]:
    """The places of known blocks, each with the one of others that stands for it: of the same words, else like it."""
    matcher = SequenceMatcher(None, list(map(_key, known)), list(map(_key, others)), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        new = list(others[j1:j2])
        for at in range(i1, i2):
            like = 0 if tag == "equal" else next((to for to, one in enumerate(new) if _is_like(known[at], one)), None)
            if like is None:
                yield at, None
                continue
            yield from ((None, one) for one in new[:like])
            yield at, new[like]
            del new[: like + 1]
        yield from ((None, one) for one in new)


def _is_like(block: etree._Element, other: etree._Element) -> bool:
    """Whether two blocks may stand for each other: they print mostly the same fields, or their words are alike."""
    if block.tag != other.tag:
        return False
    fields, others = (set(tags_in(whole(one))) for one in (block, other))
    words, also = (_ANY_TAG.sub("", whole(one)) for one in (block, other))
    if len(fields & others) * 2 >= len(fields | others) > 0:
        return True
    return SequenceMatcher(None, words, also, autojunk=False).ratio() > _ALIKE


def _key(block: etree._Element) -> tuple[str, str]:
    return str(block.tag), whole(block)


def _tags(blocks: _Blocks) -> int:
    return len({tag for block in blocks for tag in tags_in(whole(block))})
