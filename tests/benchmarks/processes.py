"""What a process takes: CPU seconds, seconds by the clock, memory; and medians of rounds."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
# Modules compiled once, as where the tool is installed, whatever the machine says.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
    "PYTHONPYCACHEPREFIX": tempfile.gettempdir() + "/duban-benchmark-compiled",
}


class Cost(NamedTuple):
    """What a process took: CPU seconds, seconds by the clock, MiB at most."""

    cpu: float
    wall: float
    memory: float


def run(*command: str) -> Cost:
    """Run Python to its end."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], env=_ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def duban(folder: Path, *arguments: str) -> Cost:
    """Run a command in a workspace."""
    return run(str(ROOT / "cli.py"), "-C", str(folder), *arguments)


def medians(rounds: Sequence[dict[str, Cost]]) -> dict[str, Cost]:
    """The medians of the same processes in several rounds."""
    return {
        name: Cost(*(statistics.median(column) for column in zip(*(one[name] for one in rounds), strict=True)))
        for name in rounds[0]
    }
