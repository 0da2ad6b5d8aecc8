"""What units say, for the summary: of an item, measure by measure, of problems and plans, and where no label asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.pointing import unsaid
from generators.dossier.tally import heard, said_of_item
from generators.summary.enumerations import is_enumerated, pieces
from generators.summary.narrative import Statement, run_on, told_once, words
from generators.wording import first_sentence, measure_key

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.positions import PlacedItem
    from generators.dossier.returns import Progress, Return


class OfMeasure(NamedTuple):
    """What several leads say of one measure; number and name are empty where they speak of the whole item."""

    number: str
    name: str
    said: list[Statement]


def stated(entry: Progress) -> str:
    """The 完成状态 as given: one that the form knows, else the words written in its place."""
    return entry.state or entry.as_written.get("完成状态", "")


def by_unit(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Statement]:
    """What each unit says of an item, in its own words; the same words told once."""
    return told_once(one for unit in heard(dossier, item, units) if (one := _of_unit(dossier, item, unit)))


def _of_unit(dossier: Dossier, item: PlacedItem, unit: Unit) -> Statement | None:
    said = said_of_item(dossier, unit, item)
    if len(said) == 1 and not said[0].measure:
        told, state = _words(said[0]), stated(said[0])
    else:
        counted = not any(is_enumerated(_words(entry)) for entry in said)
        told, state = "".join(_told(dossier, item, entry, counted=counted) for entry in said), ""
    return Statement((unit.short_name,), told, state) if told or state else None


def by_measure(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[OfMeasure]:
    """What leads that answer together say of an item: measure by measure, each with who says so.

    Where one of them counts its words itself the measures bear no numbers: 一是 is not to stand inside 一是.
    """
    counted = not any(is_enumerated(_words(one)) for unit in units for one in said_of_item(dossier, unit, item))
    measures = _measures(dossier, item)
    names = {measure_key(name): (number if counted else "", name) for number, name in measures}
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


def _told(dossier: Dossier, item: PlacedItem, entry: Progress, *, counted: bool) -> str:
    """Progress and published data as sentences, after the number and name of the measure that they are about.

    Not `counted`: the name alone leads them in, since the unit's own words are enumerated.
    """
    told, state, name = _words(entry), stated(entry), first_sentence(entry.measure)
    if not name:
        return told or (f"{state}。" if state else "")
    if not told and not state:
        return ""
    numbers = {measure_key(one): number for number, one in _measures(dossier, item)}
    bracket = f"（{state}）" if state else ""
    if not counted:
        return f"{name}{bracket}：{told}" if told else f"{name}{bracket}。"
    head = f"{numbers.get(measure_key(name), '')}{name}{bracket}"
    return f"{head}，{told}" if told else f"{head}。"


def _words(entry: Progress) -> str:
    data = words(entry.data)
    return words(entry.progress) + (f"公开数据：{data}" if data else "")


def problems(dossier: Dossier, units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Every problem (unit, words) that units tell; several in one cell apart, where the writer set them apart."""
    return [(unit.short_name, told) for unit in units for told in _problems(dossier, unit)]


def plans(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Statement]:
    """What units say that they are going to do about an item."""
    speakers = heard(dossier, item, units)
    said = (Statement((unit.short_name,), _planned(said_of_item(dossier, unit, item))) for unit in speakers)
    return told_once(one for one in said if one.words)


def _planned(entries: Sequence[Progress]) -> str:
    """One unit's plans as a passage; each after its measure's name where there are several and some are enumerated."""
    told: dict[str, str] = {}
    for entry in entries:
        if plan := words(entry.next_steps):
            told.setdefault(plan, first_sentence(entry.measure))
    if len(told) > 1 and any(map(is_enumerated, told)):
        return "".join(f"{name}：{plan}" if name else plan for plan, name in told.items())
    return run_on(told)


def _problems(dossier: Dossier, unit: Unit) -> list[str]:
    cells = [entry.difficulties for entry in dossier.said_by(unit)]
    return list(dict.fromkeys(told for cell in cells for piece in pieces(cell) if (told := words(piece))))


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


def only_pointing(dossier: Dossier, units: Iterable[Unit]) -> list[Statement]:
    """The cells that only say 同上, 见附件 and the like, with their places, as they were written."""
    answers = ((unit, dossier.return_of(unit)) for unit in units)
    told = ((unit, "".join(_pointing(dossier, answer))) for unit, answer in answers if answer)
    return [Statement((unit.short_name,), words) for unit, words in told if words]


def _pointing(dossier: Dossier, answer: Return) -> Iterator[str]:
    items = {item.content.title: item for item in dossier.placed}
    for one in unsaid(dossier, answer):
        entry = answer.progress[one.entry]
        if entry.item in items:  # of others `elsewhere` tells every word
            name = first_sentence(entry.measure) or entry.item
            yield f"{_place(dossier, items[entry.item], entry)}{name}（{one.label}）：{words(one.words)}"


def _place(dossier: Dossier, item: PlacedItem, entry: Progress) -> str:
    numbers = {measure_key(name): number for number, name in _measures(dossier, item)}
    return item.label + numbers.get(measure_key(entry.measure), "")


def unasked(dossier: Dossier, units: Sequence[Unit]) -> list[Statement]:
    """Everything that others than `units` wrote: those whom the notice does not, or no longer, ask to report."""
    found = []
    for unit in dossier.units:
        answer = dossier.return_of(unit)
        if answer is None or unit in units:
            continue
        told = [f"{one.item}：{_told_in_full(one)}" for one in answer.progress]
        told += [words(one.words) for one in answer.loose]
        if any(told):
            found.append(Statement((unit.short_name,), "".join(told)))
    return found


def _told_in_full(entry: Progress) -> str:
    problem = words(entry.difficulties)
    told = _told_of_unknown(entry)
    return told + (f"存在问题：{problem}" if problem else "")


def _told_of_unknown(entry: Progress) -> str:
    """Without its problems, which stand with all others of their kind."""
    name, plan = first_sentence(entry.measure), words(entry.next_steps)
    head = "，".join(one for one in (name, stated(entry)) if one)
    told = _words(entry) + (f"下一步打算：{plan}" if plan else "")
    if not told:
        return f"{head}。" if head else ""
    return f"{head}，{told}" if head else told
