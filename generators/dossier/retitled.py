"""Answers given to an item under the title that it had then, when the notice has since given it another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.returns import Return, TaskEntry
from generators.dossier.values import likeness
from generators.problems import Problem, notice

if TYPE_CHECKING:
    from generators.dossier.facts import Facts
    from generators.dossier.source import Source

_ALIKE = 0.75  # likeness of two titles from which the later is taken for a new wording of the earlier


def retitled(facts: Facts, returns: Iterable[Return]) -> dict[str, str]:
    """Titles in returns that the notice does not have -> the title that the item has now, where it leaves no doubt.

    An item is the same when it alone has the measures that were reported under the old title, or else when its
    title alone is nearly the same.
    """
    entries = [entry for answer in returns for entry in (*answer.progress, *answer.plan)]
    titles = {item.title: item for item in facts.placed} if entries else {}
    reported: dict[str, set[str]] = {}
    for entry in (entry for entry in entries if entry.item not in titles):
        reported.setdefault(entry.item, set()).update({entry.key.measure} - {""})
    if not reported:
        return {}
    measures = {
        title: {facts.key(item, measure).measure for _, measure in item.passages} for title, item in titles.items()
    }
    found: dict[str, str] = {}
    for old, words in reported.items():
        same = [title for title, these in measures.items() if words & these]
        same = same or [title for title in titles if likeness(old, title) >= _ALIKE]
        if len(same) == 1:
            found[old] = same[0]
    return found


def with_titles(titles: dict[str, str], answer: Return) -> Return:
    """A return with the titles of now in the place of those of then."""
    if not any(entry.item in titles for entry in (*answer.progress, *answer.plan)):
        return answer
    plan = [one.model_copy(update={"item": titles.get(one.item, one.item)}) for one in answer.plan]
    return answer.model_copy(update={"progress": _renamed(titles, answer.progress), "plan": plan})


def _renamed(titles: dict[str, str], entries: Sequence[TaskEntry]) -> list[TaskEntry]:
    return [one.model_copy(update={"item": titles.get(one.item, one.item)}) for one in entries]


def notices(titles: dict[str, str], answer: Return, source: Source) -> Iterator[Problem]:
    """A notice for the first answer of a return under each old title."""
    seen: set[str] = set()
    for index, entry in enumerate(answer.progress):
        if entry.item in titles and entry.item not in seen:
            seen.add(entry.item)
            message = f"事项“{entry.item}”现在的标题是“{titles[entry.item]}”，原来报的仍算它的"
            yield notice(message, "不是同一件事的，在这里改正", source.place(("进展", index, "事项")))
