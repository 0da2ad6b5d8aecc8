"""new: a workspace that builds at once, and never over anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.files import NOTICE, files_in

import cli

Duban = Callable[..., Result]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.cli, list(map(str, arguments)))


def test_a_new_workspace_builds_at_once_to_the_same_documents(tmp_path: Path, built: Path) -> None:
    folder = tmp_path / "新的 工作"
    result = run("new", folder)
    assert result.exit_code == 0 and f'下一步：duban -C "{folder}" build' in result.output
    assert run("-C", folder, "build").exit_code == 0
    assert files_in(folder / "output" / NOTICE) == files_in(built)


def test_a_folder_with_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "文件.txt").write_text("x")
    result = run("new", tmp_path)
    assert result.exit_code == 2 and "已经有内容了" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["文件.txt"]


def test_like_takes_a_notice_and_the_templates_of_the_workspace_but_no_returns(
    workspace: Path, duban: Duban, tmp_path: Path
) -> None:
    notice = workspace / "content" / NOTICE
    notice.rename(notice.with_name("2014-本年"))
    (workspace / "content" / "2014-本年" / "returns").mkdir()
    (workspace / "content" / "2014-本年" / "returns" / "省财政厅.yaml").write_text("单位: 省财政厅\n", "utf-8")
    (workspace / "templates" / "notice.docx").write_bytes((workspace / "templates" / "task_table.docx").read_bytes())
    target = tmp_path / "明年"
    assert duban("new", str(target), "--like", "2014-本年").exit_code == 0
    made = files_in(target)
    assert "content/2014-本年/notice.yaml" in made and not [name for name in made if "returns" in name]
    assert made["templates/notice.docx"] == (workspace / "templates" / "notice.docx").read_bytes()
    assert duban("new", str(tmp_path / "别处"), "--like", "没有").exit_code == 2
    assert not (tmp_path / "别处").exists()


def test_without_like_the_stock_templates_are_copied_wherever_one_stands(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = (workspace / "templates" / "notice.docx").read_bytes()
    (workspace / "templates" / "notice.docx").write_bytes(b"changed")
    monkeypatch.chdir(workspace)
    assert run("new", tmp_path / "新").exit_code == 0
    assert (tmp_path / "新" / "templates" / "notice.docx").read_bytes() == stock


def test_in_content_a_notice_is_made_beside_the_other_and_never_a_workspace(
    workspace: Path, duban: Duban, tmp_path: Path
) -> None:
    beside = workspace / "content" / "2014-本年"
    made = duban("new", str(beside), "--like", NOTICE)
    assert [path.name for path in beside.iterdir()] == ["notice.yaml"]
    assert "content/2014-本年/notice.yaml:" in made.output and f"content/{NOTICE}/notice.yaml:" not in made.output
    source = tmp_path / "来文.txt"
    source.write_text("某通知", "utf-8")
    for arguments, remedy in ((["--from", str(source)], "duban import 来文.txt --as 2015"), ([], "--like")):
        refused = duban("new", str(workspace / "content" / "2015"), *arguments)
        assert refused.exit_code == 2 and remedy in refused.output
    assert not (workspace / "content" / "2015").exists()
