"""Zips of files, also as tools on Chinese Windows write them: names in GBK with nothing that says so."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def zipped(files: Mapping[str, bytes | str], *again: str) -> bytes:
    """A zip of files by their names, as Python writes it, some of them twice."""
    raw = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as target:
        for name in [*files, *again]:
            target.writestr(name, files[name])
    return raw.getvalue()


def zip_in_gbk(files: Mapping[str, bytes], encoding: str = "gbk") -> bytes:
    """As Python's zipfile cannot write it; a name that ends in / is a folder's entry."""
    body, directory = b"", b""
    for name, content in files.items():
        raw = name.encode(encoding)
        # Version 2.0, no flags, stored, 1980-01-01 00:00, checksum, both sizes, lengths of name and extra field.
        head = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(raw), 0
        )
        attributes = 0x10 if name.endswith("/") else 0x20
        place = struct.pack("<HHHII", 0, 0, 0, attributes, len(body))
        directory += _CENTRAL + struct.pack("<H", 20) + head + place + raw
        body += _LOCAL + head + raw + content
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + _END + end
