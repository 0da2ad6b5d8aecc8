"""Two states of a document as one, with tracked changes between them. The only module that imports rdocx.

rdocx compares character by character. So that nobody finds a cut in the middle of a number, a name or a word, each of
these is one character while it compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generators.problems import Place, TemplateError, UsageError, error
from generators.typesetting.title_words import KINDS
from generators.word.package import read_parts, write_parts

_TEXT = re.compile(rb"(<w:(t|delText)(?: [^>]*)?>)([^<]*)(?=</w:\2>)")
_NUMBER = r"\d+(?:[.,]\d+)*[%％‰]?"
_FIRST = 0xF0000  # characters of a plane that is for private use
AUTHOR = "督办"


def redlined(old: bytes, new: bytes, names: Iterable[str], day: str, file: str) -> bytes:
    """The old document with what makes it the new one as tracked changes of a day (2013-08-20).

    `names` are cut nowhere. Equal documents give equal bytes. Raises UsageError where rdocx is missing, TemplateError,
    with `file`, where a difference cannot be shown so.
    """
    try:
        import rdocx
    except ImportError:
        raise UsageError(error("没有装比较修订用的部件 rdocx", 'pip install "duban[redline]"')) from None
    tokens = _Tokens(names)
    before, after = (rdocx.Document.from_bytes(tokens.packed(raw, file)) for raw in (old, new))
    try:
        before.compare(after, AUTHOR, f"{day}T00:00:00Z", granularity="character")
        parts = read_parts(before.to_bytes(), file)
    except (rdocx.RdocxError, ValueError, RuntimeError) as reason:
        hint = "新旧两份并排打开，用 Word 的“比较”看"
        raise TemplateError(error(f"这一处改动没有办法标成修订（{reason}）", hint, Place(file))) from None
    return write_parts({name: tokens.unpacked(name, part) for name, part in parts.items()})


class _Tokens:
    """What is not to be cut, each as one character of its own, the same in both documents."""

    def __init__(self, names: Iterable[str]) -> None:
        words = sorted({*names, *(word for word in KINDS if len(word) > 1)}, key=len, reverse=True)
        self._found = re.compile("|".join([_NUMBER, *map(re.escape, filter(None, words))]))
        self._characters: dict[str, str] = {}

    def packed(self, raw: bytes, file: str) -> bytes:
        """A document with a character for each token."""
        parts = read_parts(raw, file)
        return write_parts({name: self._in_texts(name, part, self._as_characters) for name, part in parts.items()})

    def unpacked(self, name: str, part: bytes) -> bytes:
        """A part with the tokens again."""
        words = {character: token for token, character in self._characters.items()}
        return self._in_texts(name, part, lambda text: "".join(words.get(one, one) for one in text))

    def _as_characters(self, text: str) -> str:
        return self._found.sub(lambda found: self._character(found[0]), text)

    def _character(self, token: str) -> str:
        return self._characters.setdefault(token, chr(_FIRST + len(self._characters)))

    @staticmethod
    def _in_texts(name: str, part: bytes, change: Callable[[str], str]) -> bytes:
        if not (name.startswith("word/") and name.endswith(".xml")):
            return part
        return _TEXT.sub(lambda found: found[1] + change(found[3].decode("utf-8")).encode("utf-8"), part)
