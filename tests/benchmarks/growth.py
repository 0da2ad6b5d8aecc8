"""How the time of commands grows with the number of units: the work of a notice, from its build to the reminders."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from processes import Cost, duban, medians
from workspaces import edit, filled_forms, workspace

_DAY = ("--on", "2013-12-20")
_AFTER_THE_RETURNS = {
    "status": ("status", *_DAY),
    "ledger": ("ledger",),
    "summary of the returns": ("build", "--kind", "progress-summary"),
    "reminders": ("reminders", *_DAY),
}


def _work(folder: Path, forms: Path) -> Iterator[tuple[str, Cost]]:
    """The commands of a notice in their order, in a new workspace. `forms`: where those filled in are kept."""
    for name in ("build, all documents", "build, nothing to do"):
        yield name, duban(folder, "build")
    yield "changes of nothing", duban(folder, "changes")
    yield "pack", duban(folder, "pack")
    filled = str(filled_forms(folder, forms))
    for name in ("collect, forms filled in", "collect, the same again"):
        yield name, duban(folder, "collect", filled, "--on", "2013-12-12")
    for name, command in _AFTER_THE_RETURNS.items():
        yield name, duban(folder, *command)
    duban(folder, "build")
    edit(folder, 1)
    yield "changes of one edit", duban(folder, "changes")
    yield "build of one edit", duban(folder, "build")


def _checks(folder: Path, units: int) -> Iterator[tuple[str, Cost]]:
    """The check of a notice with as many items as there are seven tenths units: 1,000 for 700."""
    workspace(folder, units, units * 10 // 7)
    yield "check, 10 items for 7 units", duban(folder, "check")


def report_growth(folder: Path, units: Sequence[int], rounds: int) -> None:
    """The exponent of each command's CPU time over the number of units, start-up taken off."""
    least = min(duban(folder.parent, "--help").cpu for _ in range(3))
    found: list[dict[str, Cost]] = []
    for size in units:
        forms = folder.with_name(f"forms-{size}")
        found.append(
            medians(
                [{**dict(_checks(folder, size)), **dict(_work(workspace(folder, size), forms))} for _ in range(rounds)]
            )
        )
    print(f"\nCPU s for units                {'  '.join(f'{size:5}' for size in units)}   exponent    MiB")
    for name in found[0]:
        costs = [one[name].cpu for one in found]
        exponent = math.log((costs[-1] - least) / (costs[0] - least)) / math.log(units[-1] / units[0])
        taken = "  ".join(f"{cost:5.2f}" for cost in costs)
        print(f"{name:30s} {taken}   {exponent:8.2f}  {found[-1][name].memory:5.0f}", flush=True)
