"""The parts of the summary made from the texts of returns: areas, safeguards, problems, plans, and the attachment.

Each function returns the fields of its part. A part quotes the leads in full and the most informative of the rest;
texts that it does not quote are printed in full in the attachment (`details`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.lead_phrases import leads, manner
from generators.dossier.phrases import short_names
from generators.dossier.tally import (
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
from generators.dossier.unit_words import local_name
from generators.plan import Fields, FieldValue
from generators.summary.enumerations import is_counted_in_digits
from generators.summary.narrative import OTHER, Quotation, as_written, by_kind, most_informative, shown
from generators.summary.outlook import MOST, is_in_attachment, plans_to_quote
from generators.summary.quotations import (
    OfMeasure,
    by_measure,
    by_unit,
    elsewhere,
    only_pointing,
    problems,
    unasked,
)
from generators.wording import DECLINED, STATES, level_number, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.tasks import PlacedItem

_MOST_PROBLEMS = 5  # of a kind


def state_counts(counted: Counter[str], unit: str) -> str:
    """已完成3项、推进中5项: in the order of the form, those that occur."""
    return listed(f"{state}{counted[state]}{unit}" for state in ORDER if counted[state])


def area(dossier: Dossier, item: PlacedItem, number: int, units: Sequence[Unit]) -> Fields:
    """A work item: its leads measure by measure, then cities and the rest.

    Leads are quoted measure by measure (进展), separate ones lead by lead (分别). `number` is the item's place in the
    summary, which counts the tasks of all sections and levels on.
    """
    leading = dossier.leads(item)
    apart = len(leading) > 1 and dossier.is_separate(item)
    groups = [_group(dossier, item, name, unit, those) for name, unit, those in _others(dossier, item, units)]
    return {
        "序号": level_number(2, number),
        "标题": item.title,
        "牵头": leads(dossier, item),
        "方式": manner(item),
        "措施数": str(len(item.passages)),
        "文字": dossier.notice.summary.areas.get(item.title, ""),
        "进展": [] if apart else _paragraphs(by_measure(dossier, item, leading)),
        "分别": _by_lead(dossier, item, leading) if apart else [],
        **_without_feedback(dossier, item, leading),
        "其他": [group for group in groups if group["反馈数"]],
    }


def _paragraphs(progress: Sequence[OfMeasure]) -> list[Fields]:
    """A paragraph a measure, numbered as a third level; texts on the whole item have no number."""
    return [
        {"序号": number, "名称": one.name, "反馈": shown(one.quotations)}
        for number, one in zip(_numbers(progress), progress, strict=True)
    ]


def _by_lead(dossier: Dossier, item: PlacedItem, leading: Sequence[Unit]) -> list[Fields]:
    """The leads with feedback, each with its measures; these are numbered from 1 anew."""
    found: list[Fields] = []
    for unit in leading:
        progress = by_measure(dossier, item, [unit])
        paragraphs = [
            {
                "序号": "" if again else number,
                "名称": one.name or "本项工作",
                "状态": quoted["状态"],
                "内容": quoted["内容"],
            }
            for number, one in zip(_numbers(progress), progress, strict=True)
            for again, quoted in enumerate(shown(one.quotations))
        ]
        if paragraphs:
            found.append({"单位": unit.short_name, "进展": paragraphs})
    return found


def _numbers(progress: Sequence[OfMeasure]) -> list[str]:
    """1. 2. for the measures; none where a unit enumerates in the same way, none for texts on the whole item."""
    counted = not any(is_counted_in_digits(words) for one in progress for _, words, _ in one.quotations)
    named = [one for one in progress if one.name]
    return [level_number(3, named.index(one) + 1) if counted and one.name else "" for one in progress]


def _without_feedback(dossier: Dossier, item: PlacedItem, leading: Sequence[Unit]) -> Fields:
    """The leads without feedback, by the reason; 均未报送: no lead has sent a report."""
    found: dict[str, list[Unit]] = {UNSENT: [], UNENTERED: [], SILENT: [], DECLINED: []}
    for unit in leading:
        reason = state_of_item(dossier, unit, item) or no_feedback_reason(dossier, unit)
        if reason in found:
            found[reason].append(unit)
    every = bool(leading) and len(found[UNSENT]) == len(leading)
    return {
        "均未报送": "是" if every else "",
        **{reason: "" if every else short_names(units) for reason, units in found.items()},
    }


def _others(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> Iterator[tuple[str, str, list[Unit]]]:
    """The cities, and the departments, that do not lead an item, as (name, measure word, units)."""
    others = not_leading(dossier, item, units)
    name = local_name(dossier)
    yield name, name.removeprefix("各"), [unit for unit in others if unit.is_city]
    yield "其他部门", "部门", [unit for unit in others if not unit.is_city]


def _group(dossier: Dossier, item: PlacedItem, name: str, unit: str, units: Sequence[Unit]) -> Fields:
    """Cities, or departments that do not lead: how many gave feedback, with which states, and the quoted texts."""
    by_state = units_by_state(dossier, item, units)
    answered = sum(map(len, by_state.values()))
    return {
        "称呼": name,
        "是市": "是" if name == local_name(dossier) else "",
        "量词": unit,
        "总数": str(len(units)),
        "反馈数": str(answered) if answered else "",
        "均反馈": "是" if answered == len(units) else "",
        "状态": _states(Counter({state: len(those) for state, those in by_state.items()})),
        **_quoted(_of_group(dossier, item, units)),
    }


def _states(counted: Counter[str]) -> str:
    """其中推进中3个、已完成1个; 均为推进中 where all give the same; empty where none gave a state of the form."""
    if set(counted) == {UNCLEAR}:
        return ""
    if len(counted) == 1:
        ((state, number),) = counted.items()
        return f"均为{state}" if number > 1 else f"为{state}"
    return f"其中{state_counts(counted, '个')}"


def _of_group(dossier: Dossier, item: PlacedItem, units: Sequence[Unit]) -> list[Quotation]:
    """The quotations of units that do not lead.

    A city's state without text is in the table of cities already, unless it is no state of the form.
    """
    quotations = by_unit(dossier, item, units)
    return [one for one in quotations if one.words or one.state not in STATES or not units[0].is_city]


def _quoted(quotations: Sequence[Quotation], most: int = MOST) -> dict[str, FieldValue]:
    return _selected(most_informative(quotations, most), quotations)


def _selected(quoted: Sequence[Quotation], every: Sequence[Quotation]) -> dict[str, FieldValue]:
    return {"反馈": shown(quoted), "其余见附件": "是" if len(quoted) < len(every) else ""}


def safeguard(dossier: Dossier, item: PlacedItem, number: int, units: Sequence[Unit]) -> Fields:
    """A safeguard: how many gave feedback on it, and the most informative of their texts."""
    answered = with_feedback(dossier, item, units)
    return {
        "序号": level_number(2, number),
        "标题": item.title,
        "文字": dossier.notice.summary.safeguards.get(item.title, ""),
        "反馈数": str(len(answered)) if answered else "",
        **_quoted(by_unit(dossier, item, answered)),
    }


def common_problems(dossier: Dossier, units: Sequence[Unit]) -> str:
    """The kinds of problems that most units report: 机构和人员方面（9个单位）、经费和保障方面（6个单位）."""
    counted = {
        kind: sum(len(one.units) for one in found)
        for kind, found in by_kind(problems(dossier, units)).items()
        if kind != OTHER
    }
    most = sorted(counted, key=lambda kind: -counted[kind])[:MOST]
    return listed(f"{kind}（{counted[kind]}个单位）" for kind in most)


def problems_by_kind(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """Problems by kind, within a kind by unit, quoted."""
    return [
        {
            "序号": level_number(2, number),
            "方面": kind,
            "单位数": str(sum(len(one.units) for one in found)),
            **_quoted(found, _MOST_PROBLEMS),
        }
        for number, (kind, found) in enumerate(by_kind(problems(dossier, units)).items(), 1)
    ]


def details(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """The attachment: in full all texts of which the summary quotes only some, under headings."""
    return [{"标题": title, "反馈": as_written(quotations)} for title, quotations in _in_full(dossier, units)]


def _in_full(dossier: Dossier, units: Sequence[Unit]) -> Iterator[tuple[str, list[Quotation]]]:
    office = dossier.notice.summary
    reworded = {*office.areas, *office.safeguards}
    for item in (*dossier.tasks, *dossier.safeguards):
        yield from _of_item(dossier, item, units, every=item.title in reworded)
    for kind, found in by_kind(problems(dossier, units)).items():
        if office.problems or len(found) > _MOST_PROBLEMS:
            yield f"存在问题：{kind}", found
    for item in (*dossier.tasks, *dossier.safeguards):
        quoted, every = plans_to_quote(dossier, item, units)
        if every and (office.next_steps or is_in_attachment(quoted, every)):
            yield f"下一步打算：{item.label}{item.title}", every
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
    """The attachment's part on an item; `every`: also the leads' texts, which the summary else quotes in full."""
    if item.is_safeguard:
        groups = [by_unit(dossier, item, units)]
    else:
        groups = [_of_group(dossier, item, those) for _, _, those in _others(dossier, item, units) if those]
    if every and not item.is_safeguard:
        groups.insert(0, by_unit(dossier, item, dossier.leads(item)))
    if any(len(one) > (0 if every else MOST) for one in groups):
        yield f"{item.label}{item.title}", [quotation for one in groups for quotation in one]
