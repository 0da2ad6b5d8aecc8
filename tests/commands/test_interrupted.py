"""A command that was killed is told of until it is run again or taken back, and leaves no half of anything."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, ROOT, files_in

from generators.workspace.lock import locked
from generators.workspace.undo import Undo

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


@contextmanager
def killed(monkeypatch: pytest.MonkeyPatch, change: str, *, at: int) -> Iterator[None]:
    """What runs meanwhile is broken off at a change of a file: `write` or `take_back`, counted from 0."""
    real, calls = getattr(Undo, change), count()

    def until(*arguments: object) -> object:
        if next(calls) == at:
            raise KeyboardInterrupt
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Undo, change, until)
        yield


def test_a_killed_build_finished_by_another_is_taken_back_as_one(
    workspace: Path, made: Path, edit: Edit, duban: Duban
) -> None:
    before = files_in(made)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), "build"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal = made / ".duban" / "journal.jsonl"
    deadline = time.monotonic() + 20
    while not journal.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    result = duban("build")
    assert result.exit_code == 0, result.output
    assert duban("undo").exit_code == 0
    assert files_in(made) == before


def test_an_undo_that_was_killed_leaves_no_file_that_is_taken_for_a_hand_edit(
    duban: Duban, edit: Edit, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(made)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    after = files_in(made)
    for killed_at in (0, 1, 30, 65):
        with killed(monkeypatch, "take_back", at=killed_at):
            assert duban("undo").exit_code == 1
        told = duban("status", "--on", "2013-12-14").output
        assert f"上一次的撤销（{NOTICE}）中途断了，只做了一部分（再运行一次 duban undo，就会做完）" in told
        found = {one["outcome"] for one in json.loads(duban("build", "--json").stdout)["outputs"]}
        assert found <= {"same", "updated"}
        assert files_in(made) == after
    assert duban("undo").exit_code == 0
    assert files_in(made) == before


def test_letters_that_were_killed_are_no_build_and_told_until_they_are_made(
    duban: Duban, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, letters = files_in(made), ("reminders", "--on", "2013-12-14")
    told = f"上一次的催报函（{NOTICE} --on 2013-12-14）中途断了，只做了一部分"
    with killed(monkeypatch, "write", at=5):
        assert duban(*letters).exit_code == 1
    for command in (("build", "--dry-run"), ("build",), ("reminders", "--on", "2013-12-16", "--dry-run")):
        assert told in duban(*command).output
    assert told in duban(*letters, "--dry-run").output and told not in duban(*letters).output
    assert "中途断了" not in duban("status").output
    assert "撤销最近一次改动了文件的催报函" in duban("undo").output and files_in(made) == before


def test_an_undo_that_was_killed_while_it_tidied_up_is_done(
    duban: Duban, edit: Edit, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(made)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")

    def rmtree(folder: Path, **_: object) -> None:
        next(path for path in sorted(folder.iterdir()) if path.suffix != ".jsonl").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", rmtree)
    duban("undo")
    monkeypatch.undo()
    assert files_in(made) == before
    assert "没有可以撤销的" in duban("undo").output
    assert "中途断了" not in duban("changes").output


@pytest.mark.parametrize("killed_at", [1, 40, 90])
def test_an_issue_that_was_killed_and_run_again_is_taken_back_as_one(
    duban: Duban, made: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    with killed(monkeypatch, "write", at=killed_at):
        duban("issue", "--on", "2013-08-21")
    stray = workspace / "content" / NOTICE / "issued" / "2013-08-21" / "任务清单" / "999-以前的-任务清单.docx"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"of content that has changed since")
    assert duban("issue", "--on", "2013-08-21").exit_code == 0
    kept = files_in(workspace / "content" / NOTICE / "issued" / "2013-08-21")
    sent = {name: content for name, content in files_in(made).items() if "汇总" not in name}
    assert {name: content for name, content in kept.items() if name.endswith(".docx")} == sent
    assert duban("undo").exit_code == 0
    assert set(files_in(workspace / "content" / NOTICE / "issued")) == {f"2013-08-21/任务清单/{stray.name}"}


@pytest.mark.usefixtures("made")
def test_a_command_that_was_killed_and_not_run_again_is_told_until_it_is_settled(
    duban: Duban, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> set[bool]:
        words = f"上一次的印发登记（{NOTICE}）中途断了，只做了一部分（把那条命令再运行一次，就会做完"
        commands = (["build"], ["changes"], ["status", "--on", "2013-12-14"])
        return {words in duban(*command).output for command in commands}

    assert said() == {False}
    with killed(monkeypatch, "write", at=40):
        duban("issue", "--on", "2013-08-21")
    assert said() == {True}
    with locked(workspace):  # as when it is still at work in another window
        assert "中途断了" not in duban("changes").output
    assert duban("undo").exit_code == 0 and said() == {False}
    assert not files_in(workspace / "content" / NOTICE / "issued")
