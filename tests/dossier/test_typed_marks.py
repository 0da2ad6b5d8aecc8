"""Marks typed by hand that the template prints: each is named with what to delete."""

from __future__ import annotations

from typing import Any

import pytest

from generators.dossier.source import Source
from generators.dossier.typed_marks import check_typed_marks


def hints(data: dict[str, Any]) -> list[str]:
    return [problem.hint.split("，")[0] for problem in check_typed_marks(Source("notice.yaml", frozenset(), data))]


@pytest.mark.parametrize(
    ("data", "deleted"),
    [
        ({"附件": [{"名称": "1.重点任务分解表；"}]}, ["1."]),
        ({"附件": [{"名称": "附件2：联系方式"}]}, ["附件2："]),
        ({"附件": [{"名称": "附件 1.分解表"}]}, ["附件 1."]),
        ({"附件": [{"名称": "《重点任务分解表》。"}]}, ["《》"]),
        ({"印发件": {"标题": "《全省工作安排》"}}, ["《》"]),
        ({"抄送": ["抄送：省委各部委", "省法院。"]}, ["抄送：", "。"]),
        ({"签发人": ["签发人：张三"]}, ["签发人："]),
        ({"主送机关": "主送：各市人民政府"}, ["主送："]),
        ({"附注": "（（此件公开发布））"}, ["（（", "）"]),
        ({"附注": "（此件公开发布。）"}, ["。）"]),
        ({"密级": "密级：机密★1年"}, ["密级："]),
        ({"联系方式": {"联系人": "联系人：张三", "电话": "电话：024-1"}}, ["联系人：", "电话："]),
        ({"部分": [{"标题": "一、深入推进", "事项": [{"标题": "（一）(一)推进公开"}]}]}, ["一、", "（一）(一)"]),
        (
            {"部分": [{"事项": [{"措施": ["一是1.继续公开。", {"内容": "（2）细化。"}, "①公开。"]}]}]},
            ["一是1.", "（2）", "①"],
        ),
    ],
)
def test_each_mark_is_named_with_what_to_delete(data: dict[str, Any], deleted: list[str]) -> None:
    assert hints(data) == [f"删去“{mark}”" for mark in deleted]


@pytest.mark.parametrize(
    "data",
    [
        {"附件": [{"名称": "《公开条例》有关条款"}, {"名称": "2013年重点任务分解表"}]},
        {"附注": "此件公开发布"},
        {"附注": "（此件公开发布）"},
        {"抄送": ["省委各部委", "省法院"], "签发人": ["张三"]},
        {"部分": [{"标题": "一体推进公开", "事项": [{"措施": ["一是否公开要说明。", "1.5亿元以上的项目全部公开。"]}]}]},
        {"正文": ["一、高度重视。"]},
    ],
)
def test_what_belongs_to_the_words_stays(data: dict[str, Any]) -> None:
    assert not hints(data)
