"""Rendered parts that differ from an earlier one in nothing but text, and so need no parser any more.

A rendering is a row of pieces: the template's own text, and what its tags print. Where XML allows an empty element
inside of another element, it allows any character data and references as well (XML 1.0, production 43, content). So if
a rendering is well-formed with an empty element in the place of every value, it is so with any values that are nothing
but text; and what is done to its elements and attributes is done alike. Documents of one template that repeat its rows
equally often differ in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generators.characters import NOT_IN_XML
from generators.word.environment import LINE_BREAK
from generators.word.package import well_formed

_MOST = 50  # shapes kept: some 60 KB each
_BREAK = str(LINE_BREAK)  # not Markup, which would escape what it is joined to
_EMPTY = "<v/>"
_MARK = "\ue000"  # of private use: stands for a value
# No markup, no "]" of a "]]>", no character that XML cannot carry or that a parser changes; of references only those
# that escaping makes.
_PLAIN = NOT_IN_XML.pattern.replace("[", r"[^<>&\]\r", 1) + "*"
_TEXT = re.compile(rf"{_PLAIN}(?:&(?:amp|lt|gt|#34|#39);{_PLAIN})*")

_Shape = tuple[str | None, ...]  # what is as it is in the template or in a tag; None for a text


class Shapes:
    """The shapes that renderings of one part of a template have had, each with its text as it is finished.

    `finish` changes elements and attributes of a well-formed part, whatever its text.
    """

    def __init__(self, finish: Callable[[bytes], bytes] | None = None) -> None:
        self._finish = finish
        self._known: dict[_Shape, list[str] | None] = {}

    def part(self, pieces: Sequence[str]) -> bytes | None:
        """A rendering, finished; None where it is not well-formed."""
        shape, values = _shape(pieces)
        if _TEXT.fullmatch("\n".join(values)):
            if shape not in self._known:
                if len(self._known) >= _MOST:
                    self._known.clear()
                self._known[shape] = self._finished(shape) if _takes_any_text(shape) else None
            between = self._known[shape]
            if between is not None:
                return self._filled(between, values)
        xml = "".join(pieces).encode("utf-8", "replace")
        if well_formed(xml) is not None:
            return None
        return self._finish(xml) if self._finish else xml

    def _finished(self, shape: _Shape) -> list[str] | None:
        """What stands between the values once a part is finished; None where the values are not found again."""
        marked = "".join(_MARK if piece is None else piece for piece in shape)
        if self._finish:
            marked = self._finish(marked.encode("utf-8", "replace")).decode()
        between = marked.split(_MARK)
        return between if len(between) == shape.count(None) + 1 else None

    def _filled(self, between: Sequence[str], values: Sequence[str]) -> bytes:
        if self._finish:  # lxml writes quotation marks in text as they are
            values = [one.replace("&#34;", '"').replace("&#39;", "'") if "#" in one else one for one in values]
        pairs = zip(between, (*values, ""), strict=True)
        return "".join([piece for pair in pairs for piece in pair]).encode("utf-8", "replace")


def _shape(pieces: Sequence[str]) -> tuple[_Shape, list[str]]:
    """The shape of a rendering, and its values: what tags print, line by line, but nothing and what an attribute is."""
    shape, values = list[str | None](), list[str]()
    is_attribute = False
    for piece in pieces:
        if type(piece) is str:  # the template's own; what a tag prints was escaped and is Markup
            opened, closed = piece.rfind("<"), piece.rfind(">")
            is_attribute = opened > closed if opened != closed else is_attribute
            shape.append(piece)
            continue
        for number, line in enumerate(str(piece).split(_BREAK) if "<" in piece else (str(piece),)):
            if number:
                shape.append(_BREAK)
            if not line or is_attribute:
                shape.append(line)
            else:
                shape.append(None)
                values.append(line)
    return tuple(shape), values


def _takes_any_text(shape: _Shape) -> bool:
    """Whether every value stands where an element may: in content, not in a tag, a comment or a CDATA section."""
    markup = "".join(piece for piece in shape if piece is not None)
    if "<!" in markup or "<?" in markup[1:]:
        return False
    return (
        well_formed("".join(_EMPTY if piece is None else piece for piece in shape).encode("utf-8", "replace")) is None
    )
