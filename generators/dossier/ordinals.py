"""序数: the numbers before headings and measures, which come from position."""

from __future__ import annotations

from enum import StrEnum

from generators.wording import numeral

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"  # the circled digits that GBK can encode


class Ordinal(StrEnum):
    """How what stands below a node is numbered; the value is the first number, as content writes it."""

    FIRSTLY = "一是"
    MUST = "一要"
    SECTION = "一、"
    ITEM = "（一）"
    ARABIC = "1."
    BRACKETED = "（1）"
    CIRCLED = "①"
    CHAPTER = "第一章"
    ARTICLE = "第一条"
    NONE = "无"

    @property
    def is_inline(self) -> bool:
        """Whether measures with this number run on in one paragraph."""
        return self in (Ordinal.FIRSTLY, Ordinal.MUST, Ordinal.CIRCLED, Ordinal.NONE)

    @property
    def below(self) -> Ordinal:
        """How headings one level below are numbered (GB/T 9704-2012, 7.3.3)."""
        return _BELOW.get(self, Ordinal.BRACKETED)

    def text(self, number: int) -> str:
        """The number as printed before a heading or a measure: 一、 （二） 3. 四是."""
        words = numeral(number)
        return {
            Ordinal.FIRSTLY: f"{words}是",
            Ordinal.MUST: f"{words}要",
            Ordinal.SECTION: f"{words}、",
            Ordinal.ITEM: f"（{words}）",
            Ordinal.ARABIC: f"{number}.",
            Ordinal.BRACKETED: f"（{number}）",
            Ordinal.CIRCLED: _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"（{number}）",
            Ordinal.CHAPTER: f"第{words}章　",
            Ordinal.ARTICLE: f"第{words}条　",
            Ordinal.NONE: "",
        }[self]


_BELOW = {
    Ordinal.SECTION: Ordinal.ITEM,
    Ordinal.ITEM: Ordinal.ARABIC,
    Ordinal.CHAPTER: Ordinal.ARTICLE,
    Ordinal.ARTICLE: Ordinal.ITEM,
    Ordinal.NONE: Ordinal.ITEM,
}


def cited(number: str) -> str:
    """A number as other documents cite it: without the mark or blank at its end."""
    return number.rstrip("、　 ")


def of_measures(ordinal: Ordinal | None, count: int) -> Ordinal:
    """How measures are numbered where content does not say: 一是, a single one not at all."""
    if ordinal:
        return ordinal
    return Ordinal.FIRSTLY if count > 1 else Ordinal.NONE
