"""Two states of a document as one, with tracked changes between them. The only module that imports rdocx.

rdocx compares character by character. So that nobody finds a cut in the middle of a number, a date, a name or a word,
each of these is one character while it compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from generators.problems import Place, TemplateError, UsageError, error
from generators.typesetting.title_words import KINDS
from generators.word.final_text import review_marks, with_final_text
from generators.word.package import read_parts, write_parts
from generators.word.resolving import words_if
from generators.word.whole_changes import NotTrackableError, whole_changes

_TEXT = re.compile(rb"(<w:(t|delText)(?: [^>]*)?>)([^<]*)(?=</w:\2>)")
_CHANGE = re.compile(rb'(<w:(?:ins|del|moveFrom|moveTo|\w+Change)\b[^>]*?\bw:id=")\d+')
_EMPTY = re.compile(rb"<w:t(?: [^>]*)?(?:/>|></w:t>)")
_BETWEEN = re.compile(rb'</w:(t|delText)><w:\1 xml:space="preserve">')
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月"
_NUMBER = r"\d+(?:[.,]\d+)*[%％‰]?|[〇零一二三四五六七八九十百千万亿]{2,}"
_FIRST = 0xF0000  # characters of a plane that is for private use
_FIRST_NUMBER = 100_000  # the ranges of what was moved have smaller ones
AUTHOR = "督办"


def redlined(old: bytes, new: bytes, names: Iterable[str], day: str, file: str) -> bytes:
    """The old document with what makes it the new one as tracked changes of a day (2013-08-20).

    `names` are cut nowhere. Changes that the old document carries itself are accepted first. Where fine changes cannot
    be had, or would not give both documents again, whole paragraphs and rows are changed. Equal documents give equal
    bytes. Raises UsageError where rdocx is missing, TemplateError, with `file`, where a difference cannot be shown so.
    """
    before, after = _final(read_parts(old, file)), read_parts(new, file)
    date = f"{day}T00:00:00Z"
    made = _fine_changes(before, after, _Tokens(names), date, file)
    if made is None or not _gives(made, before, after):
        try:
            made = whole_changes(before, after, AUTHOR, date)
        except NotTrackableError:
            made = None
    if made is None or not _gives(made, before, after):
        hint = "新旧两份并排打开，用 Word 的“比较”看"
        raise TemplateError(error("新旧两份差得太多，没有办法标成修订", hint, Place(file)))
    return write_parts(made)


def _final(parts: dict[str, bytes]) -> dict[str, bytes]:
    return with_final_text(parts) if review_marks(parts).changes else parts


def _gives(made: Mapping[str, bytes], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> bool:
    """Whether rejecting all changes gives the text and tables of the old document, accepting all those of the new."""
    states = ((made, False), (old, True)), ((made, True), (new, True))
    return all(words_if(one, accepted=a) == words_if(other, accepted=b) for (one, a), (other, b) in states)


def _fine_changes(
    old: Mapping[str, bytes], new: Mapping[str, bytes], tokens: _Tokens, date: str, file: str
) -> dict[str, bytes] | None:
    """The changes character by character; None where rdocx refuses them."""
    try:
        import rdocx
    except ImportError:
        raise UsageError(error("没有装比较修订用的部件 rdocx", 'pip install "duban[redline]"')) from None
    before, after = (rdocx.Document.from_bytes(tokens.packed(parts)) for parts in (old, new))
    try:
        before.compare(after, AUTHOR, date, granularity="character")
        made = read_parts(before.to_bytes(), file)
    except (rdocx.RdocxError, ValueError, RuntimeError):
        return None
    return _numbered({name: tokens.unpacked(name, part) for name, part in made.items()})


def _numbered(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with a number of its own for each change, where rdocx gives several the same."""
    numbers = count(_FIRST_NUMBER)
    return {
        name: _CHANGE.sub(lambda found: b"%b%d" % (found[1], next(numbers)), part) if _is_story(name) else part
        for name, part in parts.items()
    }


class _Tokens:
    """What is not to be cut, each as one character of its own, the same in both documents."""

    def __init__(self, names: Iterable[str]) -> None:
        words = sorted({*names, *(word for word in KINDS if len(word) > 1)}, key=len, reverse=True)
        self._found = re.compile("|".join([_DAY, _NUMBER, *map(re.escape, filter(None, words))]))
        self._characters: dict[str, str] = {}

    def packed(self, parts: Mapping[str, bytes]) -> bytes:
        """A document with a character for each token, without empty texts, which rdocx would strike out as w:t."""
        plain = {name: _EMPTY.sub(b"", part) if _is_story(name) else part for name, part in parts.items()}
        return write_parts({name: self._in_texts(name, part, self._as_characters) for name, part in plain.items()})

    def unpacked(self, name: str, part: bytes) -> bytes:
        """A part with the tokens again, what stands together as one text."""
        words = {character: token for token, character in self._characters.items()}
        found = self._in_texts(name, part, lambda text: "".join(words.get(one, one) for one in text))
        return _BETWEEN.sub(b"", found) if _is_story(name) else found

    def _as_characters(self, text: str) -> str:
        return self._found.sub(lambda found: self._character(found[0]), text)

    def _character(self, token: str) -> str:
        return self._characters.setdefault(token, chr(_FIRST + len(self._characters)))

    @staticmethod
    def _in_texts(name: str, part: bytes, change: Callable[[str], str]) -> bytes:
        if not _is_story(name):
            return part
        return _TEXT.sub(lambda found: found[1] + change(found[3].decode("utf-8")).encode("utf-8"), part)


def _is_story(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml")
