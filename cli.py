"""duban 督办: the command line. Commands are in `generators.commands`, what they do is in `generators.verbs`.

A command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

from pathlib import Path

from generators import __version__
from generators.commands import changing, computer, content, making, returning, styling
from generators.console import ChineseGroup, run

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


for module in (making, content, changing, returning, styling, computer):
    for one in module.COMMANDS:
        cli.add_command(one)


def main() -> None:
    """The `duban` command."""
    run(cli)


if __name__ == "__main__":
    main()
