"""Rendered parts of which it is known without a parser that they are well-formed.

A rendering is a row of pieces: the template's own text, and what its tags print. Where XML allows an empty element
inside of another element, it allows any character data and references as well (XML 1.0, production 43, content). So if
a rendering is well-formed with an empty element in the place of every value, it is so with any values that are nothing
but text. Documents of one template that repeat its rows equally often differ in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.characters import NOT_IN_XML
from generators.word.environment import LINE_BREAK
from generators.word.package import well_formed

_MOST = 200  # shapes kept
_EMPTY, _BREAK = "<v/>", str(LINE_BREAK)  # not Markup, which would escape what it is joined to
# No markup, no "]" of a "]]>", no character that XML cannot carry; of references only those that escaping makes.
_PLAIN = NOT_IN_XML.pattern.replace("[", r"[^<>&\]", 1) + "*"
_TEXT = re.compile(rf"{_PLAIN}(?:&(?:amp|lt|gt|#34|#39);{_PLAIN})*")

_Shape = tuple[str | int, ...]  # the template's own text, and for each value the number of its line breaks


class Shapes:
    """The shapes that renderings of one part of a template have had: whether each is well-formed with any text."""

    def __init__(self) -> None:
        self._known: dict[_Shape, bool] = {}

    def fault(self, pieces: Sequence[str], xml: bytes) -> str | None:
        """What is wrong with a rendering as XML (`xml`: its pieces joined), None when nothing is."""
        shape = _shape(pieces)
        if shape is None:
            return well_formed(xml)
        if shape not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[shape] = _takes_any_text(shape)
        return None if self._known[shape] else well_formed(xml)


def _shape(pieces: Sequence[str]) -> _Shape | None:
    """The shape of a rendering; None where a value is more than text and line breaks."""
    values = "\n".join(piece for piece in pieces if type(piece) is not str)  # a tag prints what was escaped: Markup
    if not _TEXT.fullmatch(values.replace(_BREAK, "\n")):
        return None
    return tuple([piece if type(piece) is str else piece.count(_BREAK) for piece in pieces])


def _takes_any_text(shape: _Shape) -> bool:
    """Whether every value stands where an element may: in content, not in a tag, a comment or a CDATA section."""
    own = "".join(piece for piece in shape if isinstance(piece, str))
    if "<!" in own or "<?" in own[1:] or "]" in own:  # an empty value might join "]]" and ">"
        return False
    values = {piece: _EMPTY + (_BREAK + _EMPTY) * piece for piece in shape if isinstance(piece, int)}
    empty = "".join(piece if isinstance(piece, str) else values[piece] for piece in shape)
    return well_formed(empty.encode("utf-8", "replace")) is None
