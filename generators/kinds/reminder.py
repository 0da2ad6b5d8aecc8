"""催报函 and 临期提醒: as of a day, a letter to each unit that has not sent what is overdue or soon due.

补报函: a letter to each unit whose report has come and leaves tasks or labels of its form open.

One 发文稿纸 for all letters of the day is made too, on which they are approved and numbered: a letter (信函) itself
has no place for a signature of approval (GB/T 9704-2012, 10.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generators.dossier.phrases import letterhead, limit_of, matter, recipient, reply_by
from generators.dossier.status import DeadlineStatus, Light, State, deadline_statuses, owed_states
from generators.dossier.unit_words import unit_words
from generators.kinds import REMINDER
from generators.plan import Fields, Output
from generators.wording import in_bracket, level_number, listed

if TYPE_CHECKING:
    from datetime import date

    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit

_SIGNING, _COMPLETION = REMINDER.variants
_EARLY, _COMPLETION_TITLE, _SIGNING_TITLE = REMINDER.other_titles


def outputs(dossier: Dossier) -> Iterator[Output]:
    """Letters to the units with a deadline that is overdue or at most NEAR working days away, and the 发文稿纸.

    A unit whose report is incomplete gets a letter about that, too.
    """
    on = dossier.context.on
    assert on is not None, "this kind is made as of a day"
    owed: dict[str, list[DeadlineStatus]] = {}
    incomplete: dict[str, DeadlineStatus] = {}
    for one in deadline_statuses(dossier, on.last_day):
        left = dossier.context.workdays.workdays_between(on.last_day, one.due)
        if one.light(left) in (Light.RED, Light.YELLOW):
            owed.setdefault(one.unit.name, []).append(one)
        elif one.incomplete:
            incomplete.setdefault(one.unit.name, one)
    letters = []
    for unit in dossier.units:
        if unit.name in owed:
            letters.append(_letter(dossier, unit, owed[unit.name], on.last_day))
        if unit.name in incomplete:
            letters.append(_completion(dossier, unit, incomplete[unit.name], on.last_day))
    yield from (letter.output for letter in letters)
    if letters:
        yield _signing_sheet(dossier, letters, on.last_day)


class _Letter(NamedTuple):
    """A letter, with what the 发文稿纸 says of it: to whom, its title, what it is called, and about what it is."""

    output: Output
    unit: Unit
    title: str
    word: str
    matter: str


def _letter(dossier: Dossier, unit: Unit, owed: list[DeadlineStatus], on: date) -> _Letter:
    word = _word(owed)
    title = _title(dossier, owed)
    rows = [_owed(dossier, one, number, on, alone=len(owed) == 1) for number, one in enumerate(_in_order(owed), 1)]
    overdue = sum(one.state is State.OVERDUE for one in owed)
    output = Output(
        path=f"{REMINDER.title}/{on.isoformat()}/{dossier.units.file_name(unit)}-{word}.docx",
        title=f"{unit.short_name}{word}",
        for_=unit.name,
        fields={
            **letterhead(dossier, dossier.notice.issuer, title),
            "受理机关": listed(dict.fromkeys(recipient(dossier, one.deadline) for one in _in_order(owed))),
            "单位": unit.name,
            "称呼": f"你{unit_words(dossier, unit)['本单位'][1:]}",
            "逾期": rows[:overdue],
            "临期": rows[overdue:],
            "报送期限": reply_by(dossier),
            "材料": owed_states(one for one in owed if not one.is_column),
            "专栏": owed_states(one for one in owed if one.is_column),
        },
    )
    return _Letter(output, unit, title, word, listed(one.deadline.name for one in _in_order(owed)))


def _completion(dossier: Dossier, unit: Unit, report: DeadlineStatus, on: date) -> _Letter:
    """The letter that asks a unit for what its report leaves open."""
    title = f"{dossier.notice.issuer}关于补报{dossier.cited}进展情况的函"
    gaps = report.gaps
    assert gaps is not None
    marks = [*"；" * (len(gaps.tasks) - 1), "。"]
    output = Output(
        path=f"{REMINDER.title}/{on.isoformat()}/{dossier.units.file_name(unit)}-{_COMPLETION_TITLE}.docx",
        title=f"{unit.short_name}{_COMPLETION_TITLE}",
        for_=unit.name,
        variant=_COMPLETION,
        fields={
            **letterhead(dossier, dossier.notice.issuer, title),
            "单位": unit.name,
            "称呼": f"你{unit_words(dossier, unit)['本单位'][1:]}",
            "报送期限": reply_by(dossier),
            "应填": str(gaps.asked),
            "已填": str(gaps.asked - len(gaps.tasks)),
            "未填": [task + mark for task, mark in zip(gaps.tasks, marks, strict=False)],
            "未填栏目": listed(gaps.labels),
        },
    )
    return _Letter(output, unit, title, _COMPLETION_TITLE, report.deadline.name)


def _word(owed: Sequence[DeadlineStatus]) -> str:
    return REMINDER.title if any(one.state is State.OVERDUE for one in owed) else _EARLY


def _title(dossier: Dossier, owed: Sequence[DeadlineStatus]) -> str:
    what = "有关情况" if all(one.is_column for one in owed) else "有关材料"
    about = "催报" if _word(owed) == REMINDER.title else "按时报送"
    return f"{dossier.notice.issuer}关于{about}{dossier.cited}{what}的函"


def _in_order(owed: Sequence[DeadlineStatus]) -> list[DeadlineStatus]:
    """Overdue deadlines first, each group by date."""
    return sorted(owed, key=lambda one: (one.state is not State.OVERDUE, one.due))


def _signing_sheet(dossier: Dossier, letters: Sequence[_Letter], on: date) -> Output:
    """发文稿纸: the letters of a day, with room for who approves them and for their numbers."""
    titles = dict.fromkeys(letter.title for letter in letters)
    return Output(
        path=f"{REMINDER.title}/{on.isoformat()}/{_SIGNING_TITLE}.docx",
        title=_SIGNING_TITLE,
        variant=_SIGNING,
        fields={
            **letterhead(dossier, dossier.notice.issuer, next(iter(titles))),
            "标题": list(titles),
            "函件": [
                {"序号": str(number), "单位": one.unit.name, "文书": one.word, "事项": one.matter}
                for number, one in enumerate(letters, 1)
            ],
        },
    )


def _owed(dossier: Dossier, one: DeadlineStatus, number: int, on: date, *, alone: bool) -> Fields:
    """The row of one deadline: its date, what is due, and how many days it is late or away."""
    left = dossier.context.workdays.workdays_between(on, one.due)
    if one.state is State.OVERDUE:
        status = f"{_unanswered(one)}，已逾期{one.days_late}天"
    else:
        near = f"还有{left}个工作日到期" if left else "到期前没有工作日了"
        filled = f"（填报“{in_bracket(one.filled_in)}”）" if one.filled_in else ""
        status = ("今天到期" if one.due == on else near) + filled
    return {
        "序号": "" if alone else f"{level_number(1, number)}、",
        "截止": limit_of(one),
        "事由": matter(dossier, one.deadline),
        "情况": status,
    }


def _unanswered(one: DeadlineStatus) -> str:
    """What has not come, with the day that the unit filled in where that does not count."""
    if not one.is_column:
        return "至今未报" + (f"（填报“{in_bracket(one.filled_in)}”）" if one.filled_in else "")
    return f"开通日期填报“{one.filled_in}”" if one.filled_in else "至今未反馈开通情况"
