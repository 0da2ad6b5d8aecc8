"""Task tables: what their columns hold, by the headings, and their rows as tasks with leads and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generators.importer.lines import Block, SourceTable, folded, line_of

_ROLES: tuple[tuple[str, str], ...] = (
    ("number", "序号|编号|项次|号"),
    (
        "cooperating",
        "配合单位|配合部门|协办单位|协办部门|参与单位|参与部门|参加单位|协同单位|协助单位|支持单位|配合责任单位",
    ),
    (
        "leading",
        "牵头单位|牵头部门|牵头责任单位|牵头（责任）单位|责任单位|责任部门|主责单位|主办单位|主办部门|承办单位|承办部门|负责单位|负责部门|"
        "实施单位|落实单位|责任主体|牵头处室|责任处室|责任科室|实施主体|主要责任单位|责任分工|部门分工|分工",
    ),
    (
        "due",
        "(?:工作|任务|整改|办理|计划|目标)?完成(?:时限|时间|期限|日期)(?:要求)?|时限(?:要求)?|时间|时间节点|时间安排|时间要求|时间进度|进度安排|整改时限|办结时限|工作时限|推进时限|期限|实施时间",
    ),
    ("section", "类别|领域|方面|分类|板块|任务类别|一级指标|任务分类|类型|专项|重点领域|工作领域"),
    (
        "content",
        "(?:具体|主要|重点)?(?:工作|任务|推进|整改|落实|实施)?(?:措施|内容|举措|要求)(?:及要求)?|具体任务|具体工作|工作目标|目标要求|工作目标及措施|"
        "年度目标|目标|具体目标|具体事项|主要内容及要求|工作标准|成果形式|工作成果|任务分解|任务目标|建设内容",
    ),
    (
        "title",
        "(?:重点|主要|工作|改革|目标|年度|具体)*(?:任务|工作|事项|项目)(?:名称|事项|任务|项目)?|问题|存在问题|指标|任务要求|政策措施|条款|名称|主要任务及措施",
    ),
    (
        "other",
        "责任人|牵头领导|分管领导|责任领导|市领导|县领导|区领导|备注|说明|联系人|电话|联系电话|资金|投资|进展情况|完成情况|依据|来源",
    ),
)
_SUB_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.])")
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
            end = index + 1
            if end < len(rows) and sum(1 for cell in rows[end] if _role(cell)) >= max(2, len(rows[end]) - 1):
                end += 1
            return index, end
    return None


def _role(cell: str) -> str:
    key = re.sub(r"[\s　]", "", folded(cell))
    return next((role for role, words in _ROLES if key and re.fullmatch(f"(?:{words})(?:（[^（）]*）)?", key)), "")


def _roles(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    width = max(map(len, rows))
    roles = {
        column: _role(_heading(rows, column)) or _role(rows[0][column] if column < len(rows[0]) else "")
        for column in range(width)
    }
    if "title" not in roles.values():
        first = next((column for column, role in roles.items() if role == "content"), None)
        roles |= {first: "title"} if first is not None else {}
    leading = [column for column, role in roles.items() if role == "leading"]
    if len(leading) > 1:
        headings = {column: _heading(rows, column) for column in leading}
        first = next(
            (column for column in leading if "牵头" in headings[column] or "主办" in headings[column]), leading[0]
        )
        roles |= {column: "cooperating" for column in leading if column != first}
    return roles


def _heading(rows: Sequence[Sequence[str]], column: int) -> str:
    """The heading of a column: the lowest of its cells that says something."""
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    return re.sub(r"[\s　]", "", cells[-1]) if cells else ""


# -- rows -----------------------------------------------------------------------------------------------------------


def _only(row: Sequence[str]) -> str:
    """The words of a row that has words in one place only, or the same in all; else empty."""
    words = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    return words[0] if len(words) == 1 else ""


def _sub_heading(row: Sequence[str]) -> str:
    """The words of a row that is a heading: one cell across it, or a Chinese number and one cell."""
    words = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    if len(words) == 1 and (len(words[0]) < 60 or _SUB_HEADING.match(folded(words[0]))):
        return re.sub(r"[\s　]", "", words[0])
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
    found.title = re.sub(r"[\s　]", "", titles[0]) if titles else ""
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
            part.others.append((names[column], re.sub(r"\s+", "", words)))
    return found
