"""The package of a Word file (OPC): parts in, the same bytes out for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from xml.parsers import expat

from generators.problems import Place, Problem, TemplateError, error
from generators.word.archive import archived, packed
from generators.word.file_types import BROKEN, DAMAGED, is_old_format
from generators.word.parts import content_types, main_part

_MOST_BYTES = 200_000_000  # of all files in a zip together: a document with many pictures stays far below
_MOST_XML = 20_000_000  # of one part of text; a table of 10,000 rows stays below
_PIECE = 1_000_000
_MOST_FILES = 5_000  # in a zip: a document with a thousand pictures stays below
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT, _OOXML = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
# Where the namespaces and types of relationships of Strict files differ from those of Transitional ones.
_TRANSITIONAL = (
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"wordprocessingml/", b"wordprocessingml/2006/"),
    (b"spreadsheetml/", b"spreadsheetml/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
)
_TWO_BYTES = re.compile("[\x80-\u07ff]")  # in UTF-8; no Chinese character is among them
# No part of a document has a DOCTYPE; with one, entities would stand for words that no reader here resolves.
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")


def transitional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a Strict file (ISO/IEC 29500-1) with the names of Transitional ones, which every reader knows."""
    return {
        name: _in_transitional(content) if name.endswith((".xml", ".rels")) and _STRICT in content else content
        for name, content in parts.items()
    }


def _in_transitional(content: bytes) -> bytes:
    for strict, usual in _TRANSITIONAL:
        content = content.replace(_STRICT + strict, _OOXML + usual)
    return content


def read_parts(raw: bytes, file: str) -> dict[str, bytes]:
    """The parts of a .docx by name, in the file's order. `file` names it in problems.

    Raises TemplateError when it is no Word document of the 2007 format.
    """

    def refuse(message: str, hint: str) -> TemplateError:
        return TemplateError(error(message, hint, Place(file)))

    if is_old_format(raw):
        raise refuse("这是旧的 .doc 格式，或加了打开密码", "在 Word 或 WPS 里另存为不加密的 .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            if len(package.namelist()) > _MOST_FILES:
                raise _TooBigError
            if len(set(package.namelist())) != len(package.namelist()):
                raise refuse("里面有重名的部分，文件已损坏", "用 Word 或 WPS 打开后另存一次")
            files = [info for info in package.infolist() if not info.is_dir()]
            parts = {info.filename.replace("\\", "/"): content for info, content in _inflated(package, files)}
    except _TooBigError:
        raise refuse("解开后太大，不像正常的 Word 文档", "换一份正常的 .docx") from None
    except BROKEN:
        raise refuse("打不开，文件已损坏或不是 Word 文档", "换一份完好的 .docx") from None
    if has_doctype(parts):
        raise refuse("里面有文档不该有的内容（DOCTYPE）", "把文字复制到一份新的 Word 文档里，另存为 .docx")
    if not main_part(parts):
        raise refuse("不是 Word 文档", "换一份 Word 或 WPS 保存的 .docx")
    return parts


class _TooBigError(Exception):
    """A zip holds more than any document does, whatever its directory says."""


def _inflated(package: zipfile.ZipFile, infos: Iterable[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Files of a zip with their bytes, counted while they are inflated: sizes in its directory may be untrue."""
    left = _MOST_BYTES
    for info in infos:
        most = min(left, _MOST_XML) if info.filename.endswith((".xml", ".rels")) else left
        pieces, size = list[bytes](), 0
        with package.open(info) as file:
            while piece := file.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    raise _TooBigError
        left -= size
        yield info, b"".join(pieces)


def has_doctype(parts: Mapping[str, bytes]) -> bool:
    """Whether a part of XML has a document type declaration, in whatever encoding."""
    return any(_DOCTYPE.search(content) for name, content in parts.items() if name.endswith((".xml", ".rels", ".svg")))


def not_openable(parts: Mapping[str, bytes], file: str) -> list[Problem]:
    """Why Word would refuse documents made from a template: the type of its file. `file` names it in the problem.

    Documents are named .docx, so the main part has to be of the type of a document, in the Transitional namespace.
    """
    main = main_part(parts)
    kind = content_types(parts)[main]
    hint = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”"
    if kind != _DOCUMENT_TYPE:
        what = "带宏的文件" if "macro" in kind else "Word 模板（.dotx），只是改了文件名"
        return [error(f"这是{what}，用它生成的文书 Word 打不开", hint, Place(file))]
    if _STRICT in parts[main]:
        hint += "，不要选“严格 Open XML 文档”"
        return [error("这是“严格 Open XML 文档”，不能用作模板", hint, Place(file))]
    return []


def files_in_zip(raw: bytes, file: str) -> dict[str, bytes]:
    """The files in a zip by their names, Chinese ones from old tools included. Raises TemplateError as `read_parts`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            if len(infos) > _MOST_FILES:
                raise _TooBigError
            names = _free_names([_name_in_zip(info) for info in infos])
            return {name: content for name, (_, content) in zip(names, _inflated(package, infos), strict=True)}
    except _TooBigError:
        raise TemplateError(error("解开后太大", "分成几个压缩包再收", Place(file))) from None
    except DAMAGED:
        raise TemplateError(error("打不开，压缩包已损坏", "请对方重新压缩", Place(file))) from None
    except RuntimeError:
        raise TemplateError(error("压缩包加了密码", "解开后再收", Place(file))) from None


def _name_in_zip(info: zipfile.ZipInfo) -> str:
    """Tools on Chinese Windows write names in GBK, and macOS in UTF-8, without saying so; some divide folders by \\."""
    says_utf_8 = info.flag_bits & 0x800
    name = info.filename if says_utf_8 else next(_readings(info.filename), info.filename)
    return name.replace("\\", "/")


def _readings(name: str) -> Iterator[str]:
    """A name of bytes as UTF-8, else as GBK: 通知 in GBK would be letters of Greek and Hebrew in UTF-8."""
    with suppress(UnicodeError):
        read = name.encode("cp437").decode("utf-8")
        if not _TWO_BYTES.search(read):
            yield read
    with suppress(UnicodeError):
        yield name.encode("cp437").decode("gb18030")


def _free_names(names: Sequence[str]) -> list[str]:
    """The names, a second file of the same one numbered: 表.docx, 表 (2).docx."""
    found: list[str] = []
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        numbered = (f"{stem} ({number}){dot}{suffix}" for number in count(2))
        found.append(name if name not in found else next(one for one in numbered if one not in found))
    return found


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Parts as the bytes of a .docx, without any time of day: equal parts give equal bytes (see `archive`)."""
    return archived(packed(name, (content,)) for name, content in parts.items())


def well_formed(content: bytes) -> str | None:
    """What is wrong with a part as XML, None when nothing is."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as fault:  # ValueError: an encoding that expat does not know
        return str(fault)
    return None
