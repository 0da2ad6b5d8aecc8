"""Facts: every key of the content is compared, also one that nobody has worded; values are compared as typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel, Field, create_model
from support.edits import EDITS, words
from support.files import NOTICE, ROOT

from generators.comparing.differences import everywhere, for_unit
from generators.comparing.fact_kinds import fact_kind, is_reported
from generators.comparing.renaming import renamed
from generators.comparing.statements import ContentState
from generators.comparing.walking import walked
from generators.dossier import attachment, models, nodes
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.dossier.units import UnitList
from generators.workspace.workspace import Workspace

SUPPLIED = Workspace(ROOT).content_files(NOTICE)
APPROVALS = "推进行政审批信息公开"
# The models of the content, and how a key is worded that is added to one.
WORDED = {
    models.Notice: "新键 甲 → 乙",
    models.Contact: "联系方式的新键 甲 → 乙",
    attachment.Arrangement: "印发件的新键 甲 → 乙",
    models.Deadline: "时限“进展报告”的新键 甲 → 乙",
    nodes.Section: "“深入推进重点领域信息公开”的新键 甲 → 乙",
    nodes.WorkItem: f"“{APPROVALS}”的新键 甲 → 乙",
    nodes.Lead: f"“{APPROVALS}”的新键 甲 → 乙",
    nodes.Measure: f"“{APPROVALS}”的“推进审批过程和结果公开”新键 甲 → 乙",
    nodes.Clause: "“推进财政预算决算和‘三公’经费公开”的“着力推进‘三公’经费公开”新键 甲 → 乙",
    models.Unit: "“省编委办”的新键 甲 → 乙",
}
OWN = (models.Deadline, nodes.WorkItem, nodes.Measure, models.Unit)  # what is stated of 省编委办 itself, too
CONTENT = {"title": "甲", "issuer": "甲", "issued_on": "甲", "name": "甲", "number": 1, "category": "甲", "date": "甲"}
OWNERS: dict[str, tuple[type[BaseModel], dict[str, Any]]] = {
    "通知": (
        models.Notice,
        {**CONTENT, "lead_forms": {"负责": "甲"}, "arrangements": [attachment.Arrangement.model_construct(title="甲")]},
    ),
    "时限": (models.Deadline, CONTENT),
    "事项": (nodes.WorkItem, CONTENT),
    "牵头": (nodes.Lead, {"departments": ["甲"]}),
    "措施": (nodes.Measure, {}),
    "单位": (models.Unit, CONTENT),
}


def dossier(*edits: Callable[[dict[str, str]], None]) -> Dossier:
    texts = {"notice.yaml": SUPPLIED.notice[1].decode(), "departments.yaml": SUPPLIED.departments[1].decode()}
    for edit in edits:
        edit(texts)
    files = [(SUPPLIED.departments[0], "departments.yaml"), (SUPPLIED.notice[0], "notice.yaml")]
    found = load(ContentFiles(NOTICE, *((path, texts[name].encode()) for path, name in files))).dossier
    assert found
    return found


def sentences(old: Dossier, new: Dossier, unit: str = "") -> list[str]:
    before, after = ContentState(old), ContentState(new)
    names = renamed(before, after)
    return [one.text for one in (for_unit(before, after, unit, names) if unit else everywhere(before, after, names))]


def with_key(node: Any, model: type[BaseModel], value: str) -> Any:
    """Content in which a model has got one key more."""
    if isinstance(node, list):
        return [with_key(one, model, value) for one in node]
    if not isinstance(node, BaseModel):
        return node
    values = {name: with_key(getattr(node, name), model, value) for name in type(node).model_fields}
    if type(node) is not model:
        return type(node).model_construct(**values)
    larger = create_model(model.__name__, __base__=model, added=(str, Field("", alias="新键")))
    return larger.model_construct(**values, added=value)


def grown(facts: Dossier, model: type[BaseModel], value: str) -> Dossier:
    units = UnitList(with_key(list(facts.units), model, value))
    return replace(facts, notice=with_key(facts.notice, model, value), units=units)


@pytest.mark.parametrize("model", WORDED, ids=lambda model: model.__name__)
def test_a_key_that_is_added_to_a_model_is_reported_without_any_code(model: type[BaseModel]) -> None:
    facts = dossier()
    old, new = grown(facts, model, "甲"), grown(facts, model, "乙")
    found = sentences(old, new)
    assert WORDED[model] in found and all(one.endswith("新键 甲 → 乙") for one in found)
    assert (WORDED[model] in sentences(old, new, "省编委办")) == (model in OWN)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_key_of_a_model_is_walked_or_has_a_row_that_leaves_it_to_other_facts(owner: str) -> None:
    model, example = OWNERS[owner]
    filled = {name: ["甲"] for name, field in model.model_fields.items() if field.default == []}
    keys = [name for name, _ in walked(dossier(), model.model_construct(**(filled | example)), owner)]
    for field in model.model_fields.values():
        name = f"{owner}/{field.alias}"
        assert any(key.startswith(name) for key in keys) == is_reported(name), name


def test_every_fact_that_is_stated_has_a_kind() -> None:
    facts = dossier()
    state = ContentState(facts)
    for about in [*state.whole, *(about for unit in facts.units for about in state.of_unit(unit))]:
        kind = fact_kind(about[0])
        names = [f"名{number}" for number in range(len(about) - 1)]
        assert all(sentence.format(*names, old="旧", new="新") is not None for sentence in kind[:3])


def test_a_deadline_printed_in_other_words_reports_its_day_as_well() -> None:
    assert sentences(dossier(), dossier(words("截止: 2014-12-31", "截止: 2014-12-30"))) == [
        "时限“三公经费县级”的截止 12月31日 → 12月30日"
    ]


def test_a_year_that_is_no_deadline_is_quoted_and_compared() -> None:
    edit = words("按2012年提出的要求公开保障性安居工程建设、分配和退出信息。", "按2011年提出的要求公开有关信息。")
    (fact,) = sentences(dossier(), dossier(edit), "沈阳市人民政府")
    assert "的要求改了" in fact and "＿" not in fact and "2012年" in fact


def test_a_quotation_never_ends_within_a_reference() -> None:
    edit = words(
        "                  责任: [各市]\n                  时限: [三公经费市级]",
        "                  责任: [沈阳市]\n                  时限: [三公经费市级]",
    )
    (fact,) = [one for one in sentences(dossier(), dossier(edit), "大连市人民政府") if "要求改了" in one]
    assert "…费公开。各市政府及其部门要在…全面公开“三公”经费；县级政府…" in fact


def test_a_new_unit_is_reported_in_its_own_documents_too() -> None:
    facts = sentences(dossier(), dossier(EDITS["新的单位"][0]), "省委党校")
    assert facts[0] == "新增单位“省委党校”" and not [one for one in facts if "简称" in one or "类别" in one]


def test_a_renamed_unit_is_renamed_wherever_it_is_named() -> None:
    facts = sentences(dossier(), dossier(EDITS["单位改名"][0]))
    assert facts == ["单位“省物价局”改名为“省价格局”"]


def test_a_renamed_unit_is_told_so_in_its_own_documents() -> None:
    new = dossier(
        lambda texts: texts.update({name: text.replace("省审计厅", "省审计局") for name, text in texts.items()})
    )
    assert sentences(dossier(), new, "省审计局")[0] == "单位“省审计厅”改名为“省审计局”"
