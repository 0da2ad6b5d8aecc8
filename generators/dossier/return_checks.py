"""The rules for returns: units, items and measures that the notice does not have, and values that cannot be counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.returns import Return, TaskEntry
from generators.dossier.source import Path, Source
from generators.dossier.status import days_late
from generators.dossier.stock_answers import declines_in, unresolved_cells
from generators.dossier.task_key import TaskKey
from generators.dossier.values import likely
from generators.problems import Problem, error, warning
from generators.wording import DECLINED, first_sentence

LONG = 180  # days after the deadline from which a day looks like a slip in the year
_DATES = {"方案报送日期": "plan_sent_on", "开通日期": "column_opened_on"}  # days by which a return counts


def check_returns(dossier: Dossier, returns: Iterable[tuple[Return, Source]]) -> Iterator[Problem]:
    """Returns that the notice does not know: a second one of the same unit, an item or measure of no such name."""
    seen: dict[str, str] = {}
    for answer, source in returns:
        if answer.unit in seen:
            hint = f"{seen[answer.unit]} 已经是它的；合成一份"
            yield error(f"“{answer.unit}”有两份报送材料", hint, source.place(("单位",)))
        seen.setdefault(answer.unit, source.file)
        stem = source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if stem in dossier.units and dossier.units[stem].name != answer.unit:
            hint = "核对“单位”；文件名应是报送单位的名称"
            yield warning(f"文件名是“{stem}”，里面的单位是“{answer.unit}”", hint, source.place(("单位",)))
        for label, words in answer.as_written.items():
            if label in _DATES and getattr(answer, _DATES[label]) is None:
                message = f"“{label}”填的是“{words}”，看不出是哪一天，催报、通报和汇总都按没有日期算"
                hint = f"问清以后写上“{label}: ”，如 2013-09-06"
                yield warning(message, hint, source.place(("原话", label)))
        yield from _days(dossier, answer, source)
        yield from _repeated_entries(answer, source)
        for index, entry in enumerate(answer.progress):
            yield from _unknown_words(dossier, entry, source, ("进展", index))
            yield from _contradicting_answer(dossier, answer, index, source)
        for cell in unresolved_cells(dossier, answer):
            yield warning(cell.message, cell.hint, source.place(cell.path))


def too_early(dossier: Dossier, label: str, day: PartialDate | None) -> str:
    """The message about a day before the notice was issued; empty for any other day."""
    issued = dossier.notice.issued_on
    return f"{label}{day.text()}早于通知的成文日期{issued.text()}" if day and issued and day < issued else ""


def _days(dossier: Dossier, answer: Return, source: Source) -> Iterator[Problem]:
    """A report whose day nobody noted, and days that look like slips in the year."""
    if answer.progress and answer.report_day is None:
        message = "没有收到日期，看不出是否逾期，通报里列为收到日期不明"
        yield warning(message, "补上“收到日期: ”，如 2013-12-13", source.key_place(("收到日期",)))
    for label, day in (("收到日期", answer.received_on), ("方案报送日期", answer.plan_sent_on)):
        if message := too_early(dossier, label, day):
            yield warning(message, "核对年份", source.place((label,)))
    due = dossier.deadline_for(dossier.REPORT, dossier.units[answer.unit]) if answer.unit in dossier.units else None
    late = days_late(due, answer.received_on)
    if late > LONG:
        message = f"收到日期比截止日期晚{late}天，汇总的统计截至日也跟着它"
        yield warning(message, "核对年份", source.place(("收到日期",)))


def _repeated_entries(answer: Return, source: Source) -> Iterator[Problem]:
    seen: set[TaskKey] = set()
    for index, entry in enumerate(answer.progress):
        if entry.key in seen:
            message = f"“{first_sentence(entry.measure) or entry.item}”写了两条，话都引用，完成状态按前一条统计"
            yield warning(message, "合成一条", source.place(("进展", index, "措施" if entry.measure else "事项")))
        seen.add(entry.key)


def _contradicting_answer(dossier: Dossier, answer: Return, index: int, source: Source) -> Iterator[Problem]:
    """A state beside words that decline the task."""
    entry = answer.progress[index]
    words = entry.progress.strip()
    if entry.state not in (None, DECLINED) and declines_in(dossier, dossier.phrases, words, answer.unit):
        message = f"完成状态是“{entry.state}”，进展情况又写“{words[:30]}”，汇总按“{DECLINED}”统计"
        yield warning(message, "问清以后改正其中一处", source.place(("进展", index, "进展情况")))


def _unknown_words(dossier: Dossier, entry: TaskEntry, source: Source, path: Path) -> Iterator[Problem]:
    titles = {item.title: item for item in dossier.placed}
    if entry.item not in titles:
        hint = likely(entry.item, titles) or "照通知原文写事项的标题"
        yield warning(
            f"通知里没有“{entry.item}”这个事项，它的进展只列在汇总的最后一个附件里", hint, source.place((*path, "事项"))
        )
        return
    item = titles[entry.item]
    measures = [measure for _, measure in item.passages]
    if entry.measure and entry.key not in (dossier.key(item, measure) for measure in measures):
        hint = likely(entry.measure, map(dossier.name_of, measures)) or "照通知原文写措施的第一句"
        message = f"这个事项里没有“{entry.measure}”这项措施，它的进展引在汇总的正文里，不算某项措施的反馈"
        yield warning(message, hint, source.place((*path, "措施")))
