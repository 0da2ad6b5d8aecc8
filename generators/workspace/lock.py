"""One writer at a time in a workspace. The system frees the lock of a dead process at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generators.problems import UsageError, error
from generators.workspace.files import FOLDER, sweep
from generators.workspace.undo import Undo

_PATIENCE = 10  # seconds to wait for another run: it has mostly ended by then


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold a workspace, and remove what a killed run left there. Raises UsageError when another run keeps holding it.

    A command that comes to its end, be it by an error, is noted as ended; one that is killed or broken off is not.

    The whole of it and not a notice's folder: all commands share one log of what can be taken back.
    """
    folder = root / "output" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=_PATIENCE):
            for part in ("content", "output", "templates"):
                sweep(root / part)
            try:
                yield
            except Exception:  # not KeyboardInterrupt: that breaks a command off like a kill
                Undo(root).end()
                raise
            Undo(root).end()
    except Timeout:
        raise UsageError(error("另一个 duban 正在往这个工作文件夹里写", "等它结束后再运行")) from None
