"""The headings of a text and what stands under each: sections, items and points as a tree of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generators.dossier.label_lines import WHO, is_label_line
from generators.dossier.ordinals import Ordinal
from generators.importer import head_forms as forms
from generators.importer.headings import Heading, heading_of
from generators.importer.lines import Block, SourceLine, SourceTable
from generators.importer.outline import Numbered, number_of
from generators.importer.table_heads import columns_in

Kind = tuple[Ordinal, str]


@dataclass
class Node:
    """A heading or point. `prefix` is its number as written, `text` its paragraphs, `closing` those after its points.

    `alone`: its heading stands on a line of its own. `expected` is the number that its place gives it.
    """

    ordinal: Ordinal = Ordinal.NONE
    value: int = 0
    prefix: str = ""
    title: str = ""
    alone: bool = False
    line: int = 0
    kind: Kind = (Ordinal.NONE, "")
    text: list[Block] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """Itself and all nodes below."""
        yield self
        for node in self.below:
            yield from node.nodes()


_POINTS = (Ordinal.ARABIC, Ordinal.BRACKETED, Ordinal.CIRCLED, Ordinal.FIRSTLY, Ordinal.MUST)
_LONGEST_CAPTION = 40
_CLOSES = re.compile(
    r"(?:请|各(?!试点)|未|本(?:通知|方案|意见|办法)|以上|上述|此前|特此|联系|有关|自|执行中|实施中|对(?:工作|落实))"
)


def tree_of(
    blocks: Sequence[Block], plain: frozenset[int] = frozenset(), levels: Mapping[int, int] | None = None
) -> Node:
    """The tree of a text under one root, whose `text` stands before the first heading.

    `plain` are the numbers of lines that are to be kept as text; `levels` those that a person has given to lines, from
    1, or 0 for text.
    """
    root = Node()
    stack = [root]
    seen: dict[Kind, int] = {}
    captions = _captions(blocks)
    for block in blocks:
        level = (levels or {}).get(block.number)
        if level is None and isinstance(block, SourceLine) and block.number not in plain:
            level = block.level or None
        if level and isinstance(block, SourceLine):
            _place_at(block, level, stack, seen)
            continue
        numbered = None
        if level is None and isinstance(block, SourceLine) and block.number not in plain:
            numbered = Numbered(Ordinal.NONE, 0, 0) if block.number in captions else _number(block, stack, seen)
        if numbered is None or not isinstance(block, SourceLine):
            stack[-1].text.append(block)
            continue
        _place(block, numbered, stack, seen)
    _close(root)
    for node in root.nodes():
        _raise_label(node)
        _even_out(node.below)
    return root


def _number(line: SourceLine, stack: Sequence[Node], seen: dict[Kind, int]) -> Numbered | None:
    arabic = next((node.value for node in reversed(stack) if node.ordinal is Ordinal.ARABIC), None)
    if arabic is None:  # numbers that run through the headings above them
        arabic = next((value for (ordinal, _), value in seen.items() if ordinal is Ordinal.ARABIC), 0)
    found = number_of(line.text, arabic + 1)
    if found is None or found.length >= len(line.text):
        return None
    kind = kind_of(line, found)
    open_kinds = [node.kind for node in stack]
    if found.ordinal in (Ordinal.FIRSTLY, Ordinal.MUST, Ordinal.CIRCLED):
        last = next((node.value for node in reversed(stack) if node.kind == kind), 0)
        return found if found.value == last + 1 and (last or len(stack) > 1) else None
    if kind not in open_kinds and found.value > 1 and found.ordinal in (Ordinal.ARABIC, Ordinal.BRACKETED):
        return found if found.value == seen.get(kind, 0) + 1 else None
    return found


def kind_of(line: SourceLine, found: Numbered) -> Kind:
    """What parts one sort of number from another: 第一章 from 第一节, （1） from 1）."""
    prefix = line.key[: found.length]
    return found.ordinal, re.sub(r"[\d一二三四五六七八九十百零〇、.．：①-⑩]", "", prefix)


def _place(line: SourceLine, found: Numbered, stack: list[Node], seen: dict[Kind, int]) -> None:
    kind = kind_of(line, found) if found.length else (Ordinal.NONE, "")
    at = next((index for index, node in enumerate(stack) if index and node.kind == kind), len(stack))
    del stack[at:]
    heading = heading_of(line, found) if found.length else Heading(line.text, "", alone=True)
    seen[kind] = found.value
    _open(line, found, kind, heading, stack)


def _place_at(line: SourceLine, level: int, stack: list[Node], seen: dict[Kind, int]) -> None:
    """Take a line as a heading of a level, with its number if it has one."""
    found = number_of(line.text) or Numbered(Ordinal.NONE, 0, 0)
    kind = kind_of(line, found) if found.length else (Ordinal.NONE, "")
    heading = heading_of(line, found) if found.length else Heading(line.text, "", alone=True)
    if not heading.title:
        heading = Heading(line.text[found.length :], "", alone=True)
    del stack[level:]
    seen[kind] = found.value
    _open(line, found, kind, heading, stack)


def _open(line: SourceLine, found: Numbered, kind: Kind, heading: Heading, stack: list[Node]) -> None:
    """Put a node below the last one that is open; what follows stands in it."""
    node = Node(found.ordinal, found.value, line.text[: found.length], heading.title, heading.alone, line.number, kind)
    if heading.text:
        node.text.append(SourceLine(heading.text, line.number, heading.text))
    stack[-1].below.append(node)
    stack.append(node)


def _captions(blocks: Sequence[Block]) -> set[int]:
    """Short lines without a number over rows of numbers that begin anew each time, or over several tables of tasks:
    headings of the highest level.
    """
    return _over_numbers(blocks) | _over_tables(blocks)


def _over_tables(blocks: Sequence[Block]) -> set[int]:
    if any(isinstance(block, SourceLine) and block.level for block in blocks):
        return set()  # headings are told by the file itself
    above = [before for before, block in pairwise([None, *blocks]) if _is_of_tasks(block)]
    lines = {line.number for line in above if isinstance(line, SourceLine) and _is_caption(line)}
    return lines if len(above) > 1 and len(lines) >= len(above) - 1 else set()


def _is_of_tasks(block: Block | None) -> bool:
    return isinstance(block, SourceTable) and columns_in(block) is not None


def _is_caption(line: SourceLine) -> bool:
    return len(line.text) <= _LONGEST_CAPTION and not re.search("[。：；，]", line.key) and number_of(line.text) is None


def _over_numbers(blocks: Sequence[Block]) -> set[int]:
    firsts, captions = 0, set()
    for before, block in pairwise(blocks):
        if not isinstance(block, SourceLine):
            continue
        found = number_of(block.text)
        if found is None or found.value != 1 or found.ordinal is not Ordinal.SECTION:
            continue
        firsts += 1
        if isinstance(before, SourceLine) and _is_caption(before):
            captions.add(before.number)
    return captions if firsts > 1 and len(captions) == firsts else set()


def _close(root: Node) -> None:
    """Take the last paragraphs of a text out of its last point, where they speak of the whole: also a signature."""
    last, beside = root, [root]
    while last.below:
        last, beside = last.below[-1], last.below
    if last is root or not last.text:
        return
    paragraphs = [block for block in last.text if isinstance(block, SourceLine) and block.number != last.line]
    is_signed = bool(paragraphs) and re.fullmatch(forms.DATE, paragraphs[-1].key) is not None
    is_extra = len(beside) > 2 and all(len(one.text) == 1 and not one.below for one in beside[:-1])
    while paragraphs and last.text[-1] is paragraphs[-1]:
        line = paragraphs.pop()
        signs = is_signed and (re.fullmatch(forms.DATE, line.key) or forms.is_signer(line))
        closes = _CLOSES.match(line.key) or (is_extra and _is_sentence(line))
        if not (signs or (closes and len(last.text) > 1)):
            return
        root.closing.insert(0, last.text.pop())


def _is_sentence(line: SourceLine) -> bool:
    """Whether a paragraph is running text, and no label, bracket or point."""
    return bool(forms.SENTENCE_END.search(line.key)) and not re.match(r"[（【—]|[^，。]{2,10}：", line.key)


def _even_out(points: Sequence[Node]) -> None:
    """Take a sentence that stands for a heading as text, where other points beside it are sentences too."""
    untitled = sum(not point.title for point in points)
    if not untitled:
        return
    for point in points:
        is_run_in = point.title and not point.alone and point.text and not point.title.endswith(("：", ":"))
        if is_run_in and 2 * untitled >= len(points) and isinstance(text := point.text[0], SourceLine):
            words = f"{point.title}。{text.text}"
            point.text[0], point.title = SourceLine(words, text.number, words), ""
        if point.alone and point.title.endswith("。") and not point.text and not point.below:
            point.text.append(SourceLine(point.title, point.line, point.title))
            point.title, point.alone = "", False


def _raise_label(node: Node) -> None:
    """Take the labels that end the last of several points (责任单位：…) out of it, where no other point has one.

    They speak of all points, and become closing paragraphs of what stands above them.
    """
    labelled = [point for point in node.below if any(_has_label(block) for one in point.nodes() for block in one.text)]
    last = node.below[-1] if node.below else node
    if len(node.below) < 2 or labelled != [last] or last.below or not (node.title or node.text):
        return
    start = len(last.text)
    while start and _is_label(last.text[start - 1]) and last.text[start - 1].number != last.line:
        start -= 1
    rest, labels = last.text[:start], last.text[start:]
    if last.ordinal in _POINTS and any(map(_is_of_lead, labels)) and not any(map(_is_label, rest)):
        last.text, node.closing = rest, [*labels, *node.closing]


def _has_label(block: Block) -> bool:
    return isinstance(block, SourceLine) and (WHO.search(block.key) is not None or _is_label(block))


def _is_of_lead(block: Block) -> bool:
    return isinstance(block, SourceLine) and WHO.match(block.key) is not None


def _is_label(block: Block) -> bool:
    return isinstance(block, SourceLine) and (_is_of_lead(block) or is_label_line(block.key))


def ordinal_below(nodes: Iterable[Node]) -> Ordinal | None:
    """How most of some nodes are numbered; None where there are none."""
    ordinals = [node.ordinal for node in nodes]
    return max(dict.fromkeys(ordinals), key=ordinals.count) if ordinals else None
