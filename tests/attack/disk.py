"""Attacks on the disk: each command that writes is killed, or refused by the disk, at one operation after another.

    python tests/attack/disk.py [TRIALS]

A trial takes a fresh copy of a workspace, runs a command that ends at its N-th operation on the disk (by a kill, by a
full disk, or by an error of the device; the disk stays full, or broken, from there on), looks at what lies there, then
runs the command again. What must hold: every document, workbook and zip can be opened; nothing that a person wrote has
changed; no traceback; the command run again ends as one that nothing had stopped, with the same files; nothing is
called edited by hand. Prints what was tried and every trial in which one of these did not hold; exit code 1 then.
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
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.files import NOTICE  # noqa: E402

import cli  # noqa: E402

# Operations by which a file or folder changes; "open" counts where it is opened for writing.
_CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile")
_KINDS = ("kill", "full", "broken")
_UNITS = ("省财政厅", "沈阳市")
_KILLED = 137


class Command(NamedTuple):
    """A command under attack: its words, and those that prepare the workspace for it."""

    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    edit: bool = False


_SHEETS = ("build", "--kind", "task-sheet", *(word for unit in _UNITS for word in ("--for", unit)))
COMMANDS = (
    Command(_SHEETS, ()),
    Command(_SHEETS, (_SHEETS,), edit=True),
    Command(("undo",), (_SHEETS, ("EDIT",), _SHEETS)),
    Command(("issue", "--on", "2013-08-21"), (("build",),)),
    Command(("collect", "--record", "省财政厅", "--by", "纸质", "--on", "2013-12-10"), ()),
    Command(("reminders", "--on", "2013-12-14", "--for", "省财政厅"), ()),
    Command(("ledger",), ()),
    Command(("restyle",), ()),
)


def main(trials: int) -> int:
    """Run so many trials, spread over the commands and kinds of attack. Returns the exit code."""
    random.seed(2013)
    faults: list[str] = []
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        prepared = [_Prepared(Path(temporary) / str(number), one) for number, one in enumerate(COMMANDS)]
        for number in range(trials):
            subject, kind = prepared[number % len(prepared)], _KINDS[number // len(prepared) % len(_KINDS)]
            at = random.randrange(subject.operations)
            found = subject.attack(kind, at)
            done[f"{kind} {subject.command.words[0]}"] += 1
            faults += [f"{' '.join(subject.command.words)}, {kind} at operation {at}: {one}" for one in found]
    for what, count in sorted(done.items()):
        print(f"{count:5}  {what}")
    print(f"{trials} trials, {len(faults)} faults")
    print("\n".join(faults))
    return int(bool(faults))


class _Prepared:
    """A workspace as it is before a command, and what the command makes of it when nothing stops it."""

    def __init__(self, folder: Path, command: Command) -> None:
        self.command, self._folder = command, folder
        self._before, self._now = folder / "before", folder / "now"
        _run(("new", str(self._before)))
        for words in command.before:
            _edit(self._before) if words == ("EDIT",) else _run(("-C", str(self._before), *words))
        if command.edit:
            _edit(self._before)
        self.operations = self._counted()
        self._wanted = _files(self._now)

    def _counted(self) -> int:
        """How many operations the command takes; leaves in `now` what it makes."""
        self._copy()
        code, answer = _forked(lambda: _attacked("", sys.maxsize, self._words()))
        assert code == 0, answer
        return max(1, int(answer.rpartition("operations ")[2]))

    def _copy(self) -> None:
        shutil.rmtree(self._now, ignore_errors=True)
        shutil.copytree(self._before, self._now)

    def _words(self) -> tuple[str, ...]:
        return ("-C", str(self._now), *self.command.words)

    def attack(self, kind: str, at: int) -> Iterator[str]:
        """One trial; yields what did not hold."""
        self._copy()
        code, answer = _forked(lambda: _attacked(kind, at, self._words()))
        if "Traceback" in answer:
            yield "traceback: " + answer.strip().splitlines()[-2]
        if kind == "kill" and code not in (_KILLED, 0):
            yield f"ended with {code}"
        yield from _damages(self._now)
        yield from _changed_by_us(self._before, self._now)
        code, answer = _forked(lambda: _run(self._words()))
        if "Traceback" in answer or "手工改动" in answer:
            yield "run again: " + answer.strip().splitlines()[-1]
        now = _files(self._now)
        different = sorted(name for name in self._wanted.keys() | now.keys() if self._wanted.get(name) != now.get(name))
        if different:
            yield f"run again it made other files: {different[:3]} ({answer.strip()[-120:]})"


def _attacked(kind: str, at: int, words: tuple[str, ...]) -> None:
    """Run a command in this process, which ends, or whose disk fails, at an operation."""
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
            os._exit(_KILLED)
        raise OSError(errno.ENOSPC if kind == "full" else errno.EIO, "the attack")

    sys.addaudithook(hook)
    _run(words)
    if not kind:
        print("operations", seen)


def _run(words: tuple[str, ...]) -> None:
    with suppress(SystemExit):
        cli.cli.main(list(words), standalone_mode=True)


def _forked(work: Callable[[], None]) -> tuple[int, str]:
    """Run something in a process of its own: its exit code, and what it printed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        answer = io.StringIO()
        try:
            with redirect_stdout(answer), redirect_stderr(answer):
                work()
        except BaseException as fault:
            answer.write(f"Traceback\n{fault!r}\n")
        os.write(writing, answer.getvalue().encode("utf-8", "replace")[-60_000:])
        os._exit(0)
    os.close(writing)
    answer = bytearray()
    while piece := os.read(reading, 65536):
        answer += piece
    os.close(reading)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), answer.decode("utf-8", "replace")


def _edit(workspace: Path) -> None:
    notice = workspace / "content" / NOTICE / "notice.yaml"
    notice.write_text(notice.read_text("utf-8").replace("截止: 2013-12-13", "截止: 2013-12-20"), "utf-8")


def _files(workspace: Path) -> dict[str, bytes]:
    """Everything that people read, by name; the tool's records, which name runs, are left out."""
    paths = (path for path in workspace.rglob("*") if path.is_file() and ".duban" not in path.parts)
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in paths}


def _damages(workspace: Path) -> Iterator[str]:
    for name, content in _files(workspace).items():
        if name.endswith((".docx", ".xlsx", ".zip")) and not zipfile.is_zipfile(io.BytesIO(content)):
            yield f"{name} cannot be opened"
        if name.endswith(".json") and not json.loads(content):
            yield f"{name} is empty"


def _changed_by_us(before: Path, now: Path) -> Iterator[str]:
    """What a person wrote and is not as it was: content, but for what returns and issues add."""
    old, new = _files(before), _files(now)
    for name in old:
        if name.startswith("content/") and new.get(name) != old[name]:
            yield f"{name} has changed"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 48))
