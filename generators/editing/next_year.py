"""A notice taken as the pattern of another: what belongs to the issued one alone is emptied, all else stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from generators.dossier.source import Path
from generators.editing.yaml_text import YamlText
from generators.problems import Place

_OF_THE_ISSUED = ("发文字号", "份号", "成文日期", "印发日期")
_OF_A_DEADLINE = ("截止", "起始")
_COUNTED = re.compile(r"\s*印发后")  # from 成文日期 on: it moves by itself
_YEAR = re.compile(r"(?:19|20)\d{2}年")


class Emptied(NamedTuple):
    """A value to fill in anew: its key, the name of its deadline, what stood there."""

    place: Place
    key: str
    was: str


class NextYear(NamedTuple):
    """The notice as a pattern; `years` are the lines whose words name a year."""

    raw: bytes
    emptied: list[Emptied]
    years: list[int]


def as_pattern(raw: bytes, file: str) -> NextYear:
    """A notice without its number and its dates. Raises ContentError where it is no YAML."""
    text = YamlText(raw, file)
    nodes = dict(text.nodes())
    emptied: list[Emptied] = []
    years: list[int] = []
    for path, node in nodes.items():
        if not isinstance(node, yaml.ScalarNode):
            continue
        at = Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
        name = _key(path, nodes)
        if name and node.value and not _COUNTED.match(node.value):
            emptied.append(Emptied(at, name, node.value))
            text.put_value(node, "")
        elif _YEAR.search(node.value):
            years.append(node.start_mark.line + 1)
    if ("调整通知",) in nodes:
        text.put_value(nodes["调整通知",], "[]")
    return NextYear(text.as_bytes(), emptied, sorted(set(years)))


def _key(path: Path, nodes: dict[Path, yaml.Node]) -> str:
    """What a value that must move is called; empty for all others."""
    if len(path) == 1 and path[0] in _OF_THE_ISSUED:
        return str(path[0])
    if len(path) == 3 and path[0] == "时限" and path[2] in _OF_A_DEADLINE:
        name = nodes.get((*path[:2], "名称"))
        return f"时限“{name.value if isinstance(name, yaml.ScalarNode) else ''}”的{path[2]}"
    return ""


def lines_of(found: NextYear) -> Iterator[str]:
    """What is to be filled in, and where years stand, as reports print it."""
    if found.emptied:
        yield f"空出来、要重填的 {len(found.emptied)} 处："
        yield from (f"  {one.place}: {one.key}（原为 {one.was}）" for one in found.emptied)
    if found.years:
        yield f"文字里提到年份、要看一遍的：第 {'、'.join(map(str, found.years))} 行"
