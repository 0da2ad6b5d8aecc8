"""Files are known by their bytes, without any command."""

from __future__ import annotations

import pytest
from support.zips import zipped

from generators.word.file_types import (
    is_encrypted,
    is_old_document,
    is_old_format,
    is_old_workbook,
    is_picture,
    package_type,
)

TYPES = "[Content_Types].xml"
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
WORD, ENCRYPTED = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
WORKBOOK, BOOK = "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({TYPES: "application/x.wordprocessingml.document"}, "word"),
        ({TYPES: "application/x.spreadsheetml.sheet"}, "excel"),
        ({TYPES: "application/x.presentationml.slideshow"}, "other"),
        ({TYPES: "application/vnd.ms-word.document.macroEnabled.main wordprocessingml"}, "macros"),
        ({TYPES: "wordprocessingml application/vnd.ms-office.vbaProject"}, "macros"),
        ({TYPES: "wordprocessingml", "word/vbaProject.bin": ""}, "macros"),
        ({"[content_types].XML": "wordprocessingml"}, "word"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "zip"),
        ({"OFD.xml": ""}, "ofd"),
        ({"甲.docx": ""}, "zip"),
    ],
)
def test_a_package_is_known_by_the_parts_in_it(parts: dict[str, str], expected: str) -> None:
    assert package_type(zipped(parts)) == expected


def test_what_cannot_be_opened_is_no_package() -> None:
    assert package_type(b"PK") == package_type(zipped({TYPES: "wordprocessingml"})[:-30]) == ""


@pytest.mark.parametrize(
    ("raw", "old", "encrypted", "document", "workbook"),
    [
        (OLE2 + WORD, True, False, True, False),
        (OLE2 + WORD + WORKBOOK, True, False, True, False),
        (OLE2 + WORKBOOK, True, False, False, True),
        (OLE2 + BOOK, True, False, False, True),
        (OLE2 + ENCRYPTED, True, True, False, False),
        (OLE2, True, False, False, False),
        (b"PK" + WORD + WORKBOOK + ENCRYPTED, False, False, False, False),
        (WORKBOOK, False, False, False, False),
    ],
)
def test_a_file_of_the_format_before_2007_is_known_by_its_streams(
    raw: bytes, old: bool, encrypted: bool, document: bool, workbook: bool
) -> None:
    found = (is_old_format(raw), is_encrypted(raw), is_old_document(raw), is_old_workbook(raw))
    assert found == (old, encrypted, document, workbook)


def test_a_picture_is_known_by_its_first_bytes() -> None:
    assert is_picture(b"\x89PNG\r\n") is True
    assert is_picture(b"%PDF \x89PNG") is False
