"""A program that duban starts never outlives it, however duban ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.files import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are looked at by their files in /proc")

# Stands in for LibreOffice: starts another program, as soffice does, and notes the process of that one.
PROGRAM = """#!/bin/sh
sleep 60 &
echo $! > "$NOTED.part" && mv "$NOTED.part" "$NOTED"
wait
"""
CONVERT = """
import sys, pathlib
from generators.office.libreoffice import convert
convert([pathlib.Path(sys.argv[1])], "pdf", pathlib.Path(sys.argv[2]), timeout=float(sys.argv[3]))
"""


@pytest.fixture
def converting(tmp_path: Path) -> tuple[list[str], dict[str, str], Path]:
    """A command that converts a file with a program that never ends, its surroundings, and where that is noted."""
    program, noted = tmp_path / "bin/soffice", tmp_path / "pid"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    program.chmod(0o755)
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "temporary").mkdir()
    surroundings = {**os.environ, "PATH": f"{program.parent}:/usr/bin:/bin", "NOTED": str(noted)}
    surroundings |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "temporary")}
    return [sys.executable, "-c", CONVERT, str(tmp_path / "a.docx"), str(tmp_path)], surroundings, noted


def until(done: object, seconds: float = 20) -> bool:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(done())


def is_running(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_libreoffice_ends_with_us_and_its_folder_goes(
    converting: tuple[list[str], dict[str, str], Path], tmp_path: Path, number: signal.Signals
) -> None:
    command, surroundings, noted = converting
    with subprocess.Popen([*command, "60"], env=surroundings, stderr=subprocess.DEVNULL) as duban:
        assert until(noted.exists)
        duban.send_signal(number)
    assert until(lambda: not is_running(int(noted.read_text())))
    assert until(lambda: not list((tmp_path / "temporary").iterdir()))


def test_libreoffice_that_takes_too_long_is_stopped_with_what_it_started(
    converting: tuple[list[str], dict[str, str], Path], tmp_path: Path
) -> None:
    command, surroundings, noted = converting
    subprocess.run([*command, "1"], env=surroundings, check=True)
    assert not noted.exists() or until(lambda: not is_running(int(noted.read_text())))
    assert not list((tmp_path / "temporary").iterdir())
