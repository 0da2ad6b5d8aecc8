"""Temporary folders that are held while their process lives: those of processes that were killed are known by that."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from generators.workspace.lock import held

UPLOADS = "duban-page-"  # how the names of folders begin in which lies what browsers have sent
_LOCK = "lock"


def held_folder(prefix: str) -> Path:
    """A new temporary folder, removed when this process ends by itself. Raises OSError."""
    folder, stack = Path(tempfile.mkdtemp(prefix=prefix)), ExitStack()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # the last one registered is called first
    atexit.register(stack.close)
    stack.enter_context(held(folder / _LOCK, patience=0))
    return folder


def abandoned(prefix: str) -> list[Path]:
    """Folders whose processes have ended without removing them, as when their window was closed."""
    found = (one for one in sorted(Path(tempfile.gettempdir()).glob(f"{prefix}*")) if (one / _LOCK).is_file())
    return [one for one in found if _is_free(one / _LOCK)]


def remove_abandoned(prefix: str) -> None:
    """Remove them, as far as the system lets us."""
    for folder in abandoned(prefix):
        shutil.rmtree(folder, ignore_errors=True)


def _is_free(lock: Path) -> bool:
    try:
        with held(lock, patience=0) as is_free:
            return is_free
    except OSError:  # another user's
        return False
