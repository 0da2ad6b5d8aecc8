"""What was printed in a form when it was sent out, so that it can be distinguished from what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from generators.forms.passages import Passage, key
from generators.submission import PROGRESS_LABELS, UNIT_LABELS, Aside

_LABELS = {*UNIT_LABELS, *PROGRESS_LABELS}  # words that nobody types: a form of before may have asked for more
_MARK = "\x1f"  # between the parts of what is no plain text: a text's second time, a story, a value
_SHORTEST_HEADING = 6
_LONG, _ALIKE, _SIMILAR = 40, 8, 0.6  # characters of a paragraph, those at its beginning; likeness
_LACKS = {"replace", "delete"}
# The instructions of report forms that earlier templates made, which may come back long after.
_EARLIER = re.compile(
    "报送说明|二、灰色格子由[^。]{1,40}填写，左栏文字请勿改动[^。]*。.*"
    "(?:所做的工作|写“不承担”|写“无”|哪个单位承担)(?:。”?|”?。)"
    "|三、涉密内容不得填入本表，不得通过互联网报送。|四、本表报[^。]{1,40}。(?:联系人：＿*；电话：＿*；电子邮箱：＿*。)?"
)
# It begins and ends as the one that is printed now, with the day between, which nobody has added.
_EARLIER_LIMIT = re.compile("一、请于[^。]{1,20}前将[^。]{1,40}报[^。]{1,40}。[^。]{0,40}(?:本表电子版)?。?")
_CONTACT = re.compile("联系人：＿*；电话：＿*；电子邮箱：＿*。")


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


def asked_at(place: str) -> str:
    """The mark of a place that is to be filled in, by the printed words that say what is asked there."""
    return f"{_MARK}填写{_MARK}{place.partition('格')[2] or place}"


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
            return text.rstrip("：:") in _LABELS or (passage.is_paragraph and self._is_earlier_wording(text))
        self._seen[text] = count
        return True

    def asks(self, passage: Passage) -> bool:
        """Whether the form asks for words at a place that has no label which returns know."""
        return asked_at(passage.place) in self._known or bool(passage.beside and self.knows(passage.beside))

    def knows(self, words: str) -> bool:
        """Whether words stand in the form at all."""
        return key(words) in self._known

    def _is_earlier_wording(self, text: str) -> bool:
        """Whether a paragraph is one of the form in the wording of an earlier template.

        It begins alike, is mostly the same, and lacks words that are printed now; what a clerk adds lacks none.
        """
        if _EARLIER_LIMIT.fullmatch(text):
            return True
        if any(_is_added_to(known, text) for known in self._known):
            return False
        if len(text) < _LONG or _EARLIER.fullmatch(text):
            return bool(_EARLIER.fullmatch(text))
        alike = (known for known in self._known if known[:_ALIKE] == text[:_ALIKE])
        compared = (SequenceMatcher(None, known, text, autojunk=False) for known in alike)
        return any(one.ratio() > _SIMILAR and {code[0] for code in one.get_opcodes()} & _LACKS for one in compared)

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


def _is_added_to(printed: str, text: str) -> bool:
    """Whether a text is a printed one with words added at one place of it, but for blanks left for the contact."""
    more = len(text) - len(printed)
    if more <= 0 or len(printed) < _SHORTEST_HEADING:
        return False
    begins = next((at for at, letter in enumerate(printed) if letter != text[at]), len(printed))
    ends = len(printed) - begins
    return text.endswith(printed[begins:]) and not _CONTACT.fullmatch(text[begins : len(text) - ends])
