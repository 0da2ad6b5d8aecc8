"""Numbers in a Word file that are none: Word calls a document with one of them damaged, and other readers go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generators.problems import Place, Problem, error
from generators.word.parts import part_of, text_parts

# Elements whose attributes are numbers (ISO/IEC 29500-1, 17.18), but for those that `_NUMBERS` does not name.
_ELEMENTS = re.compile(
    r"<w:(?:sz|szCs|gridSpan|kern|position|numId|ilvl|outlineLvl|pgSz|pgMar|gridCol|tcW|tblW|tblInd|ind|spacing"
    r"|trHeight|cols|docGrid)\b([^<>]*)>"
)
_NUMBERS = re.compile(
    r"""w:(?:val|w|h|top|bottom|left|right|start|end|header|footer|gutter|line|before|after|firstLine|hanging|space
    |linePitch|charSpace)=["']([^"']*)["']""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?\d{1,9}(\.\d+)?(mm|cm|in|pt|pc|pi|%)?|auto|.*\{.*")  # a tag may print one
_LISTS = ("styles", "numbering")


def unreadable_numbers(parts: Mapping[str, bytes], file: str) -> list[Problem]:
    """An error for each word that stands where a number has to be. `file` names it in problems."""
    hint = "用 Word 或 WPS 打开后另存一次；打不开的，换一份完好的模板"
    found = dict.fromkeys(_found(parts))
    return [error(f"格式里应当写数的地方写着“{value[:30]}”", hint, Place(file)) for value in found]


def _found(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name in (*text_parts(parts), *filter(None, (part_of(parts, kind) for kind in _LISTS))):
        for element in _ELEMENTS.finditer(parts[name].decode("utf-8", "replace")):
            yield from (one[1] for one in _NUMBERS.finditer(element[1]) if not _NUMBER.fullmatch(one[1]))
