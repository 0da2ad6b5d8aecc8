"""The sheets of paper on which the documents of volumes begin: counted where a PDF is made, kept for the next run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generators.packing.volumes import Volume
from generators.problems import DubanError
from generators.workspace.files import FOLDER, write_atomically

Sheets = dict[str, list[int]]  # by the keys of volumes


def first_sheets(volumes: Sequence[Volume], folder: Path, *, count: bool) -> Mapping[str, Sequence[int]]:
    """The first sheets of each volume's documents, by its key, where they are known. `folder`: the notice's outputs.

    `count`: those that are not known are laid out and counted. Without LibreOffice, or where a template cannot be
    bound, none are counted: whoever makes the volume or its PDF reports that. Raises OSError when they cannot be kept.
    """
    file = folder / FOLDER / "sheets.json"
    kept = _kept(file)
    known = {volume.key: kept[volume.key] for volume in volumes if volume.key in kept}
    missing = [volume for volume in volumes if volume.key not in known]
    counted = _counted(missing) if count and missing else {}
    if counted:
        known |= counted
        write_atomically(file, (json.dumps(known, sort_keys=True) + "\n").encode("utf-8"))
    return known


def _kept(file: Path) -> Sheets:
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(key): [int(sheet) for sheet in sheets] for key, sheets in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # not counted yet, or damaged: it can be counted again


def _counted(volumes: Sequence[Volume]) -> Sheets:
    """Each document begins on an odd page, which bears the bookmark that the contents page leads to."""
    from generators.office.libreoffice_copy import libreoffice_copy
    from generators.office.paper import laid_out
    from generators.office.pictures import bookmarked_pages
    from generators.word.contents import anchor_of

    found = Sheets()
    try:
        documents = {volume.key: volume.draft() for volume in volumes}
        paper = laid_out({key: libreoffice_copy(raw, key).docx for key, raw in documents.items()})
        pages = {key: bookmarked_pages(pdf) for key, pdf in paper.pdfs.items()}
    except DubanError:
        return found
    for volume in volumes:
        begun = [pages.get(volume.key, {}).get(anchor_of(number)) for number, _ in enumerate(volume.units, 1)]
        sheets = [page // 2 + 1 for page in begun if page is not None]
        if len(sheets) == len(begun):
            found[volume.key] = sheets
    return found
