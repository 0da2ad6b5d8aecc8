"""The last run that left nothing to do: what it had read, and which documents it left with which bytes.

A run that reads the same and finds the same documents has nothing to plan: its report is known. Only such a run is kept
whose repetition makes every document 未变. The module imports nothing that reads content or makes documents.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generators.problems import Place, Problem, Severity
from generators.workspace.files import FOLDER, file_digest, is_inside, readable_bytes, write_atomically
from generators.workspace.manifest import JOURNAL, MANIFEST
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace

_FILE = f"{FOLDER}/finished.json"
_PAGES = f"{FOLDER}/pages.json"
_CODE = Path(__file__).parents[1]


class LeftDocument(NamedTuple):
    """A document that is up to date: its kind and unit, its path in the output folder, the digest of its bytes."""

    kind: str
    for_: str | None
    path: str
    digest: str | None


class FinishedRun(NamedTuple):
    """The documents in the order of the report, and the problems that the run repeats.

    `is_all`: nothing but these is recorded in the output folder.
    """

    documents: Sequence[LeftDocument]
    problems: Sequence[Problem]
    is_all: bool


def inputs_key(workspace: Workspace, notice: str, request: str) -> str:
    """The digest of all that a run may depend on but its output folder: files, the program itself, what is asked for.

    Of the program's own files name, size and time of change count, of all others the bytes.
    """
    known = hashlib.sha256(request.encode("utf-8", "surrogatepass"))
    for name, content in workspace.read_for_documents(notice):
        known.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        known.update(content)
    known.update(readable_bytes(workspace.output(notice) / _PAGES))
    for file in _program_files(_CODE):
        stat = file.stat()
        known.update(f"\0{file.name}\0{stat.st_size}\0{stat.st_mtime_ns}".encode())
    return known.hexdigest()[:32]


def find(workspace: Workspace, notice: str, key: str) -> FinishedRun | None:
    """The last finished run, if it had read the same (`inputs_key`) and every document is as it was left; else None."""
    folder = workspace.output(notice)
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
        if kept["key"] != key or kept["manifest"] != file_digest(folder / MANIFEST):
            return None
        found = FinishedRun([LeftDocument(*one) for one in kept["documents"]], _problems(kept), kept["all"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if (folder / JOURNAL).exists() or Undo(workspace.root).interrupted():
        return None  # of a run that was cut off
    as_left = all(is_inside(one.path) and file_digest(folder / one.path) == one.digest for one in found.documents)
    return found if as_left else None


def keep(workspace: Workspace, notice: str, key: str, run: FinishedRun) -> None:
    """Keep a run for the next one. Raises OSError."""
    folder = workspace.output(notice)
    data = {
        "key": key,
        "manifest": file_digest(folder / MANIFEST),
        "documents": run.documents,
        "problems": [(one.severity, one.message, one.hint, _place(one.place)) for one in run.problems],
        "all": run.is_all,
    }
    write_atomically(folder / _FILE, json.dumps(data, ensure_ascii=True).encode("ascii"))


def _place(place: Place | None) -> tuple[object, ...] | None:
    return (place.file, place.line, place.column, place.nearby) if place else None


def _problems(kept: dict[str, list[tuple[str, str, str, list[object] | None]]]) -> list[Problem]:
    return [
        Problem(Severity(severity), message, hint, Place(*place) if place else None)  # type: ignore[arg-type]
        for severity, message, hint, place in kept["problems"]
    ]


def _program_files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """The program's own files in a fixed order. They are hundreds, and every build looks at them: no Path for each."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir():
                yield from _program_files(entry.path)
            elif entry.name.endswith((".py", ".yaml")):
                yield entry
