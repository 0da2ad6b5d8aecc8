"""通报: who has sent what, as of a day. Facts only; the office adds praise and blame itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.phrases import letterhead, limit_of, matter, reply_by, subject_of
from generators.dossier.status import DeadlineStatus, State, deadline_statuses, owed_states
from generators.dossier.unit_words import kind_of_unit
from generators.file_names import safe_name
from generators.kinds import CIRCULAR
from generators.plan import Fields, Output
from generators.wording import in_bracket, level_number, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One circular; none where no deadline is answered by a return."""
    on = dossier.context.on
    assert on is not None, "this kind is made as of a day"
    by_deadline: dict[str, list[DeadlineStatus]] = {}
    every = list(deadline_statuses(dossier, on.last_day))
    for one in every:
        by_deadline.setdefault(one.deadline.name, []).append(one)
    if not by_deadline:
        return
    notice = dossier.notice
    title = f"{notice.issuer}关于{dossier.cited}有关材料报送情况的通报"
    parts = [_part(dossier, number, found) for number, found in enumerate(by_deadline.values(), 1)]
    yield Output(
        path=f"{safe_name(dossier.name)}-{CIRCULAR.title}-{on}.docx",
        title=title,
        fields={
            **letterhead(dossier, notice.mark or f"{notice.issuer}文件", title),
            "主送机关": notice.addressees,
            "部分": parts,
            "欠报": owed_states(one for one in every if not one.is_column),
            "欠开通": owed_states(one for one in every if one.is_column),
            "报送期限": reply_by(dossier),
        },
    )


def _part(dossier: Dossier, number: int, found: Sequence[DeadlineStatus]) -> Fields:
    """One deadline: departments and cities apart, each sort in official order."""
    deadline = found[0].deadline
    groups: dict[str, list[DeadlineStatus]] = {}
    for one in sorted(found, key=lambda one: one.unit.is_city):
        groups.setdefault(kind_of_unit(dossier, one.unit), []).append(one)
    return {
        "标题": f"{level_number(1, number)}、{deadline.name}",
        "对象": subject_of(dossier, deadline),
        "截止": limit_of(found[0]),
        "事由": matter(dossier, deadline),
        "组": [
            {
                "标题": f"{level_number(2, index)}{name}" if len(groups) > 1 else "",
                "情况": _sentences(statuses[0].done, statuses),
            }
            for index, (name, statuses) in enumerate(groups.items(), 1)
        ],
    }


def _sentences(verb: str, found: Sequence[DeadlineStatus]) -> str:
    """应报送单位17个。其中，按时报送7个，分别是…；逾期报送2个，分别是…；尚未报送8个，分别是…。"""
    groups = [(what, names) for what, names in (*_returned(verb, found), *_outstanding(verb, found)) if names]
    asked = f"应{verb}单位{len(found)}个"
    if len(groups) == 1:
        ((what, names),) = groups
        return f"{asked}，{'均' if len(names) > 1 else ''}{what}，{_listed(names)}。"
    return f"{asked}。其中，" + "；".join(f"{what}{len(names)}个，{_listed(names)}" for what, names in groups) + "。"


def _listed(names: Sequence[str]) -> str:
    return f"{'分别是' if len(names) > 1 else '为'}{listed(names)}"


def _returned(verb: str, found: Sequence[DeadlineStatus]) -> Iterator[tuple[str, list[str]]]:
    """The groups of units that have answered: the group's words, and the units."""
    returned = [one for one in found if one.state is State.RETURNED]
    yield f"按时{verb}", [_name(one) for one in returned if one.returned_on and not one.days_late]
    yield f"逾期{verb}", [f"{_name(one)}（逾期{one.days_late}天）" for one in returned if one.days_late]
    yield f"已{verb}但收到日期不明", [_name(one) for one in returned if not (one.returned_on or one.unchecked)]
    yield "报送材料待核", [_name(one) for one in returned if one.unchecked]


def _outstanding(verb: str, found: Sequence[DeadlineStatus]) -> Iterator[tuple[str, list[str]]]:
    """The groups of units that have not answered: the group's words, and the units with the day that they filled in.

    All units of a deadline are late, or none is yet. Whether a column is open that was not reported the office does
    not know: hence 未反馈 instead of 未开通.
    """
    outstanding = [one for one in found if one.state is not State.RETURNED]
    early = "（未到期）" if any(one.state is State.DUE for one in outstanding) else ""
    if verb != "开通":
        yield f"尚未{verb}{early}", [_as_filled_in(one) for one in outstanding]
        return
    yield f"尚未反馈开通情况{early}", [_name(one) for one in outstanding if not one.filled_in]
    yield f"填报的开通日期未到或不明确{early}", [_as_filled_in(one) for one in outstanding if one.filled_in]


def _as_filled_in(one: DeadlineStatus) -> str:
    return _name(one) + (f"（填报“{in_bracket(one.filled_in)}”）" if one.filled_in else "")


def _name(one: DeadlineStatus) -> str:
    return one.unit.short_name
