"""Where the words of a printed paragraph come from: each value of notice.yaml as documents print it, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from generators.dates import PartialDate
from generators.dossier.facts import Facts
from generators.dossier.models import Deadline
from generators.dossier.source import Path
from generators.dossier.values import REFERENCE
from generators.editing.leads import lead_of
from generators.editing.yaml_text import YamlText
from generators.wording import LEAD_HERE

_TEXTS = (  # keys whose values documents print
    *("标题", "内容", "正文", "导语", "措施", "分句", "结语", "事由", "表述", "名称", "受理", "填写提示"),
    *("发文机关", "发文字号", "主送机关", "附注", "抄送", "版记", "印发机关", "联系人", "电话", "电子邮箱"),
)
_SHORTEST = 2  # characters of a value that is looked for


@dataclass(frozen=True)
class Literal:
    """A part of a value, printed as it is written."""

    node: yaml.ScalarNode
    start: int
    end: int


@dataclass(frozen=True)
class Date:
    """A day, month or year, printed in words."""

    node: yaml.ScalarNode
    value: PartialDate


@dataclass(frozen=True)
class LeadWords:
    """Who leads, printed in words."""

    node: yaml.MappingNode


Origin: TypeAlias = Literal | Date | LeadWords | None
"""None: words that stand nowhere by themselves."""


@dataclass(frozen=True)
class Printed:
    """A value as it is printed: `pieces` are the ends of its parts in `words`, each with what it comes from."""

    words: str
    pieces: tuple[tuple[int, Origin], ...]


def printed_values(text: YamlText, facts: Facts) -> Iterator[Printed]:
    """Every value of a notice in the ways in which its documents print it."""
    nodes = dict(text.nodes())
    deadlines = {
        str(node.value): found
        for path, node in nodes.items()
        if path[:1] == ("时限",) and path[2:] == ("名称",) and (found := nodes.get((*path[:2], "截止")))
    }
    dates = {name: node for name, node in deadlines.items() if isinstance(node, yaml.ScalarNode)}
    issued = facts.notice.issued_on
    for path, node in nodes.items():
        if isinstance(node, yaml.ScalarNode) and _is_text(path) and LEAD_HERE not in node.value:
            yield from {_filled(node, facts, dates, None), _filled(node, facts, dates, issued)}
        elif path[-1:] == ("牵头",) and isinstance(node, yaml.MappingNode):
            words = facts.lead_words(lead_of(node, facts))
            yield Printed(words, ((len(words), LeadWords(node)),))
        elif path == ("成文日期",) and isinstance(node, yaml.ScalarNode) and issued:
            yield Printed(issued.text(), ((len(issued.text()), Date(node, issued)),))
    for name, node in dates.items():
        yield from _limits(facts.deadlines[name], node, issued)


def _is_text(path: Path) -> bool:
    keys = [key for key in path if isinstance(key, str)]
    return bool(keys) and keys[-1] in _TEXTS and not (keys[:1] == ["时限"] and keys[-1] == "名称")


def _limits(deadline: Deadline, node: yaml.ScalarNode, issued: PartialDate | None) -> Iterator[Printed]:
    value = deadline.date
    if value and not deadline.printed:
        for words in {value.text(), value.text(beside=issued)}:
            yield Printed(words, ((len(words), Date(node, value)),))


def _filled(
    node: yaml.ScalarNode, facts: Facts, dates: dict[str, yaml.ScalarNode], beside: PartialDate | None
) -> Printed:
    """A text with its 【时限：…】 filled in; line breaks, which only the content has, left out."""
    words, pieces, at = "", list[tuple[int, Origin]](), 0
    for found in [*REFERENCE.finditer(node.value), None]:
        end = found.start() if found else len(node.value)
        for line in re.finditer(r"[^\n]+", node.value[at:end]):
            words += line[0]
            pieces.append((len(words), Literal(node, at + line.start(), at + line.end())))
        if found:
            deadline = facts.deadlines[found[1]]
            words += deadline.text(beside=beside)
            origin, value = dates.get(found[1]), None if deadline.printed else deadline.date
            pieces.append((len(words), Date(origin, value) if origin and value else None))
            at = found.end()
            if end_of := deadline.end_before(node.value[at:]):
                words += end_of
                pieces.append((len(words), None))
    return Printed(words if len(words) >= _SHORTEST else "", tuple(pieces))
