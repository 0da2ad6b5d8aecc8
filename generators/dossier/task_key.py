"""By what a task is recognised across edits of the notice, forms and returns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generators.wording import measure_key


class TaskKey(NamedTuple):
    """A measure, or an item as a whole (`measure` is empty), by its words: numbers and dates may change.

    `item` is the item's title; `measure` the first sentence of the measure without its dates.
    """

    item: str
    measure: str = ""

    @classmethod
    @lru_cache(20_000)  # asked for each measure with each of its leads
    def of(cls, item: str, measure: str) -> TaskKey:
        """The key of a measure by its text, whole or only its first sentence."""
        return cls(item, measure_key(measure))
