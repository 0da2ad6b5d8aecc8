"""Leads in the words of a notice: brackets, paragraphs with labels, and sentences with 由…牵头."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generators.importer.lines import folded
from generators.importer.names import Name, is_group, is_unit, may_be_name, split_names, with_prefixes
from generators.wording import LeadMode, listed

_HOW = (
    "(?:结合(?:各自)?(?:实际|职责|职能)|分别|共同|联合|分工|各自|总|具体|按照?(?:各自)?(?:职责|职能|责任)?(?:分工|权限)?|"
    "依(?:据|照)?职责(?:分工)?)"
)
_DOES = "|".join(
    (
        "牵头|主办|主责|负责|承办|配合|参与|参加|协助|协办|协同|会办|指导|督导$|落实",
        "起草|拟订|编制|组织实施|实施|办理|推进(?!办|组|中心)|支持$|为主$|负总责",
    )
)
ROLE = re.compile(rf"{_HOW}*(?:{_DOES})")
ROLE_WORDS = re.compile(rf"(?:{_HOW}|{_DOES}|组织|抓好|抓落实|完成|做好|单位|部门|，|、|并|和|等|共同|工作)+")
FIRST_LEADS = re.compile(
    r"(?:排|列|名列|位列|居)(?:在|名|于)?(?:第一(?:位)?|首位|最前(?:面)?)的?(?:部门|单位|名)?(?:为|是|负责)?(?:牵头|主要)?|第一(?:个|家)(?:部门|单位)?为牵头"
)
# A sentence that states it for all leads of a notice.
STATES_FIRST_LEADS = re.compile(
    "(?:排|列|位|居)[^，。；]{0,6}(?:第一(?:位|名|个)?|首位)的?[^，。；]{0,8}(?:为|是|负责)牵头"
)
_ASIDE = re.compile(
    r"下同|以下|不再.{0,4}(?:列|分工|明确|重复)|^\d{4}年|年底|底前|月|长期|持续|适用范围|排在第一|完成|^时限|^进度"
)
_SIDES = (
    ("牵头(?:指导|督导)", "leading"),
    ("指导|督导", "guiding"),
    ("配合|参与|参加|协助|协办|协同|会办|支持", "cooperating"),
    ("牵头|主办|主责|承办", "leading"),
)

_ROLE_ENDS = re.compile("(?:牵头|主办|负责|配合|参与|协助|协办)$")


@dataclass
class FoundLead:
    """A lead as read. `words` are its words as written, `form` the same with 【部门】 in place of the names.

    `key`: by what it is known among the facts of its line. `sure`: that the words name these units. `applies_on`: a
    rule of it holds for all that follows (下同).
    """

    words: str
    departments: list[str] = field(default_factory=list)
    mode: LeadMode = LeadMode.RESPONSIBLE
    cooperating: list[str] = field(default_factory=list)
    guiding: list[str] = field(default_factory=list)
    form: str = ""
    sure: bool = True
    first_leads: bool = False
    has_role: bool = True
    line: int = 0
    key: str = ""

    def rename(self, departments: Sequence[str]) -> None:
        """Put others in the place of those who lead; words that the form prints are those with the new names."""
        self.departments = list(departments)
        self.cooperating = [name for name in self.cooperating if name not in departments]
        self.guiding = [name for name in self.guiding if name not in departments]
        groups = {"部门": self.departments, "配合": self.cooperating, "指导": self.guiding}
        if self.form:
            self.words = re.sub("【(部门|配合|指导)】", lambda found: listed(groups[found[1]]), self.form)

    @property
    def names(self) -> list[str]:
        """All names in it."""
        return [*self.departments, *self.cooperating, *self.guiding]


@dataclass
class Part:
    """The names in a clause of a lead: on which side they stand (leading, responsible, ...), and by which words."""

    side: str
    role: str
    names: list[Name]


def bracket_lead(words: str, known: Collection[str], *, first_leads: bool = False) -> FoundLead | None:
    """The lead that a bracket states; None where it states something else. `known` are names of units and groups.

    `first_leads`: the notice has stated that of several units the first one leads.
    """
    key = folded(words)
    inner = re.fullmatch("（(.*)）[。；]?", key, re.DOTALL)
    if inner is None or re.match("(?:以下|简称|如|即|包括|含|见|详见|其中|注|办公室设)|[^，、]{0,6}设在", inner[1]):
        return None
    parts, sure = _clauses(inner[1], 1, known)
    if not parts:
        return None
    rule = bool(FIRST_LEADS.search(inner[1]))
    return made(words, parts, known, sure=sure, first_leads=first_leads or rule, is_rule=rule)


def _clauses(inner: str, offset: int, known: Collection[str]) -> tuple[list[Part], bool]:
    """The clauses of a bracket as parts; none where one of them makes the bracket something else."""
    parts: list[Part] = []
    pending: list[Name] = []
    sure = True
    for start, clause in _split(inner):
        at = offset + start
        role = ROLE.search(clause)
        if clause.startswith("以下"):  # a rule for all that follows, with its exceptions
            break
        if FIRST_LEADS.search(clause) or (_ASIDE.search(clause) and not _begins_with_name(clause)):
            continue
        if role is None or not ROLE_WORDS.fullmatch(clause[role.start() :]):
            names = valid_names(clause, at, known, strict=True)
            if names is None or role is not None:
                return [], False
            pending += names
            continue
        names = valid_names(clause[: role.start()], at, known, strict=False)
        if names is None:
            return [], False
        side = side_of(role.group() + clause[role.end() :])
        if clause.startswith("会同"):
            parts, pending, side = [*parts, *_led_by(pending)], [], "cooperating"
        if names or pending:
            parts.append(Part(side, clause[role.start() :], [*pending, *names]))
            sure = sure and all(is_plain(name.text, known) for name in names)
        pending = []
    if pending:
        parts.append(Part("responsible", "", pending))
        sure = sure and bool(parts[:-1] or len(pending) > 1)
    return parts, sure


def _led_by(names: list[Name]) -> list[Part]:
    """Those before 会同 as the ones who lead."""
    return [Part("leading", "会同", names)] if names else []


def _begins_with_name(clause: str) -> bool:
    role = ROLE.search(clause)
    return bool(
        role
        and role.start()
        and any(is_unit(one.text) or is_group(one.text) for one in split_names(clause[: role.start()]))
    )


def _split(inner: str) -> Iterator[tuple[int, str]]:
    """The clauses of a text between commas, semicolons and full stops outside of brackets, with their places."""
    start = depth = 0
    for index, char in enumerate(f"{inner}，"):
        depth += (char in "（<") - (char in "）>")
        is_mark = char in "，；。" or (char == "、" and _ROLE_ENDS.search(inner[:index]) is not None)
        if (is_mark or inner.startswith("会同", index)) and depth <= 0:
            if inner[start:index]:
                yield start, inner[start:index]
            start = index + is_mark


def valid_names(words: str, at: int, known: Collection[str], *, strict: bool) -> list[Name] | None:
    """The names in words, general ones left out; None where words are no enumeration of names."""
    found = []
    for name in split_names(words):
        if name.text.count("（") != name.text.count("）"):
            return None
        if (is_group(name.text) and len(name.text) < 40) or name.text in known or is_unit(name.text):
            found.append(Name(name.text, name.start + at, name.end + at))
        elif re.search("有关|相关|其他|主管部门|所属|^部门$|^单位$|^地方$", name.text) and len(name.text) < 20:
            continue
        elif not strict and may_be_name(name.text) and len(name.text) <= 12:
            found.append(Name(name.text, name.start + at, name.end + at))
        else:
            return None
    if strict and not found:
        return None
    return found


def is_plain(name: str, known: Collection[str]) -> bool:
    """Whether a name is sure to be one: it is known, or it looks like a unit's or a group's."""
    return name in known or is_unit(name) or is_group(name)


def side_of(role: str) -> str:
    """On which side the words of a role set the names before them."""
    return next((side for words, side in _SIDES if re.search(words, role)), "responsible")


# -- the lead of the parts ------------------------------------------------------------------------------------------


def made(
    words: str,
    parts: list[Part],
    known: Collection[str],
    *,
    sure: bool,
    first_leads: bool = False,
    is_rule: bool = False,
) -> FoundLead:
    """The lead that parts make: their names written out, and the words with places in place of names."""
    lead = FoundLead(words, sure=sure, first_leads=is_rule, has_role=any(part.role for part in parts))
    has_leader = any(part.side == "leading" for part in parts)
    is_ranked = first_leads and not has_leader and parts and "分别" not in parts[0].role
    if is_ranked and len(parts[0].names) > 1 and parts[0].side == "responsible":
        first, *others = parts[0].names
        parts = [Part("leading", "", [first]), Part("cooperating", "", others), *parts[1:]]
        has_leader = True
    full = dict(zip([one for part in parts for one in part.names], _full_names(parts, known), strict=True))
    spans: dict[str, list[tuple[int, int, list[str]]]] = {}
    for part in parts:
        key = {"leading": "部门", "guiding": "指导", "cooperating": "配合"}.get(
            part.side, "配合" if has_leader else "部门"
        )
        target = {"部门": lead.departments, "配合": lead.cooperating, "指导": lead.guiding}[key]
        target += [full[one] for one in dict.fromkeys(part.names) if full[one] not in lead.names]
        spans.setdefault(key, []).append((part.names[0].start, part.names[-1].end, [full[one] for one in part.names]))
    roles = "".join(part.role for part in parts if part.side in ("leading", "responsible"))
    lead.mode = LeadMode.JOINT if has_leader else LeadMode.RESPONSIBLE
    if has_leader and "分别" in roles and len(lead.departments) > 1:
        lead.mode = LeadMode.SEPARATE
    if not lead.departments and lead.cooperating and not lead.guiding:
        lead.departments, lead.cooperating = lead.cooperating, []
        spans = {"部门": spans.get("配合", [])}
        lead.sure = False
    lead.form = _form(words, lead, spans)
    return lead


def _full_names(parts: list[Part], known: Collection[str]) -> list[str]:
    return with_prefixes([name.text for part in parts for name in part.names], known)


def _form(words: str, lead: FoundLead, spans: dict[str, list[tuple[int, int, list[str]]]]) -> str:
    """The words with places in place of names, where each group stands once and as the place prints it."""
    groups = {"部门": lead.departments, "配合": lead.cooperating, "指导": lead.guiding}
    form = words
    for group, places in sorted(spans.items(), key=lambda pair: -pair[1][0][0]):
        start, end, names = places[0]
        if len(places) > 1 or names != groups[group] or words[start:end] != listed(names):
            continue
        form = form[:start] + f"【{group}】" + form[end:]
    return form


def leads_in(value: Any) -> Iterator[FoundLead]:
    """All leads in the data of a draft."""
    if isinstance(value, FoundLead):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from leads_in(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from leads_in(one)
