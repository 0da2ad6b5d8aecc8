"""PNG files (ISO/IEC 15948) of rendered pages, with zlib alone: a library for this would be the largest one of all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GRAY, _TRUE_COLOR, _PALETTE = 0, 2, 3  # colour types
_MOST_COLORS = 256
_METRES_PER_INCH = 0.0254
_SHADES = bytes(round(value / 17) * 17 for value in range(256))


def png(width: int, height: int, bgrx: bytes, text: tuple[str, str], dpi: float) -> bytes:
    """A picture of `width` × `height` pixels as PNG. `bgrx`: blue, green, red and an unused byte for each, row by row.

    A page of text is put in sixteen shades of each colour, a quarter of the bytes; one with photographs as it is.
    `text` is a keyword (Latin letters) with its text, which stands at the beginning.
    """
    blue, green, red = (bgrx[channel::4] for channel in range(3))
    palette = b""
    if blue == green == red:
        kind, samples, pixels = _GRAY, 1, red.translate(_SHADES)
    else:
        shaded = memoryview(bgrx.translate(_SHADES)).cast("I")
        colors = sorted(set(shaded))
        if len(colors) <= _MOST_COLORS:
            kind, samples, palette = _PALETTE, 1, b"".join(struct.pack("=I", color)[2::-1] for color in colors)
            number = {color: index for index, color in enumerate(colors)}
            pixels = bytes(map(number.__getitem__, shaded))
        else:
            kind, samples = _TRUE_COLOR, 3
            interleaved = bytearray(len(red) * 3)
            interleaved[0::3], interleaved[1::3], interleaved[2::3] = red, green, blue
            pixels = bytes(interleaved)
    density = round(dpi / _METRES_PER_INCH)
    chunks = [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
        _chunk(b"tEXt", "\0".join(text).encode("latin-1")),
        _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
        *([_chunk(b"PLTE", palette)] if palette else []),
        _chunk(b"IDAT", zlib.compress(b"".join(_rows(pixels, width * samples)))),
        _chunk(b"IEND", b""),
    ]
    return _SIGNATURE + b"".join(chunks)


def _rows(pixels: bytes, length: int) -> Iterator[bytes]:
    """Each row with the byte before it that names its filter: none."""
    for start in range(0, len(pixels), length):
        yield b"\0"
        yield pixels[start : start + length]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
