"""Documents laid out to be looked at beside what is edited: kept for a while, so that each is laid out once."""

from __future__ import annotations

from threading import Lock

from generators.verbs.proof import Sheets, sheets
from generators.workspace.files import digest_of

_MOST = 8  # documents that are kept


class Proofs:
    """The documents of this run, by a key of their content."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheets] = {}
        self._laying_out = Lock()

    def lay_out(self, docx: bytes) -> str:
        """The key of a document, when it has been laid out. One at a time: LibreOffice takes the whole computer."""
        key = digest_of(docx)[:20]
        with self._laying_out:
            if key not in self._sheets:
                self._sheets[key] = sheets(docx)
                for old in list(self._sheets)[:-_MOST]:
                    del self._sheets[old]
        return key

    def of(self, key: str) -> Sheets | None:
        """A document by its key."""
        return self._sheets.get(key)
