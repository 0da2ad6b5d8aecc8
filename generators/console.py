"""The terminal in Chinese: help in groups and aligned columns, errors with the next step, progress, results.

With `cli`, the only module that imports click.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from generators.locale import speak_chinese

speak_chinese()

import click  # noqa: E402  (gettext must know our catalogue first)

from generators.wording import cells  # noqa: E402


class ChineseCommand(click.Command):
    """A command whose help is Chinese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]...", **kwargs})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options in columns that line up although Chinese letters are two cells wide."""
        rows = [row for parameter in self.get_params(ctx) if (row := parameter.get_help_record(ctx))]
        _write_rows(formatter, "选项", rows)


class ListedCommand(ChineseCommand):
    """A command as the list of commands shows it, under a heading. `load` imports the one that runs."""

    def __init__(self, name: str, line: str, heading: str, load: Callable[[], click.Command]) -> None:
        super().__init__(name, help=line)
        self.heading = heading
        self.load = load


class ChineseGroup(click.Group):
    """The list of commands in groups, in the order in which they were added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        metavars = {"options_metavar": "[选项]...", "subcommand_metavar": "命令 [参数]..."}
        super().__init__(*args, **{**metavars, **kwargs})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of the office's work, not of the alphabet."""
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that runs."""
        command = super().get_command(ctx, cmd_name)
        return command.load() if isinstance(command, ListedCommand) else command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options of the whole, then the commands."""
        ChineseCommand.format_options(self, ctx, formatter)  # type: ignore[arg-type]
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their groups' headings."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            groups.setdefault(getattr(command, "heading", ""), []).append((name, command.get_short_help_str(200)))
        for heading, rows in groups.items():
            _write_rows(formatter, heading, rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's; the error for an unknown command lists the existing ones."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as fault:
            if fault.possibilities:
                raise
            raise click.UsageError(f"{fault.message}现有命令：{'、'.join(self.commands)}", ctx) from None


class ChineseArgument(click.Argument):
    """An argument with a help text, listed in the help with the options."""

    def __init__(self, *args: Any, help: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meaning = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The row of the help: metavar and help text."""
        return self.make_metavar(ctx), self.meaning


class Day(click.ParamType[Any]):
    """A day, in any of the ways in which clerks write one."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day as a `PartialDate`; a month or a year alone fails."""
        from generators.dates import PartialDate

        if isinstance(value, PartialDate):
            return value
        try:
            day = PartialDate.parse(value)
        except ValueError as reason:
            self.fail(f"{reason}（写成 2013-12-14）", param, ctx)
        if day.day is None:
            self.fail(f"“{value}”没有写到日（写成 2013-12-14）", param, ctx)
        return day


def today() -> str:
    """Today's date by this computer's clock, in ISO 8601."""
    return datetime.date.today().isoformat()


def _write_rows(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    width = max(cells(left) for left, _ in rows)
    formatter.write(f"\n{heading}：\n")
    for left, right in rows:
        formatter.write(f"  {left}{' ' * (width - cells(left))}  {right}\n")


@contextmanager
def reporting_errors() -> Iterator[None]:
    """Print a DubanError in Chinese on standard error and exit: with 2 for a UsageError, else with 1.

    An OSError that no output reports, as of a folder that cannot be read or made, ends with 1 too.
    """
    from generators.problems import DubanError, UsageError, error

    try:
        yield
    except DubanError as fault:
        for problem in fault.problems:
            click.echo(str(problem), err=True)
        sys.exit(2 if isinstance(fault, UsageError) else 1)
    except OSError as fault:
        click.echo(str(error(f"“{fault.filename}”读不了或写不进去", "检查路径、权限和磁盘空间")), err=True)
        sys.exit(1)


@contextmanager
def progress(total: int | None = None, label: str = "正在生成") -> Iterator[Callable[[], object]]:
    """A progress bar of `total` steps on a terminal, nothing in a pipe. Yields the function that advances it by one.

    Without a total it counts.
    """
    steps: Iterator[int] | None = iter(()) if total is None else None
    hidden = not sys.stderr.isatty()
    with click.progressbar(steps, total, label, show_pos=total is None, file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(1)


def confirmed(lines: Sequence[str], *, unasked: bool) -> bool:
    """Show lines on standard error and ask whether to write what they say, unless it is agreed to `unasked`.

    Where nobody is there to answer, nothing is agreed to.
    """
    for line in lines:
        click.echo(line, err=True)
    if unasked:
        return True
    answer = typed_line("照这样改吗？（是/否）：")
    return answer is not None and answer.lower() in ("是", "y", "yes", "1", "")


def chosen(question: str, choices: Sequence[str]) -> Sequence[str]:
    """Ask which of some choices are meant, by number; none given means all. Raises UsageError where nobody answers."""
    from generators.problems import UsageError, error

    numbered = "  ".join(f"{number} {choice}" for number, choice in enumerate(choices, 1))
    while True:
        answer = typed_line(f"{question} 归哪个单位？{numbered}（几个就写 1 2；都归就直接回车）：")
        if answer is None:
            raise UsageError(error("分设要逐项问清归哪个单位，这里没有人回答", "在命令行窗口里运行，逐项回答"))
        numbers = [int(digit) for digit in answer if digit in "123456789"]
        if bool(numbers) == bool(answer) and all(number <= len(choices) for number in numbers):
            return [choices[number - 1] for number in dict.fromkeys(numbers)] or choices


def typed_line(question: str) -> str | None:
    """A typed line without blanks around it; None where there is no more input."""
    click.echo(question, err=True, nl=False)
    line = sys.stdin.readline()
    if not line or not sys.stdin.isatty():
        click.echo("", err=True)
    return line.strip() if line else None


def run(command: click.Group) -> None:
    """Run the command line. Characters that the encoding of the console or pipe (GBK) lacks are replaced.

    Where the system knows ASCII alone (LC_ALL=C without UTF-8 mode), no file could have a Chinese name: there Python
    is started anew in UTF-8 mode, in this process.
    """
    if sys.getfilesystemencoding() == "ascii":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    command(prog_name="duban")
