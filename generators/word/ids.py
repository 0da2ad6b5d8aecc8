"""Numbers that Word wants only once in a file, though a loop or a volume repeats what bears them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping

# Content controls; pictures, shapes, charts and text boxes: each sort is counted for itself.
_IDS = (re.compile(rb'(<w:id\s+w:val=")[^"]*(")'), re.compile(rb'(<\w+:docPr\b[^>]*?\sid=")[^"]*(")'))


def with_unique_ids(parts: Mapping[str, bytes], names: Iterable[str]) -> dict[str, bytes]:
    """The parts with the controls and drawings of those named numbered from 1: Word refuses a file with one twice."""
    numbers = {pattern: itertools.count(1) for pattern in _IDS}
    changed = dict(parts)
    for name in names:
        for pattern, number in numbers.items():
            changed[name] = pattern.sub(_numbered(number), changed[name])
    return changed


def _numbered(number: itertools.count[int]) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: b"%b%d%b" % (found[1], next(number), found[2])
