"""After an edit: what was issued keeps its words, the last command can be taken back, nothing is ever lost."""

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

import docx
import pytest
from click.testing import Result
from support.files import DOCUMENTS, NOTICE, ROOT, files_in, text_of

from generators.workspace.lock import locked
from generators.workspace.undo import Undo

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


@pytest.fixture
def output(workspace: Path, duban: Duban) -> Path:
    assert duban("build").exit_code == 0
    return workspace / "output" / NOTICE


def by_hand(path: Path) -> bytes:
    """Somebody adds a sentence in Word."""
    document = docx.Document(str(path))
    document.add_paragraph("手工加的一句")
    document.save(str(path))
    return path.read_bytes()


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


# -- undo ------------------------------------------------------------------------------------------------------------


def test_undo_restores_every_file_of_the_last_build_byte_for_byte(duban: Duban, edit: Edit, output: Path) -> None:
    before = files_in(output)
    edit("[省编委办], 方式: 牵头", "[省统计局], 方式: 牵头")
    departments = output.parent.parent / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8") + "  - { 序号: 185, 名称: 省统计局, 类别: 省直部门 }\n", "utf-8"
    )
    result = duban("build", "--prune")
    assert result.exit_code == 0 and "新增" in result.output and "已删除" in result.output
    assert files_in(output) != before
    undone = duban("undo")
    assert undone.exit_code == 0 and "恢复" in undone.output and "删去" in undone.output
    assert files_in(output) == before
    assert "没有可以撤销的" in duban("undo").output and duban("undo").exit_code == 2


def test_after_undo_the_same_build_does_the_same_again(duban: Duban, edit: Edit, output: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    first = json.loads(duban("build", "--json").stdout)
    after = files_in(output)
    duban("undo")
    again = json.loads(duban("build", "--json").stdout)
    assert again == first and files_in(output) == after


def test_undo_leaves_what_was_edited_since(duban: Duban, edit: Edit, output: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    path = output / f"{NOTICE}-通知.docx"
    edited = by_hand(path)
    result = duban("undo")
    assert result.exit_code == 1 and f"保留  output/{NOTICE}/{NOTICE}-通知.docx" in result.output
    assert path.read_bytes() == edited


def test_undo_gives_back_a_hand_edited_file_that_was_overwritten(duban: Duban, output: Path) -> None:
    path = output / f"{NOTICE}-通知.docx"
    edited = by_hand(path)
    assert duban("build", "--overwrite").exit_code == 0 and path.read_bytes() != edited
    duban("undo")
    assert path.read_bytes() == edited


def test_no_undo_loses_what_was_kept_of_a_hand_edit(duban: Duban, edit: Edit, output: Path) -> None:
    path = output / f"{NOTICE}-通知.docx"
    first = by_hand(path)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build", "--overwrite")
    second = by_hand(path)
    assert duban("undo").exit_code == 1
    assert path.read_bytes() == second
    assert [kept.read_bytes() for kept in output.glob("*手改留存*")] == [first]


def test_a_damaged_copy_is_never_put_back(duban: Duban, edit: Edit, output: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    after = files_in(output)
    for kept in (output.parent / ".duban" / "undo").iterdir():
        if kept.name != "log.jsonl":
            kept.write_bytes(b"junk")
    assert duban("undo").exit_code == 1
    assert files_in(output) == after


def test_a_notice_that_was_sent_with_hand_edits_is_not_overwritten(duban: Duban, output: Path) -> None:
    path = output / f"{NOTICE}-通知.docx"
    sent = by_hand(path)
    duban("issue", "--on", "2013-08-21")
    assert duban("build", "--overwrite").exit_code == 0
    assert path.read_bytes() == sent
    path.unlink()
    assert "照印发" not in duban("build").output, "its content has not changed: it is simply put back"
    assert path.read_bytes() == sent


def test_an_issued_notice_that_was_lost_is_put_back_as_it_was_sent(duban: Duban, edit: Edit, output: Path) -> None:
    path = output / f"{NOTICE}-通知.docx"
    sent = by_hand(path)
    duban("issue", "--on", "2013-08-21")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    path.unlink()
    result = duban("build")
    assert result.exit_code == 0 and "照印发的原样补回；已于2013年8月21日印发，正文不改" in result.output
    assert path.read_bytes() == sent
    again = duban("build")
    assert again.exit_code == 1 and "保持印发" in again.output and path.read_bytes() == sent
    edit("截止: 2013-12-20", "截止: 2013-12-13")
    assert duban("build").exit_code == 0 and path.read_bytes() == sent


def test_a_kept_document_that_was_changed_is_not_put_back_as_issued(
    duban: Duban, edit: Edit, output: Path, workspace: Path
) -> None:
    path = output / f"{NOTICE}-通知.docx"
    sent = path.read_bytes()
    duban("issue", "--on", "2013-08-21")
    (workspace / "content" / NOTICE / "issued" / "2013-08-21" / path.name).write_bytes(b"meddled with")
    path.unlink()
    assert duban("build").exit_code == 0 and path.read_bytes() == sent
    path.unlink()
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("build")
    assert result.exit_code == 1 and "留存的印发稿也不见了或者被改过；从备份恢复" in result.output and not path.exists()


def test_an_issued_notice_outlives_a_change_of_its_template(duban: Duban, output: Path, workspace: Path) -> None:
    path = output / f"{NOTICE}-通知.docx"
    duban("issue", "--on", "2013-08-21")
    sent = path.read_bytes()
    layout = workspace / "templates" / "版式.yaml"
    layout.write_text(layout.read_text("utf-8").replace("版心: 页边距", "版心: 字面"), "utf-8")
    duban("restyle")
    result = duban("build")
    assert result.exit_code == 1 and "正文不改（模板变了）" in result.output and path.read_bytes() == sent


def test_a_changed_template_is_told_by_changes_before_and_after_an_issue(
    duban: Duban, output: Path, workspace: Path
) -> None:
    template, sheet = workspace / "templates" / "task_sheet.docx", output / "任务清单" / "040-省财政厅-任务清单.docx"
    by_hand(template)
    told = duban("changes").output
    assert "任务清单的模板变了" in told and "任务清单（待更新）" in told and "报送表" not in told
    duban("build")
    assert "没有变化" in duban("changes").output
    duban("issue", "--on", "2013-08-21")
    by_hand(template)
    told = duban("changes").output
    assert "任务清单的模板变了" in told and "任务清单（待更新）" in told
    duban("build")
    told = duban("changes").output
    assert "任务清单的模板变了" in told and "任务清单（已更新）" in told
    (unit,) = [one for one in json.loads(duban("changes", "--json").stdout)["units"] if one["for"] == "省财政厅"]
    assert [one["reason"] for one in unit["outputs"]] == ["模板变了"] and sheet.exists()


def test_an_issued_notice_that_is_edited_by_hand_stays_and_nothing_is_laid_beside_it(
    duban: Duban, edit: Edit, output: Path
) -> None:
    path = output / f"{NOTICE}-通知.docx"
    duban("issue", "--on", "2013-08-21")
    edited = by_hand(path)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    found = {o["path"]: o for o in json.loads(duban("build", "--json").stdout)["outputs"]}
    one = found[f"output/{NOTICE}/{path.name}"]
    assert (one["outcome"], one["beside"]) == ("edited", None) and "正文不改" in one["reason"]
    assert path.read_bytes() == edited


def test_a_build_that_changes_nothing_is_not_what_undo_takes_back(duban: Duban, edit: Edit, output: Path) -> None:
    before = files_in(output)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    edit("成文日期: 2013-08-20", "成文日期: 2013-08-20   # 一句注释")
    duban("build")
    assert duban("undo").exit_code == 0
    assert files_in(output) == before
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


def test_a_killed_build_finished_by_another_is_taken_back_as_one(
    workspace: Path, output: Path, edit: Edit, duban: Duban
) -> None:
    before = files_in(output)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), "build"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal = output / ".duban" / "journal.jsonl"
    deadline = time.monotonic() + 20
    while not journal.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    result = duban("build")
    assert result.exit_code == 0, result.output
    assert duban("undo").exit_code == 0
    assert files_in(output) == before


def test_an_undo_that_was_killed_leaves_no_file_that_is_taken_for_a_hand_edit(
    duban: Duban, edit: Edit, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(output)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    after = files_in(output)
    for killed_at in (0, 1, 30, 65):
        with killed(monkeypatch, "take_back", at=killed_at):
            assert duban("undo").exit_code == 1
        told = duban("status", "--on", "2013-12-14").output
        assert f"上一次的撤销（{NOTICE}）中途断了，只做了一部分（再运行一次 duban undo，就会做完）" in told
        found = {output["outcome"] for output in json.loads(duban("build", "--json").stdout)["outputs"]}
        assert found <= {"same", "updated"}
        assert files_in(output) == after
    assert duban("undo").exit_code == 0
    assert files_in(output) == before


def test_letters_that_were_killed_are_no_build_and_told_until_they_are_made(
    duban: Duban, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, letters = files_in(output), ("reminders", "--on", "2013-12-14")
    told = f"上一次的催报函（{NOTICE} --on 2013-12-14）中途断了，只做了一部分"
    with killed(monkeypatch, "write", at=5):
        assert duban(*letters).exit_code == 1
    for command in (("build", "--dry-run"), ("build",), ("reminders", "--on", "2013-12-16", "--dry-run")):
        assert told in duban(*command).output
    assert told in duban(*letters, "--dry-run").output and told not in duban(*letters).output
    assert "中途断了" not in duban("status").output
    assert "撤销最近一次改动了文件的催报函" in duban("undo").output and files_in(output) == before


def test_an_undo_that_was_killed_while_it_tidied_up_is_done(
    duban: Duban, edit: Edit, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(output)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")

    def rmtree(folder: Path, **_: object) -> None:
        next(path for path in sorted(folder.iterdir()) if path.suffix != ".jsonl").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", rmtree)
    duban("undo")
    monkeypatch.undo()
    assert files_in(output) == before
    assert "没有可以撤销的" in duban("undo").output
    assert "中途断了" not in duban("changes").output


@pytest.mark.parametrize("name", ["任务清单/040-省财政厅-任务清单.docx", ".duban/manifest.json"])
def test_an_undo_that_could_not_reach_a_file_makes_up_no_hand_edit(
    duban: Duban, edit: Edit, output: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = files_in(output)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    closed, original = output / name, Path.replace

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
    assert files_in(output) == before


def test_a_build_that_could_write_nothing_leaves_the_undo_of_the_one_before(
    duban: Duban, edit: Edit, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(output)
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
    assert files_in(output) == before
    found = json.loads(duban("build", "--dry-run", "--json").stdout)["outputs"]
    assert {one["outcome"] for one in found} == {"same", "updated"}, "nobody has edited anything"


@pytest.mark.parametrize("killed_at", [1, 40, 90])
def test_an_issue_that_was_killed_and_run_again_is_taken_back_as_one(
    duban: Duban, edit: Edit, output: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    with killed(monkeypatch, "write", at=killed_at):
        duban("issue", "--on", "2013-08-21")
    stray = workspace / "content" / NOTICE / "issued" / "2013-08-21" / "任务清单" / "999-以前的-任务清单.docx"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"of content that has changed since")
    assert duban("issue", "--on", "2013-08-21").exit_code == 0
    kept = files_in(workspace / "content" / NOTICE / "issued" / "2013-08-21")
    sent = {name: content for name, content in files_in(output).items() if "汇总" not in name}
    assert {name: content for name, content in kept.items() if name.endswith(".docx")} == sent
    assert duban("undo").exit_code == 0
    assert set(files_in(workspace / "content" / NOTICE / "issued")) == {f"2013-08-21/任务清单/{stray.name}"}


def test_a_command_that_was_killed_and_not_run_again_is_told_until_it_is_settled(
    duban: Duban, output: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
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


def test_a_renamed_unit_is_told_as_one(duban: Duban, edit: Edit, output: Path, workspace: Path) -> None:
    departments = workspace / "content" / "departments.yaml"
    text = departments.read_text("utf-8")
    departments.write_text(text.replace("名称: 省物价局,", "名称: 省发展改革委, 别名: [省物价局],"), "utf-8")
    units = {one["for"]: one for one in json.loads(duban("changes", "--json").stdout)["units"]}
    assert "省物价局" not in units
    assert units["省发展改革委"]["facts"][0] == "单位“省物价局”改名为“省发展改革委”"
    assert [fact for fact in units["省发展改革委"]["facts"] if "不再" in fact or "有任务" in fact] == []
    assert {one["outcome"] for one in units["省发展改革委"]["outputs"]} == {"new", "orphan"}


def test_a_new_unit_is_told_although_no_document_of_another_changes(
    duban: Duban, output: Path, workspace: Path
) -> None:
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8") + "  - { 序号: 45, 名称: 省民政厅, 类别: 省直部门 }\n", "utf-8"
    )
    units = {one["for"]: one for one in json.loads(duban("changes", "--json").stdout)["units"]}
    assert "新增单位“省民政厅”" in units[None]["facts"]
    assert any(fact.startswith("新的要求") for fact in units["省民政厅"]["facts"])


def test_two_notices_built_at_once_wait_for_each_other_and_undo_takes_back_the_later(
    workspace: Path, duban: Duban
) -> None:
    shutil.copytree(workspace / "content" / NOTICE, workspace / "content" / "another")
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), "build"]
    both = [subprocess.Popen([*command, name], stdout=subprocess.DEVNULL) for name in (NOTICE, "another")]
    assert [process.wait() for process in both] == [0, 0]
    assert all(len(list((workspace / "output" / name).rglob("*.docx"))) == DOCUMENTS for name in (NOTICE, "another"))
    assert duban("undo").exit_code == 0
    assert sorted(len(list((workspace / "output" / name).rglob("*.docx"))) for name in (NOTICE, "another")) == [
        0,
        DOCUMENTS,
    ]


# -- one build among everything that may lie there -------------------------------------------------------------------


def test_a_hand_edited_a_read_only_a_deleted_and_a_foreign_file_in_one_build(
    duban: Duban, edit: Edit, output: Path
) -> None:
    sheets = output / "任务清单"
    edited = by_hand(sheets / "040-省财政厅-任务清单.docx")
    (sheets / "110-省审计厅-任务清单.docx").unlink()
    foreign, read_only = output / f"{NOTICE}-重点任务分解表.docx", sheets / "010-省编委办-任务清单.docx"
    (output / ".duban" / "manifest.json").write_text(
        json.dumps(
            {
                path: record
                for path, record in json.loads((output / ".duban" / "manifest.json").read_text("utf-8")).items()
                if path != foreign.name
            }
        ),
        "utf-8",
    )
    foreign.write_bytes(b"somebody else's")
    old = read_only.read_bytes()
    read_only.chmod(0o444)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("build", "--json")
    report = json.loads(result.stdout)
    found = {output["path"].rsplit("/", 1)[-1]: output for output in report["outputs"]}
    assert result.exit_code == 1
    one = found["040-省财政厅-任务清单.docx"]
    assert one["outcome"] == "edited" and one["beside"].endswith("040-省财政厅-任务清单.新版.docx")
    assert "时限“进展报告” 12月13日 → 12月20日" in one["reason"]
    assert (sheets / "040-省财政厅-任务清单.docx").read_bytes() == edited
    assert found["110-省审计厅-任务清单.docx"]["outcome"] == "restored"
    assert found[foreign.name]["outcome"] == "edited" and foreign.read_bytes() == b"somebody else's"
    assert found[read_only.name]["outcome"] == "failed" and "文件是只读的" in found[read_only.name]["reason"]
    assert read_only.read_bytes() == old
    read_only.chmod(0o644)
    again = duban("build")
    assert again.exit_code == 1 and "010-省编委办" in again.output
    assert "2013年12月20日" in text_of(read_only)


def test_a_new_document_and_one_no_longer_needed_say_why(
    duban: Duban, edit: Edit, output: Path, workspace: Path
) -> None:
    edit("部门: [省财政厅, 省审计厅], 方式: 分别牵头", "部门: [省财政厅, 省文化厅], 方式: 分别牵头")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build", "--prune")
    departments = workspace / "content" / "departments.yaml"
    units = departments.read_text("utf-8")
    added = "  - { 序号: 45, 名称: 省统计局, 类别: 省直部门 }\n  - { 序号: 40, 名称: 省财政厅, 简称: 财政厅,"
    departments.write_text(units.replace("  - { 序号: 40, 名称: 省财政厅,", added), "utf-8")
    edit("部门: [省财政厅, 省文化厅], 方式: 分别牵头", "部门: [省财政厅, 省统计局], 方式: 分别牵头")
    edit("部门: [省物价局, 省财政厅]", "部门: [省物价局]")
    edit("部门: [省教育厅, 省卫生厅, 省科技厅,", "部门: [省教育厅, 省科技厅,")
    told = duban("build").output
    title = "“推进财政预算决算和‘三公’经费公开”"
    assert f"新增  output/{NOTICE}/任务清单/045-省统计局-任务清单.docx：新增单位“省统计局”；新牵头{title}" in told
    assert "新增" in told and "任务清单/040-财政厅-任务清单.docx：“省财政厅”的简称 省财政厅 → 财政厅" in told
    lost = (
        "任务清单/040-省财政厅-任务清单.docx：内容里已没有它（“省财政厅”的简称 省财政厅 → 财政厅）；要删除就加 --prune"
    )
    assert lost in told
    health = next(line for line in told.splitlines() if "100-省卫生厅-实施方案模板" in line)
    assert "不再需要" in health and "（不再牵头“推动以教育为重点的公共企事业单位信息公开”" in health
    departments.write_text(
        departments.read_text("utf-8").replace("100, 名称: 省卫生厅", "101, 名称: 省卫生厅"), "utf-8"
    )
    assert "文件名里的序号 100 → 101" in duban("build", "--prune").output


# -- issue -----------------------------------------------------------------------------------------------------------


def test_what_was_sent_is_kept_as_sent_with_the_hand_edits(duban: Duban, output: Path, workspace: Path) -> None:
    path = output / "任务清单" / "040-省财政厅-任务清单.docx"
    edited = by_hand(path)
    result = duban("issue", "--on", "2013-08-21")
    assert result.exit_code == 0 and "手工改过" in result.output
    kept = workspace / "content" / NOTICE / "issued" / "2013-08-21"
    sent = {name: content for name, content in files_in(output).items() if "汇总" not in name}
    assert {name: content for name, content in files_in(kept).items() if name.endswith(".docx")} == sent
    assert (kept / "任务清单" / path.name).read_bytes() == edited


def test_an_issued_notice_keeps_its_words_and_the_rest_follows_the_edit(duban: Duban, edit: Edit, output: Path) -> None:
    duban("issue", "--on", "2013-08-21")
    notice = output / f"{NOTICE}-通知.docx"
    sent = notice.read_bytes()
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("build")
    assert result.exit_code == 1 and notice.read_bytes() == sent and "保持印发 1" in result.output
    assert (
        "已于2013年8月21日印发，正文不改（时限“进展报告” 12月13日 → 12月20日）；确要重印加 --restate" in result.output
    )
    assert "2013年12月20日" in text_of(output / "任务清单" / "040-省财政厅-任务清单.docx")
    assert duban("build", "--restate").exit_code == 0
    assert notice.read_bytes() != sent and "12月20日" in text_of(notice)


def test_changes_compare_with_the_issue_also_after_a_build(duban: Duban, edit: Edit, output: Path) -> None:
    duban("issue", "--on", "2013-08-21")
    edit("[省编委办], 方式: 牵头", "[省审计厅], 方式: 牵头")
    duban("build", "--restate")
    report = json.loads(duban("changes", "--json").stdout)
    assert report["since"] == "issued 2013-08-21"
    units = {one["for"]: one for one in report["units"]}
    assert "不再牵头“推进行政审批信息公开”" in units["省编委办"]["facts"]
    assert "新牵头“推进行政审批信息公开”" in units["省审计厅"]["facts"]
    assert {"orphan", "same"} == {output["outcome"] for output in units["省编委办"]["outputs"]}, "they are written"


def test_changes_after_an_issue_say_what_is_written_what_is_not_and_what_stays(
    duban: Duban, edit: Edit, output: Path
) -> None:
    duban("issue", "--on", "2013-08-21")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    before = duban("changes").output
    assert "通知（保持印发）、重点任务分解表（待更新）、进展情况汇总（待更新）" in before
    assert "任务清单（待更新）" in before and "“待”的还没有写。" in before
    duban("build")
    after = duban("changes").output
    assert "通知（保持印发）、重点任务分解表（已更新）" in after and "任务清单（已更新）" in after
    assert "待" not in after.replace("等待", "") and "该写的都已写进文书。" in after


def test_changes_name_the_facts_of_every_unit_whose_documents_change(duban: Duban, edit: Edit, output: Path) -> None:
    edit("发文字号:", "发文字号: 辽政办发〔2013〕1号   #")
    units = json.loads(duban("changes", "--json").stdout)["units"]
    assert len(units) > 30
    assert [one["for"] for one in units if one["outputs"] and not one["facts"]] == []


def test_a_unit_without_a_duty_any_more_is_told(duban: Duban, edit: Edit, output: Path, workspace: Path) -> None:
    text = "  - { 序号: 320, 名称: 葫芦岛市人民政府, 简称: 葫芦岛市, 别名: [葫芦岛], 类别: 市 }\n"
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8").replace(text, text.replace("类别: 市", "类别: 其他")), "utf-8"
    )
    result = duban("changes")
    assert result.exit_code == 0
    assert "葫芦岛市人民政府：" in result.output and "不再有任务" in result.output
    assert "任务清单（不再需要）" in result.output


def test_an_issue_needs_documents_that_are_up_to_date(duban: Duban, edit: Edit, output: Path, workspace: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("issue", "--on", "2013-08-21")
    assert result.exit_code == 1 and "先运行 duban build" in result.output
    assert not (workspace / "content" / NOTICE / "issued").exists()


def test_one_day_is_issued_once_and_a_mistaken_issue_is_taken_back(duban: Duban, output: Path, workspace: Path) -> None:
    assert duban("issue", "--on", "2013年8月21日").exit_code == 0
    assert duban("issue", "--on", "2013-08-21").exit_code == 2
    assert duban("undo").exit_code == 0
    assert files_in(workspace / "content" / NOTICE / "issued") == {}
    assert duban("changes").exit_code == 0 and "与上次生成的相比" in duban("changes").output


@pytest.mark.parametrize("day", ["昨天", "2013-13-01", "2013-08"])
def test_a_day_that_is_none_is_refused(duban: Duban, output: Path, day: str) -> None:
    result = duban("issue", "--on", day)
    assert result.exit_code == 2 and "写成 2013-12-14" in result.output


def test_an_issue_that_was_not_finished_is_none_and_a_damaged_record_stops_everything(
    duban: Duban, output: Path, workspace: Path
) -> None:
    duban("issue", "--on", "2013-08-21")
    record = workspace / "content" / NOTICE / "issued" / "2013-08-21" / ".duban.json"
    record.write_text("{", "utf-8")
    result = duban("build")
    assert result.exit_code == 1 and "印发登记的记录坏了" in result.output and "2013-08-21" in result.output
    record.unlink()
    assert "与上次生成的相比" in duban("changes").output


# -- changes ---------------------------------------------------------------------------------------------------------


def test_changes_before_the_first_build_say_so(duban: Duban) -> None:
    result = duban("changes")
    assert result.exit_code == 0 and "还没有生成过" in result.output


def test_changes_of_faulty_content_are_its_faults(duban: Duban, edit: Edit, output: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-13-13")
    result = duban("changes")
    assert result.exit_code == 1 and "日历上没有“2013-13-13”这一天" in result.output


def test_documents_of_a_partial_build_are_each_compared_with_what_they_were_made_from(
    duban: Duban, edit: Edit, output: Path
) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build", "--kind", "notice")
    edit("截止: 2013-12-20", "截止: 2013-12-25")
    report = {o["path"]: o["reason"] for o in json.loads(duban("build", "--json").stdout)["outputs"]}
    assert "12月20日 → 12月25日" in report[f"output/{NOTICE}/{NOTICE}-通知.docx"]
    assert "12月13日 → 12月25日" in report[f"output/{NOTICE}/任务清单/040-省财政厅-任务清单.docx"]


def test_planning_and_deciding_import_no_word_library(workspace: Path, output: Path) -> None:
    """One changed fact among the documents: which ones need it is known without lxml, docx or Jinja."""
    script = (
        "import sys; sys.argv = ['duban', '-C', sys.argv[1], 'build', '--dry-run']\n"
        "import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "found = {name.split('.')[0] for name in sys.modules}\n"
        "assert not found & {'docxtpl', 'docx', 'lxml', 'jinja2'}, found & {'docxtpl', 'docx', 'lxml', 'jinja2'}\n"
    )
    notice = workspace / "content" / NOTICE / "notice.yaml"
    notice.write_text(notice.read_text("utf-8").replace("2013-12-13", "2013-12-20"), "utf-8")
    done = subprocess.run([sys.executable, "-c", script, str(workspace)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "12月13日 → 12月20日" in done.stdout


def test_documents_without_records_are_not_said_never_to_have_been_made(
    duban: Duban, output: Path, workspace: Path
) -> None:
    shutil.rmtree(output / ".duban")
    result = duban("changes")
    assert result.exit_code == 0 and f"output/{NOTICE}/.duban 里的生成记录不见了，没有可比的" in result.output
