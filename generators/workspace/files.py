"""Files written so that nothing is ever half there, and names that every system takes."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

TEMPORARY_SUFFIX = ".duban-tmp"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST = 180  # bytes of UTF-8 for one name; systems allow 255, a mailed file grows by “ (1)” and the like


def safe_name(text: str) -> str:
    """Text as one file or folder name on Windows, macOS and Linux: no separators, no reserved or overlong name."""
    name = _FORBIDDEN.sub("_", text).strip(" .")
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    return f"_{name}" if _RESERVED.match(name) or not name else name


def digest_of(content: bytes) -> str:
    """The fingerprint of a file's bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def file_digest(path: Path) -> str | None:
    """The fingerprint of the file at a path, None where there is none."""
    try:
        return digest_of(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_atomically(path: Path, content: bytes) -> None:
    """Put content at a path in one step: after a crash the old file or the new one is there, never a part.

    Raises OSError when it cannot be written; the old file is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"~{secrets.token_hex(6)}{TEMPORARY_SUFFIX}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind."""
    for leftover in folder.rglob(f"~*{TEMPORARY_SUFFIX}"):
        leftover.unlink(missing_ok=True)
