"""Documents laid out to be looked at beside what is edited: kept for a while, so that each is laid out once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from flask import current_app

from generators.page.kept import Kept
from generators.verbs.proof import Sheets, sheets
from generators.workspace.files import digest_of

_MOST = 8  # documents that are kept
_MOST_VIEWERS = 100


class Proofs:
    """The documents of this run, by a key of their content."""

    def __init__(self) -> None:
        self._sheets: Kept[Sheets] = Kept(_MOST)
        self._wishes: Kept[object] = Kept(_MOST_VIEWERS)
        self._laying_out = Lock()

    def wish(self, viewer: str) -> Callable[[], bool]:
        """Note that a viewer wants to see something. Returns whether that is still the last that it wanted.

        `viewer`: a tab of a browser; empty where that is not known: then every wish stands.
        """
        latest = object()
        if not viewer:
            return lambda: True
        self._wishes.put(viewer, latest)
        return lambda: viewer not in self._wishes or self._wishes.of(viewer) is latest

    def lay_out(self, docx: bytes, is_wanted: Callable[[], bool] = lambda: True) -> str:
        """The key of a document, when it has been laid out; empty where it is not wanted any more when its turn comes.

        One at a time: LibreOffice takes the whole computer.
        """
        key = digest_of(docx)[:20]
        if key in self._sheets:
            return key
        with self._laying_out:
            if not is_wanted():
                return ""
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
