"""Places that look otherwise in some entries of a list: conditions on the fields that tell these entries apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from generators.proposing.tag_blocks import CELL, ROW, printed_by, tag_block, whole
from generators.proposing.value_tags import expanded, tags_in
from generators.word.xml import qualified

Facts = Mapping[str, object]  # an entry's fields as tags name them


class Variant(NamedTuple):
    """How a place of a pattern looks in some entries: the blocks there, and these entries."""

    blocks: Sequence[etree._Element]
    entries: Sequence[Facts]


def variants_of(places: Iterable[tuple[Sequence[etree._Element], Facts]]) -> list[Variant]:
    """The different ways in which a place looks, with the entries of each."""
    found: dict[tuple[tuple[str, str], ...], Variant] = {}
    for blocks, entry in places:
        key = tuple((str(block.tag), whole(block)) for block in blocks)
        known = found.get(key, Variant(blocks, []))
        found[key] = Variant(known.blocks, [*known.entries, entry])
    return list(found.values())


def conditional(variants: Sequence[Variant]) -> list[etree._Element]:
    """Variants under conditions; none where no fields tell their entries apart."""
    rest, made = sorted(_needed(variants), key=lambda one: not one.blocks), list[etree._Element]()
    while len(rest) > 1:
        found = next(((one, test) for one in rest if one.blocks for test in _tests(one, rest)), None)
        if found is None:
            return []
        one, test = found
        made += [tag_block(one.blocks[0], f"{'elif' if made else 'if'} {test}"), *one.blocks]
        rest.remove(one)
    last = rest[0].blocks
    if made and last:
        made += [tag_block(last[0], "else"), *last]
    return [*made, tag_block(made[-1], "endif")] if made else list(last)


def _needed(variants: Sequence[Variant]) -> list[Variant]:
    """Variants without those whose entries another one prints alike, because a field of theirs is empty."""
    rest = list(variants)
    for one in sorted(variants, key=lambda one: len(printed_by(one.blocks))):
        like = next((other for other in rest if other is not one and _prints_as(other, one)), None)
        if like is not None:
            rest = [other for other in rest if other not in (one, like)]
            rest.append(Variant(like.blocks, [*like.entries, *one.entries]))
    return rest


def _prints_as(other: Variant, one: Variant) -> bool:
    """Whether a variant prints the entries of another one as that does."""
    if len(one.blocks) != len(other.blocks):
        return False
    values = [{name: value for name, value in entry.items() if isinstance(value, str)} for entry in one.entries]
    pairs = [(whole(block), whole(also)) for block, also in zip(one.blocks, other.blocks, strict=True)]
    return all(expanded(words, entry) == expanded(also, entry) for words, also in pairs for entry in values)


def usual(variants: Sequence[Variant]) -> list[etree._Element]:
    """What most entries have, of several the one with most fields."""
    return list(max(variants, key=lambda one: (len(one.entries), len(printed_by(one.blocks)))).blocks)


def _tests(variant: Variant, variants: Sequence[Variant]) -> list[str]:
    """The conditions that hold for the entries of a variant and for those of no other: best on a field it prints."""
    others = [entry for one in variants if one is not variant for entry in one.entries]
    tests = []
    for name in dict.fromkeys(name for one in (*variant.entries, *others) for name in one):
        here, other = ({bool(entry.get(name)) for entry in entries} for entries in (variant.entries, others))
        if len(here) == len(other) == 1 and here != other:
            tests.append(name if here == {True} else f"not {name}")
    words = "".join(map(whole, variant.blocks))
    return sorted(tests, key=lambda test: (test not in words, test.startswith("not ")))


def usual_row(variants: Sequence[Variant]) -> etree._Element | None:
    """A row of which each cell is what most entries have there; none where their rows have not equally many cells."""
    if any([one.tag for one in variant.blocks] != [ROW] for variant in variants):
        return None
    rows = [(list(variant.blocks[0].iter(CELL)), variant.entries) for variant in variants]
    if len({len(cells) for cells, _ in rows}) > 1:
        return None
    pattern = usual(variants)[0]
    for at, cell in enumerate(list(pattern.iter(CELL))):
        column = [([cells[at]], entry) for cells, entries in rows for entry in entries]
        words = [whole(blocks[0]) for blocks, _ in column]
        chosen = deepcopy(usual(variants_of(column))[0])
        take_out_typed(chosen, words)
        cell.getparent().replace(cell, chosen)
    return pattern


def take_out_typed(cell: etree._Element, words: Sequence[str]) -> None:
    """Empty a cell in which somebody typed other words for each entry; numbers become those of the loop.

    `words`: those of the cell for each entry, with tags.
    """
    differ = len(set(words)) > 1 and not any(map(tags_in, words))
    texts = list(cell.iter(qualified("t")))
    are_numbers = differ and all(one.strip().isdigit() for one in words)
    if texts and (are_numbers or (differ and 2 * len(set(words)) > len(words))):
        for text in texts:
            text.text = ""
        texts[0].text = "{{ loop.index }}" if are_numbers else ""
