"""催报函 and 临期提醒: a letter to each unit that has not sent what is due, as of a day; none to those who have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.status import Light, Standing, State, standings
from generators.dossier.words import letterhead, limit, matter
from generators.names import safe_name
from generators.plan import Fields, Kind, Output
from generators.wording import level_number

if TYPE_CHECKING:
    from datetime import date

    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A letter for every unit that owes something, or has three working days or less left."""
    on = dossier.on
    assert on is not None, "this kind is made as of a day"
    owed: dict[str, list[Standing]] = {}
    for one in standings(dossier, on.last_day):
        left = dossier.workdays.workdays_between(on.last_day, one.due)
        if one.light(left) in (Light.RED, Light.YELLOW):
            owed.setdefault(one.unit.name, []).append(one)
    for unit in dossier.units:
        if unit.name in owed:
            yield _letter(dossier, unit, owed[unit.name], on.last_day)


def _letter(dossier: Dossier, unit: Unit, owed: list[Standing], on: date) -> Output:
    own = dossier.notice
    overdue = [one for one in owed if one.state is State.OVERDUE]
    word = "催报函" if overdue else "临期提醒"
    about = "催报" if overdue else "按时报送"
    title = f"{own.issuer}关于{about}《{dossier.subject}》有关材料的函"
    return Output(
        path=f"{KIND.title}/{on.isoformat()}/{unit.number}-{safe_name(unit.short_name)}-{word}.docx",
        title=f"{unit.short_name}{word}",
        for_=unit.name,
        fields={
            **letterhead(dossier, own.issuer, title),
            "单位": unit.name,
            "称呼": "你市" if unit.is_city else "你单位",
            "是逾期": "是" if overdue else "",
            "事项": [_owed(dossier, one, number, on, alone=len(owed) == 1) for number, one in enumerate(owed, 1)],
        },
    )


def _owed(dossier: Dossier, one: Standing, number: int, on: date, *, alone: bool) -> Fields:
    """One thing that is owed: what, by which day, and since when or for how long yet."""
    left = dossier.workdays.workdays_between(on, one.due)
    if one.state is State.OVERDUE:
        silent = "至今未反馈开通情况" if one.deadline.name.startswith(dossier.COLUMN) else "至今未报"
        stand = f"{silent}，已逾期{one.days_late}天"
    elif one.due == on:
        stand = "今天到期"
    else:
        stand = f"还有{left}个工作日到期" if left else "到期前没有工作日了"
    return {
        "序号": "" if alone else level_number(2, number),
        "截止": limit(one.deadline),
        "事由": matter(dossier, one.deadline),
        "情况": stand,
    }


KIND = Kind(
    name="reminder",
    command="reminders",
    title="催报函",
    rank=8,
    outputs=outputs,
    reads_returns=True,
    by_itself=False,
    needs_day=True,
)
