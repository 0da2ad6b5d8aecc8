"""The last command is taken back whole; what somebody has edited since is kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, ROOT, by_hand, files_in
from support.notices import of_three_units

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


def test_undo_restores_every_file_of_the_last_build_byte_for_byte(duban: Duban, edit: Edit, made: Path) -> None:
    before = files_in(made)
    edit("[省编委办], 方式: 牵头", "[省统计局], 方式: 牵头")
    departments = made.parent.parent / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8") + "  - { 序号: 185, 名称: 省统计局, 类别: 省直部门 }\n", "utf-8"
    )
    result = duban("build", "--prune")
    assert result.exit_code == 0 and "新增" in result.output and "已删除" in result.output
    assert files_in(made) != before
    undone = duban("undo")
    assert undone.exit_code == 0 and "恢复" in undone.output and "删去" in undone.output
    assert files_in(made) == before
    assert "没有可以撤销的" in duban("undo").output and duban("undo").exit_code == 2


def test_after_undo_the_same_build_does_the_same_again(duban: Duban, edit: Edit, made: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    first = json.loads(duban("build", "--json").stdout)
    after = files_in(made)
    duban("undo")
    again = json.loads(duban("build", "--json").stdout)
    assert again == first and files_in(made) == after


def test_undo_leaves_what_was_edited_since(duban: Duban, edit: Edit, made: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    path = made / f"{NOTICE}-通知.docx"
    edited = by_hand(path)
    result = duban("undo")
    assert result.exit_code == 1 and f"保留  output/{NOTICE}/{NOTICE}-通知.docx" in result.output
    assert path.read_bytes() == edited


def test_undo_gives_back_a_hand_edited_file_that_was_overwritten(duban: Duban, made: Path) -> None:
    path = made / f"{NOTICE}-通知.docx"
    edited = by_hand(path)
    assert duban("build", "--overwrite").exit_code == 0 and path.read_bytes() != edited
    duban("undo")
    assert path.read_bytes() == edited


def test_no_undo_loses_what_was_kept_of_a_hand_edit(duban: Duban, edit: Edit, made: Path) -> None:
    path = made / f"{NOTICE}-通知.docx"
    first = by_hand(path)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build", "--overwrite")
    second = by_hand(path)
    assert duban("undo").exit_code == 1
    assert path.read_bytes() == second
    assert [kept.read_bytes() for kept in made.glob("*手改留存*")] == [first]


def test_a_damaged_copy_is_never_put_back(duban: Duban, edit: Edit, made: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    after = files_in(made)
    for kept in (made.parent / ".duban" / "undo").iterdir():
        if kept.name != "log.jsonl":
            kept.write_bytes(b"junk")
    assert duban("undo").exit_code == 1
    assert files_in(made) == after


def test_a_build_that_changes_nothing_is_not_what_undo_takes_back(duban: Duban, edit: Edit, made: Path) -> None:
    before = files_in(made)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    edit("成文日期: 2013-08-20", "成文日期: 2013-08-20   # 一句注释")
    duban("build")
    assert duban("undo").exit_code == 0
    assert files_in(made) == before
    assert {o["outcome"] for o in json.loads(duban("build", "--dry-run", "--json").stdout)["outputs"]} == {
        "same",
        "updated",
    }


def test_undo_takes_back_a_restyle(duban: Duban, workspace: Path) -> None:
    templates = workspace / "templates"
    before = files_in(templates)
    layout = templates / "版式.yaml"
    layout.write_text(layout.read_text("utf-8").replace("版心: 页边距", "版心: 字面"), "utf-8")
    duban("restyle")
    assert duban("undo").exit_code == 0
    assert {n: c for n, c in files_in(templates).items() if n.endswith(".docx")} == {
        n: c for n, c in before.items() if n.endswith(".docx")
    }


@pytest.mark.parametrize("name", ["任务清单/040-省财政厅-任务清单.docx", ".duban/manifest.json"])
def test_an_undo_that_could_not_reach_a_file_makes_up_no_hand_edit(
    duban: Duban, edit: Edit, made: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = files_in(made)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    closed, original = made / name, Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == closed:
            raise PermissionError(13, "in use", str(target))
        return original(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    undone = duban("undo")
    assert undone.exit_code == 1 and f"失败  output/{NOTICE}/{name}" in undone.output
    found = json.loads(duban("build", "--dry-run", "--json").stdout)["outputs"]
    assert {one["outcome"] for one in found} == {"same", "updated"}
    monkeypatch.setattr(Path, "replace", original)
    assert duban("undo").exit_code == 0
    assert files_in(made) == before


def test_a_build_that_could_write_nothing_leaves_the_undo_of_the_one_before(
    duban: Duban, edit: Edit, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(made)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    edit("截止: 2013-12-20", "截止: 2013-12-25")

    def refuse(self: Path, target: Path) -> Path:
        if target.suffix == ".docx":
            raise PermissionError(13, "in use", str(target))
        return original(self, target)

    original = Path.replace
    monkeypatch.setattr(Path, "replace", refuse)
    assert duban("build").exit_code == 1
    monkeypatch.setattr(Path, "replace", original)
    result = duban("undo")
    assert result.exit_code == 0 and "恢复" in result.output
    assert files_in(made) == before
    found = json.loads(duban("build", "--dry-run", "--json").stdout)["outputs"]
    assert {one["outcome"] for one in found} == {"same", "updated"}, "nobody has edited anything"


def test_two_notices_built_at_once_wait_for_each_other_and_undo_takes_back_the_later(
    workspace: Path, duban: Duban
) -> None:
    of_three_units(workspace)
    names = (NOTICE, "another")
    shutil.copytree(workspace / "content" / NOTICE, workspace / "content" / "another")
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), "build"]
    both = [subprocess.Popen([*command, name], stdout=subprocess.DEVNULL) for name in names]
    assert [process.wait() for process in both] == [0, 0]
    one, other = (len(list((workspace / "output" / name).rglob("*.docx"))) for name in names)
    assert one == other > 0
    assert duban("undo").exit_code == 0
    assert sorted(len(list((workspace / "output" / name).rglob("*.docx"))) for name in names) == [0, one]
