"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile
import zlib

from generators.word.parts import CONTENT_TYPES

# What zipfile raises at a zip that is damaged, and at one that cannot be read: a RuntimeError asks for its password.
DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError)
BROKEN = (*DAMAGED, RuntimeError)
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
# Streams of the format before 2007, by their names in its directory.
_ENCRYPTED, _WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_SHEETS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def is_picture(raw: bytes) -> bool:
    """Whether a file is a picture: PNG, JPEG, GIF, BMP or TIFF."""
    return raw.startswith(_PICTURES)


def is_old_format(raw: bytes) -> bool:
    """Whether a file is of the format before 2007 (.doc, .xls, .wps, .et), which is also that of encrypted files."""
    return raw.startswith(_OLE2)


def is_encrypted(raw: bytes) -> bool:
    """Whether a file of the format of 2007 needs a password to be opened."""
    return is_old_format(raw) and _ENCRYPTED in raw


def package_type(raw: bytes) -> str:
    """What a zip is by the parts in it: word, excel, macros (either of both, with macros), odt, ofd, other or zip.

    Empty for what cannot be opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            names = {name.lower(): name for name in package.namelist()}
            if CONTENT_TYPES.lower() not in names:
                is_text = "mimetype" in names and b"opendocument.text" in package.read("mimetype")
                return "odt" if is_text else "ofd" if "ofd.xml" in names else "zip"
            types = package.read(names[CONTENT_TYPES.lower()])
    except BROKEN:
        return ""
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower() or any("vbaproject" in one for one in names):
        return "macros"
    return "word" if b"wordprocessingml" in types else "excel" if b"spreadsheetml" in types else "other"


def is_old_document(raw: bytes) -> bool:
    """Whether a file is a document of Word or WPS in the format before 2007 (.doc, .wps)."""
    return is_old_format(raw) and _WORD in raw


def is_old_workbook(raw: bytes) -> bool:
    """Whether a file is a workbook in the format before 2007 (.xls, .et)."""
    return is_old_format(raw) and _WORD not in raw and any(name in raw for name in _SHEETS)
