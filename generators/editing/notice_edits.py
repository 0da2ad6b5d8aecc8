"""The usual edits of a notice's YAML, as changes of the text: what is not edited stays to the letter, comments too.

An edit puts new characters at the place of the old ones, which the parser's marks give. It is then read again: the
data must be what was asked for, and everything else what it was.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import yaml

from generators.dossier.source import Path
from generators.dossier.yaml_scalar import scalar
from generators.editing.yaml_text import content_end

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # only text, lists and dicts


class EditError(Exception):
    """The edit cannot be made on the text as it is written. The message says why, in Chinese."""


class EditableText:
    """The text of a content file, and edits of it. Each gives a new text; this one stays."""

    def __init__(self, text: str) -> None:
        """Raises EditError where the text is no YAML."""
        self.text = text
        try:
            self._root = yaml.compose(text, _Loader)
            self._data = yaml.load(text, _Loader)
        except (yaml.YAMLError, RecursionError):
            raise EditError("文字里有 YAML 的错误，先在文字框里改正") from None

    def value(self, path: Path) -> Any:
        """The value at a path as text, lists and dicts; None where there is none."""
        value = self._data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def line(self, path: Path) -> int:
        """The line of a value, from 1."""
        return int(self._node(path).start_mark.line) + 1

    # -- edits ----------------------------------------------------------------------------------------------------

    def reworded(self, path: Path, words: str) -> str:
        """With other words at a path, where one text stands or none."""
        node = self._node(path)
        if not isinstance(node, yaml.ScalarNode):
            raise EditError("这里不是一句话，到文字框里改")
        start, end = node.start_mark.index, content_end(node)
        new = _scalar(words, self._indent(path), is_flow=self._is_flow(path))
        if node.style in ("|", ">"):
            start, end = node.start_mark.index, len(self.text[:end].rstrip("\n"))
        text = self.text[:start] + (" " if start == end and self.text[start - 1] == ":" else "") + new + self.text[end:]
        return self._checked(text, path, lambda owner, step: _put(owner, step, words))

    def with_list(self, path: Path, key: str, names: Sequence[str], whole: str = "") -> str:
        """With a list of names under a key of the mapping at a path; a missing key is added behind the others.

        `whole`: what is written for the key where it is missing, with {} for the list.
        """
        mapping = self._node(path)
        if not isinstance(mapping, yaml.MappingNode):
            raise EditError("这里只写了一句话，到文字框里改")
        listed = f"[{', '.join(_scalar(name, 0, is_flow=True) for name in names)}]"
        found = next((value for one, value in mapping.value if one.value == key), None)
        if found is None:
            return self._with_key(path, mapping, key, (whole or "{}").replace("{}", listed, 1))
        if isinstance(found, yaml.MappingNode):
            return self.with_list((*path, key), "部门", names)
        start, end = found.start_mark.index, content_end(found)
        if isinstance(found, yaml.SequenceNode) and not found.flow_style:
            start = len(self.text[:start].rstrip())  # behind the colon
            listed = f" {listed}"
        text = self.text[:start] + listed + self.text[end:]
        return self._checked(text, (*path, key), lambda owner, step: _put(owner, step, list(names)))

    def _with_key(self, path: Path, mapping: yaml.MappingNode, key: str, written: str) -> str:
        if mapping.flow_style:
            at = content_end(mapping) - 1
            text = f"{self.text[:at].rstrip()}, {key}: {written} {self.text[at:]}"
        else:
            at = self._end_of_line(content_end(mapping))
            text = f"{self.text[:at]}\n{' ' * mapping.start_mark.column}{key}: {written}{self.text[at:]}"
        value = yaml.load(written, _Loader)
        return self._checked(text, (*path, key), lambda owner, step: _put(owner, step, value))

    def without(self, path: Path) -> str:
        """Without an entry of a list."""
        blocks, index = self._blocks(path)
        if len(blocks) == 1:
            raise EditError("这里只有这一项，到文字框里删")
        first, last = blocks[index]
        lines = self.text.split("\n")
        text = "\n".join([*lines[:first], *lines[last:]])
        return self._checked(text, path, lambda owner, step: owner.pop(step))

    def moved(self, path: Path, by: int) -> str:
        """With an entry of a list moved by one place: -1 up, 1 down. Comments right above entries move with them."""
        blocks, index = self._blocks(path)
        other = index + by
        if not 0 <= other < len(blocks) or abs(by) != 1:
            raise EditError("已经在头上或末尾了")
        lines = self.text.split("\n")
        (a, b), (c, d) = (self._with_comments(blocks[one], lines) for one in sorted((index, other)))
        text = "\n".join([*lines[:a], *lines[c:d], *lines[b:c], *lines[a:b], *lines[d:]])
        return self._checked(text, path, lambda owner, step: owner.insert(step + by, owner.pop(step)))

    def with_entry(self, path: Path, words: str, lead: Sequence[str] = ()) -> str:
        """With a new entry behind the one at a path, written as that is: text, or a 标题 with a lead."""
        blocks, index = self._blocks(path)
        node, lines = self._node(path), self.text.split("\n")
        indent = len(lines[blocks[index][0]]) - len(lines[blocks[index][0]].lstrip())
        dash = f"{' ' * indent}-{' ' * (node.start_mark.column - indent - 1)}"
        entry: Any = words
        new = [f"{dash}{_scalar(words, indent + 2)}"]
        if self.value((*path, "标题")):
            entry, new = {"标题": words}, [f"{dash}标题: {_scalar(words, indent + 4)}"]
            if lead:
                listed = ", ".join(_scalar(name, 0, is_flow=True) for name in lead)
                entry["牵头"] = {"部门": list(lead)}
                new.append(f"{' ' * node.start_mark.column}牵头: {{ 部门: [{listed}] }}")
        at = blocks[index][1]
        text = "\n".join([*lines[:at], *new, *lines[at:]])
        return self._checked(text, path, lambda owner, step: owner.insert(step + 1, entry))

    # -- the text -------------------------------------------------------------------------------------------------

    def _checked(self, text: str, path: Path, edit: Callable[[Any, Any], object]) -> str:
        """The new text, if it says what the edit makes of the data and nothing else has changed."""
        wanted = copy.deepcopy(self._data)
        owner = wanted
        for step in path[:-1]:
            owner = owner[step]
        edit(owner, path[-1])
        try:
            found = yaml.load(text, _Loader)
        except yaml.YAMLError:
            found = None
        if found != wanted:
            raise EditError("这里的写法不规则，改动落不准，到文字框里改")
        return text

    def _node(self, path: Path) -> yaml.Node:
        node = self._root
        for step in path:
            below = None
            if isinstance(node, yaml.MappingNode):
                below = next((value for key, value in node.value if key.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
                below = node.value[step]
            if below is None:
                raise EditError("这一项已经不在了，重新打开这一页")
            node = below
        if node is None:
            raise EditError("文件是空的")
        return node

    def _blocks(self, path: Path) -> tuple[list[tuple[int, int]], int]:
        """The lines of each entry of the list that an entry is in (first, behind the last), and its index."""
        if not path or not isinstance(path[-1], int):
            raise EditError("这不是列表里的一项")
        self._node(path)
        owner = self._node(path[:-1])
        if not isinstance(owner, yaml.SequenceNode) or owner.flow_style:
            raise EditError("这个列表写在一行里，到文字框里改")
        blocks = [(one.start_mark.line, self.text.count("\n", 0, content_end(one)) + 1) for one in owner.value]
        if any(a[1] > b[0] for a, b in pairwise(blocks)):
            raise EditError("这个列表有几项写在一行里，到文字框里改")
        return blocks, path[-1]

    @staticmethod
    def _with_comments(block: tuple[int, int], lines: Sequence[str]) -> tuple[int, int]:
        first = block[0]
        indent = len(lines[first]) - len(lines[first].lstrip())
        while first and re.fullmatch(rf" {{{indent}}}#.*", lines[first - 1]):
            first -= 1
        return first, block[1]

    def _indent(self, path: Path) -> int:
        """How far lines of a value with several lines are to be indented."""
        owner = self._node(path[:-1])
        return int(owner.start_mark.column) + 2

    def _is_flow(self, path: Path) -> bool:
        return any(getattr(self._node(path[:count]), "flow_style", False) for count in range(len(path)))

    def _end_of_line(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end


def _scalar(words: str, indent: int, *, is_flow: bool = False) -> str:
    """Words as YAML: as they are where that is safe, lines as a block, else in quotation marks."""
    if "\n" in words and not is_flow and all(line == line.strip() and line for line in words.split("\n")):
        return "|-\n" + "\n".join(" " * indent + line for line in words.split("\n"))
    return scalar(words, in_flow=is_flow)


def _put(owner: Any, step: Any, value: Any) -> None:
    owner[step] = value
