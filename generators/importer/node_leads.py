"""The lead of a node, by the bracket or the labels in its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generators.importer.labels import label_lead
from generators.importer.leads import FoundLead, is_plain, leads_in
from generators.importer.lines import Block, SourceLine
from generators.importer.paragraph_entries import Entry, Paragraphs
from generators.importer.tree import Node


@dataclass
class NodeLeads(Paragraphs):
    """Finds who leads a node, and takes the words that say so out of its text where they are printed for it."""

    def closing_lead(self, node: Node, text: list[Block]) -> tuple[list[Block], FoundLead | None]:
        """Take the only lead of a node that closes its last paragraph; returns the text without its bracket.

        Above points the bracket stays in the text, and the lead, which is that of the points as well, prints nothing.
        """
        last = text[-1] if text else None
        if not isinstance(last, SourceLine) or last.number in self.plain:
            return text, None
        parts = [part for block in text for part in self.segments_of(block)]
        led = [part for part in parts if part.lead]
        if len(led) != 1 or led[0] is not parts[-1] or led[0].in_text or any(self.is_labelled(one) for one in text):
            return text, None
        lead, rest = led[0].lead, led[0].text
        assert lead is not None
        lead.line = last.number
        self.first_leads = self.first_leads or lead.first_leads
        if node.below:
            lead.form = ""
            return text, lead
        kept = [*text[:-1], SourceLine(rest, last.number, rest)] if rest else text[:-1]
        return kept, lead

    def is_led_by_label(self, text: Sequence[Block]) -> bool:
        """Whether one of some paragraphs begins with a label of a lead."""
        return any(self.is_labelled(block) for block in text)

    def groups(self, text: Sequence[Block]) -> list[list[Block]]:
        """Paragraphs parted behind each run of labels, where several runs stand below one heading; else none."""
        groups: list[list[Block]] = [[]]
        for before, block in zip([None, *text], text, strict=False):
            if before and self.is_labelled(before) and not self._goes_with_label(block):
                groups.append([])
            groups[-1].append(block)
        return groups if sum(map(self.is_led_by_label, groups)) > 1 else []

    def _goes_with_label(self, block: Block) -> bool:
        """Whether a paragraph is a label as well, of a lead, a date or something else, and no text of a task."""
        return self.is_labelled(block) or (
            isinstance(block, SourceLine) and re.match("[^，。：]{2,8}：.{1,40}$", block.key) is not None
        )

    def group(self, text: list[Block], line: int) -> Entry:
        """Paragraphs with the labels behind them as an item without heading."""
        first = next((block.text for block in text if isinstance(block, SourceLine)), "")
        self.deadlines.enter(re.split("[，。；]", first)[0])
        lead = self.labels(text) if self.is_led_by_label(text) else None
        entry: Entry = {"正文": self.paragraphs(text, duties=lead is None)}
        if lead:
            entry["牵头"] = self.met(lead, line)
        return entry

    def labels(self, text: list[Block], *, above: bool = False) -> FoundLead | None:
        """The lead that the paragraphs with labels of a node state together.

        A single one at the end is taken out of the text; others stay there, also those that stand `above` points, and
        the lead itself prints nothing.
        """
        labelled = [block for block in text if isinstance(block, SourceLine) and self.is_labelled(block)]
        found = [
            lead
            for block in labelled
            if (lead := label_lead(block.text, self.people.known, first_leads=self.first_leads))
        ]
        if not found:
            return None
        found[0].line = labelled[0].number
        if (
            labelled[0].number not in self.literal
            and len(labelled) == 1
            and not above
            and text[-1] is labelled[0]
            and not labelled[0].key.startswith(("（", "【"))
        ):
            text.pop()
            return found[0]
        return _joined(found, self.people.known)


def raise_only_lead(entry: Entry) -> None:
    """Make the only lead that a paragraph states that of the whole node; its words stay where they stand."""
    led = list(leads_in(entry))
    at = next((at for at, one in enumerate(entry.get("正文", [])) if isinstance(one, dict) and "牵头" in one), None)
    if len(led) != 1 or led[0].form or at is None:
        return
    paragraph = dict(entry["正文"][at])
    if "责任" in paragraph:
        return
    entry["牵头"] = paragraph.pop("牵头")
    entry["正文"][at] = paragraph if set(paragraph) != {"内容"} else paragraph["内容"]


def _joined(found: list[FoundLead], known: Collection[str]) -> FoundLead:
    """The lead that paragraphs state together; a place that names share goes no further than its paragraph."""
    first = found[0]
    for other in found[1:]:
        leads_too = not first.departments
        for name in other.departments:
            if name not in first.names:
                (first.departments if leads_too else first.cooperating).append(name)
        first.cooperating += [name for name in other.cooperating if name not in first.names]
        first.guiding += [name for name in other.guiding if name not in first.names]
    first.sure = all(is_plain(name, known) for name in first.names)
    first.form = first.words = ""
    return first
