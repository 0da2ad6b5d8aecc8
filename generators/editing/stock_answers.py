"""Words that an office adds to the stock answers in 常用答复.yaml, by one click or by hand."""

from __future__ import annotations

import yaml

from generators.dossier.stock_words import FILE
from generators.dossier.yaml_scalar import scalar
from generators.editing.yaml_text import YamlText
from generators.problems import ContentError, Place, error

_HEAD = "# 单位常用的答复：整格写的是这些话，就当作“无”或“不承担”。\n"


def with_answer(raw: bytes, answer: str, words: str) -> bytes:
    """The file (its bytes, none where it is new) with words that mean a stock answer: 无 or 不承担."""
    shown = " ".join(words.split())
    entry = f"{answer}: [{scalar(shown)}]\n"
    if not raw.strip():
        return f"{_HEAD}{entry}".encode()
    text = YamlText(raw, f"content/{FILE}")
    if not isinstance(text.root, yaml.MappingNode):
        raise ContentError(
            error("这个文件里没有可以加一条的地方", f"写上一行“{entry.strip()}”", Place(f"content/{FILE}"))
        )
    listed = next((value for key, value in text.root.value if key.value == answer), None)
    if isinstance(listed, yaml.SequenceNode) and listed.value:
        text.add_entry(listed, scalar(shown, in_flow=bool(listed.flow_style)))
    elif listed is not None:
        text.put_value(listed, f"[{scalar(shown)}]")
    else:
        text.add_key(text.root, answer, f"[{scalar(shown)}]")
    return text.as_bytes()
