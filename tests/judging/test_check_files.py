"""`check FILE.docx`: mistakes in the tags of templates and deviations from the layout, on real Word files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import Result
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from support.files import ROOT

from generators.word.package import read_parts, write_parts
from generators.word.parts import RELATIONSHIPS, with_part

STOCK = sorted(path.name for path in (ROOT / "templates").glob("*.docx"))
TEMPLATE = "plan_template.docx"
Duban = Callable[..., Result]
Finding = dict[str, Any]


def opened(name: str = TEMPLATE) -> Document:
    return docx.Document(str(ROOT / "templates" / name))


def paragraph(document: Document, text: str, style: str = "公文正文") -> Paragraph:
    """A new paragraph, before the last one."""
    return document.paragraphs[-1].insert_paragraph_before(text, style=style)


def body(document: Document) -> list[Paragraph]:
    """The paragraphs of 公文正文 that print something."""
    return [p for p in document.paragraphs if p.style and p.style.name == "公文正文" and "{%p" not in p.text]


@pytest.fixture
def findings(workspace: Path, duban: Duban) -> Callable[..., list[Finding]]:
    """What `check --json` finds in a document that is saved under a name."""

    def check(document: Document, name: str = TEMPLATE, exit_code: int | None = None) -> list[Finding]:
        document.save(str(workspace / name))
        result = duban("check", name, "--json")
        assert result.exit_code == exit_code if exit_code is not None else result.exit_code in (0, 1), result.output
        return list(json.loads(result.stdout)["findings"])

    return check


@pytest.fixture
def errors(findings: Callable[..., list[Finding]]) -> Callable[..., list[str]]:
    """The mistakes in a stock template, without its tables, with these paragraphs added: place, message, hint."""

    def check(*texts: str) -> list[str]:
        document = opened()
        for table in document.tables:
            table._element.getparent().remove(table._element)
        for text in texts:
            paragraph(document, text)
        found = [one for one in findings(document) if one["severity"] == "error"]
        return [f"{one['place']} {one['message']}（{one['hint']}）" for one in found]

    return check


def test_every_stock_template_is_clean(duban: Duban) -> None:
    result = duban("check", *(f"templates/{name}" for name in STOCK), "--json")
    assert (result.exit_code, json.loads(result.stdout)["findings"]) == (0, [])


def test_every_document_made_from_them_is_clean(built: Path, duban: Duban) -> None:
    documents = [
        *built.glob("*.docx"),
        *(folder / next(folder.iterdir()) for folder in built.iterdir() if folder.is_dir()),
    ]
    result = duban("check", *map(str, (d for d in documents if d.suffix == ".docx")), "--json")
    assert json.loads(result.stdout)["findings"] == []


# ---- tags


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{ 单位 }", "“{ 单位 }” 花括号只写了一层，字段印不出来（写成 {{ 单位 }}）"),
        ("{单位}", "“{单位}” 花括号只写了一层，字段印不出来（写成 {{ 单位 }}）"),
        ("{ 单位 }}", "“{ 单位 }}” 花括号只写了一层，字段印不出来（写成 {{ 单位 }}）"),
        ("{ % if 单位 % }", "“{ % if 单位 % }” 花括号和百分号之间不能有空格（写成 {% … %}）"),
        ("｛｛ 单位 ｝｝", "“｛｛ 单位 ｝｝” 标记的括号或百分号是全角的（改成半角的 {{ }} 或 {% %}）"),
        ("{{ 单位 ｝｝", "“{{ 单位 ｝｝” 标记的括号或百分号是全角的（改成半角的 {{ }} 或 {% %}）"),
        ("{{ 单位 }", "“{{ 单位 }” 标记没有用 }} 收尾（在后面补上 }}）"),
        ("{% if 单位 }好", "“{% if 单位 }好” 标记没有用 %} 收尾（在后面补上 %}）"),
        ("{{ 单位 }} }}", "“{{ 单位 }} }}” 多出来一个 }}（删掉，或者补上前面的花括号）"),
        ("{{ 单位 }}}", "“{{ 单位 }}}” 多出来一个 }（删掉，或者补上前面的花括号）"),
        ("{% fro 项 in 牵头 %}", "“{% fro 项 in 牵头 %}” 没有“fro”这种标记（是不是“for”？）"),
        ("{%pif 单位 %}", "“{%pif 单位 %}” 前缀后面少了空格（写成 {%p if … %}）"),
        ("{% for 项 牵头 %}{% endfor %}", "“{% for 项 牵头 %}” for 的写法不对（写成 {% for 项 in 任务 %}）"),
        ("{% if 是市 = '是' %}{% endif %}", "“{% if 是市 = '是' %}” 比较是不是相等，要写两个等号（把 = 改成 ==）"),
        ("{{ 单位。}}", "“{{ 单位。}}” 标记里不能有“。”（改成半角的标点，或者去掉）"),
        ("{{ 单位 简称 }}", "“{{ 单位 简称 }}” 标记里多了“简称”（一个标记里只写一个字段或一个条件）"),
        ("{{ }}", "“{{ }}” 标记里少写了内容（写成 {{ 字段 }} 或 {% if 字段 %}）"),
        ("{{ 单位|大写 }}", "“{{ 单位|大写 }}” 没有“大写”这种处理（去掉竖线“|”和它后面的词）"),
        ("{{r 单位 }}", "“{{r 单位 }}” 这样写印出来是空的（写成 {{ 单位 }}）"),
        ("{% 右空 %}", "“{% 右空 %}” “右空”后面要写上内容"),
        ("{{ 单位 ｝", "“{{ 单位 ｝” 标记的括号或百分号是全角的（改成半角的 {{ }} 或 {% %}）"),
        ("{% if 单位 ％}好{% endif %}", "“{% if 单位 ％}” 标记的括号或百分号是全角的（改成半角的 {{ }} 或 {% %}）"),
        ("｛单位｝", "“｛单位｝” 花括号只写了一层，字段印不出来（写成 {{ 单位 }}）"),
        ("{% If 单位 %}好{% endif %}", "“{% If 单位 %}” 标记里的“If”要小写（改成“if”）"),
        ("{% if 单位 %}好{% EndIf %}", "“{% EndIf %}” 标记里的“EndIf”要小写（改成“endif”）"),
        ("{{ 单位 IF 单位 }}", "“{{ 单位 IF 单位 }}” 标记里的“IF”要小写（改成“if”）"),
        ("{% if 单位 ＝＝ '省' %}好{% endif %}", "“{% if 单位 ＝＝ '省' %}” 标记里的“＝”是全角的（改成半角的“=”）"),
        (
            "{% if 牵头|length – 1 %}好{% endif %}",
            "“{% if 牵头|length – 1 %}” 标记里的“–”不是减号（改成半角的“-”，或者去掉）",
        ),
        ("{% if 单位 == “省 %}好{% endif %}", "“{% if 单位 == “省 %}” 标记里的引号没有成对（"),
        (
            "{% if 单位 == 「省」 %}好{% endif %}",
            '“{% if 单位 == 「省」 %}” 标记里的引号只能是 " 或 “ ”（把它们改成引号）',
        ),
        ("{{\u200b 单位。}}", "“{{ 单位。}}” 标记里不能有“。”（"),
        ("{{ none }}", "“{{ none }}” 这里没有可以印的文字（"),
        ("{{p 单位 }}", "“{{p 单位 }}” 这样写印出来是空的（写成 {{ 单位 }}）"),
        ("{{ 单位 + 1 }}", "“{{ 单位 + 1 }}” 模板里的这一处算不出来（核对字段名和写法）"),
    ],
)
def test_a_slip_in_a_tag_is_told_once_with_its_words_and_what_to_do(
    errors: Callable[..., list[str]], typed: str, told: str
) -> None:
    (only,) = errors(typed)
    assert only.startswith(told)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["{%p for 项 in 牵头 %}", "{{ 项.标题 }}"], ["这个 for 没有结束（在它管的内容后面补上 {%p endfor %}）"]),
        (["{%p endfor %}"], ["前面没有与它成对的开头（补上开头的 {% for %} 或 {% if %}，或者删掉它）"]),
        (["{%p if 单位 %}", "{% endif %}"], ["它的开头是 {%p if 单位 %}，前缀不同（开头和结尾写同样的前缀）"]),
        (["{%tr for 项 in 牵头 %}", "{%tr endfor %}"], ["带 tr 的标记只能写在表格里（在表格外面用 {%p … %}）"] * 2),
        (
            ["{%p if 单位 %}要印的字", "{%p endif %}"],
            ["这个标记要独占一段，旁边的“要印的字”印不出来（把旁边的内容移到另外一段）"],
        ),
        (["{% p if 单位 %}", "{% p endif %}"], ["百分号和 p 之间不能有空格（写成 {%p … %}）"] * 2),
    ],
)
def test_blocks_and_prefixes_are_checked(errors: Callable[..., list[str]], typed: list[str], told: list[str]) -> None:
    assert [one.split("” ", 1)[1] for one in errors(*typed)] == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{{ 单位名 }}", "没有“单位名”这个字段（是不是“单位”？本文种可用：密级、"),
        ("{% for 项 in 牵头 %}{{ 项.标提 }}{% endfor %}", "“牵头”里没有“标提”（是不是“标题”？“牵头”可用："),
        ("{{ 单位.名称 }}", "“单位”下面没有“名称”这一级（“单位”是一段文字，直接写它）"),
        ("{% 右空 单位宽 %}", "没有“单位宽”这个字段（是不是“单位”？"),
        ("{{ 牵头 }}", "“牵头”不是一段文字，不能直接印（用 {%p for 项 in 牵头 %} 一项一项印，或者写它的下一级）"),
        ("{% for 字 in 单位 %}{{ 字 }}{% endfor %}", "“单位”是一段文字，不是一列，不能用 for（去掉 for，直接印它）"),
        (
            "{% for 项 in 牵头 %}{% endfor %}{{ 项.标题 }}",
            "“项”只在循环里有，这里已经在循环外面（移到 {% endfor %} 的前面）",
        ),
    ],
)
def test_fields_are_those_of_the_kind_that_the_file_is_named_after(
    errors: Callable[..., list[str]], typed: str, told: str
) -> None:
    (only,) = errors(typed)
    assert only.split("” ", 1)[1].startswith(told)


def test_all_mistakes_are_told_in_one_run(errors: Callable[..., list[str]]) -> None:
    assert (
        len(errors("{ 单位 }", "｛｛ 单位 ｝｝", "{{ 单位 }", "{%tr if 单位 %}")) == 5
    )  # the last is not closed either


@pytest.mark.parametrize(
    "text",
    [
        "{%if 单位%}好{%endif%}",
        "{{单位}}",
        "{% if 单位 == “省” %}好{% endif %}",
        "{# 注 #}",
        "{{ 牵头|length }}",
        "5}6",
    ],
)
def test_what_works_is_no_mistake(errors: Callable[..., list[str]], text: str) -> None:
    assert errors(text) == []


def test_a_tag_cut_into_runs_is_read_and_a_change_of_format_in_it_is_told(
    findings: Callable[..., list[Finding]],
) -> None:
    document = opened()
    cut = paragraph(document, "{{ 单")
    cut.add_run("位 }")
    cut.add_run("}")
    assert findings(document) == []
    cut.runs[1].font.size = Pt(22)
    assert "这个标记中间换了格式，印出来全照开头的格式" in [one["message"] for one in findings(document, exit_code=0)]


def test_a_tag_that_stands_there_twice_is_placed_by_its_cell_or_the_words_before(
    errors: Callable[..., list[str]], findings: Callable[..., list[Finding]]
) -> None:
    twice = errors("前面的话", "{%tr if 单位 %}", "{%tr endif %}", "后面的话", "{%tr if 单位 %}", "{%tr endif %}")
    assert [one.split(" 带")[0] for one in twice][0::2] == ["“前面的话 {%tr if 单位 %}”", "“后面的话 {%tr if 单位 %}”"]
    document = opened("task_sheet.docx")
    for cell in document.tables[-1].rows[0].cells[:2]:
        cell.paragraphs[0].text = "{{ 无此 }}"
    (only,) = findings(document, "task_sheet.docx")
    assert only["place"].endswith("第1行第1格 {{ 无此 }}”")


def test_headers_and_footers_are_checked_too(findings: Callable[..., list[Finding]]) -> None:
    document = opened("notice.docx")
    document.sections[0].footer.paragraphs[0].add_run("{ 标题 }")
    assert [one["message"] for one in findings(document, "notice.docx")] == ["花括号只写了一层，字段印不出来"]


def test_single_braces_in_notes_are_found(workspace: Path, duban: Duban) -> None:
    parts = read_parts((ROOT / "templates" / TEMPLATE).read_bytes(), TEMPLATE)
    for kind in ("footnote", "endnote"):
        names = {"kind": f"{RELATIONSHIPS}/{kind}s", "rel_id": f"rId{kind}"}
        text = f'<w:{kind} w:id="1"><w:p><w:r><w:t>{{ 单位 }}见{kind}</w:t></w:r></w:p></w:{kind}>'
        xml = f'<w:{kind}s xmlns:w="{qn("w:p")[1:-2]}">{text}</w:{kind}s>'.encode()
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        parts = with_part(parts, "word/document.xml", f"word/{kind}s.xml", xml, content_type=content_type, **names)
    (workspace / TEMPLATE).write_bytes(write_parts(parts))
    found = json.loads(duban("check", TEMPLATE, "--json").stdout)["findings"]
    assert [one["message"] for one in found] == ["花括号只写了一层，字段印不出来"]


def test_a_trim_mark_that_would_swallow_words_is_a_warning(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    paragraph(document, "前面的字{%- if 单位 %}好{% endif %}")
    (only,) = findings(document, exit_code=0)
    assert (only["severity"], only["place"]) == ("warning", "“{%- if 单位 %}”")
    assert only["message"] == "标记里的减号会吞掉同一段里旁边的字，这里不起作用"


@pytest.mark.parametrize(
    ("texts", "hints"),
    [
        (
            ["{% for 项 in 牵头 %}", "{{ 项.标题 }}", "{% endfor %}"],
            ["写成 {%p for 项 in 牵头 %} 和 {%p endfor %}，各占一段"],
        ),
        (["{% if 单位 %}", "好", "{% else %}", "不", "{% endif %}"], ["写成 {%p if 单位 %} 和 {%p endif %}，各占一段"]),
        (
            ["{% for 项 in 牵头 %}{{ 项.标题 }}", "{% endfor %}"],
            ["写成 {%p for 项 in 牵头 %} 和 {%p endfor %}，各占一段"],
        ),
        (["{% for 项 in 牵头 %}{{ 项.标题 }}{% endfor %}"], []),
        (["甲{% if 单位 %}好", "也好{% endif %}乙"], []),
        (["{%p if 单位 %}", "好", "{%p endif %}"], []),
    ],
)
def test_blocks_that_leave_blank_lines_are_warnings(
    findings: Callable[..., list[Finding]], texts: list[str], hints: list[str]
) -> None:
    document = opened()
    for text in texts:
        paragraph(document, text)
    found = findings(document, exit_code=0)
    assert [(one["severity"], one["hint"]) for one in found] == [("warning", hint) for hint in hints]


def test_a_block_from_cell_to_cell_is_a_warning(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{% for 项 in 牵头 %}{{ 项.标题 }}", "字{% endfor %}"
    (only,) = (one for one in findings(document) if one["message"].startswith("这个标记"))
    assert only["message"] == "这个标记从一格管到另一格，印出来会多出空行空格"
    assert only["hint"] == "写成 {%tr for 项 in 牵头 %} 和 {%tr endfor %}，各占一行"


def test_braces_around_plain_words_are_only_a_warning(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    paragraph(document, "{重要事项，另行通知}")
    (only,) = findings(document, exit_code=0)
    assert (only["severity"], only["message"]) == ("warning", "这里的花括号不是标记，会照样印出来")


def test_a_file_of_an_unknown_kind_is_checked_but_for_its_fields(workspace: Path, duban: Duban) -> None:
    document = opened()
    paragraph(document, "{{ 随便什么 }}")
    document.save(str(workspace / "我的.docx"))
    result = duban("check", "我的.docx", "--json")
    told = json.loads(result.stdout)
    assert told["findings"] == []
    assert told["not_judged"][0] == "我的.docx 里的字段名：看文件名不知道是哪个文种的模板"


def test_a_copy_of_a_template_is_known_by_the_beginning_of_its_name(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    paragraph(document, "{{ 无此 }}")
    for name in ("plan_template（改）.docx", "plan_template - 副本.docx", "plan_template_letter.docx"):
        assert [one["severity"] for one in findings(document, name)] == ["error"]


# ---- layout


def only(found: list[Finding], *keys: str) -> list[tuple[str, ...]]:
    return [tuple(one[key] for key in keys) for one in found]


def test_a_changed_style_is_told_with_its_clause_and_both_values(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    document.styles["公文标题"].font.size = Pt(18)
    (told,) = findings(document, exit_code=0)
    assert told == {
        "file": TEMPLATE,
        "clause": "7.3.1",
        "strength": "usual",
        "severity": "notice",
        "message": "样式“公文标题”：字号 18 磅，通用版式 22 磅",
        "found": "18 磅",
        "wanted": "22 磅",
        "place": "样式“公文标题”",
        "hint": "在 Word 里修改样式“公文标题”，把字号改成 22 磅；或运行 duban restyle",
    }


def test_each_property_of_a_style_has_its_own_strength(findings: Callable[..., list[Finding]]) -> None:
    document = opened("notice.docx")
    document.styles["公文标题"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.styles["公文正文"].paragraph_format.first_line_indent = Pt(24)
    document.styles["发文机关标志"].font.color.rgb = RGBColor(0, 0, 0)
    document.styles["发文机关标志"].font.size = Pt(40)
    document.styles["Normal"].paragraph_format.line_spacing = Pt(28)
    document.styles["表格文字"].font.size = Pt(14)
    assert set(only(findings(document, "notice.docx"), "clause", "strength", "severity", "found", "wanted")) == {
        ("7.3.1", "must", "warning", "左对齐", "居中"),
        ("7.3.3", "must", "warning", "24 磅", "31.5 磅"),
        ("7.2.4", "must", "warning", "黑色", "红色"),
        ("7.2.4", "may", "notice", "40 磅", "36 磅"),
        ("5.2.3", "usual", "notice", "28 磅", "28.95 磅"),
        ("", "custom", "notice", "14 磅", "10.5 磅"),
    }


def test_a_face_is_the_same_under_its_other_names(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    fonts = document.styles["公文正文"].element.rPr.rFonts
    for slot in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), "仿宋")
    assert findings(document) == []
    for slot in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), "宋体")
    assert only(findings(document), "message") == [("样式“公文正文”：字体 宋体，通用版式 仿宋_GB2312",)]


def test_an_indent_counted_in_characters_is_the_same(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    indent = document.styles["公文正文"].element.pPr.ind
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")
    assert findings(document) == []
    indent.set(qn("w:firstLineChars"), "300")
    assert only(findings(document), "found", "wanted") == [("47.25 磅", "31.5 磅")]


def test_a_style_that_word_gave_another_id_is_known_by_its_name(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    document.styles["公文标题"].element.set(qn("w:styleId"), "a7")
    for used in document.element.iter(qn("w:pStyle")):
        if used.get(qn("w:val")) == "Title":
            used.set(qn("w:val"), "a7")
    assert findings(document) == []
    document.styles["公文标题"].font.size = Pt(20)
    assert only(findings(document), "message") == [("样式“公文标题”：字号 20 磅，通用版式 22 磅",)]


def test_paper_margins_and_grid_are_compared(findings: Callable[..., list[Finding]]) -> None:
    document = opened("notice.docx")
    (section,) = document.sections
    section.page_width, section.left_margin, section.top_margin = Mm(216), Mm(31.7), Mm(36.5)
    section._sectPr.find(qn("w:docGrid")).set(qn("w:linePitch"), "312")
    assert set(only(findings(document, "notice.docx", 0), "clause", "strength", "message")) == {
        ("5.1", "must", "页面设置：纸张 216×297 毫米，通用版式 210×297 毫米"),
        ("5.2.1", "must", "页面设置：左边距 31.7 毫米，通用版式 28 毫米"),
        ("", "custom", "页面设置：上边距 36.5 毫米，通用版式 37 毫米"),  # within the standard's tolerance
        ("5.2.3", "usual", "页面设置：文档网格 只指定行网格，行距 15.6 磅，通用版式 只指定行网格，行距 28.95 磅"),
    }


def test_formats_set_by_hand_are_told_with_the_words(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    written = paragraph(document, "手工改过的一段话，用了 ABC。")
    written.runs[0].font.size = Pt(12)
    written.runs[0].font.name = "Arial"
    written.runs[0].font.color.rgb = RGBColor(255, 0, 0)
    written.paragraph_format.first_line_indent = Pt(0)
    assert set(only(findings(document, exit_code=0), "place", "clause", "strength", "message")) == {
        ("“手工改过的一段话，用了”", "7.3.3", "usual", "手工设的字号 12 磅，样式“公文正文”是 16 磅"),
        ("“手工改过的一段话，用了”", "5.2.4", "must", "手工设的颜色 红色，样式“公文正文”是 黑色"),
        ("“手工改过的一段话，用了”", "7.3.3", "must", "手工设的首行缩进 0 磅，样式“公文正文”是 31.5 磅"),
        (
            *("“手工改过的一段话，用了”", "7.3.3", "usual"),
            "手工设的西文字体 Arial（通用版式不用这种字体），样式“公文正文”是 仿宋_GB2312",
        ),
    }


def test_what_is_set_by_hand_as_the_style_has_it_is_no_deviation(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    written = paragraph(document, "照样式设的一段话。")
    written.runs[0].font.size = Pt(16)
    written.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    assert findings(document) == []


def test_the_same_format_by_hand_in_many_places_is_told_once(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    for written in body(document):
        written.paragraph_format.line_spacing = 1.5
    (told,) = findings(document)
    assert told["found"] == "1.5 倍" and told["place"].endswith(f"等 {len(body(document))} 处")


def test_own_styles_are_no_deviation(findings: Callable[..., list[Finding]]) -> None:
    document = opened()
    style = document.styles.add_style("本单位备注", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.font.size, style.font.name = document.styles["Normal"], Pt(9), "Arial"
    paragraph(document, "备注：{{ 单位 }}", "本单位备注")
    assert findings(document, exit_code=0) == []


def test_a_template_made_from_nothing_keeps_working(findings: Callable[..., list[Finding]]) -> None:
    document = docx.Document()
    style = document.styles.add_style("本单位正文", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(15)
    document.add_paragraph("{{ 单位 }}：请按时报送。", style="本单位正文")
    found = findings(document, exit_code=0)
    assert {one["place"] for one in found} == {"样式“正文”", "页面设置"}
    assert ("5.1", "must") in only(found, "clause", "strength")


def test_restyling_takes_away_what_is_told_of_styles_and_pages(workspace: Path, duban: Duban) -> None:
    path = workspace / "templates" / TEMPLATE
    document = docx.Document(str(path))
    document.styles["公文标题"].font.size = Pt(18)
    document.sections[0].left_margin = Mm(20)
    document.save(str(path))
    assert len(json.loads(duban("check", f"templates/{TEMPLATE}", "--json").stdout)["findings"]) == 2
    assert duban("restyle").exit_code == 0
    assert json.loads(duban("check", f"templates/{TEMPLATE}", "--json").stdout)["findings"] == []


def test_the_layout_of_the_workspace_counts(workspace: Path, duban: Duban) -> None:
    layout = workspace / "templates" / "版式.yaml"
    text = layout.read_text("utf-8")
    title = "公文标题: { 代号: Title, 字体: 小标宋, 字号: 22"
    assert text.count(title) == 1
    layout.write_text(text.replace(title, title[:-2] + "24"), "utf-8")
    told = json.loads(duban("check", f"templates/{TEMPLATE}", "--json").stdout)["findings"]
    assert only(told, "message") == [("样式“公文标题”：字号 22 磅，通用版式 24 磅",)]


# ---- files and words


def test_a_missing_file_is_a_mistake_of_use_and_the_others_are_checked(workspace: Path, duban: Duban) -> None:
    document = opened()
    paragraph(document, "{ 单位 }")
    document.save(str(workspace / TEMPLATE))
    result = duban("check", "没有.docx", TEMPLATE)
    assert result.exit_code == 2
    lines = result.output.splitlines()
    assert lines[0] == "没有.docx: 错误：没有这个文件（检查路径和文件名）"
    assert lines[1].startswith(f"{TEMPLATE}:“{{ 单位 }}”附近: 错误：花括号只写了一层")
    assert "共 2 处错误" in lines


def test_what_is_no_word_file_is_told_and_the_others_are_checked(workspace: Path, duban: Duban) -> None:
    (workspace / "坏.docx").write_text("不是 Word 文件", "utf-8")
    (workspace / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    (workspace / "夹.docx").mkdir()
    (workspace / "~$开着.docx").write_bytes(b"")
    parts = read_parts((ROOT / "templates" / TEMPLATE).read_bytes(), TEMPLATE)
    (workspace / "断.docx").write_bytes(write_parts({**parts, "word/document.xml": parts["word/document.xml"][:-9]}))
    del parts["word/styles.xml"]
    (workspace / "无样式.docx").write_bytes(write_parts(parts))
    shutil.copy(ROOT / "templates" / TEMPLATE, workspace)
    names = ["坏.docx", "旧.doc", "夹.docx", "~$开着.docx", "断.docx", "无样式.docx", TEMPLATE]
    result = duban("check", *names)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split("（")[0] for line in lines[:8]] == [
        "坏.docx: 错误：打不开，文件已损坏或不是 Word 文档",
        "旧.doc: 错误：这是旧的 .doc 格式，或加了打开密码",
        "夹.docx: 错误：这个文件读不了",
        "~$开着.docx: 提示：这是 Word 打开文件时的临时文件，没有检查",
        "断.docx: 错误：其中的 word/document.xml 不完整",
        "无样式.docx: 错误：文件里没有样式",
        "共 5 处错误、1 处提示",
        f"{TEMPLATE}：没有发现问题。",
    ]


def test_what_only_the_page_shows_is_named(duban: Duban) -> None:
    lines = duban("check", f"templates/{TEMPLATE}").output.splitlines()
    assert lines[:3] == [
        f"templates/{TEMPLATE}：没有发现问题。",
        "没有检查：",
        "  每页是不是 22 行、每行是不是 28 字：用 duban preview 看",
    ]


def test_a_notice_and_files_are_not_checked_together(duban: Duban) -> None:
    for targets in (["2013-open-government", f"templates/{TEMPLATE}"], ["甲", "乙"]):
        result = duban("check", *targets)
        assert result.exit_code == 2
        assert result.output.startswith("错误：一次检查一份通知，或者几个 Word 文件（")


def test_messages_have_no_english_words_and_no_letters_that_gbk_lacks(findings: Callable[..., list[Finding]]) -> None:
    document = docx.Document()
    document.add_heading("{{ 标题 }", 1)
    document.add_paragraph("{%tr if x %}{{ y|z }}{% do %}")
    for one in findings(document, exit_code=1):
        words = one["message"] + one["hint"]
        words.encode("gbk")
        assert not any(word in words.lower() for word in ("jinja", "docxtpl", "error", "tag", "expected", "paragraph"))
