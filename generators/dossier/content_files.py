"""The content files of one notice as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ContentFiles:
    """Content files by the paths that messages show.

    `name` is the notice's folder; `departments` and `notice` are (path, bytes); `returns` are what units returned;
    `phrases` (path, bytes) are the office's stock answers, if any.
    """

    name: str
    departments: tuple[str, bytes]
    notice: tuple[str, bytes]
    returns: Mapping[str, bytes] = field(default_factory=dict)
    phrases: tuple[str, bytes] | None = None
