"""Quotations from returns for the summary: on items and measures, problems, plans, and in unlabelled cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.stock_answers import unresolved_cells, without_nil
from generators.dossier.tally import declines, entries_for_item, has_feedback, status_given, with_entries, with_feedback
from generators.summary.enumerations import pieces
from generators.summary.narrative import Quotation, lead_in, merge_repeated, run_on, words
from generators.wording import first_sentence, in_bracket, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.returns import Return, TaskEntry
    from generators.dossier.task_key import TaskKey
    from generators.dossier.tasks import PlacedItem

_LONGEST_NAME = 24  # characters of a measure that is named whole


class OfMeasure(NamedTuple):
    """The leads' texts on one measure, by its name; the name is empty for texts on the whole item."""

    name: str
    quotations: list[Quotation]


def by_unit(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Quotation]:
    """Each unit's text on an item, with its measures' names; equal texts merged."""
    return merge_repeated(_of_unit(dossier, item, unit) for unit in with_feedback(dossier, item, units))


def _of_unit(dossier: Dossier, item: PlacedItem, unit: Unit) -> Quotation:
    entries = [entry for entry in entries_for_item(dossier, unit, item) if has_feedback(entry)]
    if len(entries) == 1 and not entries[0].measure:
        return Quotation((unit.short_name,), _progress(entries[0]), status_given(entries[0]))
    return Quotation((unit.short_name,), run_on(map(_with_name, entries)))


def by_measure(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[OfMeasure]:
    """The texts of units on an item, by measure: first on the whole item, then in the notice's order.

    Entries that decline a measure are left out.
    """
    names = {item.key: "", **{dossier.key(item, measure): dossier.name_of(measure) for _, measure in item.passages}}
    found: dict[TaskKey, list[Quotation]] = {key: [] for key in names}
    for unit in units:
        for entry in entries_for_item(dossier, unit, item):
            if has_feedback(entry) and not declines(entry):
                names.setdefault(entry.key, first_sentence(entry.measure))
                found.setdefault(entry.key, []).append(
                    Quotation((unit.short_name,), _progress(entry), status_given(entry))
                )
    return [OfMeasure(names[key], merge_repeated(texts)) for key, texts in found.items() if texts]


def _with_name(entry: TaskEntry) -> str:
    """The text of an entry after its measure's name and state: 某项措施（推进中）：…。"""
    text, state = _progress(entry), status_given(entry)
    name = first_sentence(entry.measure) or ("本项工作" if state else "")
    if not name:
        return text
    if not text:
        return f"{name}：报告{state}，未填具体情况。"
    return f"{name}（{in_bracket(state)}）：{text}" if state else f"{name}：{text}"


def _progress(entry: TaskEntry) -> str:
    """进展情况, 公开数据 and further columns of an entry as sentences, once those that merged cells repeat."""
    further = {"公开数据": entry.data, **entry.further}
    more = {label: words(data) for label, data in further.items() if data != entry.progress}
    return words(entry.progress) + "".join(f"{label}：{data}" for label, data in more.items() if data)


def problems(dossier: Dossier, units: Iterable[Unit]) -> list[tuple[str, str]]:
    """The problems that units report, as (unit's 简称, text); an enumeration in one cell gives several."""
    return [(unit.short_name, text) for unit in units for text in _problems(dossier, unit)]


def plans(
    dossier: Dossier, item: PlacedItem, units: Sequence[Unit], printed: Mapping[str, Set[str]] = MappingProxyType({})
) -> list[Quotation]:
    """The next steps that units plan for an item; equal texts merged.

    `printed`: 简称 of a unit -> plans of it that stand further up already, and are left out.
    """
    found = []
    for unit in with_entries(dossier, item, units):
        planned = _planned(item, entries_for_item(dossier, unit, item), printed.get(unit.short_name, frozenset()))
        found += [Quotation((unit.short_name,), planned)] if planned else []
    return merge_repeated(found)


def plans_of(dossier: Dossier, item: PlacedItem, name: str) -> set[str]:
    """The plans for an item, each by itself, of the unit with a 简称."""
    return {words(entry.next_steps) for entry in entries_for_item(dossier, dossier.units[name], item)} - {""}


def _planned(item: PlacedItem, entries: Sequence[TaskEntry], printed: Set[str]) -> str:
    """One unit's plans as a passage, equal ones once, each after the names of its measures where it is not for all."""
    about: dict[str, list[str]] = {}
    for entry in entries:
        plan = words(entry.next_steps)
        if plan and plan not in printed:
            names = about.setdefault(plan, [])
            if entry.measure:
                names.append(_briefly(first_sentence(entry.measure)))
    return run_on(
        f"在{listed(names)}方面{lead_in(plan)}{plan}" if 0 < len(names) < len(item.passages) else plan
        for plan, names in about.items()
    )


def _briefly(name: str) -> str:
    """A measure's name; of a long one the first clause."""
    return name if len(name) <= _LONGEST_NAME else name.split("，", 1)[0]


def _problems(dossier: Dossier, unit: Unit) -> list[str]:
    cells = [entry.difficulties for entry in dossier.entries_of(unit)]
    told = (piece for cell in cells for piece in pieces(cell) if not dossier.phrases.is_no_problem(piece))
    return list(dict.fromkeys(text for piece in told if (text := words(piece))))


def elsewhere(dossier: Dossier, units: Iterable[Unit]) -> list[Quotation]:
    """Texts of units in cells without a known label, and on items that the notice does not have."""
    titles = {item.title for item in dossier.placed}
    found = []
    for unit in units:
        answer = dossier.return_of(unit)
        if answer is None:
            continue
        stray = [without_nil(dossier.phrases, one) for one in answer.progress if one.item not in titles]
        texts = [f"{one.item}：{_without_problem(one)}" for one in stray]
        texts += _loose(dossier, answer)
        if any(texts):
            found.append(Quotation((unit.short_name,), "\n".join(texts)))
    return found


def _loose(dossier: Dossier, answer: Return) -> list[str]:
    return [words(one.words) for one in answer.loose if not dossier.phrases.is_nil(one.words)]


def only_pointing(dossier: Dossier, units: Iterable[Unit]) -> list[Quotation]:
    """Cells that only contain 同上, 见附件 and the like, as written, with the place and label of each."""
    answers = ((unit, dossier.return_of(unit)) for unit in units)
    texts = ((unit, "\n".join(_pointing(dossier, answer))) for unit, answer in answers if answer)
    return [Quotation((unit.short_name,), text) for unit, text in texts if text]


def _pointing(dossier: Dossier, answer: Return) -> Iterator[str]:
    items = {item.title: item for item in dossier.placed}
    for one in unresolved_cells(dossier, answer):
        entry = answer.progress[one.entry]
        if entry.item in items:  # the text of others is in `elsewhere`
            name = first_sentence(entry.measure) or entry.item
            yield f"{_place(dossier, items[entry.item], entry)}{name}（{one.label}）：{words(one.words)}"


def _place(dossier: Dossier, item: PlacedItem, entry: TaskEntry) -> str:
    numbers = {dossier.key(item, measure): number for number, measure in item.passages}
    return item.label + numbers.get(entry.key, "")


def unasked(dossier: Dossier, units: Sequence[Unit]) -> list[Quotation]:
    """All texts of units other than `units`: those that the notice does not, or no longer, ask to report."""
    found = []
    for unit in dossier.units:
        answer = dossier.return_of(unit)
        if answer is None or unit in units:
            continue
        texts = [f"{one.item}：{_in_full(without_nil(dossier.phrases, one))}" for one in answer.progress]
        texts += _loose(dossier, answer)
        if any(texts):
            found.append(Quotation((unit.short_name,), "\n".join(texts)))
    return found


def _in_full(entry: TaskEntry) -> str:
    problem = words(entry.difficulties)
    return _without_problem(entry) + (f"存在问题：{problem}" if problem else "")


def _without_problem(entry: TaskEntry) -> str:
    """All texts of an entry but 存在问题, which is printed with the other problems of its kind."""
    name, plan = first_sentence(entry.measure), words(entry.next_steps)
    head = "，".join(one for one in (name, status_given(entry)) if one)
    text = _progress(entry) + (f"下一步打算：{plan}" if plan else "")
    if not text:
        return f"{head}。" if head else ""
    return f"{head}，{text}" if head else text
