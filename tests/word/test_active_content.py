"""A template that makes Word fetch, run or ask for something when a document is opened is refused, with the place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import ROOT

from generators.intake.file_type import type_of
from generators.problems import TemplateError
from generators.word.active_content import active_content
from generators.word.package import read_parts, write_parts
from generators.word.parts import main_part, part_of, relationships_of, with_part

TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
REL = f'xmlns:r="{OFFICE}"'
Parts = dict[str, bytes]


def plain() -> Parts:
    return read_parts((ROOT / "templates/task_sheet.docx").read_bytes(), "task_sheet.docx")


def in_body(xml: str) -> Parts:
    """A template with something more at the end of its last paragraph."""
    parts = plain()
    head, end, tail = parts[main_part(parts)].rpartition(b"</w:p>")
    return {**parts, main_part(parts): head + xml.encode() + end + tail}


def in_settings(xml: str) -> Parts:
    parts = plain()
    head, end, tail = parts[part_of(parts, "settings")].rpartition(b"</w:settings>")
    return {**parts, part_of(parts, "settings"): head + xml.encode() + end + tail}


def related_to(kind: str, target: str, source: str = "", *, external: bool = True) -> Parts:
    parts = plain()
    rels = relationships_of(source or main_part(parts))
    mode = ' TargetMode="External"' if external else ""
    empty = f'<Relationships xmlns="{OFFICE.replace("officeDocument", "package").replace("/relationships", "")}"/>'
    old = parts.get(rels, empty.replace("/>", "></Relationships>").encode())
    entry = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return {**parts, rels: old.replace(b"</Relationships>", entry.encode() + b"</Relationships>")}


def with_file(name: str, content: bytes, content_type: str, kind: str) -> Parts:
    parts = plain()
    names = {"kind": kind, "content_type": content_type, "rel_id": "rIdX"}
    return with_part(parts, main_part(parts), name, content, **names)


def field(*codes: str) -> str:
    """A field whose code is cut into runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


HOSTILE: dict[str, Callable[[], Parts]] = {
    "remote template": lambda: related_to("attachedTemplate", "http://a.example/x.dotm"),
    "template on a share": lambda: related_to("attachedTemplate", r"file:///\\10.0.0.1\x\y.dotm"),
    "template on a share, plainly": lambda: related_to("attachedTemplate", r"\\10.0.0.1\x\y.dotm"),
    "remote picture": lambda: related_to("image", "https://a.example/x.png"),
    "picture on a share": lambda: related_to("image", "file://10.0.0.1/x.png"),
    "picture of this computer": lambda: related_to("image", "file:///C:/x.png"),
    "remote object": lambda: related_to("oleObject", "http://a.example/x.xls"),
    "local object": lambda: related_to("oleObject", "embeddings/x.bin", external=False),
    "subdocument": lambda: related_to("subDocument", "file:///C:/x.docx"),
    "frame": lambda: related_to("frame", "http://a.example/"),
    "web page": lambda: related_to("aFChunk", "chunk.html", external=False),
    "mail merge": lambda: related_to("mailMergeSource", "file:///C:/x.csv"),
    "link to a program": lambda: related_to("hyperlink", "file:///C:/Windows/System32/calc.exe"),
    "link with a script": lambda: related_to("hyperlink", "javascript:alert(1)"),
    "link to a settings page": lambda: related_to("hyperlink", "ms-msdt:/id"),
    "remote styles": lambda: related_to("styles", "http://a.example/styles.xml"),
    "unknown relationship": lambda: related_to("somethingNew", "x.xml", external=False),
    "relationship of the package": lambda: related_to("vbaProject", "x.bin", "", external=False),
    "macros": lambda: with_file("word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject", f"{OFFICE}/image"),
    "macros renamed": lambda: with_file("word/a.png", b"x", "application/vnd.ms-office.vbaProject", f"{OFFICE}/image"),
    "control": lambda: with_file("word/x.xml", b"<a/>", "application/vnd.ms-office.activeX+xml", f"{OFFICE}/control"),
    "embedded file": lambda: with_file("word/x.bin", b"x", "application/octet-stream", f"{OFFICE}/package"),
    "path out of the file": lambda: {**plain(), "../../x.xml": b"<a/>"},
    "altChunk": lambda: in_body(f'<w:altChunk {REL} r:id="rId1"/>'),
    "subDoc": lambda: in_body(f'<w:subDoc {REL} r:id="rId1"/>'),
    "OLE object": lambda: in_body(f'<w:r><w:object><o:OLEObject {VML} ProgID="Package"/></w:object></w:r>'),
    "form control": lambda: in_body(f'<w:r><w:pict><w:control {REL} r:id="rId1"/></w:pict></w:r>'),
    "VML picture": lambda: in_body(f'<w:r><w:pict><v:imagedata {VML} src="http://a.example/x"/></w:pict></w:r>'),
    "VML picture by href": lambda: in_body(f'<w:r><w:pict><v:imagedata {VML} o:href="//10.0.0.1/x"/></w:pict></w:r>'),
    "VML picture by a tag": lambda: in_body(f'<w:r><w:pict><v:imagedata {VML} src="{{{{ 单位 }}}}"/></w:pict></w:r>'),
    "mail merge settings": lambda: in_settings("<w:mailMerge><w:query w:val='x'/></w:mailMerge>"),
    "transformation": lambda: in_settings(f'<w:saveThroughXslt {REL} r:id="rId1"/>'),
    "simple field": lambda: in_body('<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a.example/x&quot; "/>'),
    "DDE": lambda: in_body(field("DDE cmd ", "/c calc")),
    "DDE cut into letters": lambda: in_body(field("D", "DE", "AUTO ", "c:\\\\x")),
    "field made of fields": lambda: in_body(field(field("QUOTE 68 68 69"), " c:\\\\x")),
    "text from elsewhere": lambda: in_body(field(' includetext "\\\\\\\\a\\\\b.docx"')),
    "link field": lambda: in_body(field("LINK Excel.Sheet.8 C:\\\\x.xls")),
    "macro button": lambda: in_body(field("MACROBUTTON Run 点这里")),
    "question": lambda: in_body(field('FILLIN "密码"')),
    "code without a beginning": lambda: in_body("<w:r><w:instrText>IMPORT x</w:instrText></w:r>"),
    "code made by a tag": lambda: in_body(field("{{ 单位 }}")),
    "hyperlink field": lambda: in_body(field('HYPERLINK "file:///C:/x.exe"')),
}


@pytest.mark.parametrize("parts", HOSTILE.values(), ids=HOSTILE)
def test_what_word_would_fetch_or_run_is_refused_with_its_place(parts: Callable[[], Parts]) -> None:
    problems = active_content(read_parts(write_parts(parts()), "a.docx"), "a.docx")
    assert problems and all("文件里不能有" in problem.message and problem.hint for problem in problems)


HARMLESS: dict[str, Callable[[], Parts]] = {
    "page number cut into runs": lambda: in_body(field(" PA", "GE \\* ", "MERGEFORMAT ")),
    "sum": lambda: in_body(field("=SUM(ABOVE)")),
    "condition with a field in it": lambda: in_body(field("IF ", field("PAGE"), ' = 1 "甲" "乙"')),
    "address": lambda: related_to("hyperlink", "https://www.gov.cn/"),
    "mail address": lambda: related_to("hyperlink", "mailto:a@b.cn"),
    "place in the document": lambda: in_body(field("HYPERLINK \\l _Toc1")),
    "folder of whoever made it": lambda: related_to("attachedTemplate", "file:///C:\\Users\\甲\\Normal.dotm"),
    "picture": lambda: with_file("word/media/a.png", b"x", "image/png", f"{OFFICE}/image"),
    "data of WPS": lambda: with_file("customXml/item1.xml", b"<a/>", "application/xml", f"{OFFICE}/customXml"),
}


@pytest.mark.parametrize("parts", HARMLESS.values(), ids=HARMLESS)
def test_what_only_shows_what_is_in_it_is_allowed(parts: Callable[[], Parts]) -> None:
    assert active_content(read_parts(write_parts(parts()), "a.docx"), "a.docx") == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_the_stock_templates_are_allowed(template: Path) -> None:
    assert active_content(read_parts(template.read_bytes(), template.name), template.name) == []


def test_check_and_build_refuse_a_template_that_fetches(workspace: Path, duban: Callable[..., Result]) -> None:
    template = workspace / "templates/task_sheet.docx"
    template.write_bytes(write_parts(in_body(field("INCLUDETEXT x"))))
    checked, built = duban("check", "templates/task_sheet.docx"), duban("build", "--kind", "task-sheet")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    for result in (checked, built):
        assert "会取外面内容或运行程序的域" in result.output and "INCLUDETEXT x" in result.output
    assert not list(workspace.glob("output/*/任务清单/*.docx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration_is_refused_in_any_part(encoding: str) -> None:
    parts = plain()
    settings = part_of(parts, "settings")
    declared = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(TemplateError):
        read_parts(write_parts({**parts, settings: declared}), "a.docx")


def test_macros_are_known_by_their_type_whatever_the_names() -> None:
    parts = with_file("word/a.png", b"x", "application/vnd.ms-office.vbaProject", f"{OFFICE}/image")
    assert "宏" in type_of("表.docx", write_parts(parts))
