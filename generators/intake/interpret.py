"""A returned file understood: its words -> a typed return, and every doubt. Nothing typed is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.returns import REWORDED, STATE, LooseWords, PlanEntry, Return, TaskEntry
from generators.dossier.stock_answers import declines_in, unresolved_cells_of
from generators.dossier.stock_words import FILE as STOCK_ANSWERS
from generators.dossier.values import likeness
from generators.intake.days import day_of
from generators.intake.doubts import MERGED, NO_CHOICE, doubt, shortened
from generators.intake.merged_cells import parted
from generators.problems import Place, Problem, warning
from generators.submission import PLAN_LABELS, UNIT_LABELS, Aside, Entry, Loose, Submission
from generators.wording import BOX_DELETED, STATES, measure_key

_DATES = ("方案报送日期", "开通日期", "填表日期")
_DIGITS = "一二三四五六七八九十百"
# The number before a task's name, of any of the ordinals that a notice may have: 二（一）1.　, 二3.　, 一（一）二要　.
_NUMBER = re.compile(
    rf"^(?:[{_DIGITS}]+(?:[是要、.．]|(?=[（(\s　\d①-⑩第]|$))|[（(][{_DIGITS}\d]+[）)]"
    rf"|\d{{1,2}}(?:[.．、](?!\d)|(?=[\s　]))|[①-⑩]|第[{_DIGITS}]+[章条])+[、.．\s　]*"
)


class Task(NamedTuple):
    """A measure, or an item as a whole (`measure` is empty), by the words that an entry of a return names it with.

    `typed`: how the form names it, where that is something else.
    """

    item: str
    measure: str
    typed: str = ""


@dataclass(frozen=True)
class Interpretation:
    """A return as a file states it, with the doubts that a person should look at."""

    answer: Return
    doubts: list[Problem]


def interpret(
    dossier: Dossier, submission: Submission, file: str, received: PartialDate, *, is_plan: bool = False
) -> Interpretation:
    """What a file states, as a return without its 来源. `file` names it in doubts; `received` is the day it came in.

    `is_plan`: it is an implementation plan, not a report.
    """
    form = _Form(dossier, file, submission.unit, received)
    form.outside_of_fields(submission.loose)
    form.asides(submission.asides)
    values = form.unit_values(submission.about)
    entries: dict[str, object] = (
        {"方案": form.plan(submission.entries)} if is_plan else {"进展": form.report(submission)}
    )
    entries |= {"附件": [{"名称": one.title, "行": [list(row) for row in one.rows]} for one in submission.tables]}
    received_as = {"方案报送日期" if is_plan else "收到日期": received} if not submission.tables else {}
    answer = Return.model_validate(
        {"单位": submission.unit, **received_as, **values, **entries}
        | {"原话": form.as_written, "其他内容": form.loose}
    )
    return Interpretation(answer, form.doubts)


class _Form:
    """One form on its way into a return: `doubts`, `loose` words and values `as_written` are collected."""

    def __init__(self, dossier: Dossier, file: str, unit: str, received: PartialDate) -> None:
        self.doubts: list[Problem] = []
        self.loose: list[LooseWords] = []
        self.as_written: dict[str, str] = {}
        self._dossier = dossier
        self._file = file
        self._received = received
        self._unit = unit
        self._tasks = _tasks_by_name(dossier)

    def outside_of_fields(self, loose: Sequence[Loose]) -> None:
        """Keep what stands where no label says what it is about."""
        for one in loose:
            self._keep(one.place, one.words)
            if not one.asked:
                self._doubt(one.place, one.words, "写在填写栏以外", "已照录在“其他内容”里；是哪一栏的，改写到那一栏")

    def asides(self, asides: Sequence[Aside]) -> None:
        """Report what was not read, or read otherwise than it looks; the file is kept whole beside the return."""
        for one in asides:
            words = f"“{shortened(one.words)}”"
            message, hint = {
                "object": (f"有{one.what}，没有读出", "照原件录入；原件存在 returns/原件 里"),
                "read": (f"有{one.what}，读作{words}", "对照原件核对；原件存在 returns/原件 里"),
                "left": (f"{one.what}没有读入：{words}", "要算数的，补到 returns 里；原件存在 returns/原件 里"),
            }[one.sort]
            self.doubts.append(warning(message, hint, Place(self._file, nearby=one.place)))

    def unit_values(self, about: Mapping[str, str]) -> dict[str, str | PartialDate]:
        """What concerns the whole unit, by label; a date in any form that leaves no doubt as a date."""
        values: dict[str, str | PartialDate] = {}
        for label, words in _typed(about).items():
            if label not in UNIT_LABELS:
                self._keep(label, words)
                self._doubt(label, words, "看不出是哪项任务的", "已照录在“其他内容”里")
                continue
            value = day_of(words, self._dossier.notice.issued_on) if label in _DATES else words
            if value:
                values[label] = value
                if label == "填表日期" and isinstance(value, PartialDate) and value > self._received:
                    self._doubt(label, words, f"填表日期在收到日期（{self._received.text()}）以后", "核对年份和 --on")
                continue
            self.as_written[label] = words
            hint = f"照录在“原话”里；认得出是哪一天的，在 returns 里写上“{label}: ”"
            self._doubt(label, words, "看不出是哪一天", hint)
        return values

    def plan(self, entries: Sequence[Entry]) -> list[PlanEntry]:
        """The entries of an implementation plan."""
        return [
            PlanEntry.from_labels(task.item, task.measure, values)
            for task, values, _ in self._entries(entries, PLAN_LABELS)
        ]

    def report(self, submission: Submission) -> list[TaskEntry]:
        """The entries of a report, with a doubt for each cell that only says 同上, 见附件 and the like.

        A task that was answered twice is reported; the same answers once more are none.
        """
        made: list[TaskEntry] = []
        places: list[str] = []
        for task, values, place in self._entries(submission.entries, self._dossier.notice.report_labels):
            entry = TaskEntry.from_labels(task.item, task.measure, values)
            if task.typed:
                entry = entry.model_copy(update={"as_written": {REWORDED: task.typed, **entry.as_written}})
            if entry in made:
                continue
            if any(one.key == entry.key for one in made):
                self._doubt(place, task.measure or task.item, "这项任务填了两处，内容不同", "在 returns 里合成一条")
            made.append(entry)
            places.append(place)
            if words := made[-1].as_written.get(STATE):
                self._doubt(place, words, NO_CHOICE, f"{_possible(words)}在 returns 里写上“完成状态: ”")
        self._unclear(made, places)
        for cell in unresolved_cells_of(self._dossier, self._dossier.units[submission.unit], made):
            if cell.label != STATE:  # of which there is a doubt already
                self.doubts.append(warning(cell.message, cell.hint, Place(self._file, nearby=places[cell.entry])))
        return made

    def _unclear(self, entries: Sequence[TaskEntry], places: Sequence[str]) -> None:
        """A doubt for each cell that nearly says 无 or 不承担: the clerk settles it, once for all by 常用答复.yaml.

        And for each that holds the words of several columns.
        """
        for entry, place in zip(entries, places, strict=True):
            if parted(self._dossier.phrases, entry):
                self._doubt(place, entry.progress, MERGED, "在 returns 里分到各自的栏目，汇总才分得清")
            if self._dossier.phrases.is_unclear(entry.difficulties):
                message = "“存在问题”看不出是不是没有问题，汇总按问题引用"
                self._doubt(place, entry.difficulties, message, _teach("无", entry.difficulties))
            declined = declines_in(self._dossier, self._dossier.phrases, entry.progress, self._unit)
            if not declined and self._dossier.phrases.may_decline(entry.progress):
                message = "看不出是不是不承担这项任务，汇总按进展引用"
                self._doubt(place, entry.progress, message, _teach("不承担", entry.progress))

    def _entries(self, entries: Sequence[Entry], labels: Sequence[str]) -> Iterator[tuple[Task, dict[str, str], str]]:
        """The entries about tasks of the notice, with their words by these labels, and their places."""
        for entry in entries:
            task = self._task_of(entry)
            if task is None:
                self._keep(entry.place, _in_full(entry.task, entry.values))
                continue
            others = {label: words for label, words in _typed(entry.values).items() if label not in labels}
            if others:
                self._keep(entry.place, _in_full(entry.task, others))
                self._doubt(entry.place, "、".join(others), "这种表没有这些栏", "已照录在“其他内容”里")
            yield task, {label: words for label, words in _typed(entry.values).items() if label in labels}, entry.place

    def _task_of(self, entry: Entry) -> Task | None:
        """The task that an entry is about, by its name; a reworded one with a doubt, an unknown one not at all."""
        name = _plain(without_number(entry.task))
        behind = _plain(entry.task.strip().partition("　")[2])  # forms print a blank behind a number: 附件1一（一）　甲
        if found := self._tasks.get(name) or self._tasks.get(behind):
            return found
        name = behind or name
        near = max(self._tasks, key=lambda one: likeness(name, one), default="")
        if near and likeness(name, near) > 0.75:
            task = self._tasks[near]
            self._doubt(entry.place, entry.task, "任务的名称与通知不同", f"当作“{task.measure or task.item}”")
            return task._replace(typed=entry.task.strip())
        self._doubt(entry.place, entry.task, "通知里没有这项任务", "已照录在“其他内容”里")
        return None

    def _keep(self, place: str, words: str) -> None:
        if words.strip():
            place = place if place.strip() else "位置不明"
            self.loose.append(LooseWords.model_validate({"位置": place, "原话": words}))

    def _doubt(self, place: str, words: str, message: str, hint: str) -> None:
        self.doubts.append(doubt(self._file, place, words, message, hint))


def without_number(task: str) -> str:
    """A task as a form names it, without the number before its name."""
    return _NUMBER.sub("", task.strip(), count=1)


def _teach(answer: str, words: str) -> str:
    """How to make the tool understand a phrase from now on."""
    shown = " ".join(words.split())
    return (
        f"是“{answer}”的意思，就在 content/{STOCK_ANSWERS} 里写“{answer}: [{shown}]”（没有这个文件就新建），以后都认得"
    )


def _possible(words: str) -> str:
    """Which states words may mean, as a question; empty where they name none."""
    named = [f"“{state}”" for state in STATES if state in words]
    if words.endswith(BOX_DELETED):
        return f"是{named[0]}，还是没有选？"
    if len(named) > 1:
        return f"是{'，还是'.join(named)}？"
    likely = named or [f"“{state}”" for state in STATES if words in state]
    return f"是不是{likely[0]}？" if likely else ""


def _in_full(task: str, values: Mapping[str, str]) -> str:
    return "\n".join([task, *(f"{label}：{words}" for label, words in values.items())])


def _typed(values: Mapping[str, str]) -> dict[str, str]:
    """What was typed: blanks alone are nothing."""
    return {label: words for label, words in values.items() if words.strip()}


def _tasks_by_name(dossier: Dossier) -> dict[str, Task]:
    """Every measure and item by the words under which forms name them; an item before a measure of the same name."""
    found: dict[str, Task] = {}
    for item in dossier.placed:
        for _, measure in item.passages:
            name = dossier.name_of(measure)
            found.setdefault(_plain(name), Task(item.title, name))
    for item in dossier.placed:  # a form of before may name an item below another by its own heading
        found.setdefault(_plain(item.content.title), Task(item.title, ""))
    return found | {_plain(item.title): Task(item.title, "") for item in dossier.placed}


def _plain(name: str) -> str:
    return re.sub(r"[\s　。，“”‘’（）()、]", "", measure_key(name))
