"""What the last command changed on the disk, with what was there before: so that it can be taken back.

Kept in output/.duban/undo: a log with one line a change, written before the change, and the bytes that it replaced.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from generators.workspace.files import FOLDER, FOLDER_FOUND, digest_of, file_digest, is_inside, write_atomically


class TakenBack(StrEnum):
    """What became of one file."""

    RESTORED = "restored"
    REMOVED = "removed"
    LEFT = "left"
    ALREADY = "already"

    @property
    def word(self) -> str:
        """The word in the report."""
        return {"restored": "恢复", "removed": "删去", "left": "保留", "already": "已是原样"}[self.value]


@dataclass(frozen=True)
class Change:
    """A file before and after: digests, None where there was no file. Paths are relative to the workspace."""

    path: str
    before: str | None
    after: str | None


class Undo:
    """Changes of a workspace's files by one command, each noted before it is made.

    The log of the command before is given up at the first change.
    """

    def __init__(self, root: Path, command: str = "") -> None:
        self._root = root
        self._folder = root / "output" / FOLDER / "undo"
        self._log = self._folder / "log.jsonl"
        self._command = command
        self._begun = False

    def resume(self) -> None:
        """Add to the log of the command before, if it is the same one: it was killed, and this one finishes it."""
        self._begun = self._log.exists() and self.last()[0] == self._command

    def write(self, path: Path, content: bytes) -> None:
        """Put content at a path, atomically. Raises OSError; the file is then as it was."""
        self.begin()
        self._note(path, digest_of(content))
        write_atomically(path, content)

    def keep_record(self, path: Path, content: bytes) -> None:
        """Write a record of the tool's own: taken back with the files, but alone nothing to be taken back."""
        if self._log.exists():
            self._note(path, digest_of(content))
        write_atomically(path, content, durable=True)

    def remove(self, path: Path) -> None:
        """Remove a file. Raises OSError."""
        self.begin()
        self._note(path, None)
        path.unlink()

    def begin(self) -> None:
        """Give up the log of the command before, once: this one is about to change something."""
        if not self._begun:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._append({"command": self._command})
            self._begun = True

    def _note(self, path: Path, after: str | None) -> None:
        before = file_digest(path)
        if before in (after, FOLDER_FOUND):
            return
        if before is not None and not (self._folder / before).exists():
            write_atomically(self._folder / before, path.read_bytes())
        relative = path.relative_to(self._root).as_posix()
        self._append({"path": relative, "before": before, "after": after})

    def _append(self, line: dict[str, Any]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8", newline="\n") as log:
            log.write("\n" + json.dumps(line, ensure_ascii=False))

    # -- taking back ------------------------------------------------------------------------------------------------

    def last(self) -> tuple[str, list[Change]]:
        """The last command, and what it changed: each file as it was before its first change and after its last."""
        command, changes = "", dict[str, Change]()
        for line in self._lines():
            if "path" not in line:
                command = str(line.get("command", ""))
                continue
            path, first = line["path"], changes.get(line["path"])
            changes[path] = Change(path, first.before if first else line["before"], line["after"])
        return command, [change for change in changes.values() if change.before != change.after]

    def _lines(self) -> Iterator[dict[str, Any]]:
        try:
            texts = self._log.read_text("utf-8", "replace").splitlines()
        except OSError:
            return
        for text in filter(None, texts):
            try:
                line = json.loads(text)
            except ValueError:  # torn by a kill before its change was made
                continue
            if isinstance(line, dict) and (
                "path" not in line or ({"before", "after"} <= set(line) and is_inside(line["path"]))
            ):
                yield line

    def take_back(self, change: Change) -> TakenBack:
        """Put one file back. Raises OSError.

        A file that was changed since is left as it is.
        """
        path = self._root / change.path
        now = file_digest(path)
        if now == change.before:
            return TakenBack.ALREADY
        if now != change.after:
            return TakenBack.LEFT
        if change.before is None:
            path.unlink()
            return TakenBack.REMOVED
        kept = self.kept(change)
        if digest_of(kept) != change.before:
            raise OSError(0, "what was kept is damaged")
        write_atomically(path, kept)
        return TakenBack.RESTORED

    def kept(self, change: Change) -> bytes:
        """The bytes that a file had before; none where there was no file. Raises OSError."""
        return (self._folder / change.before).read_bytes() if change.before else b""

    def forget(self) -> None:
        """Give up the log: there is nothing to take back any more."""
        shutil.rmtree(self._folder, ignore_errors=True)
