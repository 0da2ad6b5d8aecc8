"""What can be wrong with a package of Office, whatever it holds: each way as a function of a good one's parts."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from generators.word.package import write_parts

Parts = dict[str, bytes]
Spoil = Callable[[Parts], bytes]
MILLION = 1_000_000


def text_part(parts: Mapping[str, bytes]) -> str:
    """The part with the words: the largest one of XML, but for styles and themes."""
    names = [name for name in parts if name.endswith(("document.xml", "sheet1.xml"))]
    return max(names, key=lambda name: len(parts[name]))


def _text(change: Callable[[bytes], bytes]) -> Spoil:
    """The part with the words, changed."""
    return lambda parts: write_parts({**parts, text_part(parts): change(parts[text_part(parts)])})


def _part(end: str, change: Callable[[bytes], bytes]) -> Spoil:
    """The parts whose names end so, changed."""
    return lambda parts: write_parts({k: change(v) if k.endswith(end) else v for k, v in parts.items()})


def _without(end: str) -> Spoil:
    return lambda parts: write_parts({k: v for k, v in parts.items() if not k.endswith(end)})


def _raw(change: Callable[[bytes], bytes]) -> Spoil:
    """The file's bytes, changed."""
    return lambda parts: change(write_parts(parts))


def _more(name: str, content: bytes) -> Spoil:
    """With one more entry, packed as tightly as zip can."""

    def spoil(parts: Parts) -> bytes:
        buffer = io.BytesIO(write_parts(parts))
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(name, content)
        return buffer.getvalue()

    return spoil


def _lying(parts: Parts) -> bytes:
    """A header that says less than there is."""
    raw = _more("word/media/a.bin", b"\0" * (30 * MILLION))(parts)
    return raw.replace(struct.pack("<I", 30 * MILLION), struct.pack("<I", 100))


def _flags(value: int) -> Callable[[bytes], bytes]:
    """The general flags of every entry."""

    def change(raw: bytes) -> bytes:
        at, found = 0, bytearray(raw)
        while (at := raw.find(b"PK\x03\x04", at)) >= 0:
            found[at + 6] |= value
            at += 4
        at = 0
        while (at := raw.find(b"PK\x01\x02", at)) >= 0:
            found[at + 8] |= value
            at += 4
        return bytes(found)

    return change


def _many_entries(parts: Parts) -> bytes:
    return write_parts({**parts, **{f"word/x{number}.xml": b"<a/>" for number in range(20_000)}})


def _twice(parts: Parts) -> bytes:
    buffer = io.BytesIO(write_parts(parts))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(package.namelist()[-1], b"<a/>")
    return buffer.getvalue()


def _body(inner: bytes) -> Callable[[bytes], bytes]:
    """The words of the part inside of something more, before its last element closes."""

    def change(content: bytes) -> bytes:
        at = content.rindex(b"</")
        return content[:at] + inner + content[at:]

    return change


def _declared(words: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        return words + content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else words + content

    return change


_LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(9))
PACKAGES: dict[str, Spoil] = {
    "empty file": lambda parts: b"",
    "one byte": lambda parts: b"P",
    "text": lambda parts: "报送材料".encode() * 99,
    "bytes of chance": lambda parts: bytes(range(256)) * 400,
    "zeros": lambda parts: b"\0" * 100_000,
    "cut in the middle": _raw(lambda raw: raw[: len(raw) // 2]),
    "cut by a byte": _raw(lambda raw: raw[:-1]),
    "cut behind the first entry": _raw(lambda raw: raw[:200]),
    "directory without entries": _raw(lambda raw: raw[raw.index(b"PK\x01\x02") :]),
    "words before the zip": _raw(lambda raw: b"MZ" * 500 + raw),
    "words behind the zip": _raw(lambda raw: raw + b"\0" * 5000),
    "long comment of the zip": _raw(lambda raw: raw[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000),
    "bits turned": _raw(lambda raw: bytes(one ^ (255 if at % 997 == 500 else 0) for at, one in enumerate(raw))),
    "a bit of each entry turned": _raw(
        lambda raw: bytes(o ^ (1 if at % 4096 == 99 else 0) for at, o in enumerate(raw))
    ),
    "encrypted by its flags": _raw(_flags(1)),
    "patched data by its flags": _raw(_flags(0x20)),
    "sizes behind the data": _raw(_flags(8)),
    "unknown compression": _raw(lambda raw: raw.replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00")),
    "wrong check sums": _raw(lambda raw: raw.replace(b"PK\x01\x02", b"PK\x01\x02", 1).replace(raw[14:18], b"abcd")),
    "an entry twice": _twice,
    "20,000 entries": _many_entries,
    "a name out of the folder": _more("../../../x.xml", b"<a/>"),
    "a name from the root": _more("/etc/passwd", b"x"),
    "a name of a drive": _more("C:\\x.xml", b"<a/>"),
    "a name of another shape": _more("word\\..\\..\\x.xml", b"<a/>"),
    "a name with control characters": _more("word/a\x07\x1b[31m.xml", b"<a/>"),
    "a name of 60,000 letters": _more("word/" + "x" * 60_000 + ".xml", b"<a/>"),
    "300 MB of zeros": _more("word/media/a.bin", b"\0" * (300 * MILLION)),
    "60 MB of XML": _more("word/x.xml", b"<a>" + b" " * (60 * MILLION) + b"</a>"),
    "a size that lies": _lying,
    "no list of types": _without("[Content_Types].xml"),
    "no relationships": _without("_rels/.rels"),
    "no relationships of the text": _without(".xml.rels"),
    "no part with words": lambda parts: write_parts({k: v for k, v in parts.items() if k != text_part(parts)}),
    "no styles": _without("styles.xml"),
    "no settings": _without("settings.xml"),
    "types empty": _part("[Content_Types].xml", lambda content: b""),
    "types broken": _part("[Content_Types].xml", lambda content: content[:50]),
    "relationships broken": _part(".rels", lambda content: content[:70]),
    "relationships in a circle": _part(".rels", lambda content: content.replace(b'Target="', b'Target="../_rels/')),
    "relationships to nothing": _part(".rels", lambda content: content.replace(b'Target="', b'Target="nowhere/')),
    "relationships of one id": _part(".rels", lambda content: content.replace(b'Id="rId', b'Id="rId1" x="')),
    "5,000 relationships": _part(
        ".xml.rels", _body(b"".join(b'<Relationship Id="q%d" Type="t/image" Target="a"/>' % n for n in range(5000)))
    ),
    "words empty": _text(lambda content: b""),
    "words no XML": _text(lambda content: b"PK"),
    "words cut": _text(lambda content: content[: len(content) * 2 // 3]),
    "words of another root": _text(lambda content: b"<html><body>x</body></html>"),
    "words in no namespace": _text(lambda content: content.replace(b"/main", b"/other")),
    "strict namespace": _text(
        lambda c: c.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
        )
    ),
    "DOCTYPE": _text(_declared(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>')),
    "billion laughs": _text(_declared(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">' + _LAUGHS + b"]>")),
    "entity of a file": _text(
        _declared(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')
    ),
    "DOCTYPE in the styles": _part("styles.xml", _declared(b"<!DOCTYPE a>")),
    "DOCTYPE in UTF-16": _text(
        lambda content: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    ),
    "an unknown entity": _text(_body(b"&nbsp;&foo;")),
    "a reference to a control character": _text(_body(b"&#1;")),
    "a reference to half a character": _text(_body(b"&#xD800;")),
    "a NUL": _text(_body(b"\0")),
    "a control character": _text(_body(b"\x07")),
    "no UTF-8": _text(_body(b"\xff\xfe")),
    "declared as UTF-7": _text(_declared(b'<?xml version="1.0" encoding="UTF-7"?>')),
    "declared as GBK": _text(_declared(b'<?xml version="1.0" encoding="GBK"?>')),
    "declared as nothing known": _text(_declared(b'<?xml version="1.0" encoding="x-klingon"?>')),
    "declared as UTF-16": _text(_declared(b'<?xml version="1.0" encoding="UTF-16"?>')),
    "XML 1.1": _text(_declared(b'<?xml version="1.1" encoding="UTF-8"?>')),
    "in UTF-16": _text(
        lambda content: content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    ),
    "in UTF-32": _text(
        lambda content: content.decode().replace('encoding="UTF-8"', 'encoding="UTF-32"').encode("utf-32")
    ),
    "elements 300 deep": _text(_body(b"<w:sdt><w:sdtContent>" * 150 + b"</w:sdtContent></w:sdt>" * 150)),
    "elements 100,000 deep": _text(_body(b"<a>" * 100_000 + b"</a>" * 100_000)),
    "an attribute of 15 million letters": _text(_body(b'<a b="' + b"x" * (15 * MILLION) + b'"/>')),
    "30,000 attributes": _text(_body(b"<a " + b" ".join(b'a%d="x"' % n for n in range(30_000)) + b"/>")),
    "a million elements": _text(_body(b"<a/>" * MILLION)),
    "a comment of 15 million letters": _text(_body(b"<!--" + b"x" * (15 * MILLION) + b"-->")),
    "processing instructions": _text(_body(b"<?php system('calc') ?>" * 9)),
    "CDATA": _text(_body(b"<![CDATA[<w:p>{{ x }}</w:p>]]>")),
    "stylesheet": _text(_declared(b'<?xml version="1.0"?><?xml-stylesheet href="http://a.example/x.xsl"?>')),
    "xi:include": _text(
        _body(b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')
    ),
    "core properties broken": _part("core.xml", lambda content: content[:40]),
    "core properties of a stranger": _part("core.xml", lambda content: content.replace("省".encode(), "<省>".encode())),
    "styles broken": _part("styles.xml", lambda content: content[: len(content) // 2]),
}
