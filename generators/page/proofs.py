"""Documents laid out to be looked at beside what is edited: kept for a while, so that each is laid out once."""

from __future__ import annotations

from threading import Lock

from flask import current_app

from generators.page.kept import Kept
from generators.verbs.proof import Sheets, sheets
from generators.workspace.files import digest_of

_MOST = 8  # documents that are kept


class Proofs:
    """The documents of this run, by a key of their content."""

    def __init__(self) -> None:
        self._sheets: Kept[Sheets] = Kept(_MOST)
        self._laying_out = Lock()

    def lay_out(self, docx: bytes) -> str:
        """The key of a document, when it has been laid out. One at a time: LibreOffice takes the whole computer."""
        key = digest_of(docx)[:20]
        with self._laying_out:
            if key not in self._sheets:
                self._sheets.put(key, sheets(docx))
        return key

    def of(self, key: str) -> Sheets:
        """A document by its key. Answers 404 where it is gone."""
        return self._sheets.of(key)


def proofs() -> Proofs:
    """The documents that were laid out in this run."""
    found = current_app.extensions["duban.proofs"]
    assert isinstance(found, Proofs)
    return found
