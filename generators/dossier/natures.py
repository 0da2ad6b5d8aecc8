"""性质: whether a part of a notice is work, a safeguard or an explanation, by what its text says.

A section is work if anything in it has a lead, a date (not the issuer's own) or, on an item or heading, a single unit
that is responsible; otherwise it is a safeguard. In a section titled 保障, 组织, 要求 or 落实 items are work only
one by one, with a lead or such a date. Under 总体要求, 指导思想, 原则, 目标, 意义 and 范围 stands explanation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generators.dossier.nodes import Nature, Node, WorkItem
from generators.dossier.positions import Numbered
from generators.dossier.source import Path
from generators.wording import HEADING_MARKS

_EXPLAINS = re.compile(r"(总体要求|指导思想|原则|目标|意义|范围)(?=[和与及、]|$)")
_BINDS_ALL = re.compile("保障|组织|要求|落实")


@dataclass(frozen=True)
class Judgement:
    """The nature of a section or item; `doubt` is why it is doubtful, empty where it is not."""

    nature: Nature
    doubt: str = ""


@dataclass(frozen=True)
class Judge:
    """Judges nodes by `is_unit` (a name is a single unit's) and `is_due` (a deadline's name: not the issuer's own)."""

    is_unit: Callable[[str], bool]
    is_due: Callable[[str], bool]

    def judge(self, sections: Sequence[Numbered]) -> dict[Path, Judgement]:
        """The judgement on every section and item, by its path."""
        return dict(found for section in sections for found in self._section(section))

    def of_node(self, node: Node) -> Nature:
        """The nature of a paragraph that stands in no section and carries 牵头, 责任 or 时限."""
        is_work = self._is_led_or_due(node) or self._names_unit(node)
        return node.nature or (Nature.TASK if is_work else Nature.SAFEGUARD)

    def _section(self, section: Numbered) -> Iterator[tuple[Path, Judgement]]:
        nodes = list(section.content.nodes())
        items = [node for node in nodes if isinstance(node, WorkItem)]
        is_work = any(map(self._is_led_or_due, nodes)) or any(map(self._names_unit, items))
        title = section.content.title.rstrip(HEADING_MARKS)
        if not section.content.nature and _BINDS_ALL.search(title) and not _EXPLAINS.search(title):
            yield from self._one_by_one(section)
            return
        if is_work:
            found = Judgement(Nature.TASK)
        else:
            named = any(one.nature for one in items)
            found = Judgement(Nature.SAFEGUARD, "" if named else "没有写牵头、完成时限，也没有写责任单位，当作保障措施")
        yield from self._inherited(section, found)

    def _inherited(self, place: Numbered, around: Judgement) -> Iterator[tuple[Path, Judgement]]:
        """The judgement of an item where its own 性质 or title gives none; a doubt is noted at the top only."""
        content = place.content
        if content.nature:
            around = Judgement(content.nature)
        elif around.nature is not Nature.EXPLANATION and self._explains(content):
            named = any(node.responsible or node.deadlines for node in content.nodes())
            around = Judgement(Nature.EXPLANATION, "里面有责任或时限，又像是说明，没有列进任何表" if named else "")
        yield place.path, around
        for below in place.below:
            yield from self._inherited(below, Judgement(around.nature))

    def _one_by_one(
        self, place: Numbered, given: Nature | None = None, *, is_led: bool = False
    ) -> Iterator[tuple[Path, Judgement]]:
        """Each item by its own lead or date; `given` and `is_led` come from what stands around it."""
        content = place.content
        given, is_led = content.nature or given, is_led or content.lead is not None
        parts = [content, *content.paragraphs()] if content.items else list(content.nodes())
        if given or is_led or any(map(self._is_led_or_due, parts)):
            yield place.path, Judgement(given or Nature.TASK)
        else:
            doubt = "点名了单位，没有牵头和时限，当作保障措施" if self._names_unit(content) else ""
            yield place.path, Judgement(Nature.SAFEGUARD, doubt)
        for below in place.below:
            yield from self._one_by_one(below, given, is_led=is_led)

    def _explains(self, content: WorkItem) -> bool:
        is_led = any(node.lead for node in content.nodes())
        return bool(_EXPLAINS.search(content.title.rstrip(HEADING_MARKS))) and not is_led

    def _is_led_or_due(self, node: Node) -> bool:
        return node.lead is not None or any(map(self.is_due, node.deadlines))

    def _names_unit(self, node: Node) -> bool:
        return any(map(self.is_unit, node.responsible))
