"""Task tables: their rows as tasks with leads and dates, by what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest

from generators.characters import without_whitespace
from generators.importer.layout_tables import laid_out
from generators.importer.lines import Block, SourceTable, folded, line_of
from generators.importer.outline import number_of
from generators.importer.table_heads import bare_row, below_head, columns_in, head_of, is_head

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SUB_HEADING = re.compile(rf"(?:{_NUMERAL}[、.]|（{_NUMERAL}）|\d{{1,2}}[、.])")
_NUMBERED = re.compile(r"(\d{1,3})[.．、](?!\d)")
_REMARK = re.compile("(?:注|备注|说明|填表|填报|制表|审核|联系)[^：:。]{0,6}[：:]|※|(?:合|总|小|共)计")
_LABEL = re.compile("[^：:，。]{2,8}[：:]")

Stated = tuple[str, str]  # the heading of a column, and the words of a cell below it


@dataclass
class TaskPart:
    """What one row of a task states: paragraphs, a date, and the other columns."""

    texts: list[str] = field(default_factory=list)
    due: Stated = ("", "")
    others: list[Stated] = field(default_factory=list)


@dataclass
class TaskRow:
    """A task: a row, or several that merged cells make one.

    `below`: rows under its one title of which each has a lead of its own.
    """

    number: str = ""
    title: str = ""
    leading: Stated = ("", "")
    cooperating: list[Stated] = field(default_factory=list)
    parts: list[TaskPart] = field(default_factory=list)
    below: list[TaskRow] = field(default_factory=list)


@dataclass
class TaskSection:
    """The rows below a heading; without title where there is none. `inner`: it stands below another heading."""

    title: str = ""
    rows: list[TaskRow] = field(default_factory=list)
    inner: bool = False


def opened_up(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with tables that only lay out text as paragraphs, and the rows above and below others that are lines."""
    found: list[Block] = []
    for block in blocks:
        if not isinstance(block, SourceTable) or (head := head_of(block.rows)) is None:
            lines = laid_out(block) if isinstance(block, SourceTable) else None
            found += lines if lines is not None else [block]
            continue
        if another := _another_head(block.rows, head[1]):
            found += opened_up([replace(block, rows=block.rows[:another])])
            found += opened_up([SourceTable(block.rows[another:], block.number + another, block.title)])
            continue
        above, end = block.rows[: head[0]], len(block.rows)
        while end > head[1] and _is_remark(block.rows[end - 1]):
            end -= 1
        if end == head[1]:  # a form: its blank rows are to be filled in
            end += len(list(takewhile(lambda row: not _words(row), block.rows[end:])))
        found += _lines(above, block.number)
        found.append(SourceTable(block.rows[head[0] : end], block.number + head[0], block.title))
        found += _lines(block.rows[end:], block.number + end)
    return found


def _another_head(rows: Sequence[Sequence[str]], start: int) -> int:
    """Where another table with other columns begins among the rows of a sheet, its heading included; 0 if none does."""
    known = set(map(bare_row, rows[:start]))
    heads = (at for at in range(start, len(rows)) if bare_row(rows[at]) not in known and is_head(rows[at]))
    at = next(heads, 0)
    while at > start and len(_words(rows[at - 1])) < 2:
        at -= 1
    return at


def _is_remark(row: Sequence[str]) -> bool:
    """Whether a row at the end of a table is no task: empty, a note, a total, or labels (填表人：…, 日期：…)."""
    words = _words(row)
    return not words or _REMARK.match(folded(words[0])) is not None or all(map(_LABEL.match, words))


def _lines(rows: Sequence[Sequence[str]], number: int) -> Iterator[Block]:
    for index, row in enumerate(rows):
        words = _words(row)
        if len(words) > 1 and all(map(_LABEL.match, words)):
            words = ["　　".join(words)]
        elif words and re.fullmatch("(?:合|总|小|共)计", words[0]):
            words = ["：".join(filter(None, (words[0], "，".join(words[1:]))))]
        for cell in words:
            for piece in cell.split("\n"):
                if (line := line_of(piece, number + index)).text:
                    yield line


def task_sections(table: SourceTable) -> list[TaskSection] | None:
    """The tasks of a table; None where its columns are not those of a task table."""
    columns = columns_in(table)
    if columns is None:
        return None
    roles, names = columns
    sections = [TaskSection()]
    has_headings = False
    rows = [row for row in below_head(table) if any(cell.strip() for cell in row)]
    for row, below in zip_longest(rows, rows[1:], fillvalue=()):
        if title := _sub_heading(row, below):
            sections.append(TaskSection(title))
            has_headings = True
            continue
        title = without_whitespace("".join(_cells(row, roles, "section")[:1]))
        if title and title != sections[-1].title:
            sections.append(TaskSection(title, inner=has_headings))
        _take(sections[-1].rows, _row(row, roles, names))
    return [section for section in sections if section.rows or section.title]


def _take(rows: list[TaskRow], row: TaskRow) -> None:
    """Put a row among those of its section, or into the one above that it goes on with."""
    last = rows[-1] if rows else None
    is_blank = not row.title and not row.number  # cells that are left empty go on with those above as merged ones do
    if last is None or not (is_blank or (row.title and (row.title, row.number) == (last.title, last.number))):
        if row.title or row.parts[0].texts:
            rows.append(row)
        return
    above = last.below[-1] if last.below else last
    if is_blank and not row.leading[1] and not row.cooperating:
        row.leading, row.cooperating = above.leading, above.cooperating
    if (row.leading, row.cooperating) == (above.leading, above.cooperating):
        _join(above.parts, row.parts[0])
        return
    if not last.below:
        rows[-1] = last = TaskRow(last.number, last.title, below=[replace(last, number="", title="")])
    last.below.append(replace(row, number="", title=""))


def _join(parts: list[TaskPart], part: TaskPart) -> None:
    """Add what a row of a merged task states; dates and remarks that are merged as well stand once, at the end."""
    last = parts[-1]
    if last.due == part.due:
        last.due = ("", "")
    last.others = [one for one in last.others if one not in part.others]
    part.texts = [text for text in part.texts if all(text not in one.texts for one in parts)]
    parts.append(part)


# -- rows -----------------------------------------------------------------------------------------------------------


def _words(row: Sequence[str]) -> list[str]:
    """What stands in a row, each only once, however many places a merged cell covers."""
    return list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))


def _sub_heading(row: Sequence[str], below: Sequence[str]) -> str:
    """The words of a row that is a heading: one cell across it, or a Chinese number and one cell, or a number that
    the number of the row below goes on with (1, 1.1) and one cell.
    """
    words = _words(row)
    if len(words) == 2 and words[0].isdecimal() and re.match(rf"{words[0]}[.．\-]\d", "".join(_words(below)[:1])):
        return f"{words[0]}.{without_whitespace(words[1])}"
    if len(words) == 1 and (len(words[0]) < 60 or _SUB_HEADING.match(folded(words[0]))):
        return without_whitespace(words[0])
    if len(words) == 2 and re.fullmatch(f"{_NUMERAL}[、.]?|（{_NUMERAL}）", folded(words[0])):
        mark = "" if words[0][-1] in "）)" else "、"
        return f"{words[0].rstrip('、.')}{mark}{without_whitespace(words[1])}"
    return ""


def _cells(row: Sequence[str], roles: dict[int, str], role: str) -> list[str]:
    found = [row[column].strip() for column, one in roles.items() if one == role and column < len(row)]
    return list(dict.fromkeys(cell for cell in found if cell))


def _row(row: Sequence[str], roles: dict[int, str], names: Sequence[str]) -> TaskRow:
    part = TaskPart()
    found = TaskRow(number="".join(_cells(row, roles, "number")[:1]), parts=[part])
    titles = _cells(row, roles, "title")
    if titles:
        found.title, part.texts = _title(titles[0])
    numbered = _NUMBERED.match(folded(found.title))
    if numbered and not found.number:
        found.number, found.title = numbered[1], found.title[numbered.end() :]
    for text in [*titles[1:], *_cells(row, roles, "content")]:
        part.texts += _paragraphs(text)
    for column, role in roles.items():
        words = row[column].strip() if column < len(row) else ""
        if words and role not in ("number", "title", "content", "section"):
            _state(found, role, (names[column], words))
    return found


def _state(row: TaskRow, role: str, stated: Stated) -> None:
    """Put what a cell states where it belongs; what has no place of its own, or has one already, is kept beside it."""
    part = row.parts[0]
    if role == "leading" and not row.leading[1]:
        row.leading = stated
    elif role == "cooperating" and stated not in row.cooperating:
        row.cooperating.append(stated)
    elif role == "due" and not part.due[1]:
        part.due = stated
    elif role != "cooperating":
        part.others.append((stated[0], without_whitespace(stated[1])))


def _title(cell: str) -> tuple[str, list[str]]:
    """The title in a cell, and the points that stand below it; without title where they stand alone."""
    lines = _paragraphs(cell)
    first = next((at for at, line in enumerate(lines) if at and number_of(line)), 0)
    if not first:
        return "".join(lines), []
    return ("", lines) if number_of(lines[0]) else ("".join(lines[:first]), lines[first:])


def _paragraphs(cell: str) -> list[str]:
    return [re.sub(r"[ \t　]", "", line) for line in cell.split("\n") if line.strip()]
