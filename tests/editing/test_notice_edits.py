"""The usual edits of a notice's YAML change what they are about and leave the rest to the letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.files import NOTICE, ROOT

from generators.dossier.source import Path
from generators.editing.notice_edits import EditableText, EditError

TEXT = """# 顶上的话
标题: 关于公开的通知   # 标题的话
发文字号:        # 印发时填
版记: |
  第一行
  第二行
时限:
  - 名称: 方案
    截止: 2013-09-06   # 原定9月
    对象: [各市]
印发件:
  部分:
    # 第一部分的话
    - 标题: 甲
      事项:
        - 标题: 子
          牵头: { 部门: [省财政厅], 方式: 牵头 }  # 定了
          措施:
            - 一句。
            - 内容: 两句。
              责任:
                - 各市   # 都要
            # 第三句的话
            - 三句。

        - 标题: 丑
    # 第二部分的话
    - 标题: 乙
# 末尾的话
"""
ITEMS: Path = ("印发件", "部分", 0, "事项")


def lines_changed(new: str, old: str = TEXT) -> tuple[list[str], list[str]]:
    before, after = old.split("\n"), new.split("\n")
    return [line for line in before if line not in after], [line for line in after if line not in before]


@pytest.fixture
def notice() -> EditableText:
    return EditableText(TEXT)


def test_a_moved_date_changes_one_word_and_keeps_its_comment(notice: EditableText) -> None:
    new = notice.reworded(("时限", 0, "截止"), "2013-09-13")
    assert lines_changed(new) == (["    截止: 2013-09-06   # 原定9月"], ["    截止: 2013-09-13   # 原定9月"])


def test_an_empty_value_is_filled_before_its_comment(notice: EditableText) -> None:
    new = notice.reworded(("发文字号",), "辽政办发〔2013〕1号")
    assert lines_changed(new)[1] == ["发文字号: 辽政办发〔2013〕1号        # 印发时填"]


def test_words_that_yaml_would_take_for_something_else_are_quoted(notice: EditableText) -> None:
    for words in (
        "甲: 乙",
        "# 井",
        "- 横",
        "[甲]",
        "a #b",
        "“引”",
        '"双"',
        "结尾:",
        "*星",
        "甲\\n",
        "否",
        "  前空",
        "",
    ):
        assert (
            yaml.load(notice.reworded((*ITEMS, 0, "标题"), words), yaml.BaseLoader)["印发件"]["部分"][0]["事项"][0][
                "标题"
            ]
            == words
        )


def test_a_block_of_lines_is_replaced_as_a_block(notice: EditableText) -> None:
    assert "版记: |-\n  新一行\n  新二行\n时限:" in notice.reworded(("版记",), "新一行\n新二行")


def test_a_lead_is_changed_in_its_place_and_added_where_there_is_none(notice: EditableText) -> None:
    changed = notice.with_list((*ITEMS, 0), "牵头", ["省审计厅", "省财政厅"], "{ 部门: {} }")
    assert lines_changed(changed)[1] == ["          牵头: { 部门: [省审计厅, 省财政厅], 方式: 牵头 }  # 定了"]
    added = notice.with_list((*ITEMS, 1), "牵头", ["省审计厅"], "{ 部门: {} }")
    assert "        - 标题: 丑\n          牵头: { 部门: [省审计厅] }\n    # 第二部分的话" in added


def test_a_list_in_lines_becomes_one_in_brackets(notice: EditableText) -> None:
    new = notice.with_list((*ITEMS, 0, "措施", 1), "责任", ["沈阳市"])
    assert "              责任: [沈阳市]   # 都要" in new


def test_an_entry_goes_with_its_lines_and_leaves_all_comments(notice: EditableText) -> None:
    gone, more = lines_changed(notice.without((*ITEMS, 0, "措施", 1)))
    assert gone == ["            - 内容: 两句。", "              责任:", "                - 各市   # 都要"] and not more
    with pytest.raises(EditError, match="只有这一项"):
        notice.without(("时限", 0))


def test_an_entry_moves_with_the_comment_above_it(notice: EditableText) -> None:
    new = notice.moved(("印发件", "部分", 1), -1)
    assert new.index("# 第二部分的话") < new.index("标题: 乙") < new.index("# 第一部分的话") < new.index("标题: 甲")
    with pytest.raises(EditError, match="末尾"):
        notice.moved(("印发件", "部分", 1), 1)


def test_a_new_entry_is_written_as_the_one_before_it(notice: EditableText) -> None:
    assert "            - 一句。\n            - 新的。\n" in notice.with_entry((*ITEMS, 0, "措施", 0), "新的。")
    item = notice.with_entry((*ITEMS, 1), "寅", ["省审计厅"])
    assert "        - 标题: 寅\n          牵头: { 部门: [省审计厅] }\n    # 第二部分的话" in item


def test_what_cannot_be_edited_so_is_refused_with_the_way_out(notice: EditableText) -> None:
    for edit in (
        lambda: notice.reworded(("时限",), "甲"),
        lambda: notice.moved(("时限", 0, "对象", 0), 1),
        lambda: notice.reworded(("没有", 3), "甲"),
        lambda: notice.without(("标题",)),
        lambda: notice.without((*ITEMS, 0, "措施", -1)),
        lambda: EditableText("甲: [乙"),
        lambda: EditableText("").reworded(("甲",), "乙"),
    ):
        with pytest.raises(EditError, match=r"[一-龥]"):
            edit()


def scalars(value: object, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from scalars(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from scalars(below, (*path, index))
    else:
        yield path


def places(text: str) -> list[Path]:
    return sorted(scalars(yaml.load(text, yaml.BaseLoader)), key=str)


@given(
    st.sampled_from(places(TEXT)),
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff\x85"
        ),
        max_size=20,
    ),
)
def test_any_words_at_any_place_change_these_words_alone(path: Path, words: str) -> None:
    assert EditableText(EditableText(TEXT).reworded(path, words)).value(path) == words


def test_every_place_of_a_real_notice_can_be_reworded() -> None:
    real = (ROOT / "content" / NOTICE / "notice.yaml").read_text("utf-8")
    notice = EditableText(real)
    for path in places(real)[::5]:
        new = notice.reworded(path, "改过的话")
        assert sum(a != b for a, b in zip(new.split("\n"), real.split("\n"), strict=True)) == 1, path
