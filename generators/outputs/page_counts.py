"""Pages that were counted on request, kept by the digest of what was counted, in a notice's output folder."""

from __future__ import annotations

import json
from pathlib import Path

from generators.workspace.files import FOLDER, write_atomically


class PageCounts:
    """How many pages documents have, whole and without what stands at the foot of their last page."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FOLDER / "pages.json"
        self._counts: dict[str, tuple[int, int]] = {}
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            self._counts = {str(key): (int(whole), int(text)) for key, (whole, text) in kept.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            pass  # not counted yet, or damaged: it can be counted again

    def ends_even(self, key: str) -> bool | None:
        """Whether the last page is an even one that the text reaches; None when it was not counted."""
        if key not in self._counts:
            return None
        whole, text = self._counts[key]
        return whole == text and whole % 2 == 0

    def keep(self, key: str, whole: int, text: int) -> None:
        """Keep a count. Raises OSError when it cannot be written."""
        self._counts[key] = (whole, text)
        content = json.dumps(self._counts, sort_keys=True, indent=1) + "\n"
        write_atomically(self._file, content.encode("utf-8"))
