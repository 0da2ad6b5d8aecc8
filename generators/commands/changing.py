"""修改: changes, adjustment, issue, undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generators.commands.common import NOTICE, open_workspace, progress_bar, report_command
from generators.console import Day, confirmed, today
from generators.kinds import ADJUSTMENT

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.report import Report


@report_command("changes")
@NOTICE
@click.option("--redline", is_flag=True, help="变了的文书各出一份修订稿：用 Word 的修订标出与旧稿的不同")
@click.option(
    "--from",
    "source",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="别人在 Word 里改过的一份文书：改动对应到内容，问过以后改进 notice.yaml",
)
@click.option("--yes", is_flag=True, help="和 --from 一起用：列出以后不再问，直接改")
@click.option("--on", metavar="日期", type=Day(), default=today, help="和 --redline 一起用：修订的日期；不写就是今天")
def changes_command(
    folder: Path, /, notice: str | None, redline: bool, source: Path | None, yes: bool, on: PartialDate
) -> Report:
    """Report which facts and documents an edit changes."""
    from generators.verbs.changes import changes

    if source:
        from generators.verbs.changes_from import changes_from

        return changes_from(open_workspace(folder), notice, folder / source, partial(confirmed, unasked=yes))
    return changes(open_workspace(folder), notice, on if redline else None, progress_bar("正在比"))


@report_command(ADJUSTMENT.command)
@NOTICE
@click.option("--on", metavar="日期", type=Day(), default=today, help="调整通知的成文日期；不写就是今天")
@click.option("--number", metavar="字号", help="调整通知自己的发文字号，如 辽政办发〔2013〕30号；没有就不写")
@click.option("--slip", is_flag=True, help="只是更正错字：写成更正通知")
def adjustment_command(folder: Path, /, notice: str | None, on: PartialDate, number: str | None, slip: bool) -> Report:
    """Make a notice of adjustment."""
    from generators.verbs.adjustment import adjustment

    return adjustment(open_workspace(folder), notice, on, number, is_correction=slip)


@report_command("issue")
@NOTICE
@click.option("--on", metavar="日期", type=Day(), default=today, help="哪一天印发的，如 2013-08-21；不写就是今天")
def issue_command(folder: Path, /, notice: str | None, on: PartialDate) -> Report:
    """Register an issue and keep its documents."""
    from generators.verbs.issue import issue

    return issue(open_workspace(folder), notice, on)


@report_command("undo")
def undo_command(folder: Path, /) -> Report:
    """Undo the last command that changed files."""
    from generators.verbs.undo import undo

    return undo(open_workspace(folder))


COMMANDS = [changes_command, adjustment_command, issue_command, undo_command]
