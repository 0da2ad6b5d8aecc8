"""A unit put into departments.yaml: where it stands, its 序号, and what is refused."""

from __future__ import annotations

import pytest

from generators.dossier.load import read_units
from generators.editing.new_unit import NewUnit, add_unit
from generators.editing.yaml_text import YamlText
from generators.problems import ContentError

BLOCK = "单位:\r\n  - 序号: 10\r\n    名称: 甲局\r\n    类别: 部门\r\n  # 市\r\n  - { 序号: 11, 名称: 乙市, 类别: 市 }  # 尾\r\n"


def added(raw: bytes, behind: str) -> bytes:
    text = YamlText(raw, "departments.yaml")
    add_unit(text, read_units(("departments.yaml", raw)), NewUnit("丙: 局", "丙", "部门", behind))
    return text.as_bytes()


@pytest.mark.parametrize(
    ("before", "behind", "after"),
    [
        (BLOCK, "乙市", BLOCK + '  - { 序号: 21, 名称: "丙: 局", 简称: 丙, 类别: 部门 }\r\n'),
        (
            BLOCK.replace("11", "20"),
            "甲局",
            BLOCK.replace("11", "20").replace(
                "  # 市", '  - { 序号: 15, 名称: "丙: 局", 简称: 丙, 类别: 部门 }\r\n  # 市'
            ),
        ),
    ],
    ids=["at the end", "between two"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_unit_stands_behind_the_one_that_it_follows(before: str, behind: str, after: str, encoding: str) -> None:
    assert added(before.encode(encoding), behind) == after.encode(encoding)


@pytest.mark.parametrize(
    ("text", "behind", "message"),
    [
        (BLOCK, "甲局", "序号 10 和 11 中间没有空了"),
        (BLOCK, "丁局", "单位名录里没有“丁局”"),
        ("单位: [{ 序号: 10, 名称: 甲局, 类别: 部门 }]\n", "甲局", "单位名录写在一行里"),
    ],
)
def test_a_unit_that_can_stand_nowhere_is_refused(text: str, behind: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        added(text.encode(), behind)
