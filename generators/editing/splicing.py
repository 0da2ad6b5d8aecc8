"""Other data put into a content file: what differs is written where it stands, comments and layout of the rest stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from generators.editing.yaml_text import YamlText

# Gives a value as lines of YAML at an indent: behind its key, or as an entry of a list where the key is None.
Lines = Callable[[str | None, Any, str], Sequence[str]]
# Gives a value as YAML in one line.
Flow = Callable[[Any], str]
NAMES = ("标题", "名称", "内容")  # keys by whose values an entry of a list is known


class UnspliceableError(Exception):
    """What differs cannot be put where it stands."""


def splice(text: YamlText, now: Any, data: Any, lines: Lines, flow: Flow) -> None:
    """Edit a file that says `now` so that it says `data`. Raises UnspliceableError where that cannot be done."""
    if text.root is None:
        raise UnspliceableError
    _Splicer(text, lines, flow).put(text.root, now, data)


class _Splicer:
    def __init__(self, text: YamlText, lines: Lines, flow: Flow) -> None:
        self._text, self._lines, self._flow = text, lines, flow

    def put(self, node: yaml.Node, now: Any, data: Any) -> None:
        if now == data:
            return
        if isinstance(node, yaml.ScalarNode) and isinstance(data, str) and node.value:
            self._text.put(node, data)
        elif isinstance(node, yaml.CollectionNode) and node.flow_style:
            self._text.put_value(node, self._flow(data))
        elif isinstance(node, yaml.MappingNode) and isinstance(data, Mapping):
            self._mapping(node, now, data)
        elif isinstance(node, yaml.SequenceNode) and is_list(data):
            self._sequence(node, now, data)
        else:
            raise UnspliceableError

    def _mapping(self, node: yaml.MappingNode, now: Mapping[str, Any], data: Mapping[str, Any]) -> None:
        pairs = {str(key.value): (key, value) for key, value in node.value}
        indent = " " * node.start_mark.column
        above: list[str] = []
        for key in dict.fromkeys([*pairs, *data]):
            if key in pairs and key in data:
                self._pair(*pairs[key], now.get(key), data[key], indent)
            elif key in pairs:
                if key not in now:  # without a value, so that it is not in the data
                    continue
                if key == next(iter(pairs)):
                    raise UnspliceableError  # in a list it stands behind the dash
                self._text.remove_pair(*pairs[key])
            else:
                last = pairs[above[-1]] if above else node.value[-1]
                self._text.add_lines_after(last[1], self._lines(key, data[key], indent))
            above += [key] if key in pairs else []

    def _pair(self, key: yaml.ScalarNode, node: yaml.Node, now: Any, data: Any, indent: str) -> None:
        """The value of a key; one of another sort is written anew with its key."""
        is_same_sort = isinstance(now, str) == isinstance(data, str) and isinstance(now, Mapping) == isinstance(
            data, Mapping
        )
        if now == data:
            return
        if now and is_same_sort:
            self.put(node, now, data)
        else:
            lines = list(self._lines(str(key.value), data, indent))
            self._text.put_pair(key, node, [lines[0].lstrip(), *lines[1:]])

    def _sequence(self, node: yaml.SequenceNode, now: Sequence[Any], data: Sequence[Any]) -> None:
        indent = " " * node.start_mark.column
        last: yaml.Node | None = None
        places = dict(_matched(now, data))
        free = [at for at in range(len(now)) if at not in places.values()]
        for index, value in enumerate(data):
            if index in places:
                last = node.value[places[index]]
                self._entry(last, now[places[index]], value)
                continue
            at = next((at for at in free if now[at] == value), None)  # moved
            lines = self._lines(None, value, indent) if at is None else self._text.take_lines(node.value[at])
            if at is not None:
                free.remove(at)
            if last is None:
                self._text.add_lines_before(node.value[0], lines)
            else:
                self._text.add_lines_after(last, lines)
        for at in free:
            if len(node.value) == 1:
                raise UnspliceableError
            self._text.remove_lines(node.value[at])

    def _entry(self, node: yaml.Node, now: Any, data: Any) -> None:
        try:
            self.put(node, now, data)
        except UnspliceableError:
            lines = list(self._lines(None, data, " " * (node.start_mark.column - 2)))
            self._text.put_value(node, "\n".join([lines[0].strip().removeprefix("- "), *lines[1:]]))


def is_list(value: Any) -> bool:
    """Whether a value is a list, and no text."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def _matched(now: Sequence[Any], data: Sequence[Any]) -> list[tuple[int, int]]:
    """Which entries of the data are entries as they are now, in order: equal ones, and changed ones between them."""
    before, after = ([name_of(value) for value in values] for values in (now, data))
    found: list[tuple[int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            found += zip(range(j1, j2), range(i1, i2), strict=False)
    return found


def name_of(entry: Any) -> str:
    """By what an entry of a list is known: its title or name, else its text."""
    if isinstance(entry, Mapping):
        return next((str(entry[key]) for key in NAMES if entry.get(key)), str(next(iter(entry.values()), "")))
    return str(entry)
