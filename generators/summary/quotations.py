"""What units say, for the summary: of an item, measure by measure, of problems and plans, and where no label asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.stock_answers import unresolved_cells
from generators.dossier.tally import declines, entries_for_item, has_feedback, status_given, with_entries, with_feedback
from generators.summary.enumerations import pieces
from generators.summary.narrative import Quotation, lead_in, merge_repeated, run_on, words
from generators.wording import first_sentence, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.positions import PlacedItem
    from generators.dossier.returns import Return, TaskEntry
    from generators.dossier.task_key import TaskKey


class OfMeasure(NamedTuple):
    """What leads say of one measure; the name is empty where they speak of the whole item."""

    name: str
    said: list[Quotation]


def by_unit(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Quotation]:
    """What each unit says of an item, in its own words; the same words told once."""
    return merge_repeated(_of_unit(dossier, item, unit) for unit in with_feedback(dossier, item, units))


def _of_unit(dossier: Dossier, item: PlacedItem, unit: Unit) -> Quotation:
    said = [entry for entry in entries_for_item(dossier, unit, item) if has_feedback(entry)]
    if len(said) == 1 and not said[0].measure:
        return Quotation((unit.short_name,), _words(said[0]), status_given(said[0]))
    return Quotation((unit.short_name,), "".join(map(_told, said)))


def by_measure(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[OfMeasure]:
    """What leads say of an item, each measure once with who says so: first of the whole, then in the notice's order.

    Left out are measures that a lead does not carry out.
    """
    names = {item.key: "", **{dossier.key(item, measure): dossier.name_of(measure) for _, measure in item.passages}}
    said: dict[TaskKey, list[Quotation]] = {key: [] for key in names}
    for unit in units:
        for entry in entries_for_item(dossier, unit, item):
            if has_feedback(entry) and not declines(entry):
                names.setdefault(entry.key, first_sentence(entry.measure))
                said.setdefault(entry.key, []).append(Quotation((unit.short_name,), _words(entry), status_given(entry)))
    return [OfMeasure(names[key], merge_repeated(told)) for key, told in said.items() if told]


def one_by_one(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[OfMeasure]:
    """The same, lead by lead; where one ends with the measure that the next begins with, it is named once."""
    found: list[OfMeasure] = []
    for one in (told for unit in units for told in by_measure(dossier, item, [unit])):
        if found and found[-1].name == one.name:
            found[-1].said.extend(one.said)
        else:
            found.append(one)
    return found


def _told(entry: TaskEntry) -> str:
    """TaskEntry and published data as sentences, after the name of the measure that they are about, and its state."""
    told, state = _words(entry), status_given(entry)
    name = first_sentence(entry.measure) or ("本项工作" if state else "")
    if not name:
        return told
    bracket = f"（{state}）" if state else ""
    return f"{name}{bracket}：{told}" if told else f"{name}{bracket}。"


def _words(entry: TaskEntry) -> str:
    data = words(entry.data)
    return words(entry.progress) + (f"公开数据：{data}" if data else "")


def problems(dossier: Dossier, units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Every problem (unit, words) that units tell; several in one cell apart, where the writer set them apart."""
    return [(unit.short_name, told) for unit in units for told in _problems(dossier, unit)]


def plans(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Quotation]:
    """What units say that they are going to do about an item."""
    writers = with_entries(dossier, item, units)
    said = (Quotation((unit.short_name,), _planned(item, entries_for_item(dossier, unit, item))) for unit in writers)
    return merge_repeated(one for one in said if one.words)


def _planned(item: PlacedItem, entries: Sequence[TaskEntry]) -> str:
    """One unit's plans as a passage, each once, after the measures that it is about where the item has several."""
    about: dict[str, list[str]] = {}
    for entry in entries:
        if plan := words(entry.next_steps):
            names = about.setdefault(plan, [])
            if entry.measure and len(item.passages) > 1:
                names.append(_briefly(first_sentence(entry.measure)))
    if not any(about.values()):
        return run_on(about)
    return "".join(f"对{listed(names)}{lead_in(plan)}{plan}" if names else plan for plan, names in about.items())


def _briefly(name: str, most: int = 24) -> str:
    """A measure's name; of a long one the first clause."""
    return name if len(name) <= most else name.split("，", 1)[0]


def _problems(dossier: Dossier, unit: Unit) -> list[str]:
    cells = [entry.difficulties for entry in dossier.entries_of(unit)]
    return list(dict.fromkeys(told for cell in cells for piece in pieces(cell) if (told := words(piece))))


def elsewhere(dossier: Dossier, units: Iterable[Unit]) -> list[Quotation]:
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
            found.append(Quotation((unit.short_name,), "".join(told)))
    return found


def only_pointing(dossier: Dossier, units: Iterable[Unit]) -> list[Quotation]:
    """The cells that only say 同上, 见附件 and the like, with their places, as they were written."""
    answers = ((unit, dossier.return_of(unit)) for unit in units)
    told = ((unit, "".join(_pointing(dossier, answer))) for unit, answer in answers if answer)
    return [Quotation((unit.short_name,), words) for unit, words in told if words]


def _pointing(dossier: Dossier, answer: Return) -> Iterator[str]:
    items = {item.content.title: item for item in dossier.placed}
    for one in unresolved_cells(dossier, answer):
        entry = answer.progress[one.entry]
        if entry.item in items:  # of others `elsewhere` tells every word
            name = first_sentence(entry.measure) or entry.item
            yield f"{_place(dossier, items[entry.item], entry)}{name}（{one.label}）：{words(one.words)}"


def _place(dossier: Dossier, item: PlacedItem, entry: TaskEntry) -> str:
    numbers = {dossier.key(item, measure): number for number, measure in item.passages}
    return item.label + numbers.get(entry.key, "")


def unasked(dossier: Dossier, units: Sequence[Unit]) -> list[Quotation]:
    """Everything that others than `units` wrote: those whom the notice does not, or no longer, ask to report."""
    found = []
    for unit in dossier.units:
        answer = dossier.return_of(unit)
        if answer is None or unit in units:
            continue
        told = [f"{one.item}：{_told_in_full(one)}" for one in answer.progress]
        told += [words(one.words) for one in answer.loose]
        if any(told):
            found.append(Quotation((unit.short_name,), "".join(told)))
    return found


def _told_in_full(entry: TaskEntry) -> str:
    problem = words(entry.difficulties)
    told = _told_of_unknown(entry)
    return told + (f"存在问题：{problem}" if problem else "")


def _told_of_unknown(entry: TaskEntry) -> str:
    """Without its problems, which stand with all others of their kind."""
    name, plan = first_sentence(entry.measure), words(entry.next_steps)
    head = "，".join(one for one in (name, status_given(entry)) if one)
    told = _words(entry) + (f"下一步打算：{plan}" if plan else "")
    if not told:
        return f"{head}。" if head else ""
    return f"{head}，{told}" if head else told
