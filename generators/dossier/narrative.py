"""What the summary makes of the returns' words: problems by kind, telling statements, the same words told once.

Nobody's words are changed and none are left out: what the text of the summary does not quote stands in an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Sorts of problems by the words that tell them; what none of them tells is 其他方面.
_PROBLEMS = {
    "机构和人员方面": "人员|人手|编制|机构|力量|队伍|专职|兼职|业务能力|培训",
    "经费和保障方面": "经费|资金|保障不足|设备|投入",
    "制度和标准方面": "制度|标准|规范|口径|依据|政策|法规|界定|范围",
    "协调和配合方面": "协调|配合|沟通|部门间|基层|县级|乡镇|衔接",
    "技术和平台方面": "网站|平台|系统|技术|数据|信息化|栏目|专栏",
    "认识和进度方面": "认识|重视|意识|进度|滞后|不平衡|不及时|时效",
}
OTHER = "其他方面"
_FIGURE = re.compile(r"\d")


class Statement(NamedTuple):
    """What some units say in the same words."""

    units: tuple[str, ...]
    words: str


def told_once(statements: Iterable[tuple[str, str]]) -> list[Statement]:
    """Statements (unit, words) with those in the same words told once, in the order of the first of them."""
    by_words: dict[str, list[str]] = {}
    for unit, words in statements:
        by_words.setdefault(words, []).append(unit)
    return [Statement(tuple(units), words) for words, units in by_words.items()]


def telling(statements: Sequence[Statement], most: int = 3) -> list[Statement]:
    """The statements to quote where there are many: those with figures, the fullest first, told in their old order."""
    ranked = sorted(statements, key=lambda one: (-len(_FIGURE.findall(one.words)), -len(one.words)))
    chosen = {one.words for one in ranked[:most]}
    return [one for one in statements if one.words in chosen]


def by_kind(statements: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Problems (unit, words) by their kind, kinds in a fixed order, 其他方面 last."""
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in (*_PROBLEMS, OTHER)}
    for unit, words in statements:
        hits = {kind: len(re.findall(pattern, words)) for kind, pattern in _PROBLEMS.items()}
        kind = max(hits, key=lambda one: hits[one])
        found[kind if hits[kind] else OTHER].append((unit, words))
    return {kind: told for kind, told in found.items() if told}
