"""Paragraphs of official text: counted in lines of 28 characters, and set as the end of their page wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generators.plan import Fields
from generators.typesetting.lines import CHARACTERS, clean_breaks, lines_needed, split_lines
from generators.typesetting.page_end import Ending, Paragraph

_NO_TABLE: Fields = {"上层": [], "表头": [], "行": []}
_INDENT = 2  # characters, of a first line
_SMALL, _LOWER, _AROUND = 1.3, 0.7, 0.4  # of a table's type: more characters a line, lower lines, room around them


def counted(text: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph(lines_needed(text, CHARACTERS, _INDENT), breaks=clean_breaks(text, CHARACTERS, _INDENT))


def entry_counted(entry: Fields) -> Paragraph:
    """A paragraph of sections (级别, 标题, 文字); a heading of the first level stays with the next one."""
    if "表格" in entry:
        return Paragraph(_table_lines(entry["表格"]))
    text = f"{entry['标题']}{entry['文字']}"
    return counted(text)._replace(keeps_next=True, breaks=()) if entry["级别"] == "一" else counted(text)


def _table_lines(table: object) -> int:
    """About how many lines of text a table is high: its cells are smaller than the text, and have room around."""
    rows = [*table["行"], *([table["表头"]] if table["表头"] else [])] if isinstance(table, Mapping) else []
    together = sum(int(cell["宽"]) for cell in rows[0]) if rows else 1
    room = [CHARACTERS * _SMALL * int(cell["宽"]) / together for cell in rows[0]] if rows else []
    upper = bool(isinstance(table, Mapping) and table["上层"])
    high = (max(lines_needed(cell["字"], most) for cell, most in zip(row, room, strict=True)) for row in rows)
    return 1 + upper + round(sum(lines * _LOWER + _AROUND for lines in high))


def divided(texts: Sequence[str], ending: Ending) -> tuple[list[str], str]:
    """Plain paragraphs, and those last lines that are a paragraph of their own; empty where there are none."""
    if not texts or not ending.carried:
        return list(texts), ""
    last, carried = split_lines(texts[-1], ending.carried, CHARACTERS, _INDENT)
    return [*texts[:-1], last], carried


def entries_set(entries: Sequence[Fields], ending: Ending, before: int = 0) -> list[Fields]:
    """Entries with the pitch of each, the last divided where its end goes over; `before`: paragraphs above these."""
    found: list[Fields] = []
    for at, entry in enumerate(entries, 1):
        pitch = f"{ending.pitch:g}" if before + at > ending.tight_from else "1"
        if "表格" in entry:
            found.append({**entry, "有表": "是", "行距": pitch, "同页": "", "接排": ""})
            continue
        is_last = at == len(entries)
        together = "是" if is_last and ending.together else ""
        (whole, *_), carried = divided([f"{entry['标题']}{entry['文字']}"], ending if is_last else Ending())
        text = whole.removeprefix(str(entry["标题"]))
        head = {"级别": entry["级别"], "标题": entry["标题"], "行距": pitch, "有表": "", "表格": _NO_TABLE}
        found.append({**head, "文字": text, "同页": "" if carried else together, "接排": ""})
        if carried:
            found.append({**head, "级别": "", "标题": "", "文字": carried, "同页": together, "接排": "是"})
    return found
