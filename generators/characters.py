"""Characters that content, returns and documents can hold: one definition for all that read and all that write."""

from __future__ import annotations

import re

# Control characters and what XML 1.0 cannot carry, so no Word file, no workbook and no content file can.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")


def without_whitespace(text: str) -> str:
    """A text without blanks and line breaks: by this words are compared that somebody has typed or laid out."""
    return "".join(text.split())


def visible(text: str) -> str:
    """A text without characters that take no room: zero-width blanks, marks of direction, soft hyphens."""
    return _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """A text that every reader takes: `visible`, every sort of line break as a newline, control characters dropped."""
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", visible(text)))


def common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts have in common at their beginnings and at their ends, none counted twice."""
    start = _common_start(one, other)
    return start, _common_start(one[start:][::-1], other[start:][::-1])


def _common_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def has_controls(text: str) -> bool:
    """Whether `clean` drops control characters of a text; line breaks of another sort are kept as such."""
    return bool(_CONTROLS.search(text))
