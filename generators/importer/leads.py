"""Leads in the words of a notice: brackets, paragraphs with labels, and sentences with 由…牵头."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generators.importer.lines import folded
from generators.importer.names import Name, is_group, is_unit, may_be_name, split_names, with_prefixes
from generators.wording import LeadMode, listed

_HOW = "(?:分别|共同|联合|分工|各自|总|具体|按照?(?:各自)?(?:职责|职能|责任)?(?:分工|权限)?|依(?:据|照)?职责(?:分工)?)"
_DOES = (
    "牵头|主办|主责|负责|承办|配合|参与|参加|协助|协办|协同|会办|指导|督导$|落实|组织实施|实施|办理|推进(?!办|组|中心)|支持$|为主$|负总责"
)
_ROLE = re.compile(rf"{_HOW}*(?:{_DOES})")
_ROLE_WORDS = re.compile(rf"(?:{_HOW}|{_DOES}|组织|抓好|抓落实|完成|做好|单位|部门|，|、|并|和|等|共同|工作)+")
_LABEL = re.compile(
    r"(?:第一|主要|具体)?(?:牵头|责任|配合|负责|主办|协办|承办|参与|参加|协助|支持|指导|督导|落实|实施|主责|主管|协同|会办|组织|完成)"
    r"(?:责任)?(?:单位|部门|处室|科室|机关|主体|地区|市州|市县|市区)(?:及分工)?："
)
_DATE_LABEL = re.compile(r"(?:完成|整改|办理|工作|落实)?(?:时限|期限|时间|时间节点|进度|时间要求|时限要求)(?:要求|安排)?：")
_OTHER_LABEL = re.compile(r"(?:适用范围|责任人|责任领导|牵头领导|分管领导|联系人|备注|实施范围|范围)：")
_FIRST_LEADS = re.compile(r"(?:排|列|名列|位列)(?:在|名)?第一(?:位)?的?(?:部门|单位|名)?(?:为|是|负责)?(?:牵头|主要)?|第一(?:个|家)(?:部门|单位)?为牵头")
_ASIDE = re.compile(r"下同|以下|不再列出|^\d{4}年|年底|底前|月|长期|持续|适用范围|排在第一|完成|^时限|^进度")
_SIDES = (("指导|督导", "guiding"), ("配合|参与|参加|协助|协办|协同|会办|支持", "cooperating"), ("牵头|主办|主责|承办", "leading"))


@dataclass
class FoundLead:
    """A lead as read. `words` are its words as written, `form` the same with 【部门】 in place of the names.

    `sure`: that the words name these units. `applies_on`: a rule of it holds for all that follows (下同).
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

    @property
    def names(self) -> list[str]:
        """All names in it."""
        return [*self.departments, *self.cooperating, *self.guiding]


@dataclass
class _Part:
    side: str
    role: str
    names: list[Name]


def bracket_lead(words: str, known: Collection[str], *, first_leads: bool = False) -> FoundLead | None:
    """The lead that a bracket states; None where it states something else. `known` are names of units and groups.

    `first_leads`: the notice has stated that of several units the first one leads.
    """
    key = folded(words)
    inner = re.fullmatch("（(.*)）[。；]?", key, re.DOTALL)
    if inner is None or re.match("(?:以下|简称|如|即|包括|含|见|详见|其中|注)", inner[1]):
        return None
    if _LABEL.match(inner[1]):
        return label_lead(words, known, offset=1, end=inner.end(1))
    parts, sure = _clauses(inner[1], 1, known)
    if not parts:
        return None
    rule = bool(_FIRST_LEADS.search(inner[1]))
    return _made(words, parts, known, sure=sure, first_leads=first_leads or rule, is_rule=rule)


def _clauses(inner: str, offset: int, known: Collection[str]) -> tuple[list[_Part], bool]:
    """The clauses of a bracket as parts; none where one of them makes the bracket something else."""
    parts: list[_Part] = []
    pending: list[Name] = []
    sure = True
    for start, clause in _split(inner):
        at = offset + start
        role = _ROLE.search(clause)
        if _FIRST_LEADS.search(clause) or (_ASIDE.search(clause) and not _begins_with_name(clause)):
            continue
        if role is None or not _ROLE_WORDS.fullmatch(clause[role.start() :]):
            names = _valid(clause, at, known, strict=True)
            if names is None or role is not None:
                return [], False
            pending += names
            continue
        names = _valid(clause[: role.start()], at, known, strict=False)
        if names is None:
            return [], False
        if names or pending:
            parts.append(_Part(_side(role.group()+clause[role.end():]), clause[role.start() :], [*pending, *names]))
            sure = sure and all(_is_plain(name.text, known) for name in names)
        pending = []
    if pending:
        parts.append(_Part("responsible", "", pending))
        sure = sure and bool(parts[:-1] or len(pending) > 1)
    return parts, sure


def _begins_with_name(clause: str) -> bool:
    role = _ROLE.search(clause)
    return bool(role and role.start() and any(is_unit(one.text) or is_group(one.text) for one in split_names(clause[: role.start()])))


def _split(inner: str) -> Iterator[tuple[int, str]]:
    """The clauses of a text between commas, semicolons and full stops outside of brackets, with their places."""
    start = depth = 0
    for index, char in enumerate(f"{inner}，"):
        depth += (char == "（") - (char == "）")
        if char in "，；。" and depth <= 0:
            if inner[start:index]:
                yield start, inner[start:index]
            start = index + 1


def _valid(words: str, at: int, known: Collection[str], *, strict: bool) -> list[Name] | None:
    """The names in words, general ones left out; None where words are no enumeration of names."""
    found = []
    for name in split_names(words):
        if is_group(name.text) and len(name.text) < 40 or name.text in known or is_unit(name.text):
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


def _is_plain(name: str, known: Collection[str]) -> bool:
    return name in known or is_unit(name) or is_group(name)


def _side(role: str) -> str:
    return next((side for words, side in _SIDES if re.search(words, role)), "responsible")


# -- labels ---------------------------------------------------------------------------------------------------------


def is_label(key: str) -> bool:
    """Whether a folded paragraph begins with a label such as 责任单位：."""
    return _LABEL.match(key.lstrip("（")) is not None


def date_label(key: str) -> re.Match[str] | None:
    """The label of a date at the beginning of a folded paragraph (完成时限：), if any."""
    return _DATE_LABEL.match(key.lstrip("（"))


def label_lead(words: str, known: Collection[str], offset: int = 0, end: int | None = None) -> FoundLead | None:
    """The lead that a paragraph with labels states: 牵头单位：甲；配合单位：乙、丙。"""
    key = folded(words)
    end = len(key) if end is None else end
    labels = [*_LABEL.finditer(key, offset, end)]
    stops = [one.start() for form in (_LABEL, _DATE_LABEL, _OTHER_LABEL) for one in form.finditer(key, offset, end)]
    parts: list[_Part] = []
    for label in labels:
        stop = min([one for one in stops if one > label.start()], default=end)
        value = key[label.end() : stop].rstrip("。；，、 ）")
        names = [
            Name(one.text, one.start + label.end(), one.end + label.end())
            for one in split_names(value.replace("；", "、").replace(" ", "、"))
            if is_group(one.text) or may_be_name(one.text)
        ]
        if names:
            parts.append(_Part(_side(label[0]), "", names))
    if not parts:
        return None
    sure = all(_is_plain(name.text, known) for part in parts for name in part.names)
    found = _made(words, parts, known, sure=sure)
    found.has_role = True
    return found


# -- prose ----------------------------------------------------------------------------------------------------------

_BY = re.compile(r"(?:由|请)([^，。；：！？]{2,120}?)(?:分别|共同|联合)?(?:牵头(?!部门|单位)|负责(?!同志|人)|会同)")


def prose_lead(sentence: str, known: Collection[str]) -> tuple[int, FoundLead] | None:
    """The lead that a sentence states (由…牵头, 请…会同…), with the place of its words; None where it states none."""
    key = folded(sentence)
    found = _BY.search(key)
    if found is None:
        return None
    start, end = found.span(1)
    role = key[found.end(1) : found.end()]
    names = _valid(found[1], start, known, strict=True)
    if names is None or not all(_is_plain(name.text, known) for name in names):
        return None
    parts = [_Part("leading" if role.endswith(("牵头", "会同")) else "responsible", role, names)]
    if role.endswith("会同"):
        parts += _with_others(key, found.end(), known)
        end = max(name.end for part in parts for name in part.names)
    inside = [_Part(part.side, part.role, [Name(one.text, one.start - start, one.end - start) for one in part.names]) for part in parts]
    return start, _made(sentence[start:end], inside, known, sure=True)


def _with_others(key: str, at: int, known: Collection[str]) -> list[_Part]:
    """Those with whom a lead acts, as far as they are names: the longest row of them."""
    stop = re.compile("[，。；：]").search(key, at)
    words = key[at : stop.start() if stop else len(key)]
    names: list[Name] = []
    for name in split_names(words):
        whole = _name_at_start(name.text)
        if not whole:
            break
        names.append(Name(whole, name.start + at, name.start + at + len(whole)))
        if whole != name.text:
            break
    return [_Part("cooperating", "会同", names)] if names else []


def _name_at_start(words: str) -> str:
    """The longest beginning of words that is the name of a unit."""
    if is_unit(words) or is_group(words):
        return words
    ends = [end for end in range(2, min(len(words), 20)) if is_unit(words[:end]) and re.search("[厅局委办部院会室府]$", words[:end])]
    return words[: ends[0]] if ends else ""


# -- the lead of the parts ------------------------------------------------------------------------------------------


def _made(
    words: str, parts: list[_Part], known: Collection[str], *, sure: bool, first_leads: bool = False, is_rule: bool = False
) -> FoundLead:
    lead = FoundLead(words, sure=sure, first_leads=is_rule, has_role=any(part.role for part in parts))
    has_leader = any(part.side == "leading" for part in parts)
    if not has_leader and first_leads and parts and len(parts[0].names) > 1 and parts[0].side == "responsible":
        first, *others = parts[0].names
        parts = [_Part("leading", "", [first]), _Part("cooperating", "", others), *parts[1:]]
        has_leader = True
    full = dict(zip([one for part in parts for one in part.names], _full_names(parts, known), strict=True))
    spans: dict[str, list[tuple[int, int, list[str]]]] = {}
    for part in parts:
        key = {"leading": "部门", "guiding": "指导", "cooperating": "配合"}.get(part.side, "配合" if has_leader else "部门")
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


def _full_names(parts: list[_Part], known: Collection[str]) -> list[str]:
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
