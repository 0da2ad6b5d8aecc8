"""What commands share: opening a workspace, arguments that several take, printing a report."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from generators.commands import LINES
from generators.commands.completion import complete_notices
from generators.console import ChineseArgument, ChineseCommand, progress, reporting_errors

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.outputs.run import ProgressBar
    from generators.report import Report
    from generators.workspace.workspace import Workspace


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of the list of commands, whose line is its help."""
    return click.command(name, cls=ChineseCommand, help=LINES[name])


def report_command(name: str) -> Callable[[Callable[..., Report]], click.Command]:
    """A command that prints what its function reports of the folder it is called in, with --json as a JSON object."""

    def made(function: Callable[..., Report]) -> click.Command:
        @wraps(function)
        def run(folder: Path, /, as_json: bool, **given: Any) -> None:
            with reporting_errors():
                report = function(folder, **given)
            show(report, folder, as_json)

        made_command = command(name)(click.pass_obj(run))
        help_text = "只输出一个 JSON 对象，供程序读取"
        made_command.params.append(click.Option(["--json", "as_json"], is_flag=True, help=help_text))
        return made_command

    return made


def progress_bar(label: str = "正在生成") -> ProgressBar | None:
    """The progress bar of the command that runs; none where it prints JSON."""
    return None if click.get_current_context().params["as_json"] else partial(progress, label=label)


def open_workspace(folder: Path) -> Workspace:
    """Open the workspace in a folder. Raises UsageError where the folder is none."""
    from generators.workspace.workspace import Workspace

    return Workspace(folder)


def show(report: Report, folder: Path, as_json: bool = False) -> NoReturn:
    """Print a report on standard output, as one JSON object or as lines, and exit with its code.

    `folder` is the workspace that the next command would be typed for.
    """
    from generators.report import Screen

    if as_json:
        import json

        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        command = "duban" if folder == Path() else f'duban -C "{folder}"'
        for line in report.lines(Screen(command, folder, _coloured)):
            click.echo(line)
    sys.exit(report.exit_code)


def _coloured(words: str, light: str) -> str:
    """Text in the terminal colour of a light."""
    colour = {"红": "red", "黄": "yellow", "绿": "green"}.get(light)
    return click.style(words, fg=colour) if colour else words


NOTICE = click.argument(
    "notice",
    cls=ChineseArgument,
    metavar="[通知]",
    required=False,
    shell_complete=complete_notices,
    help="content 里的文件夹名；只有一份通知时不用写",
)
