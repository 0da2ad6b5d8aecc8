"""The text of a notice as entries of notice.yaml: nodes with their leads, duties and deadlines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from generators.importer.labels import label_lead
from generators.importer.leads import FoundLead, is_plain, leads_in
from generators.importer.lines import Block, SourceLine, SourceTable
from generators.importer.numbering import Numbering, numbering_of
from generators.importer.paragraph_entries import Entry, Paragraphs
from generators.importer.passages import points, segments
from generators.importer.tables import task_sections
from generators.importer.task_entries import are_numbered, section_entries
from generators.importer.tree import Node
from generators.wording import LEAD_HERE

EXPLAINS = re.compile(r"(总体要求|总体目标|指导思想|原则|目标|意义|范围|背景)(?=[和与及、]|$)")


@dataclass
class _Tasks:
    """What task tables hold: sections, whether their headings are numbered and their rows counted on, text below."""

    sections: list[Entry] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    numbered: bool = False
    runs_on: bool = False

    def items(self) -> list[Entry]:
        """What stands under a heading above the table: its sections, or its rows where it has none."""
        if any("标题" in one for one in self.sections):
            return self.sections
        return [row for one in self.sections for row in one.get("事项", [])]


@dataclass
class Content(Paragraphs):
    """Turns trees of headings into entries."""

    _numbering: Numbering = field(default_factory=Numbering)

    def body(self, root: Node) -> Entry:
        """What a tree holds: 序数, 编号, 导语, 部分, 结语."""
        self._numbering = numbering_of(root)
        for node in self._numbering.irregular:
            if node.line not in self.plain:
                self.findings.unresolve(node.line, f"{node.prefix}{node.title}", "序号不连续，照原样写进“原编号”")
        entry: Entry = {}
        if ordinal := self._numbering.ordinals.get(id(root)):
            entry["序数"] = str(ordinal)
        if id(root) in self._numbering.runs_on:
            entry["编号"] = "连续"
        text, tasks = self._tables(root.text)
        if text:
            entry["导语"] = self.outside(text)
        if tasks.sections or root.below:
            entry["部分"] = [*tasks.sections, *(self._section(node) for node in root.below)]
        if tasks.sections and not root.below:
            entry |= {"序数": "无"} if not tasks.numbered else {}
            entry |= {"编号": "连续"} if tasks.runs_on else {}
        if tasks.below or root.closing:
            entry["结语"] = self.outside([*tasks.below, *root.closing])
        return entry

    def _tables(self, blocks: Sequence[Block]) -> tuple[list[Block], _Tasks]:
        """The blocks above task tables, and what these tables hold, with the blocks below them."""
        text: list[Block] = []
        tasks = _Tasks()
        for block in blocks:
            is_table = isinstance(block, SourceTable) and block.number not in self.plain
            sections = task_sections(block) if is_table and isinstance(block, SourceTable) else None
            if sections is None:
                (tasks.below if tasks.sections else text).append(block)
                continue
            made, tasks.runs_on = section_entries(sections, self, block.number)
            tasks.sections += made
            tasks.numbered = tasks.numbered or are_numbered(sections)
        return text, tasks

    def _section(self, node: Node) -> Entry:
        self.following = []
        return self._node(node)

    # -- nodes ------------------------------------------------------------------------------------------------------

    def _node(self, node: Node) -> Entry:
        entry: Entry = {}
        lead = None
        around, self.explains = self.explains, self.explains or bool(EXPLAINS.search(node.title.rstrip("。：")))
        if node.title:
            entry["标题"], lead = self._title(node)
            self.findings.note("标题", node.title.rstrip("。："), node.line)
        text = list(node.text)
        first = next((block.text for block in text if isinstance(block, SourceLine)), "")
        self.deadlines.heading = node.title or re.split("[，。；]", first)[0][:20] or self.deadlines.heading
        self._numbers(node, entry)
        if (
            node.title
            and node.line not in self.plain
            and (due := self.deadlines.named(node.title, node.line, node.title))
        ):
            entry["时限"] = due
        groups = [] if lead or node.below else self._groups(text)
        if len(groups) > 1:
            entry |= {"序数": "无", "事项": [self._group(group, node.line) for group in groups]}
            self.explains = around
            return entry
        if lead is None and self._is_led_by_label(text):
            lead = self._labels(text, above=bool(node.below))
        elif lead is None:
            text, lead = self._closing_lead(node, text)
        text, tasks = self._tables(text)
        self.led = lead is not None
        self.leads_points = lead is not None and bool(node.below)
        own = self._own_text(node, text, lead, entry)
        self.led = self.leads_points = False
        if lead is None and not node.below:
            _raise_only_lead(entry)
        self._run_in(node, entry, has_text=own or (lead is not None and not node.below))
        if node.below or tasks.sections:
            items = tasks.items()
            entry["事项"] = [*items, *(self._node(below) for below in node.below)]
            if items and not node.below:
                entry["序数"] = tasks.sections[0]["序数"] if items is not tasks.sections else "无"
        if node.closing or tasks.below:
            entry["结语"] = self.paragraphs([*tasks.below, *node.closing])
        if lead:
            if lead.form and (due := self.deadlines.named(lead.words, node.line, node.title)):
                entry["时限"] = [*entry.get("时限", []), *due]
            entry["牵头"] = self.met(lead, node.line)
            self.follow(entry, lead)
        self.explains = around
        return entry

    def _title(self, node: Node) -> tuple[str, FoundLead | None]:
        """The title, and the lead that a bracket at its end states; the bracket stays where text follows."""
        *rest, last = segments(node.title, self.people.known, first_leads=self.first_leads)
        if last.lead is None and not (rest and not last.text):
            return node.title, None
        if rest or last.lead is None or node.line in self.plain:
            return node.title, None
        if not node.text and not node.below and not last.in_text:
            return last.text, last.lead
        if not node.alone or last.in_text:
            last.lead.form = ""
            return node.title, last.lead
        node.text.insert(0, SourceLine(LEAD_HERE, node.line))
        return last.text, last.lead

    def _numbers(self, node: Node, entry: Entry) -> None:
        if ordinal := self._numbering.ordinals.get(id(node)):
            entry["序数"] = str(ordinal)
        if id(node) in self._numbering.runs_on:
            entry["编号"] = "连续"
        if odd := self._numbering.odd.get(id(node)):
            entry["原编号"] = odd

    def _run_in(self, node: Node, entry: Entry, *, has_text: bool) -> None:
        """接排, where the heading does not print as its level usually does."""
        if not node.title or not has_text:
            return
        usual = str(node.ordinal) not in ("一、", "第一章", "无")
        if node.alone == usual:
            keys = list(entry.items())
            entry.clear()
            entry.update([keys[0], ("接排", "否" if node.alone else "是"), *keys[1:]])

    def _own_text(self, node: Node, text: list[Block], lead: FoundLead | None, entry: Entry) -> bool:
        """Write the node's own paragraphs into its entry; returns whether there are any."""
        if not text:
            return False
        only = text[0] if len(text) == 1 else None
        if isinstance(only, SourceLine) and not node.below and only.number not in self.plain:
            before, measures, word = points(only.text)
            if measures and all(len(segments(one, self.people.known)) == 1 for one in (before, *measures[:-1])):
                if before:
                    entry["导语"] = self.text_entry(before, only.number, duties=False)
                if word == "要":
                    entry["序数"] = "一要"
                entry["措施"] = [self.text_entry(one, only.number, duties=True) for one in measures]
                return True
        found = self.paragraphs(text, duties=not node.below)
        if node.below:
            entry["导语"] = found[0] if len(found) == 1 and isinstance(found[0], str) else found
        else:
            entry["正文"] = found
        return True

    # -- leads of nodes ---------------------------------------------------------------------------------------------

    def _closing_lead(self, node: Node, text: list[Block]) -> tuple[list[Block], FoundLead | None]:
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
        self.first_leads = self.first_leads or bool(lead and lead.first_leads)
        if node.below and lead:
            lead.form = ""
            return text, lead
        kept = [*text[:-1], SourceLine(rest, last.number, rest)] if rest else text[:-1]
        return kept, lead

    def _is_led_by_label(self, text: Sequence[Block]) -> bool:
        return any(self.is_labelled(block) for block in text)

    def _groups(self, text: Sequence[Block]) -> list[list[Block]]:
        """Paragraphs parted behind each run of labels, where several runs stand below one heading; else none."""
        groups: list[list[Block]] = [[]]
        for before, block in zip([None, *text], text, strict=False):
            if before and self.is_labelled(before) and not self._goes_with_label(block):
                groups.append([])
            groups[-1].append(block)
        return groups if sum(map(self._is_led_by_label, groups)) > 1 else []

    def _goes_with_label(self, block: Block) -> bool:
        """Whether a paragraph is a label as well, of a lead, a date or something else, and no text of a task."""
        return self.is_labelled(block) or (
            isinstance(block, SourceLine) and re.match("[^，。：]{2,8}：.{1,40}$", block.key) is not None
        )

    def _group(self, text: list[Block], line: int) -> Entry:
        """Paragraphs with the labels behind them as an item without heading."""
        lead = self._labels(text) if self._is_led_by_label(text) else None
        entry: Entry = {"正文": self.paragraphs(text, duties=lead is None)}
        if lead:
            entry["牵头"] = self.met(lead, line)
        return entry

    def _labels(self, text: list[Block], *, above: bool = False) -> FoundLead | None:
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
        if (
            labelled[0].number not in self.literal
            and len(labelled) == 1
            and not above
            and text[-1] is labelled[0]
            and not labelled[0].key.startswith("（")
        ):
            text.pop()
            return found[0]
        return _joined(found, self.people.known)


def _raise_only_lead(entry: Entry) -> None:
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
    first.sure = all(is_plain(name, known) for name in first.names)
    first.form = first.words = ""
    return first
