"""Warnings: many of one sort in one line, and those answered with 知道了 not repeated until they change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from support.files import NOTICE
from support.returns import Returned

from generators.problems import Place, Problem, error, notice, warning
from generators.report import problem_lines
from generators.workspace.seen import as_seen, unseen

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]
ABOUT_THE_NUMBER = "提示：没有发文字号"


def pointing(file: str, line: int, words: str) -> Problem:
    return warning(f"“{words}”只写了“见附件”", "把话写到这里", Place(f"content/甲/returns/{file}.yaml", line, 11))


def test_many_warnings_of_one_sort_are_one_line_with_a_count() -> None:
    many = [pointing(f"单位{number}", number, f"栏目{number}") for number in range(1, 8)]
    other = notice("没有发文字号", place=Place("content/甲/notice.yaml", 7, 1))
    wrong = [error("没有“某厅”这个单位", place=Place("content/甲/notice.yaml", number, 1)) for number in range(9)]
    lines = list(problem_lines([other, *many, *wrong]))
    assert lines[1] == (
        "警告 7 处：“栏目1”只写了“见附件”（把话写到这里）——单位1.yaml:1、单位2.yaml:2、单位3.yaml:3等，用 check 看全部"
    )
    assert lines[0] == str(other) and lines[2:11] == list(map(str, wrong))
    assert lines[11] == "共 9 处错误、7 处警告、1 处提示"
    (every, _) = problem_lines(many, every_place=True)
    assert every.endswith("单位5.yaml:5、单位6.yaml:6、单位7.yaml:7")


def test_a_few_warnings_of_one_sort_stay_each_with_its_place() -> None:
    few = [pointing("单位", number, "栏目") for number in range(5)]
    assert list(problem_lines(few)) == [*map(str, few), "共 5 处警告"]


def test_what_was_answered_is_repeated_by_no_command(duban: Duban) -> None:
    assert f"check {NOTICE} --seen" in duban("check").output and ABOUT_THE_NUMBER in duban("build").output
    answered = duban("check", "--seen")
    assert answered.exit_code == 0 and "知道了：" in answered.output
    for command in ("check", "build", "task-sheets", "progress-summary"):
        result = duban(command)
        assert result.exit_code == 0 and "没有发文字号" not in result.output, command
    assert "处已经看过（check --seen），没有变，不再列出。" in duban("check").output
    told = json.loads(duban("check", "--json").stdout)["problems"]
    assert any(one["message"] == "没有发文字号" for one in told), "a script gets them all"
    assert duban("undo").exit_code == 0


def test_answering_can_be_taken_back(workspace: Path, duban: Duban) -> None:
    duban("check", "--seen")
    assert duban("undo").exit_code == 0 and not (workspace / "content" / NOTICE / ".seen").exists()
    assert ABOUT_THE_NUMBER in duban("check").output


def test_a_hint_that_moves_stays_seen_and_one_that_changes_comes_back(
    duban: Duban, edit: Edit, returned: Returned
) -> None:
    returned("省财政厅", 收到日期="2012-12-10")
    duban("check", "--seen")
    edit("标题: 辽宁省", "# 一行注释\n标题: 辽宁省")
    assert "看过" in duban("check").output and "早于" not in duban("check").output
    returned("省财政厅", 收到日期="2012-12-11")
    assert "警告：收到日期2012年12月11日早于通知的成文日期" in duban("check").output


def test_an_error_is_never_answered_so(duban: Duban, edit: Edit) -> None:
    edit("部门: [省编委办]", "部门: [省编办委]")
    result = duban("check", "--seen")
    assert result.exit_code == 1 and "省编办委" in result.output and "省编办委" in duban("check").output


def test_word_files_are_not_answered(duban: Duban) -> None:
    assert duban("check", "templates/notice.docx", "--seen").exit_code == 2


def test_of_equal_hints_one_more_brings_all_back() -> None:
    first, second = pointing("甲", 3, "栏目"), pointing("甲", 9, "栏目")
    kept = as_seen([first])
    assert unseen([first], kept) == [] and unseen([first, second], kept) == [first, second]
    assert unseen([first], b"broken") == [first] and unseen([first], b"[1]") == [first]
