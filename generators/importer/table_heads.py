"""The rows at the head of a task table that name its columns, and what these hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generators.characters import without_whitespace
from generators.dossier.task_columns import Column, column_of, settled
from generators.importer.lines import SourceTable, folded

_PERIOD = re.compile(
    r"(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-—至]\d{1,2})?月(?:份|底|末)?|(?:19|20)\d{2}年|全年)(?:.{0,8})"
)
_BODY = "(?:单位|部门|科室|处室|地区|乡镇|街道)(?:名称)?|责任"  # heads the column of those who lead where no other does
_TASKS = re.compile("[一-龥]{1,6}(?:标题|名称|事项|任务|工作|项目|问题|建议|议题|内容)")
_ROLES = dict.fromkeys(("牵头", "主办"), Column.LEADING) | dict.fromkeys(("配合", "协办", "参与"), Column.COOPERATING)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MOST_ABOVE = 8


def head_of(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Where the rows with the headings of columns begin and end."""
    for index, row in enumerate(rows[:_MOST_ABOVE]):
        if is_head(row):
            return index, index + 1 + _goes_on(row, rows[index + 1] if index + 1 < len(rows) else ())
    return None


def is_head(row: Sequence[str]) -> bool:
    """Whether the cells of a row are together the headings of a task table."""
    known = {role for role in _with_title([_role(cell) for cell in row], row) if role}
    return len(known) >= 2 and bool({"title", "content"} & known) and bool({"leading", "due", "number"} & known)


def _goes_on(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the head of a table goes on in the row below: cells that are merged over both, parts of a heading."""
    merged = sum(1 for over, under in zip(row, below, strict=False) if over.strip() and over == under)
    subheadings = [under for over, under in zip(row, below, strict=False) if under.strip() and over != under]
    known = sum(1 for cell in below if _role(cell))
    return (
        merged >= 2 and all(_role(cell) or _PERIOD.fullmatch(folded(cell)) for cell in subheadings)
    ) or known >= max(2, len(below) - 1)


def below_head(table: SourceTable) -> list[Sequence[str]]:
    """The rows of a table below the headings of its columns, without those that repeat them on another page."""
    head = head_of(table.rows)
    if head is None:
        return list(table.rows)
    heads = {bare_row(row) for row in table.rows[head[0] : head[1]]}
    return [row for row in table.rows[head[1] :] if bare_row(row) not in heads]


def head_words(table: SourceTable) -> str:
    """The headings of a table's columns in a row, folded; empty where it has none."""
    head = head_of(table.rows)
    return folded("；".join(cell for row in table.rows[slice(*head)] for cell in row)) if head else ""


def bare_row(row: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row without blanks, by which a head is known where it repeats."""
    return tuple(map(without_whitespace, row))


def columns_in(table: SourceTable) -> tuple[dict[int, str], list[str]] | None:
    """What the columns of a table hold, and their headings; None where they are not those of a task table,
    or its rows are still blank."""
    head = head_of(table.rows)
    if head is None:
        return None
    rows = table.rows[head[0] : head[1]]
    names = [heading_of(rows, column) for column in range(max(map(len, rows)))]
    roles = _roles(rows, names)
    below = below_head(table)
    if ("leading" not in roles.values() and "due" not in roles.values()) or _is_blank(below, roles):
        return None
    return _with_sections(roles, below), names


def _is_blank(rows: Sequence[Sequence[str]], roles: dict[int, str]) -> bool:
    """Whether rows state nothing but their numbers: a form that is still to be filled in."""
    return not any(cell.strip() and roles.get(at) != "number" for row in rows for at, cell in enumerate(row))


def _with_sections(roles: dict[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Columns with that of the titles as sections, where its cells bear Chinese numbers or stand over rows with
    numbers of their own, and what is to be done stands in another column."""
    at = {role: column for column, role in reversed(roles.items())}
    if "section" in at or "title" not in at or "content" not in at:
        return roles
    titles = [folded(row[at["title"]]) for row in rows if len(row) > at["title"] and len(set(filter(None, row))) > 2]
    are_numbered = bool(titles) and all(re.match(f"{_NUMERAL}、", title) for title in titles)
    if not are_numbered and not ("number" in at and _share_titles(rows, at["title"], at["number"])):
        return roles
    return roles | {at["title"]: "section", at["content"]: "title"}


def _share_titles(rows: Sequence[Sequence[str]], title: int, number: int) -> bool:
    """Whether a title stands over rows with several numbers."""
    full = [row for row in rows if len(row) > max(title, number)]
    return any(
        above[title].strip() and above[title] == row[title] and above[number] != row[number] and row[number].strip()
        for above, row in pairwise(full)
        if len(set(filter(None, row))) > 2
    )


def _role(cell: str) -> Column | None:
    return column_of(folded(cell)) or _ROLES.get(without_whitespace(cell))


def _with_title(found: list[Column | None], row: Sequence[str]) -> list[Column | None]:
    """Columns with one whose heading ends as that of the tasks would, where none is known to bear the tasks."""
    if {Column.TITLE, Column.CONTENT} & set(found) or not {Column.LEADING, Column.DUE} & set(found):
        return found
    likely = [at for at, cell in enumerate(row) if found[at] is None and _TASKS.fullmatch(without_whitespace(cell))]
    return [Column.TITLE if likely and at == likely[0] else column for at, column in enumerate(found)]


def _roles(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> dict[int, str]:
    found = [
        Column.OTHER if _PERIOD.fullmatch(heading) else _role(heading) or _role(_top(rows, at))
        for at, heading in enumerate(headings)
    ]
    found = _with_title(found, headings)
    if Column.LEADING not in found:
        found = [Column.LEADING if re.fullmatch(_BODY, headings[at]) else found[at] for at in range(len(found))]
    return {at: column or "" for at, column in enumerate(settled(found, headings))}


def _top(rows: Sequence[Sequence[str]], column: int) -> str:
    return rows[0][column] if column < len(rows[0]) else ""


def heading_of(rows: Sequence[Sequence[str]], column: int) -> str:
    """The heading of a column: the lowest of its cells that says something."""
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    return without_whitespace(cells[-1]) if cells else ""
