"""What the commands share: how a workspace is opened and the arguments that many take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.commands.completion import complete_notices
from generators.console import ChineseArgument, ChineseCommand

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.workspace.workspace import Workspace


def command(name: str, *, group: str, help: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command under the heading `group` of the list of commands."""
    return click.command(name, cls=ChineseCommand, group=group, help=help)


def opened(folder: Path) -> Workspace:
    """The workspace that a command works in. Raises UsageError where it is none."""
    from generators.workspace.workspace import Workspace

    return Workspace(folder)


def typed(folder: Path) -> str:
    """How duban is started for a folder, ready to be copied."""
    return "duban" if folder == Path() else f'duban -C "{folder}"'


NOTICE = click.argument(
    "notice",
    cls=ChineseArgument,
    metavar="[通知]",
    required=False,
    shell_complete=complete_notices,
    help="content 里的文件夹名；只有一份通知时不用写",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="只输出一个 JSON 对象，供程序读取")
