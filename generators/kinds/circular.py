"""通报: who has sent what, as of a day. Facts only; the office adds praise and blame itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.phrases import letterhead, limit, matter
from generators.dossier.status import DeadlineStatus, State, deadline_statuses
from generators.file_names import safe_name
from generators.plan import Fields, Kind, MadeBy, Output
from generators.wording import level_number, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One circular; none where no deadline is answered by a return."""
    on = dossier.context.on
    assert on is not None, "this kind is made as of a day"
    by_deadline: dict[str, list[DeadlineStatus]] = {}
    for one in deadline_statuses(dossier, on.last_day):
        by_deadline.setdefault(one.deadline.name, []).append(one)
    if not by_deadline:
        return
    notice = dossier.notice
    title = f"{notice.issuer}关于《{dossier.subject}》有关材料报送情况的通报"
    parts = [_part(dossier, number, found) for number, found in enumerate(by_deadline.values(), 1)]
    yield Output(
        path=f"{safe_name(dossier.name)}-{KIND.title}-{on}.docx",
        title=title,
        fields={
            **letterhead(dossier, notice.mark or f"{notice.issuer}文件", title),
            "主送机关": notice.addressees,
            "部分": parts,
        },
    )


def _part(dossier: Dossier, number: int, found: Sequence[DeadlineStatus]) -> Fields:
    """One deadline: departments and cities apart, each in official order."""
    deadline = found[0].deadline
    groups = [
        ("省直部门", "个单位", [one for one in found if not one.unit.is_city]),
        ("各市", "个市", [one for one in found if one.unit.is_city]),
    ]
    present = [group for group in groups if group[2]]
    return {
        "标题": f"{level_number(1, number)}、{deadline.name}",
        "要求": f"应于{limit(deadline)}{matter(dossier, deadline)}。",
        "组": [
            {
                "标题": f"{level_number(2, index)}{name}" if len(present) > 1 else "",
                "情况": _sentences("开通" if deadline.answered_by is dossier.COLUMN else "报送", counter, statuses),
            }
            for index, (name, counter, statuses) in enumerate(present, 1)
        ],
    }


def _sentences(verb: str, counter: str, found: Sequence[DeadlineStatus]) -> str:
    """应报送17个单位。已按时报送10个单位：…。逾期报送2个单位：…。未报送5个单位：…。"""
    by_state = {state: [one for one in found if one.state is state] for state in State}
    groups = (
        *_returned(verb, by_state[State.RETURNED]),
        *_outstanding(verb, "逾期", "", by_state[State.OVERDUE]),
        *_outstanding(verb, "未到期", "、尚", by_state[State.DUE]),
    )
    counted = [f"{what}{len(names)}{counter}：{listed(names)}。" for what, names in groups if names]
    return "".join([f"应{verb}{len(found)}{counter}。", *counted])


def _returned(verb: str, found: Sequence[DeadlineStatus]) -> Iterator[tuple[str, list[str]]]:
    """The groups of units that have answered: the group's words, and the units."""
    yield f"按时{verb}", [_name(one) for one in found if one.returned_on and not one.days_late]
    yield f"逾期{verb}", [f"{_name(one)}（逾期{one.days_late}天）" for one in found if one.days_late]
    yield f"已{verb}、收到日期不明", [_name(one) for one in found if not one.returned_on]


def _outstanding(verb: str, when: str, still: str, found: Sequence[DeadlineStatus]) -> Iterator[tuple[str, list[str]]]:
    """The groups of units that have not answered: the group's words, and the units with the day that they filled in.

    Whether a column is open that was not reported the office does not know: hence 未反馈 instead of 未开通.
    """
    if verb != "开通":
        yield f"{when}{still}未{verb}", [_as_filled_in(one) for one in found]
        return
    yield f"{when}{still}未反馈开通情况", [_name(one) for one in found if not one.filled_in]
    yield f"{when}、填报的开通日期未到或不明确", [_as_filled_in(one) for one in found if one.filled_in]


def _as_filled_in(one: DeadlineStatus) -> str:
    return _name(one) + (f"（填报“{one.filled_in}”）" if one.filled_in else "")


def _name(one: DeadlineStatus) -> str:
    return one.unit.short_name


KIND = Kind(
    name="circular",
    command="circular",
    title="通报",
    rank=9,
    outputs=outputs,
    reads_returns=True,
    made_by=MadeBy.DAY,
)
