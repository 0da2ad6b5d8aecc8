"""The words at one place of a form, and what they answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.forms.cells import Table

TASK = "任务"
_SHORT = 12


@dataclass(frozen=True)
class Passage:
    """Words at one place. `label` tells what they answer, empty where nothing does; `entry` counts the tasks from 1.

    With the label 任务 they are the heading of that entry (`heading`, where a plan's row is not one as it stands).
    `more`: they go on with the words under the same label. `story`: where they stand outside of the body.
    `is_paragraph`: a paragraph of the body, outside of tables. `beside`: the words left of it, or at the head of its
    column, where these are no label.
    """

    place: str
    lines: tuple[str, ...]
    label: str = ""
    entry: int = 0
    heading: str = ""
    more: bool = False
    story: str = ""
    is_paragraph: bool = False
    beside: str = ""


def key(text: str) -> str:
    """A text without its blanks, to compare texts by."""
    return re.sub(r"[\s　\u00a0\u200b\ufeff]", "", text)


@dataclass
class Tasks:
    """How far reading has come: tasks so far, whether the last is open, and the rank of its last question.

    A table split in two goes on with the open task, a new table does not.
    """

    entries: int = 0
    open: bool = False
    last: int = -1


def place_of(table: Table, row: int, cell: int) -> str:
    """表3第2行第1格, with the printed words that say what is asked there, as far as there are."""
    cells = table.rows[row]
    if row and (above := table.heads.get(cells[cell].column)):
        what = above
    else:
        what = cells[0].text if cell and cells[0].lines else table.title
    what = what.strip()
    short = what if len(what) <= 2 * _SHORT else f"{what[: 2 * _SHORT]}…"
    return f"表{table.number}第{row + 1}行第{cell + 1}格" + (f"（{short}）" if short and "\n" not in short else "")
