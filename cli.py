"""duban 督办: the command line. Commands are in `generators.commands`, what they do is in `generators.verbs`.

A command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import importlib
from functools import partial
from pathlib import Path

from generators import __version__
from generators.commands import HEADINGS
from generators.console import ChineseGroup, ListedCommand, run

import click  # isort: skip  (only after `console`, which teaches it Chinese)


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C", "folder", metavar="文件夹", default=".", type=click.Path(path_type=Path), help="在这个工作文件夹里运行"
)
@click.version_option(__version__, "--version", prog_name="duban")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """督办：由一份通知的内容（YAML），生成通知正文和全部督办文书（Word）。"""
    context.obj = folder


def _command(module: str, name: str) -> click.Command:
    commands = importlib.import_module(f"generators.commands.{module}").COMMANDS
    found: click.Command = next(one for one in commands if one.name == name)
    return found


for heading, (module, lines) in HEADINGS.items():
    for name, line in lines.items():
        cli.add_command(ListedCommand(name, line, heading, partial(_command, module, name)))


def main() -> None:
    """The `duban` command."""
    gc.set_threshold(100_000)  # a run makes many objects and few cycles of them
    try:
        run(cli)
    finally:
        gc.freeze()  # at its end nothing is looked through for cycles either: that took a sixth of a small build


if __name__ == "__main__":
    main()
