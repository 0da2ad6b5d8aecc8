"""doctor: what is missing here and what to do, and nothing else."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.files import files_in, make_workspace

from generators.dates import PartialDate
from generators.judging.template_changes import template_changes
from generators.office.leftovers import left_folders, left_processes
from generators.verbs import doctor as module
from generators.verbs.doctor import Condition, Finding, doctor
from generators.verbs.new import new
from generators.word.package import read_parts, write_parts
from generators.workspace.workspace import Workspace

DAY = PartialDate.parse("2013-12-14")
Found = Callable[..., list[Finding]]


@pytest.fixture
def found(workspace: Path) -> Found:
    """The findings about one thing."""

    def of(what: str, on: PartialDate = DAY) -> list[Finding]:
        return [one for one in doctor(Workspace(workspace), on).findings if one.what == what]

    return of


def reworded(raw: bytes) -> bytes:
    parts = dict(read_parts(raw, "x.docx"))
    parts["word/document.xml"] = parts["word/document.xml"].replace("联系人".encode(), "经办人".encode())
    return write_parts(parts)


def test_every_thing_is_looked_at_and_nothing_is_written(workspace: Path) -> None:
    before = files_in(workspace)
    report = doctor(Workspace(workspace), DAY)
    assert files_in(workspace) == before and report.exit_code == 0
    things = [
        "版本",
        "LibreOffice",
        "字体",
        "节假日",
        "磁盘",
        "写权限",
        "模板",
        "中断的命令",
        "残留的 LibreOffice",
        "残留的文件",
    ]
    extras = ["旧格式", "修订稿", "网页"]
    assert list(dict.fromkeys(one.what for one in report.findings)) == [*things, *extras, "网络"]
    assert all(one.hint for one in report.findings if one.state is not Condition.OK)
    json.dumps(report.as_json())


def test_a_year_without_holidays_is_missing_until_it_is_written_down(workspace: Path, found: Found) -> None:
    (first,) = found("节假日", PartialDate.parse("2031-01-05"))
    assert (first.state, first.message) == ("missing", "没有2031年、2032年的安排，按周一至周五算工作日")
    (workspace / "content" / "节假日.yaml").write_text("休: [2031-01-01, 2032-01-01]\n", "utf-8")
    (then,) = found("节假日", PartialDate.parse("2031-01-05"))
    assert then.state == "ok"


def test_a_newer_template_that_comes_with_the_tool_is_reported_with_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new(tmp_path, tmp_path / "工作", None)
    workspace = Workspace(tmp_path / "工作")
    of_templates = lambda: [one for one in doctor(workspace, DAY).findings if one.what == "模板"]  # noqa: E731
    assert [one.state for one in of_templates()] == ["ok"]
    supplied = Workspace.supplied_template
    monkeypatch.setattr(
        Workspace,
        "supplied_template",
        staticmethod(lambda name: reworded(supplied(name)) if name == "report_form.docx" else supplied(name)),
    )
    (old,) = of_templates()
    assert old.state == "old" and "是旧版，没有改过" in old.message
    assert "随附的新版“…{% if 联系人 %}" in old.message and "”改成“…{% if 经办人" in old.message
    template = tmp_path / "工作" / "templates" / "report_form.docx"
    parts = dict(read_parts(template.read_bytes(), "x.docx"))
    parts["word/document.xml"] = parts["word/document.xml"].replace("单位".encode(), "机关".encode())
    template.write_bytes(write_parts(parts))
    (both,) = of_templates()
    assert "自己改过，随附的也有了新版" in both.message


def test_a_template_that_only_the_clerk_changed_is_no_finding(tmp_path: Path) -> None:
    new(tmp_path, tmp_path / "工作", None)
    template = tmp_path / "工作" / "templates" / "report_form.docx"
    template.write_bytes(reworded(template.read_bytes()))
    (one,) = [one for one in doctor(Workspace(tmp_path / "工作"), DAY).findings if one.what == "模板"]
    assert one.state == "ok"


def test_a_workspace_from_before_cannot_tell_an_old_template_from_an_edited_one(workspace: Path, found: Found) -> None:
    template = workspace / "templates" / "report_form.docx"
    template.write_bytes(reworded(template.read_bytes()))
    (one,) = found("模板")
    assert one.state == "old" and "可能是旧版，也可能是自己改的" in one.message
    template.write_bytes(b"no Word file")
    (one,) = found("模板")[:1]
    assert one.state == "missing" and "report_form.docx" in one.message


def test_a_change_of_the_layout_alone_is_called_that() -> None:
    raw = Workspace.supplied_template("report_form.docx")
    parts = dict(read_parts(raw, "x.docx"))
    parts["word/styles.xml"] += b"<!-- -->"
    assert template_changes(raw, write_parts(parts), "x.docx") == "字句相同，版式（页面、样式）不同"
    assert template_changes(raw, raw, "x.docx") == ""


def test_a_command_that_was_killed_is_reported(workspace: Path, found: Found) -> None:
    log = workspace / "output" / ".duban" / "undo" / "log.jsonl"
    log.parent.mkdir(parents=True)
    (workspace / "output" / "x.docx").write_bytes(b"x")
    lines = [{"command": "build 2013"}, {"path": "output/x.docx", "before": None, "after": "1"}]
    log.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (one,) = found("中断的命令")
    assert one.state == "old" and "生成（2013）中途断了" in one.message and "undo" in one.hint


def test_a_folder_that_refuses_to_be_written_is_named(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(dir: Path, **_: object) -> io.BytesIO:
        if dir.name == "content":
            raise PermissionError
        return io.BytesIO()

    monkeypatch.setattr(module.tempfile, "TemporaryFile", refuse)
    (one,) = found("写权限")
    assert (one.state, one.message) == ("missing", "content写不进去")


def test_libreoffice_of_a_killed_command_is_found_and_others_are_not(tmp_path: Path) -> None:
    ours = b"/opt/soffice.bin\0-env:UserInstallation=file:///tmp/duban-abc/profile\0--headless\0"
    of_user = b"/opt/soffice.bin\0-env:UserInstallation=file:///home/me/.config/libreoffice\0"
    for process, parent, line in (
        (7, 1, ours),
        (8, 5, ours),
        (9, 1, of_user),
        (5, 1, b"python\0-m\0cli\0"),
        (1, 0, b"init"),
    ):
        folder = tmp_path / str(process)
        folder.mkdir()
        (folder / "cmdline").write_bytes(line)
        (folder / "stat").write_text(f"{process} (soffice (bin)) S {parent} {process} {process} 0")
    assert left_processes(tmp_path) == [7]
    assert left_processes(tmp_path / "none") == []


def test_a_temporary_folder_is_left_over_after_an_hour(tmp_path: Path) -> None:
    for name in ("duban-old", "duban-new", "duban-other"):
        (tmp_path / name / ("x" if name == "duban-other" else "profile")).mkdir(parents=True)
    os.utime(tmp_path / "duban-old", (0, 0))
    os.utime(tmp_path / "duban-other", (0, 0))
    assert left_folders(tmp_path) == [tmp_path / "duban-old"]


def test_it_works_where_nothing_is(tmp_path: Path) -> None:
    assert doctor(Workspace(tmp_path), DAY).findings
    assert make_workspace(tmp_path / "工作").is_dir()
