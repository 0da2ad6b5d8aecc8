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

from generators.word.cell_tags import apply_cell_tags
from generators.word.columns import open_grids
from generators.word.measures import Measures
from generators.word.parts import part_of
from generators.word.tag_effects import EFFECTS, insert_chart, with_mirrored_margins
from generators.word.tag_text import join_tags
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
    "并格": "表格循环里的这一格和下一格（restart）、上一格（continue）合成一格，如 {% 并格 格.并 %}",
    "列宽": "表格循环里的这一格占多宽，按各格的比例分，如 {% 列宽 格.宽 %}",
    "框高": "写在文本框里：框高几行，下边缘不动，如 {% 框高 版记.行数 %}",
    "另起双数页": "条件成立时从下一个双数页开始，那一页不编页码",
    "图表": "这里放一张图，如 {% 图表 各领域状态 %}",
    "双面": "条件成立时按双面印刷对称页边距；独占一段",
}
_TAG = re.compile(rf"\{{%p?\s*({'|'.join(OWN_TAGS)})\s+(.*?)\s*%\}}")


class AppliedTags(NamedTuple):
    """The XML of parts with our tags applied, those with a loop over columns, and charts: relationship id -> field."""

    xml: dict[str, str]
    columns: set[str]
    charts: dict[str, str]


def with_own_tags(parts: Mapping[str, bytes], names: Iterable[str]) -> AppliedTags:
    """Those of some parts that have tags, with ours and those of cells applied; the settings where one asks for it."""
    applied = AppliedTags({}, set(), {})
    settings = part_of(parts, "settings")
    measures = Measures.of(parts)
    for name in names:
        root = etree.fromstring(parts[name].decode("utf-8").replace("\n", " ").encode("utf-8"), PARSER)
        if not re.search("[{｛]", "".join(root.itertext())):
            continue
        paragraphs = list(root.iter(_w("p")))
        for paragraph in paragraphs:
            join_tags(paragraph)
        tags = [(paragraph, *tag) for paragraph in paragraphs for tag in _taken_out(paragraph)]
        for paragraph, tag, value in tags:
            if tag == "双面":
                paragraph.getparent().remove(paragraph)
                applied.xml[settings] = with_mirrored_margins(parts[settings], value)
            elif tag == "图表":
                insert_chart(paragraph, value, applied.charts)
            else:
                EFFECTS[tag](paragraph, value, measures)
        apply_cell_tags(root)
        if open_grids(root):
            applied.columns.add(name)
        applied.xml[name] = etree.tostring(root, encoding="unicode")
    return applied


def _taken_out(paragraph: etree._Element) -> list[tuple[str, str]]:
    """The tags of a paragraph, removed from its text; each stands whole in one run."""
    found: list[tuple[str, str]] = []
    for text in own_texts(paragraph):
        tags = _TAG.findall(text.text or "")
        if tags:
            found += tags
            text.text = _TAG.sub("", text.text)
    return found
