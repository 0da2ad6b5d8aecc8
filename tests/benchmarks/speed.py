"""How fast documents are made, beside docxtpl as everyone uses it, and how commands grow: fresh processes in turn.

    python tests/benchmarks/speed.py [SIZE ...] [--rounds N] [--growth UNITS ...]

For each SIZE so many task sheets are made from one workspace: by `duban build --kind task-sheet` (reading YAML, checks,
planning, records included), by docxtpl with a template object for each document and with one for all (given the fields
that were planned), and by writing the finished bytes. What docxtpl makes is compared as text. Then a build without an
edit, and after one. `--growth`: how the time of commands grows with the number of units. Medians of all rounds.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from growth import report_growth
from processes import ROOT, medians, run
from sheets import report_making


def report_help(rounds: int) -> None:
    """`--help` beside the import of click."""
    run(str(ROOT / "cli.py"), "--help")  # compiled
    found = [{"help": run(str(ROOT / "cli.py"), "--help"), "click": run("-c", "import click")} for _ in range(rounds)]
    costs = medians(found)
    print(
        f"\n--help {costs['help'].cpu * 1000:.0f} ms, import click {costs['click'].cpu * 1000:.0f} ms: "
        f"{costs['help'].cpu / costs['click'].cpu:.2f}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--growth", nargs="*", type=int, default=[])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        report_help(max(given.rounds, 1))
        for size in given.sizes:
            report_making(Path(temporary) / "work", size, given.rounds)
        if given.growth:
            report_growth(Path(temporary) / "growth", given.growth, given.rounds)


if __name__ == "__main__":
    main()
