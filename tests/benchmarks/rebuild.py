"""What it costs to regenerate after an edit, beside making every document anew: some 2,000 outputs, whole commands.

    python tests/benchmarks/rebuild.py [UNITS]

The other side is what tools without a memory do after any edit: everything again. Prints times and ratios of one run.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from processes import ROOT
from workspaces import workspace


def main(units: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = workspace(Path(temporary) / "work", units)
        notice = folder / "content" / "work" / "notice.yaml"
        first = notice.read_text("utf-8")
        making, outcomes = run(folder, "build")
        count = len(outcomes)
        print(f"{count} documents made    {making:6.2f} s")
        told("no edit", making, run(folder, "build"))
        notice.write_text(first.replace("做好第1项工作的第1部分", "全面做好第1项工作的第1部分"), "utf-8")
        told("one measure, dry run", making, run(folder, "build", "--dry-run"))
        told("one measure", making, run(folder, "build"))
        notice.write_text(first.replace("2013-12-13", "2013-12-20"), "utf-8")
        told("a date all show, dry run", making, run(folder, "build", "--dry-run"))
        shutil.rmtree(folder / "output")
        again, _ = run(folder, "build")
        print(f"everything anew         {again:6.2f} s")


def run(folder: Path, *arguments: str) -> tuple[float, list[str]]:
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(folder), *arguments, "--json"]
    start = time.perf_counter()
    result = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    taken = time.perf_counter() - start
    return taken, [output["outcome"] for output in json.loads(result.stdout)["outputs"]]


def told(what: str, making: float, done: tuple[float, list[str]]) -> None:
    taken, outcomes = done
    updated = outcomes.count("updated")
    print(f"{what:24s}{taken:6.2f} s, {updated} updated, ratio {making / taken:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 670)
