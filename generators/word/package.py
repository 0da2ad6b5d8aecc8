"""The package of a Word file (OPC): parts in, the same bytes out for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

from generators.problems import Place, TemplateError, error

CORE_PROPERTIES = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def read_parts(raw: bytes, file: str) -> dict[str, bytes]:
    """The parts of a .docx by name, in the file's order. `file` names it in problems.

    Raises TemplateError when it is no Word document of the 2007 format.
    """

    def refuse(message: str, hint: str) -> TemplateError:
        return TemplateError(error(message, hint, Place(file)))

    if raw.startswith(_OLE2):
        raise refuse("这是旧的 .doc 格式，或加了打开密码", "在 Word 或 WPS 里另存为不加密的 .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, NotImplementedError):
        raise refuse("打不开，文件已损坏或不是 Word 文档", "换一份完好的 .docx") from None
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise refuse("不是 Word 文档", "换一份 Word 或 WPS 保存的 .docx")
    return parts


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Parts as the bytes of a .docx, without any time of day: equal parts give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, content)
    return buffer.getvalue()


def well_formed(content: bytes) -> str | None:
    """What is wrong with a part as XML, None when nothing is."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        return str(fault)
    return None


def core_properties(properties: Mapping[str, str]) -> bytes:
    """docProps/core.xml with plain-text values. The keys are the property's qualified names, such as dc:title."""
    elements = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in properties.items() if value)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{elements}</cp:coreProperties>"
    ).encode()
