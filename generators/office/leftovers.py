"""What a command that was killed left of LibreOffice: a running program, a temporary folder."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

_OURS = re.compile(rb"UserInstallation=file://[^\0]*/duban-[^/\0]+/profile")
_PROCESSES = Path("/proc")
_HOUR = 3600  # seconds


def left_processes(processes: Path = _PROCESSES) -> list[int]:
    """The ids of LibreOffice programs that duban started and did not live to end; none where there is no /proc."""
    return sorted(process for process, parent in _started(processes) if not _is_ours(parent, processes))


def left_folders(temporary: Path | None = None) -> list[Path]:
    """Temporary folders of LibreOffice runs that ended more than an hour ago, as every run does by its time limit."""
    folder = temporary or Path(tempfile.gettempdir())
    with tempfile.NamedTemporaryFile(dir=folder, prefix="duban-") as fresh:
        now = Path(fresh.name).stat().st_mtime
    found = (one for one in sorted(folder.glob("duban-*")) if (one / "profile").is_dir())
    return [one for one in found if now - one.stat().st_mtime > _HOUR]


def _started(processes: Path) -> Iterator[tuple[int, int]]:
    """Programs that lead a session of their own with a profile of duban's, with the process that started them."""
    for folder in processes.glob("[0-9]*"):
        try:
            if not _OURS.search((folder / "cmdline").read_bytes()):
                continue
            # pid (comm) state ppid pgrp session …; comm may hold blanks and brackets.
            _, parent, _, session, *_ = (folder / "stat").read_text("utf-8", "replace").rpartition(") ")[2].split()
        except (OSError, ValueError):  # it has ended meanwhile, or is another user's
            continue
        if session == folder.name:
            yield int(folder.name), int(parent)


def _is_ours(parent: int, processes: Path) -> bool:
    """Whether a process runs Python, and so may be the duban that waits for its LibreOffice."""
    try:
        line = (processes / str(parent) / "cmdline").read_bytes()
    except OSError:
        return False
    return any(word in line for word in (b"python", b"duban", b"pytest"))
