"""Task tables: what their columns hold, by the headings, and their rows as tasks with leads and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generators.characters import without_whitespace
from generators.dossier.task_columns import Column, column_of, settled
from generators.importer.lines import Block, SourceTable, folded, line_of

_SUB_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.])")
_PERIOD = re.compile(
    r"(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-—至]\d{1,2})?月(?:份|底|末)?|(?:19|20)\d{2}年|全年)(?:.{0,8})"
)
_NUMBERED = re.compile(r"(\d{1,3})[.．、](?!\d)")
_BODY = "(?:单位|部门|科室|处室|地区|乡镇|街道)(?:名称)?|责任"  # heads the column of those who lead where no other does
_REMARK = re.compile("(?:注|备注|说明|填表|填报)(?:\\d)?[：:]")


@dataclass
class TaskPart:
    """What one row of a task states: paragraphs, a date, and the other columns, as (heading, words)."""

    texts: list[str] = field(default_factory=list)
    due: tuple[str, str] = ("", "")
    others: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class TaskRow:
    """A task: a row, or several that merged cells make one. `leading` and `cooperating` are (heading, words)."""

    number: str = ""
    title: str = ""
    leading: tuple[str, str] = ("", "")
    cooperating: tuple[str, str] = ("", "")
    parts: list[TaskPart] = field(default_factory=list)


@dataclass
class TaskSection:
    """The rows below a row that is a heading; without title where there is none."""

    title: str = ""
    rows: list[TaskRow] = field(default_factory=list)


def opened_up(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the rows above and below a table that are lines across it as paragraphs."""
    found: list[Block] = []
    for block in blocks:
        if not isinstance(block, SourceTable) or (head := _head_of(block.rows)) is None:
            found.append(block)
            continue
        above, end = block.rows[: head[0]], len(block.rows)
        while end > head[1] and _REMARK.match(folded(_only(block.rows[end - 1]))):
            end -= 1
        found += _lines(above, block.number)
        found.append(SourceTable(block.rows[head[0] : end], block.number + head[0], block.title))
        found += _lines(block.rows[end:], block.number + end)
    return found


def _lines(rows: Sequence[Sequence[str]], number: int) -> Iterator[Block]:
    for index, row in enumerate(rows):
        for cell in dict.fromkeys(cell for cell in row if cell.strip()):
            for piece in cell.split("\n"):
                if (line := line_of(piece, number + index)).text:
                    yield line


def task_sections(table: SourceTable) -> list[TaskSection] | None:
    """The tasks of a table; None where its columns are not those of a task table."""
    head = _head_of(table.rows)
    if head is None:
        return None
    roles = _roles(table.rows[head[0] : head[1]])
    if "leading" not in roles.values() and "due" not in roles.values():
        return None
    names = [_heading(table.rows[head[0] : head[1]], column) for column in range(len(roles))]
    sections = [TaskSection()]
    for row in table.rows[head[1] :]:
        if not any(cell.strip() for cell in row):
            continue
        if title := _sub_heading(row):
            sections.append(TaskSection(title))
            continue
        _take(sections, _row(row, roles, names), _cells(row, roles, "section"))
    return [section for section in sections if section.rows or section.title]


def _take(sections: list[TaskSection], row: TaskRow, section: list[str]) -> None:
    """Put a row into its section, or into the row above that it goes on with."""
    title = section[0] if section else ""
    if title and title != sections[-1].title:
        sections.append(TaskSection(title))
    rows = sections[-1].rows
    last = rows[-1] if rows else None
    goes_on = last is not None and row.title == last.title and row.number == last.number and bool(row.title)
    same = last is not None and (row.leading, row.cooperating) == (last.leading, last.cooperating)
    if goes_on and same and last is not None:
        _join(last.parts, row.parts[0])
    elif row.title or row.parts[0].texts:
        rows.append(row)


def _join(parts: list[TaskPart], part: TaskPart) -> None:
    """Add what a row of a merged task states; dates and remarks that are merged as well stand once, at the end."""
    last = parts[-1]
    if last.due == part.due:
        last.due = ("", "")
    last.others = [one for one in last.others if one not in part.others]
    part.texts = [text for text in part.texts if all(text not in one.texts for one in parts)]
    parts.append(part)


# -- headings of columns --------------------------------------------------------------------------------------------


def _head_of(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Where the rows with the headings of columns begin and end."""
    for index, row in enumerate(rows[:8]):
        known = [role for cell in row if (role := _role(cell))]
        if len(set(known)) >= 2 and {"title", "content"} & set(known) and {"leading", "due", "number"} & set(known):
            return index, index + 1 + _goes_on(row, rows[index + 1] if index + 1 < len(rows) else ())
    return None


def _goes_on(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the head of a table goes on in the row below: cells that are merged over both, parts of a heading."""
    merged = sum(1 for over, under in zip(row, below, strict=False) if over.strip() and over == under)
    subheadings = [under for over, under in zip(row, below, strict=False) if under.strip() and over != under]
    known = sum(1 for cell in below if _role(cell))
    return (
        merged >= 2 and all(_role(cell) or _PERIOD.fullmatch(folded(cell)) for cell in subheadings)
    ) or known >= max(2, len(below) - 1)


def below_head(table: SourceTable) -> Sequence[Sequence[str]]:
    """The rows of a table below the headings of its columns."""
    head = _head_of(table.rows)
    return table.rows[head[1] :] if head else table.rows


def _role(cell: str) -> Column | None:
    return column_of(folded(cell))


def _roles(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    columns = range(max(map(len, rows)))
    headings = [_heading(rows, column) for column in columns]
    found = [
        Column.OTHER if _PERIOD.fullmatch(headings[at]) else _role(headings[at]) or _role(_top(rows, at))
        for at in columns
    ]
    if Column.LEADING not in found:
        found = [Column.LEADING if re.fullmatch(_BODY, headings[at]) else found[at] for at in columns]
    return {at: column or "" for at, column in enumerate(settled(found, headings))}


def _top(rows: Sequence[Sequence[str]], column: int) -> str:
    return rows[0][column] if column < len(rows[0]) else ""


def _heading(rows: Sequence[Sequence[str]], column: int) -> str:
    """The heading of a column: the lowest of its cells that says something."""
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    return without_whitespace(cells[-1]) if cells else ""


# -- rows -----------------------------------------------------------------------------------------------------------


def _only(row: Sequence[str]) -> str:
    """The words of a row that has words in one place only, or the same in all; else empty."""
    words = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    return words[0] if len(words) == 1 else ""


def _sub_heading(row: Sequence[str]) -> str:
    """The words of a row that is a heading: one cell across it, or a Chinese number and one cell."""
    words = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    if len(words) == 1 and (len(words[0]) < 60 or _SUB_HEADING.match(folded(words[0]))):
        return without_whitespace(words[0])
    if len(words) == 2 and re.fullmatch("[一二三四五六七八九十]{1,3}[、.]?", words[0]):
        return f"{words[0].rstrip('、.')}、{words[1]}"
    return ""


def _cells(row: Sequence[str], roles: dict[int, str], role: str) -> list[str]:
    found = [row[column].strip() for column, one in roles.items() if one == role and column < len(row)]
    return list(dict.fromkeys(cell for cell in found if cell))


def _row(row: Sequence[str], roles: dict[int, str], names: Sequence[str]) -> TaskRow:
    part = TaskPart()
    found = TaskRow(number="".join(_cells(row, roles, "number")[:1]), parts=[part])
    titles = _cells(row, roles, "title")
    found.title = without_whitespace(titles[0]) if titles else ""
    numbered = _NUMBERED.match(folded(found.title))
    if numbered and not found.number:
        found.number, found.title = numbered[1], found.title[numbered.end() :]
    for text in [*titles[1:], *_cells(row, roles, "content")]:
        part.texts += [re.sub(r"[ \t　]", "", line) for line in text.split("\n") if line.strip()]
    for column, role in roles.items():
        words = row[column].strip() if column < len(row) else ""
        if not words or role in ("number", "title", "content", "section"):
            continue
        if role == "leading" and not found.leading[1]:
            found.leading = (names[column], words)
        elif role == "cooperating" and not found.cooperating[1]:
            found.cooperating = (names[column], words)
        elif role == "due" and not part.due[1]:
            part.due = (names[column], words)
        else:
            part.others.append((names[column], without_whitespace(words)))
    return found
