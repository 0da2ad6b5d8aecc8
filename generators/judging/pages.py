"""Where the pages of a Word file leave the common layout: paper, margins, grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.oxml import parse_xml
from docx.oxml.section import CT_SectPr
from docx.shared import Length

from generators.judging.formats import number, points
from generators.judging.standard import OF_PAGES, Deviation, wish
from generators.word.parts import main_part
from generators.word.xml import qualified

_MARGINS = {
    **{"上边距": "top_margin", "下边距": "bottom_margin", "左边距": "left_margin", "右边距": "right_margin"},
    **{"页眉距边界": "header", "页脚距边界": "footer", "装订线": "gutter"},
}
_GRIDS = {"lines": "只指定行网格", "linesAndChars": "指定行和字符网格", "snapToChars": "文字对齐字符网格"}


def page_deviations(parts: Mapping[str, bytes], restyled: Mapping[str, bytes]) -> Iterator[Deviation]:
    """What differs between the pages of a file's parts and those of the same parts restyled.

    Raises ValueError where a length is none.
    """
    present, common = _sections(parts), _sections(restyled)
    if not present:
        hint = "在 Word 的“页面设置”里设成 A4，另存一次，再运行 duban restyle"
        yield Deviation("5.1", "must", "页面设置：没有设纸张和页边距", "未设", "A4", "页面设置", hint)
    found: dict[tuple[str, str, str, bool], list[int]] = {}
    for at, (section, other) in enumerate(zip(present, common, strict=True), 1):
        has, wants = _page(section), _page(other)
        for word, wanted in wants.items():
            if has[word] != wanted or wanted == "未设":
                close = _within_tolerance(section, other, word)
                found.setdefault((word, has[word], wanted, close), []).append(at)
    for (word, value, wanted, close), numbers in found.items():
        clause, strength = ("", "custom") if close else OF_PAGES.get(word, ("", "custom"))
        place = "页面设置" if len(present) == 1 else f"第 {'、'.join(map(str, numbers))} 节的页面设置"
        wanted = "和其他模板一样" if wanted == "未设" else wanted
        hint = f"在 Word 的“页面设置”里{wish(word, wanted)}，或运行 duban restyle"
        message = f"{place}：{word} {value}，通用版式 {wanted}"
        yield Deviation(clause, strength, message, value, wanted, place, hint)


def _sections(parts: Mapping[str, bytes]) -> list[CT_SectPr]:
    return list(parse_xml(parts[main_part(parts)]).iter(qualified("sectPr")))


def _page(section: CT_SectPr) -> dict[str, str]:
    """A section's page in words."""
    width, height, grid = section.page_width, section.page_height, section.find(qualified("docGrid"))
    paper = f"{round(width.mm, 1):g}×{round(height.mm, 1):g} 毫米" if width and height else "未设"
    margins = {word: _millimetres(section, word) for word in _MARGINS}
    kind = "未设" if grid is None else _GRIDS.get(grid.get(qualified("type"), "default"), "无网格")
    if kind in _GRIDS.values():
        kind += f"，行距 {points(number(grid.get(qualified('linePitch'))) / 20)}"
    return {
        "纸张": paper,
        "文档网格": kind,
        **{word: "未设" if length is None else f"{length:g} 毫米" for word, length in margins.items()},
    }


def _millimetres(section: CT_SectPr, word: str) -> float | None:
    length: Length | None = getattr(section, _MARGINS[word])
    return None if length is None else round(length.mm, 1)


def _within_tolerance(section: CT_SectPr, other: CT_SectPr, word: str) -> bool:
    """Whether a margin is one that the standard allows: it gives them with 1 mm of tolerance (5.2.1)."""
    one, common = (_millimetres(of, word) if word.endswith("边距") else None for of in (section, other))
    return one is not None and common is not None and abs(one - common) <= 1
