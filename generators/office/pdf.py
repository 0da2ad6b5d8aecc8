"""PDF files (ISO 32000-1) as LibreOffice writes them, without the moment at which that was."""

from __future__ import annotations

import hashlib
import re

_DATE = re.compile(rb"(?<=Date\(D:)\d{14}([^)]*)(?=\))")
_DIGEST = re.compile(rb"(?<=[</])[0-9A-F]{32}\b")  # both of /ID, and /DocChecksum
_TRAILER = 2_000  # bytes at the end in which these stand
_EPOCH = b"19800101000000"
_NO_OFFSET = bytes.maketrans(b"123456789-", b"000000000+")  # of the time zone


def without_moment(pdf: bytes) -> bytes:
    """The same pages, with 1980-01-01 for the day and hour, and digests that depend on nothing but the content.

    Every byte keeps its place, for the table of objects counts them. What is written otherwise stays as it is.
    """
    dated = _DATE.sub(lambda found: _EPOCH + found[1].translate(_NO_OFFSET), pdf)
    body, trailer = dated[:-_TRAILER], dated[-_TRAILER:]
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest().upper().encode()
    return body + _DIGEST.sub(digest, trailer)
