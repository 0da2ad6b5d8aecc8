"""What bears another name than before: units, titles and measures, so that a rename is not reported as two changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generators.comparing.fact_kinds import About, fact_kind
from generators.comparing.statements import ContentState, Statements
from generators.comparing.values import DeadlineNames, UnitNames, UnitWords, Value
from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.dossier.values import REFERENCE, likeness

_LIKE = 0.6  # titles that resemble each other more are one title reworded
_SAME_BODY = 0.5  # so are titles whose items or measures resemble each other more, and measures
_BY_SENTENCE = ("措施", "要求")  # known by a first sentence, which may be reworded


@dataclass(frozen=True)
class Renamed:
    """What bears another name: units, and the titles of items and the names of deadlines, old -> new.

    Of several units that became one, that which it took the 序号 of comes first.
    """

    units: Sequence[tuple[Unit, Unit]]
    titles: Mapping[str, str]
    deadlines: Mapping[str, str]


def renamed(old: ContentState, new: ContentState) -> Renamed:
    """What bears another name in `new` than in `old`."""
    titles, deadlines = _new_titles(old.whole, new.whole), _new_deadlines(old.whole, new.whole)
    return Renamed(_new_units(old.dossier, new.dossier), titles, deadlines)


def _new_units(old: Dossier, new: Dossier) -> list[tuple[Unit, Unit]]:
    """A unit that is gone with the one that knows its 名称 as 别名, else with a new one that has its 序号.

    Several may have become one, which may have been there before.
    """
    names = {unit.name for unit in old.units}, {unit.name for unit in new.units}
    came = [unit for unit in new.units if unit.name not in names[0]]
    pairs: list[tuple[Unit, Unit]] = []
    for gone in (unit for unit in old.units if unit.name not in names[1]):
        heirs = [new.units[gone.name]] if gone.name in new.units else []
        heirs += [one for one in came if one.number == gone.number]
        pairs += [(gone, one) for one in heirs[:1]]
    return sorted(pairs, key=lambda pair: pair[0].number != pair[1].number)


def _new_deadlines(old: Statements, new: Statements) -> dict[str, str]:
    """A new deadline with the date and the 事由 of one that is gone."""
    gone = [about[1] for about in old if about[0] == "时限" and about not in new]
    came = [about[1] for about in new if about[0] == "时限" and about not in old]
    names: dict[str, str] = {}
    for name in gone:
        same = [one for one in came if all(old[kind, name] == new[kind, one] for kind in ("时限", "时限/事由"))]
        if same and same[0] not in names.values():
            names[name] = same[0]
    return names


def under_new_names(statements: Statements, renamed: Renamed) -> Statements:
    """Statements about units, items and deadlines, under the names that these have now."""
    if not (renamed.units or renamed.titles or renamed.deadlines):
        return statements
    names: dict[str, Mapping[str, str]] = {
        "单位": {before.name: after.name for before, after in renamed.units},
        "事项": renamed.titles,
        "时限": renamed.deadlines,
    }

    def about_now(about: About) -> About:
        subject = fact_kind(about[0]).subject
        return (about[0], names[subject].get(about[1], about[1]), *about[2:]) if subject else about

    return {about_now(about): one._replace(value=_value_now(one.value, renamed)) for about, one in statements.items()}


def _value_now(value: Value, renamed: Renamed) -> Value:
    """A value with the names that units and deadlines have now."""
    units = {before.short_name: after.short_name for before, after in renamed.units}
    if isinstance(value, UnitNames):
        return UnitNames(dict.fromkeys(units.get(name, name) for name in value))
    if isinstance(value, DeadlineNames):
        return DeadlineNames(renamed.deadlines.get(name, name) for name in value)
    if isinstance(value, UnitWords):
        for before, after in units.items():
            value = UnitWords(value.replace(before, after))
        return value
    if isinstance(value, str) and renamed.deadlines:
        return REFERENCE.sub(lambda found: f"【时限：{renamed.deadlines.get(found[1], found[1])}】", value)
    return value


def under_new_sentences(old: Statements, new: Statements) -> Statements:
    """The old statements with measures under the first sentences that they have now: a reworded one is a change."""
    names = _new_measures(old, new)
    return {names.get(about, about): one for about, one in old.items()}


def _new_titles(old: Statements, new: Statements) -> dict[str, str]:
    gone = dict.fromkeys(about[1] for about in old if about[0] == "事项" and about not in new)
    came = list(dict.fromkeys(about[1] for about in new if about[0] == "事项" and about not in old))
    titles: dict[str, str] = {}
    for title in gone:
        likely = [one for one in came if one not in titles.values()]
        best = max(likely, key=lambda one: likeness(title, one), default=None)
        if best is None or likeness(title, best) <= _LIKE:
            bodies = {one: likeness(_body(old, title), _body(new, one)) for one in likely if _body(new, one)}
            best = max(bodies, key=lambda one: bodies[one], default=None)
            if best is None or bodies[best] <= _SAME_BODY:
                continue
        titles[title] = best
    return titles


def _body(statements: Statements, title: str) -> str:
    """The measures of an item, or the titles of the items of a section."""
    return "".join(
        one.words
        for about, one in statements.items()
        if about[0] in ("下级", "措施") and about[1] == title and one.words != title
    )


def _new_measures(old: Statements, new: Statements) -> dict[About, About]:
    names: dict[About, About] = {}
    for about in (one for one in old if one[0] in _BY_SENTENCE and one not in new):
        came = [one for one in new if one[:2] == about[:2] and one not in old and one not in names.values()]
        best = _most_like(about, came, old, new)
        if best:
            names[about] = best
            if about[0] == "措施":
                keys = [one for one in old if one[1:] == about[1:] and one[0].startswith("措施/")]
                names |= {one: (one[0], *best[1:]) for one in keys}
    return names


def _most_like(about: About, came: Iterable[About], old: Statements, new: Statements) -> About | None:
    best = max(came, key=lambda one: likeness(old[about].words, new[one].words), default=None)
    return best if best and likeness(old[about].words, new[best].words) > _SAME_BODY else None
