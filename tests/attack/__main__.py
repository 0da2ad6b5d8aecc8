"""Attack duban: `python -m tests.attack [NAME ...] [--trials N] [--seed N] [--jobs N] [--minutes N] [--page FILE]`.

Without names and trials: a share of the attacks but `forms`, which takes less than a minute on two cores. Exit code 1 where
something did not hold. `--page` writes what was tried, and how it ended, into the rows of the page.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from attack.page import put
from attack.tally import Clock, Tally

SHARES = {"disk": 12, "templates": 16, "forms": 10, "values": 300}  # trials of the share


def main() -> int:
    """Run the attacks that are named. Returns the exit code."""
    assert __doc__
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*SHARES, []], metavar="NAME", help=", ".join(SHARES))
    parser.add_argument("--trials", type=int, help="of each attack; there are as many templates and files as there are")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--minutes", type=float, help="after which no trial is begun")
    parser.add_argument("--page", type=Path)
    asked = parser.parse_args()
    if asked.minutes:
        Clock.until = time.monotonic() + 60 * asked.minutes
    names = asked.names or [name for name in SHARES if name != "forms"]  # its files cost more than the share
    shares = [share for name in names for share in _shares(name, asked.trials or SHARES[name], asked.seed, asked.jobs)]
    # No multiprocessing.Pool: its workers may start no process, and readers of old formats run in one of their own.
    with ProcessPoolExecutor(asked.jobs, multiprocessing.get_context("fork")) as pool:
        found: dict[str, Tally] = {}
        for name, tally in pool.map(_run, shares):
            found[name] = found.get(name, Tally()).join(tally)
    for name, tally in found.items():
        print(f"{name}: {tally.tried.total()} trials, {len(tally.faults)} faults; {dict(tally.happened)}")
    print("\n".join(fault for tally in found.values() for fault in tally.faults))
    if asked.page:
        put(asked.page, found, " ".join(sys.argv[1:]))
    return int(any(tally.faults for tally in found.values()))


def _shares(name: str, trials: int, seed: int, jobs: int) -> Sequence[tuple[str, int, int, int, int]]:
    """An attack as one task for each process: its name, how many trials, the seed, which share of how many."""
    return [(name, trials // jobs + (at < trials % jobs), seed, at, jobs) for at in range(jobs)]


def _run(share: tuple[str, int, int, int, int]) -> tuple[str, Tally]:
    name, trials, seed, part, parts = share
    return name, importlib.import_module(f"attack.{name}").attack(trials, seed, part, parts)


if __name__ == "__main__":
    sys.exit(main())
