"""What bears another name than before: units, titles and measures, so that a rename is not told as two changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generators.comparing.statements import About, Statement, Statements, of_all
from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.dossier.values import likeness

_LIKE = 0.6  # titles that resemble each other more are one title reworded
_SAME_BODY = 0.5  # so are titles whose items or measures resemble each other more, and measures
_ITEMS = ("事项", "牵头")
_OF_UNITS = ("单位", "简称", "类别", "有任务", "要报送")
_OF_DEADLINES = ("时限", "约束", "事由", "对象", "应报")
_WITH_UNITS = ("单位次序", "牵头单位", "配合", "责任", "对象", "牵头", "简称")


@dataclass(frozen=True)
class Renamed:
    """What bears another name: units, and the titles of items and the names of deadlines, old -> new."""

    units: Sequence[tuple[Unit, Unit]]
    titles: Mapping[str, str]
    deadlines: Mapping[str, str]


def renamed(old: Dossier, new: Dossier) -> Renamed:
    """What bears another name in `new` than in `old`."""
    before, after = of_all(old), of_all(new)
    return Renamed(_new_units(old, new), _new_titles(before, after), _new_deadlines(before, after))


def _new_units(old: Dossier, new: Dossier) -> list[tuple[Unit, Unit]]:
    """A new unit that has the 序号 of one that is gone, or knows its 名称 as 别名."""
    names = {unit.name for unit in old.units}, {unit.name for unit in new.units}
    came = [unit for unit in new.units if unit.name not in names[0]]
    pairs: list[tuple[Unit, Unit]] = []
    for gone in (unit for unit in old.units if unit.name not in names[1]):
        likely = [one for one in came if one.number == gone.number or gone.name in one.names]
        if likely:
            pairs.append((gone, likely[0]))
            came.remove(likely[0])
    return pairs


def _new_deadlines(old: Statements, new: Statements) -> dict[str, str]:
    """A new deadline that says of the same day what one said that is gone."""
    gone = [about[1] for about in old if about[0] == "时限" and about not in new]
    came = [about[1] for about in new if about[0] == "时限" and about not in old]
    names: dict[str, str] = {}
    for name in gone:
        same = [one for one in came if all(old[sort, name] == new[sort, one] for sort in ("时限", "事由"))]
        if same and same[0] not in names.values():
            names[name] = same[0]
    return names


def under_new_names(statements: Statements, renamed: Renamed) -> Statements:
    """Statements about units, items and deadlines, under the names that these have now."""
    for before, after in renamed.units:
        statements = {
            _of_unit(about, before, after): _with_unit(about, one, before, after) for about, one in statements.items()
        }
    for name, now in renamed.deadlines.items():
        statements = {
            ((about[0], now) if about[0] in _OF_DEADLINES and about[1] == name else about): one._replace(
                words=one.words.replace(f"：{name}】", f"：{now}】")
                if about[0] != "完成时限"
                else "、".join(now if word == name else word for word in one.words.split("、"))
            )
            for about, one in statements.items()
        }
    titles = renamed.titles
    return {
        (about[0], titles.get(about[1], about[1]), *about[2:]) if len(about) > 1 else about: one
        for about, one in statements.items()
    }


def _of_unit(about: About, before: Unit, after: Unit) -> About:
    return (about[0], after.name) if about[0] in _OF_UNITS and about[1] == before.name else about


def _with_unit(about: About, one: Statement, before: Unit, after: Unit) -> Statement:
    if about[0] not in _WITH_UNITS or before.short_name not in one.words:
        return one
    return one._replace(words=one.words.replace(before.short_name, after.short_name))


def under_new_sentences(old: Statements, new: Statements) -> Statements:
    """The old statements with measures under the first sentences that they have now: a reworded one is a change."""
    names = _new_measures(old, new)
    return {names.get(about, about): one for about, one in old.items()}


def _new_titles(old: Statements, new: Statements) -> dict[str, str]:
    gone = dict.fromkeys(about[1] for about in old if about[0] in _ITEMS and about not in new)
    came = list(dict.fromkeys(about[1] for about in new if about[0] in _ITEMS and about not in old))
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
    """What an item says, or which items a section has."""
    return "".join(
        one.words
        for about, one in statements.items()
        if about[0] in ("下级", "措施") and about[1] == title and one.words != title
    )


def _new_measures(old: Statements, new: Statements) -> dict[About, About]:
    names: dict[About, About] = {}
    for about in (one for one in old if len(one) == 3 and one not in new):
        came = [one for one in new if one[:2] == about[:2] and one not in old and one not in names.values()]
        if about[0] in ("责任", "完成时限"):
            continue
        best = _most_like(about, came, old, new)
        if best:
            names[about] = best
            names |= {(sort, *about[1:]): (sort, *best[1:]) for sort in ("责任", "完成时限") if about[0] == "措施"}
    return names


def _most_like(about: About, came: Iterable[About], old: Statements, new: Statements) -> About | None:
    best = max(came, key=lambda one: likeness(old[about].words, new[one].words), default=None)
    return best if best and likeness(old[about].words, new[best].words) > _SAME_BODY else None
