"""How many pages documents have, before anybody opens them."""

from __future__ import annotations

from collections.abc import Mapping

from generators.office.libreoffice import LibreOfficeError
from generators.office.libreoffice_copy import libreoffice_copy
from generators.office.paper import laid_out
from generators.office.pictures import page_count
from generators.problems import Place, error


def count_pages(docx_bytes_by_name: Mapping[str, bytes]) -> dict[str, int]:
    """The number of pages of each document, all laid out in one call; a blank page before an odd or even one counts.

    Raises LibreOfficeError where LibreOffice is missing or did not lay out every document, TemplateError when one is no
    Word document.
    """
    paper = laid_out({name: libreoffice_copy(raw, name).docx for name, raw in docx_bytes_by_name.items()})
    if paper.lost:
        reason = "LibreOffice 到了时限还没有排完" if paper.out_of_time else "LibreOffice 没有排出来"
        raise LibreOfficeError(*(error(reason, "用 Word 或 WPS 打开看看", Place(name)) for name in paper.lost))
    return {name: page_count(pdf) for name, pdf in paper.pdfs.items()}
