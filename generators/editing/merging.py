"""A new version of a text merged into content that a clerk has worked on since the last import.

Three states are compared: what the last import wrote, the content as it is, and what the new text gives. What the clerk
has added or changed stays; what the text has changed is a change, taken or left as a person chooses.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generators.editing.splicing import NAMES, is_list, name_of
from generators.plan import digest

_ALIKE = 0.6
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Change:
    """One thing that the new text has otherwise: where it stands, and both values; None where it is not there."""

    where: str
    now: str | None
    new: str | None

    @property
    def key(self) -> str:
        """By what a person chooses it."""
        return digest([self.where, self.now or "", self.new or ""])[:20]

    def __str__(self) -> str:
        if self.now is None:
            return f"{self.where}：新增“{self.new}”"
        return f"{self.where}：删去“{self.now}”" if self.new is None else f"{self.where}：“{self.now}” → “{self.new}”"


@dataclass
class Merge:
    """Merges by choices: `take` is asked for each change whether the new value is to stand."""

    take: Callable[[Change], bool]
    taken: list[Change] = field(default_factory=list)
    left: list[Change] = field(default_factory=list)

    def merged(self, base: Any, mine: Any, new: Any, where: tuple[str, ...] = ()) -> Any:
        """The merged value. `base` is what the last import wrote, `mine` the content as it is."""
        if new in (base, mine):
            return mine
        if isinstance(mine, Mapping) and isinstance(new, Mapping):
            return self._mappings(base if isinstance(base, Mapping) else {}, mine, new, where)
        if is_list(mine) and is_list(new):
            return self._lists(base if is_list(base) else [], mine, new, where)
        return new if self._chosen(where, mine, new) else mine

    def _mappings(
        self, base: Mapping[str, Any], mine: Mapping[str, Any], new: Mapping[str, Any], where: tuple[str, ...]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in dict.fromkeys([*mine, *new]):
            here = (*where, key)
            if key in mine and key in new:
                found[key] = self.merged(base.get(key), mine[key], new[key], here)
            elif key in mine:  # added by the clerk, or gone from the text
                if key not in base or not self._chosen(here, mine[key], None):
                    found[key] = mine[key]
            elif key not in base and self._chosen(here, None, new[key]):
                found[key] = new[key]
        return found

    def _lists(self, base: Sequence[Any], mine: Sequence[Any], new: Sequence[Any], where: tuple[str, ...]) -> list[Any]:
        found: list[Any] = []
        used: set[int] = set()
        for entry in new:
            at, was = _match(entry, mine, used), _match(entry, base, set())
            if at is not None:
                used.add(at)
                found.append(self.merged(None if was is None else base[was], mine[at], entry, (*where, name_of(entry))))
            elif was is None and self._chosen(where, None, entry):
                found.append(entry)
        for at, entry in enumerate(mine):
            if at in used:
                continue
            was = _match(entry, base, set())
            if was is None or not self._chosen(where, entry, None):
                found.insert(min(at, len(found)), entry)
        return found

    def _chosen(self, where: tuple[str, ...], now: Any, new: Any) -> bool:
        change = Change(" · ".join(where), _shown(now), _shown(new))
        is_taken = self.take(change)
        (self.taken if is_taken else self.left).append(change)
        return is_taken


def _match(entry: Any, others: Sequence[Any], used: set[int]) -> int | None:
    """The place of the same entry among others: of the same name, else of the most similar one."""
    free = [index for index in range(len(others)) if index not in used]
    same = next((index for index in free if name_of(others[index]) == name_of(entry)), None)
    if same is not None or not free:
        return same
    likeness = {index: difflib.SequenceMatcher(None, name_of(entry), name_of(others[index])).ratio() for index in free}
    best = max(likeness, key=lambda index: likeness[index])
    return best if likeness[best] > _ALIKE else None


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        named = any(value.get(key) for key in NAMES)
        words = name_of(value) if named else "，".join(f"{key}：{_shown(inner)}" for key, inner in value.items())
    else:
        words = value if isinstance(value, str) else "、".join(map(str, map(_shown, value)))
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}……"
