"""The mark inside a preview that names its document: only a file with this mark is replaced by the next preview.

A mark in the file itself moves with the file, and is gone when somebody has changed and saved it: then it is theirs.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

KEY = "duban-preview"
_LAST_LINES = rb"%" + KEY.encode() + rb" ([0-9a-f]{32})\nstartxref\s+\d+\s+%%EOF\s*\Z"


def mark_of(document: Path, folder: Path) -> str:
    """The mark of a document's previews in a folder: 32 hexadecimal digits, the same after both were moved together."""
    try:
        way = os.path.relpath(document.resolve(), folder.resolve())
    except ValueError:  # on another drive
        way = str(document.resolve())
    return hashlib.sha256(os.path.normcase(way).replace(os.sep, "/").encode("utf-8", "replace")).hexdigest()[:32]


def stamped(pdf: bytes, mark: str) -> bytes:
    """A PDF with the mark: a comment before its last three lines, where no table of offsets is disturbed."""
    head, last, tail = pdf.rpartition(b"startxref")
    return head + f"%{KEY} {mark}\n".encode() + last + tail if last else pdf


def bears(content: bytes, mark: str) -> bool:
    """Whether a PDF or PNG is a preview with this mark, as it was made."""
    last = re.search(_LAST_LINES, content[-200:])
    return last[1] == mark.encode() if last else f"{KEY}\0{mark}".encode() in content[:500]
