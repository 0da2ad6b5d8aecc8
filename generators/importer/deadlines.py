"""The deadlines of a text: what is due by a date, for whom, and by which name the text refers to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generators.dates import PartialDate
from generators.dossier.values import EVERYBODY
from generators.importer.due import FoundDue, dates_due
from generators.importer.due_matters import BARE_WORK, HANDED_IN, clause_of, matter_of, name_of
from generators.importer.findings import Findings
from generators.importer.lines import folded
from generators.importer.names import is_unit
from generators.importer.people import People, goes_on
from generators.wording import ISSUER, LEAD_DEPARTMENTS

# Headings of spans of time that bind nobody.
_OF_DATA = re.compile("(?:统计|数据|放假|有效)(?:时间|时段|时限|期限|期间|范围)(?:安排)?：?$")
_SENT_TO = re.compile(".*报送?[至给到]?([一-龥]{3,20}?)(?:汇总|备案|审核|审定)?")
# Headings below which a day stands by itself.
_TO_HAND_IN = re.compile(
    "(?:截止|(?:报送|提交|上报|申报|填报|反馈|完成|材料)[^，。；]{0,4}(?=[时日期]))(?:时间|时限|日期|期限)：?$"
)
_ONLY_ACTS = re.compile("(?:要|应|须|请)*(?:会同[^，]{2,20})?(?:于|在)?")


@dataclass
class FoundDeadline:
    """A deadline as read: its entry in 时限, and the line where it stands.

    `submitted`: what answers it, if a form; `recipient`: the unit to which it goes, if not the issuer.
    """

    name: str
    matter: str
    due: str
    printed: str
    bound: list[str]
    line: int
    sure: bool
    words: str = ""
    submitted: str = ""
    recipient: str = ""


@dataclass
class Deadlines:
    """The deadlines found so far. `issued` is 成文日期, `year` what a date without a year takes where there is none.

    `heading` is that of the task which is read, `since` how many deadlines stood before it.
    """

    people: People
    issued: PartialDate | None
    year: int | None = None
    found: list[FoundDeadline] = field(default_factory=list)
    heading: str = ""
    since: int = 0
    findings: Findings = field(default_factory=Findings)
    _taken: dict[str, int] = field(default_factory=dict)  # names, with the number that the last of the same words has

    def referring(self, text: str, line: int, matter: str = "") -> tuple[str, list[str]]:
        """A text with references in place of its dates, and the names of these deadlines; `matter`: what is due."""
        names, parts, at = [], [], 0
        for one in self._due(text, line):
            deadline, end = self._take(text, one, line, matter)
            names.append(deadline.name)
            parts.append(f"{text[at : one.start]}【时限：{deadline.name}】")
            at = end
        return "".join([*parts, text[at:]]), names

    def enter(self, heading: str) -> None:
        """Read a new task from here on."""
        self.heading, self.since = re.sub("^.{0,4}措施[：:](?=.{4})", "", heading), len(self.found)

    def same(self, text: str) -> FoundDeadline | None:
        """The deadline that the task has already stated, where the only date of a text is the same as its own."""
        days = [one.due for one in dates_due(text, self.issued, self.year)]
        return next((one for one in self.found[self.since :] if one.due and days == [one.due]), None)

    def named(self, text: str, line: int, matter: str = "", task: str = "") -> list[str]:
        """The names of the deadlines in a text that cannot refer to them, such as a heading or a bracket.

        `matter`: what is due where there is one date; `task`: what they are about where they do not say it themselves.
        """
        found = self._due(text, line)
        matter = matter if len(found) == 1 else ""
        return [self._take(text, one, line, matter, task)[0].name for one in found]

    def _due(self, text: str, line: int) -> list[FoundDue]:
        if _OF_DATA.search(folded(self.heading)):
            return []
        label = "时间：" if _TO_HAND_IN.search(folded(self.heading)) else ""
        found = [
            replace(one, start=one.start - len(label), end=one.end - len(label))
            for one in dates_due(label + text, self.issued, self.year)
        ]
        return [one for one in found if not self.findings.is_denied(line, one.words)]

    def of_cell(self, words: str, due: str, matter: str, line: int, key: str = "", *, sure: bool = False) -> str:
        """The name of the deadline that a cell of a table states; without a date where its words state none.

        `key`: by what it is known among the facts of its line; `sure`: that the words state this date, or none.
        """
        due = self.findings.answers.days.get((line, key), due)
        name = self._name(matter or "完成", "", matter, "")
        sure = self.findings.is_sure(line, key, sure=sure or bool(due))
        self.found.append(FoundDeadline(name, matter or "完成", due, words, [], line, sure=sure, words=key))
        return name

    def _take(self, text: str, one: FoundDue, line: int, matter: str = "", task: str = "") -> tuple[FoundDeadline, int]:
        task = (task or self.heading).rstrip("。：")
        start = max((text.rfind(mark, 0, one.start) for mark in "。；"), default=-1) + 1
        before = folded(text[start : one.start])
        # A date behind its own label is that of the whole task.
        is_labelled = re.search("(?:时限|期限|时间|节点)(?:要求)?(?:：|】：?)$", before) is not None
        in_bracket = re.fullmatch("（[^（）]*(?:（[^（）]*）[^（）]*)*）[。；]?", folded(text)) is not None
        is_aside = is_labelled or in_bracket  # there the lead says whom it binds
        bound, is_behind = ([], False) if is_aside else self._bound(before, folded(text[one.end :]))
        after = clause_of(folded(text[one.end :]))
        if not bound and not is_aside:
            marks = "。；" if HANDED_IN.search(after) or re.search("公开|公布|发布", after) else "；"
            bound = self._bound_above(folded(text[:start]), before + folded(one.words), marks)
        matter = _without_date(matter, one.words) or task if matter else ""
        if not matter:
            head = self._words_before(text[start : one.start])
            matter = matter_of(head + text[one.start :], len(head), len(head) + one.end - one.start, alone=in_bracket)
        if is_behind:
            at = self.people.acting(folded(matter))[1] if bound else 0
            matter = re.sub("^(?:要|应|须)+", "", matter[at:])
        matter = re.sub("^会同[^，。；]{2,20}(?:部门|单位|方面)，?(?=.)", "", matter)
        is_bare = BARE_WORK.fullmatch(folded(matter)) or len(re.sub("[^一-龥]|[年月日至]", "", matter)) < 3
        if task and (is_bare or is_labelled):
            matter = task
        key = self.findings.once(line, one.words)
        one = replace(one, due=self.findings.answers.days.get((line, key), one.due))
        printed, end = self._printed(one)
        deadline = FoundDeadline(
            name=self._name(matter, before, after, task),
            matter=matter,
            due=one.due,
            printed=printed,
            bound=bound,
            line=line,
            sure=self.findings.is_sure(line, key, sure=one.sure),
            words=key,
            recipient=self._recipient(matter),
        )
        self.found.append(deadline)
        return deadline, end

    def _recipient(self, matter: str) -> str:
        """The unit other than the issuer to which what is due is sent: 将登记表报县水利局汇总; empty where none is.

        To whom that unit sends it on (由县水利局汇总后报县政府) is not asked of those who are bound.
        """
        found = _SENT_TO.fullmatch(folded(matter).split("，由")[0])
        return found[1] if found and is_unit(found[1]) and self.people.meant(found[1]) != ISSUER else ""

    def _words_before(self, words: str) -> str:
        """The words of a sentence before its date, without a last clause that only says who acts."""
        at = max(words.rfind("，"), words.rfind(","))
        clause = folded(words[at + 1 :])
        names, end = self.people.acting(f"{clause}于")
        return words[: max(at, 0)] if names and _ONLY_ACTS.fullmatch(clause[end:]) else words

    def _printed(self, one: FoundDue) -> tuple[str, int]:
        """The 表述 of a date, empty where a day prints by itself; and where its words end."""
        if one.due.startswith("印发后") or not one.due:
            return one.words, one.end
        date = PartialDate.parse(one.due)
        if date.day and one.keeps and one.words[: one.keeps] == date.text(beside=self.issued):
            return "", one.start + one.keeps
        return one.words, one.end

    def _bound(self, before: str, after: str) -> tuple[list[str], bool]:
        """Those whom the sentence names as bound: before its date, else right behind it; and whether it is there."""
        parts = [part for part in re.split("[，：]", before) if part]
        for index in reversed(range(len(parts))):
            if found := self.people.subjects("，".join(parts[index:]) + "于"):
                return self._met(found), False
        behind = re.sub("^[，、]?(?:前|，)?", "", after)
        return self._met(self.people.subjects(re.split("[。；]", behind)[0])), True

    def _bound_above(self, above: str, clause: str, marks: str) -> list[str]:
        """Those whom the words above one of some marks bind, where the clause goes on about them."""
        if not above.endswith(tuple(marks)) or not goes_on(clause):
            return []
        earlier = re.split("[。；]", above[:-1])[-1]
        return self._bound(earlier, "")[0] or self._bound_above(above[: -len(earlier) - 1], earlier, marks)

    def _met(self, names: Sequence[str]) -> list[str]:
        known = [name for name in names if name in (ISSUER, LEAD_DEPARTMENTS, *EVERYBODY)]
        others = [name for name in names if name not in known]
        met = self.people.meet(others)
        return [name for name in names if name in known or name in met]

    def _name(self, matter: str, before: str, after: str, heading: str) -> str:
        base = name = name_of(matter, before, after, heading)
        while name in self._taken:
            self._taken[base] += 1
            name = f"{base}{self._taken[base]}"
        self._taken[name] = 1
        return name


def _without_date(matter: str, date: str) -> str:
    bare = re.sub(rf"[（(][^（）()]*{re.escape(date)}[）)]", "", matter).replace(date, "")
    return re.sub("，(?:完成)?$", "", bare.strip("。：，,"))
