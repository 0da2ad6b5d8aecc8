"""Templates: compiled once, safe with any text, strict about fields, clear about faults."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.every_kind import kind_of
from support.files import ROOT
from support.remembered import BIND, COMPILE, RENDER

from generators.dossier.dossier import Dossier
from generators.problems import TemplateError
from generators.word.package import read_parts, write_parts
from generators.word.render import CompiledTemplate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>'


def template(*paragraphs: str) -> bytes:
    """A template with these paragraphs, in a package that Word opens."""
    parts = read_parts((ROOT / "templates" / "notice.docx").read_bytes(), "notice.docx")
    xml = parts["word/document.xml"].decode()
    head, section = xml[: xml.index("<w:body>") + 8], xml[xml.rindex("<w:sectPr") :]
    parts["word/document.xml"] = (head + "".join(BODY % text for text in paragraphs) + section).encode()
    return write_parts(parts)


def rendered(*paragraphs: str, **fields: object) -> list[str]:
    """The paragraphs that a reader sees."""
    raw = CompiledTemplate(template(*paragraphs), "templates/t.docx").render(fields, {})  # type: ignore[arg-type]
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml"))
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def faults(*paragraphs: str, **fields: object) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        rendered(*paragraphs, **fields)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    ["A&B公司", "占比<3%且>1%", "<b>粗</b>体", "&amp;", "{{ 7*7 }}", "{% for %}", "{_{ x }_}", "  前后空格  ", "𠮷"],
)
def test_text_is_printed_as_given(text: str) -> None:
    assert rendered("{{ 值 }}。", 值=text) == [f"{text}。"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=40))
def test_any_text_that_xml_can_carry_is_printed_as_given(text: str) -> None:
    assert rendered("{{ 值 }}", 值=text) == [text]


def test_a_line_break_in_text_is_one_in_word() -> None:
    raw = CompiledTemplate(template("{{ 值 }}"), "t.docx").render({"值": "一\n二&"}, {})
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    assert '一</w:t><w:br/><w:t xml:space="preserve">二&amp;' in xml


def test_every_field_that_does_not_exist_is_told_with_its_place() -> None:
    told = faults(
        "{{ 标题 }}{{ 标提 }}",
        "{%p for 行 in 行们 %}",
        "{{ 行.联系人 }}",
        "{%p endfor %}",
        标题="x",
        行们=[{"名": "a"}],
    )
    assert told == [
        "templates/t.docx:“{{ 标提 }}”附近: 错误：没有“标提”这个字段（本文种可用：标题、行们）",
        "templates/t.docx:“{{ 行.联系人 }}”附近: 错误：没有“联系人”这个字段（本文种可用：标题、行们）",
    ]


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("｛｛ 标题 ｝｝", "字段的花括号是全角的"),
        ("{% for x in 标题 %}", "模板标记写错了"),
        ("{{ 标题 | 大写 }}", "没有“大写”这种处理"),
        ("{{ 标题 / 0 }}", "这一处算不出来"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "没有“cycler”这个字段"),
        ("{{ ''.__class__.__mro__ }}", "模板里不许这样写"),
        ("{{ range(1000000000) | list }}", "这一处算不出来"),
    ],
)
def test_a_fault_of_a_template_is_told_and_never_run(tag: str, told: str) -> None:
    assert any(told in line and line.startswith("templates/t.docx:") for line in faults(tag, 标题="x"))


def test_core_properties_are_plain_text_and_never_run() -> None:
    raw = CompiledTemplate(template("x"), "t.docx").render({}, {"dc:title": "{{ 7*7 }} A&B"})
    core = zipfile.ZipFile(io.BytesIO(raw)).read("docProps/core.xml").decode()
    assert "{{ 7*7 }} A&amp;B" in core


def test_rendering_twice_gives_the_same_bytes_and_no_clock() -> None:
    compiled = CompiledTemplate(template("{{ 值 }}"), "t.docx")
    one, other = compiled.render({"值": "甲"}, {}), compiled.render({"值": "甲"}, {})
    assert one == other
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_signature_stands_as_far_in_as_its_field_says() -> None:
    raw = CompiledTemplate(template("{{ 名 }}{% 右空 空 %}"), "t.docx").render({"名": "甲", "空": "2.25"}, {})
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    assert '<w:pPr><w:pStyle w:val="BodyText"/><w:ind w:right="709"/></w:pPr>' in xml


def test_a_tag_of_ours_works_however_word_cuts_its_name() -> None:
    cut = "{% 右</w:t></w:r><w:r><w:t>空 数 %}署名"
    whole = CompiledTemplate(template("{% 右空 数 %}署名"), "t.docx").render({"数": 4}, {})  # type: ignore[dict-item]
    in_runs = CompiledTemplate(template(cut), "t.docx").render({"数": 4}, {})  # type: ignore[dict-item]
    indents = [
        etree.fromstring(read_parts(raw, "t.docx")["word/document.xml"]).find(f".//{W}ind").get(f"{W}right")
        for raw in (whole, in_runs)
    ]
    assert indents[0] == indents[1]
    assert rendered(cut, 数=4) == ["署名"]


def test_a_part_whose_only_tags_are_ours_is_rendered() -> None:
    raw = CompiledTemplate(template("{% 右空 数 %}署名"), "t.docx").render({"数": 4}, {})  # type: ignore[dict-item]
    assert b"{{" not in read_parts(raw, "t.docx")["word/document.xml"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "打不开"),
        (b"not a zip", "打不开"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "旧的 .doc 格式"),
        (write_parts({"a.txt": b"x"}), "不是 Word 文档"),
    ],
)
def test_what_is_no_word_document_is_told(raw: bytes, told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        CompiledTemplate(raw, "templates/t.docx")


def test_a_template_saved_by_another_program_still_works() -> None:
    """Words and tags split over runs, as Word leaves them after editing."""
    split = "{{ 标</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>题 }}"
    assert rendered(split, 标题="好") == ["好"]


@pytest.mark.parametrize("title", ["通知", "任务清单", "实施方案模板", "进展情况报送表"])
def test_a_rendering_depends_on_the_template_the_fields_and_the_properties_alone(dossier: Dossier, title: str) -> None:
    """Whatever was rendered before, by this template or by another made of the same bytes."""
    kind = kind_of(title)
    raw = (ROOT / "templates" / kind.template()).read_bytes()
    first, second = (object.__new__(CompiledTemplate) for _ in range(2))
    for template in (first, second):
        COMPILE(template, raw, kind.template())
    fields = [one.fields for one in kind.outputs(dossier)][:3]
    forwards = [RENDER(first, one, {"dc:title": "甲"}) for one in fields]
    backwards = [RENDER(second, one, {"dc:title": "甲"}) for one in reversed(fields)]
    assert forwards == backwards[::-1] == [RENDER(first, one, {"dc:title": "甲"}) for one in fields]
    assert RENDER(second, fields[0], {"dc:title": "乙"}) != forwards[0]
    if len(fields) > 1:
        volume = BIND(first, fields, {"dc:title": "甲"})
        assert volume == BIND(second, fields, {"dc:title": "甲"}) != BIND(first, fields[::-1], {"dc:title": "甲"})


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ 列 }}", "这里不是一段文字，不能直接印"),
        ("{{ 列[0] }}", "这里不是一段文字，不能直接印"),
        ("{{ 值.title }}", "这里不是字段，印不出文字"),
        ("{{ none }}", "这里没有可以印的文字"),
        ("{{ 值 == '甲' }}", "这里印出来的不是文字，是一个判断的结果"),
        ("{{ 值 is string }}", "这里印出来的不是文字，是一个判断的结果"),
        ("{{ 值 == '甲' and 值 }}", ""),
        ("{{ range(3) }}", "这里不是字段，印不出文字"),
        ("{{ ['甲'] }}", "这里不是一段文字，不能直接印"),
        ("{{r 值 }}", "这样写印出来是空的"),
        ("{{p 值 }}", "这样写印出来是空的"),
        ("{% if 0 %}{{ 值 > 1 }}{% endif %}", "这里印出来的不是文字，是一个判断的结果"),
        ("{% if 0 %}{{ 没有 }}{% endif %}", "没有“没有”这个字段"),
    ],
)
def test_what_is_printed_is_text_a_number_or_nothing(tag: str, message: str) -> None:
    fields = {"值": "甲", "列": [{"名": "乙"}]}
    if not message:
        assert rendered(tag, **fields) == ["甲"]
        return
    reports = faults(tag, **fields)
    assert len(reports) == 1 and message in reports[0]
    printed = tag[tag.index("{{") : tag.index("}}") + 2]
    assert f"“{printed}”附近" in reports[0]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ 列|length }}", "1"),
        ("{{ 1.5 }}", "1.5"),
        ("{{ '有' if 列 }}", "有"),
        ("{{ '有' if not 列 }}", ""),
        ("{{ 列|map(attribute='名')|join('、') }}", "乙"),
        ("{% if 值 == “甲” %}好{% endif %}", "好"),
        ("{{ '&lt;甲&gt; &amp; “乙' }}", '<甲> & "乙'),
        ("{\u200b{ 值\u200b }}。", "甲。"),
        ("{%\u3000if 值 %}好{% endif %}", "好"),
        ("{{ &#20540; }}", "甲"),
        ("{{ 值 or &quot;＿＿&quot; }}", "甲"),
        ("前{# {{ 没有 }} #}后", "前后"),
    ],
)
def test_what_a_tag_may_say(tag: str, text: str) -> None:
    assert rendered(tag, 值="甲", 列=[{"名": "乙"}]) == [text]
