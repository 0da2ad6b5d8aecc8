"""A .doc or .wps as a .docx, and whether all of it was read exactly: by undoc (extra `old`), else by LibreOffice."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from generators.characters import NOT_IN_XML
from generators.office.apart import ApartError, apart
from generators.office.old_text import stored_text
from generators.problems import DubanError, Place, TemplateError, error
from generators.word.core_properties import with_core_properties
from generators.word.package import write_parts
from generators.word.parts import CONTENT_TYPES

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = {
    CONTENT_TYPES: b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Target="word/document.xml" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}
_PICTURE, _UNREAD = "\x01", "\x08"
_IGNORED = re.compile(r"[\x03\x04\x06\x07\x09-\x0f\x1e\x1f\s\u3000\u00a0-]")  # marks, blanks, hyphens of any sort
_INSTRUCTION = re.compile(r"\x13[^\x13-\x15]*\x14([^\x13-\x15]*)\x15")
_WIDE = 5  # cells in a row of a table that is read by its columns
_TITLE_ROW = 2  # cells in a row of such a table that is its title: a number, and words across the other columns


class Modern(NamedTuple):
    """A file in the format of 2007. `exact`: nothing that is to be seen in the old one was lost or changed."""

    raw: bytes
    exact: bool


def modern_word(raw: bytes, suffix: str, file: str) -> Modern:
    """An old Word file as a .docx of its paragraphs and tables. `suffix` is one that LibreOffice knows: .doc, .rtf.

    What undoc cannot read in full is left to LibreOffice, where there is one. `file` names the file in problems.
    Raises DubanError where neither can read it.
    """
    read = _by_undoc(raw) if suffix == ".doc" else None
    if read and read.exact:
        return read
    try:
        return Modern(by_libreoffice(raw, suffix, "docx", file), False)
    except DubanError:
        if read is None:
            raise
        return read


def by_libreoffice(raw: bytes, suffix: str, target: str, file: str) -> bytes:
    """A file in another format ("docx", "xlsx"). Raises DubanError where there is no LibreOffice, or it fails."""
    from generators.office.libreoffice import LibreOfficeError, convert

    hint = "请对方用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx 再报"
    with tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True) as temporary:
        source = Path(temporary) / f"in{suffix}"
        source.write_bytes(raw)
        folder = Path(temporary) / "out"
        folder.mkdir()
        try:
            made = convert([source], target, folder).made
        except LibreOfficeError:
            if suffix in (".doc", ".xls"):
                hint += '；或者装上读旧格式的小程序包：pip install "duban[old]"'
            raise TemplateError(error("是旧格式，这台电脑上读不了", hint, Place(file))) from None
        if source not in made:
            raise TemplateError(error("旧格式的文件转换不了", hint, Place(file)))
        return made[source].read_bytes()


def _by_undoc(raw: bytes) -> Modern | None:
    """The file as undoc reads it; None where it is not installed, or cannot."""
    try:
        return apart(_undone, raw)
    except ApartError:
        return None


def _undone(raw: bytes) -> Modern | None:
    try:
        import undoc
    except ImportError:
        return None
    try:
        stored = stored_text(raw)
        with undoc.parse_bytes(raw) as opened:
            found = json.loads(opened.to_json(compact=True))
    except (undoc.UndocError, ImportError, ValueError, OSError):  # ImportError: of the library that reads the text
        return None
    blocks = list(_joined(block for section in found["sections"] for block in section["content"]))
    body = "".join(map(_xml, blocks))
    document = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    parts = {**_PACKAGE, "word/document.xml": document.encode()}
    subject = {"dc:subject": found["metadata"].get("subject") or ""}
    return Modern(write_parts(with_core_properties(parts, subject)), _is_exact(stored, blocks))


def _is_exact(stored: str, blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Whether everything that is stored was read: undoc drops boxes, drop-downs, text boxes, notes, hidden words.

    Automatic numbers have no format, and cells of a wide table no span.
    """
    while stored != (stored := _INSTRUCTION.sub(r"\1", stored)):
        pass
    read = "".join(letter for block in blocks for paragraph in _paragraphs(block) for letter in _letters(paragraph))
    numbered = any("list_info" in paragraph for block in blocks for paragraph in _paragraphs(block))
    widths = ({len(row["cells"]) for row in block.get("rows", ())} for block in blocks)
    uneven = any(max(one) >= _WIDE and one - {max(one), _TITLE_ROW} for one in widths if one)
    return not (numbered or uneven) and _IGNORED.sub("", stored) == _IGNORED.sub("", read)


def _joined(blocks: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The blocks, with wide tables in one piece, which undoc divides where the edges of rows differ."""
    above: Mapping[str, Any] = {}
    for block in blocks:
        if "rows" in above and "rows" in block and max(_width(above), _width(block)) >= _WIDE:
            above = {**above, "rows": [*above["rows"], *block["rows"]]}
            continue
        if above:
            yield above
        above = block
    if above:
        yield above


def _width(table: Mapping[str, Any]) -> int:
    return max((len(row["cells"]) for row in table["rows"]), default=0)


def _paragraphs(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "rows" not in block:
        yield block
    for row in block.get("rows", ()):
        for cell in row["cells"]:
            yield from (one for inner in cell["content"] for one in _paragraphs(inner))


def _letters(paragraph: Mapping[str, Any]) -> Iterator[str]:
    yield from (run["text"] for run in paragraph.get("runs", ()))
    yield from (_PICTURE for _ in paragraph.get("images", ()))


def _xml(block: Mapping[str, Any]) -> str:
    """A paragraph or a table in WordprocessingML."""
    if "rows" not in block:
        number = block.get("list_info", {}).get("number")
        start = f"<w:r><w:t>{number}.</w:t></w:r>" if number else ""
        pictures = "".join("<w:r><w:pict><imagedata/></w:pict></w:r>" for _ in block.get("images", ()))
        return f"<w:p>{start}{''.join(map(_run, block.get('runs', ())))}{pictures}</w:p>"
    return f"<w:tbl>{''.join(_row(row['cells'], _width(block)) for row in block['rows'])}</w:tbl>"


def _row(cells: Sequence[Mapping[str, Any]], width: int) -> str:
    """A row, whose last cell covers the columns that are left."""
    words = ["".join(map(_xml, cell["content"])) or "<w:p/>" for cell in cells]
    spans = [*[1] * (len(cells) - 1), width - len(cells) + 1]
    covers = (f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' for span in spans)
    return f"<w:tr>{''.join(f'<w:tc>{span}{one}</w:tc>' for span, one in zip(covers, words, strict=True))}</w:tr>"


def _run(run: Mapping[str, Any]) -> str:
    text = NOT_IN_XML.sub("", run["text"].replace("\x0b", "\n"))
    lines = (f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))
    struck = "<w:rPr><w:strike/></w:rPr>" if run.get("style", {}).get("strikethrough") else ""
    words = f"<w:r>{struck}{'<w:br/>'.join(lines)}{'<w:br/>' if run.get('line_break') else ''}</w:r>"
    if run.get("revision") != "deleted":
        return words
    return f"<w:del>{words.replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>"
