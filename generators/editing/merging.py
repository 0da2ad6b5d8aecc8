"""A new version of a text merged into content that a clerk has worked on since the last import.

Three states are compared: what the last import wrote, the content as it is, and what the new text gives. What the clerk
has added or changed stays; what the text has changed is a change, taken or left as a person chooses. What one says in
one breath is one change: a lead with its units, when something is due, a paragraph with what is read from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generators.editing.changes import Change, due_in_words, shown
from generators.editing.entry_pairs import moved, pairs_of, same
from generators.editing.splicing import is_list, name_of
from generators.editing.text_merge import merged_text

_DUE = ("截止", "表述", "周期", "起始")
_TEXT = "内容"
_TEXTS = ("正文", "措施", "导语", "结语")  # lists of texts, which are not named where they stand
_CALLED = ("时限", "单位组", "附件")  # lists whose entries are called by the word for them
_NAMES = ("部门", "配合", "指导", "责任", "对象", "成员", "抄送", "联合发文", "签发人", "时限", "填报")


class _Entry(str):
    """The name of an entry of a list, among the keys of a path."""


_Path = tuple[str, ...]


@dataclass
class Merge:
    """Merges by choices: `take` is asked for each change whether the new value is to stand; None leaves that open."""

    take: Callable[[Change], bool | None]
    taken: list[Change] = field(default_factory=list)
    left: list[Change] = field(default_factory=list)
    open: list[Change] = field(default_factory=list)

    def merged(self, base: Any, mine: Any, new: Any, where: _Path = ()) -> Any:
        """The merged value. `base` is what the last import wrote, `mine` the content as it is."""
        if same(new, mine) or same(new, base):
            return mine
        if _is_text(mine) != _is_text(new) and _is_paragraph(mine) and _is_paragraph(new):
            base, mine, new = map(_as_paragraph, (base, mine, new))
        if isinstance(mine, Mapping) and isinstance(new, Mapping):
            return self._mappings(base if isinstance(base, Mapping) else {}, mine, new, where)
        if is_list(mine) and is_list(new):
            base = base if is_list(base) else []
            way = self._names if where[-1] in _NAMES and all(map(_is_text, (*mine, *new))) else self._lists
            return way(base, mine, new, where)
        both = merged_text(base or "", mine or "", new or "") if all(map(_is_text, (base, mine, new))) else None
        edited = both is None and not same(base, mine)
        return (both or new) if self._chosen(where, mine, both or new, is_edited=edited) else mine

    def _mappings(self, base: Mapping[str, Any], mine: Mapping[str, Any], new: Mapping[str, Any], where: _Path) -> Any:
        if where[-1:] == ("牵头",) or (_TEXT in mine and _TEXT in new and not same(mine[_TEXT], new[_TEXT])):
            return self._in_one(base, mine, new, where, shown)
        due = {key for key in _DUE if not same(mine.get(key), new.get(key)) and not same(base.get(key), new.get(key))}
        if where[-2:-1] == ("时限",) and due:
            was, now, then = ({key: one[key] for key in _DUE if key in one} for one in (base, mine, new))
            merged = self._in_one(was, now, then, where, due_in_words)
            mine = {key: value for key, value in mine.items() if key not in _DUE or key in merged} | merged
            new = {key: value for key, value in new.items() if key not in _DUE}
            base = {key: value for key, value in base.items() if key not in _DUE}
        return self._keys(base, mine, new, where)

    def _keys(
        self, base: Mapping[str, Any], mine: Mapping[str, Any], new: Mapping[str, Any], where: _Path
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in dict.fromkeys([*mine, *new]):
            here = (*where, key)
            if key in mine and key in new:
                found[key] = self.merged(base.get(key), mine[key], new[key], here)
            elif key in mine:  # added by the clerk, or gone from the text
                edited = not same(base.get(key), mine[key])
                if key not in base or not mine[key] or not self._chosen(here, mine[key], None, is_edited=edited):
                    found[key] = mine[key]
            elif key not in base and self._chosen(here, None, new[key]):
                found[key] = new[key]
        return found

    def _in_one(self, base: Any, mine: Any, new: Any, where: _Path, words: Callable[[Any], str]) -> Any:
        """A mapping whose changes are one: asked once, and what the clerk added stays in any case."""
        quiet = Merge(lambda change: True)
        merged = quiet._keys(base, mine, new, where)
        change = Change(_place(where), words(mine), words(merged), any(one.is_edited for one in quiet.taken))
        return mine if same(mine, merged) or not self._asked(change) else merged

    def _names(self, base: Sequence[str], mine: Sequence[str], new: Sequence[str], where: _Path) -> Any:
        """Units in a row, with those that the clerk has added and without those that he has taken out."""
        added, out = [one for one in mine if one not in base], [one for one in base if one not in mine]
        merged = [*(one for one in new if one not in out), *(one for one in added if one not in new)]
        if sorted(merged) == sorted(mine):
            return mine
        return merged if self._chosen(where, mine, merged) else mine

    def _lists(self, base: Sequence[Any], mine: Sequence[Any], new: Sequence[Any], where: _Path) -> list[Any]:
        """Entries of the new text, merged with what they are in the content, and entries that only the content has."""
        to_base, known = pairs_of(new, base), pairs_of(mine, base)
        to_mine = _places_in_content(pairs_of(new, mine), to_base, known)
        found: list[tuple[Any, int | None]] = []  # with the place in the content
        for at, entry in enumerate(new):
            was = to_base.get(at)
            if (to := to_mine.get(at)) is not None:
                was = known.get(to, was)
                merged = self.merged(
                    None if was is None else base[was], mine[to], entry, (*where, _Entry(name_of(mine[to])))
                )
                found.append((merged, to))
            elif was is None and self._chosen(where, None, entry):
                found.append((entry, None))
        order = [to for _, to in found if to is not None]
        if not self._is_moved(mine, order, [known.get(to) for to in order], where):
            found = _in_order(found)
        for to, entry in enumerate(mine):
            if to in order:
                continue
            edited = to in known and not same(base[known[to]], entry)
            if to not in known or not self._chosen(where, entry, None, is_edited=edited):
                behind = next(
                    (at + 1 for at, (_, other) in enumerate(found) if other == to - 1), len(found) if to else 0
                )
                found.insert(behind, (entry, to))
        return [entry for entry, _ in found]

    def _is_moved(self, mine: Sequence[Any], order: Sequence[int], was: Sequence[int | None], where: _Path) -> bool:
        """Whether entries are to stand in the order of the new text, where the text has moved some."""
        known = [one for one in was if one is not None]
        if where[-1] in _CALLED or known == sorted(known) or not moved(order):
            return False
        words = []
        for at in moved(order):
            before = f"“{name_of(mine[order[at - 1]])}”后面" if at else "最前面"
            words.append(f"“{name_of(mine[order[at]])}”移到{before}")
        return self._asked(Change(_place(where), moved=f"顺序变了，{'，'.join(words)}"))

    def _chosen(self, where: _Path, now: Any, new: Any, *, is_edited: bool = False) -> bool:
        old, words = (None if value is None else shown(value) for value in (now, new))
        return self._asked(Change(_place(where), old, words, is_edited))

    def _asked(self, change: Change) -> bool:
        is_taken = self.take(change)
        (self.open if is_taken is None else self.taken if is_taken else self.left).append(change)
        return bool(is_taken)


def _in_order(found: Sequence[tuple[Any, int | None]]) -> list[tuple[Any, int | None]]:
    """Entries in the order of the content; a new one behind the one that it follows in the new text."""
    groups: list[list[tuple[Any, int | None]]] = [[]]
    for one in found:
        if one[1] is not None:
            groups.append([])
        groups[-1].append(one)
    first, *rest = groups
    return [*first, *(one for group in sorted(rest, key=lambda group: group[0][1] or 0) for one in group)]


def _places_in_content(direct: dict[int, int], to_base: dict[int, int], known: dict[int, int]) -> dict[int, int]:
    """Which entry of the content each new one is: that of the same entry of the last import, else the most similar."""
    in_content = {was: to for to, was in known.items()}
    found = {at: in_content[was] for at, was in to_base.items() if was in in_content}
    return found | {at: to for at, to in direct.items() if at not in found and to not in found.values()}


def _place(where: _Path) -> str:
    """Where something stands, in words: the titles above it, then which of its facts."""
    words: list[str] = []
    for at, step in enumerate(where):
        above = where[at - 1] if at else ""
        if isinstance(step, _Entry):
            words.append("文字" if above in _TEXTS else f"{above}“{step}”" if above in _CALLED else step)
        elif at == len(where) - 1 or (at == 0 and len(where) == 2 and not isinstance(where[1], _Entry)):
            words.append("文字" if step in (*_TEXTS, _TEXT) else step)
    return " · ".join(dict.fromkeys(words))


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_paragraph(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Mapping) and _TEXT in value)


def _as_paragraph(value: Any) -> Any:
    return {_TEXT: value} if isinstance(value, str) else value
