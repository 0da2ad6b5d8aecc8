"""The parts of the summary that tell what units say: areas, safeguards, problems, plans, and the rest in full.

Each gives the fields of its part. A part quotes the leads in full and of all others the telling ones; whoever is not
quoted there stands in the attachment with all words (`details`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.phrases import leads, manner, short_names
from generators.dossier.tally import (
    DECLINED,
    ORDER,
    SILENT,
    UNCLEAR,
    UNENTERED,
    UNSENT,
    no_feedback_reason,
    not_leading,
    state_of_item,
    units_by_state,
    with_feedback,
)
from generators.plan import Fields, FieldValue
from generators.summary.enumerations import is_counted_in_digits
from generators.summary.narrative import Quotation, by_kind, lead_in, most_informative
from generators.summary.quotations import (
    OfMeasure,
    by_measure,
    by_unit,
    elsewhere,
    one_by_one,
    only_pointing,
    plans,
    problems,
    unasked,
)
from generators.wording import STATES, level_number, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.positions import PlacedItem

_MOST = 3  # statements quoted of those that do not lead
_MOST_PROBLEMS = 5  # of a kind


def state_counts(counted: Counter[str], unit: str) -> str:
    """已完成3项、推进中5项: in the order of the form, those that occur."""
    return listed(f"{state}{counted[state]}{unit}" for state in ORDER if counted[state])


def area(dossier: Dossier, item: PlacedItem, number: int, units: Sequence[Unit]) -> Fields:
    """A work item: its leads measure by measure, then cities and the rest.

    Leads that answer together tell of a measure in one place, separate ones each of its own. `number` is the item's
    place in the summary, which counts the tasks of all sections and levels on.
    """
    own = dossier.leads(item)
    answered_together = len(own) > 1 and not dossier.is_separate(item)
    told = (by_measure if answered_together else one_by_one)(dossier, item, own)
    groups = [_group(dossier, item, name, unit, those) for name, unit, those in _others(dossier, item, units)]
    return {
        "序号": level_number(2, number),
        "标题": item.content.title,
        "牵头": leads(dossier, item),
        "方式": manner(dossier, item),
        "措施数": str(len(item.passages)),
        "文字": dossier.notice.summary.areas.get(item.content.title, ""),
        "进展": _paragraphs(told),
        **_untold(dossier, item, own),
        "其他": [group for group in groups if group["反馈数"]],
    }


def _paragraphs(told: Sequence[OfMeasure]) -> list[Fields]:
    """A paragraph a measure, numbered as a third level; what is said of the whole item bears no number.

    Where a unit counts its own words in the same way, the measures are told by their names alone.
    """
    counted = not any(is_counted_in_digits(words) for one in told for _, words, _ in one.said)
    named = [one for one in told if one.name]
    return [
        {
            "序号": level_number(3, named.index(one) + 1) if counted and one.name else "",
            "名称": one.name,
            "反馈": _shown(one.said),
        }
        for one in told
    ]


def _untold(dossier: Dossier, item: PlacedItem, own: Sequence[Unit]) -> Fields:
    """The leads of whom there is nothing to tell, by the reason; 均未报送: all leads have sent nothing."""
    found: dict[str, list[Unit]] = {UNSENT: [], UNENTERED: [], SILENT: [], DECLINED: []}
    for unit in own:
        reason = state_of_item(dossier, unit, item) or no_feedback_reason(dossier, unit)
        if reason in found:
            found[reason].append(unit)
    every = bool(own) and len(found[UNSENT]) == len(own)
    return {
        "均未报送": "是" if every else "",
        **{reason: "" if every else short_names(units) for reason, units in found.items()},
    }


def _others(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> Iterator[tuple[str, str, list[Unit]]]:
    """Cities, and departments, that do not lead an item: how they are called and counted, and who they are."""
    others = not_leading(dossier, item, units)
    yield "各市", "市", [unit for unit in others if unit.is_city]
    yield "其他部门", "部门", [unit for unit in others if not unit.is_city]


def _group(dossier: Dossier, item: PlacedItem, name: str, unit: str, units: Sequence[Unit]) -> Fields:
    """Cities, or departments that do not lead: how many answered, with which state, and the telling ones' words."""
    by_state = units_by_state(dossier, item, units)
    answered = sum(map(len, by_state.values()))
    return {
        "称呼": name,
        "量词": unit,
        "总数": str(len(units)),
        "反馈数": str(answered) if answered else "",
        "均反馈": "是" if answered == len(units) else "",
        "状态": _states(Counter({state: len(those) for state, those in by_state.items()})),
        **_quoted(_of_group(dossier, item, units)),
    }


def _states(counted: Counter[str]) -> str:
    """其中推进中3个、已完成1个; 均为推进中 where all give the same; empty where none of them was asked for a state."""
    if set(counted) == {UNCLEAR}:
        return ""
    if len(counted) == 1:
        ((state, number),) = counted.items()
        return f"均为{state}" if number > 1 else f"为{state}"
    return f"其中{state_counts(counted, '个')}"


def _of_group(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Quotation]:
    """What is to be quoted of units that do not lead.

    A city's state without words stands in the table of cities, unless it is one of its own.
    """
    told = by_unit(dossier, item, units)
    return [one for one in told if one.words or one.state not in STATES or not units[0].is_city]


def _quoted(told: Sequence[Quotation], most: int = _MOST) -> dict[str, FieldValue]:
    quoted = most_informative(told, most)
    return {"反馈": _shown(quoted), "其余见附件": "是" if len(quoted) < len(told) else ""}


def _shown(statements: Sequence[Quotation]) -> list[Fields]:
    return [
        {"单位": listed(one.units), "状态": one.state, "标点": lead_in(one.words), "内容": one.words}
        for one in statements
    ]


def safeguard(dossier: Dossier, item: PlacedItem, number: int, units: Sequence[Unit]) -> Fields:
    """A safeguard: how many told of it, and the telling ones' words."""
    answered = with_feedback(dossier, item, units)
    return {
        "序号": level_number(2, number),
        "标题": item.content.title,
        "文字": dossier.notice.summary.safeguards.get(item.content.title, ""),
        "反馈数": str(len(answered)) if answered else "",
        **_quoted(by_unit(dossier, item, answered)),
    }


def problems_by_kind(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """Problems by kind; within a kind by unit, in its own words."""
    return [
        {
            "序号": level_number(2, number),
            "方面": kind,
            "单位数": str(sum(len(one.units) for one in told)),
            **_quoted(told, _MOST_PROBLEMS),
        }
        for number, (kind, told) in enumerate(by_kind(problems(dossier, units)).items(), 1)
    ]


def outlook(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """What is to come, item by item: the leads' plans, or where they have none the telling ones of all others."""
    found: list[Fields] = []
    for item in (*dossier.tasks, *dossier.safeguards):
        quoted, told = _plans(dossier, item, units)
        if told:
            found.append(
                {
                    "序号": level_number(2, len(found) + 1),
                    "标题": item.content.title,
                    "反馈": _shown(quoted),
                    "其余见附件": "是" if len(quoted) < len(told) else "",
                }
            )
    return found


def _plans(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> tuple[list[Quotation], list[Quotation]]:
    """The plans to quote, and all."""
    own = dossier.leads(item)
    told, others = plans(dossier, item, own), plans(dossier, item, not_leading(dossier, item, units))
    return told or most_informative(others, _MOST), [*told, *others]


def details(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """What the text quotes only some of, in full: a heading, and who says what."""
    return [{"标题": title, "反馈": _shown(told)} for title, told in _in_full(dossier, units)]


def _in_full(dossier: Dossier, units: Sequence[Unit]) -> Iterator[tuple[str, list[Quotation]]]:
    own = dossier.notice.summary
    reworded = {*own.areas, *own.safeguards}
    for item in (*dossier.tasks, *dossier.safeguards):
        yield from _of_item(dossier, item, units, every=item.content.title in reworded)
    for kind, found in by_kind(problems(dossier, units)).items():
        if own.problems or len(found) > _MOST_PROBLEMS:
            yield f"存在问题（{kind}）", found
    for item in (*dossier.tasks, *dossier.safeguards):
        quoted, told = _plans(dossier, item, units)
        if told and (own.next_steps or len(quoted) < len(told)):
            yield f"下一步打算（{item.label}{item.content.title}）", told
    for title, rest in (
        ("只写了“同上”“见附件”等的栏目", only_pointing(dossier, units)),
        ("没有写在规定栏目里的内容", elsewhere(dossier, units)),
        ("通知没有要求报送的单位报送的内容", unasked(dossier, units)),
    ):
        if rest:
            yield title, rest


def _of_item(
    dossier: Dossier, item: PlacedItem, units: Sequence[Unit], *, every: bool
) -> Iterator[tuple[str, list[Quotation]]]:
    """What stands behind the text of an item; `every`: also what the text would have quoted in full."""
    if item.is_safeguard:
        told = [by_unit(dossier, item, units)]
    else:
        told = [_of_group(dossier, item, those) for _, _, those in _others(dossier, item, units) if those]
    if every and not item.is_safeguard:
        told.insert(0, by_unit(dossier, item, dossier.leads(item)))
    if any(len(one) > (0 if every else _MOST) for one in told):
        yield f"{item.label}{item.content.title}", [statement for one in told for statement in one]
