"""How much of a first page the elements above the title take, by the heights of templates and 版式.yaml."""

from __future__ import annotations

from typing import NamedTuple

from generators.typesetting.lines import ROOM


class _Profile(NamedTuple):
    """A 版心 of 版式.yaml: its top from the sheet's top, its height and its line pitch, in points."""

    top: float
    height: float
    pitch: float


_PROFILES = (_Profile(104.9, 637.8, 28.95), _Profile(98.0, 651.5, 29.6))
_BLANK = 28  # 版头空行, points
_RED_LINE = 8  # under the document number, with its distance
_JOINT_LINE = 1.15  # of the type's size, where names stand one under the other
_MARK_TOP = {"文件": 204.1, "命令": 161.6, "纪要": 204.1}  # from the sheet's top: 72 mm, 57 mm (clauses 7.2.4, 10.2)
_LETTER = 101.6  # from the sheet's top to the first line of a letter, without its mark's size (clause 10.1)


def lines_above(layout: str, mark: float, *, joint: int = 0, signers: int = 0, elements: int = 0) -> float:
    """The lines of a first page above the blank lines before its title, or above the text of an order.

    `mark`: the size of its mark in points; `joint`: how many bodies' names stand in it, 0 for one mark; `signers`:
    rows of 签发人; `elements`: how many of 份号, 密级, 紧急程度 a letter has. Of two profiles the one with less room
    below counts.
    """
    return max(
        ROOM - (profile.height - _height(profile, layout, mark, joint, signers, elements)) / profile.pitch
        for profile in _PROFILES
    )


def _height(profile: _Profile, layout: str, mark: float, joint: int, signers: int, elements: int) -> float:
    """The same in points, from the top of a profile's block."""
    if layout == "信函":
        return _LETTER + mark - profile.top + max(elements, 1) * profile.pitch
    names = mark * _JOINT_LINE * joint - 2 if joint else mark
    height = _MARK_TOP[layout] - profile.top + names + 2 * _BLANK + profile.pitch
    if layout == "命令":
        return height + 2 * _BLANK
    more = 1 if layout == "纪要" else max(signers - 1, 0)
    return height + _RED_LINE + more * profile.pitch
