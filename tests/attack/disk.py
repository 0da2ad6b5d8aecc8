"""Attacks on the disk: each command that writes is killed, or refused by the disk, at one operation after another.

A trial takes a fresh copy of a workspace, runs a command that ends at its N-th operation on the disk (by a kill, by a
full disk, or by an error of the device; the disk stays full, or broken, from there on), looks at what lies there, then
runs the command again. What must hold:

- every document, workbook and zip can be opened, and each file is as it was before, or as the command makes it;
- the command says that all is well (exit code 0) only where all is done;
- no traceback, nothing reached; run again, the command makes the same files as one that nothing had stopped, and calls
  nothing edited by hand.
"""

from __future__ import annotations

import errno
import io
import json
import os
import random
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from attack import running
from attack.subjects import SUBJECTS, Subject, prepared
from attack.tally import Clock, Tally

# Operations by which a file or folder changes; "open" counts where it is opened for writing.
_CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile")
_KINDS = ("kill", "full", "broken")
WORDS = {"kill": "ended by force", "full": "disk full", "broken": "I/O error"}


def attack(trials: int, seed: int, part: int, parts: int) -> Tally:
    """So many trials, half of them kills, spread over the commands of one part."""
    chance, tally = random.Random(f"{seed} {part}"), Tally()
    with tempfile.TemporaryDirectory() as temporary:
        chosen = random.Random(seed).sample(SUBJECTS, len(SUBJECTS))[part::parts]
        count = min(len(chosen), trials)
        subjects = [_Prepared(Path(temporary) / str(at), subject) for at, subject in enumerate(chosen[:count])]
        for number in Clock.trials(trials):
            subject = subjects[number % count]
            turn = number // count
            kind = "kill" if (turn + number) % 2 else _KINDS[1 + (turn // 2 + number) % 2]
            subject.attack(kind, chance.randrange(subject.operations), tally)
    return tally


class _Prepared:
    """A workspace as it is before a command, and what the command makes of it when nothing stops it."""

    def __init__(self, folder: Path, subject: Subject) -> None:
        self._subject = subject
        self._before, self._now = folder / "before", folder / "now"
        prepared(subject, self._before)
        self._old = _files(self._before)
        self.operations = self._counted()
        self._wanted = _files(self._now)

    def _counted(self) -> int:
        """How many operations the command takes; leaves in `now` what it makes."""
        self._copy()
        outcome = running.run(_attacked("", sys.maxsize, self._command()))
        assert outcome.code == 0, (self._subject.name, outcome.answer)
        return max(1, int(outcome.answer.rpartition("operations ")[2]))

    def _copy(self) -> None:
        shutil.rmtree(self._now, ignore_errors=True)
        shutil.copytree(self._before, self._now)

    def _command(self) -> Callable[[], None]:
        words = self._subject.words
        if words[0] == "new":  # whose folder is not named from the workspace's
            words = ("new", *(str(self._now / word) if word in ("新的", "通知.txt") else word for word in words[1:]))
        return running.command("-C", str(self._now), *words)

    def attack(self, kind: str, at: int, tally: Tally) -> None:
        """One trial."""
        self._copy()
        first = running.run(_attacked(kind, at, self._command()))
        faults = [*self._at_once(kind, first)]
        done = _files(self._now) == self._wanted
        again = running.run(self._command())
        if "先用 duban undo" in again.answer:
            running.run(running.command("-C", str(self._now), "undo"))
            again = running.run(self._command())
        faults += self._afterwards(again)
        ended = "done all the same" if done else "stopped; done when run again"
        where = f"operation {at} of {self.operations}"
        tally.add(
            f"{WORDS[kind]}: {self._subject.name}",
            "a fault" if faults else ended,
            [f"{where}: {one}" for one in faults],
            max(first.seconds, again.seconds),
        )

    def _at_once(self, kind: str, outcome: running.Outcome) -> Iterator[str]:
        """What does not hold when the command has been stopped."""
        if outcome.traceback:
            yield f"traceback: {outcome.answer[-1500:]}"
        if kind == "kill" and outcome.code not in (running.KILLED, 0):
            yield f"ended with {outcome.code}"
        yield from outcome.reached
        now = _files(self._now)
        yield from _damages(now)
        for name in sorted(self._old.keys() | now.keys()):
            if now.get(name) not in (self._old.get(name), self._wanted.get(name)) and not _is_beside(name):
                yield f"{name} is neither as it was nor as it is made"
        if outcome.code == 0 and now != self._wanted:
            yield f"called done, and is not: {_different(now, self._wanted)} {outcome.answer[-300:]}"

    def _afterwards(self, outcome: running.Outcome) -> Iterator[str]:
        """What does not hold when the command was run again."""
        if outcome.traceback or "手工改动" in outcome.answer:
            yield f"run again: {outcome.answer[-1500:]}"
        if different := _different(_files(self._now), self._wanted):
            yield f"run again it made other files: {different} ({outcome.answer.strip()[-300:]})"


def _is_beside(name: str) -> bool:
    """Whether a file is a temporary one, which the next command sweeps."""
    return ".duban-tmp" in name


def _different(now: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    return sorted(name for name in wanted.keys() | now.keys() if wanted.get(name) != now.get(name))[:3]


def _attacked(kind: str, at: int, work: Callable[[], None]) -> Callable[[], None]:
    """Work that ends, or whose disk fails, at an operation."""

    def attacked() -> None:
        seen = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event == "open":
                is_writing = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            else:
                is_writing = event in _CHANGING
            if not is_writing:
                return
            seen += 1
            if seen <= at:
                return
            if kind == "kill":
                os._exit(running.KILLED)
            raise OSError(errno.ENOSPC if kind == "full" else errno.EIO, "the attack")

        sys.addaudithook(hook)
        try:
            work()
        finally:
            if not kind:
                print("operations", seen)

    return attacked


def _files(workspace: Path) -> dict[str, bytes]:
    """Everything that people read, by name; the tool's records, which name runs, are left out."""
    paths = (path for path in workspace.rglob("*") if path.is_file() and ".duban" not in path.parts)
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in paths}


def _damages(files: dict[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        if name.endswith((".docx", ".xlsx", ".zip")) and not zipfile.is_zipfile(io.BytesIO(content)):
            yield f"{name} cannot be opened"
        if name.endswith(".json") and not _is_json(content):
            yield f"{name} is no JSON"


def _is_json(content: bytes) -> bool:
    try:
        return bool(json.loads(content))
    except ValueError:
        return False
