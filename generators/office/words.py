"""The words of a Word file, to be read where no LibreOffice lays it out. The only module that imports mammoth."""

from __future__ import annotations

import io
import re


def words_of(docx: bytes) -> list[str]:
    """The paragraphs of a document without layout, cells of tables one below the other; empty ones are left out."""
    import mammoth  # of the page's extra

    text: str = mammoth.extract_raw_text(io.BytesIO(docx)).value
    return [line for line in re.split(r"\n+", text) if line.strip()]
