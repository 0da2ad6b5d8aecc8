"""Tracked changes and comments of a template go out to nobody: the final text is rendered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml import etree
from support.files import ROOT, W

from generators.word.final_text import review_marks, with_final_text
from generators.word.package import read_parts, write_parts
from generators.word.parts import RELATIONSHIPS, content_types, text_parts, with_part
from generators.word.render import CompiledTemplate
from generators.word.revisions import accept
from generators.word.xml import W as NAMESPACE

BY = 'w:id="1" w:author="处长" w:date="2013-08-01T00:00:00Z"'
TEMPLATE = read_parts((ROOT / "templates" / "notice.docx").read_bytes(), "notice.docx")
BODY, FOOTER = "word/document.xml", "word/footer1.xml"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def accepted(blocks: str) -> etree._Element:
    root = etree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{blocks}</w:body>')
    accept(root)
    return root


def lines(root: etree._Element) -> list[str]:
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


@pytest.mark.parametrize(
    ("blocks", "final"),
    [
        (f"<w:p>{run('任务')}{deleted('清单')}<w:ins {BY}>{run('表')}</w:ins></w:p>", ["任务表"]),
        (
            f"<w:p><w:moveFrom {BY}>{run('甲')}</w:moveFrom>{run('乙')}<w:moveTo {BY}>{run('甲')}</w:moveTo></w:p>",
            ["乙甲"],
        ),
        (f"<w:p><w:ins {BY}>{deleted('加了又删')}{run('留')}</w:ins></w:p>", ["留"]),
        (
            f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('前')}</w:p><w:p>{run('后')}</w:p>",
            ["前后"],
        ),
        (
            f"<w:p>{run('前')}</w:p><w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{deleted('整段')}</w:p><w:tbl><w:tr>"
            f"<w:tc><w:p>{run('格')}</w:p></w:tc></w:tr></w:tbl>",
            ["前", "格"],
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p>{deleted('甲')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:tc><w:p>{run('乙')}</w:p></w:tc></w:tr></w:tbl>",
            ["乙"],
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p>{run('甲')}</w:p></w:tc>"
            f"<w:tc><w:p>{run('乙')}</w:p></w:tc></w:tr></w:tbl>",
            ["乙"],
        ),
    ],
)
def test_tracked_changes_are_accepted(blocks: str, final: list[str]) -> None:
    root = accepted(blocks)
    assert lines(root) == final
    assert "处长" not in etree.tostring(root, encoding="unicode")


def test_former_properties_ranges_and_numbers_of_sessions_go() -> None:
    change = f"<w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    root = accepted(
        f'<w:p w:rsidR="00AB12CD"><w:commentRangeStart w:id="1"/><w:r w:rsidRPr="00AB12CD"><w:rPr><w:b/>{change}</w:rPr>'
        '<w:t>字</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="1"/></w:r></w:p>'
    )
    xml = etree.tostring(root, encoding="unicode")
    assert xml.count("<w:r>") == 1 and "<w:b/>" in xml
    assert not any(word in xml for word in ("comment", "Change", "rsid", "w:i/"))


def reviewed(**texts: str) -> dict[str, bytes]:
    """The notice's template with paragraphs for its body and its footer, two comments, people, and an office's names."""
    parts = dict(TEMPLATE)
    for name, blocks in ((BODY, texts["body"]), (FOOTER, texts["footer"])):
        xml = parts[name].decode()
        end = xml.rindex("<w:sectPr" if name == BODY else "</w:ftr>")
        parts[name] = (xml[: xml.index("<w:p")] + blocks + xml[end:]).encode()
    comment = f'<w:comment {BY} w:initials="处"><w:p>{run("口径还没定，先别发")}</w:p></w:comment>'
    for name, content in (("comments", comment * 2), ("people", "")):
        kind = {"kind": f"{RELATIONSHIPS}/{name}", "rel_id": f"rId{name}"}
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        xml = f'<w:{name} xmlns:w="{NAMESPACE}">{content}</w:{name}>'.encode()
        parts = with_part(parts, BODY, f"word/{name}.xml", xml, content_type=content_type, **kind)
    app = parts["docProps/app.xml"].decode()
    parts["docProps/app.xml"] = app.replace(
        "</Properties>", "<Manager>处长</Manager><Company>某办</Company></Properties>"
    ).encode()
    settings = parts["word/settings.xml"].decode()
    tracked = '<w:trackRevisions/><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids></w:settings>'
    parts["word/settings.xml"] = settings.replace("</w:settings>", tracked).encode()
    return parts


def shown(parts: Mapping[str, bytes], name: str) -> list[str]:
    return lines(etree.fromstring(parts[name]))


def test_a_document_bears_nothing_of_its_templates_review() -> None:
    anchor = '<w:r><w:commentReference w:id="1"/></w:r>'
    template = reviewed(
        body=f"<w:p>{run('{{ 标题 }}')}{deleted('{{ 没有的字段 }}')}{anchor}</w:p>",
        footer=f"<w:p>{deleted('旧')}<w:ins {BY}>{run('新{{ 标题 }}')}</w:ins></w:p>",
    )
    assert review_marks(template) == (2, 3)
    document = read_parts(CompiledTemplate(write_parts(template), "t.docx").render({"标题": "题"}, {}), "t.docx")
    assert (shown(document, BODY), shown(document, FOOTER)) == (["题"], ["新题"])
    words = b"".join(document.values()).decode("utf-8", "replace")
    for trace in ("处长", "某办", "口径", "comments", "people", "rsid", "trackRevisions"):
        assert trace not in words + "".join(document), trace
    assert set(content_types(document)) == set(document)


def test_a_file_without_history_keeps_its_bytes() -> None:
    assert with_final_text(TEMPLATE) == TEMPLATE
    assert review_marks(TEMPLATE) == (0, 0)
    assert FOOTER in text_parts(TEMPLATE)
