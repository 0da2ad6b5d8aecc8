"""修改: changes, adjustment, issue, undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generators.commands.common import AS_JSON, NOTICE, command, open_workspace, show
from generators.console import Day, confirmed, progress, reporting_errors, today
from generators.kinds import ADJUSTMENT

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.dates import PartialDate


@command("changes")
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
@AS_JSON
@click.pass_obj
def changes_command(
    folder: Path,
    /,
    notice: str | None,
    redline: bool,
    source: Path | None,
    yes: bool,
    on: PartialDate,
    as_json: bool,
) -> None:
    """Report which facts and documents an edit changes."""
    with reporting_errors():
        from generators.verbs.changes import changes

        if source:
            from generators.verbs.changes_from import changes_from

            taken = changes_from(open_workspace(folder), notice, folder / source, partial(confirmed, unasked=yes))
            show(taken, folder, as_json)
        shown = None if as_json else partial(progress, label="正在比")
        report = changes(open_workspace(folder), notice, on if redline else None, shown)
    show(report, folder, as_json)


@command(ADJUSTMENT.command)
@NOTICE
@click.option("--on", metavar="日期", type=Day(), default=today, help="调整通知的成文日期；不写就是今天")
@click.option("--number", metavar="字号", help="调整通知自己的发文字号，如 辽政办发〔2013〕30号；没有就不写")
@click.option("--slip", is_flag=True, help="只是更正错字：写成更正通知")
@AS_JSON
@click.pass_obj
def adjustment_command(
    folder: Path, /, notice: str | None, on: PartialDate, number: str | None, slip: bool, as_json: bool
) -> None:
    """Make a notice of adjustment."""
    with reporting_errors():
        from generators.verbs.adjustment import adjustment

        report = adjustment(open_workspace(folder), notice, on, number, is_correction=slip)
    show(report, folder, as_json)


@command("issue")
@NOTICE
@click.option("--on", metavar="日期", type=Day(), default=today, help="哪一天印发的，如 2013-08-21；不写就是今天")
@AS_JSON
@click.pass_obj
def issue_command(folder: Path, /, notice: str | None, on: PartialDate, as_json: bool) -> None:
    """Register an issue and keep its documents."""
    with reporting_errors():
        from generators.verbs.issue import issue

        report = issue(open_workspace(folder), notice, on)
    show(report, folder, as_json)


@command("undo")
@AS_JSON
@click.pass_obj
def undo_command(folder: Path, /, as_json: bool) -> None:
    """Undo the last command that changed files."""
    with reporting_errors():
        from generators.verbs.undo import undo

        report = undo(open_workspace(folder))
    show(report, folder, as_json)


COMMANDS = [changes_command, adjustment_command, issue_command, undo_command]
