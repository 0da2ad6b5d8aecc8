"""Tables that only lay out text: letterheads, imprints, boxes, and cards of labels with their values, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.dossier.task_columns import Column, column_of
from generators.importer.head_forms import COPIED, PRINTED
from generators.importer.lines import SourceLine, SourceTable, folded, line_of
from generators.importer.names import joined

_ROOM = "　　"
_STATES = (Column.LEADING, Column.COOPERATING, Column.DUE)


def laid_out(table: SourceTable) -> list[SourceLine] | None:
    """The paragraphs of a table that is one only to the eye; None where it is one to the mind as well."""
    rows = [words for row in table.rows if (words := _words(row))]
    if not rows:
        return None
    if all(len(words) == 1 for words in rows):
        pieces = [piece for (cell,) in rows for piece in cell.split("\n")]
    elif any(COPIED.fullmatch(folded(words[0])) or PRINTED.search(folded(words[-1])) for words in rows):
        pieces = [_ROOM.join(words) for words in rows]
    elif _is_card(rows):
        pieces = [piece for words in rows for piece in _stated(words)]
    else:
        return None
    return [line for piece in pieces if (line := line_of(piece, table.number)).text]


def _words(row: Sequence[str]) -> list[str]:
    """The cells of a row, a merged one once; none that are empty."""
    return [cell for at, cell in enumerate(row) if cell.strip() and (not at or cell != row[at - 1])]


def _is_card(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are labels with values beside them, under headings across: 牵头单位 | 某局."""
    labels = [column_of(folded(label)) for words in rows for label in words[0::2] if len(words) > 1]
    is_paired = all(len(words) == 1 or not len(words) % 2 for words in rows)
    return is_paired and all(labels) and Column.LEADING in labels and len({*labels} & {*_STATES}) > 1


def _stated(words: Sequence[str]) -> Iterator[str]:
    """What a row of a card states, a paragraph for each label."""
    if len(words) == 1:
        yield from words[0].split("\n")
        return
    for label, value in zip(words[0::2], words[1::2], strict=True):
        is_names = column_of(folded(label)) in _STATES
        first, *others = [joined(value)] if is_names else value.split("\n")
        yield f"{label}：{first}"
        yield from others
