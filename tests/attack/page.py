"""docs/reliability.md: its table of what was tried, written by the program that tried it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from attack.tally import Tally

BEGIN, END = "<!-- written by python -m tests.attack --page -->", "<!-- end of what is written -->"
_HEAD = "| what was tried | how often | how it ended | faults | most time, memory of one | again |\n|---|---|---|---|---|---|\n"
_WHAT = {
    "disk": "a command that writes, stopped at one of its operations on the disk, and run again",
    "templates": "hostile templates, checked and built with",
    "forms": "hostile files beside a good form, collected, and given to the other commands that take a file",
    "values": "hostile values in content and in forms",
}


def put(page: Path, found: Mapping[str, Tally], words: str) -> None:
    """Write the rows of some attacks into the page; those of others stay as they are."""
    text = page.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    old, _, tail = rest.partition(END)
    rows = dict(_rows(old))
    rows |= {name: _row(name, tally, words) for name, tally in found.items()}
    table = _HEAD + "".join(f"{row}\n" for _, row in sorted(rows.items(), key=lambda one: list(_WHAT).index(one[0])))
    page.write_text(f"{head}{BEGIN}\n{table}{END}{tail}", "utf-8")


def _rows(table: str) -> Iterable[tuple[str, str]]:
    return [(found[1], found[0]) for found in re.finditer(r"^\| <!--(\w+)-->.*$", table, re.MULTILINE)]


def _row(name: str, tally: Tally, words: str) -> str:
    kinds: dict[str, int] = {}
    for what, count in tally.tried.items():
        kind = what.partition(":")[0] if name == "disk" else what if name == "values" else "all"
        kinds[kind] = kinds.get(kind, 0) + count
    often = (
        "; ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
        if len(kinds) > 1
        else f"{tally.tried.total():,}"
    )
    ended = "; ".join(f"{what} {count:,}" for what, count in sorted(tally.happened.items()))
    most = f"{tally.seconds:.0f} s, {tally.megabytes:.0f} MB" if tally.megabytes else ""
    again = f"`python -m tests.attack {name}{_options(words)}`"
    return f"| <!--{name}-->{_WHAT[name]} | {often} | {ended} | {len(tally.faults)} | {most} | {again} |"


def _options(words: str) -> str:
    found = re.findall(r"--(?:trials|seed|jobs) \d+", words)
    return "".join(f" {one}" for one in found)
