"""A returned file understood: its raw words -> the data of a return, and every doubt. Nothing typed is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.returns import TaskEntry
from generators.dossier.stock_answers import unresolved_cells_of
from generators.dossier.values import likeness
from generators.problems import Place, Problem, warning
from generators.submission import PLAN_LABELS, PROGRESS_LABELS, Entry, Submission
from generators.wording import STATES, first_sentence, measure_key

_DATES = ("方案报送日期", "开通日期", "填表日期")
_DIGITS = "一二三四五六七八九十百"
_NUMBER = re.compile(rf"^[（(]?[{_DIGITS}]+(?:[（(][^）)]*[）)])*(?:[{_DIGITS}]+是)?[、.．\s　]*")
_SHORT_DATE = re.compile(r"(?:(\d{1,2})月(\d{1,2})[日号]?|(\d{1,2})[./](\d{1,2}))")
Row = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """A measure, or an item as a whole, by the words under which a return knows it."""

    item: str
    measure: str

    @property
    def row(self) -> Row:
        """The keys of an entry."""
        return {"事项": self.item, "措施": self.measure} if self.measure else {"事项": self.item}


@dataclass
class Interpretation:
    """The data of a return as its YAML holds it, with the doubts that a person should look at."""

    data: Row
    doubts: list[Problem] = field(default_factory=list)


def interpret(
    dossier: Dossier, submission: Submission, file: str, received: PartialDate, *, is_plan: bool = False
) -> Interpretation:
    """What a file says, in the shape of a return. `file` names it in doubts; `received` is the day it came in.

    `is_plan`: it is an implementation plan, not a report.
    """
    made = Interpretation({"单位": submission.unit})
    made.data["方案报送日期" if is_plan else "收到日期"] = str(received)
    loose = [{"位置": one.place, "原话": one.words} for one in submission.loose]
    for one in submission.loose:
        if one.place.endswith("）"):  # in a cell of the form that has its label, but no key of a return
            continue
        made.doubts.append(_doubt(file, one.place, one.words, "写在填写栏以外", "已照录在“其他内容”里"))
    _about(made, dossier, submission, file)
    tasks = _tasks(dossier)
    rows: list[Row] = []
    places: list[str] = []
    for entry in submission.entries:
        task = _task_of(entry, tasks, made, file)
        if task is None:
            words = "\n".join([entry.task, *(f"{label}：{value}" for label, value in entry.values.items())])
            loose.append({"位置": entry.place, "原话": words})
        else:
            rows.append(_row(task, entry, made, file))
            places.append(entry.place)
    if not is_plan:
        made.doubts += _pointing(dossier, submission.unit, rows, [Place(file, nearby=place) for place in places])
    if rows:
        made.data["方案" if is_plan else "进展"] = rows
    if loose:
        made.data["其他内容"] = loose
    return made


def _pointing(dossier: Dossier, unit: str, rows: Sequence[Row], places: Sequence[Place]) -> Iterator[Problem]:
    """A doubt for each cell that only says 同上, 见附件 and the like; of a 完成状态 there is one already."""
    for cell in unresolved_cells_of(dossier, dossier.units[unit], [TaskEntry.model_validate(row) for row in rows]):
        if cell.label != "完成状态":
            yield warning(cell.message, cell.hint, places[cell.entry])


def _about(made: Interpretation, dossier: Dossier, submission: Submission, file: str) -> None:
    """What concerns the whole unit; dates in any form that leaves no doubt."""
    for label, words in _typed(submission.about):
        if label not in _DATES:
            made.data[label] = words
            continue
        day = _day(words, dossier.notice.issued_on)
        if day:
            made.data[label] = str(day)
            continue
        made.data.setdefault("原话", {})[label] = words
        hint = f"照录在“原话”里；认得出是哪一天的，在 returns 里写上“{label}: ”"
        made.doubts.append(_doubt(file, label, words, "看不出是哪一天", hint))


def _day(words: str, issued: PartialDate) -> PartialDate | None:
    """A day as clerks write one; without a year it is the first such day after the notice."""
    plain = re.sub(r"[\s　。前]", "", words)
    try:
        day = PartialDate.parse(plain)
        return day if day.day else None
    except ValueError:
        pass
    short = _SHORT_DATE.fullmatch(plain)
    if not short:
        return None
    month, number = (int(part) for part in short.groups() if part)
    year = issued.year if (month, number) >= (issued.month or 1, issued.day or 1) else issued.year + 1
    try:
        return PartialDate.parse(f"{year}-{month}-{number}")
    except ValueError:
        return None


def _row(task: Task, entry: Entry, made: Interpretation, file: str) -> Row:
    row = task.row
    for label, words in _typed(entry.values):
        state = words.strip(" 　。；;")
        if label == "完成状态" and state not in STATES:
            row.setdefault("原话", {})[label] = words
            likely = next((one for one in STATES if one in words or words in one), "")
            hint = f"是不是“{likely}”？在 returns 里写上“完成状态: ”" if likely else "在 returns 里写上“完成状态: ”"
            made.doubts.append(_doubt(file, entry.place, words, "完成状态不是四种之一", hint))
        else:
            row[label] = state if label == "完成状态" else words
    known = {*PROGRESS_LABELS, *PLAN_LABELS, "事项", "措施", "原话"}
    assert set(row) <= known, set(row) - known
    return row


def _typed(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was typed: blanks alone are nothing."""
    return ((label, words) for label, words in values.items() if words.strip())


def _tasks(dossier: Dossier) -> dict[str, Task]:
    """Every measure and item by the words under which forms name them."""
    found: dict[str, Task] = {}
    for item in dossier.placed:
        for _, measure in item.passages:
            name = first_sentence(dossier.measure(measure))
            found.setdefault(_plain(name), Task(item.content.title, name))
    for item in dossier.placed:
        found[_plain(item.content.title)] = Task(item.content.title, "")
    return found


def _task_of(entry: Entry, tasks: Mapping[str, Task], made: Interpretation, file: str) -> Task | None:
    """The task that an entry is about, by its name; a reworded one with a doubt, an unknown one not at all."""
    name = _plain(_NUMBER.sub("", entry.task.strip(), count=1))
    if name in tasks:
        return tasks[name]
    near = max(tasks, key=lambda one: likeness(name, one), default="")
    if near and likeness(name, near) > 0.75:
        taken = f"当作“{tasks[near].measure or tasks[near].item}”"
        made.doubts.append(_doubt(file, entry.place, entry.task, "任务的名称与通知不同", taken))
        return tasks[near]
    made.doubts.append(_doubt(file, entry.place, entry.task, "通知里没有这项任务", "已照录在“其他内容”里"))
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\s　。，“”‘’（）()、]", "", measure_key(name))


def _doubt(file: str, place: str, words: str, what: str, hint: str) -> Problem:
    short = words if len(words) <= 30 else f"{words[:30]}…"
    return warning(f"{what}：“{short}”", hint, Place(file, nearby=place))


def merged(old: Row, new: Row, file: str) -> tuple[Row, list[Problem]]:
    """An earlier return with what a later file adds. Where both say different things the first stays, with a doubt."""
    result, doubts = dict(old), []
    for key, value in new.items():
        before = old.get(key)
        if key == "来源":
            result[key] = [*(before or []), *value]
        elif key == "其他内容":
            result[key] = [*(before or []), *(one for one in value if one not in (before or []))]
        elif key in ("进展", "方案"):
            result[key], found = _merged_rows(before or [], value, file)
            doubts += found
        elif key == "原话":
            result[key] = {**value, **(before or {})}
            doubts += _clashes(before or {}, value, "", file)
        elif key in ("收到日期", "单位"):
            result.setdefault(key, value)
        elif before in (None, ""):
            result[key] = value
        else:
            doubts += _clashes({key: before}, {key: value}, "", file)
    return result, doubts


def _merged_rows(old: Sequence[Row], new: Sequence[Row], file: str) -> tuple[list[Row], list[Problem]]:
    rows = [dict(row) for row in old]
    doubts: list[Problem] = []
    for row in new:
        same = next((one for one in rows if same_task(one, row)), None)
        if same is None:
            rows.append(row)
            continue
        doubts += _clashes(same, row, row.get("措施") or row["事项"], file)
        for key, value in row.items():
            if same.get(key) in (None, ""):
                same[key] = value
    return rows, doubts


def same_task(one: Row, other: Row) -> bool:
    """Whether two entries of returns are about the same measure or item."""
    return _task_key(one) == _task_key(other)


def _task_key(row: Row) -> tuple[str, str]:
    return row["事项"], measure_key(row.get("措施") or "")


def _clashes(old: Row, new: Row, task: str, file: str) -> Iterator[Problem]:
    for key, value in new.items():
        before = old.get(key)
        if before not in (None, "", value) and key not in ("事项", "措施"):
            place = f"{task} {key}".strip()
            if key == "原话":
                yield from _clashes(before, value, task, file)
            else:
                yield _doubt(file, place, str(value), "与先前收到的不同", f"先前是“{str(before)[:30]}”，保留先前的")
