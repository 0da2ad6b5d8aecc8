"""The manifest: what was written, from what. With the journal it survives a kill at any moment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.workspace.files import FOLDER, Log, digest_of, file_digest, is_inside

if TYPE_CHECKING:
    from generators.workspace.undo import Undo

MANIFEST = f"{FOLDER}/manifest.json"
JOURNAL = f"{FOLDER}/journal.jsonl"
_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True)
class Record:
    """One written output: its kind and unit, and the digests of its bytes, its template and each of its fields.

    `version` is the digest of the content that it was made from; empty where an earlier duban wrote the record.
    """

    kind: str
    for_: str | None
    content: str
    template: str
    fields: Mapping[str, str]
    version: str = ""


class Manifest:
    """The records of one notice's output folder, by path relative to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / MANIFEST
        self._journal = folder / JOURNAL
        self._announced = Log(self._journal)
        self.records = _records(self._file.read_bytes() if self._file.is_file() else b"")
        self._recover()

    def _recover(self) -> None:
        """Take up what a killed run had already written: a file that matches its journal line is ours."""
        if not self._journal.exists():
            return
        for line in self._journal.read_text("utf-8", "replace").splitlines():
            try:
                path, entry = json.loads(line)
                is_ours = is_inside(path) and file_digest(self._folder / path) == entry["content"]
            except (ValueError, TypeError, KeyError):  # the last line of a killed run may be torn
                continue
            if is_ours:
                self.records |= _record(path, entry)

    def announce(self, path: str, record: Record) -> None:
        """Note in the journal what is about to be written, before it is written."""
        self._announced.add(_journal_lines({path: record}))

    def save(self, undo: Undo) -> None:
        """Fold the journal into the manifest."""
        buffer = BytesIO()  # line by line: what a list of them would take grows with the documents
        for path in sorted(self.records):
            start = ",\n" if buffer.tell() else "{\n"
            buffer.write(f"{start} {_as_json(path)}: {_as_json(vars(self.records[path]))}".encode())
        buffer.write(b"\n}\n" if buffer.tell() else b"{\n\n}\n")
        content = buffer.getvalue()
        if file_digest(self._file) != digest_of(content):
            undo.keep_record(self._file, content)
        self._announced.close()
        self._journal.unlink(missing_ok=True)


def announce_earlier(manifest: Path, before: bytes) -> None:
    """Note in the journal the records of an earlier manifest, so that its files count as ours once they are back."""
    folder = manifest.parent.parent
    now = Manifest(folder).records
    journal = Log(folder / JOURNAL)
    journal.add(_journal_lines({p: record for p, record in _records(before).items() if now.get(p) != record}))
    journal.close()


def remove_journal(manifest: Path) -> None:
    """Remove the journal once the manifest holds all records."""
    (manifest.parent.parent / JOURNAL).unlink(missing_ok=True)


def _journal_lines(records: Mapping[str, Record]) -> str:
    lines = (_as_json([path, vars(one)]) for path, one in records.items())
    return "".join(f"\n{line}\n" for line in lines)  # begins anew after a torn line


def _records(manifest: bytes) -> dict[str, Record]:
    """The records of a manifest; none where it is damaged."""
    try:
        entries = json.loads(manifest.decode("utf-8")).items()
    except (ValueError, AttributeError, RecursionError):
        return {}
    return {path: one for name, entry in entries for path, one in _record(name, entry).items()}


def _record(path: object, entry: Any) -> dict[str, Record]:
    """A record as read; keys of a later version are passed over, an entry that is none is left out."""
    known = {field.name for field in fields(Record)}
    if not is_inside(path) or not isinstance(entry, dict) or not known - {"version"} <= set(entry):
        return {}
    texts = [entry[name] or "" for name in ("kind", "content", "template", "for_")] + [entry.get("version", "")]
    if all(isinstance(text, str) for text in texts) and isinstance(entry["fields"], dict):
        return {str(path): Record(**{name: entry[name] for name in known & set(entry)})}
    return {}
