"""The output folder of a notice as it lies there with its records: looked at, never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Protocol

from generators.file_names import padded
from generators.outputs.decide import what_changed
from generators.outputs.found import FileState, Found, FoundOrphan, OutputSpec
from generators.workspace.files import NEW_VERSION, file_digest, is_read_only, numbered_names
from generators.workspace.manifest import Manifest, Record
from generators.workspace.undo import Undo

MOST_BESIDE = 20  # new versions looked for beside one edited file

Explain = Callable[[Record, Sequence[str]], str]


class Records(Protocol):
    """What is recorded of the files of a folder, by path: the manifest, or what serves as one."""

    records: dict[str, Record]

    def announce(self, path: str, record: Record) -> None:
        """Note what is about to be written."""

    def save(self, undo: Undo) -> None:
        """Keep the records for the next run."""


class OutputFolder:
    """A folder with its records. `has_records`: something is known of what lay there before this run."""

    def __init__(self, path: Path, manifest: Records | None = None) -> None:
        self.path = path
        self.manifest = manifest or Manifest(path)
        self.renamed: dict[str, str] = {}  # by the path that a file is to have, the one at which it still lies
        self.has_records = bool(self.records)
        self._versions_before = Counter(record.version for record in self.records.values())

    @property
    def records(self) -> dict[str, Record]:
        """What was written, by path."""
        return self.manifest.records

    def state(self, path: str) -> FileState:
        """What is recorded and what lies at a path."""
        file = self.path / self.renamed.get(path, path)
        digest = file_digest(file)
        return FileState(path, self.records.get(path), digest, digest is not None and is_read_only(file))

    def take_over_names(self, width: int) -> None:
        """Record units' documents under names whose 序号 has so many digits, edited ones and new versions included.

        A file that lies under the new name already, without a record, stands in the way unless it was only moved there.
        """
        for old, record in list(self.records.items()):
            new = padded(old, width)
            if record.for_ is None or new in self.records:
                continue
            there, here = file_digest(self.path / old), file_digest(self.path / new)
            if there is not None and here not in (None, there):
                continue
            self.records[new] = self.records.pop(old)
            if there is not None:
                self.renamed[new] = old

    def found(self, spec: OutputSpec, explain: Explain) -> Found:
        """What is known of one output. `explain` says in words why it differs from its record.

        It is given the record and the names of the fields that differ.
        """
        file = self.state(spec.path)
        is_edited = file.digest is not None and not file.is_as_written
        found = Found(file, list(self._beside(spec.path)) if is_edited else ())
        record = found.record
        if record is None:
            return found
        changes = what_changed(spec, record.fields, record.template, lambda changed: explain(record, changed))
        return replace(found, changes=changes)

    def _beside(self, path: str) -> Iterator[FileState]:
        """The new versions beside a file, and the first free place for another."""
        is_free_seen = False
        for number, name in enumerate(beside_names(path)):
            if number >= MOST_BESIDE and is_free_seen:
                return
            place = self.state(name)
            if not place.is_free or not is_free_seen:
                yield place
            is_free_seen = is_free_seen or place.is_free

    def as_written_beside(self, path: str) -> Iterator[FileState]:
        """The new versions beside a file that nobody has edited."""
        if path not in self._with_new_versions:
            return
        names = (name for name in islice(beside_names(path), MOST_BESIDE) if name in self.records)
        yield from (place for place in map(self.state, names) if place.is_as_written)

    @cached_property
    def _with_new_versions(self) -> set[str]:
        """The files beside which new versions may lie."""
        return {_original(path) for path in self.records if NEW_VERSION in path}

    def note(self, path: str, record: Record | None) -> None:
        """Record what lies at a path; None removes the record."""
        if record is None:
            self.records.pop(path, None)
            return
        self.records[path] = record
        if NEW_VERSION in path:
            self._with_new_versions.add(_original(path))

    def orphans(self, planned: Set[str], besides: Set[str]) -> Iterator[FoundOrphan]:
        """Recorded files that are no longer planned, in the order of their paths, gone ones included.

        `besides` are new versions beside edited files, which are current. The record of a new version that a person
        has taken away stays: it says that this one is not to be laid there again.
        """
        for path, record in sorted(self.records.items()):
            if path not in planned and path not in besides:
                orphan = FoundOrphan(self.state(path), record, _is_beside_of(path, planned))
                if orphan.file.digest is not None or not orphan.is_new_version:
                    yield orphan

    @property
    def versions_in_use(self) -> set[str]:
        """The states of the content that documents were made from, now or before this run, which may be taken back."""
        return {record.version for record in self.records.values()} | set(self._versions_before)

    @property
    def version_before(self) -> str:
        """The state of the content that most documents were made from before this run; empty where none was."""
        return self._versions_before.most_common(1)[0][0] if self._versions_before else ""


def beside_names(path: str) -> Iterator[str]:
    """Where new versions of an edited file are laid: x.新版.docx, x.新版2.docx, …."""
    folder, slash, file = path.rpartition("/")
    return (f"{folder}{slash}{name}" for name in numbered_names(file, NEW_VERSION))


def _is_beside_of(path: str, planned: Set[str]) -> bool:
    original = _original(path)
    return original != path and original in planned


def _original(path: str) -> str:
    """The file beside which a new version lies; the path itself where it is none."""
    return re.sub(rf"\.{NEW_VERSION}\d*(?=\.\w+$)", "", path)
