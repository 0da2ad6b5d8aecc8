"""What is doubtful in a unit's return as it stands, each with the answers that settle it."""

from __future__ import annotations

from collections.abc import Iterator

from generators.dates import PartialDate
from generators.dossier.completeness import gaps
from generators.dossier.dossier import Dossier
from generators.dossier.return_checks import LONG, too_early
from generators.dossier.returns import STATE, LooseWords, Origin, Pending, Return, TaskEntry
from generators.dossier.status import days_late
from generators.dossier.stock_answers import tasks_asked
from generators.dossier.task_key import TaskKey
from generators.intake.choices import COLUMNS, OF_UNIT, Change, Choice, Question
from generators.intake.task_questions import cells, in_entry, name_of, of_entry

_DATES = {"方案报送日期": "plan_sent_on", "开通日期": "column_opened_on", "填表日期": "filled_on"}


def questions(dossier: Dossier, answer: Return) -> list[Question]:
    """All doubts about a return, in the order of its file."""
    entries = [one for index in range(len(answer.progress)) for one in of_entry(dossier, answer, index)]
    return [
        *_days(dossier, answer),
        *entries,
        *cells(dossier, answer),
        *_loose(dossier, answer),
        *_pending(answer),
        *_whole(dossier, answer),
    ]


_CONVERTED = "可能是从旧格式读来的，对照原件"


def _is_converted(origin: Origin) -> bool:
    return origin.what == "进展" and bool(origin.original) and not origin.original.endswith((".docx", ".xlsx"))


def _converted(answer: Return, whole: Question) -> Iterator[Question]:
    """Each value of a report of which a file came in a format that had to be converted: words may have moved."""
    for at, entry in enumerate(answer.progress):
        for label, name in COLUMNS.items():
            if words := getattr(entry, name):
                write = Choice("改成", in_entry(at, name), asks="文字", given=words)
                place = f"{name_of(entry)} · {label}"
                same = Choice("和原件一样")
                yield Question(place, words, _CONVERTED, (same, write), whole.original, whole.key)


def _pending(answer: Return) -> Iterator[Question]:
    for one in answer.pending:
        at = [index for index, entry in enumerate(answer.progress) if entry.key == TaskKey.of(one.item, one.measure)]
        choices = [Choice("保留现在的" if one.label else "知道了", _answered(one))]
        if one.label and at:
            take = "改成台账上的" if one.typed else "照台账删去"
            choices.insert(0, Choice(take, _as_in_ledger(one, at[0])))
        yield Question(one.place, one.words, one.message, choices)


def _answered(one: Pending) -> Change:
    return lambda answer, _: answer.model_copy(update={"pending": [other for other in answer.pending if other != one]})


def _as_in_ledger(one: Pending, at: int) -> Change:
    def change(answer: Return, _typed: str) -> Return:
        entries = list(answer.progress)
        entry = entries[at]
        made = TaskEntry.from_labels(one.item, one.measure, {one.label: one.typed} if one.typed else {})
        if one.label in COLUMNS:
            update: dict[str, object] = {COLUMNS[one.label]: one.typed}
        elif one.label == STATE:
            others = {label: words for label, words in entry.as_written.items() if label != STATE}
            update = {"state": made.state, "as_written": others | made.as_written}
        else:
            others = {label: words for label, words in entry.further.items() if label != one.label}
            update = {"further": others | made.further}
        entries[at] = entry.model_copy(update=update)
        return _answered(one)(answer.model_copy(update={"progress": entries}), "")

    return change


def _days(dossier: Dossier, answer: Return) -> Iterator[Question]:
    for label, words in answer.as_written.items():
        if label in _DATES and getattr(answer, _DATES[label]) is None:
            write = Choice("写上日期", _dated(_DATES[label], label), asks="日期")
            yield Question(label, words, "看不出是哪一天", (write, Choice("问不清，就这样")))
    if answer.progress and answer.report_day is None:
        write = Choice("写上日期", _dated("received_on"), asks="日期")
        yield Question("收到日期", "没有写", "看不出是否逾期", (write, Choice("查不到，就这样")))
    for label, name, day in (
        ("收到日期", "received_on", answer.received_on),
        ("方案报送日期", "plan_sent_on", answer.plan_sent_on),
        ("填表日期", "filled_on", answer.filled_on),
    ):
        if day and (message := _doubt_of_day(dossier, answer, label, day)):
            correct = Choice("改成", _dated(name), asks="日期", given=str(day))
            yield Question(label, day.text(), message, (correct, Choice("没有写错")))


def _doubt_of_day(dossier: Dossier, answer: Return, label: str, day: PartialDate) -> str:
    """What is odd about a day, empty for most."""
    if label == "填表日期":
        return "在收到日期以后" if answer.received_on and day > answer.received_on else ""
    if early := too_early(dossier, label, day):
        return early
    due = dossier.deadline_for(dossier.REPORT, dossier.units[answer.unit]) if label == "收到日期" else None
    late = days_late(due, day)
    return f"比截止日期晚{late}天，核对年份" if late > LONG else ""


def _dated(name: str, label: str = "") -> Change:
    def change(answer: Return, typed: str) -> Return:
        day = PartialDate.parse(typed)
        as_written = {one: words for one, words in answer.as_written.items() if one != label}
        return answer.model_copy(update={name: day, "as_written": as_written})

    return change


def _loose(dossier: Dossier, answer: Return) -> Iterator[Question]:
    tasks = list(tasks_asked(dossier, dossier.units[answer.unit])) if answer.unit in dossier.units else []
    names = {" · ".join(filter(None, key)): key for key in tasks} | {name_of(one): one.key for one in answer.progress}
    options = [f"{name} · {label}" for name in names for label in COLUMNS]
    for one in answer.loose:
        put = Choice("归到", _put(one), asks="栏目", options=[*options, *OF_UNIT])
        message = "写在填写栏以外，已照录在“其他内容”里"
        yield Question(one.place, one.words, message, (Choice("留在那里"), put))


def _put(loose: LooseWords) -> Change:
    """Loose words put behind what stands in a field. Raises ValueError for another field than is offered."""

    def change(answer: Return, typed: str) -> Return:
        rest = [one for one in answer.loose if one != loose]
        task, _, label = typed.rpartition(" · ")
        if typed in OF_UNIT:
            words = "；".join(filter(None, (getattr(answer, OF_UNIT[typed]), loose.words)))
            return answer.model_copy(update={OF_UNIT[typed]: words, "loose": rest})
        if label not in COLUMNS:
            raise ValueError("没有选归到哪一栏")
        entries = list(answer.progress)
        item, _, measure = task.partition(" · ")
        made = TaskEntry.from_labels(item, measure, {})
        at = next((at for at, one in enumerate(entries) if name_of(one) == task or one.key == made.key), len(entries))
        entries[at:at] = [] if at < len(entries) else [made]
        words = "\n".join(filter(None, (getattr(entries[at], COLUMNS[label]), loose.words)))
        entries[at] = entries[at].model_copy(update={COLUMNS[label]: words})
        return answer.model_copy(update={"progress": entries, "loose": rest})

    return change


def _whole(dossier: Dossier, answer: Return) -> Iterator[Question]:
    converted = next((one for one in answer.origins if _is_converted(one)), None)
    for one in answer.origins:
        if one.original:
            message = "有没读出来、或读得不一定准的内容，整份原件留着"
            whole = Question("来文", one.file, message, (Choice("对照原件核对过了"),), one.original)
            if one is converted:
                yield from _converted(answer, whole)
            yield whole
    if words := gaps(dossier, answer).words:
        yield Question("整份", words, "报得不全", (Choice("知道了，已经退回补报"),))
