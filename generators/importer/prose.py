"""Leads in sentences: 由……牵头, 请……会同……."""

from __future__ import annotations

import re
from collections.abc import Collection

from generators.importer.leads import FoundLead, Part, made, valid_names
from generators.importer.lines import folded
from generators.importer.names import Name, is_acting_group, is_unit, split_names

_SIDE = re.compile(
    r"，([^，。；：]{2,80}?)(?:等)?(?:共同|积极)?(?:配合|参与|参加|协助|协办|协同|(?:按照?|依据?)(?:各自)?职责(?:分工)?(?:负责|落实|做好))"
)
_TAKE_PART = re.compile(
    "([^，。；：]{2,120}?)(?:等)?(?:有关|相关)?(?:部门|单位)?(?:共同|积极)?(?:参加|参与|配合|协助)[。；]?"
)
_LEADS = re.compile(
    r"(?:^|[，。；：])([^，。；：！？]{2,80}?)(?:分别|共同|联合)?牵头(?!部门|单位|的|人|作用|领导|负责领导|责任|职责|处室|科室|抓总)"
)
_BY = re.compile(
    r"(?:由|请)([^，。；：！？]{2,240}?)(?:分别|共同|联合)?(?:牵头(?!部门|单位|的)|(?:主办|承办)(?=[，。；]|$)|负责(?!同志|人|解释|任免|审批|受理|[^，。；]{0,12}的(?:工作)?(?:人员|同志|老师|单位|部门))|会同)"
)


def prose_lead(sentence: str, known: Collection[str]) -> tuple[int, FoundLead] | None:
    """The lead that a sentence states (由…牵头, 请…会同…), with the place of its words; None where it states none."""
    key = folded(sentence)
    found = _BY.search(key) or _LEADS.search(key)
    if found is None:
        return None
    start, end = found.span(1)
    role = key[found.end(1) : found.end()]
    names = valid_names(found[1], start, known, strict=True)
    if names is None or not all(_is_named(name.text, known) for name in names):
        return None
    parts = [Part("leading" if role.endswith(("牵头", "会同", "主办", "承办")) else "responsible", role, names)]
    joint = re.compile("(?:组织)?，?(?:会同|联合|商(?!务))").match(key, found.end())
    if role.endswith("会同") or joint:
        others = _with_others(key, joint.end() if joint else found.end())
    else:
        others = _beside(key, found.end(), known)
    if others:
        parts += others
        end = max(name.end for part in parts for name in part.names)
    inside = [
        Part(part.side, part.role, [Name(one.text, one.start - start, one.end - start) for one in part.names])
        for part in parts
    ]
    return start, made(sentence[start:end], inside, known, sure=True)


def _is_named(name: str, known: Collection[str]) -> bool:
    """Whether a name in running words is sure to be one: not an office or a committee without its own name."""
    bare = re.fullmatch("办公室|委员会|领导小组|党委|(?:工作)?专班", name)
    return name in known or (not bare and (is_unit(name) or is_acting_group(name)))


def _beside(key: str, at: int, known: Collection[str]) -> list[Part]:
    """Those who take part by the clause behind the lead: 由甲牵头，乙、丙参与."""
    found = _SIDE.match(key, at)
    names = valid_names(found[1], found.start(1), known, strict=True) if found else None
    return [Part("cooperating", "参与", names)] if names else []


def alongside(sentence: str, known: Collection[str]) -> list[str]:
    """The units of which a sentence says nothing but that they take part: 甲部、乙部等部门参加。"""
    found = _TAKE_PART.fullmatch(folded(sentence))
    names = valid_names(found[1], 0, known, strict=True) if found else None
    return [name.text for name in names or () if _is_named(name.text, known)]


def beside(clause: str, at: int) -> list[str]:
    """The units with which one acts whom a clause names up to `at`: 县教育局会同县公安局开展检查."""
    found = re.compile("(?:要|应|须|负责|牵头|，)*(?:会同|联合)").match(clause, at)
    others = _with_others(clause, found.end()) if found else []
    return [name.text for part in others for name in part.names if _is_named(name.text, ())]


def _with_others(key: str, at: int) -> list[Part]:
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
    return [Part("cooperating", "会同", names)] if names else []


def _name_at_start(words: str) -> str:
    """The beginning of words that is a name: the shortest that is a unit's, the longest that is a group's."""
    if "组织" not in words and (is_unit(words) or is_acting_group(words)):
        return words
    ends = [end for end in range(2, min(len(words), 20)) if _may_end(words, end)]
    units = [
        end for end in ends if is_unit(words[:end]) and re.search("[厅局委办部院会室府](?:（[^（）]*）)?$", words[:end])
    ]
    groups = [end for end in ends if is_acting_group(words[:end])]
    end = groups[-1] if groups else units[0] if units else 0
    return words[:end]


def _may_end(words: str, end: int) -> bool:
    """Whether a name may end there: not before a bracket, nor within one, nor within 组织."""
    inside = words[:end].count("（") != words[:end].count("）")
    return not inside and words[end : end + 1] not in ("（", "、", "门") and words[end - 1 : end + 1] != "组织"
