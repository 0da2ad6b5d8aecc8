"""A line of □ choices: what a clerk has chosen, in whatever way it was marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generators.wording import BOX_DELETED, DECLINED, STATES

_BOXES = "□☐◻▢▫○◯"
_TICKS = "√☑■✓✔🗹●∨▇█◼⬛◉⊙⦿▣vV"
_CROSSES = "×☒✗✘✕✖⊠xX╳"
_BRACKETS = "[]()（）［］【】〔〕"
_SILENT = _BOXES + _TICKS + _CROSSES + _BRACKETS
_BLANK = r"\s　；;、，,/|。．."
_STATE = re.compile(f"({'|'.join(STATES)})")
_LIKE_A_BOX = re.compile(rf"(?<![^{_BLANK}])[口〇](?=[{_BLANK}]*(?:[{_TICKS}]|{'|'.join(STATES)}))")
_WITHOUT_DECLINED = tuple(state for state in STATES if state != DECLINED)  # the line of forms sent out earlier
_UNTOUCHED = re.compile(
    r"[\s　]*".join(f"□{state}" for state in _WITHOUT_DECLINED) + rf"(?:[\s　]*□{DECLINED}(?![（(，,：:]))?"
)
_MARKS = re.escape(_BOXES + _TICKS + _CROSSES + "[]［］口")
_NIL_BOX = re.compile(rf"[{_MARKS}](?:[{_BLANK}]*[{_MARKS}])*[{_BLANK}]*无(?:[{_BLANK}]*[{_MARKS}])*")
_BLANK_CHARACTERS = " 　\t\r\n"
# A state with words behind it that take nothing back: 推进中，预计年底完成.
_HEDGED = re.compile(
    rf"(?:{'|'.join(STATES)})[，,；;（(。\s　](?!.*(?:部分|大部|基本|尚|除|但|不|未|没|？|\?)).*", re.DOTALL
)


class Choice(NamedTuple):
    """The state, or the words where none can be made out; `whole`: nothing else was typed."""

    words: str
    whole: bool = True


def chosen(words: str) -> Choice:
    """The state in the cell of 完成状态; empty where nothing was ticked, chosen or typed."""
    words = _without_the_line(words.strip())
    pieces = _STATE.split(_LIKE_A_BOX.sub("□", words))
    options = pieces[1::2]
    if not options:
        return Choice(words)
    marks = list(_marks(pieces))
    if any(mark is None for mark in marks):
        unclear = [option for option, mark in zip(options, marks, strict=True) if mark is None]
        return Choice("、".join(unclear), not re.search(r"[^\W_]", re.sub(r"[vVxX口〇]", "", _STATE.sub("", words))))
    signs = [mark or "" for mark in marks]
    rest = re.sub(rf"[{_BLANK}{re.escape(_SILENT)}]", "", "".join(signs))
    ticked = _ticked(options, signs)
    if len(ticked) == 1:
        return Choice(ticked[0], not rest)
    if not ticked and len(options) == 1 and (not rest or _HEDGED.fullmatch(words)):
        return Choice(options[0], not rest)
    if len(ticked) > 1:
        return Choice("、".join(ticked), not rest)
    boxless = [option for option, sign in zip(options, signs, strict=True) if not set(sign) & set(_BOXES)]
    if len(boxless) == 1 < len(options) and not rest:
        return Choice(f"{boxless[0]}{BOX_DELETED}")
    untouched = (
        not ticked
        and not rest
        and tuple(options) in (STATES, _WITHOUT_DECLINED)
        and all(set(one) & set(_BOXES) for one in signs)
    )
    if untouched:
        return Choice("")
    return Choice(without_boxes(words) if rest else "、".join(options))


def without_boxes(words: str) -> str:
    """The words in a cell of choices without the choices that are not ticked, and without boxes and ticks."""
    left = re.sub(rf"[{_BOXES}][{_BLANK}]*(?:{'|'.join(STATES)})(?![{_BLANK}]*[{_TICKS}{_CROSSES}])", "", words)
    return re.sub(rf"[{_BOXES}{_TICKS[:-2]}☒✗✘✕✖⊠╳]", "", left).strip(_BLANK_CHARACTERS) or words


def without_nil_box(words: str) -> Choice:
    """The words in the cell of 存在问题 without its □无, which begins or ends them; 无 where the box is ticked.

    `whole` is False where it is ticked and other words stand beside it.
    """
    found = next((one for one in _NIL_BOX.finditer(words) if _is_at_an_end(words, one)), None)
    if not found:
        return Choice(words)
    rest = f"{words[: found.start()]}\n{words[found.end() :]}".strip(" 　\t\r\n")
    ticked = bool(_signs(found.group().replace("无", "")) & set(_TICKS + _CROSSES))
    return Choice(rest or ("无" if ticked else ""), not (ticked and rest))


def _is_at_an_end(words: str, found: re.Match[str]) -> bool:
    before, after = words[: found.start()], words[found.end() :]
    return not before.strip() or not after.strip() or (before[-1].isspace() and after[0].isspace())


def is_untouched(words: str) -> bool:
    """Whether words are a line of choices as it was printed."""
    return bool(_UNTOUCHED.fullmatch(words.strip()))


def _without_the_line(words: str) -> str:
    """Without the line of choices where other words stand beside it, as offices do that type in front of a prompt."""
    for found in _UNTOUCHED.finditer(words):
        rest = (words[: found.start()] + words[found.end() :]).strip()
        if re.search(r"\w", rest) and not _signs(rest) & set(_TICKS + _CROSSES):
            return rest
    return words


def _marks(pieces: Sequence[str]) -> Iterator[str | None]:
    """What stands at each option: pieces are words, option, words, …; None where it may belong to either side."""
    before, clear = pieces[0], True
    for between in pieces[2:-1:2]:
        after, following, is_clear = _divided(between)
        yield before + after if clear and is_clear else None
        before, clear = following, is_clear
    yield before + pieces[-1] if clear else None


def _divided(between: str) -> tuple[str, str, bool]:
    """The words between two options: those of the first, those of the second, and whether that is sure.

    A box begins the second option; what touches it is part of it. Without a box a blank divides.
    """
    box = re.search(f"[{_BOXES}]", between)
    if not box:
        first, blank, rest = re.match(rf"([^{_BLANK}]*)([{_BLANK}]*)(.*)", between, re.DOTALL).groups()  # type: ignore[union-attr]
        return (first, rest, True) if blank else ("", between, True)
    left = between[: box.start()]
    touching = re.search(rf"[^{_BLANK}]*$", left).group()  # type: ignore[union-attr]
    if touching and touching == left:
        return left, between[box.start() :], False
    return left[: len(left) - len(touching)], touching + between[box.start() :], True


def _ticked(options: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The options with a tick; crosses tick where there is no better mark, and say no where there is."""
    for signs in (_TICKS, _CROSSES):
        found = [option for option, mark in zip(options, marks, strict=True) if _signs(mark) & set(signs)]
        if found:
            return found
    return []


def _signs(mark: str) -> set[str]:
    """The signs at an option; a Latin letter is one only where it stands alone."""
    core = re.sub(rf"[{_BLANK}{re.escape(_BOXES + _BRACKETS)}]", "", mark)
    return set(core) if len(core) == 1 else set(core) - set("vVxX")
