"""The rows of a task table as entries of notice.yaml: titles, texts, leads, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.characters import without_whitespace
from generators.dates import PartialDate
from generators.dossier.ordinals import Ordinal
from generators.importer.due import dates_due
from generators.importer.labels import is_label, label_lead
from generators.importer.leads import FoundLead, bracket_lead
from generators.importer.lines import folded
from generators.importer.names import is_group, is_unit
from generators.importer.outline import Numbered, number_of
from generators.importer.paragraph_entries import Entry, Paragraphs
from generators.importer.tables import TaskPart, TaskRow, TaskSection

_LONGEST_TITLE = 40
_DOTTED = re.compile(r"((?:19|20)\d{2})[./\-年](\d{1,2})(?:[./\-月](\d{1,2}))?")


def section_entries(sections: Sequence[TaskSection], paragraphs: Paragraphs, line: int) -> tuple[list[Entry], bool]:
    """The sections of a table, and whether the numbers of its rows run on through them.

    Rows above the first heading make a section without a title.
    """
    numbers = [row.number for section in sections for row in section.rows]
    headings = [number_of(section.title) for section in sections]
    highest = next((one.ordinal for one in headings if one), None)
    is_flat = all(one is None or one.ordinal is highest for one in headings)
    runs_on = is_flat and len(sections) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    found: list[Entry] = []
    counted = 0
    for section, number in zip(sections, headings, strict=True):
        is_below = bool(found) and number is not None and number.ordinal is not highest
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
    elif row.title:
        written.append(paragraphs.text_entry(row.title, line, duties=False))
    if row.number and row.number != str(place):
        entry["原编号"] = f"{row.number}." if row.number.isdecimal() else row.number
    for part in row.parts:
        written += [paragraphs.text_entry(text, line, duties=False) for text in part.texts]
        if part.due[1]:
            written.append(_due(part, row.title or "".join(part.texts), paragraphs, line))
        written += [f"{name}：{words}" for name, words in part.others]
    lead = _lead(row, paragraphs)
    if lead:
        lead.key = paragraphs.findings.once(line, lead.words)
    if lead is None or paragraphs.findings.is_denied(line, lead.key):
        lead = None
        written += [f"{name}：{_joined(words)}" for name, words in (row.leading, row.cooperating) if words]
    if "标题" in entry and (written or lead):
        entry["接排"] = "否"
    if written:
        entry["正文"] = written
    if lead:
        entry["牵头"] = paragraphs.met(lead, line)
    return entry


def _joined(cell: str) -> str:
    """The names of a cell in a row: line breaks and other marks become the enumeration comma, blanks too."""
    parts = re.split(r"[\n\r;；,，/、]+", cell.strip())
    return "、".join(word for part in parts for word in _words(part) if word)


def _words(part: str) -> list[str]:
    """The names that blanks part; a blank within a name parts nothing."""
    words = re.split(r"[ \t　]+", part.strip())
    return words if all(is_unit(word) or is_group(word) for word in words) else ["".join(words)]


def _lead(row: TaskRow, paragraphs: Paragraphs) -> FoundLead | None:
    """The lead of a row by its cells."""
    if not row.leading[1] and not row.cooperating[1]:
        return None
    known = paragraphs.people.known
    if row.leading[1] and not row.cooperating[1] and re.search("牵头|配合|负责", row.leading[1]):
        words = f"（{_spaced(row.leading[1])}）"
        if found := bracket_lead(words, known):
            found.words = found.form = f"{row.leading[0]}：{_spaced(row.leading[1])}"
            return found
    parts = [(name, _joined(words)) for name, words in (row.leading, row.cooperating) if words]
    labels = [f"{_label(name, index)}：{words}" for index, (name, words) in enumerate(parts)]
    return label_lead("；".join(labels), known)


def _spaced(cell: str) -> str:
    return re.sub(r"\s+", "，", cell.strip())


def _label(name: str, index: int) -> str:
    """The heading of a column as a label; a heading that is none becomes the usual one."""
    usual = "配合单位" if index else "责任单位"
    return name if is_label(f"{name}：") else usual


def _due(part: TaskPart, matter: str, paragraphs: Paragraphs, line: int) -> Entry | str:
    """The paragraph with the date of a row, which refers to its deadline."""
    name, words = part.due
    plain = without_whitespace(words)
    key = paragraphs.findings.once(line, plain)
    if paragraphs.findings.is_denied(line, key):
        return f"{name}：{plain}"
    deadline = paragraphs.deadlines.of_cell(plain, _date(plain, paragraphs), matter[:_LONGEST_TITLE], line, key)
    return {"内容": f"{name}：【时限：{deadline}】", "时限": [deadline]}


def _date(words: str, paragraphs: Paragraphs) -> str:
    """The date that a cell states, empty where it states none."""
    issued, year = paragraphs.deadlines.issued, paragraphs.deadlines.year
    for text in (words, f"{words}前", f"于{words}完成"):
        if found := [one for one in dates_due(text, issued, year) if one.due]:
            return found[-1].due
    key = folded(words)
    try:
        if found_date := list(_DOTTED.finditer(key)):
            return str(PartialDate.parse("-".join(filter(None, found_date[-1].groups()))))
        if re.search("全年|年内|年底|长期", key) and "长期" not in key and (issued or year):
            return str(issued.year if issued else year)
    except ValueError:
        return ""
    found_year = re.fullmatch(r"((?:19|20)\d{2})年?", key)
    return found_year[1] if found_year else ""
