"""By when a task is to be done, by the cell of its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generators.characters import without_whitespace
from generators.dates import PartialDate
from generators.importer.due import dates_due
from generators.importer.lines import folded
from generators.importer.paragraph_entries import Entry, Paragraphs
from generators.importer.tables import Stated

_LONGEST_MATTER = 40
_POINT = re.compile(r"(?:\d{1,2}[.、．)）]|（\d{1,2}）|[①-⑩])(?=\D|\d{1,2}月|\d{4}|\d{1,2}日)")
_DOTTED = re.compile(r"((?:19|20)\d{2})[./\-年](\d{1,2})(?:[./\-月](\d{1,2}))?(?!\d)")
_BROKEN = re.compile(r"(?<=年)\s+(?=\d)|(?<=[月\d])\s+(?=[底末前上中下日])")  # a date broken to fit its cell
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})(?:之?前)?")
_YEAR = re.compile(r"(?:.*(?:至|到|—|－|-|~|～|―|–))?((?:19|20)\d{2})(?:年度?)?(?:全年|内|底|末|年底|年末)?")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})年(?=\d{1,2}月)")
_FIRST_MONTH = re.compile(r"\d{1,2}(?:月份?)?(?:至|到|—|－|-|~|～|―|–)+(?=\d{1,2}月)")
_ENDLESS = re.compile("长期|持续|常年|常态|随时|立即|即知即改|立行立改|即时|按|根据|动态|适时|每")


class _Years(NamedTuple):
    """What gives a year to a date without one: when the text was issued, else a year."""

    issued: PartialDate | None
    year: int | None


def due_paragraph(stated: Stated, matters: Sequence[str], paragraphs: Paragraphs, line: int) -> Entry | str:
    """The paragraph with the dates of a row, which refers to its deadlines.

    `matters`: what is due, the task's title first, then its measures, of which each can have a date of its own.
    """
    name, cell = stated[0], _BROKEN.sub("", stated[1])
    deadlines = paragraphs.deadlines
    stated_year = re.search(r"(?:19|20)\d{2}(?=年)", folded(cell))
    by = _Years(deadlines.issued, deadlines.year or (int(stated_year[0]) if stated_year else None))
    pieces = _pieces(cell, by)
    title, *measures = matters
    words: list[str] = []
    names: list[str] = []
    for index, piece in enumerate(pieces):
        work = measures[index] if len(measures) == len(pieces) else _rest(piece)
        matter = work if work and len(pieces) > 1 else title
        text, deadline = _stated(without_whitespace(piece), matter[:_LONGEST_MATTER], by, paragraphs, line)
        words.append(text)
        names += [deadline] if deadline else []
    text = f"{name}：{'；'.join(words)}"
    return {"内容": text, "时限": list(dict.fromkeys(names))} if names else text


def _pieces(cell: str, by: _Years) -> list[str]:
    """A cell parted where it states several dates; what states none goes with the words before it."""
    found: list[str] = []
    for piece in re.split(r"(?<=[\n；;，,])", cell):
        if found and not all(_date(_bare(part), by) for part in (found[-1], piece)):
            found[-1] += piece
        elif piece.strip():
            found.append(piece)
    return [piece.strip("\n；;，, ") for piece in found]


def _stated(words: str, matter: str, by: _Years, paragraphs: Paragraphs, line: int) -> tuple[str, str]:
    """The words of a date as they stand in the text, and the name of its deadline; empty where it is none."""
    deadlines = paragraphs.deadlines
    key = paragraphs.findings.once(line, words)
    if paragraphs.findings.is_denied(line, key):
        return words, ""
    due = _date(_bare(words), by)
    if known := next((one for one in deadlines.found[deadlines.since :] if due and one.due == due), None):
        return words, known.name
    is_sure = bool(due) or not re.search(r"\d", words) or bool(_ENDLESS.search(words))
    name = deadlines.of_cell(words, due, matter, line, key, sure=is_sure)
    return f"【时限：{name}】", name


def _bare(words: str) -> str:
    """Words without the number of a point before them: 1.6月底前."""
    key = folded(words).strip()
    found = _POINT.match(key)
    return key[found.end() :] if found else key


def _rest(words: str) -> str:
    """What words say behind their date: 6月底前完成方案; empty where that is too little to say what is due."""
    found = re.search(r"(?:\d月|[底末前内]|\d[日号])[，、：]?(\D{4,})$", _bare(words))
    return found[1].strip("，。；") if found else ""


def _date(words: str, by: _Years) -> str:
    """The date that a cell states, empty where it states none; of several, or of a range, the last one."""
    key = _SHORT_YEAR.sub(r"20\1年", _FIRST_MONTH.sub("", folded(words)))
    if only_year := _YEAR.fullmatch(key):
        return only_year[1]
    issued, year = by
    for text in (key, f"{key}前", f"于{key}完成"):
        if found := [one for one in dates_due(text, issued, year) if one.due]:
            return found[-1].due
    year = issued.year if issued else year
    day = _DAY.fullmatch(key)
    dotted = [date.groups() for date in _DOTTED.finditer(key)] or ([(str(year), *day.groups())] if day and year else [])
    try:
        if dotted:
            return str(PartialDate.parse("-".join(filter(None, dotted[-1]))))
    except ValueError:
        return ""
    return str(year) if year and re.search("全年|年内|年底", key) else ""
