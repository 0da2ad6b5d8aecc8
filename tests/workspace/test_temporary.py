"""Temporary folders: gone with their process, or known as left once that was killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.files import ROOT

from generators.workspace.temporary import abandoned, held_folder, remove_abandoned

HOLD = (
    "import os, sys; from generators.workspace.temporary import held_folder; print(held_folder('duban-x-'), flush=True)"
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def left_by(code: str) -> Path:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    return Path(done.stdout.strip())


def test_a_folder_is_held_while_its_process_lives_and_goes_with_it(tmp_path: Path) -> None:
    folder = held_folder("duban-x-")
    assert folder.parent == tmp_path and abandoned("duban-x-") == []
    assert not left_by(HOLD).exists()
    remove_abandoned("duban-x-")
    assert list(tmp_path.iterdir()) == [folder]


def test_the_folder_of_a_killed_process_is_known_and_removed() -> None:
    folder = left_by(f"{HOLD}; os._exit(9)")
    assert abandoned("duban-x-") == [folder] and abandoned("duban-y-") == []
    remove_abandoned("duban-x-")
    assert not folder.exists()
