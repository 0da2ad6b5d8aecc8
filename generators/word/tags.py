"""Our own tags: what docxtpl's lack for official documents. Each moves from the text into the XML around it.

Word shows them as text, so a clerk can see and move them. They are turned into attributes and elements with Jinja
inside, before docxtpl turns the part into a template; all lengths come from the template's own styles, so that a
restyled template needs no change of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from generators.word.measures import Measures
from generators.word.parts import part_of
from generators.word.tag_effects import EFFECTS, insert_chart, with_mirrored_margins
from generators.word.xml import PARSER, own_texts
from generators.word.xml import qualified as _w

# Name -> what it does, for the page of fields and for the check of templates.
OWN_TAGS = {
    "右空": "这一段离右边几个字，如 {% 右空 落款.日期右空 %}",
    "上让": "上面多了几行，这一段就少空几行，如 {% 上让 版头行数 %}",
    "字号": "这一段的字号，磅，如 {% 字号 标志.字号 %}",
    "字宽": "这一段的字缩到平常的百分之几宽，如 {% 字宽 标志字宽 %}",
    "同页": "条件成立时这一段与下一段不分在两页，如 {% 同页 loop.last %}",
    "行距": "这一段的行距是平常的几倍，如 {% 行距 正文行距 %}",
    "框高": "写在文本框里：框高几行，下边缘不动，如 {% 框高 版记.行数 %}",
    "另起双数页": "条件成立时从下一个双数页开始，那一页不编页码",
    "图表": "这里放一张图，如 {% 图表 各领域状态 %}",
    "双面": "条件成立时按双面印刷对称页边距；独占一段",
}
_TAG = re.compile(rf"\{{%p?\s*({'|'.join(OWN_TAGS)})\s+(.*?)\s*%\}}")

_ANY_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


class AppliedTags(NamedTuple):
    """The XML of parts with our tags applied, and the charts asked for: relationship id -> field."""

    xml: dict[str, str]
    charts: dict[str, str]


def with_own_tags(parts: Mapping[str, bytes], names: Iterable[str]) -> AppliedTags:
    """Some parts with our tags applied; where one asks for it, the document's settings as well."""
    changed: dict[str, str] = {}
    charts: dict[str, str] = {}
    settings = part_of(parts, "settings")
    for name in names:
        xml = parts[name].decode("utf-8").replace("\n", " ")
        root = etree.fromstring(xml.encode("utf-8"), PARSER)
        text = "".join(root.itertext())  # Word may have cut the name of a tag into several runs
        if not any(tag in text for tag in OWN_TAGS):
            changed[name] = xml
            continue
        measures = Measures.of(parts)
        tags = [(paragraph, *tag) for paragraph in list(root.iter(_w("p"))) for tag in _taken_out(paragraph)]
        for paragraph, tag, value in tags:
            if tag == "双面":
                paragraph.getparent().remove(paragraph)
                changed[settings] = with_mirrored_margins(parts[settings], value)
            elif tag == "图表":
                insert_chart(paragraph, value, charts)
            else:
                EFFECTS[tag](paragraph, value, measures)
        changed[name] = etree.tostring(root, encoding="unicode")
    return AppliedTags(changed, charts)


def _taken_out(paragraph: etree._Element) -> list[tuple[str, str]]:
    """The tags of a paragraph, removed from its text, though Word may have cut them into several runs."""
    texts = own_texts(paragraph)
    found = list(_TAG.finditer(_joined(texts)))
    if not found:
        return []
    _mend(texts)
    found, at = list(_TAG.finditer(_joined(texts))), 0
    for text in texts:
        own = text.text or ""
        text.text = "".join(
            letter for index, letter in enumerate(own, at) if not any(tag.start() <= index < tag.end() for tag in found)
        )
        at += len(own)
    return [(tag[1], tag[2]) for tag in found]


def _joined(texts: list[etree._Element]) -> str:
    return "".join(text.text or "" for text in texts)


def _mend(texts: list[etree._Element]) -> None:
    """Put each tag that Word cut into several runs into the first of them: runs get properties of their own here."""
    spans = [found.span() for found in _ANY_TAG.finditer(_joined(texts))]
    at = 0
    moved = ["" for _ in texts]
    for index, text in enumerate(texts):
        for letter in text.text or "":
            span = next((one for one in spans if one[0] <= at < one[1]), None)
            moved[_run_at(texts, span[0]) if span else index] += letter
            at += 1
    for text, words in zip(texts, moved, strict=True):
        text.text = words


def _run_at(texts: list[etree._Element], position: int) -> int:
    """Which run holds the letter at a position of the whole."""
    for index, text in enumerate(texts):
        if position < len(text.text or ""):
            return index
        position -= len(text.text or "")
    return len(texts) - 1
