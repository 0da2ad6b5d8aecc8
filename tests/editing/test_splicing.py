"""Other data put into a content file where it stands: the data are exactly those, comments and layout stay."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml
from support.files import ROOT

from generators.editing.splicing import UnspliceableError, splice
from generators.editing.yaml_text import YamlText
from generators.importer.yaml_text import flow, lines_of

FILE = """# 头
标题: 甲   # 题
时限:
  - { 名称: 方案, 截止: 2024-06 }   # 六月
部分:
  # 第一部分
  - 标题: 一
    正文:
      - 旧话。   # 旧
      - 再一句。
  - 标题: 二
    牵头: { 部门: [省财政厅], 方式: 牵头 }
附注: 完
"""


def spliced(text: str, data: Any) -> str:
    file = YamlText(text.encode(), "notice.yaml")
    splice(file, yaml.load(text, yaml.BaseLoader), data, lines_of, flow)
    return file.edited


def changed(text: str, *edits: tuple[str, str]) -> Any:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ([("旧话。", "新话。")], ["      - 新话。   # 旧"]),
        ([("2024-06", "2024-09")], ["  - { 名称: 方案, 截止: 2024-09 }   # 六月"]),
        ([("      - 旧话。   # 旧\n", "")], ["      - 再一句。"]),
        ([("      - 再一句。\n", "      - 再一句。\n      - 又一句。\n")], ["      - 旧话。   # 旧", "      - 又一句。"]),
        ([("  - 标题: 二\n", "  - 标题: 中\n    责任: [各市]\n  - 标题: 二\n")], ["  - 标题: 中", "    责任: [各市]"]),
        ([("    正文:\n", "    责任: [各市]\n    正文:\n")], ["    责任: [各市]", "      - 旧话。   # 旧"]),
        ([("附注: 完\n", "")], ["标题: 甲   # 题"]),
        ([("部门: [省财政厅]", "部门: [省审计厅, 省财政厅]")], ["    牵头: { 部门: [省审计厅, 省财政厅], 方式: 牵头 }"]),
    ],
)  # fmt: skip
def test_what_differs_is_written_where_it_stands(edits: list[tuple[str, str]], lines: list[str]) -> None:
    data = changed(FILE, *edits)
    edited = spliced(FILE, data)
    assert yaml.load(edited, yaml.BaseLoader) == data
    assert not set(lines) - set(edited.splitlines())
    assert "# 头" in edited and "  # 第一部分" in edited


def test_any_change_of_a_notice_is_exact_or_refused() -> None:
    text = (ROOT / "content" / "2013-open-government" / "notice.yaml").read_text("utf-8")
    pick = random.Random(3)
    exact = 0
    for _ in range(12):
        data = yaml.load(text, yaml.CBaseLoader)
        for _ in range(3):
            _change(data, pick)
        try:
            edited = spliced(text, data)
        except UnspliceableError:
            continue
        assert yaml.load(edited, yaml.CBaseLoader) == data
        exact += 1
    assert exact >= 8


def _change(value: Any, pick: random.Random) -> None:
    """Change, add or drop something deep in a value."""
    lists = [one for one in _lists(value) if len(one) > 1]
    one = pick.choice(lists)
    at = pick.randrange(len(one))
    way = pick.randrange(3)
    if way == 0:
        one.insert(at, f"新的{pick.random()}" if isinstance(one[0], str) else {"标题": f"新的{pick.random()}"})
    elif way == 1:
        del one[at]
    elif isinstance(one[at], str):
        one[at] += "改"
    else:
        one[at]["标题"] = "改了"


def _lists(value: Any) -> list[list[Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [*([value] if isinstance(value, list) else []), *(found for one in inner for found in _lists(one))]
