"""What is read from content files and planned depends on them alone, so that the tests may work it out once."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from support.edits import EDITS
from support.files import NOTICE, ROOT
from support.remembered import LOAD, OUTPUTS, PLANNED, Plans

from generators.dates import PartialDate
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import RunContext
from generators.dossier.load import Loaded
from generators.kinds import all_kinds
from generators.outputs.planning import Templates
from generators.workspace.workspace import Workspace

SUPPLIED = Workspace(ROOT).content_files(NOTICE)
AS_OF = RunContext(PartialDate(2013, 12, 14))
RETURN = "单位: 省财政厅\n收到日期: 2013-12-10\n进展:\n  - { 事项: 加强制度建设, 完成状态: 已完成 }\n".encode()


def edited(name: str) -> ContentFiles:
    texts = {"notice.yaml": SUPPLIED.notice[1].decode(), "departments.yaml": SUPPLIED.departments[1].decode()}
    EDITS[name][0](texts)
    notice, departments = (texts[f"{file}.yaml"].encode() for file in ("notice", "departments"))
    return replace(SUPPLIED, notice=(SUPPLIED.notice[0], notice), departments=(SUPPLIED.departments[0], departments))


def read(loaded: Loaded) -> tuple[object, ...]:
    """Everything that was read, to be compared by value."""
    assert loaded.dossier
    return loaded.problems, loaded.dossier.notice, list(loaded.dossier.units), loaded.dossier.returns


def test_a_plan_depends_on_the_content_alone_whatever_was_read_and_planned_before() -> None:
    content = replace(SUPPLIED, returns={"省财政厅.yaml": RETURN})
    first, second, other = LOAD(content), LOAD(content), LOAD(edited("插入事项")).dossier
    assert first.dossier and second.dossier and other
    as_read = copy.deepcopy(read(first))
    forwards = list(OUTPUTS(first.dossier))
    for dossier in (second.dossier, other):
        for kind in reversed(all_kinds()):
            list(kind.outputs(replace(dossier, context=AS_OF)))
    assert forwards == list(OUTPUTS(second.dossier)) == list(OUTPUTS(first.dossier)) != list(OUTPUTS(other))
    assert read(first) == read(second) == as_read, "planning has changed nothing that was read"


@pytest.mark.slow
def test_what_is_remembered_is_what_would_be_worked_out() -> None:
    plans, templates = Plans(), Templates(Workspace(ROOT))
    contents = [
        SUPPLIED,
        edited("插入事项"),
        edited("单位改名"),
        replace(SUPPLIED, returns={"a.yaml": RETURN}),
        SUPPLIED,
    ]
    for content in contents:
        loaded, dossier = LOAD(content), plans.load(content).dossier
        assert read(plans.load(content)) == read(loaded) and loaded.dossier and dossier
        for asked in (dossier, replace(dossier, context=AS_OF)):
            found = list(plans.outputs(asked))
            assert found == list(OUTPUTS(replace(loaded.dossier, context=asked.context)))
            for kind, output in found[::11]:
                assert plans.planned(asked, templates, kind, output) == PLANNED(asked, templates, kind, output)


@pytest.mark.parametrize("key", ["returns", "phrases", "name"])
def test_no_part_of_the_content_is_overlooked(key: str) -> None:
    plans = Plans()
    dossier = plans.load(SUPPLIED).dossier
    value = {"returns": {"a.yaml": RETURN}, "phrases": ("phrases.yaml", b""), "name": "another"}[key]
    other = plans.load(replace(SUPPLIED, **{key: value})).dossier
    assert dossier and other and dossier is not other
    assert [output for _, output in plans.outputs(other)] == [output for _, output in OUTPUTS(other)]
