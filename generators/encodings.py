"""Text files in the encodings that Chinese editors write: UTF-8 with or without a mark, UTF-16 with one, GB 18030."""

from __future__ import annotations

import codecs

_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GB = "gb18030"


def decoded(raw: bytes) -> tuple[str, str] | None:
    """The text of a file without its mark, and its encoding by Python's name; None where it is no text."""
    mark, encoding = _encoding(raw)
    try:
        return raw[len(mark) :].decode(encoding), encoding
    except UnicodeDecodeError:
        return None


def encoded_like(text: str, raw: bytes) -> bytes:
    """A text in the encoding of another version of its file, with the mark that that one has."""
    mark, encoding = _encoding(raw)
    return mark + text.encode(encoding)


def saved_like(text: str, raw: bytes) -> bytes:
    """A text with lines that end in \\n as another version of its file: in its encoding, with its ends of lines."""
    found = decoded(raw)
    is_of_windows = found is not None and "\r\n" in found[0]
    return encoded_like(text.replace("\n", "\r\n") if is_of_windows else text, raw)


def _encoding(raw: bytes) -> tuple[bytes, str]:
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return mark, encoding
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"", _GB
    return b"", "utf-8"
