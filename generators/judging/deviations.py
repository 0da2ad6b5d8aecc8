"""Where a Word file leaves the common layout: styles and pages that restyling would change, and formats set by hand.

Pure functions on two sets of parts, as they are and restyled; what both have in common is no deviation, so a template's
own styles are none. The clauses are those of GB/T 9704-2012.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from generators.judging.formats import OF_RUNS, Settings, Styles, attribute, over, settings
from generators.judging.pages import page_deviations
from generators.judging.standard import Deviation, rule, wish
from generators.word.parts import text_parts
from generators.word.xml import PARSER, own_texts
from generators.word.xml import PREFIX as W

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TAG_ALONE = re.compile(r"\s*\{%(p|tr|tc) [^{}]*%\}\s*")


_BUILT_IN = {"Normal": "正文", "Title": "标题", "Subtitle": "副标题", "heading 1": "标题 1", "heading 2": "标题 2"}
_BY_HAND = ("对齐", "行距", "段前", "段后", "左缩进", "右缩进", "首行缩进")  # the rest has its place on a paragraph


def deviations(parts: Mapping[str, bytes], restyled: Mapping[str, bytes]) -> list[Deviation]:
    """What differs between a Word file's parts and the same parts restyled, then what was formatted by hand.

    Both must be well-formed XML and have styles.
    """
    present, common = Styles(parts, restyled), Styles(restyled, restyled)
    return [*_of_styles(present, common, _used(parts)), *page_deviations(parts, restyled), *_by_hand(parts, common)]


def _used(parts: Mapping[str, bytes]) -> set[str]:
    """The ids of the styles that something is written in."""
    roots = [etree.fromstring(parts[name], PARSER) for name in text_parts(parts)]
    return {style.get(f"{W}val") for root in roots for style in root.iter(f"{W}pStyle", f"{W}rStyle")}


def _of_styles(present: Styles, common: Styles, used: Collection[str]) -> Iterator[Deviation]:
    """Word may give a style another id when it saves; its name stays."""
    added = {common.name(style_id): style_id for style_id in common.by_id.keys() - present.by_id.keys()}
    for style_id, style in present.by_id.items():
        name, kind = present.name(style_id), style.get(f"{W}type")
        other = style_id
        if _same(style, common.by_id[style_id]):
            other = added.get(name, "")
        if not other or kind not in ("paragraph", "character") or (name != common.name(other) and style_id not in used):
            continue
        has, wants = present.words(present.of_style(style_id)), common.words(common.of_style(other))
        words = wants if kind == "paragraph" else OF_RUNS
        shown = f"样式“{_shown(name)}”"
        for word, value, wanted in _once((word, has[word], wants[word]) for word in words if has[word] != wants[word]):
            clause, strength = rule(common.name(other), word)
            message = f"{shown}：{word} {value}，通用版式 {wanted}"
            hint = f"在 Word 里修改{shown}，{wish(word, wanted)}；或运行 duban restyle"
            yield Deviation(clause, strength, message, value, wanted, shown, hint)


def _once(differences: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """A face set for all letters is one difference."""
    found = list(differences)
    return [one for one in found if one[0] != "西文字体" or ("字体", *one[1:]) not in found]


def _same(one: etree._Element, other: etree._Element) -> bool:
    return settings(one) == settings(other) and attribute(one, "name") == attribute(other, "name")


def _shown(style: str) -> str:
    """A style's name as Chinese Word shows it."""
    return _BUILT_IN.get(style, style)


def _by_hand(parts: Mapping[str, bytes], common: Styles) -> Iterator[Deviation]:
    """Formats that stand on a paragraph or a run itself: no restyling reaches them. Alike ones are one deviation."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for name in text_parts(parts):
        for paragraph in etree.fromstring(parts[name], PARSER).iter(f"{W}p"):
            if next(paragraph.iterancestors(_FALLBACK), None) is None:
                for difference, nearby in _differences(paragraph, common):
                    found.setdefault(difference, []).append(nearby)
    for (style, word, value, wanted), places in found.items():
        clause, strength = rule(style, word)
        if strength == "may":
            continue
        strange = "字体" in word and value not in common.fonts
        message = (
            f"手工设的{word} {value}{'（通用版式不用这种字体）' if strange else ''}，样式“{_shown(style)}”是 {wanted}"
        )
        words = list(dict.fromkeys(f"“{place}”" if place else "空行" for place in places))
        place = "、".join(words[:3]) + (f"等 {len(places)} 处" if len(words) > 3 else "")
        selected = "这几个字" if word in OF_RUNS else "这一段"
        hint = f"在 Word 里选中{selected}，{wish(word, wanted)}；要全文都变，就改样式“{_shown(style)}”"
        yield Deviation(clause, strength, message, value, wanted, place, hint)


def _differences(paragraph: etree._Element, common: Styles) -> Iterator[tuple[tuple[str, str, str, str], str]]:
    """Style, property, value and wanted value, with the words nearby."""
    texts = own_texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    if _TAG_ALONE.fullmatch(whole):
        return
    properties = paragraph.find(f"{W}pPr")
    style_id = attribute(properties, "pStyle") if properties is not None else ""
    style, below = common.name(style_id), common.of_paragraph(style_id)
    yield from (
        ((style, *difference), whole.strip()[:12].strip())
        for difference in _changes(below, settings(paragraph), common, _BY_HAND)
    )
    for text in texts:
        run, written = text.getparent(), (text.text or "").strip()
        properties = run.find(f"{W}rPr")
        if properties is not None and written:
            under = over(below, common.chain(attribute(properties, "rStyle")))
            changes = _changes(under, settings(run), common, OF_RUNS)
            for difference in _once(change for change in changes if _shows(change[0], written)):
                yield (style, *difference), written[:12].strip()


def _changes(below: Settings, direct: Settings, common: Styles, words: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    if not direct:
        return
    wants, has = common.words(below), common.words(over(below, direct))
    yield from ((word, has[word], wants[word]) for word in words if has[word] != wants[word])


def _shows(word: str, written: str) -> bool:
    """Whether a face is seen in these words; what a field will print is not known."""
    if "字体" not in word or "{{" in written:
        return True
    return bool(re.search("[0-9A-Za-z]" if word == "西文字体" else r"[^\x00-\x7f]", written))
