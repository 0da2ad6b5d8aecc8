"""What units say, for the summary: of an item, measure by measure, of problems and plans, and where no label asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.narrative import Statement, run_on, told_once, words
from generators.dossier.tally import said_of_item
from generators.wording import first_sentence, measure_key

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.positions import PlacedItem
    from generators.dossier.returns import Progress


class OfMeasure(NamedTuple):
    """What several leads say of one measure; number and name are empty where they speak of the whole item."""

    number: str
    name: str
    said: list[Statement]


def stated(entry: Progress) -> str:
    """The 完成状态 as given: one that the form knows, else the words written in its place."""
    return entry.state or entry.as_written.get("完成状态", "")


def by_unit(dossier: Dossier, item: PlacedItem, units: Iterable[Unit]) -> list[Statement]:
    """What each unit says of an item, in its own words; the same words told once."""
    return told_once(one for unit in units if (one := _of_unit(dossier, item, unit)))


def _of_unit(dossier: Dossier, item: PlacedItem, unit: Unit) -> Statement | None:
    said = said_of_item(dossier, unit, item)
    if len(said) == 1 and not said[0].measure:
        told, state = _words(said[0]), stated(said[0])
    else:
        told, state = "".join(_told(dossier, item, entry) for entry in said), ""
    return Statement((unit.short_name,), told, state) if told or state else None


def by_measure(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[OfMeasure]:
    """What leads that answer together say of an item: measure by measure, each with who says so."""
    names = {measure_key(name): (number, name) for number, name in _measures(dossier, item)}
    said: dict[str, list[Statement]] = {key: [] for key in names}
    for unit in units:
        for entry in said_of_item(dossier, unit, item):
            key, told, state = measure_key(entry.measure), _words(entry), stated(entry)
            names.setdefault(key, ("", first_sentence(entry.measure)))
            if told or state:
                said.setdefault(key, []).append(Statement((unit.short_name,), told, state))
    return [OfMeasure(*names[key], told_once(told)) for key, told in said.items() if told]


def _measures(dossier: Dossier, item: PlacedItem) -> list[tuple[str, str]]:
    return [(number, first_sentence(dossier.measure(measure))) for number, measure in item.passages]


def _told(dossier: Dossier, item: PlacedItem, entry: Progress) -> str:
    """Progress and published data as sentences, after the number and name of the measure that they are about."""
    told, state, name = _words(entry), stated(entry), first_sentence(entry.measure)
    if not name:
        return told or (f"{state}。" if state else "")
    if not told and not state:
        return ""
    numbers = {measure_key(one): number for number, one in _measures(dossier, item)}
    head = f"{numbers.get(measure_key(name), '')}{name}{f'（{state}）' if state else ''}"
    return f"{head}，{told}" if told else f"{head}。"


def _words(entry: Progress) -> str:
    data = words(entry.data)
    return words(entry.progress) + (f"公开数据：{data}" if data else "")


def problems(dossier: Dossier, units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Every problem (unit, words) that units tell."""
    return [(unit.short_name, told) for unit in units for told in _answers(dossier, unit, "difficulties")]


def plans(dossier: Dossier, item: PlacedItem, units: Iterable[Unit]) -> list[Statement]:
    """What units say that they are going to do about an item."""
    said = (
        Statement((unit.short_name,), run_on(words(one.next_steps) for one in said_of_item(dossier, unit, item)))
        for unit in units
    )
    return told_once(one for one in said if one.words)


def _answers(dossier: Dossier, unit: Unit, what: str) -> list[str]:
    answer = dossier.return_of(unit)
    typed = [words(getattr(entry, what)) for entry in answer.progress] if answer else []
    return [one for one in dict.fromkeys(typed) if one]


def elsewhere(dossier: Dossier, units: Iterable[Unit]) -> list[Statement]:
    """What units wrote where no label asks for it, and of items that the notice does not have."""
    titles = {item.content.title for item in dossier.placed}
    found = []
    for unit in units:
        answer = dossier.return_of(unit)
        if answer is None:
            continue
        told = [f"{one.item}：{_told_of_unknown(one)}" for one in answer.progress if one.item not in titles]
        told += [words(one.words) for one in answer.loose]
        if any(told):
            found.append(Statement((unit.short_name,), "".join(told)))
    return found


def _told_of_unknown(entry: Progress) -> str:
    name, plan = first_sentence(entry.measure), words(entry.next_steps)
    head = "，".join(one for one in (name, stated(entry)) if one)
    told = _words(entry) + (f"下一步打算：{plan}" if plan else "")
    return f"{head}，{told}" if head and told else told or f"{head}。"
