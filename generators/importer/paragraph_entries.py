"""Paragraphs as entries of notice.yaml: with the leads, duties and deadlines that they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generators.dossier.label_lines import is_label_line
from generators.dossier.values import REFERENCE
from generators.importer.deadlines import Deadlines
from generators.importer.findings import Findings
from generators.importer.labels import date_label, is_label
from generators.importer.leads import STATES_FIRST_LEADS, FoundLead
from generators.importer.lines import Block, SourceLine, SourceTable, folded
from generators.importer.passages import Segment, segments, sentences
from generators.importer.people import People, clauses_of, goes_on
from generators.importer.prose import alongside, beside, prose_lead
from generators.wording import ISSUER, LEAD_HERE

Entry = dict[str, Any]
_TELLS = re.compile(
    "[^，。；]{0,40}以来，(?!.*(?:(?<![主重需首])要(?![求点素])|应当|必须))|(?:近年来|近几年来|长期以来)，"
)
_LONGEST_TERM = 20  # characters of a term that is no date


@dataclass
class Paragraphs:
    """Turns paragraphs into entries.

    `plain` are the numbers of lines that are taken as mere text, `literal` of those whose leads stay in the text.
    `first_leads`: the text has stated that the first of several units leads; `following`: whom it has named for all
    that follows; `explains`: what is read now explains, and binds nobody; `led`: a bracket or label
    states its lead, `leads_points`: that of the points below as well.
    """

    people: People
    deadlines: Deadlines
    findings: Findings
    plain: frozenset[int] = frozenset()
    literal: frozenset[int] = frozenset()
    first_leads: bool = False
    following: list[str] = field(default_factory=list)
    explains: bool = False
    led: bool = False
    leads_points: bool = False

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

    # -- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, block: Block, *, duties: bool) -> list[Any]:
        if isinstance(block, SourceTable):
            return [{"表格": _table(block)}] if any(map(any, block.rows)) else []
        if block.number in self.plain:
            self.findings.unresolve(block.number, block.text, "结构没有看懂，原样写成文字")
            return [block.text]
        if date_label(block.key):
            return [self._dated_line(block)]
        if self.led and block.key.startswith("【") and is_label_line(block.text):
            text, due = self.deadlines.referring(block.text, block.number, self.deadlines.heading)
            return [{"内容": text, "时限": due} if due else text]
        parts = [] if self.leads_points else self.segments_of(block)
        self.first_leads = self.first_leads or STATES_FIRST_LEADS.search(block.key) is not None
        for part in parts:
            self.first_leads = self.first_leads or bool(part.lead and part.lead.first_leads)
        led = [part for part in parts if part.lead]
        if not led and is_label_line(block.text):
            return [block.text]
        if not led:
            return [self.text_entry(block.text, block.number, duties=duties, prose=True)]
        if len(parts) == 1:
            return [self._led_entry(parts[0], block.number)]
        return [{"分句": [self._led_entry(part, block.number) for part in parts]}]

    def _dated_line(self, block: SourceLine) -> Any:
        """A line that only says by when (完成时限：…); words that are no date (长期坚持) are a deadline without one."""
        if stated := self.deadlines.same(block.text):
            return {"内容": block.text, "时限": [stated.name]}
        text, due = self.deadlines.referring(block.text, block.number, self.deadlines.heading)
        words = re.split("[：:】]", block.text, maxsplit=1)[-1].strip("：:。；）")
        if not due and 1 < len(words) <= _LONGEST_TERM and not re.search(r"\d", words):
            due = [self.deadlines.of_cell(words, "", self.deadlines.heading, block.number, sure=True)]
            text = block.text.replace(words, f"【时限：{due[0]}】")
        return {"内容": text, "时限": due} if due else text

    def _led_entry(self, part: Segment, line: int) -> Any:
        if part.lead is None:
            return self.text_entry(part.text, line, duties=False)
        text, due = self.deadlines.referring(part.text, line)
        if not part.in_text:
            task = next((words for words in re.split("[。；]", text) if len(words) > 3), "")
            due += self.deadlines.named(part.lead.words, line, task=REFERENCE.sub("", task))
        if part.in_text:
            part.lead.form = ""
        if not text:
            text, part.lead.form = part.lead.words, ""
        entry = {"内容": text, **({"时限": due} if due else {}), "牵头": self.met(part.lead, line)}
        self.follow(entry, part.lead)
        return entry

    def text_entry(self, text: str, line: int, *, duties: bool, prose: bool = False) -> Any:
        """A text with its duties and deadlines; a plain text where it has none."""
        if prose and not self.led and (led := self._prose(text, line)):
            return led
        parts = sentences(text) if duties and not self.explains else []
        bound = self._bound_in(parts)
        sets = {tuple(one) for one in bound if one}
        if len(sets) > 1 and len(parts) > 1:
            return self._clauses(parts, bound, line)
        written, due = self.deadlines.referring(text, line)
        names = self._responsible(list(next(iter(sets), ())), text, line)
        if not names and not due:
            return written
        return {"内容": written, **({"责任": names} if names else {}), **({"时限": due} if due else {})}

    def _responsible(self, names: list[str], text: str, line: int) -> list[str]:
        met = names or self.people.named_locals(text)
        if met:
            self.findings.note("责任", "、".join(met), line)
        return met

    def _bound_in(self, parts: Sequence[str]) -> list[list[str]]:
        """Those whom each part of a paragraph binds; behind a semicolon those before it where it goes on about them."""
        found: list[list[str]] = []
        for index, part in enumerate(parts):
            names = self._bound(part)
            if not names and index and parts[index - 1].endswith("；") and goes_on(folded(part)):
                names = found[-1]
            found.append(names)
        return found

    def _bound(self, sentence: str) -> list[str]:
        """Those whom a sentence binds, by the first of its clauses that names somebody; what was done binds nobody."""
        if _TELLS.match(sentence) or STATES_FIRST_LEADS.search(folded(sentence)):
            return []
        for clause in clauses_of(folded(sentence)):
            names, end = self.people.acting(clause)
            if names:
                meant = [name for name in names if name != ISSUER] + beside(clause, end)
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
        """A paragraph whose sentences state leads: one, or 分句 with one each; None where they state none."""
        parts = sentences(text)
        led: list[tuple[int, int, FoundLead]] = []
        for index, part in enumerate(parts):
            found = prose_lead(part, self.people.known)
            if found is None or self.findings.is_denied(line, found[1].words):
                continue
            found[1].cooperating += alongside(parts[index + 1], self.people.known) if index + 1 < len(parts) else []
            at = sum(map(len, parts[:index]))
            led.append((at, at + found[0], found[1]))
        if not led:
            return None
        starts = [0, *(at for at, _, _ in led[1:]), len(text)]
        entries = [
            self._led_stretch(text[start:end], at - start, lead, line)
            for (start, end), (_, at, lead) in zip(pairwise(starts), led, strict=True)
        ]
        return entries[0] if len(entries) == 1 else {"分句": entries}

    def _led_stretch(self, text: str, at: int, lead: FoundLead, line: int) -> Entry:
        """A stretch of text with the lead that its words state at a place."""
        before, due = self.deadlines.referring(text[:at], line)
        after, due_after = self.deadlines.referring(text[at + len(lead.words) :], line)
        names = {"时限": [*due, *due_after]} if due or due_after else {}
        return {"内容": f"{before}{LEAD_HERE}{after}", **names, "牵头": self.met(lead, line)}

    def met(self, lead: FoundLead, line: int) -> FoundLead:
        """A lead with its names as content may write them."""
        lead.line, lead.key = line, lead.key or self.findings.once(line, lead.words)
        lead.sure = self.findings.is_sure(line, lead.key, sure=lead.sure)
        if names := self.findings.answers.names.get((line, lead.key)):
            lead.rename(names)
        for side in (lead.departments, lead.cooperating, lead.guiding):
            side[:] = self.people.meet(side, sure=lead.sure)
        given = "、".join(lead.departments)
        self.findings.note("牵头", _stated(lead), line, sure=lead.sure, words=lead.key, given=given)
        return lead

    def segments_of(self, block: Block) -> list[Segment]:
        """A paragraph in stretches with their leads."""
        if not isinstance(block, SourceLine) or block.number in self.plain:
            return []
        found = [
            Segment(f"{one.text}{one.lead.words if not one.in_text else ''}")
            if one.lead and self.findings.is_denied(block.number, one.lead.words)
            else one
            for one in segments(block.text, self.people.known, first_leads=self.first_leads)
        ]
        if block.number in self.literal:
            found = [
                Segment(f"{one.text}{one.lead.words}", one.lead, in_text=True) if one.lead and not one.in_text else one
                for one in found
            ]
        return found

    def is_labelled(self, block: Block) -> bool:
        """Whether a paragraph begins with a label of a lead."""
        return (
            isinstance(block, SourceLine)
            and block.number not in self.plain
            and block.key[:1] != "（"
            and is_label(block.key)
        )

    def follow(self, entry: Entry, lead: FoundLead) -> None:
        """Bind those to an entry whom an earlier lead has named for all that follows (以下均需……落实)."""
        found = re.search(
            "以下(?:各项|任务|工作)?均?(?:需|由|须)([^，。；]{2,20}?)(?:负责)?(?:落实|负责|实施)", folded(lead.words)
        )
        if found:
            self.following = self.people.meet([found[1]])
        elif self.following and not lead.departments:
            lead_entry = entry.pop("牵头")
            entry |= {"责任": list(self.following), "牵头": lead_entry}


def _stated(lead: FoundLead) -> str:
    sides = (("", lead.departments, str(lead.mode)), ("，", lead.cooperating, "配合"), ("，", lead.guiding, "指导"))
    return "".join(f"{mark}{'、'.join(names)}{role}" for mark, names, role in sides if names).lstrip("，")


def _table(block: SourceTable) -> Entry:
    """A table that is none of tasks: its first row as head, words that merged cells repeat once.

    Empty rows are left out, but for one of a form to fill in, which has nothing but its head.
    """
    width = max(map(len, block.rows))
    rows = [
        ["" if index and cell and cell == row[index - 1] else cell for index, cell in enumerate(row)]
        for row in (*(tuple(row) + ("",) * (width - len(row)) for row in block.rows),)
        if any(row)
    ]
    if len(rows) == 1 < len(block.rows) and width > 1 and all(rows[0]):
        rows.append([""] * width)
    return {"表头": rows[0], "行": rows[1:]} if len(rows) > 1 and all(rows[0]) else {"行": rows}
