"""印发登记: what was really sent out, kept in content/<notice>/issued/<date>/.

Not in output/, which clerks empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.dossier.files import ContentFiles
from generators.problems import ContentError, Place, error
from generators.workspace.files import file_digest
from generators.workspace.undo import Undo
from generators.workspace.versions import packed, unpacked

_RECORD = ".duban.json"


@dataclass(frozen=True)
class Issue:
    """One issue: its date (2013-08-21), the content as it was, and each document's fields by path in output/."""

    on: str
    content: ContentFiles
    fields: Mapping[str, Mapping[str, str]]


class Issues:
    """The issues of one notice."""

    def __init__(self, root: Path, notice: str) -> None:
        self.folder = root / "content" / notice / "issued"

    def last(self) -> Issue | None:
        """The latest one. Raises ContentError where its record is damaged: what was sent must not be forgotten."""
        folders = self.folder.iterdir() if self.folder.is_dir() else []
        for folder in sorted(folders, key=lambda one: one.name, reverse=True):
            if not (folder / _RECORD).exists():
                continue  # no issue, or one that was not finished
            try:
                data = json.loads((folder / _RECORD).read_text("utf-8"))
                return Issue(
                    str(data["on"]), unpacked(data["content"]), {p: dict(f) for p, f in data["fields"].items()}
                )
            except (OSError, ValueError, TypeError, KeyError, AttributeError):
                hint = "从备份恢复这个文件；没有备份的，删去这个文件夹，再登记一次"
                place = Place(f"content/{self.folder.parent.name}/issued/{folder.name}/{_RECORD}")
                raise ContentError(error("印发登记的记录坏了", hint, place)) from None
        return None

    def sent(self, on: str, path: str) -> str | None:
        """The digest of a document as it was sent; None where it was not."""
        return file_digest(self.folder / on / path)

    def has(self, on: str) -> bool:
        """Whether there is one of a date."""
        return (self.folder / on / _RECORD).exists()

    def write(self, issue: Issue, documents: Mapping[str, bytes], undo: Undo) -> None:
        """Keep documents (by path) as they were sent; the record, written last, makes it an issue. Raises OSError."""
        for path, content in documents.items():
            undo.write(self.folder / issue.on / path, content)
        data = {
            "on": issue.on,
            "content": packed(issue.content),
            "fields": {p: dict(f) for p, f in issue.fields.items()},
        }
        undo.write(self.folder / issue.on / _RECORD, json.dumps(data, ensure_ascii=True, indent=1).encode("ascii"))
