"""电脑: doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generators.commands.common import AS_JSON, command, open_workspace, show
from generators.console import Day, reporting_errors, today

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.dates import PartialDate


@command("doctor")
@click.option("--on", metavar="日期", type=Day(), default=today, hidden=True)
@AS_JSON
@click.pass_obj
def doctor_command(folder: Path, /, on: PartialDate, as_json: bool) -> None:
    """Report what this computer and this workspace lack."""
    with reporting_errors():
        from generators.verbs.doctor import doctor

        report = doctor(open_workspace(folder), on)
    show(report, folder, as_json)


COMMANDS = [doctor_command]
