"""One writer at a time in a workspace. The system frees the lock of a dead process at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generators.problems import UsageError, error
from generators.workspace.files import FOLDER, sweep
from generators.workspace.undo import Undo

_PATIENCE = 10  # seconds to wait for another run: it has mostly ended by then


def interrupted(root: Path) -> str:
    """The command that was killed in the middle of its changes and has not been run again since; else empty."""
    command = Undo(root).interrupted()
    if not command:
        return ""
    try:
        with held(_lock_of(root), patience=0) as is_free:
            return command if is_free else ""  # else it is still running
    except OSError:  # a folder that is only to be read
        return command


def _lock_of(root: Path) -> Path:
    return root / "output" / FOLDER / "lock"


@contextmanager
def held(lock: Path, patience: float) -> Iterator[bool]:
    """Hold a lock, a file, if it can be had within so many seconds. Gives whether it is held."""
    from filelock import FileLock, Timeout  # takes its time to import, and most commands change nothing

    try:
        held = FileLock(lock, timeout=patience, thread_local=False).acquire()
    except Timeout:
        yield False
        return
    with held:
        yield True


@contextmanager
def locked(root: Path, command: str = "") -> Iterator[Undo]:
    """Hold a workspace, and remove what a killed run left there. Raises UsageError when another run keeps holding it.

    Gives what makes every change of the `command`. When that comes to its end, be it by a mistake of the user, it is
    noted as ended; when it is killed, interrupted, or stopped by the disk, it is not.

    The whole of it and not a notice's folder: all commands share one log of what can be taken back.
    """
    (root / "output" / FOLDER).mkdir(parents=True, exist_ok=True)
    with held(_lock_of(root), _PATIENCE) as is_free:
        if not is_free:
            raise UsageError(error("另一个 duban 正在往这个工作文件夹里写", "等它结束后再运行"))
        for part in ("content", "output", "templates"):
            sweep(root / part)
        undo = Undo(root, command)
        try:
            yield undo
        finally:
            if not isinstance(sys.exception(), KeyboardInterrupt | OSError):  # these break it off like a kill
                undo.end()
