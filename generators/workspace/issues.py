"""印发登记: what was really sent out, kept in content/<notice>/issued/<date>/.

Not in output/, which clerks empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.dossier.content_files import ContentFiles
from generators.problems import ContentError, Place, error
from generators.workspace.files import digest_of
from generators.workspace.undo import Undo
from generators.workspace.versions import packed, unpacked

_RECORD = ".duban.json"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Issue:
    """One issue: its date (2013-08-21), the content as it was, and what each document was made of.

    `fields` and `templates` hold the digests of a document's fields and of its template by its path in output/, `sent`
    that of its bytes.
    """

    on: str
    content: ContentFiles
    fields: Mapping[str, Mapping[str, str]]
    templates: Mapping[str, str]
    sent: Mapping[str, str]


class Issues:
    """The issues of one notice."""

    def __init__(self, root: Path, notice: str) -> None:
        self.folder = root / "content" / notice / "issued"

    def last(self) -> Issue | None:
        """The latest one. Raises ContentError where its record is damaged: what was sent must not be forgotten."""
        folders = self.folder.iterdir() if self.folder.is_dir() else []
        for folder in sorted(folders, key=lambda one: one.name, reverse=True):
            if not _DAY.fullmatch(folder.name) or not (folder / _RECORD).exists():
                continue  # no issue, one that was not finished, or one that was put aside by renaming it
            try:
                data = json.loads((folder / _RECORD).read_text("utf-8"))
                fields = {path: dict(digests) for path, digests in data["fields"].items()}
                return Issue(
                    str(data["on"]),
                    unpacked(data["content"]),
                    fields,
                    dict(data.get("templates", {})),
                    dict(data.get("sent", {})),
                )
            except (OSError, ValueError, TypeError, KeyError, AttributeError):
                hint = "从备份恢复这个文件；没有备份的，把这个文件夹改名（如在前面加“作废-”），再登记一次"
                place = Place(f"content/{self.folder.parent.name}/issued/{folder.name}/{_RECORD}")
                raise ContentError(error("印发登记的记录坏了", hint, place)) from None
        return None

    def sent(self, issue: Issue, path: str) -> bytes | None:
        """A document as it was sent; None where it was not, or was taken away or changed since."""
        try:
            content = (self.folder / issue.on / path).read_bytes()
        except OSError:
            return None
        return content if issue.sent.get(path, digest_of(content)) == digest_of(content) else None

    def has(self, on: str) -> bool:
        """Whether there is one of a date."""
        return (self.folder / on / _RECORD).exists()

    def write(self, issue: Issue, documents: Mapping[str, bytes], undo: Undo) -> None:
        """Keep documents (by path) as they were sent; the record, written last, makes it an issue. Raises OSError."""
        folder = self.folder / issue.on
        for stray in set(folder.rglob("*.docx")) - {folder / path for path in documents}:
            undo.remove(stray)  # of an issue that was interrupted: it has not been sent
        for path, content in documents.items():
            undo.write(self.folder / issue.on / path, content)
        data = {
            "on": issue.on,
            "content": packed(issue.content),
            "fields": {path: dict(digests) for path, digests in issue.fields.items()},
            "templates": dict(issue.templates),
            "sent": dict(issue.sent),
        }
        undo.write(self.folder / issue.on / _RECORD, json.dumps(data, ensure_ascii=True, indent=1).encode("ascii"))
