"""How a doubt about a returned file is worded."""

from __future__ import annotations

from generators.problems import Place, Problem, warning
from generators.wording import STATES, numeral

MERGED = "别的栏目的话写在了一格里"
NO_CHOICE = f"完成状态不是{numeral(len(STATES))}种之一"


def doubt(file: str, place: str, words: str, message: str, hint: str) -> Problem:
    """A warning about words (their first 30 characters are quoted) at a place of a file."""
    return warning(f"{message}：“{shortened(words)}”", hint, Place(file, nearby=place))


def shortened(words: str) -> str:
    """Words on one line, the first 30 characters."""
    line = " ".join(words.split())
    return line if len(line) <= 30 else f"{line[:30]}…"
