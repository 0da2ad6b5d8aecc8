"""What the commands share: how a workspace is opened, the arguments that many take, and their completion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def complete_notices(context: click.Context, _: object, typed: str) -> list[str]:
    """The notices whose names begin as typed, for the shell."""
    return [name for name in opened(context.find_root().params["folder"]).notices() if name.startswith(typed)]


def complete_units(context: click.Context, _: object, typed: str) -> list[str]:
    """The units one of whose names begins as typed, for the shell."""
    from generators.verbs.names import unit_names

    return unit_names(opened(context.find_root().params["folder"]), typed)


NOTICE = click.argument(
    "notice",
    cls=ChineseArgument,
    metavar="[通知]",
    required=False,
    shell_complete=complete_notices,
    help="content 里的文件夹名；只有一份通知时不用写",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="只输出一个 JSON 对象，供程序读取")
