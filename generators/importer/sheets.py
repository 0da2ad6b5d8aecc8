"""The sheets of a workbook as one text: their names are headings where there are several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from generators.importer.head_forms import IS_TITLED, is_text
from generators.importer.lines import Block, SourceLine, SourceTable
from generators.importer.tables import opened_up

_UNNAMED = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
_SHORTEST_TITLE = 4


def of_sheets(sheets: Sequence[tuple[str, SourceTable]]) -> list[Block]:
    """The sheets of a workbook, each by its name, in their order.

    A title that all of them bear stands once, above them; of titles that differ, what they begin with in common.
    A sheet that has no name of its own is headed by its title.
    """
    if len(sheets) < 2:
        return opened_up([table for _, table in sheets])
    opened = [opened_up([table]) for _, table in sheets]
    titles = [_title(blocks) for blocks in opened]
    texts = list(dict.fromkeys(title.text for title in titles if title))
    common = _beginning(texts)
    found: list[Block] = []
    if len(texts) == 1 or (len(common) >= _SHORTEST_TITLE and IS_TITLED.search(common)):
        found.append(SourceLine(common, 1, common))
    for (name, table), blocks, title in zip(sheets, opened, titles, strict=True):
        heading = title.text if title and _UNNAMED.fullmatch(name) and len(texts) > 1 else name
        if not _UNNAMED.fullmatch(heading):
            found.append(SourceLine(heading, table.number, heading, level=1))
        found += [block for block in blocks if block is not title or title.text not in (common, heading)]
    return found


def _beginning(texts: Sequence[str]) -> str:
    """What texts begin with in common, without a mark at its end where they go on."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    words = "".join(letters[0] for letters in same)
    return words if words in texts else words.rstrip("（(—-、：: ")


def _title(blocks: Sequence[Block]) -> SourceLine | None:
    """The title above the table of a sheet: the first line that is no label and no marker of an attachment."""
    above = takewhile(lambda block: isinstance(block, SourceLine), blocks)
    lines = [line for line in above if isinstance(line, SourceLine)]
    first = next((line for line in lines if not re.search(r"：|^附(?:件|表)\s*\d*$", line.key)), None)
    return first if first and not is_text(first) else None
