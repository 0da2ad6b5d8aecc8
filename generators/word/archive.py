"""The archive of a package: a zip (APPNOTE.TXT 6.3) of deflated parts, without any time of day."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

_LEVEL = 6
_DEFLATED, _VERSION, _UNIX, _UTF8_NAME = 8, 20, 3, 0x800  # Unix: some tools take other systems' names for a code page
_MODE = 0o644 << 16
_EPOCH = struct.pack("<HH", 0, 0x21)  # 1980-01-01, 00:00
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


class _Entry(NamedTuple):
    """A part as it stands in an archive: its header and compressed bytes, and what the directory says of it."""

    content: bytes
    local: bytes
    described: bytes
    name: bytes


class Archive:
    """Makes archives of packages that are much alike: a part that is as in the one before is not compressed again."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def write(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive of some parts, in their order: equal parts give equal bytes under one version of zlib."""
        pieces, directory, offset = list[bytes](), list[bytes](), 0
        for name, content in parts.items():
            entry = self._entries.get(name)
            if entry is None or entry.content != content:
                entry = self._entries[name] = _entry(name, content)
            pieces.append(entry.local)
            directory += (entry.described, struct.pack("<I", offset), entry.name)
            offset += len(entry.local)
        listed = b"".join(directory)
        end = _END + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(listed), offset, 0)
        return b"".join((*pieces, listed, end))


def _entry(name: str, content: bytes) -> _Entry:
    encoded = name.encode()
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    flags = 0 if name.isascii() else _UTF8_NAME
    sizes = struct.pack("<III", zlib.crc32(content), len(packed), len(content))
    common = struct.pack("<HHH", _VERSION, flags, _DEFLATED) + _EPOCH + sizes + struct.pack("<HH", len(encoded), 0)
    described = _CENTRAL + struct.pack("<BB", _VERSION, _UNIX) + common + struct.pack("<HHHI", 0, 0, 0, _MODE)
    return _Entry(content, _LOCAL + common + encoded + packed, described, encoded)
