"""Whether documents may leave the house: all there, and none older than the content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.problems import Problem, error
from generators.verbs.planning import Item
from generators.verbs.stock import Stock
from generators.workspace.writer import Step


def steps_of(items: Sequence[Item], stock: Stock) -> list[Step]:
    """What a build would do for each document."""
    return [stock.writer.step(item.planned, overwrite=False) for item in items]


def not_ready(late: Sequence[Step], notice: str, verb: str) -> Iterator[Problem]:
    """An error where there are documents that a build would make; `verb` is what was to be done with them."""
    if late:
        hint = f"先运行 duban build {notice}，再{verb}"
        yield error(f"有 {len(late)} 份文书还没有生成，或不是最新的，如 {late[0].planned.path}", hint)
