"""Sheets of local governments that lead beside departments: each task stands once, and who leads is of the level above."""

from __future__ import annotations

from support.shapes import dossier

from generators.kinds import task_sheet

NOTICE = (
    "部分:\n  - 标题: 任务\n    事项:\n"
    "      - 标题: 办成甲事\n        牵头: { 部门: [省财政厅, 各片区], 方式: 负责 }\n"
    "        措施: [{ 内容: 各片区要登记。, 责任: [各片区] }]\n"
    "      - 标题: 办成乙事\n        牵头: { 部门: [省财政厅, 东片区], 方式: 负责 }\n"
    "        措施: [{ 内容: 各片区要登记。, 责任: [各片区] }]\n"
)


def test_a_task_that_a_local_government_leads_is_not_listed_again_as_one_that_names_it() -> None:
    sheets = {output.for_: output.fields for output in task_sheet.outputs(dossier(NOTICE))}
    west = sheets["西片区管理局"]
    assert [row["事项"] for row in west["点名"]] == ["办成乙事"]
    assert west["点名"][0]["牵头单位"] == "省财政厅"
    assert not sheets["东片区管理局"]["点名"]
