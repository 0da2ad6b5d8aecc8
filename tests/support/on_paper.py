"""What tests measure on paper: laid out in one call of LibreOffice for all of them and for all workers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from generators.dossier.dossier import Dossier
from generators.office.libreoffice_copy import libreoffice_copy
from generators.office.paper import laid_out
from support.bound_templates import volumes
from support.every_kind import of_every_kind
from support.measure import Page, pages
from support.page_ends import at_all_positions
from support.shared import once

KINDS, ENDS, VOLUMES = "kinds", "ends", "volumes"


class Measured(Mapping[str, list[Page]]):
    """The pages of documents, measured when they are asked for."""

    def __init__(self, pdfs: Mapping[str, Path]) -> None:
        self._pdfs = pdfs
        self._pages = cache(pages)

    def __getitem__(self, name: str) -> list[Page]:
        return self._pages(self._pdfs[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._pdfs)

    def __len__(self) -> int:
        return len(self._pdfs)


class OnPaper:
    """The PDFs of every group, by the names of their documents, in the order in which these were made."""

    def __init__(self, folder: Path) -> None:
        names = json.loads((folder / "names.json").read_text("utf-8"))
        self._pdfs = {tuple(name): folder / f"{number}.pdf" for number, name in enumerate(names)}

    def pdfs(self, group: str) -> dict[str, Path]:
        return {name: pdf for (its, name), pdf in self._pdfs.items() if its == group}

    def measured(self, group: str) -> Measured:
        return Measured(self.pdfs(group))


@pytest.fixture(scope="session")
def on_paper(built: Path, dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> OnPaper:
    def lay_out(folder: Path) -> None:
        groups = {
            KINDS: of_every_kind(built, tmp_path_factory.mktemp("pages")),
            ENDS: at_all_positions(),
            VOLUMES: volumes(dossier, tmp_path_factory.mktemp("volumes")),
        }
        raws = {(group, name): raw for group, documents in groups.items() for name, raw in documents.items()}
        copies = {f"{number}": libreoffice_copy(raw, name).docx for number, ((_, name), raw) in enumerate(raws.items())}
        paper = laid_out(copies, timeout=900)
        assert paper.lost == []
        for number, pdf in paper.pdfs.items():
            (folder / f"{number}.pdf").write_bytes(pdf)
        (folder / "names.json").write_text(json.dumps(list(raws)), "utf-8")

    return OnPaper(once(tmp_path_factory, "on-paper", lay_out))
