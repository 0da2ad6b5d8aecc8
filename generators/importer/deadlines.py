"""The deadlines of a text: what is due by a date, for whom, and by which name the text refers to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generators.dates import PartialDate
from generators.dossier.values import EVERYBODY
from generators.importer.due import FoundDue, dates_due
from generators.importer.findings import Findings
from generators.importer.lines import folded
from generators.importer.people import People, goes_on
from generators.wording import ISSUER, LEAD_DEPARTMENTS, Answer

_LONGEST_MATTER, _LONGEST_NAME, _CLEAR_NAME = 46, 18, 12
# Work that says nothing by itself: what is done by then is said before the date, or in the heading.
_BARE_WORK = re.compile(
    "(?:配合|参与|，|并|要|须|应|需|全面|全部|基本|长期|持续|扎实|有序)*(?:完成|推进|落实|实施|坚持|到位|见效|见成效|取得实效|取得明显成效)+"
)
# Headings of spans of time that bind nobody.
_OF_DATA = re.compile("(?:统计|数据|放假|有效)(?:时间|时段|时限|期限|期间|范围)(?:安排)?：?$")
_ONLY_ACTS = re.compile("(?:要|应|须|请)*(?:会同[^，]{2,20})?(?:于|在)?")
_HANDED_IN = re.compile("报(?!告(?!.*报)|纸|刊|道|考|名|酬|废|表|销)|提交|上交|送至|寄送|反馈")


@dataclass
class FoundDeadline:
    """A deadline as read: its entry in 时限, and the line where it stands; `submitted`: what answers it, if a form."""

    name: str
    matter: str
    due: str
    printed: str
    bound: list[str]
    line: int
    sure: bool
    words: str = ""
    submitted: str = ""


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
        found = dates_due(text, self.issued, self.year)
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
        if not bound and not is_aside:
            after = _clause(folded(text[one.end :]))
            marks = "。；" if _HANDED_IN.search(after) or re.search("公开|公布|发布", after) else "；"
            bound = self._bound_above(folded(text[:start]), before + folded(one.words), marks)
        if matter:
            bare = re.sub(rf"[（(][^（）()]*{re.escape(one.words)}[）)]", "", matter).replace(one.words, "")
            matter = re.sub("，(?:完成)?$", "", bare.strip("。：，,")) or task
        if not matter:
            head = self._words_before(text[start : one.start])
            matter = matter_of(head + text[one.start :], len(head), len(head) + one.end - one.start, alone=in_bracket)
        if is_behind:
            at = self.people.acting(folded(matter))[1] if bound else 0
            matter = re.sub("^(?:要|应|须)+", "", matter[at:])
        matter = re.sub("^会同[^，。；]{2,20}(?:部门|单位|方面)，?(?=.)", "", matter)
        is_bare = _BARE_WORK.fullmatch(folded(matter)) or len(re.sub("[^一-龥]|[年月日至]", "", matter)) < 3
        if task and (is_bare or is_labelled):
            matter = task
        key = self.findings.once(line, one.words)
        one = replace(one, due=self.findings.answers.days.get((line, key), one.due))
        printed, end = self._printed(one)
        deadline = FoundDeadline(
            name=self._name(matter, before, _clause(folded(text[one.end :])), task),
            matter=matter,
            due=one.due,
            printed=printed,
            bound=bound,
            line=line,
            sure=self.findings.is_sure(line, key, sure=one.sure),
            words=key,
        )
        self.found.append(deadline)
        return deadline, end

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


def _clause(words: str) -> str:
    """Words up to the end of their sentence, or to the next date in it."""
    return re.split(
        r"[。；]|，(?=[^，。；]{0,20}\d{1,2}月(?:\d{1,2}日|底)?前)|，(?=[^，。；]{0,20}(?:19|20)\d{2}年\d{0,2}月?年?底?[前内])|"
        r"，(?=(?:19|20)\d{2}年[上下]半年)|，(?=[^，。；]{0,6}每(?:半年|[年季月周旬日天]))|，(?=(?:今年)?(?:年底|年内|[上下]半年|\d{1,2}月底))",
        words,
    )[0]


_MORE_DATES = re.compile(r"^(?:[、和及](?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?)+前?")
_DATES_ABOVE = re.compile(r"(?:(?:\d{4}年|今年)?\d{1,2}月(?:\d{1,2}日|底)?[、和及])+$")
# To whom something is handed in, and not what.
_TO_WHOM = re.compile(
    "(?:报送?|上报|[送交]至?|送交|报[至到])(?!告)到?[^，。；]{1,24}(?:[厅局委办部院室处科股组府站会队所]|中心|仓库)(?:备案|汇总|存档)?"
)


def matter_of(sentence: str, start: int, end: int, *, alone: bool = False) -> str:
    """What is to be done by a date: the words behind it in its sentence, with those before it where these are few.

    `alone`: the words before it say something else, such as who leads.
    """
    key = folded(sentence)
    after = _MORE_DATES.sub("", sentence[end : end + len(_clause(key[end:]))]).lstrip("，,、前内 ")
    before = re.sub(
        "(?:原则上|力争|务必|必须|确保|并|要|须|应|请|该项工作|均)*(?:于|在)?$",
        "",
        _DATES_ABOVE.sub("", sentence[:start]),
    ).rstrip("，,：:、")
    if not alone and after[:1] in ("）", ")") and "（" in folded(before):  # 动员部署（5月6日至10日）
        before, after = before[: folded(before).rindex("（")], after[1:]
    before = re.split("，", before)[-1] if re.search(r"\d年|\d月", before) else before  # of the date before it
    says_what = len(after) >= 4 and not _BARE_WORK.fullmatch(folded(after).rstrip("。；"))
    matter = after if alone or says_what else f"{before}，{after}".strip("，")
    if not alone and before and _TO_WHOM.fullmatch(re.sub("（[^（）]*）?", "", folded(after)).rstrip("。；，")):
        what = re.sub("^.*?(?=将|把(?!关|握))", "", re.split("[，,]", before)[-1])
        matter = after if re.match("并|同时|经", what) else f"{what}，{after}"
    matter = re.sub(
        "[（(](?:联系|电话|办公室设在)[^）)]*.?|[（(][^（）()]*【[^】]*】[^（）()]*[）)]?|【[^】]*】", "", matter
    ).strip("，。；、,; ")
    matter = matter.strip("（）()") if alone else matter
    if len(matter) > _LONGEST_MATTER and (
        handed := re.search("(?:，|并|，并)((?:形成|将)?[^，]{0,20}报送?[^，]{2,20})$", matter)
    ):
        return handed[1]
    if len(matter) > _LONGEST_MATTER:
        cut = [found.start() for found in re.finditer("[，,；。]", matter[:_LONGEST_MATTER])]
        matter = matter[: cut[-1]] if cut and cut[-1] > 8 else matter[:_LONGEST_MATTER]
    return _balanced(matter) or "完成"


def _balanced(words: str) -> str:
    """Words that were cut, without a bracket that does not end or begin in them."""
    key = folded(words)
    for opening, closing in ("（）", "《》", "“”"):
        at = key.rfind(opening)
        if at > 0 and closing not in key[at:]:
            return re.sub("[，、,及和与]+$", "", words[:at])
    return words.rstrip("）)") if key.count("）") > key.count("（") else words


def name_of(matter: str, before: str, after: str, heading: str = "") -> str:
    """A short name for a deadline. Names that begin with 实施方案, 专栏 or 进展报告 say by what it is answered.

    `before` and `after` are the words of its sentence around the date, `heading` is that of its task.
    """
    if "专栏" in after and re.search("开通|开设|设立|上线|建成", after):
        return f"{Answer.COLUMN}开通"
    if _HANDED_IN.search(after):
        for words in (after, before):
            if re.search("方案|计划|(?<!值班)安排(?!表)", words) and not re.search(
                "进展|总结报告|落实情况|工作情况", words
            ):
                return str(Answer.PLAN)
            if re.search("情况|总结|报告|进展|成效|小结", words):
                return str(Answer.REPORT)
    handed = _WHAT_IS_HANDED_IN.match(folded(matter))
    words = _first_words(handed[1] if handed else matter)
    if len(words) > _LONGEST_NAME:
        words = _shortened(words, _first_words(heading))
    if not words or any(words.startswith(answer) for answer in Answer):
        words = f"完成{words}"
    return words


_WHAT_IS_HANDED_IN = re.compile(
    "(?:将|把)([^，。；]{2,30}?)(?:（[^（）]*）)?(?:统一|汇总|打包|一并|一起|书面|加盖公章|盖章|后|形成|，|以[^，。；]{2,8}(?:形式|方式))*"
    "(?:反馈|报送|上报|报(?!告|表|名)|发送|发至|发到|提交|交|送)"
)


def _first_words(text: str) -> str:
    """The first clause of what is to be done, in plain characters, without the words around it that name no work."""
    key = re.sub("(?<=.{2})（[^（）]*）", "", folded(text)).lstrip("—。，；、 ")
    key = re.sub("^(?:在[^，。；]{1,16}?(?:范围内|基础上|[内中]|[上下](?![述级报游半年]))，?|确保|力争)", "", key)
    key = re.sub("^(?:要|应|须|将|并|前|全面|基本|进一步|研究|组织|对(?![接标照外])于?)+(?=.{3})", "", key)
    parts = [part for part in re.split("[，；：（。]", key) if not re.fullmatch(r"[\d年月日底前内以之]+|第.阶段", part)]
    first = next((part for part in parts if len(part) > 3), key)
    return re.sub(
        "(?:进行|的|和|及|等|时间(?:为|是))$", "", re.sub(r"[^一-龥A-Za-z0-9%.]|(?<!\d)\.|\.(?!\d)", "", first)
    )


def _shortened(words: str, heading: str) -> str:
    """Words that are too long for a name: the heading of the task where that is short, else cut behind a word."""
    if 4 <= len(heading) <= _LONGEST_NAME and not re.search(r"\d[月日]", heading):
        return heading
    ends = [found.start() for found in re.finditer("[的与和及]|以及|并(?!联)|为(?!民)", words[:_LONGEST_NAME])]
    return words[: next((end for end in reversed(ends) if end >= _CLEAR_NAME // 2), _LONGEST_NAME)]
