"""The sources of the summary's figures: each figure as printed, and what it counts.

The summary contains them as hidden text (Word: show formatting marks), a line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generators.dossier.tally import ORDER, SILENT, not_leading, state_of_measure, tally, units_by_state, with_feedback
from generators.plan import FieldValue
from generators.summary.figures import named, reported_by
from generators.summary.narrative import Quotation
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit


def traces(dossier: Dossier, units: Sequence[Unit], problems: Mapping[str, Sequence[Quotation]]) -> list[FieldValue]:
    """Each figure of the text, the tables and the charts with what it counts: units, or measures by number and name."""
    found = (*_returns(dossier), *_measures(dossier), *_by_day(dossier, units), *_items(dossier, units))
    by_kind = [
        (f"问题{kind}", [name for one in quotations for name in one.units]) for kind, quotations in problems.items()
    ]
    return [
        {"数字": f"{what}{len(counted)}", "来源": listed(counted)}
        for what, names in (*found, *by_kind)
        if (counted := list(dict.fromkeys(names)))
    ]


def _names(units: Iterable[Unit]) -> list[str]:
    return [unit.short_name for unit in units]


def _returns(dossier: Dossier) -> Iterator[tuple[str, list[str]]]:
    units = dossier.units_bound_for(dossier.REPORT)
    asked = (
        ("进展情况", dossier.REPORT, units),
        ("进展情况省直部门", dossier.REPORT, [unit for unit in units if not unit.is_city]),
        ("进展情况各市", dossier.REPORT, [unit for unit in units if unit.is_city]),
        ("实施方案", dossier.PLAN, dossier.units_bound_for(dossier.PLAN)),
        ("专栏", dossier.COLUMN, dossier.units_bound_for(dossier.COLUMN)),
    )
    for name, what, those in asked:
        counted = tally(dossier, what, those)
        missing = {*counted.missing, *counted.unchecked}
        yield f"{name}应报", _names(counted.asked)
        yield f"{name}已报", _names(unit for unit in those if unit not in missing)
        yield f"{name}按时", _names(counted.in_time)
        yield f"{name}逾期", _names(counted.late)
        yield f"{name}收到日期不明", _names(counted.undated)
        yield f"{name}未报", _names(counted.missing)
        yield f"{name}待核", _names(counted.unchecked)


def _measures(dossier: Dossier) -> Iterator[tuple[str, list[str]]]:
    by_state: dict[str, list[str]] = {}
    for item in dossier.tasks:
        for number, measure in item.passages:
            name = f"{item.label}{number}{dossier.name_of(measure)}"
            by_state.setdefault(state_of_measure(dossier, item, measure) or SILENT, []).append(name)
    yield "重点任务", [f"{item.label}{item.title}" for item in dossier.tasks]
    yield "措施", [name for names in by_state.values() for name in names]
    yield "措施有反馈", [name for state, names in by_state.items() if state != SILENT for name in names]
    for state in (*ORDER, SILENT):
        yield f"措施{state}", by_state.get(state, [])
        for item in dossier.tasks:
            yield f"{item.label}措施{state}", [name for name in by_state.get(state, []) if name.startswith(item.label)]


def _by_day(dossier: Dossier, units: Sequence[Unit]) -> Iterator[tuple[str, list[str]]]:
    reported = reported_by(dossier, units)
    for day, name in named(reported).items():
        yield f"{name}累计已报", _names(reported[day])


def _items(dossier: Dossier, units: Sequence[Unit]) -> Iterator[tuple[str, list[str]]]:
    for item in dossier.tasks:
        others = not_leading(dossier, item, units)
        for name, those in (
            ("各市", [unit for unit in others if unit.is_city]),
            ("其他部门", [unit for unit in others if not unit.is_city]),
        ):
            yield f"{item.label}{name}有反馈", _names(with_feedback(dossier, item, those))
            for state, given in units_by_state(dossier, item, those).items():
                yield f"{item.label}{name}{state}", _names(given)
    for item in dossier.safeguards:
        yield f"{item.label}有反馈", _names(with_feedback(dossier, item, units))
