"""版式: restyle, preview."""

from __future__ import annotations

from pathlib import Path

from generators.commands.common import AS_JSON, command, open_workspace, show
from generators.console import ChineseArgument, progress, reporting_errors

import click  # isort: skip  (only after `console`, which teaches it Chinese)


@command("restyle")
@AS_JSON
@click.pass_obj
def restyle_command(folder: Path, /, as_json: bool) -> None:
    """Put the common page and styles into the templates."""
    with reporting_errors():
        from generators.verbs.restyle import restyle

        report = restyle(open_workspace(folder))
    show(report, folder, as_json)


@command("preview")
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
@AS_JSON
@click.pass_obj
def preview_command(folder: Path, /, files: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Lay out Word files as PDF and pictures."""
    with reporting_errors():
        from generators.verbs.preview import preview

        report = preview([folder / file for file in files], out and folder / out, None if as_json else progress)
    show(report, folder, as_json)


COMMANDS = [restyle_command, preview_command]
