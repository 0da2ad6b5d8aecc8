"""What is doubtful in the entries of a return about single tasks, each with the answers that settle it."""

from __future__ import annotations

from collections.abc import Iterator

from generators.dossier.dossier import Dossier
from generators.dossier.returns import REWORDED, STATE, Return, TaskEntry
from generators.dossier.stock_answers import declines_in, unresolved_cells
from generators.dossier.values import likeness
from generators.intake.choices import COLUMNS, Change, Choice, Question
from generators.intake.doubts import MERGED, NO_CHOICE
from generators.intake.merged_cells import parted
from generators.wording import DECLINED, STATES


def of_entry(dossier: Dossier, answer: Return, index: int) -> Iterator[Question]:
    """The doubts about the entry at an index of 进展, but for cells that only point elsewhere (`cells`)."""
    entry = answer.progress[index]
    place = name_of(entry)
    if words := entry.as_written.get(REWORDED):
        message = f"任务的名称与通知不同，当作“{entry.measure or entry.item}”"
        right = Choice("是这一项", in_entry(index, as_written=_without(entry, REWORDED)))
        yield Question(place, words, message, (right, _other_task(dossier, index)))
    elif message := _unknown_task(dossier, entry):
        yield Question(place, entry.measure or entry.item, message, _tasks_like(dossier, answer, index))
    if any(one.key == entry.key for one in answer.progress[:index]):
        yield _twice(answer, index)
    if words := entry.as_written.get(STATE):
        chosen = [Choice(one, in_entry(index, state=one, as_written=_without(entry, STATE))) for one in _likely(words)]
        yield Question(f"{place} · {STATE}", words, NO_CHOICE, (*chosen, Choice("说不清，照原话列出")))
    if fields := parted(dossier.phrases, entry):
        words = "\n".join(filter(None, (getattr(entry, name) for name in fields)))
        apart = Choice("分到各栏", in_entry(index, **fields))
        yield Question(place, words, MERGED, (apart, Choice("照原样")))
    yield from _stock_answers(dossier, answer, index)


def _stock_answers(dossier: Dossier, answer: Return, index: int) -> Iterator[Question]:
    """Words that nearly say 无 or 不承担, and a state beside words that decline the task."""
    entry, phrases = answer.progress[index], dossier.phrases
    place, declined = name_of(entry), in_entry(index, state=DECLINED)
    if phrases.is_unclear(entry.difficulties):
        none = Choice("没有问题，以后都这样认", teaches="无")
        message = "看不出是不是没有问题，汇总按问题引用"
        yield Question(f"{place} · 存在问题", entry.difficulties, message, (none, Choice("是问题，照引")))
    declines = declines_in(dossier, phrases, entry.progress, answer.unit)
    if entry.state not in (None, DECLINED) and declines:
        kept = Choice(f"是“{entry.state}”，进展改成", in_entry(index, "progress"), asks="文字", given=entry.progress)
        message = f"完成状态是“{entry.state}”，这里又像不承担"
        yield Question(f"{place} · 进展情况", entry.progress, message, (Choice(DECLINED, declined), kept))
    elif entry.state != DECLINED and not declines and phrases.may_decline(entry.progress):
        every = Choice("不承担，以后都这样认", teaches=DECLINED)
        message = "看不出是不是不承担这项任务，汇总按进展引用"
        once = Choice("这一项不承担", declined)
        yield Question(f"{place} · 进展情况", entry.progress, message, (once, every, Choice("是进展，照引")))


def cells(dossier: Dossier, answer: Return) -> Iterator[Question]:
    """Cells that only say 同上, 见附件 and the like."""
    for cell in unresolved_cells(dossier, answer):
        if cell.label == STATE:
            continue
        name = COLUMNS[cell.label]
        above = getattr(answer.progress[cell.entry - 1], name) if cell.entry else ""
        same = [Choice(f"同上一项：{above[:20]}", in_entry(cell.entry, **{name: above}))] if above else []
        choices = (*same, Choice("改成", in_entry(cell.entry, name), asks="文字"), Choice("照原样列在附件里"))
        yield Question(f"{name_of(answer.progress[cell.entry])} · {cell.label}", cell.words, cell.message, choices)


def _twice(answer: Return, index: int) -> Question:
    entry = answer.progress[index]
    first = next(one for one in answer.progress if one.key == entry.key)
    states = list(dict.fromkeys(filter(None, (first.state, entry.state))))
    choices = [Choice(f"合成一条，{one}", _joined(index, one)) for one in states]
    choices = choices or [Choice("合成一条", _joined(index, None))]
    words = "\n".join(
        f"{word}：{'，'.join(filter(None, (one.state, one.progress)))}" for word, one in (("先", first), ("后", entry))
    )
    return Question(name_of(entry), words, "这项任务填了两处，内容不同", (*choices, Choice("两条都留着")))


def _joined(index: int, state: str | None) -> Change:
    """The first entry about the same task takes up the words of another one."""

    def change(answer: Return, _typed: str) -> Return:
        entries = list(answer.progress)
        second = entries.pop(index)
        at = next(at for at, one in enumerate(entries) if one.key == second.key)
        first = entries[at]
        values: dict[str, object] = {
            name: "\n".join(dict.fromkeys(filter(None, (getattr(first, name), getattr(second, name)))))
            for name in COLUMNS.values()
        }
        together = {"as_written": second.as_written | first.as_written, "further": second.further | first.further}
        entries[at] = first.model_copy(update=values | together | {"state": state})
        return answer.model_copy(update={"progress": entries})

    return change


def _likely(words: str) -> list[str]:
    """All states, those first that the words may mean."""
    return sorted(STATES, key=lambda state: -likeness(words, state) - (state in words or words in state))


def in_entry(index: int, typed_into: str = "", **values: object) -> Change:
    """Other values of an entry; `typed_into`: the field that takes what was typed."""

    def change(answer: Return, typed: str) -> Return:
        entries = list(answer.progress)
        update = values | ({typed_into: typed} if typed_into else {})
        entries[index] = entries[index].model_copy(update=update)
        return answer.model_copy(update={"progress": entries})

    return change


def _without(entry: TaskEntry, label: str) -> dict[str, str]:
    return {one: words for one, words in entry.as_written.items() if one != label}


def name_of(entry: TaskEntry) -> str:
    """How a task is shown: the item, and the measure."""
    return " · ".join(filter(None, (entry.item, entry.measure)))


def _unknown_task(dossier: Dossier, entry: TaskEntry) -> str:
    items = [one for one in dossier.placed if one.title == entry.item]
    if not items:
        return "通知里没有这个事项，它的进展只列在汇总的最后一个附件里"
    keys = [dossier.key(one, measure) for one in items for _, measure in one.passages]
    return "这个事项里没有这项措施，它的进展引在汇总的正文里" if entry.measure and entry.key not in keys else ""


def _tasks(dossier: Dossier) -> dict[str, tuple[str, str]]:
    """All tasks of the notice by the words to choose them by."""
    found: dict[str, tuple[str, str]] = {}
    for item in dossier.placed:
        found[item.title] = (item.title, "")
        for _, measure in item.passages:
            name = dossier.name_of(measure)
            found[f"{item.title} · {name}"] = (item.title, name)
    return found


def _other_task(dossier: Dossier, index: int) -> Choice:
    tasks = _tasks(dossier)
    return Choice("是别的任务", _under(tasks, index), asks="任务", options=list(tasks))


def _tasks_like(dossier: Dossier, answer: Return, index: int) -> tuple[Choice, ...]:
    tasks, entry = _tasks(dossier), answer.progress[index]
    name = name_of(entry)
    near = max(tasks, key=lambda one: likeness(name, one), default="")
    likely = [Choice(f"是“{near}”", lambda answer, _: _under(tasks, index)(answer, near))] if near else []
    return (*likely, _other_task(dossier, index), Choice("通知里是没有，就这样"))


def _under(tasks: dict[str, tuple[str, str]], index: int) -> Change:
    """An entry put under the task that was chosen. Raises ValueError for another one than is offered."""

    def change(answer: Return, typed: str) -> Return:
        if typed not in tasks:
            raise ValueError("没有选任务")
        item, measure = tasks[typed]
        as_written = _without(answer.progress[index], REWORDED)
        return in_entry(index, item=item, measure=measure, as_written=as_written)(answer, "")

    return change
