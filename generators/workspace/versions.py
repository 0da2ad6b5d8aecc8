"""The content from which documents were made, kept as it was read: so that a change can be reported in facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from generators.dossier.content_files import ContentFiles, DocumentFile, TableFile
from generators.workspace.files import FOLDER, write_atomically


class Versions:
    """The kept states of a notice's content, in its output folder, by their digests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER / "content"

    def get(self, version: str) -> ContentFiles | None:
        """A state of the content; None where it was not kept, or is damaged."""
        try:
            return unpacked(json.loads((self._folder / f"{version}.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, content: ContentFiles) -> None:
        """Keep a state. Raises OSError."""
        file = self._folder / f"{version_of(content)}.json"
        if not file.exists():
            write_atomically(file, json.dumps(packed(content), ensure_ascii=True, indent=1).encode("ascii"))

    def forget(self, used: Collection[str]) -> None:
        """Remove the states that no document was made from any more."""
        for file in self._folder.glob("*.json"):
            if file.stem not in used:
                file.unlink(missing_ok=True)


def version_of(content: ContentFiles) -> str:
    """The digest of a state of the content."""
    return hashlib.sha256(json.dumps(packed(content), sort_keys=True).encode("ascii")).hexdigest()[:32]


def packed(content: ContentFiles) -> dict[str, Any]:
    """Content as JSON can carry it: bytes that are not UTF-8 come back unchanged."""
    files = {"departments": content.departments, "notice": content.notice}
    texts = {key: [file, _text(raw)] for key, (file, raw) in files.items()}
    returns = {file: _text(raw) for file, raw in content.returns.items()}
    tables = {"tables": {file: list(table) for file, table in content.tables.items()}} if content.tables else {}
    documents = {file: list(document) for file, document in content.documents.items()}
    beside = {**tables, **({"documents": documents} if documents else {})}
    return {"name": content.name, **texts, "returns": returns, **beside}


def unpacked(data: dict[str, Any]) -> ContentFiles:
    """The content again. Raises KeyError, TypeError or ValueError where `data` is none."""
    departments, notice = ((str(file), _bytes(text)) for file, text in (data["departments"], data["notice"]))
    returns = {file: _bytes(text) for file, text in data["returns"].items()}
    tables = {file: TableFile(*parts) for file, parts in data.get("tables", {}).items()}
    documents = {file: DocumentFile(*parts) for file, parts in data.get("documents", {}).items()}
    return ContentFiles(data["name"], departments, notice, returns, tables=tables, documents=documents)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
