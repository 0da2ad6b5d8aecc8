"""What was printed in a form when it was sent out, so that it can be distinguished from what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from generators.forms.passages import Passage, key
from generators.submission import Aside

_MARK = "\x1f"  # between the parts of what is no plain text: a text's second time, a story, a value
_SHORTEST_HEADING = 6
_LONG, _ALIKE, _SIMILAR = 40, 8, 0.6  # characters of a paragraph, those at its beginning; likeness


def again(text: str, count: int) -> str:
    """The mark of a text that stands in a form for the second, third … time."""
    return f"{key(text)}{_MARK}{count}"


def in_story(story: str, text: str) -> str:
    """The mark of a text in a header, footer, note or comment."""
    return f"{story}{_MARK}{key(text)}"


def printed_value(heading: str, label: str, words: str) -> str:
    """The mark of words that are printed where an answer stands."""
    return _MARK.join((key(heading), label, key(words)))


def printed_aside(what: str, number: int) -> str:
    """The mark of a picture or the like that is printed in a form; `number` sets several apart."""
    return f"{_MARK}{what}{_MARK}{number}"


class Printed:
    """The words of the unfilled form. Each is printed as often as it stood there; once more, and somebody typed it."""

    def __init__(self, blank: Collection[str]) -> None:
        self._known = {text if _MARK in text else key(text) for text in blank}
        self._seen: Counter[str] = Counter()

    def holds(self, passage: Passage, line: str) -> bool:
        """Whether a line outside of the values was in the form. Headers and footers may have been multiplied."""
        if passage.story:
            return in_story(passage.story, line) in self._known
        text = key(line)
        count = self._seen[text] + 1
        if (text if count == 1 else again(text, count)) not in self._known:
            return passage.is_paragraph and self._is_earlier_wording(text)
        self._seen[text] = count
        return True

    def knows(self, words: str) -> bool:
        """Whether words stand in the form at all."""
        return key(words) in self._known

    def _is_earlier_wording(self, text: str) -> bool:
        """Whether a paragraph is one of the form in the wording of an earlier template.

        It begins alike, is mostly the same, and lacks words that are printed now; what a clerk adds lacks none.
        """
        for known in self._known:
            if len(text) >= _LONG and known[:_ALIKE] == text[:_ALIKE] and _MARK not in known:
                matcher = SequenceMatcher(None, known, text, autojunk=False)
                if matcher.ratio() > _SIMILAR and any(
                    code[0] in ("replace", "delete") for code in matcher.get_opcodes()
                ):
                    return True
        return False

    def holds_value(self, heading: str, label: str, words: str) -> bool:
        """Whether a value was printed."""
        return printed_value(heading, label, words) in self._known

    def holds_aside(self, aside: Aside) -> bool:
        """Whether a picture or the like was printed, each as often as there were; or words that are not read."""
        mark = next((one for one in self._known if one.startswith(f"{_MARK}{aside.what}{_MARK}")), "")
        self._known.discard(mark)
        return bool(mark) or key(aside.words) in self._known

    def heading(self, lines: Sequence[str]) -> str:
        """The printed words among the lines of a heading, or at the beginning of one."""
        printed = [line for line in lines if key(line) in self._known]
        if printed:
            return "".join(printed)
        text = key("".join(lines))
        begun = [one for one in self._known if len(one) >= _SHORTEST_HEADING and text.startswith(one)]
        return max(begun, key=len, default="\n".join(lines))
