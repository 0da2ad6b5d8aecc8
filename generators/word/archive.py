"""The archive of a package: a zip (APPNOTE.TXT 6.3) of deflated parts, without any time of day."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_LEVEL = 6
_DEFLATED, _VERSION, _UNIX, _UTF8_NAME = 8, 20, 3, 0x800  # Unix: some tools take other systems' names for a code page
_MODE = 0o644 << 16
_EPOCH = struct.pack("<HH", 0, 0x21)  # 1980-01-01, 00:00
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


class Packed(NamedTuple):
    """A part as it stands in an archive: its header and compressed bytes, and what the directory says of it."""

    local: bytes
    described: bytes
    name: bytes


def packed(name: str, pieces: Iterable[bytes]) -> Packed:
    """A part compressed piece by piece: only what comes out is held. The pieces may be cut anywhere."""
    encoded = name.encode()
    deflate, crc, size, out = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0, list[bytes]()
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        out.append(deflate.compress(piece))
    compressed = b"".join((*out, deflate.flush()))
    flags = 0 if name.isascii() else _UTF8_NAME
    sizes = struct.pack("<III", crc, len(compressed), size)
    common = struct.pack("<HHH", _VERSION, flags, _DEFLATED) + _EPOCH + sizes + struct.pack("<HH", len(encoded), 0)
    described = _CENTRAL + struct.pack("<BB", _VERSION, _UNIX) + common + struct.pack("<HHHI", 0, 0, 0, _MODE)
    return Packed(_LOCAL + common + encoded + compressed, described, encoded)


def archived(parts: Iterable[Packed]) -> bytes:
    """The archive of some parts, in their order, each let go of once it is in."""
    archive, directory = io.BytesIO(), list[bytes]()
    for part in parts:
        directory += (part.described, struct.pack("<I", archive.tell()), part.name)
        archive.write(part.local)
    listed, offset, count = b"".join(directory), archive.tell(), len(directory) // 3
    archive.write(listed)
    archive.write(_END + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), offset, 0))
    return archive.getvalue()


class Archive:
    """Makes archives of packages that are much alike: a part that is as in the one before is not compressed again."""

    def __init__(self) -> None:
        self._packed: dict[str, tuple[bytes, Packed]] = {}

    def write(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive of some parts, in their order: equal parts give equal bytes under one version of zlib."""
        return archived(map(self._part, parts, parts.values()))

    def _part(self, name: str, content: bytes) -> Packed:
        known = self._packed.get(name)
        if known is None or known[0] != content:
            known = self._packed[name] = content, packed(name, (content,))
        return known[1]
