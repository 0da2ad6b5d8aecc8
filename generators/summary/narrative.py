"""How the summary joins the texts of returns: as sentences, equal texts merged, problems sorted by kind.

No text is changed and none left out: what the text of the summary does not quote is printed in an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from generators.dossier.phrases import name_lines
from generators.plan import Fields, FieldValue
from generators.summary.enumerations import is_enumerated, style_of
from generators.wording import STATES, in_bracket, listed

# Kinds of problems and the words by which a text is of a kind; a text without any is OTHER.
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
_UNITS = 14  # characters in the column of units of the attachment
_LOOSE_ENDS = "。；;，,、. 　"
_CLOSED = ("！", "？", "!", "?", "…", "。”", "。）", "！”", "？”")
# First person: without quotation marks it would mean the office, whose document the summary is.
_FIRST_PERSON = re.compile(
    r"(?<!自)我(?:厅|局|委|办|市|县|区|院|部门|单位|处|站|中心|公司|集团|校|们)|(?<![基日成根版样文资标课])本(?:单位|部门|机关|厅|局|委|市(?!场))"
)
_QUOTED = re.compile(r"“[^”]*[。！？!?…]”")
_HALF_WIDTH = re.compile(r"(?<=[^\x00-\x7f])[,;:!?]|[,;:!?](?=[^\x00-\x7f])")
_FULL_WIDTH = str.maketrans(",;:!?", "，；：！？")
_MOST_IN_A_LIST = 20  # circled numbers: ① to ⑳
_INNER_QUOTES = str.maketrans("“”‘’", "‘’“”")  # quotation marks within quotation marks (GB/T 15834-2011, 4.8.3.3)


class Quotation(NamedTuple):
    """A text that some units wrote alike (`units`: their names as printed), and the 完成状态 that they gave with it."""

    units: tuple[str, ...]
    words: str
    state: str = ""


def words(text: str) -> str:
    """The text of a cell as sentences, its lines joined; empty for blanks.

    A text in the first person (我厅) is put in quotation marks.
    """
    if not text.strip():
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "".join(line + _between(line, below) for line, below in pairwise(lines)) + lines[-1]
    closed = joined if joined.endswith(_CLOSED) else f"{joined.rstrip(_LOOSE_ENDS)}。"
    return f"“{closed.translate(_INNER_QUOTES)}”" if _FIRST_PERSON.search(closed) else closed


def _between(line: str, below: str) -> str:
    """The mark between two lines: ； within an enumeration, else 。; none where the first ends in one."""
    if line[-1] in _PAUSES:
        return ""
    return "；" if style_of(line) == style_of(below) and "。" not in line else "。"


def lead_in(text: str) -> str:
    """The mark after 在……方面: ： before a quotation, ， before other text."""
    return "：" if _QUOTED.match(text) else "，"


def run_on(texts: Iterable[str]) -> str:
    """Several texts of one unit as one passage, equal ones once: clauses with ； between them, sentences as a list ①②.

    Texts that enumerate stand one behind the other: what follows （2） or 二是 would be read as part of it.
    """
    pieces = [one for one in dict.fromkeys(texts) if one]
    if not 1 < len(pieces) <= _MOST_IN_A_LIST or any(map(is_enumerated, pieces)):
        return "".join(pieces)
    if all(piece.find("。") == len(piece) - 1 for piece in pieces):
        return "；".join(piece[:-1] for piece in pieces) + "。"
    return "".join(f"{chr(ord('①') + number)}{piece}" for number, piece in enumerate(pieces))


def in_full_width(text: str) -> str:
    """A text with the marks of running Chinese text: half-width , ; : ! ? beside Chinese become full-width.

    1,000 and 9:30 stay.
    """
    return _HALF_WIDTH.sub(lambda found: found[0].translate(_FULL_WIDTH), text)


def merge_repeated(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Merge quotations of equal words into one, at the place of the first; of those without words, of equal states.

    Where their states differ, each unit is printed with its state: 沈阳市（已完成）、大连市（推进中）.
    """
    by_words: dict[tuple[str, str], list[Quotation]] = {}
    for one in quotations:
        by_words.setdefault((one.words, "" if one.words else one.state), []).append(one)
    return [_merged(same) for same in by_words.values()]


def _merged(same: Sequence[Quotation]) -> Quotation:
    alike = len({one.state for one in same}) == 1
    units = [
        name if alike or not one.state else f"{name}（{in_bracket(one.state)}）" for one in same for name in one.units
    ]
    return Quotation(tuple(units), same[0].words, same[0].state if alike else "")


def most_informative(quotations: Sequence[Quotation], most: int = 3) -> list[Quotation]:
    """The `most` most informative quotations (most digits, then the longest), in their old order."""
    ranked = sorted(quotations, key=lambda one: (-len(_FIGURE.findall(one.words)), -len(one.words)))
    chosen = ranked[:most]
    return [one for one in quotations if one in chosen]


def shown(quotations: Sequence[Quotation]) -> list[dict[str, FieldValue]]:
    """Quotations for running text; a state that is none of the form's is quoted where it stands without words."""
    return [
        {
            "单位": listed(one.units),
            "状态": in_bracket(one.state) if one.words or one.state in STATES else f"“{one.state}”",
            "内容": in_full_width(one.words),
        }
        for one in quotations
    ]


def as_written(quotations: Sequence[Quotation]) -> list[Fields]:
    """Quotations for the attachment, with the units broken into the lines of their column."""
    return [
        {"单位": name_lines(one.units, _UNITS), "状态": in_bracket(one.state), "内容": one.words} for one in quotations
    ]


def by_kind(problems: Iterable[tuple[str, str]]) -> dict[str, list[Quotation]]:
    """Problems (unit, text) by kind, within a kind by unit; kinds in a fixed order, OTHER last, without empty ones."""
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in (*_PROBLEMS, OTHER)}
    for unit, text in problems:
        found[_kind(text)].setdefault(unit, []).append(text)
    return {
        kind: merge_repeated(Quotation((unit,), run_on(texts)) for unit, texts in by_unit.items())
        for kind, by_unit in found.items()
        if by_unit
    }


def _kind(text: str) -> str:
    """The kind whose words occur most; the first of them where several do."""
    hits = {kind: len(re.findall(pattern, text)) for kind, pattern in _PROBLEMS.items()}
    kind = max(hits, key=lambda one: hits[one])
    return kind if hits[kind] else OTHER
