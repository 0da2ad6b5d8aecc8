"""Returns as YAML files that a clerk may correct: read, written anew, and added to with all else left alone.

The only module that imports ruamel, which keeps comments and the order of keys.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from generators.characters import clean
from generators.dossier.nodes import Content
from generators.dossier.returns import Return
from generators.dossier.validation import read_source, validate
from generators.encodings import decoded, saved_like

Data: TypeAlias = "Mapping[str, Data] | Sequence[Data] | str"

_HEAD = "报送材料，收来时照录。认错了、填错了的，可以在这里改正；改过的不会被再次读取覆盖。"


def read_return(raw: bytes, name: str) -> Return:
    """A return from its file, the unit by the name that stands there. Raises ValueError when it cannot be read."""
    answer, problems = validate(Return, read_source(raw, name, Return, verbatim=True))
    if answer is None:
        raise ValueError(problems[0].message)
    return answer


def return_yaml(answer: Return, old: bytes | None = None) -> bytes:
    """A return as a YAML file; with `old`, that file with the values put in that are new or different, without those
    that are gone.

    What an old file holds beyond the return stays, and so do its encoding and ends of lines. Words are written as
    `clean` leaves them. Raises ValueError when the old file cannot be read.
    """
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.width = 4096
    if old is None:
        document = CommentedMap()
        document.yaml_set_start_comment(_HEAD)
        _put(document, _data(answer), {})
    else:
        document = _opened(yaml, old)
        _put(document, _data(answer), _data(read_return(old, "")))
    text = io.StringIO()
    yaml.dump(document, text)
    return saved_like(text.getvalue(), old or b"")


def _opened(yaml: YAML, old: bytes) -> CommentedMap:
    text, _ = decoded(old) or ("", "")
    try:
        document = yaml.load(text.replace("\r\n", "\n"))
    except (YAMLError, ValueError) as fault:
        raise ValueError(str(fault)) from None
    return document if isinstance(document, CommentedMap) else CommentedMap()


def _data(content: Content) -> dict[str, Data]:
    """Content under its keys; values that are the default, which nobody writes, are left out.

    原话 stands where the first of the values would stand that it keeps.
    """
    as_written: dict[str, str] = getattr(content, "as_written", {})
    data: dict[str, Data] = {}
    for name, field in type(content).model_fields.items():
        key, value = field.alias or "", getattr(content, name)
        if key in as_written:
            data.setdefault("原话", dict(as_written))
        if value != field.default:
            data.setdefault(key, _plain(value))
    return data


def _plain(value: object) -> Data:
    if isinstance(value, Content):
        return _data(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {clean(key): clean(words) for key, words in value.items()}
    return clean(str(value))


def _put(document: CommentedMap, now: Mapping[str, Data], before: Mapping[str, Data]) -> None:
    """Put the values into a mapping that differ from `before`, as which it was read, and take out what is gone."""
    for key in before.keys() - now.keys():
        document.pop(key, None)
    for key, value in now.items():
        inner, was = document.get(key), before.get(key)
        if isinstance(value, Mapping) and isinstance(was, Mapping) and isinstance(inner, CommentedMap):
            _put(inner, value, was)
        elif isinstance(value, list) and isinstance(was, list) and isinstance(inner, CommentedSeq):
            _put_list(inner, value, was)
        elif value != was:
            document[key] = _node(value)


def _put_list(document: CommentedSeq, now: Sequence[Data], before: Sequence[Data]) -> None:
    """Entries of lists are added to or taken out, and never reordered: the first ones are those that were there."""
    if len(now) < len(before):
        gone = set(_surplus(before, now))
        for index in sorted(gone, reverse=True):
            del document[index]
        before = [one for index, one in enumerate(before) if index not in gone]
    for index, value in enumerate(now):
        if index >= len(before):
            document.append(_node(value))
            continue
        inner, was = document[index], before[index]
        if isinstance(value, Mapping) and isinstance(was, Mapping) and isinstance(inner, CommentedMap):
            _put(inner, value, was)
        elif value != was:
            document[index] = _node(value)


def _surplus(before: Sequence[Data], now: Sequence[Data]) -> Iterator[int]:
    """Which entries of a list are gone: of those that are not as they were, as many as it is shorter."""
    matcher = SequenceMatcher(None, [repr(one) for one in before], [repr(one) for one in now], autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        yield from range(start + new_end - new_start, end)


def _node(value: Data) -> Any:
    if isinstance(value, Mapping):
        return CommentedMap((key, _node(inner)) for key, inner in value.items())
    if not isinstance(value, str):
        return CommentedSeq(_node(inner) for inner in value)
    if "\n" not in value:
        # In quotation marks a blank at the beginning is none behind the key, which reading would take out.
        return DoubleQuotedScalarString(value) if value != value.lstrip() else value
    # A block shows lines as lines, but YAML cannot keep blanks at their ends in one.
    lines = value.split("\n")
    plain = value.strip("\n") == value and all(line == line.strip() and line.isprintable() for line in lines)
    return LiteralScalarString(value) if plain else DoubleQuotedScalarString(value)
