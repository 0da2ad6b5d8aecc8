"""Units that a text mentions without 责任: those that do something are asked about, those that are given something not."""

from __future__ import annotations

import pytest
from support.shapes import problems

NOTICE = (
    "部分:\n  - 标题: 任务\n    事项:\n      - 标题: 甲事\n        牵头: {{ 部门: [省教育厅] }}\n        正文: [{}]\n"
)


@pytest.mark.parametrize("text", ["每月底前将台账报省财政厅备案。", "办公室设在省财政厅。", "线索移送至省财政厅。"])
def test_a_unit_that_is_given_something_is_no_doubt(text: str) -> None:
    assert not [one for one in problems(NOTICE.format(text)) if "正文提到" in one]


@pytest.mark.parametrize("text", ["省财政厅要安排资金。", "将台账报省财政厅，省财政厅要汇总。"])
def test_a_unit_that_does_something_is_asked_about(text: str) -> None:
    assert [one for one in problems(NOTICE.format(text)) if "正文提到“省财政厅”" in one]
