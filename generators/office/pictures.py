"""The pages of a PDF: how many, and what they look like. The only module that imports pypdfium2 and Pillow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generators.office.libreoffice import LibreOfficeError
from generators.office.marks import KEY
from generators.problems import error

DPI = 110  # a page of A4 is 910 × 1287 dots: read with ease on a screen, about 100 KB
_SHADES = [round(value / 17) * 17 for value in range(256)]


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises LibreOfficeError when it cannot be read."""
    with _opened(pdf) as document:
        return len(document)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, empty for a scan. Raises LibreOfficeError when the PDF cannot be read."""
    with _opened(pdf) as document:
        found = []
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                found.append(str(text.get_text_range()))
        return found


def pictures(pdf: bytes, mark: str, dpi: float = DPI) -> Iterator[bytes]:
    """Each page as the bytes of a PNG that bears the mark (`marks`). Raises LibreOfficeError when it cannot be read."""
    text = PngInfo()
    text.add_text(KEY, mark)
    with _opened(pdf) as document:
        for number in range(len(document)):
            with closing(document[number]) as page:
                image = page.render(scale=dpi / 72).to_pil()
            buffer = io.BytesIO()
            _lighter(image).save(buffer, "PNG", pnginfo=text, dpi=(dpi, dpi))
            yield buffer.getvalue()


def _lighter(image: Image.Image) -> Image.Image:
    """A page of text in sixteen shades of each colour, a quarter of the bytes; a page with photographs as it is."""
    shaded = image.convert("RGB").point(_SHADES * 3)
    colors = shaded.getcolors(256)
    if colors is None:
        return image
    own = Image.new("P", (1, 1))
    own.putpalette([value for _, color in colors if isinstance(color, tuple) for value in color])
    return shaded.quantize(palette=own, dither=Image.Dither.NONE)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            yield document
    except pypdfium2.PdfiumError:
        raise LibreOfficeError(error("LibreOffice 排出的 PDF 打不开", "再运行一次；或者用 WPS、Word 打开看")) from None
