"""A deadline moved to another day, with the words that the text has for it."""

from __future__ import annotations

from generators.dates import PartialDate
from generators.dossier.source import Path
from generators.editing.notice_edits import EditableText, EditError


def moved_to(notice: EditableText, path: Path, due: str, printed: str) -> str:
    """The text with another 截止 of the deadline at a path. `printed`: its 表述 as it is to be.

    Where that is left as it was, the day in it goes along. Raises EditError where it states the day in another way.
    """
    before, words = notice.value((*path, "截止")), notice.value((*path, "表述")) or ""
    if words and printed == words and due != before:
        printed = _with_day(words, before, due)
    text = notice.reworded((*path, "截止"), due)
    return EditableText(text).reworded((*path, "表述"), printed) if printed != words else text


def _with_day(words: str, before: str, due: str) -> str:
    for known, wanted in _days(before, due):
        if known in words:
            return words.replace(known, wanted, 1)
    raise EditError(f"正文里的话是“{words}”，换了日期它也要换，在旁边一起改")


def _days(before: str, due: str) -> list[tuple[str, str]]:
    """Two days as a text may print them, with the year and where it is the same without."""
    try:
        old, new = PartialDate.parse(before), PartialDate.parse(due)
    except ValueError:  # 印发后30日
        return []
    without_year = [(old.text(beside=old), new.text(beside=new))] if old.year == new.year else []
    return [(old.text(), new.text()), *without_year]
