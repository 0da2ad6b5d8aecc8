"""Lines below an item that only say who or by when, imported."""

from __future__ import annotations

import yaml

from generators.importer.importing import imported
from generators.importer.reading import text_blocks

TEXT = """某市人民政府办公室关于做好某项工作的通知
各区、县人民政府，市政府各部门：
一、推进甲事。抓紧建成平台。
牵头单位：市教育局
配合单位：市财政局、市司法局
完成时限：2024年6月底
二、推进乙事。逐步扩大范围。
牵头单位：市民政局
配合单位：市财政局
完成时限：长期坚持
某市人民政府办公室
2024年4月9日
"""


def test_they_stay_lines_that_refer_to_the_deadline_and_bind_nobody_else() -> None:
    data = yaml.load(imported(text_blocks(TEXT), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    first, second = data["部分"]
    assert first["正文"][1:] == [
        *("牵头单位：市教育局", "配合单位：市财政局、市司法局"),
        {"内容": "完成时限：【时限：推进甲事】", "时限": ["推进甲事"]},
    ]
    assert (first["牵头"]["部门"], first["牵头"]["配合"]) == (["市教育局"], ["市财政局", "市司法局"])
    assert second["正文"][-1] == {"内容": "完成时限：【时限：推进乙事】", "时限": ["推进乙事"]}
    terms = [(one.get("截止"), one["表述"]) for one in data["时限"]]
    assert terms == [("2024-06", "2024年6月底"), (None, "长期坚持")]
