"""What a new text has otherwise than content, in words that a person chooses by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generators.editing.splicing import NAMES, name_of
from generators.plan import digest

_WIDEST = 40  # characters of a text that is shown whole
_AROUND = 10  # characters shown on both sides of what differs in a longer one


@dataclass(frozen=True)
class Change:
    """One thing that the new text has otherwise: where it stands, and both values; None where it is not there.

    `is_edited`: whether a person has changed what stands there since the last import; `moved`: the new order in words.
    """

    where: str
    now: str | None = None
    new: str | None = None
    is_edited: bool = False
    moved: str = ""

    @property
    def key(self) -> str:
        """By what a person chooses it."""
        return digest([self.where, self.now or "", self.new or "", self.moved])[:20]

    def __str__(self) -> str:
        edited = "（您改过这里，采用以后以新来的为准）" if self.is_edited else ""
        if self.moved:
            return f"{self.where}：{self.moved}"
        if self.now is None:
            return f"{self.where}：新增“{_short(self.new or '')}”"
        if self.new is None:
            return f"{self.where}：删去“{_short(self.now)}”{edited}"
        now, new = excerpts(self.now, self.new or "（没有）")
        return f"{self.where}：“{now}” → “{new}”{edited}"


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST]}……"


def excerpts(now: str, new: str) -> tuple[str, str]:
    """Two texts cut to where they differ, with some words around it."""
    if max(len(now), len(new)) <= _WIDEST:
        return now, new
    start = next((at for at, (one, other) in enumerate(zip(now, new, strict=False)) if one != other), 0)
    shortest = min(len(now), len(new)) - start
    end = next((at for at in range(shortest) if now[-1 - at] != new[-1 - at]), shortest)
    start, end = max(start - _AROUND, 0), max(end - _AROUND, 0)
    return tuple(
        f"{'……' if start else ''}{_short(words[start : len(words) - end])}{'……' if end else ''}" for words in (now, new)
    )  # type: ignore[return-value]


def lead_in_words(lead: Mapping[str, Any]) -> str:
    """A lead as one says it: 市财政局、市审计局分别牵头，市教育局配合."""
    names = {key: "、".join(lead.get(key) or ()) for key in ("部门", "配合", "指导")}
    way = {"部门": str(lead.get("方式") or "牵头"), "配合": "配合", "指导": "指导"}
    return "，".join(f"{words}{way[key]}" for key, words in names.items() if words) or str(lead.get("表述") or "")


def due_in_words(deadline: Mapping[str, Any]) -> str:
    """When a deadline is due: its words, else its day."""
    words, day = (str(deadline.get(key) or "") for key in ("表述", "截止"))
    return f"{words}（{day}）" if words and day else words or str(deadline.get("周期") or "") or day


def shown(value: Any) -> str:
    """A value in words."""
    if isinstance(value, Mapping):
        if any(value.get(key) for key in NAMES):
            return name_of(value)
        if "部门" in value or "配合" in value:
            return lead_in_words(value)
        return "，".join(f"{key}：{shown(inner)}" for key, inner in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(map(shown, value))
    return str(value)
