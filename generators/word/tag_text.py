"""The tags in the text of a paragraph, each put together in one run, as a clerk typed it.

Word cuts a tag into runs where spelling, language or script changes; input methods and web pages leave characters in
it that nobody sees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from lxml import etree

from generators.word.tag_words import UNSEEN, UNSEEN_CHARACTERS
from generators.word.xml import own_texts

_UNSEEN = f"[{UNSEEN_CHARACTERS}]*"
_TAG = re.compile(rf"\{{{_UNSEEN}(?:\{{.*?\}}{_UNSEEN}\}}|%.*?%{_UNSEEN}\}}|#.*?#{_UNSEEN}\}})")
_COMMENT = re.compile(r"\{#(?!(?:p|tr|tc)\s)")  # those with a prefix take their paragraph, row or cell with them
_BLANK = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’)|\s+")


def join_tags(paragraph: etree._Element) -> None:
    """Put each tag of a paragraph whole into the run in which it begins; comments go."""
    texts = own_texts(paragraph)
    pieces = [text.text or "" for text in texts]
    joined = "".join(pieces)
    tags = list(_TAG.finditer(joined))
    if not tags:
        return
    starts = [0, *accumulate(map(len, pieces))][:-1]
    for text in texts:
        text.text = ""

    def append(at: int, words: str) -> None:
        run = texts[bisect_right(starts, at) - 1]
        run.text = (run.text or "") + words

    at = 0
    for tag in [*tags, None]:
        end = tag.start() if tag else len(joined)
        for start, piece in zip(starts, pieces, strict=True):
            outside = piece[max(at - start, 0) : max(end - start, 0)]
            if outside:
                append(max(at, start), outside)
        if tag:
            append(tag.start(), _cleaned(tag.group(), joined[: tag.start()], joined[tag.end() :]))
            at = tag.end()


def _cleaned(tag: str, before: str, behind: str) -> str:
    """A tag as Jinja and docxtpl read it: without what nobody sees, with plain blanks outside of quotes.

    A trim mark, “{%-” or “-%}”, joins with the paragraph before or behind. Between words of its own paragraph it
    would cut off those up to the edge of the run, so it is dropped there.
    """
    tag = UNSEEN.sub("", tag)
    if _COMMENT.match(tag):
        return ""
    tag = _BLANK.sub(lambda found: found[1] or " ", tag)
    return (
        re.sub(r"^\{%-|-%\}$", lambda mark: mark[0].replace("-", ""), tag)
        if loses_trim_mark(tag, before, behind)
        else tag
    )


def loses_trim_mark(tag: str, before: str, behind: str) -> bool:
    """Whether a trim mark of a tag points at words of its own paragraph, which it would cut off."""
    return (tag.startswith("{%-") and bool(before.strip())) or (tag.endswith("-%}") and bool(behind.strip()))
