"""A new version of a notice merged into its content: deadlines and groups follow the texts that refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generators.editing.entry_pairs import pairs_of, same
from generators.editing.merging import Merge
from generators.editing.splicing import name_of
from generators.plan import leaves

_REFERENCE = re.compile("【时限[：:](.+?)】")
_FORMS = "牵头句式"  # how the notice prints leads: a new text is read by those of the content
_FOLLOWING = ("时限", "单位组", _FORMS)


def merged_notice(
    merge: Merge, base: Mapping[str, Any], mine: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, Any]:
    """The content of a notice with the changes of a new version that are taken. `base`: what the last import wrote."""
    new = _renamed(new, _names_in_content(*(one.get("时限") or () for one in (base, mine, new))))
    was, now, then = ({key: value for key, value in one.items() if key not in _FOLLOWING} for one in (base, mine, new))
    merged: dict[str, Any] = merge.merged(was, now, then)
    mine, new = _with_matters(merged, base, mine, new)
    for key in ("时限", "单位组"):
        members = [one.get("成员") for state in (mine, new) for one in state.get(key) or ()]
        used = _Used(*(set(_used([one, members])) for one in (base, new, merged)))
        entries = _followed(merge, key, base.get(key) or [], mine.get(key) or [], new.get(key) or [], used)
        if entries:
            merged[key] = entries
    if _FORMS in mine:
        merged[_FORMS] = mine[_FORMS]
    return {key: merged[key] for key in dict.fromkeys([*mine, *new]) if key in merged}


class _Used(NamedTuple):
    """The names to which the text refers: as it was, in its new version, and as it is merged."""

    before: set[str]
    in_new: set[str]
    now: set[str]


def _followed(
    merge: Merge, key: str, base: Sequence[Any], mine: Sequence[Any], new: Sequence[Any], used: _Used
) -> list[Any]:
    """Entries changed as is chosen; with new ones that the text refers to, without those that it no longer does."""
    to_base = pairs_of(mine, base)
    in_content, in_text = ({name_of(one) for one in entries} for entries in (mine, new))
    unedited = {name_of(one) for at, one in enumerate(mine) if at in to_base and same(one, base[to_base[at]])}
    gone = (unedited & used.before) - used.now - in_text
    kept = [one for one in mine if name_of(one) not in gone]
    added = [one for one in new if name_of(one) in used.now - in_content]
    wanted = [one for one in new if name_of(one) in in_content or name_of(one) not in used.in_new]
    wanted += [one for one in kept if name_of(one) in used.now - in_text]
    return [*merge.merged(list(base), kept, wanted, (key,)), *added]


def _with_matters(merged: Mapping[str, Any], base: Any, mine: Any, new: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The content and the new version with the same words for what is due by a deadline: no change that is asked for.

    They are those of the new text where its words that refer to the deadline are taken, and nobody edited them.
    """
    deadlines, before, then = (list(one.get("时限") or ()) for one in (mine, base, new))
    to_base, to_new = pairs_of(deadlines, before), pairs_of(deadlines, then)
    for at, to in to_new.items():
        one, other, was = deadlines[at], then[to], before[to_base[at]] if at in to_base else {}
        words = f"【时限：{name_of(one)}】"
        follows = was.get("事由") == one.get("事由") and _texts(merged, words) == _texts(new, words)
        matter = (other if follows else one).get("事由", "")
        deadlines[at], then[to] = {**one, "事由": matter}, {**other, "事由": matter}
    return {**mine, "时限": deadlines}, {**new, "时限": then}


def _texts(value: Any, words: str) -> set[str]:
    """The texts of content that hold words."""
    return {text for text in leaves(value) if words in text}


def _names_in_content(base: Sequence[Any], mine: Sequence[Any], new: Sequence[Any]) -> dict[str, str]:
    """What deadlines of the new text are called in the content, where that is another name."""
    in_content = {was: to for to, was in pairs_of(mine, base).items()}
    pairs = {at: in_content[was] for at, was in pairs_of(new, base).items() if was in in_content} or pairs_of(new, mine)
    names = {name_of(new[at]): name_of(mine[to]) for at, to in pairs.items()}
    return {name: other for name, other in names.items() if name != other}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Content in which deadlines are called otherwise."""
    if not names:
        return value
    if isinstance(value, Mapping):
        found = {key: _renamed(inner, names) for key, inner in value.items()}
        if isinstance(value.get("时限"), list):
            found["时限"] = [_called(one, names) for one in found["时限"]]
        return found
    if isinstance(value, list | tuple):
        return [_renamed(one, names) for one in value]
    if isinstance(value, str):
        return _REFERENCE.sub(lambda found: f"【时限：{names.get(found[1], found[1])}】", value)
    return value


def _called(one: Any, names: Mapping[str, str]) -> Any:
    if isinstance(one, Mapping):
        return {**one, "名称": names.get(str(one.get("名称")), one.get("名称"))}
    return names.get(one, one)


def _used(value: Any) -> Iterator[str]:
    """The names of deadlines and groups to which content refers: in lists of names, and in 【时限：…】."""
    if isinstance(value, str):
        yield from _REFERENCE.findall(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _used(inner)
    else:
        for one in value or ():
            yield from [one] if isinstance(one, str) else ()
            yield from _used(one)
