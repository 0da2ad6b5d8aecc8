"""Numbers that Word wants only once in a file, though a loop or a volume repeats what bears them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Mapping

# Content controls; pictures, shapes, charts and text boxes: each sort is counted for itself.
_CONTROL, _DRAWING = re.compile(rb'(<w:id\s+w:val=")[^"]*(")'), re.compile(rb'(<\w+:docPr\b[^>]*?\sid=")[^"]*(")')
_IDS = ((b"<w:id", _CONTROL), (b":docPr", _DRAWING))  # each with the bytes without which it finds nothing


def with_unique_ids(parts: Mapping[str, bytes], names: Collection[str]) -> dict[str, bytes]:
    """The parts with the controls and drawings of those named numbered from 1: Word refuses a file with one twice."""
    numbered = unique_ids()
    return {**parts, **{name: numbered(parts[name]) for name in names}}


def unique_ids() -> Callable[[bytes], bytes]:
    """What numbers the controls and drawings of the texts of a file from 1, given one text after the other."""
    counting = [(mark, pattern, _numbered(itertools.count(1))) for mark, pattern in _IDS]

    def numbered(content: bytes) -> bytes:
        for mark, pattern, number in counting:
            if mark in content:
                content = pattern.sub(number, content)
        return content

    return numbered


def _numbered(number: itertools.count[int]) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: b"%b%d%b" % (found[1], next(number), found[2])
