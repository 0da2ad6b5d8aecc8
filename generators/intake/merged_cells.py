"""Cells of a report that hold what belongs into other columns, behind the labels of these."""

from __future__ import annotations

import re

from generators.dossier.returns import TaskEntry
from generators.dossier.stock_words import Phrases
from generators.intake.choices import COLUMNS

_LABELS = {
    "存在问题": "存在的?(?:主要)?(?:问题|困难)",
    "下一步打算": "下一步(?:工作)?(?:打算|计划|安排|措施)",
    "进展情况": "(?:工作)?进展情况",
}
_LABEL = re.compile("(?:^|(?<=[。；;\\s]))(" + "|".join(f"(?:{words})" for words in _LABELS.values()) + ")[：:]")


def parted(phrases: Phrases, entry: TaskEntry) -> dict[str, str]:
    """The fields of an entry as they are when each holds its own words; empty where no cell holds another's.

    No word is lost: what goes into a field with words of its own stands below them, but for a mere 无.
    """
    found: dict[str, list[str]] = {column: [] for column in COLUMNS}
    is_merged = False
    for column, name in COLUMNS.items():
        first, *rest = _LABEL.split(getattr(entry, name))
        found[column].append(first)
        for label, words in zip(rest[::2], rest[1::2], strict=True):
            found[_column(label)].append(words)
            is_merged = is_merged or _column(label) != column
    return {COLUMNS[column]: _joined(phrases, words) for column, words in found.items()} if is_merged else {}


def _column(label: str) -> str:
    return next(column for column, words in _LABELS.items() if re.fullmatch(words, label))


def _joined(phrases: Phrases, words: list[str]) -> str:
    """The words of a field together; 无 only where nothing else stands there."""
    given = [one.strip() for one in words if one.strip()]
    telling = [one for one in given if not phrases.is_nil(one)]
    return "\n".join(telling or given[:1])
