"""Word files laid out on paper: bytes in, PDFs out, in two calls of LibreOffice for all of them."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generators.office.libreoffice import convert, installed_faces, time_limit
from generators.office.libreoffice_copy import LibreOfficeCopy
from generators.office.odf import mended
from generators.office.pdf import without_moment
from generators.word.package import read_parts
from generators.word.parts import part_of

_NO_AUTOSPACE = re.compile(rb"""<w:autoSpaceD[EN]\s+w:val=["'](?:0|false|off)["']""")


class Paper(NamedTuple):
    """PDFs by the names of their documents, and the names of those that LibreOffice did not lay out.

    `out_of_time`: because the time limit stopped it.
    """

    pdfs: Mapping[str, bytes]
    lost: Sequence[str]
    out_of_time: bool = False


def laid_out(documents: Mapping[str, bytes], timeout: float | None = None) -> Paper:
    """Lay out documents given by any names as copies for LibreOffice (`libreoffice_copy`). `timeout` as for `convert`.

    On the way they are text documents of ODF, in which what the import of Word files gets wrong is put right (`odf`).
    Raises LibreOfficeError where LibreOffice is missing.
    """
    until = time.monotonic() + (time_limit(len(documents)) if timeout is None else timeout)
    with tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        files = {name: folder / f"{number}.docx" for number, name in enumerate(documents, 1)}
        for name, file in files.items():
            file.write_bytes(documents[name])
        texts = convert(files.values(), "odt", folder, until - time.monotonic())
        for file, odt in texts.made.items():
            odt.write_bytes(mended(odt.read_bytes(), autospace=_has_autospace(file.read_bytes(), file.name)))
        result = convert(texts.made.values(), "pdf", folder, until - time.monotonic())
        paths = {name: result.made.get(texts.made.get(file, file)) for name, file in files.items()}
        pdfs = {name: without_moment(path.read_bytes()) for name, path in paths.items() if path}
    late = texts.out_of_time or result.out_of_time
    return Paper(pdfs, [name for name in documents if name not in pdfs], late)


def _has_autospace(raw: bytes, file: str) -> bool:
    """Whether the styles of a Word file leave the space between Chinese and Western letters or digits on."""
    parts = read_parts(raw, file)
    return not (_NO_AUTOSPACE.search(parts.get(part_of(parts, "styles"), b"")))


def missing_faces(copies: Iterable[LibreOfficeCopy]) -> list[str]:
    """The faces that documents ask for and others stand in for on paper; none where that cannot be known."""
    installed = installed_faces()
    asked = frozenset[str]().union(*(copy.faces for copy in copies))
    return sorted(face for face in asked if installed is not None and face.lower() not in installed)
