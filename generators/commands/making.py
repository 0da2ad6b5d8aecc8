"""制作: build, and a command for each kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.commands.common import NOTICE, open_workspace, progress_bar, report_command
from generators.commands.completion import complete_kinds, complete_units
from generators.console import Day, today
from generators.kinds import all_kinds
from generators.plan import Kind, MadeBy

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.report import Report


def _build_options(command: Callable[..., Report]) -> Callable[..., Report]:
    """The argument and options that build and the commands of kinds share."""
    for option in (
        click.option(
            "--jobs", metavar="数目", type=click.IntRange(1, 64), expose_value=False, help="保留，不起作用"
        ),  # threads gained nothing; scripts may still give it
        click.option("--restate", is_flag=True, help="通知已经印发登记，仍按改过的内容重印"),
        click.option("--paginate", is_flag=True, help="双面印刷时数一数页数，定版记的位置（要装 LibreOffice）"),
        click.option("--prune", is_flag=True, help="删除内容里已经没有、又没被手工改过的文书"),
        click.option("--overwrite", is_flag=True, help="手工改过的文件也用新版替换（原文件另存一份）"),
        click.option("--dry-run", is_flag=True, help="试运行：只说会生成什么，不写文件"),
        click.option(
            "--for",
            "units",
            metavar="单位",
            multiple=True,
            shell_complete=complete_units,
            help="只给这个单位；可写几次",
        ),
        NOTICE,
    ):
        command = option(command)
    return command


_day_option = click.option(
    "--on", metavar="日期", type=Day(), default=today, help="截至哪一天，如 2013-12-14；不写就是今天"
)

_reply_option = click.option(
    "--by-date",
    "reply_by",
    metavar="日期",
    type=Day(),
    help="要求在哪一天前报来，如 2013-12-20；不写就空着",
)


def _built(folder: Path, /, kinds: tuple[str, ...], **options: Any) -> Report:
    """Build a notice's documents, all that it asks for where no kind is named."""
    from generators.verbs.build import Request, build

    return build(open_workspace(folder), Request(kinds=kinds, **options), progress_bar())


@report_command("build")
@click.option(
    "--kind", "kinds", metavar="文种", multiple=True, shell_complete=complete_kinds, help="只生成这个文种；可写几次"
)
@_build_options
def build_command(folder: Path, /, **options: Any) -> Report:
    """Build a notice's documents."""
    return _built(folder, **options)


def _of_kind(kind: Kind) -> click.Command:
    """The command of a kind: the same as `build --kind …`, for some kinds as of a day."""

    @_build_options
    def of_kind(folder: Path, /, **options: Any) -> Report:
        return _built(folder, kinds=(kind.name,), **options)

    as_of_a_day = kind.made_by is MadeBy.DAY
    return report_command(kind.command)(_day_option(_reply_option(of_kind)) if as_of_a_day else of_kind)


COMMANDS = [build_command, *(_of_kind(kind) for kind in all_kinds() if kind.made_by is not MadeBy.EDIT)]
