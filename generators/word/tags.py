"""Our own tags: what docxtpl's lack for official documents. Each moves from the text into the XML around it.

Word shows them as text, so a clerk can see and move them. They are turned into attributes and elements with Jinja
inside, before docxtpl turns the part into a template; all lengths come from the template's own styles, so that a
restyled template needs no change of code.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from generators.word.charts import drawing
from generators.word.ordering import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    SECTION_ORDER,
    SETTINGS_ORDER,
    child,
    insert_if,
    position,
)
from generators.word.parts import main_part, part_of
from generators.word.xml import PARSER, W, own_texts
from generators.word.xml import qualified as _w

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NO_STYLES = f'<w:styles xmlns:w="{W}"/>'.encode()
_EMU = 635  # in a twip

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


@dataclass(frozen=True)
class Measures:
    """What own tags need to know of a template, in twips: a character, the pitch, and each style's own numbers."""

    character: int
    pitch: int
    before: Mapping[str, int]
    line: Mapping[str, int]
    size: Mapping[str, float]

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> Measures:
        """Measured in the styles and in the first page with a grid."""
        before, line, size, spacing = {}, {}, {}, {}
        default = "Normal"
        styles = parts.get(part_of(parts, "styles"), _NO_STYLES)
        for style in etree.fromstring(styles, PARSER).iter(_w("style")):
            name = style.get(_w("styleId"), "")
            if style.get(_w("default")) == "1" and style.get(_w("type")) == "paragraph":
                default = name
            before[name] = _number(style, "pPr/spacing", "before")
            line[name] = _number(style, "pPr/spacing", "line")
            size[name] = _number(style, "rPr/sz", "val", 32) / 2
            spacing[name] = _number(style, "rPr/spacing", "val")
        grid = etree.fromstring(parts[main_part(parts)], PARSER).find(f".//{_w('docGrid')}")
        pitch = int(grid.get(_w("linePitch"), 0)) if grid is not None else 0
        character = round(size.get(default, 16) * 20 + spacing.get(default, 0))
        return cls(character, pitch or line.get(default, 0), before, line, size)


def _number(style: etree._Element, path: str, attribute: str, default: int = 0) -> int:
    found = style.find("/".join(map(_w, path.split("/"))))
    return int(found.get(_w(attribute), default)) if found is not None else default


class Carried(NamedTuple):
    """The XML of parts with our tags carried out, and the charts asked for: relationship id -> field."""

    xml: dict[str, str]
    charts: dict[str, str]


def with_own_tags(parts: Mapping[str, bytes], names: Iterable[str]) -> Carried:
    """Some parts with our tags carried out; where one asks for it, the document's settings as well."""
    changed: dict[str, str] = {}
    charts: dict[str, str] = {}
    settings = part_of(parts, "settings")
    for name in names:
        xml = parts[name].decode("utf-8").replace("\n", " ")
        if not any(tag in xml for tag in OWN_TAGS):
            changed[name] = xml
            continue
        root = etree.fromstring(xml.encode("utf-8"), PARSER)
        measures = Measures.of(parts)
        for paragraph in list(root.iter(_w("p"))):
            for tag, value in _taken_out(paragraph):
                if tag == "双面":
                    paragraph.getparent().remove(paragraph)
                    changed[settings] = _mirrored(parts[settings], value)
                elif tag == "图表":
                    _chart(paragraph, value, charts)
                else:
                    _CARRIED_OUT[tag](paragraph, value, measures)
        changed[name] = etree.tostring(root, encoding="unicode")
    return Carried(changed, charts)


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


def _right_indent(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """Signatures stand as many characters from the right edge as their words are long (clause 7.3.5)."""
    indent = _property(paragraph, "ind")
    indent.attrib.clear()
    indent.set(_w("right"), f"{{{{ (({value})|float * {measures.character})|round|int }}}}")


def _raise(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """The mark stands 35 mm below the block's top, whatever stands above it (clause 7.2.4)."""
    before = measures.before.get(_style_of(paragraph), 0)
    _property(paragraph, "spacing").set(_w("before"), f"{{{{ {before} - {measures.pitch} * (({value})|int) }}}}")


def _type_size(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """A size, and a line that keeps its proportion to it."""
    style = _style_of(paragraph)
    ratio = measures.line.get(style, 0) / measures.size.get(style, 16)
    _property(paragraph, "spacing").set(_w("line"), f"{{{{ (({value})|float * {ratio:g})|round|int }}}}")
    for name in ("sz", "szCs"):
        _set_on_runs(paragraph, name, f"{{{{ (({value})|float * 2)|round|int }}}}")


def _type_width(paragraph: etree._Element, value: str, _: Measures) -> None:
    """Characters narrower than they are high, so that a long mark keeps its size on one line."""
    _set_on_runs(paragraph, "w", f"{{{{ ({value})|int }}}}")


def _set_on_runs(paragraph: etree._Element, name: str, value: str) -> None:
    for run in paragraph.iter(_w("r")):
        properties = run.find(_w("rPr"))
        if properties is None:
            properties = etree.Element(_w("rPr"))
            run.insert(0, properties)
        child(properties, name, RUN_ORDER).set(_w("val"), value)


def _line_pitch(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """Lines closer together, off the grid, so that a signature finds room on the page of its text (7.3.5.5)."""
    line = measures.line.get(_style_of(paragraph), measures.pitch)
    _property(paragraph, "snapToGrid").set(_w("val"), f"{{{{ 1 if ({value})|float == 1 else 0 }}}}")
    _property(paragraph, "spacing").set(_w("line"), f"{{{{ (({value})|float * {line})|int }}}}")


def _keep_with_next(paragraph: etree._Element, value: str, _: Measures) -> None:
    """A signature never stands alone on a page: the last text goes with it (clause 7.3.5.5)."""
    _property(paragraph, "keepNext").set(_w("val"), f"{{{{ 1 if ({value}) else 0 }}}}")


def _box_height(paragraph: etree._Element, value: str, measures: Measures) -> None:
    """A text box as high as its lines, its foot where it was drawn; the text above leaves as much room for it."""
    anchor = next(paragraph.iterancestors(f"{_WP}anchor"), None)
    if anchor is None:  # what Word adds for old readers is left as drawn
        return
    height = f"(({value})|int * {measures.line.get(_style_of(paragraph), 400)} + 30)"
    extent, offset = anchor.find(f"{_WP}extent"), anchor.find(f"{_WP}positionV/{_WP}posOffset")
    offset.text = f"{{{{ {int(offset.text) + int(extent.get('cy'))} - {height} * {_EMU} }}}}"
    for box in (extent, *anchor.iter(f"{_A}ext")):
        if box.get("cy"):
            box.set("cy", f"{{{{ {height} * {_EMU} }}}}")
    host = next(anchor.iterancestors(_w("p")))
    _property(host, "spacing").set(_w("before"), f"{{{{ {height} }}}}")


def _chart(paragraph: etree._Element, field: str, charts: dict[str, str]) -> None:
    """A native chart in the line, where its field is not empty."""
    relation = f"rIdChart{len(charts) + 1}"
    charts[relation] = field
    run = etree.fromstring(f'<x xmlns:w="{W}">{drawing(relation, len(charts), 150, 72)}</x>')[0]
    insert_if(field, paragraph, len(paragraph), run)


def _even_page(paragraph: etree._Element, value: str, _: Measures) -> None:
    """A section of its own from the next even page on, its first page without a number (clause 7.5)."""
    body = paragraph.getparent()
    section = body.find(_w("sectPr"))
    if section is None:  # not a paragraph of the body: nothing can begin on a page of its own there
        return
    last = etree.Element(_w("p"))
    etree.SubElement(last, _w("pPr")).append(copy.deepcopy(section))
    insert_if(value, body, body.index(paragraph), last)
    kind = etree.Element(_w("type"), {_w("val"): "evenPage"})
    insert_if(value, section, position(section, "type", SECTION_ORDER), kind)
    insert_if(value, section, position(section, "titlePg", SECTION_ORDER), etree.Element(_w("titlePg")))


_CARRIED_OUT = {
    "右空": _right_indent,
    "上让": _raise,
    "字号": _type_size,
    "字宽": _type_width,
    "同页": _keep_with_next,
    "行距": _line_pitch,
    "框高": _box_height,
    "另起双数页": _even_page,
}


def _mirrored(settings: bytes, value: str) -> str:
    """Settings with margins mirrored on even pages where the condition holds: the binding side changes (5.2.1)."""
    root = etree.fromstring(settings, PARSER)
    insert_if(value, root, position(root, "mirrorMargins", SETTINGS_ORDER), etree.Element(_w("mirrorMargins")))
    return str(etree.tostring(root, encoding="unicode"))


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
    return style.get(_w("val"), "") if style is not None else "Normal"


def _property(paragraph: etree._Element, name: str) -> etree._Element:
    properties = paragraph.find(_w("pPr"))
    if properties is None:
        properties = etree.Element(_w("pPr"))
        paragraph.insert(0, properties)
    return child(properties, name, PARAGRAPH_ORDER)
