"""A doubt about a return as a question, and the answers that settle it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generators.dossier.returns import Return
from generators.plan import digest

Change = Callable[[Return, str], Return]
# The fields of an entry and of a whole return that take words, by their labels.
COLUMNS = {"进展情况": "progress", "公开数据": "data", "存在问题": "difficulties", "下一步打算": "next_steps"}
OF_UNIT = {"填报人": "filled_by", "联系电话": "telephone", "专栏网址": "column_url", "保密审查": "secrecy_review"}


class Choice(NamedTuple):
    """An answer to a question: the words on its button, and what it makes of the return.

    `change` is given what was typed; None where the return is right as it stands. `asks`: what is to be typed with it
    (日期, 文字) or chosen among `options`; `given`: what stands there at first. `teaches`: the stock answer as
    which the words of the question are understood from now on.
    """

    label: str
    change: Change | None = None
    asks: str = ""
    given: str = ""
    options: Sequence[str] = ()
    teaches: str = ""


@dataclass(frozen=True)
class Question:
    """A doubt: where in the return, the words it is about, and its answers. `original`: a file in returns/原件.

    `within`: the key of the question that, answered as it stands, answers this one as well.
    """

    place: str
    words: str
    message: str
    choices: Sequence[Choice]
    original: str = ""
    within: str = ""

    @property
    def key(self) -> str:
        """By what it is known again: other words make another question."""
        return digest([self.place, self.words, self.message])[:20]
