"""回收: collect, status, ledger, pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.commands.common import NOTICE, open_workspace, progress_bar, report_command
from generators.commands.completion import complete_notices, complete_units
from generators.console import ChineseArgument, Day, today

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.report import Report


@report_command("collect")
@click.argument(
    "files",
    cls=ChineseArgument,
    metavar="[文件]...",
    nargs=-1,
    type=click.Path(path_type=Path),
    help="收到的 Word、Excel 文件，文件夹，或压缩包",
)
@click.option("--notice", metavar="通知", shell_complete=complete_notices, help="哪份通知的；只有一份时不用写")
@click.option("--on", metavar="日期", type=Day(), default=today, help="哪一天收到的，如 2013-12-10；不写就是今天")
@click.option(
    "--record", "unit", metavar="单位", shell_complete=complete_units, help="不是电子版的：记下这个单位已经报送"
)
@click.option(
    "--by", metavar="方式", type=click.Choice(["纸质", "扫描件", "电话"]), help="怎样报送的：纸质、扫描件、电话"
)
@click.option(
    "--what",
    metavar="内容",
    help="和 --record 一起用：报的是方案、专栏、进展，还是时限里“报送”写的别的材料；不写就是进展",
)
@click.option("--for", "whose", metavar="单位", shell_complete=complete_units, help="表里看不出单位的：收作这个单位的")
def collect_command(folder: Path, /, files: tuple[Path, ...], **options: Any) -> Report:
    """Read returned forms into content/…/returns."""
    from generators.verbs.collect import take_in

    paths = [folder / file for file in files]
    return take_in(open_workspace(folder), paths, **options, progress=progress_bar("正在收"))


@report_command("status")
@NOTICE
@click.option("--on", metavar="日期", type=Day(), default=today, help="截至哪一天，如 2013-12-14；不写就是今天")
@click.option("--all", "of_all", is_flag=True, help="全部通知一起看：哪一天谁欠什么")
@click.option("--ics", metavar="文件", type=click.Path(path_type=Path), help="把全部时限写成日历文件（.ics）")
def status_command(folder: Path, /, notice: str | None, on: PartialDate, of_all: bool, ics: Path | None) -> Report:
    """Report who has returned what."""
    if of_all:
        from generators.verbs.status_all import status_of_all

        return status_of_all(open_workspace(folder), on, alone=not (notice or ics))
    from generators.verbs.status import status

    return status(open_workspace(folder), notice, on, ics and folder / ics)


@report_command("ledger")
@NOTICE
@click.option("--out", metavar="文件", type=click.Path(path_type=Path), help="写到哪里；不写就放在 output 里")
@click.option("--read", "source", metavar="文件", type=click.Path(path_type=Path), help="读一份填改过的台账")
@click.option(
    "--on", metavar="日期", type=Day(), default=today, help="截至哪一天；和 --read 一起用，哪一天收到的；不写就是今天"
)
def ledger_command(
    folder: Path, /, notice: str | None, out: Path | None, source: Path | None, on: PartialDate
) -> Report:
    """Write the ledger, or read the edits of a ledger into the returns."""
    from generators.verbs.ledger import ledger, read

    if source:
        return read(open_workspace(folder), folder / source, notice, on)
    return ledger(open_workspace(folder), notice, out and folder / out, on)


@report_command("pack")
@NOTICE
@click.option("--adjustment", is_flag=True, help="通知印发以后改了的：先写好今天的调整通知、更新文书，一起装进去")
@click.option("--on", metavar="日期", type=Day(), default=today, help="和 --adjustment 一起用：成文日期；不写就是今天")
@click.option("--pdf", is_flag=True, help="合订本和发文清单另存 PDF（要装 LibreOffice）")
def pack_command(folder: Path, /, notice: str | None, adjustment: bool, on: PartialDate, pdf: bool) -> Report:
    """Make the volumes to print, the zips to send and the list of what is sent."""
    from generators.verbs.adjustment import adjust_and_build
    from generators.verbs.pack import pack

    if adjustment and (failed := adjust_and_build(open_workspace(folder), notice, on)):
        return failed
    return pack(open_workspace(folder), notice, pdf=pdf)


COMMANDS = [collect_command, status_command, ledger_command, pack_command]
