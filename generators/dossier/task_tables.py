"""表格列: the items of a text as one table, each column filled by what its heading says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generators.dossier.nodes import Table
from generators.dossier.printed_body import printed_sections, printed_within, table_line
from generators.dossier.task_columns import Column, columns_of
from generators.plan import Fields
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.bodies import AttachedBody, Body
    from generators.dossier.facts import Facts
    from generators.dossier.positions import Numbered

_ROWS_TO_FILL = 10  # of a table for which the notice gives no rows


def body_sections(facts: Facts, body: Body) -> list[Fields]:
    """The sections of a text as the notice prints them: as paragraphs, or where 表格列 says so as tables."""
    if not body.content.columns:
        return printed_sections(facts, body.sections)
    return [line for table, title in _tables(facts, body) for line in (*_heading(title), table_line(table))]


def to_fill(facts: Facts, body: AttachedBody) -> Table:
    """The table of an attachment that units fill in: its rows, or some empty ones where it has none."""
    table = body.content.table
    if body.content.columns:
        rows = [row for one, _ in _tables(facts, body) for row in one.rows]
        table = Table.model_construct(head=body.content.columns, rows=rows)
    assert table is not None, "the model asks for a table to fill in"
    return table if table.rows else table.model_copy(update={"rows": [[""] * len(table.head)] * _ROWS_TO_FILL})


def _heading(title: str) -> list[Fields]:
    return [{"级别": "一", "标题": title, "文字": ""}] if title else []


def _tables(facts: Facts, body: Body) -> Iterator[tuple[Table, str]]:
    """A table for each section with a heading, one for several without; rows are numbered through them all."""
    head, count = body.content.columns, 0
    columns = columns_of(head)
    tables: list[tuple[list[list[str]], str]] = []
    for section in body.sections:
        is_headed = bool(section.below and section.content.title) and Column.SECTION not in columns
        if is_headed or not tables or tables[-1][1]:
            tables.append(([], f"{section.prefix}{section.content.title}" if is_headed else ""))
        for place in section.below or (section,):
            count += 1
            tables[-1][0].append([_cell(facts, section, place, column, columns, count) for column in columns])
    return ((Table.model_construct(head=head, rows=rows), title) for rows, title in tables)


def _cell(
    facts: Facts, section: Numbered, place: Numbered, column: Column | None, columns: list[Column | None], count: int
) -> str:
    """What one column says of an item; empty where it is for somebody else to fill in."""
    content = place.content
    lead = content.lead or section.content.lead
    if column is Column.NUMBER:
        return content.odd_number or str(count)
    if column is Column.SECTION:
        return section.content.title
    if column is Column.LEADING:
        return _lead_words(facts, place, section)
    if column is Column.COOPERATING:
        return listed(dict.fromkeys([*lead.named(lead.cooperating), *content.responsible])) if lead else ""
    if column is Column.DUE:
        names = dict.fromkeys(name for node in content.nodes() for name in node.deadlines)
        return "\n".join(facts.deadlines[name].by() for name in names)
    if column is Column.TITLE:
        rest = [] if Column.CONTENT in columns else printed_within(facts, place)
        return "\n".join(filter(None, [content.title, *rest]))
    return "\n".join(printed_within(facts, place)) if column is Column.CONTENT else ""


def _lead_words(facts: Facts, place: Numbered, section: Numbered) -> str:
    """Who leads, else who is responsible; 表述 as it stands there."""
    lead = place.content.lead or section.content.lead
    if lead is None:
        return listed(place.content.responsible or section.content.responsible)
    return facts.lead_words(lead).strip("（）()") if lead.printed else listed(lead.named(lead.departments))


def unfilled(headings: Iterable[str]) -> list[str]:
    """The headings of which nobody can say what stands in their column."""
    headings = list(headings)
    return [name for name, column in zip(headings, columns_of(headings), strict=True) if column in (None, Column.OTHER)]
