"""Templates of each feature of docxtpl's, rendered by docxtpl itself and by us: the same words in the same structure."""

from __future__ import annotations

import io

import docx
import pytest
from docxtpl import DocxTemplate
from lxml import etree
from support.files import ROOT, W

from generators.plan import Fields
from generators.problems import TemplateError
from generators.word.package import read_parts, write_parts
from generators.word.parts import RELATIONSHIPS, text_parts, with_part
from generators.word.render import CompiledTemplate
from generators.word.xml import W as NAMESPACE

STOCK = read_parts((ROOT / "templates" / "circular.docx").read_bytes(), "t.docx")
BODY = "word/document.xml"
FIELDS: Fields = {
    "题": "甲&乙",
    "表头": ["一", "二", "三", "四"],
    "行们": [{"名": "财政", "格": ["1", "2", "3", "4"]}, {"名": "审计", "格": ["5", "6", "7", "8"]}],
    "空": [],
    "色": "FFCC00",
    "数": "3",
}


def p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(*texts: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{properties}</w:tcPr>{"".join(map(p, texts))}</w:tc>'


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="1000"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>{p("")}'


def box(text: str) -> str:
    return f'<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>'


def template(body: str, **parts: str) -> bytes:
    """A template with a body, and a header, a footer or footnotes besides."""
    xml = STOCK[BODY].decode()
    package = {**STOCK, BODY: (xml[: xml.index("<w:body>") + 8] + body + xml[xml.rindex("<w:sectPr") :]).encode()}
    for kind, content in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        note = f'<w:footnote w:id="1">{content}</w:footnote>' if kind == "footnotes" else content
        given = {"kind": f"{RELATIONSHIPS}/{kind}", "rel_id": f"rId{kind}"}
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        blocks = f'<w:{root} xmlns:w="{NAMESPACE}">{note}</w:{root}>'.encode()
        package = with_part(package, BODY, f"word/{kind}9.xml", blocks, content_type=content_type, **given)
    return write_parts(package)


TEMPLATES = {
    "fields and conditions": p("{{ 题 }}{% if 题 %}有{% else %}无{% endif %}") + p("{% if 空 %}有{% endif %}"),
    "paragraphs": "".join(map(p, ["{%p for 行 in 行们 %}", "{{ loop.index }}{{ 行.名 }}", "{%p endfor %}", "完"])),
    "nested": "".join(
        map(p, ["{%p for 行 in 行们 %}", "{%p for 格 in 行.格 %}", "{{ 格 }}", "{%p endfor %}", "{%p endfor %}"])
    ),
    "runs": p("前{%r if 题 %}中{%r endif %}后"),
    "rows": tbl(
        2,
        tr("名", "数"),
        tr("{%tr for 行 in 行们 %}", ""),
        tr("{{ 行.名 }}", "{{ 行.格|length }}"),
        tr("{%tr endfor %}", ""),
    ),
    "columns": tbl(
        4,
        tr("名", "{%tc for 格 in 表头 %}", "{{ 格 }}", "{%tc endfor %}"),
        tr("{%tr for 行 in 行们 %}", "", "", ""),
        tr("{{ 行.名 }}", "{%tc for 格 in 行.格 %}", "{{ 格 }}", "{%tc endfor %}"),
        tr("{%tr endfor %}", "", "", ""),
    ),
    "fewer columns": tbl(
        4,
        tr("名", "{%tc if 空 %}", "空", "{%tc endif %}"),
        tr("数", "{%tc if 空 %}", "空", "{%tc endif %}"),
    ),
    "vm": tbl(2, tr("{%tr for 行 in 行们 %}", ""), tr("{% vm %}{{ 题 }}", "{{ 行.名 }}"), tr("{%tr endfor %}", "")),
    "hm": tbl(
        3,
        tr("{%tc for 格 in 表头 %}", "{% hm %}{{ 题 }}", "{%tc endfor %}"),
        tr("{%tc for 格 in 表头 %}", "{{ 格 }}", "{%tc endfor %}"),
    ),
    "colspan and cellbg": tbl(
        3, tr(tc("{% colspan 数 %}合计", properties='<w:gridSpan w:val="3"/>')), tr("{% cellbg 色 %}甲", "乙", "丙")
    ),
    "text box": box("{{ 题 }}") + p("完"),
    "trim marks": p("前段") + p("{%- if 题 %}") + p("接着") + p("{% endif -%}") + p("后段"),
    "comments": p("前{# 注释 #}后") + p("{#p 整段 #}") + tbl(1, tr("{#tr 整行 #}"), tr("留")),
}


def by_docxtpl(raw: bytes) -> dict[str, bytes]:
    document = DocxTemplate(io.BytesIO(raw))
    document.render(FIELDS, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    docx.Document(buffer)
    return read_parts(buffer.getvalue(), "t.docx")


def outline(part: bytes) -> list[tuple[str, str]]:
    """Paragraphs with their words, tables by columns, cells with how they are merged and coloured; empty runs aside."""
    found = []
    for element in etree.fromstring(part).iter(etree.Element):
        name = etree.QName(element).localname
        if name == "p":
            found.append((name, "".join(text.text or "" for text in element.findall(f"{W}r/{W}t"))))
        elif name in ("tr", "tc", "gridCol"):
            found.append((name, ""))
        elif name in ("vMerge", "gridSpan"):
            found.append((name, element.get(f"{W}val", "")))
        elif name == "shd":
            found.append((name, element.get(f"{W}fill", "")))
    return found


@pytest.mark.parametrize("feature", TEMPLATES)
def test_a_feature_gives_the_same_words_and_structure(feature: str) -> None:
    raw = template(TEMPLATES[feature])
    ours = read_parts(CompiledTemplate(raw, "t.docx").render(FIELDS, {}), "t.docx")
    assert sorted_cells(outline(ours[BODY])) == sorted_cells(outline(by_docxtpl(raw)[BODY]))


def sorted_cells(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The properties of each cell in one order: docxtpl puts vMerge last and gridSpan first, against the schema."""
    return [pair for pair in found if pair[0] not in ("vMerge", "gridSpan", "shd")] + sorted(
        pair for pair in found if pair[0] in ("vMerge", "gridSpan", "shd")
    )


def test_headers_footers_and_footnotes_give_the_same_words() -> None:
    raw = template(p("正文"), header=p("{{ 题 }}"), footer=p("{% if 题 %}页脚{% endif %}"), footnotes=p("{{ 题 }}注"))
    ours, theirs = read_parts(CompiledTemplate(raw, "t.docx").render(FIELDS, {}), "t.docx"), by_docxtpl(raw)
    for name in ("word/header9.xml", "word/footer9.xml", "word/footnotes9.xml"):
        assert name in text_parts(ours)
        assert outline(ours[name]) == outline(theirs[name])


def test_columns_in_a_loop_fill_the_width_of_the_table_each_as_wide_as_its_cells() -> None:
    ours = read_parts(CompiledTemplate(template(TEMPLATES["columns"]), "t.docx").render(FIELDS, {}), "t.docx")
    root = etree.fromstring(ours[BODY])
    assert [column.get(f"{W}w") for column in root.iter(f"{W}gridCol")] == ["800"] * 5
    assert {width.get(f"{W}w") for width in root.iter(f"{W}tcW")} == {"800"}


def test_a_merged_cell_is_emptied_whole_however_word_cut_it() -> None:
    cut = f"<w:tc><w:tcPr/><w:p><w:r><w:t>{{% v</w:t></w:r><w:r><w:t>m %}}甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>{p('丙')}</w:tc>"
    rows = tr("{%tr for 行 in 行们 %}", ""), tr(cut, "{{ 行.名 }}"), tr("{%tr endfor %}", "")
    ours = read_parts(CompiledTemplate(template(tbl(2, *rows)), "t.docx").render(FIELDS, {}), "t.docx")
    cells = [text for name, text in outline(ours[BODY]) if name == "p"]
    assert cells == ["甲乙", "丙", "财政", "", "审计", ""]


@pytest.mark.parametrize("tag", ["vm", "hm"])
def test_a_tag_of_merged_cells_outside_of_a_loop_is_named(tag: str) -> None:
    raw = template(tbl(2, tr(f"{{% {tag} %}}甲", "乙")))
    with pytest.raises(TemplateError, match="写在了循环外面") as refused:
        CompiledTemplate(raw, "t.docx").render(FIELDS, {})
    assert "{%tc for … %}" in refused.value.problems[0].hint


def test_a_part_that_holds_only_a_comment_prints_nothing() -> None:
    raw = template(p("正文"), header=p("{# 只是注释 #}"))
    ours = read_parts(CompiledTemplate(raw, "t.docx").render(FIELDS, {}), "t.docx")
    assert outline(ours["word/header9.xml"]) == [("p", "")]


def test_a_trim_mark_inside_of_a_paragraph_swallows_no_words() -> None:
    raw = template(p("前面的字{%- if 题 %}中{% endif -%}后面的字"))
    ours = read_parts(CompiledTemplate(raw, "t.docx").render(FIELDS, {}), "t.docx")
    assert outline(ours[BODY]) == [("p", "前面的字中后面的字")]
