"""Nil answers: which cells say that there is nothing, and which say something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.dossier.stock_answers import declines, is_nil

NIL = (
    "无 暂无 没有 尚无 均无 无。 （无） “无” 无问题 没有问题 不存在问题 无存在问题 无明显问题 暂未发现问题 目前没有问题 "
    "目前，暂无问题 无困难 暂无困难 未发现 不存在 没有困难和问题 不存在明显困难、问题 暂未发现明显问题和不足 "
    "工作中未发现存在问题 没有什么大的问题 我局无问题 无，暂无 无打算 没有下一步打算 无建议 无需说明 没有遇到问题 无相关问题 该项无问题 无异常 N/A n/a nil none / - —— ……"
)
SAYS = (
    "无进展 没有专职人员 无经费 未开展 未启动 人员不足 问题不突出 无变化 没有问题，但人员不足 不承担 不存在专门机构 没有网站 "
    "情况良好 无法公开 无专人 1 2013 未发现违规 没有计划 没有安排 没有公开数据平台 没有数据共享机制 未"
)
NO_PART = "不承担 不承担。 我厅不承担此项工作 此项工作我厅不承担 不涉及 本市不涉及 我局不承担该项任务 未涉及 与我厅无关 不属于我厅职责 非我局职责 不适用 不涉及我厅 我厅不负责此项工作 无此项职能 本单位不涉及该项工作内容"


@pytest.mark.parametrize("text", NIL.split())
def test_what_says_that_there_is_nothing_is_nil(text: str) -> None:
    assert is_nil(text) and not declines(text)


@pytest.mark.parametrize("text", ["", " \n ", "无\n暂无。", "无 问 题"])
def test_blanks_and_lines_make_no_difference(text: str) -> None:
    assert is_nil(text)


@pytest.mark.parametrize("text", SAYS.split())
def test_what_says_anything_is_not_nil(text: str) -> None:
    assert not is_nil(text)


@pytest.mark.parametrize("text", NO_PART.split())
def test_whoever_has_no_part_in_a_task_declines_it(text: str) -> None:
    assert declines(text) and not is_nil(text)


@pytest.mark.parametrize("text", ["不涉及个人隐私", "我厅承担此项工作", "不承担审计任务", "无"])
def test_what_a_unit_does_or_tells_is_not_declined(text: str) -> None:
    assert not declines(text)


@given(st.text("无没有未发现问题困难和、，不存在的。 \n", max_size=60), st.sampled_from("人经网已平甲3"))
def test_one_word_of_content_is_enough(text: str, word: str) -> None:
    assert not is_nil(text + word)
