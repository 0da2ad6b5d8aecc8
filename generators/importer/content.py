"""The text of a notice as entries of notice.yaml: nodes with their leads, duties and deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generators.importer.leads import STATES_FIRST_LEADS, FoundLead
from generators.importer.lines import Block, SourceLine, SourceTable, folded
from generators.importer.names import is_acting_group, is_unit, split_names
from generators.importer.node_leads import NodeLeads, raise_only_lead
from generators.importer.numbering import Numbering, numbering_of
from generators.importer.paragraph_entries import Entry
from generators.importer.passages import points, segments
from generators.importer.table_heads import head_words
from generators.importer.tables import task_sections
from generators.importer.task_entries import are_numbered, section_entries
from generators.importer.task_leads import heading_lead
from generators.importer.tree import Node
from generators.wording import HEADING_MARKS, LEAD_HERE

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
class Content(NodeLeads):
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
        words = [one.key if isinstance(one, SourceLine) else head_words(one) for one in blocks]
        for block in blocks:
            is_table = isinstance(block, SourceTable) and block.number not in self.plain
            sections = task_sections(block) if is_table and isinstance(block, SourceTable) else None
            if sections is None:
                (tasks.below if tasks.sections else text).append(block)
                continue
            self.first_leads = self.first_leads or any(map(STATES_FIRST_LEADS.search, words))
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
        around, self.explains = self.explains, self.explains or bool(EXPLAINS.search(node.title.rstrip(HEADING_MARKS)))
        lead = self._heading(node, entry)
        text = list(node.text)
        groups = [] if lead or node.below else self.groups(text)
        if len(groups) > 1:
            entry |= {"序数": "无", "事项": [self.group(group, node.line) for group in groups]}
            self.explains = around
            return entry
        if lead is None and self.is_led_by_label(text):
            lead = self.labels([*text, *node.closing], above=True) if node.below else self.labels(text)
        elif lead is None and self.is_led_by_label(node.closing):
            lead = self.labels(node.closing)
        elif lead is None:
            text, lead = self.closing_lead(node, text)
        self._inside(node, text, lead, entry)
        if lead:
            if lead.form and (due := self.deadlines.named(lead.words, node.line)):
                entry["时限"] = [*entry.get("时限", []), *due]
            entry["牵头"] = self.met(lead, lead.line or node.line)
            self.follow(entry, lead)
        self.explains = around
        return entry

    def _heading(self, node: Node, entry: Entry) -> FoundLead | None:
        """Write the heading of a node with its numbers and dates into its entry; returns the lead that it states."""
        lead = None
        if node.title:
            entry["标题"], lead = self._title(node)
            self.findings.note("标题", node.title.rstrip(HEADING_MARKS), node.line)
        first = next((block.text for block in node.text if isinstance(block, SourceLine)), "")
        self.deadlines.enter(node.title or re.split("[，。；]", first)[0] or self.deadlines.heading)
        self._numbers(node, entry)
        is_read = node.title and node.line not in self.plain
        if is_read and (due := self.deadlines.named(node.title, node.line, node.title)):
            entry["时限"] = due
        if lead is None and is_read and (names := self._named_by(node.title, first)):
            self.findings.note("责任", "、".join(names), node.line)
            entry["责任"] = names
        return lead

    def _named_by(self, title: str, text: str) -> list[str]:
        """The units that a heading names, where their duties follow it: （一）市教育局：负责统筹协调。"""
        key = folded(title)
        names = [name.text for name in split_names(key.rstrip("：。"))]
        is_theirs = key.endswith("：") or re.match("(?:主要)?(?:负责|牵头|承担|落实|统筹|做好|配合|会同)", folded(text))
        are_units = all(name in self.people.known or is_unit(name) or is_acting_group(name) for name in names)
        return self.people.meet(names) if is_theirs and names and are_units else []

    def _inside(self, node: Node, text: list[Block], lead: FoundLead | None, entry: Entry) -> None:
        """Write what stands below the heading of a node into its entry: text, tables, nodes, closing paragraphs."""
        heading, since = self.deadlines.heading, self.deadlines.since
        text, tasks = self._tables(text)
        self.led = lead is not None
        self.leads_points = lead is not None and bool(node.below)
        has_text = self._write_text(node, text, entry)
        self.led = self.leads_points = False
        if lead is None and not node.below:
            raise_only_lead(entry)
        self._run_in(node, entry, has_text=has_text or (lead is not None and not node.below))
        if node.below or tasks.sections:
            items = tasks.items()
            entry["事项"] = [*items, *(self._node(below) for below in node.below)]
            if items and not node.below:
                entry["序数"] = tasks.sections[0]["序数"] if items is not tasks.sections else "无"
        if lead is None and tasks.sections and (named := heading_lead(node.title, tasks.sections)):
            entry["牵头"] = self.met(named, node.line)
        if node.closing or tasks.below:
            # What closes it speaks of the whole, not of its last point.
            self.deadlines.heading, self.deadlines.since = heading, since
            entry["结语"] = self.paragraphs([*tasks.below, *node.closing])

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

    def _write_text(self, node: Node, text: list[Block], entry: Entry) -> bool:
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
