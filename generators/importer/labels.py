"""Leads in paragraphs with labels: 责任单位：…, 牵头单位：…；配合单位：…."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generators.dossier.label_lines import BESIDES, BY_WHEN, WHO
from generators.importer.leads import (
    FIRST_LEADS,
    ROLE,
    ROLE_WORDS,
    FoundLead,
    Part,
    bracket_lead,
    is_plain,
    made,
    side_of,
)
from generators.importer.lines import folded
from generators.importer.names import Name, is_group, may_be_name, split_names


def is_label(key: str) -> bool:
    """Whether a folded paragraph begins with a label such as 责任单位：."""
    return WHO.match(key.lstrip("（")) is not None


def date_label(key: str) -> re.Match[str] | None:
    """The label of a date at the beginning of a folded paragraph (完成时限：), if any."""
    return BY_WHEN.match(key.lstrip("（"))


def _by_side(names: list[Name], side: str) -> list[Part]:
    """The names behind a label; one that states its own role (省民政厅（牵头）) stands on that side."""
    parts: list[Part] = []
    for name in names:
        with_role = re.fullmatch("(.+?)（(牵头|主办|主责|配合|协办|参与)(?:单位|部门)?）", name.text)
        here = side_of(with_role[2]) if with_role else side
        plain = Name(with_role[1], name.start, name.start + with_role.end(1)) if with_role else name
        if parts and parts[-1].side == here:
            parts[-1].names.append(plain)
        else:
            parts.append(Part(here, "", [plain]))
    return parts


def inner_label(key: str) -> int:
    """Where a label begins within a folded paragraph, behind a sentence; -1 where none does."""
    if BESIDES.match(key) and (found := WHO.search(key)):
        return found.start()
    found = re.search(rf"(?<=[。；，]){WHO.pattern}", key)
    return found.start() if found and re.search("[。；]", key[: found.start()]) else -1


def _with_roles(words: str, start: int, end: int, known: Collection[str]) -> FoundLead | None:
    """The lead in a value that states roles itself (责任单位：省财政厅牵头，各市政府配合。), from `start` to `end`."""
    sentence = re.split("。(?=.)", folded(words)[start:end])[0].rstrip("。；，、 ）】〕")
    if not re.search("牵头(?!单位|部门)|配合(?!单位|部门)|参与(?!单位|部门)", sentence):
        return None
    if found := bracket_lead(f"（{words[start : start + len(sentence)]}）", known):
        found.words, found.form = words, words[:start] + found.form[1:-1] + words[start + len(sentence) :]
    return found


def _value(words: str) -> str:
    """The names behind a label: without the sentences that follow, and without the role that repeats the label."""
    value = re.split("。(?=.)", words)[0]
    value = re.sub("[，；][^，；]{0,8}(?:第一|首位|最前)[^，；]*|[，；]下同(?!）)", "", value).rstrip("。；，、 】〕")
    value = value.rstrip("）") if value.count("）") > value.count("（") else value
    role = ROLE.search(value)
    if role and role.start() > 1 and ROLE_WORDS.fullmatch(value[role.start() :]):
        value = value[: role.start()]
    return value


def label_lead(
    words: str,
    known: Collection[str],
    offset: int = 0,
    end: int | None = None,
    *,
    first_leads: bool = False,
    sides: Sequence[str] = (),
) -> FoundLead | None:
    """The lead that a paragraph with labels states: 牵头单位：甲；配合单位：乙、丙。

    `first_leads`: the notice has stated that of several units the first one leads. `sides`: on which side each label
    sets the names behind it, where the label itself does not say so; empty where it does.
    """
    key = folded(words)
    end = len(key) if end is None else end
    labels = [*WHO.finditer(key, offset, end)]
    stops = [one.start() for form in (WHO, BY_WHEN, BESIDES) for one in form.finditer(key, offset, end)]
    parts: list[Part] = []
    for index, label in enumerate(labels):
        stop = min([one for one in stops if one > label.start()], default=end)
        value = _value(key[label.end() : stop])
        names = [
            Name(one.text, one.start + label.end(), one.end + label.end())
            for one in split_names(value.replace("；", "、").replace(" ", "、"))
            if is_group(one.text) or may_be_name(one.text)
        ]
        parts += _by_side(names, (sides[index] if index < len(sides) else "") or side_of(label[0]))
    if not parts:
        return None
    if len(labels) == 1 and (led := _with_roles(words, labels[0].end(), end, known)):
        return led
    sure = all(is_plain(name.text, known) for part in parts for name in part.names)
    rule = bool(FIRST_LEADS.search(key[offset:end]))
    found = made(words, parts, known, sure=sure, first_leads=first_leads or rule, is_rule=rule)
    found.has_role = True
    return found
