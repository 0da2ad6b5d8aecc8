"""What differs between two states of a notice's content, in facts: for everybody, and unit by unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.characters import common_ends
from generators.comparing.fact_kinds import About, FactKind, fact_kind
from generators.comparing.renaming import Renamed, under_new_names, under_new_sentences
from generators.comparing.statements import ContentState, Statement, Statements
from generators.comparing.values import Value, words_of_both
from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.dossier.values import REFERENCE
from generators.wording import Answer

_BLANK = "＿"
_MOST_SHOWN = 24  # characters of a changed text
_CUT_REFERENCE = re.compile(r"^[^【]*】|【[^】]*$")
_BESIDE = 2  # characters on either side of a changed part by which it is known in a document


@dataclass(frozen=True)
class Difference:
    """One fact that changed: in words, what it is about, and what of it can be found in documents before and after.

    `lost` and `gained` are the ways in which documents may show it, beside `near` where that is given; what bears one
    of the names in `moves` may have another number or place because of it; figures may follow it: these before and
    after (`figures`), or any (`counts`); the names of a unit's files may follow it (`names_files`).
    Nothing counts that stands in the words `within`. A unit named in `rows` came or went as a row of its own.
    """

    text: str
    about: About = ()
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    near: str = ""
    moves: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    counts: bool = False
    names_files: bool = False
    within: str = ""
    rows: tuple[str, ...] = ()


def everywhere(old: ContentState, new: ContentState, renamed: Renamed) -> list[Difference]:
    """What changed in the notice as a whole. `renamed`: what bears another name since."""
    found = [_unit_renamed(before, after, old.dossier) for before, after in renamed.units]
    found += [_retitled(*names) for names in renamed.titles.items()]
    found += [_deadline_renamed(was, now, new.whole["时限", now]) for was, now in renamed.deadlines.items()]
    return found + list(_differences(under_new_names(old.whole, renamed), new.whole))


def for_unit(old: ContentState, new: ContentState, name: str, renamed: Renamed) -> list[Difference]:
    """What changed for one unit: what it leads, what is asked of it, its dates and its names."""
    former = [before for before, after in renamed.units if after.name == name]
    now = next((unit for unit in new.dossier.units if unit.name == name), None)
    was = next((unit for unit in old.dossier.units if unit.name == name), next(iter(former), None))
    before = old.of_unit(was) if was else {}
    found = [_unit_renamed(*names, old.dossier) for names in renamed.units if names[1].name == name]
    subjects = {about[1] for about in before if len(about) > 1}
    found += [_retitled(*names) for names in renamed.titles.items() if names[0] in subjects]
    return found + list(_differences(under_new_names(before, renamed), new.of_unit(now) if now else {}))


def without_repeats(differences: Sequence[Difference]) -> list[Difference]:
    """Without those that another one among them reports in other words (`FactKind.repeats`)."""
    abouts = {one.about for one in differences}
    repeated = (bool(one.about) and (fact_kind(one.about[0]).repeats, *one.about[1:]) in abouts for one in differences)
    return [one for one, is_repeated in zip(differences, repeated, strict=True) if not is_repeated]


def _unit_renamed(before: Unit, after: Unit, old: Dossier) -> Difference:
    became = "并入" if any(unit.name == after.name for unit in old.units) else "改名为"
    text = f"单位“{before.name}”{became}“{after.name}”"
    return Difference(text, lost=before.names, gained=after.names, names_files=True)


def _deadline_renamed(before: str, after: str, date: Statement) -> Difference:
    """By its name a deadline is known as that of plans, columns or reports: its day may come or go with it, and what
    is asked about them.
    """
    text = f"时限“{_inner(before)}”改名为“{_inner(after)}”"
    was, now = ([one for one in Answer if _inner(name).startswith(one)] for name in (before, after))
    lost, gained = ([] if was == now else one for one in (was, now))
    return Difference(text, lost=(before, *date.prints, *lost), gained=(after, *date.prints, *gained))


def _retitled(before: str, after: str) -> Difference:
    return Difference(f"标题“{_inner(before)}”改为“{_inner(after)}”", lost=(before,), gained=(after,))


def _differences(old: Statements, new: Statements) -> Iterator[Difference]:
    old = under_new_sentences(old, new)
    abouts = [*new, *(about for about in old if about not in new)]
    for about in sorted(abouts, key=lambda about: fact_kind(about[0]).is_consequence):
        kind, before, after = fact_kind(about[0]), old.get(about), new.get(about)
        text = _text(kind, about[1:], before, after) if _has_changed(kind, before, after) else ""
        if text and not _is_reported_by_whole(kind, about, old, new):
            yield _difference(text, about, before, after)


def _has_changed(kind: FactKind, before: Statement | None, after: Statement | None) -> bool:
    """Whether a value is another one. A value that is empty now and was not there before is no change."""
    if kind.is_order and before and after:
        return bool(_displaced(before, after))
    if before and after:
        return before.value != after.value and not (before.printed and before.printed == after.printed)
    return kind.by_name or bool((before or after or Statement("")).words)


def _is_reported_by_whole(kind: FactKind, about: About, old: Statements, new: Statements) -> bool:
    """Whether what a fact is part of came or went: a unit, an item or the lead of it, a measure, a deadline."""
    wholes = ((whole, *about[1:end]) for whole in kind.part_of for end in range(2, len(about) + 1))
    return any((whole in old) != (whole in new) for whole in wholes)


def _text(kind: FactKind, names: Sequence[str], before: Statement | None, after: Statement | None) -> str:
    """The sentence; empty where another kind of fact reports the change."""
    sentence = kind.changed if before and after else (kind.came if after else kind.gone)
    was, now = _shown(before.value if before else None, after.value if after else None)
    return sentence.format(*map(_inner, names), old=was or "（空）", new=now or "（空）")


def _difference(text: str, about: About, before: Statement | None, after: Statement | None) -> Difference:
    kind, stated = fact_kind(about[0]), after or before
    assert stated is not None
    lost, gained = _evidence(kind, about, before, after)
    figures = zip(before.prints, after.prints, strict=True) if before and after and kind.is_figure else ()
    return Difference(
        text,
        about,
        lost,
        gained,
        stated.near,
        moves=_moved(kind, about[1:], before, after),
        figures=tuple(figures),
        counts=kind.counts,
        names_files=kind.names_files,
        within=stated.within,
        rows=stated.prints if kind.is_row else (),
    )


def _moved(
    kind: FactKind, names: tuple[str, ...], before: Statement | None, after: Statement | None
) -> tuple[str, ...]:
    """What may have another number or place."""
    if before and after:
        return (names or _displaced(before, after)) if kind.is_order else after.moves
    return (after or before or Statement("")).moves or (names[:1] if kind.moves else ())


def _displaced(old: Statement, new: Statement) -> tuple[str, ...]:
    """What stayed but stands in another order; what came or went is reported by itself."""
    before, after = (one.value if isinstance(one.value, tuple) else () for one in (old, new))
    stayed = [name for name in before if name in after], [name for name in after if name in before]
    return tuple(name for name, other in zip(*stayed, strict=False) if name != other)


def _evidence(
    kind: FactKind, about: About, before: Statement | None, after: Statement | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways in which documents may show a fact, before and after."""
    if kind.is_order or kind.is_figure or kind.is_row:
        return (), ()
    parts: tuple[tuple[str, ...], tuple[str, ...]] = (), ()
    if before and after and (REFERENCE.search(before.words + after.words) or not (before.prints or after.prints)):
        parts = _changed_parts(before.words, after.words)
        was, now = before.prints, after.prints
    else:
        was, now = _prints(about, before), _prints(about, after)
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
    start, end = common_ends(old, new)
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
    text = _CUT_REFERENCE.sub(_BLANK, REFERENCE.sub(_BLANK, text))
    return max(re.split(f"[{_BLANK}。；\n]", text), key=len)


def _shown(old: Value, new: Value) -> tuple[str, str]:
    """How to show what a value was and is: whole where it is short, else the changed part."""
    was, now = words_of_both(old, new)
    if len(was) <= _MOST_SHOWN and len(now) <= _MOST_SHOWN:
        return was, now
    start, end = common_ends(was, now)
    around = was[max(0, start - 4) : start], was[len(was) - end :][:4]
    return _quoted(was[start : len(was) - end], *around), _quoted(now[start : len(now) - end], *around)


def _quoted(words: str, before: str, after: str) -> str:
    short = words
    if len(words) > _MOST_SHOWN:
        start, end = words[: _MOST_SHOWN // 2], words[-_MOST_SHOWN // 2 :]
        short = f"{_CUT_REFERENCE.sub('', start)}…{_CUT_REFERENCE.sub('', end)}"
    return f"“…{before}{short}{after}…”"


def _inner(name: str) -> str:
    """A name to stand in quotation marks: those that it brings become single ones."""
    return name.replace("“", "‘").replace("”", "’")
