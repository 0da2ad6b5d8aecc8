"""The text of a .doc or .wps as it is stored ([MS-DOC], sections 2.4.1, 2.5.1 and 2.9.38)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

_COUNT, _CLX, _FLAGS = 0x4C, 0x1A2, 0x0A  # offsets in the FIB: ccpText, fcClx with lcbClx, the word with fWhichTblStm
_SECOND_TABLE, _COMPRESSED = 0x0200, 0x4000_0000


def stored_text(raw: bytes) -> str:
    """The body's text with Word's own marks: \\r, \\x07 ends a cell, \\x13 … \\x14 … \\x15 is a field.

    Raises ValueError where it cannot be made out, ImportError without the libraries of the extra `old`.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as storage:
            document = storage.openstream("WordDocument").read()
            (flags,) = struct.unpack_from("<H", document, _FLAGS)
            table = storage.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        (length,) = struct.unpack_from("<i", document, _COUNT)
        return "".join(_pieces(document, table))[:length]
    except (OSError, struct.error, LookupError) as fault:
        raise ValueError(str(fault)) from None


def _pieces(document: bytes, table: bytes) -> Iterator[str]:
    """The pieces of the text in order: each in one byte a character (Windows-1252), or in two."""
    at, size = struct.unpack_from("<ii", document, _CLX)
    clx = table[at : at + size]
    start = 0
    while clx[start] == 1:  # properties of pieces stand before the table of pieces
        start += 3 + int(struct.unpack_from("<H", clx, start + 1)[0])
    (size,) = struct.unpack_from("<I", clx, start + 1)
    count = (size - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", clx, start + 5)
    for number in range(count):
        (place,) = struct.unpack_from("<I", clx, start + 5 + 4 * (count + 1) + 8 * number + 2)
        letters = ends[number + 1] - ends[number]
        if place & _COMPRESSED:
            begin = (place ^ _COMPRESSED) // 2
            yield document[begin : begin + letters].decode("cp1252", "replace")
        else:
            yield document[place : place + 2 * letters].decode("utf-16-le", "replace")
