"""The rows of a task table as entries of notice.yaml: titles, texts, leads, dates."""

from __future__ import annotations

from collections.abc import Sequence

from generators.dossier.ordinals import Ordinal
from generators.importer.names import joined
from generators.importer.outline import Numbered, number_of
from generators.importer.paragraph_entries import Entry, Paragraphs
from generators.importer.tables import TaskPart, TaskRow, TaskSection
from generators.importer.task_dates import due_paragraph
from generators.importer.task_leads import heading_lead, row_lead

_LONGEST_TITLE = 40


def section_entries(sections: Sequence[TaskSection], paragraphs: Paragraphs, line: int) -> tuple[list[Entry], bool]:
    """The sections of a table, and whether the numbers of its rows run on through them.

    Rows above the first heading make a section without a title.
    """
    numbers = [row.number for section in sections for row in section.rows]
    headings = [number_of(section.title) for section in sections]
    highest = next((one.ordinal for one in headings if one), None)
    is_flat = all(one is None or one.ordinal is highest for one in headings) and not any(one.inner for one in sections)
    runs_on = is_flat and len(sections) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    found: list[Entry] = []
    counted = 0
    for section, number in zip(sections, headings, strict=True):
        is_lower = section.inner or (number is not None and number.ordinal is not highest)
        is_below = bool(found) and is_lower
        around = found[-1].setdefault("事项", []) if is_below else found
        entry = _heading(section, number, len(around) + 1, Ordinal.ITEM if is_below else Ordinal.SECTION)
        if section.title:
            paragraphs.findings.note("标题", entry["标题"], line)
        if is_below:
            found[-1]["序数"] = str(Ordinal.ITEM)
        start = counted if runs_on else 0
        items = [row_entry(row, start + index, paragraphs, line) for index, row in enumerate(section.rows, 1)]
        if items:
            entry["事项"] = items
        if items and (lead := heading_lead(entry.get("标题", ""), items)):
            entry["牵头"] = paragraphs.met(lead, line)
        counted += len(items)
        around.append(entry)
    return found, runs_on


def _heading(section: TaskSection, number: Numbered | None, place: int, usual: Ordinal) -> Entry:
    """A heading of a table as an entry; `place` is the number that its place gives it, `usual` that of its level."""
    entry: Entry = {}
    if section.title:
        entry["标题"] = section.title[number.length :] if number else section.title
    if number and section.title[: number.length] != usual.text(place):
        entry["原编号"] = section.title[: number.length]
    is_counted = bool(section.rows) and all(row.number.isdecimal() for row in section.rows)
    entry["序数"] = str(Ordinal.ARABIC if is_counted else Ordinal.NONE)
    return entry


def are_numbered(sections: Sequence[TaskSection]) -> bool:
    """Whether the headings of a table bring numbers of their own."""
    return any(number_of(section.title) for section in sections)


def row_entry(row: TaskRow, place: int, paragraphs: Paragraphs, line: int) -> Entry:
    """A row as an item; `place` is the number that its place gives it."""
    entry: Entry = {}
    written: list[Entry | str] = []
    if row.title and (len(row.title) <= _LONGEST_TITLE or "。" not in row.title):
        entry["标题"] = row.title
        paragraphs.findings.note("标题", row.title, line)
    if row.number and row.number != str(place):
        entry["原编号"] = f"{row.number}." if row.number.isdecimal() else row.number
    if row.below:
        inner = [row_entry(one, index, paragraphs, line) for index, one in enumerate(row.below, 1)]
        return entry | {"序数": str(Ordinal.NONE), "事项": inner}
    paragraphs.deadlines.enter(row.title or "".join(row.parts[0].texts))
    if row.title and "标题" not in entry:
        written.append(paragraphs.text_entry(row.title, line, duties=False))
    for part in row.parts:
        written += _part(part, row.title, paragraphs, line)
    lead = row_lead(row, paragraphs.people.known, first_leads=paragraphs.first_leads)
    if lead:
        lead.key = paragraphs.findings.once(line, lead.words)
        paragraphs.first_leads = paragraphs.first_leads or lead.first_leads
    if lead is None or paragraphs.findings.is_denied(line, lead.key):
        lead = None
        written += [f"{name}：{joined(words)}" for name, words in (row.leading, *row.cooperating) if words]
    if "标题" in entry and (written or lead):
        entry["接排"] = "否"
    if written:
        entry["正文"] = written
    if lead:
        entry["牵头"] = paragraphs.met(lead, line)
    return entry


def _part(part: TaskPart, title: str, paragraphs: Paragraphs, line: int) -> list[Entry | str]:
    """The paragraphs of what one row states."""
    written: list[Entry | str] = [paragraphs.text_entry(text, line, duties=False) for text in part.texts]
    if part.due[1]:
        written.append(due_paragraph(part.due, [title or "".join(part.texts), *part.texts], paragraphs, line))
    return [*written, *(f"{name}：{words}" for name, words in part.others)]
