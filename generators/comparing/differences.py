"""What differs between two states of a notice's content, told in facts: for everybody, and unit by unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generators.comparing.renaming import Renamed, under_new_names, under_new_sentences
from generators.comparing.statements import BLANK, About, Statement, Statements, of_all, of_unit
from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.dossier.values import REFERENCE

_MOST_SHOWN = 24  # characters of a changed text
_CUT_REFERENCE = re.compile(r"^[^【]*】|【[^】]*$")
_BESIDE = 2  # characters on either side of a changed part by which it is known in a document


class _Told(NamedTuple):
    """How a sort of fact is told when it changes, comes, and goes; empty where something else tells it.

    {0}, {1} is what it is about. `counts`: figures that a document adds up follow it. `moves`: what comes after it gets
    another number or place. `files`: names of files follow it.
    """

    changed: str = ""
    came: str = ""
    gone: str = ""
    counts: bool = False
    moves: bool = False
    files: bool = False


_TOLD = {
    "时限": _Told("时限“{0}” {old} → {new}", "新的时限“{0}”：{new}", "取消时限“{0}”"),
    "约束": _Told("时限“{0}” {old} → {new}", "新受时限“{0}”约束：{new}", "不再受时限“{0}”约束"),
    "事由": _Told("时限“{0}”的事由改了：{old} → {new}"),
    "对象": _Told("时限“{0}”的对象 {old} → {new}"),
    "应报": _Told("受时限“{0}”约束的单位 {old} → {new}"),
    "措施总数": _Told("措施共 {old} → {new}"),
    "事项": _Told("", "新增“{0}”", "删去“{0}”", moves=True),
    "牵头": _Told("“{0}”：{old} → {new}", "新牵头“{0}”", "不再牵头“{0}”"),
    "牵头单位": _Told("“{0}”的牵头 {old} → {new}", "“{0}”的牵头：{new}", "“{0}”没有牵头了"),
    "牵头方式": _Told("“{0}”的牵头方式 {old} → {new}"),
    "配合": _Told("“{0}”的配合 {old} → {new}", "“{0}”的配合：{new}", "“{0}”没有配合了"),
    "序号": _Told("“{0}”的序号 {old} → {new}"),
    "导语": _Told("“{0}”的导语改了：{old} → {new}"),
    "填写提示": _Told("“{0}”的填写提示改了：{old} → {new}"),
    "次序": _Told("“{0}”的措施次序变了", moves=True),
    "下级": _Told(),  # told by the items themselves
    "措施": _Told("“{0}”的措施改了：{old} → {new}", "“{0}”增加“{1}”", "“{0}”删去“{1}”", moves=True),
    "要求": _Told("“{0}”的要求改了：{old} → {new}", "新的要求：“{0}”的“{1}”", "不再要求：“{0}”的“{1}”"),
    "保障要求": _Told("“{0}”的要求改了：{old} → {new}"),
    "责任": _Told("“{0}”的“{1}”责任单位 {old} → {new}"),
    "完成时限": _Told("“{0}”的“{1}”所用时限 {old} → {new}"),
    "单位": _Told("", "新增单位“{0}”", "删去单位“{0}”"),
    "有任务": _Told("", "“{0}”有任务了", "“{0}”不再有任务"),
    "要报送": _Told("", "“{0}”要报送材料了", "“{0}”不再报送材料"),
    "单位次序": _Told("单位的次序变了", moves=True),
    "简称": _Told("“{0}”的简称 {old} → {new}", files=True),
    "类别": _Told("“{0}”的类别 {old} → {new}"),
    "文件名里的序号": _Told("文件名里的序号 {old} → {new}", files=True),
    "报送": _Told("{0}的报送材料改了", "{0}报送了材料", "{0}的报送材料撤下了", counts=True),
}
_OTHER = _Told("{0} {old} → {new}", "{0}：{new}", "删去{0}：{old}")
_ORDERS = ("次序", "单位次序")
_FIGURES = ("应报", "措施总数", "类别")
_ROWS = ("有任务", "要报送")  # a unit that has, or has no more, a row of its own
_NAMES_ALONE = ("事项", "牵头", "单位", *_ROWS)  # facts that are told although they have no words
# What is said of an item, or of the lead of it, that came or went: the whole tells it.
_PARTS = ("措施", "责任", "完成时限", "序号", "导语", "填写提示", "次序", "牵头单位", "牵头方式", "配合")


# What only follows from other facts is told after them.
_CONSEQUENCES = ("序号", "应报", "措施总数")


@dataclass(frozen=True)
class Difference:
    """One fact that changed: in words, and what of it can be found in documents before and after.

    `lost` and `gained` are the ways in which documents may show it, beside `near` where that is given; what bears one
    of the names in `moves` may have another number or place because of it; figures may follow it: these before and
    after (`figures`), or any (`counts`); the names of a unit's files may follow it (`files`).
    Nothing counts that stands in the words `within`. A unit named in `rows` came or went as a row of its own.
    """

    text: str
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    near: str = ""
    moves: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    counts: bool = False
    files: bool = False
    within: str = ""
    rows: tuple[str, ...] = ()


def everywhere(old: Dossier, new: Dossier, renamed: Renamed) -> list[Difference]:
    """What changed in the notice as a whole. `renamed`: what bears another name since."""
    told = [_unit_renamed(before, after) for before, after in renamed.units]
    told += [_retitled(*names) for names in renamed.titles.items()]
    before, after = of_all(old), of_all(new)
    told += [_deadline_renamed(was, now, after["时限", now]) for was, now in renamed.deadlines.items()]
    return told + list(_differences(under_new_names(before, renamed), after))


def for_unit(old: Dossier, new: Dossier, name: str, renamed: Renamed) -> list[Difference]:
    """What changed for one unit: what it leads, what is asked of it, its dates and its own names."""
    former = {after.name: before for before, after in renamed.units}
    now = next((unit for unit in new.units if unit.name == name), None)
    was = former.get(name) or next((unit for unit in old.units if unit.name == name), None)
    before = of_unit(old, was) if was else {}
    told = [_unit_renamed(former[name], now)] if now and name in former else []
    own = {about[1] for about in before if len(about) > 1}
    told += [_retitled(*names) for names in renamed.titles.items() if names[0] in own]
    return told + list(_differences(under_new_names(before, renamed), of_unit(new, now) if now else {}))


def _unit_renamed(before: Unit, after: Unit) -> Difference:
    return Difference(f"单位“{before.name}”改名为“{after.name}”", before.names, after.names, files=True)


def _deadline_renamed(before: str, after: str, date: Statement) -> Difference:
    """By its name a deadline is known as that of plans, columns or reports: its day may come or go with it."""
    words = f"时限“{_inner(before)}”改名为“{_inner(after)}”"
    return Difference(words, (before, *date.prints), (after, *date.prints))


def _retitled(before: str, after: str) -> Difference:
    return Difference(f"标题“{_inner(before)}”改为“{_inner(after)}”", (before,), (after,))


def _differences(old: Statements, new: Statements) -> Iterator[Difference]:
    old = under_new_sentences(old, new)
    abouts = [*new, *(about for about in old if about not in new)]
    for about in sorted(abouts, key=lambda about: about[0] in _CONSEQUENCES):
        one = _difference(about, old, new)
        if one:
            yield one


def _difference(about: About, old: Mapping[About, Statement], new: Mapping[About, Statement]) -> Difference | None:
    before, after = old.get(about), new.get(about)
    was, now = before.words if before else "", after.words if after else ""
    told = _TOLD.get(about[0], _OTHER)
    # A text that is empty now and was not there before is no change.
    if was == now and ((before and after) or about[0] not in _NAMES_ALONE):
        return None
    if _follows(about, old, new) or (about[0] in _ORDERS and not _displaced(was, now)):
        return None
    template = told.changed if before and after else (told.came if after else told.gone)
    if not template:
        return None
    names = about[1:] if about[0] in _TOLD else about
    shown = _shown(was, now)
    words = template.format(*map(_inner, names), old=shown[0] or "（空）", new=shown[1] or "（空）")
    lost, gained = _evidence(about, before, after)
    known = after or before
    assert known is not None
    moved = known.moves or (names[:1] if told.moves and not (before and after) else ())
    if about[0] in _ORDERS:
        moved = names or _displaced(was, now)
    figures = tuple(zip(before.prints, after.prints, strict=True)) if before and after and about[0] in _FIGURES else ()
    rows = known.prints if about[0] in _ROWS else ()
    return Difference(words, lost, gained, known.near, moved, figures, told.counts, told.files, known.within, rows)


def _follows(about: About, old: Mapping[About, Statement], new: Mapping[About, Statement]) -> bool:
    """Whether a change is told already by its whole: a unit, an item, or the lead of it, that came or went."""
    if about[0] in _ROWS:
        return (("单位", about[1]) in old) != (("单位", about[1]) in new)
    return about[0] in _PARTS and any(
        ((sort, about[1]) in old) != ((sort, about[1]) in new) for sort in ("事项", "牵头")
    )


def _displaced(old: str, new: str) -> tuple[str, ...]:
    """What stayed but stands in another order; what came or went is told by itself."""
    before, after = old.split("\n"), new.split("\n")
    stayed = [name for name in before if name in after], [name for name in after if name in before]
    return tuple(name for name, other in zip(*stayed, strict=False) if name != other)


def _evidence(
    about: About, before: Statement | None, after: Statement | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways in which documents may show a fact, before and after."""
    if about[0] in (*_ORDERS, *_FIGURES, *_ROWS):
        return (), ()
    parts: tuple[tuple[str, ...], tuple[str, ...]] = (), ()
    if before and after and (REFERENCE.search(before.words + after.words) or not (before.prints or after.prints)):
        parts = _changed_parts(before.words, after.words)
        was, now = before.prints, after.prints
    else:
        was, now = (_prints(about, before), _prints(about, after))
    return parts[0] + _only_in(was, now), parts[1] + _only_in(now, was)


def _only_in(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Those that the others do not have, be it as a part: 牵头 is not lost where 与省审计厅共同牵头 came."""
    return tuple(one for one in words if not any(one in other for other in others))


def _prints(about: About, statement: Statement | None) -> tuple[str, ...]:
    if statement is None:
        return ()
    return statement.prints or tuple(filter(None, (_longest_piece(statement.words), *about[2:], *about[1:2])))


def _changed_parts(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a text lost and gained: with a little of what stands around it, and whole where it is short."""
    start, end = _common_ends(old, new)
    parts = [text[max(0, start - _BESIDE) : len(text) - max(0, end - _BESIDE)] for text in (old, new)]
    found: list[tuple[str, ...]] = []
    for text, part in zip((old, new), parts, strict=True):
        if len(text) <= start + end:  # nothing but what both have
            found.append(())
        else:
            whole = (text,) if len(text) <= _MOST_SHOWN else ()
            found.append(tuple(dict.fromkeys(filter(None, (*map(_longest_piece, whole), _longest_piece(part))))))
    return found[0], found[1]


def _longest_piece(text: str) -> str:
    """The longest part of a text without its dates, which documents print filled in."""
    text = _CUT_REFERENCE.sub(BLANK, REFERENCE.sub(BLANK, text))
    return max(re.split(f"[{BLANK}。；\n]", text), key=len)


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts have in common at their beginnings and at their ends."""
    shorter = min(len(old), len(new))
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), shorter)
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _shown(old: str, new: str) -> tuple[str, str]:
    """How to show what a text was and is: whole where it is short, else the changed part."""
    if len(old) <= _MOST_SHOWN and len(new) <= _MOST_SHOWN:
        return _without_same_year(old, new)
    start, end = _common_ends(old, new)
    around = old[max(0, start - 4) : start], old[len(old) - end :][:4]
    return _quoted(old[start : len(old) - end], *around), _quoted(new[start : len(new) - end], *around)


def _quoted(words: str, before: str, after: str) -> str:
    short = words if len(words) <= _MOST_SHOWN else f"{words[: _MOST_SHOWN // 2]}…{words[-_MOST_SHOWN // 2 :]}"
    return f"“…{before}{short}{after}…”"


def _without_same_year(old: str, new: str) -> tuple[str, str]:
    """Two dates of one year by month and day, which is also how the notice prints them."""
    years = [re.fullmatch(r"(\d{4}年)(\d{1,2}月.*)", text) for text in (old, new)]
    if years[0] and years[1] and years[0][1] == years[1][1]:
        return years[0][2], years[1][2]
    return old, new


def _inner(name: str) -> str:
    """A name to stand in quotation marks: its own become single ones."""
    return name.replace("“", "‘").replace("”", "’")
