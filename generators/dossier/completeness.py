"""How much of a report form a unit has filled in: what to ask for once more (退回补报)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.stock_answers import tasks_asked
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.facts import Facts
    from generators.dossier.returns import Return, TaskEntry


_NOTHING = " 　\n/-—无"  # where somebody's name or number is asked for
_TELEPHONE = re.compile(r"\d{7}")  # written beside the name


class Gaps(NamedTuple):
    """What a return leaves open: the tasks without an answer as the form names them, of how many, and empty labels."""

    tasks: tuple[str, ...]
    asked: int
    labels: tuple[str, ...]

    @property
    def words(self) -> str:
        """In words: 5项填了1项，没有填报人、联系电话; empty where nothing is open."""
        filled = f"{self.asked}项填了{self.asked - len(self.tasks)}项" if self.tasks else ""
        missing = f"没有{listed(self.labels)}" if self.labels else ""
        return "，".join(filter(None, (filled, missing)))


def gaps(facts: Facts, answer: Return) -> Gaps:
    """What a report leaves open of its unit's form. Nothing where no content was entered: it came on paper, as a scan.

    An item reported as a whole answers for its measures.
    """
    came_empty = any(one.by == "电子版" and one.what == "进展" and not one.original for one in answer.origins)
    if answer.unit not in facts.units or not (answer.progress or (came_empty and not answer.loose)):
        return Gaps((), 0, ())
    asked = tasks_asked(facts, facts.units[answer.unit])
    given = {entry.key for entry in answer.progress if _is_answered(entry)}
    whole = {key.item for key in given if not key.measure}
    open_ones = [key for key in asked if key not in given and key.item not in whole]
    by_hand = any(one.by == "台账" for one in answer.origins)
    telephone = answer.telephone or "".join(_TELEPHONE.findall(answer.filled_by))
    about = (("填报人", answer.filled_by), ("联系电话", telephone))
    labels = tuple(label for label, words in about if not words.strip(_NOTHING) and not by_hand)
    return Gaps(tuple(asked[key] for key in open_ones), len(asked), labels)


def _is_answered(entry: TaskEntry) -> bool:
    return bool(entry.state or entry.as_written or any(words.strip() for words in entry.by_label().values()))
