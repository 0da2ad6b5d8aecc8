"""How the summary joins the returns' words: as sentences, the same words told once, problems by kind.

Nobody's words are changed and none are left out: what the text of the summary does not quote stands in an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from generators.dossier.stock_answers import is_nil
from generators.summary.enumerations import is_enumerated, style_of

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
_PAUSES = "，。；：、！？…,;:!?"
_LOOSE_ENDS = "。；;，,、. 　"
_CLOSED = ("！", "？", "!", "?", "…", "。”", "。）", "！”", "？”")
# The writer speaks of itself: in the office's paper such words stand in quotation marks, or the office would say them.
_FIRST_PERSON = re.compile(
    r"(?<!自)我(?:厅|局|委|办|市|县|区|院|部门|单位|处|站|中心|公司|集团|校|们)|(?<![基日成根版样文资标课])本(?:单位|部门|机关|厅|局|委|市(?!场))"
)
_QUOTED = re.compile(r"“[^”]*[。！？!?…]”")
_INNER_QUOTES = str.maketrans("“”‘’", "‘’“”")  # quotation marks within quotation marks (GB/T 15834-2011, 4.8.3.3)


class Quotation(NamedTuple):
    """What some units say in the same words, and the 完成状态 that they give with them."""

    units: tuple[str, ...]
    words: str
    state: str = ""


def words(text: str) -> str:
    """What somebody typed into a cell as sentences, its lines run on; empty where it says that there is nothing.

    Words in the first person (我厅) stand in quotation marks.
    """
    if is_nil(text):
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "".join(line + _between(line, below) for line, below in pairwise(lines)) + lines[-1]
    told = joined if joined.endswith(_CLOSED) else f"{joined.rstrip(_LOOSE_ENDS)}。"
    return f"“{told.translate(_INNER_QUOTES)}”" if _FIRST_PERSON.search(told) else told


def _between(line: str, below: str) -> str:
    """The mark between two lines: they are a list where both are counted alike; a heading ends as a sentence does."""
    if line[-1] in _PAUSES:
        return ""
    return "；" if style_of(line) == style_of(below) and "。" not in line else "。"


def lead_in(told: str) -> str:
    """The mark behind 省财政厅报告, before what it told: a colon before a quotation and before a list."""
    if not told:
        return "。"
    return "：" if _QUOTED.match(told) or is_enumerated(told) else "，"


def run_on(told: Iterable[str]) -> str:
    """Several answers of one unit as one passage, each of them once."""
    pieces = [one for one in dict.fromkeys(told) if one]
    plain = not any(map(is_enumerated, pieces))  # what follows （2） or 二是 would be read as part of it
    if len(pieces) > 1 and plain and all(piece.find("。") == len(piece) - 1 for piece in pieces):
        return "；".join(piece[:-1] for piece in pieces) + "。"
    return "".join(pieces)


def merge_repeated(statements: Iterable[Quotation]) -> list[Quotation]:
    """Statements with those in the same words told once, in the order of the first of them.

    Where the units give different states with them, each bears its own: 沈阳市（已完成）、大连市（推进中）.
    """
    by_words: dict[str, list[Quotation]] = {}
    for one in statements:
        by_words.setdefault(one.words, []).append(one)
    return [_together(same) for same in by_words.values()]


def _together(same: Sequence[Quotation]) -> Quotation:
    alike = len({one.state for one in same}) == 1
    units = [name if alike or not one.state else f"{name}（{one.state}）" for one in same for name in one.units]
    return Quotation(tuple(units), same[0].words, same[0].state if alike else "")


def most_informative(statements: Sequence[Quotation], most: int = 3) -> list[Quotation]:
    """The statements to quote where there are many: those with figures, the fullest first, told in their old order."""
    ranked = sorted(statements, key=lambda one: (-len(_FIGURE.findall(one.words)), -len(one.words)))
    chosen = ranked[:most]
    return [one for one in statements if one in chosen]


def by_kind(problems: Iterable[tuple[str, str]]) -> dict[str, list[Quotation]]:
    """Problems (unit, words), each under its own kind and within it by unit; kinds in a fixed order, OTHER last."""
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in (*_PROBLEMS, OTHER)}
    for unit, told in problems:
        found[_kind(told)].setdefault(unit, []).append(told)
    return {
        kind: merge_repeated(Quotation((unit,), run_on(told)) for unit, told in own.items())
        for kind, own in found.items()
        if own
    }


def _kind(told: str) -> str:
    """The kind whose words occur most; the first of them where several do."""
    hits = {kind: len(re.findall(pattern, told)) for kind, pattern in _PROBLEMS.items()}
    kind = max(hits, key=lambda one: hits[one])
    return kind if hits[kind] else OTHER
