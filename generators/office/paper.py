"""Word files laid out on paper: bytes in, PDFs out, in one call of LibreOffice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generators.office.libreoffice import convert, installed_faces
from generators.office.libreoffice_copy import LibreOfficeCopy


class Paper(NamedTuple):
    """PDFs by the names of their documents, and the names of those that LibreOffice did not lay out.

    `out_of_time`: because the time limit stopped it.
    """

    pdfs: Mapping[str, bytes]
    lost: Sequence[str]
    out_of_time: bool = False


def laid_out(documents: Mapping[str, bytes], timeout: float | None = None) -> Paper:
    """Lay out documents given by any names as copies for LibreOffice (`libreoffice_copy`). `timeout` as for `convert`.

    Raises LibreOfficeError where LibreOffice is missing.
    """
    with tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        files = {name: folder / f"{number}.docx" for number, name in enumerate(documents, 1)}
        for name, file in files.items():
            file.write_bytes(documents[name])
        result = convert(files.values(), "pdf", folder, timeout)
        pdfs = {name: result.made[file].read_bytes() for name, file in files.items() if file in result.made}
    return Paper(pdfs, [name for name in documents if name not in pdfs], result.out_of_time)


def missing_faces(copies: Iterable[LibreOfficeCopy]) -> list[str]:
    """The faces that documents ask for and others stand in for on paper; none where that cannot be known."""
    installed = installed_faces()
    asked = frozenset[str]().union(*(copy.faces for copy in copies))
    return sorted(face for face in asked if installed is not None and face.lower() not in installed)
