"""The values that facts have, as typed in the content; words only where they are shown."""

from __future__ import annotations

from typing import TypeAlias

from generators.dates import PartialDate
from generators.wording import listed


class UnitNames(tuple[str, ...]):
    """Units by their 简称, and groups, in order."""


class UnitWords(str):
    """Words in which units are named by their 简称: 与省审计厅共同牵头."""


class DeadlineNames(tuple[str, ...]):
    """Deadlines by their 名称, in order."""


Value: TypeAlias = "str | bool | int | PartialDate | tuple[str, ...] | None"


def words(value: Value) -> str:
    """A value in words; empty where nothing is stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, PartialDate):
        return value.text()
    return listed(value) if isinstance(value, tuple) else str(value)


def words_of_both(old: Value, new: Value) -> tuple[str, str]:
    """Two values in words; two days of one year by month and day, which is also how the notice prints them."""
    if isinstance(old, PartialDate) and isinstance(new, PartialDate) and old.year == new.year:
        return old.text(beside=new), new.text(beside=old)
    return words(old), words(new)
