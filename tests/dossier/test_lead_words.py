"""How a lead is printed: the usual brackets, the notice's own form, a 表述, and clauses that fall away."""

from __future__ import annotations

import pytest

from generators.dossier.lead_words import is_bracket, lead_words
from generators.dossier.nodes import Lead
from generators.wording import LeadMode

TWO = ["省财政厅", "省审计厅"]


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ({"departments": TWO, "mode": LeadMode.SEPARATE}, "（省财政厅、省审计厅分别牵头落实）"),
        ({"departments": TWO, "cooperating": ["省物价局"]}, "（省财政厅、省审计厅牵头，省物价局配合）"),
        ({"departments": TWO[:1]}, "（省财政厅牵头落实）"),
        ({"departments": TWO[:1], "mode": LeadMode.RESPONSIBLE}, "（省财政厅负责落实）"),
        ({"guiding": TWO[:1]}, "（省财政厅指导）"),
        ({"departments": TWO[:1], "printed": ""}, ""),
        ({"departments": TWO[:1], "printed": "（负责部门：【部门】，【配合】配合）"}, "（负责部门：省财政厅）"),
    ],
)
def test_a_lead_is_printed_by_its_mode_or_its_own_words(lead: dict[str, object], words: str) -> None:
    assert lead_words(Lead.model_construct(**lead), {}, list) == words


def test_the_notice_may_print_a_mode_by_a_form_of_its_own() -> None:
    forms = {LeadMode.RESPONSIBLE: "责任单位：【部门】。"}
    assert lead_words(Lead.model_construct(departments=TWO, mode=LeadMode.RESPONSIBLE), forms, list) == (
        "责任单位：省财政厅、省审计厅。"
    )


@pytest.mark.parametrize(
    ("cooperating", "words"),
    [(["省物价局"], "牵头责任单位：省财政厅。\n协同责任单位：省物价局。"), ([], "牵头责任单位：省财政厅。")],
)
def test_each_line_of_a_form_is_a_paragraph_that_falls_away_without_names(cooperating: list[str], words: str) -> None:
    forms = {LeadMode.JOINT: "牵头责任单位：【部门】。\n协同责任单位：【配合】。"}
    lead = Lead.model_construct(departments=TWO[:1], cooperating=cooperating)
    assert lead_words(lead, forms, list) == words


@pytest.mark.parametrize("words", ["（甲牵头）", "(甲牵头)", "〔责任单位：甲〕", "［甲］"])
def test_brackets_of_all_sorts_close_the_text(words: str) -> None:
    assert is_bracket(words) and not is_bracket("责任单位：甲。")
