"""An adjustment put into the notice that it adjusts."""

from __future__ import annotations

import yaml

from generators.dossier.models import Adjustment
from generators.dossier.yaml_scalar import scalar
from generators.editing.yaml_text import YamlText

_KEY = "调整通知"


def with_adjustment(raw: bytes, file: str, entry: Adjustment, count: int, *, is_new: bool) -> bytes:
    """The notice with an adjustment as the last of its 调整通知, in the place of the last one where it is not new.

    `count`: how many there are.
    """
    text = YamlText(raw, file)
    words = f"{{ 成文日期: {entry.issued_on}"
    words += f", 发文字号: {scalar(entry.document_number)}" if entry.document_number else ""
    words += ", 更正: 是 }" if entry.is_correction else " }"
    nodes = dict(text.nodes())
    there = nodes.get((_KEY,))
    if isinstance(there, yaml.ScalarNode):  # a key without a value
        text.put_value(there, f"[{words}]")
    elif not isinstance(there, yaml.SequenceNode):
        assert isinstance(text.root, yaml.MappingNode)
        text.add_key(text.root, _KEY, f"[{words}]", after=("标题", "发文机关", "发文字号", "主送机关", "成文日期"))
    elif is_new:
        text.add_entry(there, words)
    else:
        text.put_value(nodes[_KEY, count - 1], words)
    return text.as_bytes()
