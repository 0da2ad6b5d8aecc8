"""Lists of fields found as rows of a table or as paragraphs, and a loop put in their place.

A list is found where each block of a sequence, a row or a paragraph, holds the longest value of its entry. One of these
blocks becomes the pattern of all: that which prints most of them as they stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy
from typing import NamedTuple, TypeAlias

from lxml import etree

from generators.characters import without_whitespace
from generators.plan import FieldValue
from generators.proposing.conditions import conditional, take_out_typed, variants_of
from generators.proposing.entry_groups import LINE
from generators.proposing.entry_patterns import ITEMS
from generators.proposing.tag_blocks import (
    CELL,
    PARAGRAPH,
    ROW,
    ends_page,
    printed_by,
    replace_blocks,
    tag_block,
    tag_paragraph,
    whole,
)
from generators.proposing.value_tags import AROUND, Slot, expanded, is_empty, put_tags, slots_of, tags_in, words_of
from generators.word.xml import qualified

_MERGE = qualified("vMerge")
ENTRY = ITEMS[0]
_Entries: TypeAlias = "Sequence[tuple[etree._Element, Sequence[Slot]]]"  # blocks, with the slots of their entries


class Loop(NamedTuple):
    """Where a list may stand: what its loops iterate over, outermost first, and the slots of each block."""

    heads: Sequence[str]
    entries: Sequence[Sequence[Slot]]

    @property
    def anchors(self) -> list[str]:
        """The value by which each block is known: the longest of its innermost entry."""
        return [
            max((slot.value for slot in slots if slot.tag.split(".")[0] == self.entry), key=len, default="")
            for slots in self.entries
        ]

    @property
    def field(self) -> str:
        """The list that the outermost loop iterates over."""
        return self.heads[0].split(" in ")[1]

    @property
    def entry(self) -> str:
        """What the innermost loop calls its entry."""
        return self.heads[-1].split(" in ")[0]


class FoundLoop(NamedTuple):
    """A loop that can be put in: its list, the siblings that hold it, what prints them instead, the fields it prints.

    `each`: what of the document one entry takes, in words.
    """

    field: str
    replaced: Sequence[etree._Element]
    made: Sequence[etree._Element]
    printed: Sequence[str]
    each: str

    def put(self, done: set[etree._Element]) -> FoundLoop:
        """Put it in; `done` gets its paragraphs."""
        replace_blocks(self.replaced, self.made)
        done |= {one for block in self.made for one in block.iter(PARAGRAPH)}
        return self


def loops_of(fields: Mapping[str, FieldValue], prefix: str = "", depth: int = 0) -> Iterator[Loop]:
    """The loops by which lists among fields can be printed, those over parts of entries first.

    `depth`: how many loops they stand in.
    """
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from loops_of(value, f"{prefix}{name}.", depth)
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            yield from _loops(prefix + name, value, depth)


def _loops(field: str, entries: Sequence[FieldValue], depth: int) -> Iterator[Loop]:
    if all(isinstance(entry, str) for entry in entries):
        yield Loop([f"{LINE} in {field}"], [[Slot(LINE, str(entry).replace("\n", ""))] for entry in entries])
        return
    item, part = ITEMS[depth : depth + 2]
    items = [entry for entry in entries if isinstance(entry, Mapping)]
    of_items = [list(slots_of(one, f"{item}.")) for one in items]
    for name in dict.fromkeys(name for one in items for name in one):
        parts = [one.get(name, ()) for one in items]
        if all(isinstance(one, list) and one and all(isinstance(each, Mapping) for each in one) for one in parts):
            all_slots = [
                [*slots_of(each, f"{part}."), *slots]
                for slots, one in zip(of_items, parts, strict=True)
                for each in one
                if isinstance(each, Mapping)
            ]
            yield Loop([f"{item} in {field}", f"{part} in {item}.{name}"], all_slots)
    if len(items) == len(entries):
        yield Loop([f"{item} in {field}"], of_items)


def found_loop(root: etree._Element, loop: Loop, done: Set[etree._Element]) -> FoundLoop | None:
    """The loop in the place of the blocks that hold a list, if there are such outside of the paragraphs of `done`."""
    anchors = loop.anchors
    if not all(anchors) or max(map(len, anchors)) < 4:
        return None
    for tag in (ROW, PARAGRAPH):
        blocks = _blocks(root, tag, loop, done)
        if blocks:
            return _made(blocks, loop)
    blocks = _broken_otherwise(root, loop, done) if loop.entry == LINE else []
    lines = Loop(loop.heads, [[Slot(LINE, whole(block))] for block in blocks])
    return _made(blocks, lines) if blocks else None


def _blocks(root: etree._Element, tag: str, loop: Loop, done: Set[etree._Element]) -> list[etree._Element]:
    """Successive siblings that hold the values of the entries, one each; those of lines hold nothing else."""
    anchors = loop.anchors
    for first in root.iter(tag):
        blocks = [first, *first.itersiblings()][: len(anchors)]
        fitting = len(blocks) == len(anchors) and all(block.tag == tag and not ends_page(block) for block in blocks)
        if not fitting or any(one in done for block in blocks for one in block.iter(PARAGRAPH)):
            continue
        if all(_holds(whole(block), one, loop) for block, one in zip(blocks, anchors, strict=True)):
            return blocks
    return []


def _broken_otherwise(root: etree._Element, loop: Loop, done: Set[etree._Element]) -> list[etree._Element]:
    """Successive paragraphs that together hold nothing but all lines of a list, such as a title, broken otherwise."""
    wanted = without_whitespace("".join(loop.anchors))
    for first in root.iter(PARAGRAPH):
        blocks, words = list[etree._Element](), ""
        for block in (first, *first.itersiblings()):
            if block.tag != PARAGRAPH or block in done or ends_page(block) or not wanted.startswith(words):
                break
            blocks, words = [*blocks, block], words + without_whitespace(whole(block))
            if words == wanted:
                return blocks
    return []


def _holds(words: str, value: str, loop: Loop) -> bool:
    return words.strip(AROUND) == value.strip(AROUND) if loop.entry == LINE else value in words


def _made(blocks: Sequence[etree._Element], loop: Loop) -> FoundLoop:
    patterns = _patterns(blocks, loop)
    between = [tag_block(blocks[0], word) for word in _branches(list(patterns), loop)]
    one_each = [one for pair in zip(between, patterns.values(), strict=False) for one in pair]
    made = [
        *(tag_block(blocks[0], f"for {head}") for head in loop.heads),
        *([*one_each, between[-1]] if between else patterns.values()),
        *(tag_block(blocks[0], "endfor") for _ in loop.heads),
    ]
    unit = "行表格" if blocks[0].tag == ROW else "段"
    return FoundLoop(loop.field, blocks, made, printed_by(patterns.values()), f"{len(blocks)} {unit}，每项一{unit[0]}")


def _patterns(blocks: Sequence[etree._Element], loop: Loop) -> dict[str, etree._Element]:
    """The pattern of each level of entries, the plain text last; one for all where they have no levels."""
    merged = {at for block in blocks for at, cell in enumerate(block.iter(CELL)) if _is_continued(cell)}
    levels = [next((slot.value for slot in slots if slot.tag == f"{loop.entry}.级别"), "") for slots in loop.entries]
    patterns: dict[str, etree._Element] = {}
    for level in sorted(set(levels), key=lambda level: ("", *"四三二一").index(level) if level in "一二三四" else 0)[
        ::-1
    ]:
        of_level = [
            (block, slots) for block, slots, one in zip(blocks, loop.entries, levels, strict=True) if one == level
        ]
        patterns[level] = _row_pattern(of_level) if blocks[0].tag == ROW else _best(of_level)
    for pattern in patterns.values():
        for cell in [cell for at, cell in enumerate(pattern.iter(CELL)) if at in merged]:
            _merge(cell)
        _make_optional(pattern, loop)
        if len(patterns) > 1:
            _print_all(pattern, loop)
    return patterns


def _branches(levels: Sequence[str], loop: Loop) -> list[str]:
    """The conditions between the patterns of several levels; the last pattern is for every other level as well."""
    if len(levels) == 1:
        return []
    tests = [
        f"{word} {loop.entry}.级别 == '{level}'"
        for word, level in zip(["if", *["elif"] * 9], levels[:-1], strict=False)
    ]
    return [*tests, "else", "endif"]


def _print_all(pattern: etree._Element, loop: Loop) -> None:
    """Have the pattern of a level print title and text, also where the entries of this document have only one."""
    texts = list(pattern.iter(qualified("t")))
    printed = tags_in("".join(text.text or "" for text in texts))
    title, text = f"{loop.entry}.标题", f"{loop.entry}.文字"
    if title not in printed:
        texts[0].text = f"{{{{ {title} }}}}{texts[0].text or ''}"
    if text not in printed:
        texts[-1].text = f"{texts[-1].text or ''}{{{{ {text} }}}}"


def _row_pattern(entries: _Entries) -> etree._Element:
    """The pattern of rows: each of its cells is the one that prints most of its column."""
    rows = [(list(block.iter(CELL)), slots) for block, slots in entries]
    if len({len(cells) for cells, _ in rows}) > 1:
        return _best(entries)
    pattern = deepcopy(entries[0][0])
    for at, cell in enumerate(list(pattern.iter(CELL))):
        column = [(cells[at], slots) for cells, slots in rows if not _is_continued(cells[at])]
        best = _best(column)
        if len(column) == len(rows) and _likeness(best, column)[0] < len(column):
            chosen = _by_conditions(column, printed_by(_pattern(*one) for one in entries))
            best = best if chosen is None else chosen
            take_out_typed(best, [whole(_pattern(*one)) for one in column])
        cell.getparent().replace(cell, best)
    return pattern


def _by_conditions(column: _Entries, printed: Sequence[str]) -> etree._Element | None:
    """A cell whose paragraphs stand under conditions; none where no fields that the rows print tell them apart."""
    cells = [_pattern(*one) for one in column]
    facts = [{slot.tag: slot.value for slot in slots if slot.tag in printed} for _, slots in column]
    made = conditional(variants_of(zip((cell.findall(PARAGRAPH) for cell in cells), facts, strict=True)))
    for old in cells[0].findall(PARAGRAPH) if made else ():
        cells[0].remove(old)
    cells[0].extend(made)
    return cells[0] if made else None


def _best(entries: _Entries) -> etree._Element:
    """The block, or cell, whose pattern prints most of them as they stood; the one with most tags of several."""
    return max((_pattern(*one) for one in entries), key=lambda pattern: _likeness(pattern, entries))


def _pattern(block: etree._Element, slots: Sequence[Slot]) -> etree._Element:
    """A block with tags in the place of its entry's values."""
    pattern = deepcopy(block)
    pattern.tail = None
    for one in pattern.iter(PARAGRAPH):
        put_tags(one, slots, in_loop=True)
    return pattern


def _likeness(pattern: etree._Element, entries: _Entries) -> tuple[int, int]:
    words = [words_of(one) for one in pattern.iter(PARAGRAPH)]
    alike = 0
    for block, slots in entries:
        values = {slot.tag: slot.value for slot in slots}
        printed = [expanded(one, values) for one in words if not is_empty(one, values)]
        alike += [one for one in printed if one] == [one for one in map(words_of, block.iter(PARAGRAPH)) if one]
    return alike, sum(len(tags_in(one)) for one in words)


def _make_optional(pattern: etree._Element, loop: Loop) -> None:
    """Have paragraphs of a cell printed only where one of their fields has a value, as far as that differs."""
    for cell in pattern.iter(CELL):
        paragraphs = cell.findall(PARAGRAPH)
        for one in paragraphs[1:]:
            words = words_of(one)
            if any(is_empty(words, {slot.tag: slot.value for slot in slots}) for slots in loop.entries):
                one.addprevious(tag_paragraph(f"{{%p if {' or '.join(tags_in(words))} %}}"))
                one.addnext(tag_paragraph("{%p endif %}"))


def _is_continued(cell: etree._Element) -> bool:
    merge = next(cell.iter(_MERGE), None)
    return merge is not None and merge.get(qualified("val"), "continue") == "continue"


def _merge(cell: etree._Element) -> None:
    """Have a loop merge a column of cells: its tag begins the first paragraph."""
    for merge in list(cell.iter(_MERGE)):
        merge.getparent().remove(merge)
    text = next(cell.iter(qualified("t")), None)
    if text is not None:
        text.text = "{% vm %}" + (text.text or "")
