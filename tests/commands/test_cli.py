"""The command line: Chinese answers, the next step named, exit codes and JSON as promised."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result
from support.files import NOTICE, ROOT

import cli
from generators.kinds import all_kinds
from generators.plan import MadeBy

Duban = Callable[..., Result]


@pytest.mark.parametrize("command", sorted(cli.cli.commands))
def test_every_command_has_help_in_chinese(duban: Duban, command: str) -> None:
    result = duban(command, "--help")
    assert result.exit_code == 0
    assert any("\u4e00" <= letter <= "\u9fff" for letter in cli.cli.commands[command].get_short_help_str(80))


def test_every_kind_has_a_command_that_makes_it_alone(duban: Duban, workspace: Path) -> None:
    notice = workspace / "content" / NOTICE / "notice.yaml"
    table = "附件: [{ 名称: 情况表, 表格: { 表头: [项目, 数量] }, 填报: [各市] }]\n"
    notice.write_text(notice.read_text("utf-8") + table, "utf-8")  # so that there is something of every kind
    for kind in (one for one in all_kinds() if one.made_by is not MadeBy.EDIT):
        report = json.loads(duban(kind.command, "--json").stdout)
        assert {output["kind"] for output in report["outputs"]} == {kind.name}
        assert {output["outcome"] for output in report["outputs"]} == {"new"}


def test_build_prints_one_json_object_with_the_keys_promised(duban: Duban) -> None:
    report = json.loads(duban("build", "--json").stdout)
    assert set(report) == {"notice", "outputs", "problems"}
    assert report["notice"] == NOTICE
    assert set(report["outputs"][0]) == {"kind", "for", "path", "beside", "outcome", "reason"}
    assert set(report["problems"][0]) == {"severity", "file", "line", "column", "message", "hint"}
    city = next(one for one in report["outputs"] if one["for"] == "沈阳市人民政府")
    assert city["path"] == f"output/{NOTICE}/任务清单/190-沈阳市-任务清单.docx"


def test_the_table_tells_what_was_made_for_whom_and_where(duban: Duban, workspace: Path) -> None:
    lines = duban("build").output.splitlines()
    assert "任务清单        32    新增 32  省编委办、省教育厅、省科技厅等32个单位" in lines
    assert f"位置：{workspace / 'output' / NOTICE}" in lines


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "2014-open"], "没有“2014-open”这份通知（现有：2013-open-government）"),
        (["build", "--for", "省财证厅"], "没有“省财证厅”这个单位（是不是“省财政厅”？）"),
        (["build", "--kind", "任务单"], "没有“任务单”这个文种（可选：通知、重点任务分解表"),
        (["check", "2014"], "没有“2014”这份通知"),
    ],
)
def test_what_does_not_exist_is_wrong_usage_with_the_way_out(duban: Duban, arguments: list[str], told: str) -> None:
    result = duban(*arguments)
    assert result.exit_code == 2 and told in result.stderr and result.stdout == ""


def test_with_two_notices_the_lines_to_type_are_listed(duban: Duban, workspace: Path) -> None:
    (workspace / "content" / "2014-again").mkdir()
    (workspace / "content" / "2014-again" / "notice.yaml").write_bytes(b"")
    result = duban("build")
    assert result.exit_code == 2
    assert "duban build 2013-open-government；duban build 2014-again" in result.stderr


def test_a_missing_folder_or_file_is_told(workspace: Path, duban: Duban) -> None:
    result = CliRunner().invoke(cli.cli, ["-C", str(workspace / "没有"), "build"])
    assert result.exit_code == 2 and "没有“" in result.stderr
    (workspace / "content" / "departments.yaml").unlink()
    result = duban("build")
    assert result.exit_code == 2 and "缺少文件 content/departments.yaml" in result.stderr


def test_an_empty_folder_builds_the_notice_that_comes_with_the_tool(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "notice"])
    assert result.exit_code == 0 and "用的是随附的 2013 年通知" in result.output
    assert (tmp_path / "output" / NOTICE / f"{NOTICE}-通知.docx").exists()


def test_a_unit_without_such_a_document_is_told(duban: Duban) -> None:
    result = duban("plan-templates", "--for", "省人力资源社会保障厅")
    assert result.exit_code == 0 and "“省人力资源社会保障厅”没有这类文书" in result.output


@pytest.mark.slow
def test_a_gbk_pipe_survives(workspace: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), "build"],
        capture_output=True,
        env={"PYTHONIOENCODING": "gbk", "PATH": ""},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "新增" in run.stdout.decode("gbk") and b"?" not in run.stdout


WORD = {"docxtpl", "docx", "lxml", "jinja2"}
NO_READER = WORD | {"ruamel", "ssl", "asyncio", "filelock", "openpyxl"}


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], NO_READER | {"email", "pydantic", "yaml"}),
        (["notice"], NO_READER | {"email", "pydantic", "yaml"}),  # made already: nothing to do
        (["status", "--on", "2013-12-20"], NO_READER),
        (["check"], NO_READER),
        (["task-table"], {"ruamel", "ssl", "asyncio", "openpyxl"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_nothing_heavy_that_it_does_not_need(
    workspace: Path, duban: Duban, arguments: list[str], heavy: set[str]
) -> None:
    duban("notice")
    script = (
        "import sys, cli\n"
        "sys.argv = ['duban', '-C', *sys.argv[1:]]\n"
        "try: cli.main()\n"
        "finally: print('imported', *sys.modules, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, str(workspace), *arguments]
    run = subprocess.run(command, capture_output=True, cwd=ROOT, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    assert not heavy & set(run.stderr.split("imported")[-1].split())


@pytest.mark.parametrize(
    ("typed", "incomplete", "offered"),
    [
        ([], "task", ["task-table", "task-sheets"]),
        (["build"], "2013", [NOTICE]),
        (["build", "--for"], "省财", ["省财政厅"]),
        (["task-sheets", "--for"], "沈", ["沈阳市"]),
    ],
)
def test_the_shell_completes_commands_notices_and_units(
    workspace: Path, typed: list[str], incomplete: str, offered: list[str]
) -> None:
    shell = BashComplete(cli.cli, {}, "duban", "_DUBAN_COMPLETE")
    completions = shell.get_completions(["-C", str(workspace), *typed], incomplete)
    assert [completion.value for completion in completions] == offered


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "没有写命令。"),
        (["bulid"], "没有“bulid”这个命令。 是不是：'build'？"),
        (["xyz"], "没有“xyz”这个命令。现有命令：build、notice、"),
        (["build", "--jobs", "多"], "'--jobs' 的值不对：“多”不是数字。"),
        (["build", "--jobs", "0"], "0 不在范围 1<=x<=64 之内。"),
        (["build", "--hlep"], "没有“--hlep”这个选项。 是不是：'--help'？"),
        (["build", "a", "b"], "多写了：b"),
        (["new"], "缺少参数"),
    ],
)
def test_wrong_usage_is_answered_in_chinese(duban: Duban, arguments: list[str], told: str) -> None:
    result = duban(*arguments)
    assert result.exit_code == 2 and told in result.output
    assert not re.search(r"Usage|Error|Try|Missing|Options|Commands", result.output)


def test_help_stands_in_groups_and_is_shown_unasked() -> None:
    result = CliRunner().invoke(cli.cli, [], prog_name="duban")
    text = result.output
    assert text.startswith("用法： duban [选项]... 命令 [参数]...")
    assert text.index("制作：") < text.index("  build ") < text.index("内容：") < text.index("  check ")


@pytest.mark.parametrize("inside", ["content", f"content/{NOTICE}", "templates"])
def test_one_folder_too_deep_is_told_and_nothing_is_made(workspace: Path, inside: str) -> None:
    for command in ("build", "check"):
        result = CliRunner().invoke(cli.cli, ["-C", str(workspace / inside), command])
        assert result.exit_code == 2 and "这里在工作文件夹的里面" in result.stderr
    assert not (workspace / inside / "output").exists()


def test_schema_is_refused_where_there_is_no_content(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "schema"])
    assert result.exit_code == 2 and not list(tmp_path.iterdir())


def test_a_kind_may_be_called_by_its_name_its_command_or_its_title(duban: Duban) -> None:
    for word in ("task-sheet", "task-sheets", "任务清单"):
        report = json.loads(duban("build", "--kind", word, "--dry-run", "--json").stdout)
        assert {output["kind"] for output in report["outputs"]} == {"task-sheet"}


def test_the_next_step_can_be_copied_as_it_stands(workspace: Path, duban: Duban) -> None:
    last = duban("check").output.splitlines()[-1]
    assert last == f'没有错误，可以生成：duban -C "{workspace}" build {NOTICE}'
