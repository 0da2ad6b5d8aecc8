"""Who gets which document: a plan or a form whoever is asked for it, a task sheet nobody who only cooperates."""

from __future__ import annotations

import pytest
from support.files import ROOT
from support.shapes import dossier, problems

from generators.kinds import plan_template, report_form, task_sheet
from generators.word.package import read_parts
from generators.word.render import CompiledTemplate

TASKS = (
    "部分:\n  - 标题: 任务\n    事项:\n"
    "      - { 标题: 办成甲事, 措施: [要办。], 牵头: { 部门: [省财政厅], 配合: [省审计厅, 省教育厅] } }\n"
    "      - { 标题: 办成乙事, 措施: [编制乙实施方案。], 牵头: { 部门: [东片区] } }\n"
)
SAFEGUARD = "  - { 标题: 保障措施, 措施: [{ 内容: 各片区要制定实施方案。, 责任: [各片区] }] }\n"


def due(name: str, whom: str) -> str:
    return f"  - {{ 名称: {name}, 截止: 2022-06-10, 对象: [{whom}] }}\n"


@pytest.mark.parametrize(
    ("notice", "planning", "reporting"),
    [
        (f"时限:\n{due('实施方案', '东片区')}{TASKS}", ["东片区管理局"], ["省财政厅", "东片区管理局"]),
        (
            f"时限:\n{due('实施方案', '各片区')}{due('进展报告', '省财政厅')}{TASKS}",
            ["东片区管理局", "西片区管理局"],
            ["省财政厅"],
        ),
        (
            f"时限:\n{due('实施方案', '省财政厅')}{due('进展报告', '各片区')}{TASKS}{SAFEGUARD}",
            ["省财政厅", "东片区管理局", "西片区管理局"],
            ["东片区管理局", "西片区管理局"],
        ),
        (f"文书: [实施方案模板]\n{TASKS}", ["省财政厅", "东片区管理局"], ["省财政厅", "东片区管理局"]),
    ],
    ids=["bound", "two deadlines", "asked by a sentence", "listed in 文书"],
)
def test_plans_and_forms_go_to_those_who_are_asked_for_them(
    notice: str, planning: list[str], reporting: list[str]
) -> None:
    facts = dossier(notice)
    assert [output.for_ for output in plan_template.outputs(facts)] == planning
    assert [output.for_ for output in report_form.outputs(facts)] == reporting


def test_units_that_only_cooperate_are_named_once_with_the_way_to_a_sheet() -> None:
    (found,) = [one for one in problems(TASKS, places=True) if "配合" in one]
    assert found == (
        "notice.yaml:8:54: 提示：省审计厅、省教育厅只是配合，没有任务清单（要给的，在它配合的事项写上“责任: [省审计厅]”）"
    )
    given = TASKS.replace("{ 标题: 办成甲事,", "{ 标题: 办成甲事, 责任: [省审计厅, 省教育厅],")
    assert not [one for one in problems(given) if "配合" in one]
    assert {"省审计厅", "省教育厅"} <= {output.for_ for output in task_sheet.outputs(dossier(given))}
    assert not [one for one in problems(f"文书: [通知]\n{TASKS}") if "配合" in one]


def test_a_heading_has_no_bracket_within_another() -> None:
    units = (
        "类别: [{ 名称: 乡镇, 统称: [各乡镇（街道）], 归入: 地方 }]\n"
        "单位: [{ 序号: 10, 名称: 东镇人民政府, 类别: 乡镇 }, { 序号: 20, 名称: 西镇人民政府, 类别: 乡镇 }]\n"
    )
    notice = "部分: [{ 标题: 任务, 性质: 任务, 措施: [{ 内容: 各乡镇（街道）要登记。, 责任: [各乡镇（街道）] }] }]\n"
    sheet, *_ = task_sheet.outputs(dossier(notice, units))
    template = CompiledTemplate((ROOT / "templates" / "task_sheet.docx").read_bytes(), "task_sheet.docx")
    text = read_parts(template.render(sheet.fields, {}), "")["word/document.xml"].decode()
    assert "通知明确由各乡镇（街道）落实的任务" in text
