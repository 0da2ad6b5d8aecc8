"""The same content gives the same bytes wherever, whenever and by whom it is built; another zlib changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import DOCUMENTS, NOTICE, ROOT, files_in, make_workspace

from generators.word import archive
from generators.word.archive import Archive

pytestmark = pytest.mark.slow

# Another year for all that asks for the time, before anything of ours has been imported.
LATER = """
import time
seconds, moment = time.time, time.localtime
time.time = lambda: seconds() + 4e7
time.localtime = lambda at=None: moment(time.time() if at is None else at)
from generators import console
console.today = lambda: "2031-03-05"
import cli
cli.main()
"""


def test_a_build_gives_the_same_bytes_on_another_day_elsewhere_for_somebody_else(built: Path, tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "别人的 文件夹" / "甲")
    other = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "USER": "lisi", "HOME": str(tmp_path)}
    command = [sys.executable, "-X", "utf8", "-c", LATER, "-C", str(folder), "build"]
    subprocess.run(command, env={**os.environ, **other, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, check=True)
    there = files_in(folder / "output" / NOTICE)
    assert len(there) == DOCUMENTS
    assert [name for name, content in files_in(built).items() if there.pop(name, b"") != content] == [] == list(there)


def test_a_python_that_compresses_otherwise_calls_nothing_changed(
    built_workspace: Path, workspace: Path, duban: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Python with zlib-ng does (3.14 on Windows, Fedora), which gives other bytes for the same parts."""
    shutil.copytree(built_workspace / "output", workspace / "output")
    assert duban("pack").exit_code == 0
    before, made_here = files_in(workspace), Archive().write({"a": b"abcabc" * 99})
    monkeypatch.setattr(archive, "_LEVEL", zlib.Z_BEST_SPEED)
    assert Archive().write({"a": b"abcabc" * 99}) != made_here

    (workspace / "output" / NOTICE / ".duban" / "finished.json").unlink()  # so that every document is judged
    outputs = json.loads(duban("build", "--json").stdout)["outputs"]
    assert len(outputs) == DOCUMENTS and {one["outcome"] for one in outputs} == {"same"}
    assert json.loads(duban("changes", "--json").stdout)["units"] == []
    assert {one["outcome"] for one in json.loads(duban("pack", "--json").stdout)["outputs"]} == {"same"}
    assert files_in(workspace) == before
