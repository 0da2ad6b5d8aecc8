"""The clerk's guide, and its commands run once for all tests, in the order of its pages."""

from __future__ import annotations

import json
import re
import shlex
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import cli
from support.files import ROOT
from support.shared import once

INDEX = ROOT / "docs" / "使用说明" / "README.md"
# The pages of the clerk's guide, in the order in which the index lists them.
CHAPTERS = [
    INDEX.parent / name for name in re.findall(r"^\d+\. \[.+?\]\((.+?)\)", INDEX.read_text("utf-8"), re.MULTILINE)
]
GUIDE = "\n".join(page.read_text("utf-8") for page in CHAPTERS)
CLERK = "zhangsan-at-home"  # the name under which the computer knows the clerk


class GuideRun(NamedTuple):
    """The commands that were run, the workspace that they left, and the sockets that they asked for."""

    commands: list[str]
    workspace: Path
    sockets: list[str]


def blocks(language: str, text: str) -> list[str]:
    """What stands in the blocks of a page that are marked as of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def guide_run(tmp_path_factory: pytest.TempPathFactory) -> GuideRun:
    """All commands of the guide, run by a clerk whose name the computer knows. Not to be changed by a test."""
    folder = once(tmp_path_factory, "guide", _run)
    commands, workspace, sockets = json.loads((folder / "run.json").read_text("utf-8"))
    return GuideRun(commands, folder / workspace, sockets)


def _run(folder: Path) -> None:
    commands = [line for block in blocks("console", GUIDE) for line in block.splitlines()]
    workspace = shlex.split(commands[0])[2]
    sockets: list[str] = []
    is_running = True

    def look(event: str, arguments: object) -> None:
        if is_running and event.startswith("socket."):
            sockets.append(f"{event} {arguments}")

    sys.addaudithook(look)  # stays for as long as the process, and then looks away
    with pytest.MonkeyPatch.context() as patch:
        for name in ("USER", "LOGNAME", "USERNAME", "COMPUTERNAME", "HOSTNAME"):
            patch.setenv(name, CLERK)
        for command in commands:
            name, *arguments = shlex.split(command)
            assert name == "duban"
            with chdir(folder if command is commands[0] else folder / workspace):
                result = CliRunner().invoke(cli.cli, arguments)
            assert result.exit_code == 0, f"{command}\n{result.output}"
    is_running = False
    (folder / "run.json").write_text(json.dumps([commands, workspace, sockets]), "utf-8")
