"""The sheets of paper on which the documents of volumes begin: counted where a PDF is made, kept for the next run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generators.packing.volumes import Volume
from generators.problems import DubanError, TemplateError
from generators.workspace.files import FOLDER, digest_of, write_atomically

Sheets = dict[str, list[int]]  # by the digests of drafts


def first_sheets(volumes: Sequence[Volume], folder: Path, *, count: bool) -> Mapping[str, Sequence[int]]:
    """The first sheets of each volume's documents, by its kind's name, where they are known.

    They are kept by what is printed: a field that the template does not show moves no page. `folder`: the notice's
    outputs. `count`: those that are not known are laid out and counted. Without LibreOffice, or where a template cannot
    be bound, none are counted: whoever makes the volume or its PDF reports that. Raises OSError when they cannot be
    kept.
    """
    file = folder / FOLDER / "sheets.json"
    kept = _kept(file)
    if not kept and not count:
        return {}
    drafts = {volume.kind.name: draft for volume in volumes if (draft := _draft(volume))}
    keys = {name: digest_of(draft) for name, draft in drafts.items()}
    known = {key: kept[key] for key in keys.values() if key in kept}
    missing = {keys[name]: draft for name, draft in drafts.items() if keys[name] not in known}
    sizes = {keys[volume.kind.name]: len(volume.units) for volume in volumes if volume.kind.name in keys}
    counted = _counted(missing, sizes) if count and missing else {}
    if counted:
        known |= counted
        write_atomically(file, (json.dumps(known, sort_keys=True) + "\n").encode("utf-8"))
    return {name: known[key] for name, key in keys.items() if key in known}


def _draft(volume: Volume) -> bytes | None:
    try:
        return volume.draft()
    except TemplateError:
        return None


def _kept(file: Path) -> Sheets:
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(key): [int(sheet) for sheet in sheets] for key, sheets in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # not counted yet, or damaged: it can be counted again


def _counted(drafts: Mapping[str, bytes], sizes: Mapping[str, int]) -> Sheets:
    """Each document begins on an odd page, which bears the bookmark that the contents page leads to."""
    from generators.office.libreoffice_copy import libreoffice_copy
    from generators.office.paper import laid_out
    from generators.office.pictures import bookmarked_pages
    from generators.word.contents import anchor_of

    found = Sheets()
    try:
        paper = laid_out({key: libreoffice_copy(raw, key).docx for key, raw in drafts.items()})
        pages = {key: bookmarked_pages(pdf) for key, pdf in paper.pdfs.items()}
    except DubanError:
        return found
    for key, of_bookmarks in pages.items():
        begun = [of_bookmarks.get(anchor_of(number)) for number in range(1, sizes[key] + 1)]
        sheets = [page // 2 + 1 for page in begun if page is not None]
        if len(sheets) == len(begun):
            found[key] = sheets
    return found
