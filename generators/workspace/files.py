"""Files written so that nothing is ever half there."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from itertools import count
from pathlib import Path

FOLDER = ".duban"  # the tool's own records, in a folder of output/
NEW_VERSION = "新版"  # the word in the name of what is laid beside a file that a person has edited
TEMPORARY_SUFFIX = ".duban-tmp"


def digest_of(content: bytes) -> str:
    """The fingerprint of a file's bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def file_digest(path: Path) -> str | None:
    """The fingerprint of what lies at a path: of the file's bytes, a word for a folder, None where nothing is."""
    if path.is_dir():
        return "folder"
    try:
        return digest_of(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_atomically(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Put content at a path in one step: after a crash the old file or the new one is there, never a part.

    `durable`: also after a power failure. Raises OSError when it cannot be written; the old file is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"~{secrets.token_hex(6)}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def numbered_names(path: Path, word: str) -> Iterator[Path]:
    """Names beside a file: x.新版.docx, x.新版2.docx, …."""
    for number in count(1):
        yield path.with_name(f"{path.stem}.{word}{number if number > 1 else ''}{path.suffix}")


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind."""
    for leftover in folder.rglob(f"~*{TEMPORARY_SUFFIX}"):
        leftover.unlink(missing_ok=True)


def is_inside(path: object) -> bool:
    """Whether a recorded path stays in the output folder: a damaged or planted record must not reach out of it."""
    return isinstance(path, str) and not re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|:|\x00", path)
