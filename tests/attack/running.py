"""One piece of work in a child process: what it answered, how it ended, what it cost, and what it tried to reach.

Needs fork, so Linux or macOS.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import cli

KILLED = 137
_MOST_SECONDS, _MOST_MEGABYTES = 60, 2000  # processor time and memory; a child that needs more is ended by the system
# What nothing that comes in a file may bring about. LibreOffice is started by `preview` alone, which is not attacked.
_REACHING = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
_READING = (os.O_WRONLY | os.O_RDWR, "open")


class Outcome(NamedTuple):
    """How a child ended: its exit code, what it printed, its processor time, peak memory in MB, and what it reached."""

    code: int
    answer: str
    seconds: float
    megabytes: float
    reached: Sequence[str]

    @property
    def traceback(self) -> str:
        """The last line of a traceback, empty where there was none."""
        return self.answer.strip().splitlines()[-1] if "Traceback" in self.answer else ""


def command(*words: str) -> Callable[[], None]:
    """The work of a command of duban."""
    return lambda: cli.cli.main([str(word) for word in words])


def run(work: Callable[[], None], most_seconds: float = _MOST_SECONDS) -> Outcome:
    """Do work in a child. What it writes outside of its own folder is not looked for; sockets and programs are."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if not child:
            _child(work, answer.fileno(), most_seconds)
        _, status, used = os.wait4(child, 0)
        answer.seek(0)
        reached, _, printed = answer.read().decode("utf-8", "replace").rpartition("\0")
    code = os.waitstatus_to_exitcode(status)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Outcome(code, printed, used.ru_utime + used.ru_stime, used.ru_maxrss / scale, json.loads(reached or "[]"))


def _child(work: Callable[[], None], target: int, most_seconds: float) -> None:
    """Never returns."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(most_seconds), int(most_seconds) + 1))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    reached: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _REACHING:
            reached.append(f"{event} {arguments[:2]}"[:200])

    sys.addaudithook(watch)
    printed, code = io.StringIO(), 0
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        import traceback

        printed.write(traceback.format_exc())
        code = 1
    os.write(target, f"{json.dumps(reached)}\0{printed.getvalue()[-60_000:]}".encode("utf-8", "replace"))
    os._exit(code)


def fresh(folder: Path, *words: str) -> Path:
    """A new workspace made by `new`."""
    outcome = run(command("new", str(folder), *words))
    assert outcome.code == 0, outcome.answer
    return folder
