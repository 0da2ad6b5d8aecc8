"""A date that a task's text quotes is the task's date, whether or not its 时限 names it too."""

from __future__ import annotations

from support.shapes import dossier

NOTICE = (
    "时限:\n  - { 名称: 登记造册, 截止: 2022-06 }\n  - { 名称: 工作总结, 报送: 进展, 截止: 2022-07-01, 对象: [各市] }\n"
    "  - { 名称: 督查, 截止: 2022-09, 对象: [本机关] }\n"
    "部分:\n  - 标题: 任务\n    事项:\n      - 标题: 办成甲事\n        牵头: { 部门: [省财政厅] }\n        措施:\n"
    "          - 【时限：登记造册】前登记。\n          - 【时限：工作总结】前总结，【时限：督查】前督查。\n"
)


def test_a_quoted_date_of_the_work_holds_for_the_task_and_binds_its_lead() -> None:
    facts = dossier(NOTICE)
    measures = [measure for item in facts.tasks for _, measure in item.passages]
    assert [one.deadlines for one in measures] == [["登记造册"], []]
    assert [unit.name for unit in facts.bound_by(facts.deadlines["登记造册"])] == ["省财政厅"]


def test_a_month_before_which_something_is_due_is_printed_with_its_end() -> None:
    facts = dossier(NOTICE)
    first = next(measure for item in facts.tasks for _, measure in item.passages)
    assert facts.measure(first) == "2022年6月底前登记。"
    assert facts.notice_text("【时限：登记造册】登记，【时限：工作总结】前总结。") == "6月登记，7月1日前总结。"
