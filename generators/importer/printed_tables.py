"""A text that is one table of tasks, to be printed as that table (表格列), where it prints as its source has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generators.characters import without_whitespace
from generators.dossier.task_columns import Column, columns_of
from generators.importer.leads import FoundLead
from generators.importer.lines import Block, SourceTable
from generators.importer.paragraph_entries import Entry
from generators.importer.table_heads import below_head
from generators.importer.tables import task_sections
from generators.wording import listed


def as_table(body: Entry, blocks: Sequence[Block]) -> Entry:
    """The entries of a text, with 表格列 where its items are the rows of one table whose cells they print."""
    tables = [one for one in blocks if isinstance(one, SourceTable) and task_sections(one)]
    sections = body.get("部分", [])
    if len(tables) != 1 or len(sections) != 1 or "标题" in sections[0]:
        return body
    rows = [row for row in below_head(tables[0]) if any(row)]
    headings = list(tables[0].rows[0]) if len(rows) == len(tables[0].rows) - 1 else []
    columns = columns_of(headings)
    known = [column for column in columns if column not in (None, Column.OTHER, Column.SECTION)]
    items = sections[0].get("事项", [])
    if not headings or len(known) < len(headings) or len(set(known)) < len(known) or len(items) != len(rows):
        return body
    made = [
        _row(item, dict(zip(known, row, strict=False)), place)
        for place, (item, row) in enumerate(zip(items, rows, strict=True), 1)
    ]
    if not all(made):
        return body
    return {"表格列": headings, **body, "部分": [{"序数": sections[0]["序数"], "事项": made}]}


def _row(item: Entry, cells: dict[Column, str], place: int) -> Entry | None:
    """An item as a row: date and lead without words of their own; None where its cells would print otherwise."""
    found = {key: value for key, value in item.items() if key not in ("接排", "正文", "牵头")}
    texts, dates = [], list[str]()
    for text in item.get("正文", []):
        is_due = isinstance(text, dict) and re.fullmatch("[^：]+：【时限：[^】]+】", text["内容"])
        if is_due:
            dates += text["时限"]
        else:
            texts.append(text)
    lead = item.get("牵头")
    if isinstance(lead, FoundLead):
        lead = _in_cells(lead, cells)
    fits = (
        cells.get(Column.NUMBER, str(place)) == str(place) and "原编号" not in item,
        Column.TITLE not in cells
        or without_whitespace(cells[Column.TITLE]) == without_whitespace(item.get("标题", "")),
        len(texts) == len([line for line in cells.get(Column.CONTENT, "").split("\n") if line.strip()]),
        bool(dates) == bool(cells.get(Column.DUE)),
        _fits(lead, cells),
    )
    if not all(fits):
        return None
    return found | _given({"时限": dates, "正文": texts, "牵头": lead})


def _in_cells(lead: FoundLead, cells: dict[Column, str]) -> FoundLead:
    """A lead as its cells print it: names alone need no words of their own, roles are words of their cell."""
    has_roles = not cells.get(Column.COOPERATING) and bool(lead.cooperating or lead.guiding)
    words = cells.get(Column.LEADING, "") if has_roles else ""
    return replace(lead, words=words, form=words)


def _fits(lead: Any, cells: dict[Column, str]) -> bool:
    """Whether a lead prints the cells of those who lead and who cooperate."""
    leading, cooperating = cells.get(Column.LEADING, ""), cells.get(Column.COOPERATING, "")
    if not isinstance(lead, FoundLead):
        return not leading and not cooperating
    return bool(lead.form) or (leading == listed(lead.departments) and cooperating == listed(lead.cooperating))


def _given(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if value}
