"""Returns written as YAML that a clerk may correct: new ones, and additions to old ones that leave the rest alone.

The only module that imports ruamel, which keeps comments and the order of keys.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

Data: TypeAlias = "Mapping[str, Data] | Sequence[Data] | str"

_HEAD = "报送材料，收来时照录。认错了、填错了的，可以在这里改正；改过的不会被再次读取覆盖。"


def written(data: Mapping[str, Data], old: bytes | None = None) -> bytes:
    """Data as a YAML file; with `old`, that file with the values that are new or different put in.

    Raises ValueError when the old file is no YAML.
    """
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.width = 4096
    document = _opened(yaml, old)
    if document is None:
        document = CommentedMap()
        document.yaml_set_start_comment(_HEAD)
    _put(document, data)
    text = io.StringIO()
    yaml.dump(document, text)
    return text.getvalue().encode("utf-8")


def _opened(yaml: YAML, old: bytes | None) -> CommentedMap | None:
    if old is None:
        return None
    try:
        document = yaml.load(old.decode("utf-8-sig"))
    except (YAMLError, UnicodeDecodeError, ValueError) as fault:
        raise ValueError(str(fault)) from None
    return document if isinstance(document, CommentedMap) else None


def _put(document: CommentedMap, data: Mapping[str, Data]) -> None:
    for key, value in data.items():
        old = document.get(key)
        if isinstance(value, Mapping) and isinstance(old, CommentedMap):
            _put(old, value)
        elif isinstance(value, Sequence) and not isinstance(value, str) and isinstance(old, CommentedSeq):
            _put_list(old, value)
        elif old is None or str(old) != value:
            document[key] = _node(value)


def _put_list(old: CommentedSeq, new: Sequence[Data]) -> None:
    """Entries of lists are added to and never reordered: the first ones are those that were there."""
    for index, value in enumerate(new):
        if index >= len(old):
            old.append(_node(value))
        elif isinstance(value, Mapping) and isinstance(old[index], CommentedMap):
            _put(old[index], value)
        elif str(old[index]) != value:
            old[index] = _node(value)


def _node(value: Data) -> Any:
    if isinstance(value, Mapping):
        return CommentedMap((key, _node(inner)) for key, inner in value.items())
    if not isinstance(value, str):
        return CommentedSeq(_node(inner) for inner in value)
    if "\n" not in value:
        return value
    # A block shows lines as lines, but YAML cannot keep blanks at their ends in one.
    lines = value.split("\n")
    plain = value.strip("\n") == value and all(line == line.strip() and line.isprintable() for line in lines)
    return LiteralScalarString(value) if plain else DoubleQuotedScalarString(value)
