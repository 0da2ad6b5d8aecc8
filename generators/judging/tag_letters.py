"""Letters that have no business in a tag: capitals in Jinja's words, wide or typographic signs, half a quotation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generators.word.tags import OWN_TAGS

KEYWORDS = ("for", "endfor", "if", "elif", "else", "endif", "vm", *OWN_TAGS)
_WORDS = {*KEYWORDS, "hm", "colspan", "cellbg", "in", "and", "or", "not", "is"}
_QUOTED = re.compile("[\"“”][^\"“”]*[\"“”]|['‘’][^'‘’]*['‘’]")
_QUOTES = re.compile("[\"“”'‘’]")
_PREFIX = re.compile(r"(?<=\{%)(?:P|R|T[RCrc]|t[RC])(?=\s)")
_WORD = re.compile(r"(?<![\w.])[A-Za-z]+(?!\w)")
_FOREIGN = re.compile(r"[\uff01-\uff5e]|[^\w\s\x00-\x7f“”‘’]")
_BRACKETS = "「」『』〝〞＂"  # what some write for quotation marks
_DASHES = "‐‑‒–—―−﹣"


def sound(tag: str) -> str:
    """A tag as its writer meant it, so that whoever reads on finds only what else is wrong with it."""
    quoted, rest = _split(tag)
    half = _QUOTES.search(rest)
    if half:
        rest = rest[:-2].rstrip() + half[0] + rest[-2:]
    rest = _WORD.sub(lambda word: word[0].lower() if word[0].lower() in _WORDS else word[0], rest)
    rest = _FOREIGN.sub(lambda letter: _meant(letter[0]), _PREFIX.sub(lambda prefix: prefix[0].lower(), rest))
    return re.sub("\0", lambda _: quoted.pop(0), rest)


def wrong_letters(tag: str) -> Iterator[tuple[str, str]]:
    """Message and hint for each sort of letter that is wrong in a tag."""
    _, rest = _split(tag)
    capital = [*_PREFIX.findall(rest), *(word for word in _WORD.findall(rest) if word.lower() in _WORDS)]
    for word in dict.fromkeys(word for word in capital if word != word.lower()):
        yield f"标记里的“{word}”要小写", f"改成“{word.lower()}”"
    yield from dict.fromkeys(map(_sentence, _FOREIGN.findall(rest)))
    if _QUOTES.search(rest):
        yield "标记里的引号没有成对", '把要比较的字放在一对引号里，如 {% if 密级 == "机密" %}'


def _split(tag: str) -> tuple[list[str], str]:
    """The quotations of a tag, and the tag with a NUL for each of them."""
    return _QUOTED.findall(tag), _QUOTED.sub("\0", tag)


def _meant(letter: str) -> str:
    if letter in _BRACKETS:
        return '"'
    plain = unicodedata.normalize("NFKC", letter)
    return "-" if letter in _DASHES else plain if plain.isascii() else ""


def _sentence(letter: str) -> tuple[str, str]:
    if letter in _DASHES:
        return f"标记里的“{letter}”不是减号", "改成半角的“-”，或者去掉"
    if letter in _BRACKETS:
        return '标记里的引号只能是 " 或 “ ”', "把它们改成引号"
    plain = _meant(letter)
    if plain and plain.strip():
        return f"标记里的“{letter}”是全角的", f"改成半角的“{plain}”"
    if unicodedata.category(letter)[0] in "CZM":
        return "标记里有看不见的字符", "删掉这个标记，重新打一遍"
    return f"标记里不能有“{letter}”", "改成半角的标点，或者去掉"
