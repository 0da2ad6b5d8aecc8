"""Templates as clerks change them in Word: with a note of Word's own, a picture in the header, a bare first page."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Cm
from PIL import Image

from generators.dossier.dossier import Dossier
from generators.word.contents import Contents
from generators.word.package import read_parts, write_parts
from generators.word.render import CompiledTemplate
from support.every_kind import kind_of
from support.files import ROOT

Template = Callable[[bytes], bytes]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


def with_note(raw: bytes, name: str, words: str) -> bytes:
    """A footnote (name: footnote) or an endnote behind the first words of the body."""
    parts = read_parts(raw, "模板.docx")
    mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{name}Ref/></w:r>'
    notes = "".join(
        f'<w:{name} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{drawn}/></w:r></w:p></w:{name}>'
        for number, (kind, drawn) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator")), -1
        )
    )
    text = f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r>'
    notes += f'<w:{name} w:id="1"><w:p>{mark}{text}</w:p></w:{name}>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts[f"word/{name}s.xml"] = f"{head}<w:{name}s {_W}>{notes}</w:{name}s>".encode()
    _add(parts, f"{name}s")
    reference = mark.replace(f"<w:{name}Ref/>", f'<w:{name}Reference w:id="1"/>')
    body = parts["word/document.xml"].decode()
    at = body.index("</w:r>", body.index("{{ 单位 }}")) + len("</w:r>")
    parts["word/document.xml"] = (body[:at] + reference + body[at:]).encode()
    return write_parts(parts)


def _add(parts: dict[str, bytes], name: str) -> None:
    types, relations = parts["[Content_Types].xml"].decode(), parts["word/_rels/document.xml.rels"].decode()
    override = f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE.format(name)}"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    relation = f'<Relationship Id="rIdNote" Type="{_RELATION.format(name)}" Target="{name}.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", relation).encode()


def _edited(raw: bytes, edit: Callable[[Document], None]) -> bytes:
    document = docx.Document(io.BytesIO(raw))
    edit(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_picture_in_header(raw: bytes) -> bytes:
    """A picture of an emblem at the top of every page."""

    def edit(document: Document) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (40, 40), "red").save(picture, "PNG")
        for section in document.sections:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].style = "公文正文"
            section.header.paragraphs[0].add_run("内部资料").add_picture(picture, width=Cm(1))

    return _edited(raw, edit)


def with_bare_first_section(raw: bytes) -> bytes:
    """Page numbers on none but a further sheet at the end, which has a footer of its own."""

    def edit(document: Document) -> None:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("附页")
        first = document.sections[0]._sectPr
        for reference in [one for one in first if one.tag.endswith("Reference")]:
            first.remove(reference)
        for footer in (section.footer, section.even_page_footer):
            footer.is_linked_to_previous = False
            footer.paragraphs[0].style = "公文正文"
            footer.paragraphs[0].text = "附页页脚"

    return _edited(raw, edit)


CHANGES: dict[str, Template] = {"picture": with_picture_in_header, "bare": with_bare_first_section}
NAME = "task_sheet.docx"
CONTENTS = Contents("任务清单合订本", ["省编委办", "省发展改革委", "省<教育>厅"], [2, 4, 7])


def made(dossier: Dossier, change: Template, folder: Path, contents: Contents | None = None) -> tuple[list[Path], Path]:
    """Three documents of a changed template alone, and their volume."""
    kind = kind_of("任务清单")
    template = CompiledTemplate(change((ROOT / "templates" / NAME).read_bytes()), NAME)
    fields = [one.fields for one in kind.outputs(dossier)][:3]
    alone = [folder / f"{number}.docx" for number in range(3)]
    for path, one in zip(alone, fields, strict=True):
        path.write_bytes(template.render(one, {"dc:title": "一份"}))
    volume = folder / "合订本.docx"
    volume.write_bytes(template.render_volume(fields, {"dc:title": "合订本"}, contents))
    return alone, volume


def volumes(dossier: Dossier, folder: Path) -> dict[str, bytes]:
    """Of each change a volume with its contents page, and after it its documents."""
    found: dict[str, bytes] = {}
    for name, change in CHANGES.items():
        alone, volume = made(dossier, change, folder, CONTENTS)
        found |= {f"{name}/{path.stem}": path.read_bytes() for path in (volume, *alone)}
    return found
