"""Where a Word file leaves the common layout: styles and pages that restyling would change, and formats set by hand.

Pure functions on two sets of parts, as they are and restyled; what both have in common is no deviation, so a template's
own styles are none. The clauses are those of GB/T 9704-2012.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generators.judging.formats import OF_RUNS, Settings, Styles, attribute, number, over, points, settings
from generators.problems import Severity
from generators.word.parts import main_part, text_parts
from generators.word.xml import PARSER, own_texts
from generators.word.xml import PREFIX as W

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TAG_ALONE = re.compile(r"\s*\{%(p|tr|tc) [^{}]*%\}\s*")
_MM = 1440 / 25.4  # twips

# What the standard says of a property anywhere: clause and strength.
_EVERYWHERE = {
    **dict.fromkeys(("字体", "西文字体", "字号"), ("5.2.2", "usual")),
    **dict.fromkeys(("行距", "字距", "对齐网格"), ("5.2.3", "usual")),
    "颜色": ("5.2.4", "must"),
}
# What it says of single elements: styles, clause, strength, properties. “may” is left to whoever makes the document.
_MARKS = "发文机关标志 联合标志占位 联合发文机关 联合标志文件"
_OF_ELEMENTS = (
    (_MARKS, "7.2.4", "must", "颜色 段前 对齐"),
    (_MARKS, "7.2.4", "rec", "字体 西文字体"),
    (f"{_MARKS} 命令标志 信函标志", "7.2.4", "may", "字号 行距 字距"),
    ("命令标志", "10.2", "must", "段前 对齐"),
    ("信函标志", "10.1", "must", "段前 对齐 下框线"),
    ("命令标志", "10.2", "rec", "字体 西文字体 颜色"),
    ("信函标志", "10.1", "rec", "字体 西文字体 颜色"),
    ("信函下线", "10.1", "must", "下框线"),
    ("份号", "7.2.1", "must", "对齐 左缩进 首行缩进"),
    ("版头要素", "7.2.2", "usual", "字体 西文字体 字号"),
    ("版头要素", "7.2.2", "must", "对齐 左缩进 首行缩进"),
    ("发文字号 发文字号（上行文）", "7.2.5", "must", "对齐"),
    ("发文字号 发文字号（上行文） 纪要发文行", "7.2.7", "must", "下框线"),
    ("签发人 签发人姓名", "7.2.6", "must", "字体 西文字体 字号"),
    ("发文字号（信函）", "10.1", "must", "对齐"),
    ("令号", "10.2", "must", "对齐"),
    ("公文标题", "7.3.1", "usual", "字体 西文字体 字号"),
    ("公文标题", "7.3.1", "must", "对齐"),
    ("主送机关", "7.3.2", "must", "对齐 左缩进 首行缩进"),
    ("公文正文 一级标题 二级标题 二级标题字", "7.3.3", "usual", "字体 西文字体 字号"),
    ("公文正文 一级标题 二级标题", "7.3.3", "must", "左缩进 首行缩进"),
    ("附件说明 附件说明（第一个） 附件说明（续）", "7.3.4", "must", "左缩进 首行缩进"),
    ("落款 联合落款", "7.3.5", "may", "右缩进"),
    ("附注", "7.3.6", "must", "左缩进 首行缩进"),
    ("附件序号", "7.3.7", "must", "字体 西文字体 字号 对齐 左缩进 首行缩进 段前分页"),
    ("版记抄送", "7.4.2", "usual", "字体 西文字体 字号"),
    ("版记印发", "7.4.3", "usual", "字体 西文字体 字号"),
    ("版记抄送", "7.4.2", "must", "左缩进 右缩进"),
    ("版记印发", "7.4.3", "must", "左缩进 右缩进"),
    ("单页页码 双页页码 信函单页页码 信函双页页码", "7.5", "usual", "字体 西文字体 字号"),
    ("单页页码 双页页码 信函单页页码 信函双页页码", "7.5", "must", "对齐 左缩进 右缩进"),
    ("出席人员栏目", "10.3", "usual", "字体 西文字体 字号"),
    ("出席人员", "10.3", "must", "左缩进 首行缩进"),
    ("Normal 空行 版头空行", "", "custom", ""),  # only what holds everywhere
)
_RULES = {
    (style, word): (clause, strength)
    for styles, clause, strength, words in _OF_ELEMENTS
    for style in styles.split()
    for word in words.split()
}
_ELEMENTS = {style for styles, *_ in _OF_ELEMENTS for style in styles.split()}
_BUILT_IN = {"Normal": "正文", "Title": "标题", "Subtitle": "副标题", "heading 1": "标题 1", "heading 2": "标题 2"}
_OF_PAGES = {
    "纸张": ("5.1", "must"),
    **dict.fromkeys(("上边距", "下边距", "左边距", "右边距", "装订线"), ("5.2.1", "must")),
    "页脚距边界": ("7.5", "must"),
    "文档网格": ("5.2.3", "usual"),
}
_MARGINS = {
    **{"上边距": "top", "下边距": "bottom", "左边距": "left", "右边距": "right"},
    **{"页眉距边界": "header", "页脚距边界": "footer", "装订线": "gutter"},
}
_GRIDS = {"lines": "只指定行网格", "linesAndChars": "指定行和字符网格", "snapToChars": "文字对齐字符网格"}
_BY_HAND = ("对齐", "行距", "段前", "段后", "左缩进", "右缩进", "首行缩进")  # the rest has its place on a paragraph


@dataclass(frozen=True)
class Deviation:
    """One property that is not the common one.

    `strength` is the standard's: must, usual (一般), rec (推荐), may; custom where only our layout asks for it.
    """

    clause: str
    strength: str
    message: str
    found: str
    wanted: str
    place: str
    hint: str

    @property
    def severity(self) -> Severity:
        """A WARNING where the standard demands the common value, else a NOTICE."""
        return Severity.WARNING if self.strength == "must" else Severity.NOTICE


def deviations(parts: Mapping[str, bytes], restyled: Mapping[str, bytes]) -> list[Deviation]:
    """What differs between a Word file's parts and the same parts restyled, then what was formatted by hand.

    Both must be well-formed XML and have styles.
    """
    own, common = Styles(parts, restyled), Styles(restyled, restyled)
    return [*_of_styles(own, common, _used(parts)), *_of_pages(parts, restyled), *_by_hand(parts, common)]


def _used(parts: Mapping[str, bytes]) -> set[str]:
    """The ids of the styles that something is written in."""
    roots = [etree.fromstring(parts[name], PARSER) for name in text_parts(parts)]
    return {style.get(f"{W}val") for root in roots for style in root.iter(f"{W}pStyle", f"{W}rStyle")}


def _of_styles(own: Styles, common: Styles, used: Collection[str]) -> Iterator[Deviation]:
    """Word may give a style another id when it saves; its name stays."""
    added = {common.name(style_id): style_id for style_id in common.by_id.keys() - own.by_id.keys()}
    for style_id, style in own.by_id.items():
        name, kind = own.name(style_id), style.get(f"{W}type")
        other = style_id
        if _same(style, common.by_id[style_id]):
            other = added.get(name, "")
        if not other or kind not in ("paragraph", "character") or (name != common.name(other) and style_id not in used):
            continue
        has, wants = own.words(own.of_style(style_id)), common.words(common.of_style(other))
        words = wants if kind == "paragraph" else OF_RUNS
        shown = f"样式“{_shown(name)}”"
        for word, value, wanted in _once((word, has[word], wants[word]) for word in words if has[word] != wants[word]):
            clause, strength = _rule(common.name(other), word)
            message = f"{shown}：{word} {value}，通用版式 {wanted}"
            hint = f"在 Word 里修改{shown}，{_wish(word, wanted)}；或运行 duban restyle"
            yield Deviation(clause, strength, message, value, wanted, shown, hint)


def _once(differences: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """A face for all letters is told as one."""
    told = list(differences)
    return [one for one in told if one[0] != "西文字体" or ("字体", *one[1:]) not in told]


def _wish(word: str, wanted: str) -> str:
    return {"是": f"设上{word}", "否": f"去掉{word}"}.get(wanted, f"把{word}改成 {wanted}")


def _same(one: etree._Element, other: etree._Element) -> bool:
    return settings(one) == settings(other) and attribute(one, "name") == attribute(other, "name")


def _shown(style: str) -> str:
    """A style's name as Chinese Word shows it."""
    return _BUILT_IN.get(style, style)


def _rule(style: str, word: str) -> tuple[str, str]:
    """Clause and strength; where the standard is silent on an element, or it is none, only our layout asks for it."""
    custom = ("", "custom")
    return _RULES.get((style, word)) or (_EVERYWHERE.get(word, custom) if style in _ELEMENTS else custom)


def _of_pages(parts: Mapping[str, bytes], restyled: Mapping[str, bytes]) -> Iterator[Deviation]:
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
        clause, strength = ("", "custom") if close else _OF_PAGES.get(word, ("", "custom"))
        place = "页面设置" if len(own) == 1 else f"第 {'、'.join(map(str, numbers))} 节的页面设置"
        wanted = "和其他模板一样" if wanted == "未设" else wanted
        hint = f"在 Word 的“页面设置”里{_wish(word, wanted)}，或运行 duban restyle"
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


def _by_hand(parts: Mapping[str, bytes], common: Styles) -> Iterator[Deviation]:
    """Formats that stand on a paragraph or a run itself: no restyling reaches them. Alike ones are told together."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for name in text_parts(parts):
        for paragraph in etree.fromstring(parts[name], PARSER).iter(f"{W}p"):
            if next(paragraph.iterancestors(_FALLBACK), None) is None:
                for difference, nearby in _differences(paragraph, common):
                    found.setdefault(difference, []).append(nearby)
    for (style, word, value, wanted), places in found.items():
        clause, strength = _rule(style, word)
        if strength == "may":
            continue
        strange = "字体" in word and value not in common.fonts
        message = (
            f"手工设的{word} {value}{'（通用版式不用这种字体）' if strange else ''}，样式“{_shown(style)}”是 {wanted}"
        )
        words = list(dict.fromkeys(f"“{place}”" if place else "空行" for place in places))
        place = "、".join(words[:3]) + (f"等 {len(places)} 处" if len(words) > 3 else "")
        selected = "这几个字" if word in OF_RUNS else "这一段"
        hint = f"在 Word 里选中{selected}，{_wish(word, wanted)}；要全文都变，就改样式“{_shown(style)}”"
        yield Deviation(clause, strength, message, value, wanted, place, hint)


def _differences(paragraph: etree._Element, common: Styles) -> Iterator[tuple[tuple[str, str, str, str], str]]:
    """Style, property, value and wanted value, with the words nearby."""
    own = own_texts(paragraph)
    whole = "".join(text.text or "" for text in own)
    if _TAG_ALONE.fullmatch(whole):
        return
    properties = paragraph.find(f"{W}pPr")
    style_id = attribute(properties, "pStyle") if properties is not None else ""
    style, below = common.name(style_id), common.of_paragraph(style_id)
    yield from (
        ((style, *difference), whole.strip()[:12].strip())
        for difference in _changes(below, settings(paragraph), common, _BY_HAND)
    )
    for text in own:
        run, written = text.getparent(), (text.text or "").strip()
        properties = run.find(f"{W}rPr")
        if properties is not None and written:
            under = over(below, common.chain(attribute(properties, "rStyle")))
            changes = _changes(under, settings(run), common, OF_RUNS)
            for difference in _once(change for change in changes if _shows(change[0], written)):
                yield (style, *difference), written[:12].strip()


def _changes(below: Settings, direct: Settings, common: Styles, words: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    wants, has = common.words(below), common.words(over(below, direct))
    yield from ((word, has[word], wants[word]) for word in words if has[word] != wants[word])


def _shows(word: str, written: str) -> bool:
    """Whether a face is seen in these words; what a field will print is not known."""
    if "字体" not in word or "{{" in written:
        return True
    return bool(re.search("[0-9A-Za-z]" if word == "西文字体" else r"[^\x00-\x7f]", written))
