"""The text of a notice as entries of notice.yaml: nodes with their leads, duties and deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from generators.importer.deadlines import Deadlines
from generators.importer.findings import Findings
from generators.importer.leads import FoundLead, date_label, is_label, label_lead, prose_lead
from generators.importer.lines import Block, SourceLine, SourceTable, folded
from generators.importer.numbering import Numbering, numbering_of
from generators.importer.passages import Segment, points, segments, sentences
from generators.importer.people import People, clauses_of
from generators.importer.tree import Node
from generators.wording import ISSUER, LEAD_HERE

Entry = dict[str, Any]
EXPLAINS = re.compile(r"(总体要求|总体目标|指导思想|原则|目标|意义|范围|背景)(?=[和与及、]|$)")


@dataclass
class Content:
    """Turns trees of headings into entries.

    `plain` are the numbers of lines that are taken as mere text, `literal` of those whose leads stay in the text.
    """

    people: People
    deadlines: Deadlines
    findings: Findings
    plain: frozenset[int] = frozenset()
    literal: frozenset[int] = frozenset()
    first_leads: bool = False
    following: list[str] = field(default_factory=list)
    _explains: bool = False
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
        if root.text:
            entry["导语"] = self.outside(root.text)
        if root.below:
            entry["部分"] = [self._section(node) for node in root.below]
        if root.closing:
            entry["结语"] = self.outside(root.closing)
        return entry

    def outside(self, blocks: Sequence[Block]) -> list[Any]:
        """Paragraphs outside of sections: their deadlines stand under 时限 alone where these say whom they bind."""
        found = self.paragraphs(blocks)
        bound = {one.name for one in self.deadlines.found if one.bound}
        for index, entry in enumerate(found):
            if isinstance(entry, dict) and set(entry) == {"内容", "时限"} and bound.issuperset(entry["时限"]):
                found[index] = entry["内容"]
        return found

    def paragraphs(self, blocks: Sequence[Block], *, duties: bool = False) -> list[Any]:
        """Paragraphs as entries."""
        return [entry for block in blocks for entry in self._paragraph(block, duties=duties)]

    def _section(self, node: Node) -> Entry:
        self.following = []
        return self._node(node)

    # -- nodes ------------------------------------------------------------------------------------------------------

    def _node(self, node: Node) -> Entry:
        entry: Entry = {}
        text, lead = list(node.text), None
        around, self._explains = self._explains, self._explains or bool(EXPLAINS.search(node.title.rstrip("。：")))
        if node.title:
            entry["标题"], lead = self._title(node)
            self.findings.note("标题", node.title.rstrip("。："), node.line)
        self._numbers(node, entry)
        if node.title and node.line not in self.plain and (due := self.deadlines.named(node.title, node.line, node.title)):
            entry["时限"] = due
        if lead is None and self._is_led_by_label(text):
            lead = self._labels(text)
        elif lead is None:
            text, lead = self._closing_lead(node, text)
        own = self._own_text(node, text, lead, entry)
        self._run_in(node, entry, has_text=own or (lead is not None and not node.below))
        if node.below:
            entry["事项"] = [self._node(below) for below in node.below]
        if node.closing:
            entry["结语"] = self.paragraphs(node.closing)
        if lead:
            entry["牵头"] = self._met(lead, node.line)
            self._follow(entry, lead)
        self._explains = around
        return entry

    def _follow(self, entry: Entry, lead: FoundLead) -> None:
        """Bind those to an entry whom an earlier lead has named for all that follows (以下均需……落实)."""
        found = re.search("以下(?:各项|任务|工作)?均?(?:需|由|须)([^，。；]{2,20}?)(?:负责)?(?:落实|负责|实施)", folded(lead.words))
        if found:
            self.following = self.people.meet([found[1]])
        elif self.following and not lead.departments:
            lead_entry = entry.pop("牵头")
            entry |= {"责任": list(self.following), "牵头": lead_entry}

    def _title(self, node: Node) -> tuple[str, FoundLead | None]:
        """The title, and the lead that a bracket at its end states; the bracket stays where text follows."""
        *rest, last = segments(node.title, self.people.known, first_leads=self.first_leads)
        if last.lead is None and not (rest and not last.text):
            return node.title, None
        if rest or last.lead is None or node.line in self.plain:
            return node.title, None
        if not node.text and not node.below and not last.in_text:
            return last.text, last.lead
        last.lead.form = ""
        return node.title, last.lead

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
        usual = str(node.ordinal) not in ("一、", "第一章") and not (str(node.ordinal) == "无")
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
                    entry["导语"] = self._text_entry(before, only.number, duties=False)
                if word == "要":
                    entry["序数"] = "一要"
                entry["措施"] = [self._text_entry(one, only.number, duties=True) for one in measures]
                return True
        found = self.paragraphs(text, duties=not node.below)
        if node.below:
            entry["导语"] = found[0] if len(found) == 1 and isinstance(found[0], str) else found
        else:
            entry["正文"] = found
        return True

    # -- leads of nodes ---------------------------------------------------------------------------------------------

    def _closing_lead(self, node: Node, text: list[Block]) -> tuple[list[Block], FoundLead | None]:
        """Take the only lead of a node that closes its last paragraph; returns the text without its bracket."""
        last = text[-1] if text else None
        if not isinstance(last, SourceLine) or node.below or last.number in self.plain:
            return text, None
        parts = [part for block in text for part in self._segments(block)]
        led = [part for part in parts if part.lead]
        if len(led) != 1 or led[0] is not parts[-1] or led[0].in_text or any(self._is_labelled(one) for one in text):
            return text, None
        lead, rest = led[0].lead, led[0].text
        self.first_leads = self.first_leads or bool(lead and lead.first_leads)
        kept = [*text[:-1], SourceLine(rest, last.number, rest)] if rest else text[:-1]
        return kept, lead

    def _segments(self, block: Block) -> list[Segment]:
        if not isinstance(block, SourceLine) or block.number in self.plain:
            return []
        found = segments(block.text, self.people.known, first_leads=self.first_leads)
        if block.number in self.literal:
            found = [Segment(f"{one.text}{one.lead.words}", one.lead, in_text=True) if one.lead and not one.in_text else one for one in found]
        return found

    def _is_labelled(self, block: Block) -> bool:
        return isinstance(block, SourceLine) and block.number not in self.plain and is_label(block.key)

    def _is_led_by_label(self, text: Sequence[Block]) -> bool:
        return any(self._is_labelled(block) for block in text)

    def _labels(self, text: list[Block]) -> FoundLead | None:
        """The lead that the paragraphs with labels of a node state together.

        A single one at the end is taken out of the text; others stay there, and the lead itself prints nothing.
        """
        labelled = [block for block in text if isinstance(block, SourceLine) and self._is_labelled(block)]
        found = [lead for block in labelled if (lead := label_lead(block.text, self.people.known))]
        if not found:
            return None
        if labelled[0].number not in self.literal and len(labelled) == 1 and text[-1] is labelled[0] and not labelled[0].key.startswith("（"):
            text.pop()
            return found[0]
        return _joined(found)

    # -- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, block: Block, *, duties: bool) -> list[Any]:
        if isinstance(block, SourceTable):
            self.findings.unresolve(block.number, "　".join(block.rows[0]) if block.rows else "", "表格逐行写成文字")
            return ["　".join(dict.fromkeys(cell for cell in row if cell)) for row in block.rows if any(row)]
        if block.number in self.plain:
            self.findings.unresolve(block.number, block.text, "结构没有看懂，原样写成文字")
            return [block.text]
        if date_label(block.key) and (due := self.deadlines.named(block.text, block.number)):
            return [{"内容": block.text, "时限": due}]
        parts = self._segments(block)
        for part in parts:
            self.first_leads = self.first_leads or bool(part.lead and part.lead.first_leads)
        led = [part for part in parts if part.lead]
        if not led:
            return [self._text_entry(block.text, block.number, duties=duties, prose=True)]
        if len(parts) == 1:
            return [self._led_entry(parts[0], block.number)]
        return [{"分句": [self._led_entry(part, block.number) for part in parts]}]

    def _led_entry(self, part: Segment, line: int) -> Any:
        if part.lead is None:
            return self._text_entry(part.text, line, duties=False)
        text, due = self.deadlines.referring(part.text, line)
        due += self.deadlines.named(part.lead.words, line, "") if not part.in_text else []
        if part.in_text:
            part.lead.form = ""
        if not text:
            text, part.lead.form = part.lead.words, ""
        entry = {"内容": text, **({"时限": due} if due else {}), "牵头": self._met(part.lead, line)}
        self._follow(entry, part.lead)
        return entry

    def _text_entry(self, text: str, line: int, *, duties: bool, prose: bool = False) -> Any:
        """A text with its duties and deadlines; a plain text where it has none."""
        if prose and (led := self._prose(text, line)):
            return led
        parts = sentences(text) if duties and not self._explains else []
        bound = [self._bound(part) for part in parts]
        sets = {tuple(one) for one in bound if one}
        if len(sets) > 1 and len(parts) > 1:
            return self._clauses(parts, bound, line)
        written, due = self.deadlines.referring(text, line)
        names = self._responsible(list(next(iter(sets), ())), text, line)
        if not names and not due:
            return written
        return {"内容": written, **({"责任": names} if names else {}), **({"时限": due} if due else {})}

    def _responsible(self, names: list[str], text: str, line: int) -> list[str]:
        met = [*names, *(one for one in self.people.named_locals(text) if one not in names)] if not names else names
        if met:
            self.findings.note("责任", "、".join(met), line)
        return met

    def _bound(self, sentence: str) -> list[str]:
        """Those whom a sentence binds, by the first of its clauses that names somebody."""
        for clause in clauses_of(folded(sentence)):
            if names := self.people.subjects(clause):
                meant = [name for name in names if name != ISSUER]
                return [name if name == "牵头部门" else self.people.meet([name])[0] for name in meant]
        return []

    def _clauses(self, parts: list[str], bound: list[list[str]], line: int) -> Entry:
        """A paragraph whose sentences bind different units, as 分句; what stands before the first is 内容."""
        groups: list[tuple[str, list[str]]] = []
        for part, names in zip(parts, bound, strict=True):
            if groups and not names and not groups[-1][1]:
                groups[-1] = (groups[-1][0] + part, names)
            else:
                groups.append((part, names))
        entry: Entry = {}
        if not groups[0][1]:
            before, due = self.deadlines.referring(groups.pop(0)[0], line)
            entry = {"内容": before, **({"时限": due} if due else {})}
        clauses: list[Any] = []
        for text, names in groups:
            written, due = self.deadlines.referring(text, line)
            self.findings.note("责任", "、".join(names), line) if names else None
            extra = {**({"责任": names} if names else {}), **({"时限": due} if due else {})}
            clauses.append({"内容": written, **extra} if extra else written)
        return {**entry, "分句": clauses}

    def _prose(self, text: str, line: int) -> Entry | None:
        for sentence in sentences(text):
            if (found := prose_lead(sentence, self.people.known)) is None:
                continue
            start, lead = found
            at = text.index(sentence) + start
            before, due = self.deadlines.referring(text[:at], line)
            after, due_after = self.deadlines.referring(text[at + len(lead.words) :], line)
            names = {"时限": [*due, *due_after]} if due or due_after else {}
            return {"内容": f"{before}{LEAD_HERE}{after}", **names, "牵头": self._met(lead, line)}
        return None

    def _met(self, lead: FoundLead, line: int) -> FoundLead:
        """A lead with its names as content may write them."""
        lead.line = line
        for names in (lead.departments, lead.cooperating, lead.guiding):
            names[:] = self.people.meet(names, sure=lead.sure)
        self.findings.note("牵头", _stated(lead), line, sure=lead.sure)
        return lead


def _stated(lead: FoundLead) -> str:
    sides = (("", lead.departments, str(lead.mode)), ("，", lead.cooperating, "配合"), ("，", lead.guiding, "指导"))
    return "".join(f"{mark}{'、'.join(names)}{role}" for mark, names, role in sides if names).lstrip("，")


def _joined(found: list[FoundLead]) -> FoundLead:
    first = found[0]
    for other in found[1:]:
        leads_too = not first.departments
        for name in other.departments:
            if name not in first.names:
                (first.departments if leads_too else first.cooperating).append(name)
        first.cooperating += [name for name in other.cooperating if name not in first.names]
        first.sure = first.sure and other.sure
    first.form = first.words = ""
    return first
