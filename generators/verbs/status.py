"""status: who has returned what, who is late, how near the next deadline is; and all deadlines as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.icalendar import calendar, is_calendar_of
from generators.dossier.models import Deadline
from generators.dossier.phrases import limit, limit_of
from generators.dossier.recurring import coming
from generators.dossier.status import DeadlineStatus, State, deadline_statuses
from generators.dossier.status import Light as Light
from generators.dossier.unit_words import collective
from generators.dossier.workdays import Workdays, read_workdays
from generators.opening import open_notice
from generators.problems import Problem, UsageError, error, errors_among, has_errors, in_order
from generators.report import Report, Screen, as_json, problem_lines
from generators.verbs.undo import interrupted
from generators.wording import cells, listed
from generators.workspace.files import sweep_beside, write_atomically
from generators.workspace.workspace import Workspace

Paint = Callable[[str, str], str]


class Row(NamedTuple):
    """A unit's standing with one deadline, and how many working days are left after the day, the last one included."""

    standing: DeadlineStatus
    workdays_left: int
    group: str  # what units of its sort are called: 部门, 各市

    @property
    def light(self) -> Light:
        """Its light."""
        return self.standing.light(self.workdays_left)

    def as_json(self) -> dict[str, object]:
        """The object that `status --json` prints for it. `workdays_left` is null where nothing is awaited in time."""
        standing = self.standing
        return {
            "for": standing.unit.name,
            "deadline": standing.deadline.name,
            "due": standing.due.isoformat(),
            "state": standing.state.value,
            "days_late": standing.days_late,
            "returned_on": standing.returned_on.isoformat() if standing.returned_on else None,
            "light": self.light.value,
            "workdays_left": self.workdays_left if standing.state is State.DUE else None,
            "content_missing": standing.content_missing,
            "incomplete": standing.incomplete,
        }


@dataclass(frozen=True)
class StatusReport(Report):
    """Where everybody stands as of `on`. `ics` is the calendar that was written, with how many deadlines."""

    notice: str
    on: date
    rows: Sequence[Row] = ()
    problems: Sequence[Problem] = ()
    ics: str = ""
    in_ics: int = 0
    unchecked: Sequence[str] = ()  # units whose return has errors
    work: Sequence[str] = ()  # a line for each deadline that no return answers

    def as_json(self) -> dict[str, object]:
        """The object that `status --json` prints."""
        units = [row.as_json() for row in self.rows]
        told: dict[str, object] = {"notice": self.notice, "on": self.on.isoformat(), "units": units}
        if self.ics:
            told["ics"] = self.ics
        return told | ({"problems": as_json(self.problems)} if self.problems else {})

    def lines(self, screen: Screen) -> Iterator[str]:
        """A table for each deadline, who is missing or was late, and the next step."""
        yield from problem_lines(self.problems)
        if self.unchecked:
            yield f"{listed(self.unchecked)}算作已报送、内容待核。"
        if has_errors(self.problems) and not self.rows:
            return
        if self.problems:
            yield ""
        yield f"{self.notice}，截至{day_words(self.on)}"
        deadlines = list(dict.fromkeys(row.standing.deadline.name for row in self.rows))
        for name in deadlines:
            yield from _deadline_lines(
                [row for row in self.rows if row.standing.deadline.name == name], self.on, screen.paint
            )
        if not deadlines:
            yield "没有要催报的：没有名称以“实施方案”“专栏”“进展报告”开头，或写了“报送”，又约束了单位的时限。"
        if self.work:
            yield ""
            yield "工作时限（不以报送来答复，或没有写日期，由承办单位掌握）"
            yield from (f"  {line}" for line in self.work)
        if self.in_ics:
            yield ""
            yield f"{self.in_ics} 个时限已写进 {self.ics}：用 Outlook 或手机的日历打开；时限改了再导出一次，重新打开。"
        yield from _next_steps(self, screen.command)


def status(workspace: Workspace, notice: str | None, on: PartialDate, ics: Path | None = None) -> StatusReport:
    """Count who has returned what by a day; with `ics`, also write the notice's deadlines there as a calendar.

    A unit whose return has errors counts as having returned. Raises UsageError when the notice does not exist, or the
    calendar must not be written.
    """
    opened = open_notice(workspace, notice)
    name, day = opened.name, on.last_day
    workdays, faults = read_workdays(workspace.holidays())
    problems = in_order([*errors_among(opened.problems), *faults])
    if opened.dossier is None or has_errors(faults):
        return StatusReport(name, day, problems=problems)
    rows = [_row(opened.dossier, standing, workdays, day) for standing in deadline_statuses(opened.dossier, day)]
    waited = max((row.standing.due for row in rows if row.standing.state is State.DUE), default=day)
    problems = [*workspace.origin(), *interrupted(workspace), *problems, *workdays.doubts(day, waited)]
    deadlines = sum(bool(one.date or one.period) for one in opened.dossier.notice.deadlines) if ics else 0
    if ics and deadlines:
        _write(ics, opened.dossier, day)
    unchecked = [unit.short_name for unit in opened.dossier.units if unit.name in opened.dossier.unchecked]
    return StatusReport(
        name,
        day,
        rows,
        problems,
        ics.as_posix() if ics and deadlines else "",
        deadlines,
        unchecked,
        list(_work(opened.dossier, day)),
    )


def _work(dossier: Dossier, on: date) -> Iterator[str]:
    """The deadlines that no return answers, the earliest first: dates of the work; then those without a date."""
    unanswered = [one for one in dossier.notice.deadlines if not one.answer or not (one.date or one.period)]
    for deadline in sorted(unanswered, key=lambda one: one.last_day):
        if deadline.period:
            issued = dossier.notice.issued_on
            day = coming(deadline, issued.last_day if issued else None, on)
            yield f"{deadline.name}  {limit(deadline)}" + (f"  下一次：{day_words(day)}" if day else "  已结束")
            continue
        left = (deadline.last_day - on).days
        when = "今天到期" if left == 0 else f"还有{left}天" if left > 0 else f"已过{-left}天"
        yield f"{deadline.name}  {limit(deadline)}" + (f"  {when}" if deadline.date else "")


def _row(dossier: Dossier, standing: DeadlineStatus, workdays: Workdays, on: date) -> Row:
    group = collective(dossier, standing.unit).replace("各部门", "部门")
    return Row(standing, workdays.workdays_between(on, standing.due), group)


def _write(path: Path, dossier: Dossier, on: date) -> None:
    if dossier.notice.secrecy:
        raise UsageError(error(f"通知标了密级（{dossier.notice.secrecy}），不能导出到日历", "日历会传到手机和网上"))
    if path.suffix.lower() != ".ics":
        raise UsageError(error(f"日历的文件名“{path.name}”要以 .ics 结尾", "如 --ics 时限.ics"))
    if path.is_dir() or (path.exists() and not is_calendar_of(path.read_bytes(), dossier.name)):
        raise UsageError(error(f"“{path}”不是这份通知先前导出的日历，没有覆盖", "换一个文件名"))
    sweep_beside(path)
    write_atomically(path, calendar(dossier, on))


def _deadline_lines(rows: Sequence[Row], on: date, paint: Paint) -> Iterator[str]:
    deadline: Deadline = rows[0].standing.deadline
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.standing.unit.is_city):
        groups.setdefault(row.group, []).append(row)
    counted = groups if len(groups) == 1 else {**groups, "合计": rows}
    yield ""
    yield f"{deadline.name}  {limit_of(rows[0].standing)}"
    done = rows[0].standing.done.replace("报送", "报")
    head = ("", f"应{done}", f"已{done}", "其中逾期", f"未{done}")
    yield from _table([head, *(_counts(*one) for one in counted.items())])
    for group, members in groups.items():
        yield from _named(group, members, on, paint)


def _counts(group: str, rows: Sequence[Row]) -> tuple[str, ...]:
    returned = [row.standing for row in rows if row.standing.state is State.RETURNED]
    done, late = (
        sum(map(counts, returned)) for counts in (lambda one: not one.unchecked, lambda one: one.days_late > 0)
    )
    return group, *(str(number) for number in (len(rows), done, late, len(rows) - len(returned)))


def _named(group: str, rows: Sequence[Row], on: date, paint: Paint) -> Iterator[str]:
    """Who is missing or was late, those of whom the same is said in one line; then what should be looked at."""
    said: dict[tuple[Light, str], list[str]] = {}
    for row in rows:
        if row.light is not Light.GREEN or row.standing.days_late:
            told = row.standing.words(on, row.workdays_left)
            said.setdefault((row.light, told), []).append(row.standing.unit.short_name)
    for light, told in sorted(said, key=lambda one: list(Light).index(one[0])):
        names = said[light, told]
        yield f"  {group} {paint(f'{light.value} {told}', light.value)} {len(names)}个：{listed(names)}"
    for row in rows:
        if row.standing.incomplete:
            yield f"  {group} 报得不全：{row.standing.unit.short_name}（{row.standing.incomplete}），可退回补报"
    empty = [row.standing.unit.short_name for row in rows if row.standing.content_missing]
    if empty:
        yield f"  {group} 已报送，内容还没有录入 {len(empty)}个：{listed(empty)}"
    undated = [row.standing for row in rows if _is_undated(row.standing)]
    if undated:
        names = [one.unit.short_name for one in undated]
        yield f"  {group} 没有写收到日期，按时与否看不出 {len(names)}个：{listed(names)}"
    unchecked = [row.standing.unit.short_name for row in rows if row.standing.unchecked]
    if unchecked:
        yield f"  {group} 报送材料有错，{rows[0].standing.done}没有看不出 {len(unchecked)}个：{listed(unchecked)}"


def _is_undated(one: DeadlineStatus) -> bool:
    return one.state is State.RETURNED and not one.returned_on and not one.unchecked


def _next_steps(report: StatusReport, command: str) -> Iterator[str]:
    missing = [row for row in report.rows if row.standing.state is not State.RETURNED]
    if not report.rows:
        return
    yield ""
    if not missing:
        yield f"都已报送。汇总：{command} progress-summary {report.notice}"
        return
    yield f"收到材料以后：{command} collect 文件或文件夹 --notice {report.notice}"
    if any(row.light in (Light.RED, Light.YELLOW) for row in missing):
        yield f"催报：{command} reminders {report.notice} --on {report.on.isoformat()}"


def day_words(day: date) -> str:
    """A day with that of the week: 2013年12月13日（周五）."""
    return f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns that line up: the first to the left, numbers to the right."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        blanks = [" " * (width - cells(text)) for text, width in zip(row, widths, strict=True)]
        numbers = [f"{blank}{text}" for text, blank in zip(row[1:], blanks[1:], strict=True)]
        yield "  " + "  ".join([row[0] + blanks[0], *numbers])
