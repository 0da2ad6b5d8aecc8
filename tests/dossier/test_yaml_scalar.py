"""A text written as a YAML scalar, plain or in marks, is read back as that text."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generators.dossier.source import value_at_top
from generators.dossier.yaml_scalar import scalar

_MARKS = "甲a1 ：:#-?,[]{}&*!|>'\"%@`~=.<\\\t\n\r\x07\x7f\x85\xa0\u2028\u3000\ufeff"


@pytest.mark.parametrize("form", ["名称: {}\n", "- {}\n", "[甲, {}]\n", "{{ 名称: {} }}\n"])
@given(st.text(st.sampled_from(_MARKS), max_size=8))
def test_every_text_is_read_back_in_block_and_in_flow_style(form: str, text: str) -> None:
    in_flow = form[0] in "[{"
    read = yaml.load(form.format(scalar(text, in_flow=in_flow)), yaml.BaseLoader)
    assert (read["名称"] if isinstance(read, dict) else read[-1]) == text


def test_words_without_marks_of_yaml_stand_as_they_are() -> None:
    assert scalar("省财政厅") == "省财政厅"
    assert scalar("一是抓公开，二是“抓落实”。", in_flow=False) == "一是抓公开，二是“抓落实”。"
    assert scalar("9:30 前", in_flow=False) == "9:30 前"
    assert scalar("9:30 前") == '"9:30 前"', "a colon may end a key in flow style"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("发文机关: 某办 # 已核", "某办"),
        ('发文机关: "某办"', "某办"),
        ("发文机关:  # 请核对", ""),
        ("发文机关: [", ""),
        ("", ""),
    ],
)
def test_a_value_at_the_top_is_read_by_itself(line: str, value: str) -> None:
    assert value_at_top(f"标题: 甲\n{line}\n正文:\n  - 发文机关: 乙\n", "发文机关") == value
