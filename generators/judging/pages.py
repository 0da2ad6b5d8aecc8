"""Where the pages of a Word file leave the common layout: paper, margins, grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from generators.judging.formats import number, points
from generators.judging.standard import OF_PAGES, Deviation, wish
from generators.word.parts import main_part
from generators.word.xml import PARSER
from generators.word.xml import PREFIX as W

_MM = 1440 / 25.4  # twips
_MARGINS = {
    **{"上边距": "top", "下边距": "bottom", "左边距": "left", "右边距": "right"},
    **{"页眉距边界": "header", "页脚距边界": "footer", "装订线": "gutter"},
}
_GRIDS = {"lines": "只指定行网格", "linesAndChars": "指定行和字符网格", "snapToChars": "文字对齐字符网格"}


def page_deviations(parts: Mapping[str, bytes], restyled: Mapping[str, bytes]) -> Iterator[Deviation]:
    """What differs between the pages of a file's parts and those of the same parts restyled."""
    roots = [etree.fromstring(some[main_part(some)], PARSER) for some in (parts, restyled)]
    own, common = (list(root.iter(f"{W}sectPr")) for root in roots)
    if not own:
        hint = "在 Word 的“页面设置”里设成 A4，另存一次，再运行 duban restyle"
        yield Deviation("5.1", "must", "页面设置：没有设纸张和页边距", "未设", "A4", "页面设置", hint)
    found: dict[tuple[str, str, str, bool], list[int]] = {}
    for at, (section, other) in enumerate(zip(own, common, strict=True), 1):
        has, wants = _page(section), _page(other)
        for word, wanted in wants.items():
            if has[word] != wanted or wanted == "未设":
                close = word.endswith("边距") and abs(_millimetres(has[word]) - _millimetres(wanted)) <= 1
                found.setdefault((word, has[word], wanted, close), []).append(at)
    for (word, value, wanted, close), numbers in found.items():
        clause, strength = ("", "custom") if close else OF_PAGES.get(word, ("", "custom"))
        place = "页面设置" if len(own) == 1 else f"第 {'、'.join(map(str, numbers))} 节的页面设置"
        wanted = "和其他模板一样" if wanted == "未设" else wanted
        hint = f"在 Word 的“页面设置”里{wish(word, wanted)}，或运行 duban restyle"
        message = f"{place}：{word} {value}，通用版式 {wanted}"
        yield Deviation(clause, strength, message, value, wanted, place, hint)


def _page(section: etree._Element) -> dict[str, str]:
    """A section's page in words; the standard gives the margins of a page with 1 mm of tolerance (5.2.1)."""
    size, margins, grid = (section.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))
    found = {"纸张": "未设", "文档网格": "未设"}
    if size is not None:
        found["纸张"] = f"{_mm(size, 'w')}×{_mm(size, 'h')} 毫米"
    for word, name in _MARGINS.items():
        found[word] = "未设" if margins is None else f"{_mm(margins, name)} 毫米"
    if grid is not None:
        kind = _GRIDS.get(grid.get(f"{W}type", "default"), "无网格")
        pitch = number(grid.get(f"{W}linePitch")) / 20
        found["文档网格"] = kind if kind == "无网格" else f"{kind}，行距 {points(pitch)}"
    return found


def _mm(element: etree._Element, name: str) -> str:
    return f"{round(number(element.get(W + name)) / _MM, 1):g}"


def _millimetres(words: str) -> float:
    number = re.match(r"-?[\d.]+", words)
    return float(number.group()) if number else 999
