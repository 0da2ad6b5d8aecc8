"""YAML text -> plain data and the place of every value. With `slips`, the only module that imports yaml.

Scalars stay text (BaseLoader), so that `no`, `0123` and `12:30` are what the clerk typed; dates and numbers are read
by the models. A known key with an empty value is left out of the data, as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from generators.characters import NOT_IN_XML
from generators.dossier import slips
from generators.dossier.cleaning import cleaned
from generators.encodings import decoded
from generators.problems import Place, Problem, error, has_errors, notice

# How files begin that only bear the name of a text file.
_NO_TEXT = {
    b"PK\x03\x04": "改了后缀的 Word 文档（.docx）、Excel 文件（.xlsx）或压缩包",
    b"\xd0\xcf\x11\xe0": "改了后缀的旧版 Word 或 Excel 文件",
    b"%PDF": "改了后缀的 PDF 文件",
    b"{\\rtf": "改了后缀的 RTF 文档",
}
# A notice of a thousand items takes 300 KB and 10,000 values.
_MOST_BYTES, _MOST_VALUES, MOST_PROBLEMS = 3_000_000, 60_000, 100
_TOO_DEEP = re.compile(r"(?:[\[{]\s*(?:\w+:\s*)?){20}|(?:- ?){30}|^ {200}", re.MULTILINE)

_ESCAPE = re.compile(r"\\U(?!0010|000[0-9A-Fa-f])")

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ROWS, _UPPER = "行", "上层表头"  # of a table: their cells may be empty


@dataclass
class Source:
    """A file's data, the place of each value and key by its path, and the problems of its text.

    `spoiled` are the paths whose values were faulty already as text: errors of the model there would only repeat that.
    """

    file: str
    known_keys: frozenset[str]
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    spoiled: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text of the data, with its path."""
        return _texts(self.data, ())

    def place(self, path: Path) -> Place:
        """The place of a value, else of the nearest value above it that has one."""
        path = self._written(path)
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(self.file, 1, 1))

    def key_place(self, path: Path) -> Place:
        """The place of the key under which a value stands."""
        return self.keys.get(self._written(path)) or self.place(path)

    def _written(self, path: Path) -> Path:
        """A path as the file has it: the only entry of a list may stand there without one."""
        found: Path = ()
        for step in path:
            is_list = step != 0 or (*found, 0) in self.values or found not in self.values
            found = (*found, step) if is_list else found
        return found

    def is_spoiled(self, path: Path) -> bool:
        """Whether the value, or one above or below it, was faulty as text."""
        path = self._written(path)
        return any(path[: len(bad)] == bad or bad[: len(path)] == path for bad in self.spoiled)

    def spoil(self, path: Path, problem: Problem) -> None:
        """Record a fault of the value at the path."""
        self.spoiled.add(path)
        self.problems.append(problem)


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, step))


class _TooManyValuesError(Exception):
    """A file holds more values than any notice needs."""


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """Bytes of a content file as text: UTF-8 with or without BOM silently, GBK and UTF-16 with a notice."""
    if len(raw) > _MOST_BYTES:
        size = f"文件有 {len(raw) / 1e6:.1f} MB，超过 {_MOST_BYTES / 1e6:.0f} MB"
        return "", [error(size, "这里只写通知的文字，图片和附件另放", Place(file, 1, 1))]
    for start, what in _NO_TEXT.items():
        if raw.startswith(start):
            hint = "改后缀不会变成文字文件；用记事本新建，把内容照写法示例写进去"
            return "", [error(f"这不是文字文件，是{what}", hint, Place(file, 1, 1))]
    found = decoded(raw)
    if found is None:
        return "", [error("认不出文件的文字编码", "在编辑器里另存为 UTF-8 编码", Place(file, 1, 1))]
    text, encoding = found
    if encoding == "utf-8":
        return text, []
    hint = "内容已正确读入；在编辑器里另存为 UTF-8 编码，就不再提示"
    name = "GBK" if encoding == "gb18030" else "UTF-16"
    return text, [notice(f"文件是 {name} 编码", hint, Place(file, 1, 1))]


def _notice_of(lines: Sequence[int], file: str) -> list[Problem]:
    if not lines:
        return []
    shown = "、".join(map(str, lines[:5])) + ("等" if len(lines) > 5 else "")
    message = f"有看不见的字符，或者冒号后面的空格不是半角的（第{shown}行），已去掉再读"
    return [notice(message, "多半是从网页、Word 粘贴带来的；删掉重新输入，就不再提示", Place(file, lines[0], 1))]


def value_at_top(text: str, key: str) -> str:
    """The text that a key at the top of a file has on its line, without reading the file; empty where it has none."""
    line = re.search(f"^{key}[ ]*:.*", text, re.MULTILINE)
    try:
        entry = yaml.safe_load(line[0]) if line else None
    except yaml.YAMLError:
        return ""
    return str(entry.get(key) or "") if isinstance(entry, dict) else ""


def read(raw: bytes, file: str, keys: Collection[str], *, verbatim: bool = False) -> Source:
    """Read one YAML file whose keys can be `keys`. Never raises for a fault of the file: see `Source.problems`.

    `verbatim`: what was typed is kept letter for letter, invisible characters as well.
    """
    text, problems = decode(raw, file)
    source = Source(file, frozenset(keys), problems=problems)
    if has_errors(problems):
        return source
    if not verbatim:
        text, lines = cleaned(text, source.known_keys)
        source.problems += _notice_of(lines, file)
    source.problems += slips.swallowed(text, file)
    try:
        if _TOO_DEEP.search(text):  # the C parser has no limit of depth
            raise RecursionError
        node = _compose(text.replace("\r\n", "\n"), source)
        source.data = None if node is None else _plain(node, (), source, set())
    except RecursionError:
        hint = "通知最多只有四五级，检查方括号和缩进"
        source.problems.append(error("一层套一层，套得太深", hint, Place(file, 1, 1)))
    except _TooManyValuesError:
        source.problems.append(error(f"内容超过 {_MOST_VALUES} 项", "分成几份通知写", Place(file, 1, 1)))
    source.problems = [*source.problems[:MOST_PROBLEMS], *unlisted(source.problems, file)]
    return source


def unlisted(faults: Sequence[object], file: str) -> Iterator[Problem]:
    """How many faults of a file are not listed because they are too many to be read."""
    rest = len(faults) - MOST_PROBLEMS
    if rest > 0:
        yield error(f"还有 {rest} 处没有列出", "先改好列出的，再检查一次", Place(file, 1, 1))


def _compose(text: str, source: Source) -> yaml.Node | None:
    """The node tree; where the text cannot be parsed, that of a repaired copy, so that the other faults show too."""
    try:
        return yaml.compose(text, _Loader)
    except (yaml.YAMLError, ValueError, OverflowError):
        pass
    for blank in ("  ", " "):  # a full-width blank may stand for two half-width ones, or for one
        repaired, found = slips.repair(text, source.file, source.known_keys, blank)
        try:
            # The Python loader words its faults alike in every version; `slips.explain` knows those words.
            node = yaml.compose(repaired, yaml.BaseLoader)
        except yaml.YAMLError as fault:
            riddle = slips.explain(fault, repaired, source.file)
        except (ValueError, OverflowError):  # an escape such as "\\UFFFFFFFF" that stands for no character
            line = next((n for n, words in enumerate(repaired.split("\n"), 1) if _ESCAPE.search(words)), 1)
            riddle = error("双引号里的“\\U……”不是一个字", "去掉反斜杠，直接写那个字", Place(source.file, line, 1))
        else:
            source.problems += found
            return node
    source.problems += [*found, riddle]
    return None


def _plain(node: yaml.Node, path: Path, source: Source, seen: set[int]) -> Any:
    """A node as dicts, lists and text. Records places, and faults that YAML accepts in silence."""
    if len(source.values) > _MOST_VALUES:
        raise _TooManyValuesError
    place = source.values[path] = Place(source.file, node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:
        source.spoil(path, error("这里用了 YAML 的“*”引用，本工具不支持", "把内容原样再写一遍", place))
        return ""
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source, seen)
    if isinstance(node, yaml.SequenceNode):
        items = [_plain(child, (*path, index), source, seen) for index, child in enumerate(node.value)]
        for index in [index for index, item in enumerate(items) if item is None]:
            items[index] = ""
            if path[-2:-1] != (_ROWS,) and path[-1:] != (_UPPER,):
                empty = source.place((*path, index))
                source.spoil((*path, index), error("列表里这一项是空的", "补上内容，或删掉这一行", empty))
        return items
    return _scalar(node, path, source)


def _mapping(node: yaml.MappingNode, path: Path, source: Source, seen: set[int]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = Place(source.file, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            source.spoil(path, error("冒号前面要是一个词", "检查这一行的方括号和花括号", place))
            continue
        key = NOT_IN_XML.sub("", str(key_node.value))
        below = (*path, key)
        if below in source.keys:
            if path not in source.spoiled:
                hint = f"第{source.keys[below].line}行已经有一个，只留一个"
                if path and isinstance(path[-1], int):
                    hint += "；若是新的一项，在这一行行首补“- ”"
                source.spoil(path, error(f"“{key}”写了两次", hint, place))
            continue
        source.keys[below] = place
        value = _plain(value_node, below, source, seen)
        if value is None and value_node.style and (key == "表述" or path[-1:] == ("牵头句式",)):
            value = ""  # quoted: the lead is not to be printed
        if value is not None or key not in source.known_keys:
            data[key] = "" if value is None else value
    return data


def _scalar(node: yaml.Node, path: Path, source: Source) -> str | None:
    assert isinstance(node, yaml.ScalarNode)
    text, place = str(node.value), source.values[path]
    if node.tag.startswith("!"):
        source.spoil(path, error("“!”不能作一个值的开头", "给整个值加上英文双引号", place))
    elif NOT_IN_XML.search(text):
        source.spoil(path, error("文字里有看不见的控制字符", "删掉后重新输入这几个字", place))
    elif not node.style and node.start_mark.line != node.end_mark.line:
        source.spoil(path, slips.torn(place))
    return text if text.strip() and not (text == "~" and not node.style) else None
