"""How a doubt about a returned file is worded."""

from __future__ import annotations

from generators.problems import Place, Problem, warning
from generators.wording import STATES, numeral

NO_CHOICE = f"完成状态不是{numeral(len(STATES))}种之一"


def doubt(file: str, place: str, words: str, message: str, hint: str) -> Problem:
    """A warning about words (their first 30 characters are quoted) at a place of a file."""
    short = words if len(words) <= 30 else f"{words[:30]}…"
    return warning(f"{message}：“{short}”", hint, Place(file, nearby=place))
