"""Packages that are refused, each in words with a remedy, and what is read of those that are not."""

from __future__ import annotations

import pytest
from support.zips import zip_in_gbk, zipped

from generators.problems import TemplateError
from generators.word import package
from generators.word.package import files_in_zip, has_doctype, not_openable, read_parts, transitional, well_formed
from generators.word.parts import CONTENT_TYPES

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELS = f'<Relationships><Relationship Id="a" Type="{RELATION}" Target="word/a.xml"/></Relationships>'


def parts(kind: str = f"{MAIN}.document.main+xml", body: str = "<a/>") -> dict[str, str]:
    types = f'<Types><Override PartName="/word/a.xml" ContentType="{kind}"/></Types>'
    return {CONTENT_TYPES: types, "_rels/.rels": RELS, "word/a.xml": body}


REFUSED = {
    "old": ("这是旧的 .doc 格式，或加了打开密码", "在 Word 或 WPS 里另存为不加密的 .docx"),
    "torn": ("打不开，文件已损坏或不是 Word 文档", "换一份完好的 .docx"),
    "twice": ("里面有重名的部分，文件已损坏", "用 Word 或 WPS 打开后另存一次"),
    "doctype": ("里面有文档不该有的内容（DOCTYPE）", "把文字复制到一份新的 Word 文档里，另存为 .docx"),
    "foreign": ("不是 Word 文档", "换一份 Word 或 WPS 保存的 .docx"),
    "text": ("解开后太大，不像正常的 Word 文档", "换一份正常的 .docx"),
    "files": ("解开后太大，不像正常的 Word 文档", "换一份正常的 .docx"),
}
RAW = {
    "old": bytes.fromhex("d0cf11e0a1b11ae1"),
    "torn": b"PK",
    "twice": zipped(parts(), "word/a.xml"),
    "doctype": zipped(parts(body="<!DOCTYPE a><a/>")),
    "foreign": zipped({"a.xml": "<a/>"}),
    "text": zipped({**parts(), "word/b.xml": " " * 1500}),
    "files": zipped({**parts(), **{f"{at}.png": "" for at in range(8)}}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_word_document_is_refused_with_a_remedy(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST_XML", 1000)
    monkeypatch.setattr(package, "_MOST_FILES", 10)
    with pytest.raises(TemplateError) as refused:
        read_parts(RAW[case], "表.docx")
    (problem,) = refused.value.problems
    assert (problem.message, problem.hint, problem.place.file) == (*REFUSED[case], "表.docx")


def test_a_picture_may_be_larger_than_text_and_all_files_together_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST_XML", 1000)
    raw = zipped({**parts(), "word/a.png": "x" * 1500, "word/b.png": "x" * 1500})
    assert list(read_parts(raw, "a.docx")) == [*parts(), "word/a.png", "word/b.png"]
    monkeypatch.setattr(package, "_MOST_BYTES", 3000)
    with pytest.raises(TemplateError, match="解开后太大"):
        read_parts(raw, "a.docx")


@pytest.mark.parametrize(
    ("kind", "body", "word"),
    [
        (f"{MAIN}.template.main+xml", "<a/>", "这是Word 模板（.dotx），只是改了文件名，用它生成的文书 Word 打不开"),
        (
            "application/vnd.ms-word.document.macroEnabled.main+xml",
            "<a/>",
            "这是带宏的文件，用它生成的文书 Word 打不开",
        ),
        (f"{MAIN}.document.main+xml", "http://purl.oclc.org/ooxml/", "这是“严格 Open XML 文档”，不能用作模板"),
    ],
)
def test_a_file_that_word_refuses_under_its_name_is_no_template(kind: str, body: str, word: str) -> None:
    (problem,) = not_openable({name: text.encode() for name, text in parts(kind, body).items()}, "a.docx")
    assert problem.message == word
    assert problem.hint.startswith("用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”")
    assert problem.hint.endswith("，不要选“严格 Open XML 文档”") is ("purl" in body)


def test_a_document_is_a_template() -> None:
    assert not_openable({name: text.encode() for name, text in parts().items()}, "a.docx") == []


def test_a_strict_file_is_read_with_the_names_of_transitional_ones() -> None:
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships http://purl.oclc.org/ooxml/drawingml/main"
    usual = RELATION.rpartition("/")[0].encode() + b" http://schemas.openxmlformats.org/drawingml/2006/main"
    found = transitional({"a.xml": strict, "a.rels": strict, "a.bin": strict})
    assert found == {"a.xml": usual, "a.rels": usual, "a.bin": strict}


def test_a_zip_that_cannot_be_read_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    encrypted = bytearray(zipped({"a.docx": "x"}))
    encrypted[6] |= 1  # the flag of encryption, in the file's own head and in the directory
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    monkeypatch.setattr(package, "_MOST_FILES", 2)
    many = zipped({f"{at}.docx": "" for at in range(3)})
    found = []
    for raw in (many, b"PK", bytes(encrypted)):
        with pytest.raises(TemplateError) as refused:
            files_in_zip(raw, "报送.zip")
        found += [(one.message, one.hint, one.place.file) for one in refused.value.problems]
    assert found == [
        ("解开后太大", "分成几个压缩包再收", "报送.zip"),
        ("打不开，压缩包已损坏", "请对方重新压缩", "报送.zip"),
        ("压缩包加了密码", "解开后再收", "报送.zip"),
    ]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_word_of_their_encoding_are_read(encoding: str) -> None:
    """As tools on Chinese Windows and as macOS write them."""
    assert files_in_zip(zip_in_gbk({"通知/通知.docx": b"x"}, encoding), "报送.zip") == {"通知/通知.docx": b"x"}


def test_a_name_that_says_its_encoding_is_taken_as_it_is() -> None:
    assert files_in_zip(zipped({"Müller.docx": "x"}), "报送.zip") == {"Müller.docx": b"x"}


def test_files_of_one_name_in_a_zip_are_numbered() -> None:
    found = files_in_zip(zipped({"表.docx": "x", "a\\b.docx": "y"}, "表.docx", "表.docx"), "报送.zip")
    assert found == {"表.docx": b"x", "a/b.docx": b"y", "表 (2).docx": b"x", "表 (3).docx": b"x"}


def test_a_doctype_is_looked_for_in_what_is_read_as_xml() -> None:
    doctype = b"<!DOCTYPE x>"
    assert [has_doctype({name: doctype}) for name in ("a.xml", "a.rels", "a.svg")] == [True] * 3
    assert not has_doctype({"a.bin": doctype, "a.png": doctype})


def test_what_is_wrong_with_a_part_as_xml_is_said() -> None:
    assert well_formed(b"<a/>") is None
    assert "no element found" in str(well_formed(b"<a>"))
