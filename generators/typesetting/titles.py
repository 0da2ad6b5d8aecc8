"""Line breaks in the titles of official documents (GB/T 9704-2012, clause 7.3.1).

Dynamic programming finds the cheapest setting. A break costs by the words on either side of it, an outline by the
lengths of its lines: breaks within a name cost most, then those against the sense, then unequal lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate, pairwise
from typing import NamedTuple

from generators.typesetting.lines import width
from generators.typesetting.title_words import KINDS, LONGEST

MOST = 20  # size-2 characters on 156 mm

_NUMBERS = {
    "date": re.compile(r"\d+(?:[-—~～至]\d+)*(?:年度|年|月|日|号)|[一二三四五六七八九〇]{4}年"),
    "number": re.compile(
        r"第?[\d.]+(?:[-—~～至][\d.]+)*(?:个|项|家|批|岁|条|款|次|届|期|部门|[%％])?|[A-Za-z]+\d*"
        r"|第?[一二两三四五六七八九十百千]+(?:个|项|次|届|批|期|条|家|年|部门)"
    ),
    "several": re.compile(r"等(?:\d+|[一二三四五六七八九十百]+)(?:个|家|项|省|市|县)"),
    "等": re.compile(r"等(?:[一二三四五六七八九十\d]*(?:个|家)?部门)?"),
}
_BRACKETS = re.compile(r"《[^《》]*》|“[^“”]*”|〔[^〔〕]*〕(?:第?\d+号)?|（[^（）]*）|\([^()]*\)|〈[^〈〉]*〉")
_ISSUER = re.compile("[^《“]+?(?=关于|印发|转发|批转)")
_INNER_PLACE = re.compile("[一-龥]{1,3}[市县区镇乡旗]")
_OPENING, _CLOSING = "《“〔（(〈‘", "》”〕）)〉’"
_NOT_FIRST = f"的、，。；：？！·—…,.;:?!%％{_CLOSING}"
# Characters that end a word or a name where no known word begins with them.
_ENDINGS = {
    "place": "省市县区镇乡州旗部委局厅署院",
    "locative": "中内外后前时间上下",
    "suffix": "村行会府处科所站园馆校者员家人性型化制法权率费税额量类级式业品物期",
}
# After these a word begins: no ending stands there, and a head has nothing yet to lean on.
_OPENERS = ("verb", "issuing", "link", "agent", "joint", "关于", "", *_OPENING)

_IN_NAME, _NEVER, _IN_WORD, _IN_ISSUER, _IN_BOOK = 1e6, 1e4, 300.0, 60.0, 40.0
# What it costs to end a line after a word of a kind, and to begin one before it.
_COSTS = {
    "verb": (4.0, 0.0),
    "issuing": (0.5, 0.0),
    "link": (6.0, 0.0),
    "agent": (6.0, 0.0),
    "joint": (6.0, 1.0),
    "adjective": (3.0, 0.5),
    "head": (0.5, 2.5),
    "zone": (0.5, 7.0),
    "paper": (0.5, 1.0),
    "noun": (1.0, 1.0),
    "province": (1.5, 0.5),
    "name": (0.5, 0.5),
    "关于": (8.0, 0.0),
    "的": (0.5, _NEVER),
    "等": (1.0, 6.0),
    "several": (3.0, 5.0),
    "number": (4.0, 0.5),
    "date": (0.5, 0.5),
    "place": (1.0, 6.0),
    "locative": (0.5, 6.0),
    "suffix": (1.5, 6.0),
    "": (4.0, 2.0),
    "《": (_NEVER, 0.0),
    "“": (_NEVER, 1.5),
    "（": (_NEVER, 3.0),
    "(": (_NEVER, 3.0),
    "〔": (_NEVER, _IN_WORD),
    "〈": (_NEVER, 1.0),
    "‘": (_NEVER, 1.5),
    "、": (1.5, _NEVER),
    "closing": (0.5, _NEVER),
    "space": (0.0, _NEVER),
}
_STATES = 16  # ways to set a title that are followed up at every place


class _Word(NamedTuple):
    start: int
    end: int
    kind: str

    @property
    def size(self) -> int:
        return self.end - self.start


def title_lines(title: str, keep: Collection[str] = (), most: int = MOST) -> list[str]:
    """The lines of a title, none longer than `most` full-width characters.

    A line break that the clerk wrote wins. `keep` are names (of units, of documents) that must not be cut where they
    fit on a line. A space at which a line ends is dropped.
    """
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    if _room(title) <= most:
        return [title]
    ends = _cheapest(title, _prices(title, keep, most), most)
    return [title[start:end].strip() for start, end in pairwise(ends)]


def _room(text: str) -> float:
    """The room that a text needs, in characters: a half-width glyph is wider than a half in most faces."""
    return sum(max(width(glyph), 0.6) for glyph in text)


def _prices(title: str, keep: Collection[str], most: int) -> list[float]:
    """What a line break before each character costs."""
    prices = [_IN_WORD] * (len(title) + 1)
    leading, passive = True, False
    for left, right in pairwise(_words(title)):
        leading = left.kind == "关于" or (leading and left.kind in ("verb", "link", "joint"))
        prices[right.start] = _price(left, right, leading=leading, passive=passive)
        if left.kind == "place" and _INNER_PLACE.match(title, right.start):
            prices[right.start] += 3
        passive = left.kind == "agent"
    _spare_brackets(title, prices, most)
    _spare_issuer(title, prices, most)
    for name in keep:
        if name and _room(name) <= most:
            for found in re.finditer(re.escape(name), title):
                for at in range(found.start() + 1, found.end()):
                    prices[at] += _IN_NAME
    return prices


def _spare_brackets(title: str, prices: list[float], most: int) -> None:
    """Keep what is within brackets on one line where it fits, else break it far from its ends."""
    for found in _BRACKETS.finditer(title):
        price = (_IN_BOOK if found[0][0] == "《" else _IN_WORD) if _room(found[0]) <= most else 0.5
        for at in range(found.start() + 1, found.end()):
            prices[at] += price + 3 * (at - found.start() < 5 or found.end() - at < 5)


def _spare_issuer(title: str, prices: list[float], most: int) -> None:
    """Keep what stands before 关于 on one line where it fits, else part it between joint issuers."""
    found = _ISSUER.match(title)
    if not found:
        return
    fits = _room(found[0]) <= most
    for at in range(1, found.end()):
        if found[0][at - 1].isspace() or found[0][at - 1] in "、，":
            prices[at] = 4.0 if fits else 0.0
        else:
            prices[at] += _IN_ISSUER if fits else 3.0
    prices[found.end()] = 0.5


def _price(left: _Word, right: _Word, *, leading: bool, passive: bool) -> float:
    """What a line break between two words costs.

    `leading`: the left one is among the verbs of the whole title, as in 关于加强 and 关于取消和下放.
    `passive`: the left one is the agent of the verb on the right, as in 经国务院批准.
    """
    if right.kind == "关于" and left.kind != "link":
        return 0.5
    price = _COSTS[left.kind][0] + _COSTS[right.kind][1]
    pair = (left.kind, right.kind)
    if pair == ("verb", "verb"):
        price += 2
    elif left.kind == "" and right.kind in ("", "verb", "link", "joint", "adjective"):
        price += -2 if right.kind else 3
    elif pair == ("verb", "joint") or (passive and right.kind == "verb"):
        price += 4
    elif left.kind == "verb" and leading:
        price -= 3.5
    if left.kind == "noun":  # short words belong to longer ones more often
        price += max(0.0, 2.5 - 0.5 * left.size) - 0.5
    if right.kind in ("noun", "paper") and right.size == 2:
        price += 0.5
    elif right.kind == "head" and right.size > 3:
        price -= 1.5
    return max(price, 0.0)


def _words(title: str) -> list[_Word]:
    """The words of a title, as few as it can be made of; a character in no known word stands alone."""
    ways: list[list[_Word]] = [[] for _ in range(len(title) + 1)]
    for kind, pattern in _NUMBERS.items():
        for found in pattern.finditer(title):
            ways[found.end()].append(_Word(*found.span(), kind))
    for start in range(len(title)):
        ways[start + 1].append(_Word(start, start + 1, _kind(title[start])))
        for end in range(start + 2, min(start + LONGEST, len(title)) + 1):
            if kind := KINDS.get(title[start:end], ""):
                ways[end].append(_Word(start, end, kind))
    fewest, last = [0.0], [_Word(0, 0, "")]
    for found_here in ways[1:]:
        cost, word = min((fewest[word.start] + (1.0 if word.kind else 2.5), word) for word in found_here)
        fewest.append(cost)
        last.append(word)
    words: list[_Word] = []
    end = len(title)
    while end:
        words.append(last[end])
        end = last[end].start
    return [_in_place(before, word) for before, word in pairwise([_Word(0, 0, "关于"), *reversed(words)])]


def _kind(glyph: str) -> str:
    """The kind of a single character that is part of no known longer word."""
    if glyph in KINDS:
        return KINDS[glyph]
    if glyph in f"的、{_OPENING}":
        return glyph
    if glyph.isspace():
        return "space"
    if glyph in _NOT_FIRST:
        return "closing"
    return next((kind for kind, glyphs in _ENDINGS.items() if glyph in glyphs), "")


def _in_place(before: _Word, word: _Word) -> _Word:
    """A word, its kind corrected by the word before it."""
    if before.kind not in _OPENERS:
        return word
    if word.kind == "head":
        return word._replace(kind="noun")
    return word._replace(kind="link") if word.kind in _ENDINGS and before.kind else word


class _State(NamedTuple):
    """The cheapest way to set a title up to a place, by the length of its last line and whether lines have fallen."""

    cost: float
    start: int
    above: tuple[float, bool]


def _cheapest(title: str, prices: list[float], most: int) -> list[int]:
    """Where the lines of the cheapest setting begin, and the end of the title."""
    tenths = list(accumulate((round(10 * _room(glyph)) for glyph in title), initial=0))
    places = [0, *(at for at in range(1, len(title)) if prices[at] < _IN_WORD), len(title)]
    if any(tenths[after] - tenths[at] > 10 * most for at, after in pairwise(places)):
        places = list(range(len(title) + 1))
    states: dict[int, dict[tuple[float, bool], _State]] = {0: {(0.0, False): _State(0.0, 0, (0.0, False))}}
    for index, end in enumerate(places[1:], 1):
        last = end == len(title)
        inked = end - title[end - 1].isspace()
        here: dict[tuple[float, bool], _State] = {}
        for start in reversed(places[:index]):
            length = max(0, tenths[inked] - tenths[start]) / 10
            if length > most:
                break
            price = (0.0 if last else prices[end]) + _line(length, most, first=start == 0, last=last)
            for above, state in states[start].items():
                fallen, step = _step(*above, length)
                cost = state.cost + price + step
                if (length, fallen) not in here or cost < here[length, fallen].cost:
                    here[length, fallen] = _State(cost, start, above)
        states[end] = dict(sorted(here.items(), key=lambda item: item[1].cost)[:_STATES])
    ends = [len(title)]
    key = next(iter(states[ends[0]]))
    while ends[-1]:
        state = states[ends[-1]][key]
        ends.append(state.start)
        key = state.above
    return ends[::-1]


def _line(length: float, most: int, *, first: bool, last: bool) -> float:
    """What a line of a length costs: as few lines as possible, none crammed, no stump at either end."""
    cost = 2.2 + max(0.0, length - most + 2) * 0.75
    if last:
        cost += 60.0 if length < 3 else max(0.0, 7 - length) * 0.7
    elif first:
        cost += max(0.0, 6 - length) * 0.7
    return cost


def _step(above: float, fallen: bool, length: float) -> tuple[bool, float]:
    """Whether the lines have become shorter by now, and what this line costs under the one above it."""
    if not above:
        return False, 0.0
    step = length - above
    cost = 0.25 * max(0.0, abs(step) - 6)
    if step >= 1.5:
        cost += 8.0 if fallen else 0.3
    elif abs(step) < 1.5:
        cost += 0.3
    return fallen or step <= -1.5, cost
