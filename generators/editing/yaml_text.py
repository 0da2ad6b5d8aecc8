"""A content file as text with the nodes of its YAML: values are changed where they stand, the layout is kept.

ruamel, which writes the returns, would lay out flow mappings and comments anew; a clerk's file is to stay as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff

import yaml

from generators.characters import common_ends
from generators.dossier.source import Path, decode
from generators.dossier.yaml_scalar import in_marks, scalar
from generators.encodings import encoded_like
from generators.problems import refused


class YamlText:
    """One file. `root` is the node of its YAML. Raises ContentError where it cannot be read as it stands."""

    def __init__(self, raw: bytes, file: str) -> None:
        self.file = file
        self._raw = raw
        self._text = decode(raw, file)[0]
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._edits: list[tuple[int, int, str]] = []
        try:
            self.root = yaml.compose(self._text, yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError):
            raise refused(file, "这个文件有错误，改不了", "先运行 duban check，照提示改正") from None

    def nodes(self) -> Iterator[tuple[Path, yaml.Node]]:
        """Every value with its path, the outer ones first."""
        yield from _walk((), self.root) if self.root else ()

    def key_nodes(self) -> Iterator[tuple[Path, yaml.ScalarNode]]:
        """Every key with the path of what it stands in."""
        for path, node in self.nodes():
            if isinstance(node, yaml.MappingNode):
                yield from ((path, key) for key, _ in node.value)

    def words(self, node: yaml.ScalarNode) -> str:
        """A scalar as it is written in the file, quotation marks included."""
        return self._text[node.start_mark.index : node.end_mark.index]

    def put(self, node: yaml.ScalarNode, value: str) -> None:
        """Give a scalar another value: within its quotation marks or block where that holds it, else in new marks."""
        written = self.words(node)
        start, end = common_ends(node.value, value)
        was, now = node.value[start : len(node.value) - end], value[start : len(value) - end]
        at = written.find(node.value)
        if at >= 0 and "\n" not in now and _fits(node, value, self._is_in_flow(node)):
            begin = node.start_mark.index + at + start
            self._edits.append((begin, begin + len(was), now))
        else:
            self._edits.append((node.start_mark.index, node.end_mark.index, in_marks(value)))

    def substitute(self, node: yaml.ScalarNode, found: re.Pattern[str], names: dict[str, str]) -> None:
        """Put other words for those that a pattern finds in a scalar as it is written; others that it finds stay."""
        for match in found.finditer(self.words(node)):
            if match[0] in names:
                start = node.start_mark.index
                self._edits.append((start + match.start(), start + match.end(), names[match[0]]))

    def put_entries(self, sequence: yaml.SequenceNode, entries: Sequence[Sequence[str]]) -> None:
        """Put other names for each entry of a list of names: none, one or several."""
        if sequence.flow_style and any(len(names) != 1 for names in entries):
            whole = "[" + ", ".join(scalar(name) for names in entries for name in names) + "]"
            self._edits.append((sequence.start_mark.index, sequence.end_mark.index, whole))
            return
        for node, names in zip(sequence.value, entries, strict=True):
            if not names:
                self.remove_lines(node)
            elif [node.value] != list(names):
                indent = " " * (sequence.start_mark.column)
                lines = [scalar(names[0]), *(f"{indent}- {scalar(name)}" for name in names[1:])]
                self._edits.append((node.start_mark.index, node.end_mark.index, self._newline.join(lines)))

    def add_entry(self, sequence: yaml.SequenceNode, entry: str) -> None:
        """Add an entry, as YAML, at the end of a list."""
        if sequence.flow_style:
            at = sequence.end_mark.index - 1
            self._edits.append((at, at, (", " if sequence.value else "") + entry))
        else:
            self.add_line_after(sequence.value[-1], " " * sequence.start_mark.column + f"- {entry}")

    def add_line_after(self, node: yaml.Node, line: str) -> None:
        """Add a line below that on which a node ends."""
        at = self._text.find("\n", content_end(node))
        at = len(self._text) if at < 0 else at + 1
        before = "" if self._text[:at].endswith("\n") else self._newline
        self._edits.append((at, at, before + line + self._newline))

    def add_lines_after(self, node: yaml.Node, lines: Sequence[str]) -> None:
        """Add lines below that on which a node ends."""
        self.add_line_after(node, self._newline.join(lines))

    def add_lines_before(self, node: yaml.Node, lines: Sequence[str]) -> None:
        """Add lines above that on which a node begins."""
        at = self._text.rfind("\n", 0, node.start_mark.index) + 1
        self._edits.append((at, at, "".join(line + self._newline for line in lines)))

    def add_key(self, mapping: yaml.MappingNode, key: str, value: str, after: Sequence[str] = ()) -> None:
        """Add a key with its value, as YAML, behind the last of some keys that is there, else behind all keys.

        A key that is there without a value gets this one.
        """
        there = next((node for name, node in mapping.value if name.value == key), None)
        if there is not None:
            self.put_value(there, value)
            return
        pairs = [pair for pair in mapping.value if pair[0].value in after] or mapping.value
        name, node = pairs[-1]
        if mapping.flow_style:
            self._edits.append((content_end(node), content_end(node), f", {key}: {value}"))
        else:
            self.add_line_after(node, " " * name.start_mark.column + f"{key}: {value}")

    def put_value(self, node: yaml.Node, value: str) -> None:
        """Put another value, as YAML, for a whole one, also where a key has none."""
        start, end = node.start_mark.index, content_end(node)
        blank = " " if start == end and self._text[start - 1] == ":" else ""
        self._edits.append((start, end, blank + value))

    def put_pair(self, key: yaml.Node, node: yaml.Node, lines: Sequence[str]) -> None:
        """Put lines for a key with its value; a comment behind the value stays."""
        end = max(content_end(node), self._text.index(":", key.end_mark.index) + 1)
        self._edits.append((key.start_mark.index, end, self._newline.join(lines)))

    def remove_pair(self, key: yaml.Node, node: yaml.Node) -> None:
        """Remove the lines on which a key with its value stands, in block style."""
        start = self._text.rfind("\n", 0, key.start_mark.index) + 1
        end = self._text.find("\n", max(content_end(node), key.end_mark.index))
        self._edits.append((start, len(self._text) if end < 0 else end + 1, ""))

    def remove_lines(self, node: yaml.Node) -> None:
        """Remove the lines on which an entry of a list stands that is written one entry a line."""
        start = self._text.rfind("\n", 0, node.start_mark.index) + 1
        end = self._text.find("\n", content_end(node))
        self._edits.append((start, len(self._text) if end < 0 else end + 1, ""))

    def take_lines(self, node: yaml.Node) -> list[str]:
        """Remove the lines of an entry of a list with the comments above it; they are given to stand elsewhere."""
        start, end = self._text.rfind("\n", 0, node.start_mark.index) + 1, self._text.find("\n", content_end(node))
        while re.match(r"[ \t]*#", above := self._text[self._text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]):
            start -= len(above)
        end = len(self._text) if end < 0 else end + 1
        self._edits.append((start, end, ""))
        return self._text[start:end].splitlines()

    def _is_in_flow(self, node: yaml.Node) -> bool:
        return any(
            isinstance(one, yaml.CollectionNode)
            and one.flow_style
            and one.start_mark.index <= node.start_mark.index < one.end_mark.index
            for _, one in self.nodes()
        )

    @property
    def edited(self) -> str:
        """The text with the edits, the later one of two at one place last."""
        text, last = "", 0
        for start, end, words in sorted(self._edits, key=lambda edit: edit[:2]):
            text += self._text[last:start] + words
            last = end
        return text + self._text[last:]

    def as_bytes(self) -> bytes:
        """The file with the edits, in the encoding that it has."""
        if not self._edits:
            return self._raw
        return encoded_like(self.edited, self._raw)


def content_end(node: yaml.Node) -> int:
    """Where a value ends, without the blank lines and comments below it."""
    if isinstance(node, yaml.ScalarNode):
        return int(node.end_mark.index) - (1 if node.style in ("|", ">") else 0)
    assert isinstance(node, yaml.CollectionNode)
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return content_end(last[1] if isinstance(last, tuple) else last)


def differing_lines(file: str, old: bytes, new: bytes) -> list[str]:
    """What differs between two states of a file, as lines that begin with - and +, with the numbers of lines."""
    before, after = (decode(raw, file)[0].splitlines() for raw in (old, new))
    found = list(unified_diff(before, after, lineterm="", n=0))[2:]
    return [re.sub(r"^@@ -(\d+).*", rf"{file}:\1", line) for line in found]


def _walk(path: Path, node: yaml.Node) -> Iterator[tuple[Path, yaml.Node]]:
    yield path, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk((*path, str(key.value)), value)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _walk((*path, index), value)


def _fits(node: yaml.ScalarNode, value: str, in_flow: bool) -> bool:
    if node.style == '"':
        return '"' not in value and "\\" not in value
    if node.style == "'":
        return "'" not in value
    return node.style is not None or scalar(value, in_flow=in_flow) == value
