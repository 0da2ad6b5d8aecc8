"""The leads of a notice as written, with their places, and the units that words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.nodes import Lead, Measure, Node, Paragraph
from generators.dossier.source import Path
from generators.dossier.units import UnitList

if TYPE_CHECKING:
    from generators.dossier.facts import Facts
    from generators.dossier.positions import Numbered

_BETWEEN = re.compile("[、，。；：（）() 和与及]|会同|牵头|分别|共同|负责|指导|配合|落实|参与|等")
_LeadPlace = tuple[Path, Lead, Sequence[str]]


def leads_of(facts: Facts) -> Iterator[_LeadPlace]:
    """Every 牵头 with the path of its node and the 责任 of that node."""
    yield from _of_texts(facts.notice.text, ("正文",))
    for body in (*facts.bodies, *facts.attached):
        yield from _of_texts(body.content.introduction, body.opening)
        for section in body.sections:
            for place in section.with_items:
                yield from _of_item(place)
        yield from _of_texts(body.content.closing, (*body.path, "结语"))


def _of_item(place: Numbered) -> Iterator[_LeadPlace]:
    content, path = place.content, place.path
    yield from _of_node(content, path)
    for key, texts in (
        ("导语", content.introduction),
        ("正文", content.text),
        ("措施", content.measures),
        ("结语", content.closing),
    ):
        yield from _of_texts(texts, (*path, key))


def _of_texts(texts: Sequence[Measure], path: Path) -> Iterator[_LeadPlace]:
    for index, text in enumerate(texts):
        here = (*path, index)
        yield from _of_node(text, here)
        for number, clause in enumerate(text.clauses):
            yield from _of_node(clause, (*here, "分句", number))
        if isinstance(text, Paragraph):
            yield from _of_texts(text.measures, (*here, "措施"))


def _of_node(node: Node, path: Path) -> Iterator[_LeadPlace]:
    if node.lead:
        yield path, node.lead, node.responsible


def units_named(words: str, units: UnitList) -> Iterator[str]:
    """The 名称 of the units that words name, also without the place before it (财政厅 beside 省工信厅: 省财政厅)."""
    for unit in units.named_in(words):
        found = next((name for name in unit.names if name in words), None)
        if found:
            words = words.replace(found, "、")
            yield unit.name
    parts = {part for part in _BETWEEN.split(words) if len(part) > 1}
    for unit in units:
        if any(name[1:] in parts for name in unit.names if name[0] in "省市区县"):
            yield unit.name
