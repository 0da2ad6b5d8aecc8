"""版式: restyle, preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generators.commands.common import open_workspace, progress_bar, report_command
from generators.console import ChineseArgument

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.report import Report


@report_command("restyle")
def restyle_command(folder: Path, /) -> Report:
    """Put the common page and styles into the templates."""
    from generators.verbs.restyle import restyle

    return restyle(open_workspace(folder))


@report_command("preview")
@click.argument(
    "files",
    cls=ChineseArgument,
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Word 文件（.docx），可写几个；写文件夹，就是里面全部的 .docx",
)
@click.option("--out", metavar="文件夹", type=click.Path(path_type=Path), help="放在哪里；不写就放在文件旁边的“预览”里")
def preview_command(folder: Path, /, files: tuple[Path, ...], out: Path | None) -> Report:
    """Lay out Word files as PDF and pictures."""
    from generators.verbs.preview import preview

    return preview([folder / file for file in files], out and folder / out, progress_bar())


COMMANDS = [restyle_command, preview_command]
