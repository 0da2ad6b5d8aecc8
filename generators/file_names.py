"""File names that are valid on Windows, macOS and Linux."""

from __future__ import annotations

import re

# Patterns as text are compiled by their first use: `--help`, which imports this module, uses none.
_FORBIDDEN = r'[<>:"/\\|?*\x00-\x1f\x7f]'
_RESERVED = r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)"
_NUMBER = r"(?<=/)\d+(?=-[^/]*$)"  # the 序号 that begins the name of a unit's document in its folder
_LONGEST = 120  # bytes of UTF-8: systems allow 255 for a whole name, kind and number stand beside it


def safe_name(text: str) -> str:
    """Text as part of a file name: forbidden characters become _, reserved names get one, 120 bytes at most."""
    name = re.sub(_FORBIDDEN, "_", text).encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"_{name}" if re.match(_RESERVED, name) or not name else name


def padded(path: str, width: int) -> str:
    """The path of a unit's document with its 序号 in so many digits: 任务清单/040-…. Other paths stay as they are."""
    return re.sub(_NUMBER, lambda found: found[0].lstrip("0").zfill(width), path)
