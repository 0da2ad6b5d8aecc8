"""The pages of a PDF: how many, and what they look like. The only module that imports pypdfium2."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from generators.office.libreoffice import LibreOfficeError
from generators.office.marks import KEY
from generators.office.png import png
from generators.problems import error

DPI = 110  # a page of A4 is 910 × 1287 dots: read with ease on a screen, about 100 KB


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


def bookmarked_pages(pdf: bytes) -> dict[str, int]:
    """The pages, counted from 0, of the bookmarks in a PDF, by their names. Raises LibreOfficeError as `page_count`."""
    found = {}
    with _opened(pdf) as document:
        for number in range(pdfium.FPDF_CountNamedDests(document.raw)):
            length = ctypes.c_long(0)
            pdfium.FPDF_GetNamedDest(document.raw, number, None, ctypes.byref(length))
            name = ctypes.create_string_buffer(max(length.value, 0))
            place = pdfium.FPDF_GetNamedDest(document.raw, number, name, ctypes.byref(length))
            if place:
                key = name.raw.decode("utf-16-le", "replace").rstrip("\0")
                found[key] = pdfium.FPDFDest_GetDestPageIndex(document.raw, place)
    return found


def pictures(pdf: bytes, mark: str, pages: range | None = None) -> Iterator[bytes]:
    """Each page as the bytes of a PNG that bears the mark (`marks`), or those of some `pages`, counted from 0.

    Raises LibreOfficeError when the PDF cannot be read.
    """
    with _opened(pdf) as document:
        every = range(len(document))
        for number in every if pages is None else set(every) & set(pages):
            with closing(document[number]) as page, closing(page.render(scale=DPI / 72, prefer_bgrx=True)) as bitmap:
                width, height, stride = bitmap.width, bitmap.height, bitmap.stride
                raw = bytes(bitmap.buffer)
            rows = (raw[row * stride : row * stride + width * 4] for row in range(height))
            yield png(width, height, b"".join(rows), (KEY, mark), DPI)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            yield document
    except pypdfium2.PdfiumError:
        raise LibreOfficeError(error("LibreOffice 排出的 PDF 打不开", "再运行一次；或者用 WPS、Word 打开看")) from None
