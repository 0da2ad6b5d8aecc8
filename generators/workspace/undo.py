"""What the last command changed on the disk, with what was there before: so that it can be taken back.

Kept in output/.duban/undo: a log with one line a change, written before the change, and the bytes that it replaced.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from generators.workspace.files import (
    FOLDER,
    FOLDER_FOUND,
    UNREADABLE,
    Log,
    digest_of,
    file_digest,
    is_inside,
    remove,
    write_atomically,
)

_as_json = json.JSONEncoder(ensure_ascii=False).encode


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
class FileChange:
    """A file before and after: digests, None where there was no file. Paths are relative to the workspace."""

    path: str
    before: str | None
    after: str | None

    @property
    def is_record(self) -> bool:
        """Whether it is a record of the tool's, not a file that people read."""
        return FOLDER in self.path.split("/")


@dataclass
class _Section:
    """What one command noted, in its order, whether it ended by itself, and whether taking it back has begun."""

    command: str
    changes: list[FileChange] = field(default_factory=list)
    is_ended: bool = False
    is_reopened: bool = False

    def lines(self) -> Iterator[dict[str, Any]]:
        """The section as it is written."""
        yield {"command": self.command}
        yield from ({"path": one.path, "before": one.before, "after": one.after} for one in self.changes)


class Undo:
    """Changes of a workspace's files by one command, each noted before it is made.

    The log has a section for each command. Those before are given up once this one has changed something: a command
    that could not write anything leaves what can be taken back as it was. A section without its end is that of a
    command that was killed; the same command, run again, goes on with it.
    """

    def __init__(self, root: Path, command: str = "") -> None:
        self._root = root
        self._folder = root / "output" / FOLDER / "undo"
        self._log = self._folder / "log.jsonl"
        self._added = Log(self._log)
        self._command = command
        self._begun = False
        self._is_alone = False

    def write(self, path: Path, content: bytes) -> None:
        """Put content at a path, atomically. Raises OSError; the file is then as it was.

        A file outside of the workspace cannot be taken back: it may be on a medium that is gone by then.
        """
        if not path.is_relative_to(self._root):
            write_atomically(path, content)
            return
        self.begin()
        self._note(path, digest_of(content))
        write_atomically(path, content)
        self._forget_earlier_commands()

    def keep_record(self, path: Path, content: bytes) -> None:
        """Write a record of the tool's: it is taken back with the files, but never alone."""
        if self._log.exists():
            self._note(path, digest_of(content))
        write_atomically(path, content, durable=True)

    def remove(self, path: Path) -> None:
        """Remove a file; one outside of the workspace cannot be taken back. Raises OSError."""
        if not path.is_relative_to(self._root):
            remove(path)
            return
        self.begin()
        self._note(path, None)
        remove(path)
        self._forget_earlier_commands()

    def rename(self, path: Path, new: Path) -> None:
        """Give a file of the workspace another name, one that is free or that of an equal file. Raises OSError."""
        self.begin()
        self._note(new, file_digest(path))
        self._note(path, None)
        path.replace(new)
        self._forget_earlier_commands()

    def begin(self) -> None:
        """Begin a section, once: this command is about to change something."""
        if not self._begun:
            last = self._last()
            if last is None or last.command != self._command or last.is_ended:
                self._append({"command": self._command})
            self._begun = True

    def end(self) -> None:
        """Note that this command has ended by itself, if it made the last changes."""
        last = self._last()
        if last and last.command == self._command and not last.is_ended:
            self._append({"ended": True})
        self._added.close()

    def interrupted(self) -> str:
        """The last command, where it was killed after it had changed a file, or is still running; else empty.

        One that was being taken back then is given as "undo" with its name.
        """
        last = self._last()
        if last is not None and last.is_reopened:
            return f"undo {last.command.partition(' ')[2]}".rstrip()
        if last is None or last.is_ended or not any(self._is_made(change) for change in last.changes):
            return ""
        return last.command

    def reopen(self) -> None:
        """Note that the last command is being taken back: if that is killed, the command run again goes on with it."""
        last = self._last()
        assert last is not None, "there is something to take back"
        self._command = last.command
        self._append({"ended": False})

    def _forget_earlier_commands(self) -> None:
        if self._is_alone:
            return
        last = self._sections()[-1]
        text = "".join(f"\n{_as_json(line)}" for line in last.lines())
        self._added.close()
        write_atomically(self._log, text.encode("utf-8"))
        used = {change.before for change in last.changes}
        for kept in self._folder.iterdir():
            if kept != self._log and kept.name not in used:
                kept.unlink(missing_ok=True)
        self._is_alone = True

    def _note(self, path: Path, after: str | None) -> None:
        before = file_digest(path)
        if before in (after, FOLDER_FOUND, UNREADABLE):
            return
        if before is not None and not (self._folder / before).exists():
            write_atomically(self._folder / before, path.read_bytes())
        relative = path.relative_to(self._root).as_posix()
        self._append({"path": relative, "before": before, "after": after})

    def _append(self, line: dict[str, Any]) -> None:
        self._added.add("\n" + _as_json(line))

    # -- taking back ------------------------------------------------------------------------------------------------

    def last(self) -> tuple[str, list[FileChange]]:
        """The last command that changed a file, and what it changed: each file before its first and after its last.

        The tool's records count with those of commands after it, which changed nothing else.
        """
        sections = self._sections()
        while len(sections) > 1 and not any(self._is_made(change) for change in sections[-1].changes):
            later = [change for change in sections.pop().changes if change.is_record]
            sections[-1].changes.extend(later)
        if not sections:
            return "", []
        changes: dict[str, FileChange] = {}
        for change in sections[-1].changes:
            first = changes.get(change.path, change)
            changes[change.path] = FileChange(change.path, first.before, change.after)
        return sections[-1].command, [change for change in changes.values() if change.before != change.after]

    def _is_made(self, change: FileChange) -> bool:
        """Whether a change of a file, not of a record, was carried out: a disk that refused it left nothing."""
        return not change.is_record and file_digest(self._root / change.path) != change.before

    def _sections(self) -> list[_Section]:
        sections: list[_Section] = []
        for line in self._lines():
            if "command" in line:
                sections.append(_Section(str(line["command"])))
            elif sections and "ended" in line:
                sections[-1].is_ended = bool(line["ended"])
                sections[-1].is_reopened = not line["ended"]
            elif sections:
                sections[-1].changes.append(FileChange(line["path"], line["before"], line["after"]))
        return sections

    def _last(self) -> _Section | None:
        return next(reversed(self._sections()), None)

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
                {"command", "ended"} & set(line)
                or ({"path", "before", "after"} <= set(line) and is_inside(line["path"]))
            ):
                yield line

    def take_back(self, change: FileChange) -> TakenBack:
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
            remove(path)
            return TakenBack.REMOVED
        kept = self.kept(change)
        if digest_of(kept) != change.before:
            raise OSError(0, "what was kept is damaged")
        write_atomically(path, kept)
        return TakenBack.RESTORED

    def kept(self, change: FileChange) -> bytes:
        """The bytes that a file had before; none where there was no file. Raises OSError."""
        return (self._folder / change.before).read_bytes() if change.before else b""

    def forget(self) -> None:
        """Remove the log, then the kept bytes: a log whose bytes are gone could not be taken back."""
        self._added.close()
        self._log.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)
