"""What a file tells of the computer on which it was made: names and folders, and the moment."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)


def traces(folder: Path, names: tuple[str, ...]) -> list[str]:
    """Every trace in the files below a folder, the tool's own records left out; in files within zips too.

    `names` (of a person, a computer, a folder) are sought in UTF-8 and as Windows and PDF write them, today in figures.
    """
    now = datetime.now(UTC)
    days = {f"{now + timedelta(days=step):{form}}" for step in (-1, 0, 1) for form in ("%Y-%m-%d", "%Y%m%d")}
    marks = [mark.encode(code) for mark in (*names, *sorted(days)) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".duban" not in path.parts)
    return [found for path in files for found in _traces(str(path.relative_to(folder)), path.read_bytes(), marks)]


def _traces(name: str, content: bytes, marks: list[bytes]) -> Iterator[str]:
    yield from (f"{name}: {mark!r}" for mark in marks if mark in content or mark in name.encode())
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.date_time != EPOCH or entry.extra or entry.comment:
                yield f"{name}: {entry}"
            yield from _traces(f"{name}/{entry.filename}", archive.read(entry), marks)
