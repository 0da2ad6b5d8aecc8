"""What a received file is, by its bytes and not by its suffix; and what to do with it where it is no form."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath

from generators.word.file_types import (
    is_encrypted,
    is_old_document,
    is_old_format,
    is_old_workbook,
    is_picture,
    package_type,
)

_LITTER = ("thumbs.db", "desktop.ini", ".ds_store")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ARCHIVE_SUFFIXES = (".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")
_PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp", ".pdf", ".ofd")


class FileType(StrEnum):
    """A type of file that forms come in, or that holds files."""

    WORD = "word"
    EXCEL = "excel"
    OLD_WORD = "old word"  # .doc, .wps
    OLD_EXCEL = "old excel"  # .xls, .et
    CONVERTIBLE = "convertible"  # .odt, .rtf
    ZIP = "zip"


def is_litter(name: str) -> bool:
    """Whether a file is one that systems and editors leave behind, of which nobody wants to hear."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    last = parts[-1] if parts else ""
    return last[:1] in ("~", ".") or last.lower() in _LITTER or "__MACOSX" in parts


def type_of(name: str, raw: bytes) -> FileType | str:
    """The type of a file, or for one that cannot be taken in the reason, with what to do.

    `name` decides only where the bytes do not.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if not raw:
        return "是空文件"
    if is_encrypted(raw):
        return "加了打开密码，去掉密码后再收"
    if is_old_format(raw):
        return _of_old_format(suffix, raw)
    if raw.startswith(b"PK"):
        return _of_package(suffix, raw)
    if raw.startswith(b"{\\rtf"):
        return FileType.CONVERTIBLE
    return _other(suffix, raw)


def _of_old_format(suffix: str, raw: bytes) -> FileType | str:
    if suffix == ".msg":
        return "是邮件；在邮箱里打开，把附件存出来再收"
    if is_old_document(raw):
        return FileType.OLD_WORD
    if is_old_workbook(raw):
        return FileType.OLD_EXCEL
    return "不是 Word 或 Excel 的表；请对方另存为 .docx 或 .xlsx 再报"


def _of_package(suffix: str, raw: bytes) -> FileType | str:
    found = package_type(raw)
    if found == "macros":
        return "带宏的文件，不打开；请对方另存为不带宏的 .docx 或 .xlsx 再报"
    if found == "ofd":
        return _SCAN
    if found == "odt":
        return FileType.CONVERTIBLE
    if found == "":
        damaged = "打不开，文件已损坏；请对方用 Word 或 WPS 打开，另存一次再报"
        return damaged if suffix not in (".zip", "") else FileType.ZIP
    return FileType(found) if found in ("word", "excel", "zip") else _FOREIGN


_SCAN = "是扫描件、图片或 PDF，读不出文字；用 --record 单位 --by 扫描件 记为已报送，内容照原件录入"
_FOREIGN = "不是 Word 或 Excel 的表；纸质、扫描件、电话报来的，用 --record 单位 --by 纸质"


def _other(suffix: str, raw: bytes) -> str:
    head = raw[:2000].lstrip().lower()
    if raw.startswith(_ARCHIVES) or suffix in _ARCHIVE_SUFFIXES:
        return "是打不开的压缩格式；先解压，再收解出来的文件"
    if suffix in (".eml", ".msg"):
        return "是邮件；在邮箱里打开，把附件存出来再收"
    if raw.startswith(b"%PDF") or is_picture(raw) or suffix in _PICTURE_SUFFIXES:
        return _SCAN
    if head.startswith((b"<html", b"<!doctype html", b"mime-version", b"\xef\xbb\xbf<html", b"<?xml")):
        return "是网页格式；请对方用 Word 或 WPS 打开，另存为 .docx 再报"
    if suffix in (".docx", ".xlsx", ".doc", ".xls", ".wps", ".et"):
        return "打不开，文件已损坏；请对方用 Word 或 WPS 打开，另存一次再报"
    return "打不开，压缩包已损坏；请对方重新压缩" if suffix == ".zip" else _FOREIGN
