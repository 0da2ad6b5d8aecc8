"""PNG files that any program reads: gray text, text with red, photographs, and the words at their beginning."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generators.office.png import png

WHITE, GRAY, RED = b"\xff\xff\xff\xff", b"\x78\x78\x78\xff", b"\x00\x00\xff\xff"  # blue, green, red, unused
PHOTO = b"".join(bytes((number % 251, number % 241, number % 239, 255)) for number in range(3000))


@pytest.mark.parametrize(
    ("pixels", "mode", "first", "last"),
    [
        (WHITE * 2999 + GRAY, "L", 255, 119),
        (WHITE * 2999 + RED, "P", (255, 255, 255), (255, 0, 0)),
        (PHOTO, "RGB", (0, 0, 0), (2999 % 239, 2999 % 241, 2999 % 251)),
    ],
)
def test_a_picture_is_read_as_it_was_drawn(pixels: bytes, mode: str, first: object, last: object) -> None:
    raw = png(60, 50, pixels, ("duban-preview", "a" * 32), 110)
    picture = Image.open(io.BytesIO(raw))
    assert picture.mode == mode and picture.size == (60, 50)
    shown = picture if mode == "L" else picture.convert("RGB")
    assert (shown.getpixel((0, 0)), shown.getpixel((59, 49))) == (first, last)
    assert picture.text == {"duban-preview": "a" * 32} and b"duban-preview\0aaaa" in raw[:100]
    assert [round(value) for value in picture.info["dpi"]] == [110, 110]
