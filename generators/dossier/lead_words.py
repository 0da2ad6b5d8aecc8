"""How a lead is printed: by the notice's 牵头句式 for its 方式, or by a 表述 of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from generators.wording import LeadMode, listed

if TYPE_CHECKING:
    from generators.dossier.nodes import Lead

_PLACE = re.compile(r"【(部门|配合|指导)】")
_OPENING, _CLOSING = "（(〔［[", "）)〕］]"
_SHELL = re.compile(rf"([{re.escape(_OPENING)}]?)(.*?)([{re.escape(_CLOSING)}]?[。；]?)", re.DOTALL)


def lead_words(lead: Lead, forms: Mapping[LeadMode, str], named: Callable[[Iterable[str]], list[str]]) -> str:
    """The words of a lead, empty where it prints nothing. `named`: names as the notice prints them.

    A clause of the form whose names are missing falls away with its comma; each line is a paragraph.
    """
    form = lead.printed if lead.printed is not None else forms.get(lead.mode, _usual(lead))
    names = {
        "部门": listed(named(lead.departments)),
        "配合": listed(named(lead.cooperating)),
        "指导": listed(named(lead.guiding)),
    }
    return "\n".join(filter(None, (_line(line, names) for line in form.split("\n"))))


def _line(form: str, names: Mapping[str, str]) -> str:
    shell = _SHELL.fullmatch(form)
    assert shell is not None, "every text has this form"
    start, inner, end = shell.groups()
    clauses = re.split("([，；])", inner)
    kept = [
        (clause, mark)
        for clause, mark in zip(clauses[::2], ["", *clauses[1::2]], strict=True)
        if all(names[place] for place in _PLACE.findall(clause))
    ]
    words = "".join((mark if index else "") + clause for index, (clause, mark) in enumerate(kept))
    return _PLACE.sub(lambda found: names[found[1]], start + words + end) if words else ""


def _usual(lead: Lead) -> str:
    """The form where the notice gives none: （甲牵头落实）, （甲牵头，乙配合）, （甲指导）."""
    if not lead.departments:
        return "（【指导】指导）"
    if not (lead.cooperating or lead.guiding):
        return f"（【部门】{lead.mode}落实）"
    return f"（【指导】指导，【部门】{lead.mode}，【配合】配合）"


def is_bracket(words: str) -> bool:
    """Whether the words of a lead close the text that they belong to; others are a paragraph of their own."""
    return words.startswith(tuple(_OPENING))
