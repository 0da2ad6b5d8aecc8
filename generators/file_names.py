"""File names that are valid on Windows, macOS and Linux."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_NUMBER = re.compile(r"(?<=/)\d+(?=-[^/]*$)")  # the 序号 that begins the name of a unit's document in its folder
_LONGEST = 120  # bytes of UTF-8: systems allow 255 for a whole name, kind and number stand beside it


def safe_name(text: str) -> str:
    """Text as part of a file name: forbidden characters become _, reserved names get one, 120 bytes at most."""
    name = _FORBIDDEN.sub("_", text).encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"_{name}" if _RESERVED.match(name) or not name else name


def padded(path: str, width: int) -> str:
    """The path of a unit's document with its 序号 in so many digits: 任务清单/040-…. Other paths stay as they are."""
    return _NUMBER.sub(lambda found: found[0].lstrip("0").zfill(width), path)
