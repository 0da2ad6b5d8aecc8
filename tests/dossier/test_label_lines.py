"""Lines that only say who or by when, as notices print them below an item: 牵头单位：…, 完成时限：…."""

from __future__ import annotations

import pytest
from support.shapes import dossier, problems

from generators.dossier.label_lines import is_label_line

ITEM = (
    "时限: [{ 名称: 办成甲事, 截止: 2022-06, 表述: 2022年6月底 }, { 名称: 月报, 周期: 每月25日, 表述: 每月25日前 }]\n"
    "部分:\n  - 标题: 任务\n    事项:\n      - 标题: 办成甲事\n        正文:\n{texts}"
    "          - 牵头单位：省财政厅\n          - 配合单位：省审计厅\n          - 完成时限：【时限：办成甲事】\n"
    '        牵头: { 部门: [省财政厅], 方式: 牵头, 配合: [省审计厅], 表述: "" }\n'
)


def asked(texts: str) -> list[tuple[str, list[str]]]:
    """The texts of the item's tasks, each with the deadlines that hold for it."""
    facts = dossier(ITEM.replace("{texts}", texts))
    return [(facts.measure(one), one.deadlines) for item in facts.tasks for _, one in item.passages]


def test_a_line_with_a_label_is_no_task_and_its_date_holds_for_the_item() -> None:
    assert asked("          - 年内办成。\n") == [("年内办成。", ["办成甲事"])]


def test_the_date_of_a_line_holds_beside_the_one_that_a_text_has_itself() -> None:
    text = "          - { 内容: 【时限：月报】报一次。, 时限: [月报] }\n"
    assert asked(text) == [("每月25日前报一次。", ["月报", "办成甲事"])]


def test_an_item_of_nothing_but_such_lines_is_asked_by_its_heading() -> None:
    assert asked("") == [("办成甲事。", ["办成甲事"])]


@pytest.mark.parametrize(
    "text",
    [
        *("责任单位：省财政厅、省审计厅。", "（牵头单位：省财政厅；配合单位：省审计厅）", "【责任部门】省财政厅"),
        *("完成时限：长期坚持", "办理时限:2022年6月底前。", "时间节点：【时限：甲】"),
        *("牵头领导：张三", "适用范围：所有自贸试验区"),
    ],
)
def test_what_only_says_who_or_by_when(text: str) -> None:
    assert is_label_line(text)


@pytest.mark.parametrize(
    "text",
    [
        *("【时限：甲】，完成登记。", "责任单位要加强协调。", "牵头单位：省财政厅。其他单位按职责配合，每月调度一次。"),
        "工作进度：各地要建立台账，逐项明确责任人、时间表、路线图，确保按时间节点高质量完成各项任务，并形成长效机制",
    ],
)
def test_what_says_more(text: str) -> None:
    assert not is_label_line(text)


def test_a_line_with_a_label_needs_no_full_stop() -> None:
    assert not any("句号" in one for one in problems(ITEM.replace("{texts}", "")))


def test_a_line_that_names_another_body_than_the_lead_is_warned_of() -> None:
    other = ITEM.replace("{texts}", "          - 办成。\n").replace("部门: [省财政厅]", "部门: [省教育厅]")
    (found,) = [one for one in problems(other) if "省财政厅" in one]
    assert found == "warning: 这一行写的省财政厅，“牵头”里没有"
