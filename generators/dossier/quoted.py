"""Deadlines that a task's text quotes (【时限：名称】): they are those of the task, as if its 时限 named them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TypeVar

from generators.dossier.models import Notice
from generators.dossier.nodes import Clause, Measure, Paragraph, WorkItem
from generators.dossier.values import REFERENCE

_Item = TypeVar("_Item", bound=WorkItem)
_Text = TypeVar("_Text", bound=Clause)


def with_quoted(notice: Notice) -> Notice:
    """The notice with 时限 of what its items quote.

    Not those that something is sent in for, nor the issuer's own: they are no dates of the work.
    """
    of_work = {one.name for one in notice.deadlines if not one.answer and not one.is_the_issuers}
    if not of_work:
        return notice
    arrangements = [one.model_copy(update={"sections": _items(one.sections, of_work)}) for one in notice.arrangements]
    return notice.model_copy(update={"arrangements": arrangements, "sections": _items(notice.sections, of_work)})


def _items(items: Sequence[_Item], of_work: Set[str]) -> list[_Item]:
    return [_item(one, of_work) for one in items]


def _item(item: _Item, of_work: Set[str]) -> _Item:
    return item.model_copy(
        update={
            "text": [_text(one, of_work) for one in item.text],
            "measures": [_text(one, of_work) for one in item.measures],
            "items": _items(item.items, of_work),
        }
    )


def _text(text: _Text, of_work: Set[str]) -> _Text:
    found = [name for name in REFERENCE.findall(text.text) if name in of_work]
    update: dict[str, object] = {"deadlines": list(dict.fromkeys([*text.deadlines, *found]))}
    if isinstance(text, Measure):
        update["clauses"] = [_text(one, of_work) for one in text.clauses]
    if isinstance(text, Paragraph):
        update["measures"] = [_text(one, of_work) for one in text.measures]
    return text.model_copy(update=update)
