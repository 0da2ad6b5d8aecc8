"""One writer at a time in an output folder. The system frees the lock of a dead process at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generators.problems import UsageError, error
from generators.workspace.files import FOLDER, sweep


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an output folder, and remove what a killed run left there. Raises UsageError when another run holds it."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / FOLDER / "lock", timeout=0):
            sweep(folder)
            yield
    except Timeout:
        raise UsageError(error("另一个 duban 正在往这个文件夹里写", "等它结束后再运行")) from None
