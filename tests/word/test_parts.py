"""Parts are found by relationships and content types, whatever their names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import pytest
from support.files import ROOT

from generators.forms.cells import Line, blocks_of, identity_of
from generators.problems import TemplateError
from generators.word.core_properties import with_core_properties
from generators.word.package import read_parts, write_parts
from generators.word.parts import RELATIONSHIPS, content_types, main_part, part_of, related, text_parts, with_part
from generators.word.render import CompiledTemplate

TEMPLATE = read_parts((ROOT / "templates" / "notice.docx").read_bytes(), "notice.docx")
RELS = "word/_rels/document.xml.rels"


def renamed(parts: Mapping[str, bytes], names: Mapping[str, str]) -> dict[str, bytes]:
    """A package with other names for its parts, as Word Online gives them; every mention of them follows."""
    found = {}
    for name, content in parts.items():
        if name.endswith(".rels") or name.startswith("["):
            for old, new in names.items():
                content = content.replace(old.encode(), new.encode())
                content = content.replace(old.removeprefix("word/").encode(), new.removeprefix("word/").encode())
        found[names.get(name, name)] = content
    return found


def word_online() -> dict[str, bytes]:
    names = {"word/document.xml": "word/document2.xml", "word/styles.xml": "word/styles2.xml"}
    parts = renamed(TEMPLATE, names)
    parts["word/_rels/document2.xml.rels"] = parts.pop(RELS)
    return parts


def test_the_parts_of_a_template_are_found() -> None:
    assert main_part(TEMPLATE) == "word/document.xml"
    assert part_of(TEMPLATE, "styles") == "word/styles.xml"
    assert part_of(TEMPLATE, "settings") == "word/settings.xml"
    assert text_parts(TEMPLATE) == [name for name in TEMPLATE if re.fullmatch(r"word/(document|footer\d).xml", name)]


def test_names_of_parts_do_not_matter() -> None:
    parts = word_online()
    assert main_part(parts) == "word/document2.xml"
    assert part_of(parts, "styles") == "word/styles2.xml"
    assert set(text_parts(parts)) == {name.replace("document", "document2") for name in text_parts(TEMPLATE)}
    read = [block.text for block in blocks_of(parts, "a") if isinstance(block, Line)]
    assert read == [block.text for block in blocks_of(TEMPLATE, "a") if isinstance(block, Line)]


def test_a_template_with_other_names_is_rendered_alike() -> None:
    body = "<w:body><w:p><w:r><w:t>{{ 标题 }}</w:t></w:r></w:p></w:body></w:document>".encode()
    for parts in (TEMPLATE, word_online()):
        main = main_part(parts)
        some = {name: content for name, content in parts.items() if "footer" not in name}
        some[main] = parts[main][: parts[main].index(b"<w:body>")] + body
        rendered = CompiledTemplate(write_parts(some), "a").render({"标题": "关于公开的通知"}, {})
        assert "关于公开的通知" in read_parts(rendered, "a")[main].decode()


def test_backslashes_and_other_letters_in_names_are_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in TEMPLATE.items():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("/", "\\").replace("document.xml", "Document.xml")
            package.writestr(info, content)
    parts = read_parts(buffer.getvalue(), "a")
    assert main_part(parts) == "word/Document.xml"
    assert identity_of(parts) == identity_of(TEMPLATE)


@pytest.mark.parametrize("target", ["../media/none.png", "https://example.org/a.png", "/word/none.xml"])
def test_what_is_not_in_the_package_is_left_out(target: str) -> None:
    entry = f'<Relationship Id="x" Type="{RELATIONSHIPS}/image" Target="{target}"/></Relationships>'.encode()
    parts = {**TEMPLATE, RELS: TEMPLATE[RELS].replace(b"</Relationships>", entry)}
    assert related(parts, "word/document.xml", "image") == []


def test_a_part_is_added_with_its_type_and_its_relationship() -> None:
    names = {"kind": f"{RELATIONSHIPS}/chart", "content_type": "application/x", "rel_id": "rIdX"}
    parts = with_part(TEMPLATE, "word/document.xml", "word/charts/a.xml", b"<a/>", **names)
    assert related(parts, "word/document.xml", "chart") == ["word/charts/a.xml"]
    assert content_types(parts)["word/charts/a.xml"] == "application/x"
    more = with_part(parts, "word/charts/a.xml", "word/embeddings/b.xlsx", b"", **names)
    assert related(more, "word/charts/a.xml", "chart") == ["word/embeddings/b.xlsx"]


def test_core_properties_elsewhere_are_replaced_and_not_doubled() -> None:
    parts = renamed(TEMPLATE, {"docProps/core.xml": "docProps/core7.xml"})
    filled = with_core_properties(parts, {"dc:subject": "n", "dc:identifier": "省财政厅"})
    assert [name for name in filled if "core" in name] == ["docProps/core7.xml"]
    assert identity_of(filled) == ("n", "", "省财政厅")


def test_a_package_that_is_no_word_file_is_refused() -> None:
    sheet = TEMPLATE["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    for parts in ({**TEMPLATE, "[Content_Types].xml": sheet}, {**TEMPLATE, "_rels/.rels": b"<torn"}):
        with pytest.raises(TemplateError, match="不是 Word 文档"):
            read_parts(write_parts(parts), "a.docx")


def test_a_package_without_core_properties_gets_them_as_the_standard_names_them() -> None:
    """ECMA-376 part 2, annex F: content type and relationship; the name is that which Office gives."""
    bare = {"[Content_Types].xml": b"<Types></Types>", "_rels/.rels": b"<Relationships></Relationships>"}
    parts = with_core_properties(bare, {"dc:title": "甲", "dc:subject": ""})
    assert "<dc:title>甲</dc:title></cp:coreProperties>" in parts["docProps/core.xml"].decode()
    assert content_types(parts)["docProps/core.xml"] == "application/vnd.openxmlformats-package.core-properties+xml"
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    relationship = f'<Relationship Id="rIdCore" Type="{kind}" Target="docProps/core.xml"/>'
    assert parts["_rels/.rels"].decode() == f"<Relationships>{relationship}</Relationships>"
