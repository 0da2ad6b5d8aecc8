"""The manifest: what was written, from what. With the journal it survives a kill at any moment."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from generators.workspace.files import file_digest, write_atomically

FOLDER = ".duban"


@dataclass(frozen=True)
class Record:
    """One written output: its kind and unit, and the digests of its bytes, its template and each of its fields."""

    kind: str
    for_: str | None
    content: str
    template: str
    fields: dict[str, str]


class Manifest:
    """The records of one notice's output folder, by path relative to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FOLDER / "manifest.json"
        self._journal = folder / FOLDER / "journal.jsonl"
        self.records: dict[str, Record] = {}
        for path, entry in _entries(self._file):
            self._take_up(path, entry)
        self._recover()

    def _take_up(self, path: object, entry: Any) -> None:
        """A record as read; keys of a later version are passed over, an entry that is none is left out."""
        known = {field.name for field in fields(Record)}
        if not _is_inside(path) or not isinstance(entry, dict) or not known <= set(entry):
            return
        texts = [entry["kind"], entry["content"], entry["template"], entry["for_"] or ""]
        if all(isinstance(text, str) for text in texts) and isinstance(entry["fields"], dict):
            self.records[str(path)] = Record(**{name: entry[name] for name in known})

    def _recover(self) -> None:
        """Take up what a killed run had already written: a file that matches its journal line is ours."""
        if not self._journal.exists():
            return
        for line in self._journal.read_text("utf-8", "replace").splitlines():
            try:
                path, entry = json.loads(line)
                is_ours = _is_inside(path) and file_digest(self._folder / path) == entry["content"]
            except (ValueError, TypeError, KeyError):  # the last line of a killed run may be torn
                continue
            if is_ours:
                self._take_up(path, entry)

    def announce(self, path: str, record: Record) -> None:
        """Note in the journal what is about to be written, before it is written."""
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps([path, asdict(record)], ensure_ascii=False, sort_keys=True)
        with self._journal.open("a", encoding="utf-8", newline="\n") as journal:
            journal.write(f"\n{line}\n")  # begins anew after a torn line

    def save(self) -> None:
        """Fold the journal into the manifest."""
        content = {path: asdict(record) for path, record in self.records.items()}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        if not self._file.exists() or self._file.read_text("utf-8", "replace") != text:
            write_atomically(self._file, text.encode("utf-8"), durable=True)
        self._journal.unlink(missing_ok=True)


def _is_inside(path: object) -> bool:
    """Whether a recorded path stays in the output folder: a damaged or planted record must not reach out of it."""
    return isinstance(path, str) and not re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|:|\x00", path)


def _entries(file: Path) -> list[tuple[object, Any]]:
    try:
        return list(json.loads(file.read_text("utf-8")).items())
    except (OSError, ValueError, AttributeError, RecursionError):
        return []
