"""`changes` says what differs from what was issued or last built, for each unit, and what is written of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, ROOT, by_hand

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


def test_a_changed_template_is_told_by_changes_before_and_after_an_issue(
    duban: Duban, made: Path, workspace: Path
) -> None:
    template, sheet = workspace / "templates" / "task_sheet.docx", made / "任务清单" / "040-省财政厅-任务清单.docx"
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


@pytest.mark.usefixtures("made")
def test_a_renamed_unit_is_told_as_one(duban: Duban, workspace: Path) -> None:
    departments = workspace / "content" / "departments.yaml"
    text = departments.read_text("utf-8")
    departments.write_text(text.replace("名称: 省物价局,", "名称: 省发展改革委, 别名: [省物价局],"), "utf-8")
    units = {one["for"]: one for one in json.loads(duban("changes", "--json").stdout)["units"]}
    assert "省物价局" not in units
    assert units["省发展改革委"]["facts"][0] == "单位“省物价局”改名为“省发展改革委”"
    assert [fact for fact in units["省发展改革委"]["facts"] if "不再" in fact or "有任务" in fact] == []
    assert {one["outcome"] for one in units["省发展改革委"]["outputs"]} == {"new", "orphan"}


@pytest.mark.usefixtures("made")
def test_a_new_unit_is_told_although_no_document_of_another_changes(duban: Duban, workspace: Path) -> None:
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8") + "  - { 序号: 45, 名称: 省民政厅, 类别: 省直部门 }\n", "utf-8"
    )
    units = {one["for"]: one for one in json.loads(duban("changes", "--json").stdout)["units"]}
    assert "新增单位“省民政厅”" in units[None]["facts"]
    assert any(fact.startswith("新的要求") for fact in units["省民政厅"]["facts"])


@pytest.mark.usefixtures("made")
def test_a_new_document_and_one_no_longer_needed_say_why(duban: Duban, edit: Edit, workspace: Path) -> None:
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


@pytest.mark.usefixtures("made")
def test_changes_compare_with_the_issue_also_after_a_build(duban: Duban, edit: Edit) -> None:
    duban("issue", "--on", "2013-08-21")
    edit("[省编委办], 方式: 牵头", "[省审计厅], 方式: 牵头")
    duban("build", "--restate")
    report = json.loads(duban("changes", "--json").stdout)
    assert report["since"] == "issued 2013-08-21"
    units = {one["for"]: one for one in report["units"]}
    assert "不再牵头“推进行政审批信息公开”" in units["省编委办"]["facts"]
    assert "新牵头“推进行政审批信息公开”" in units["省审计厅"]["facts"]
    assert {"orphan", "same"} == {one["outcome"] for one in units["省编委办"]["outputs"]}, "they are written"


@pytest.mark.usefixtures("made")
def test_changes_after_an_issue_say_what_is_written_what_is_not_and_what_stays(duban: Duban, edit: Edit) -> None:
    duban("issue", "--on", "2013-08-21")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    before = duban("changes").output
    assert "通知（保持印发）、重点任务分解表（待更新）、进展情况汇总（待更新）" in before
    assert "任务清单（待更新）" in before and "“待”的还没有写。" in before
    duban("build")
    after = duban("changes").output
    assert "通知（保持印发）、重点任务分解表（已更新）" in after and "任务清单（已更新）" in after
    assert "待" not in after.replace("等待", "") and "该写的都已写进文书。" in after


@pytest.mark.usefixtures("made")
def test_changes_name_the_facts_of_every_unit_whose_documents_change(duban: Duban, edit: Edit) -> None:
    edit("发文字号:", "发文字号: 辽政办发〔2013〕1号   #")
    units = json.loads(duban("changes", "--json").stdout)["units"]
    assert len(units) > 30
    assert [one["for"] for one in units if one["outputs"] and not one["facts"]] == []


@pytest.mark.usefixtures("made")
def test_a_unit_without_a_duty_any_more_is_told(duban: Duban, workspace: Path) -> None:
    text = "  - { 序号: 320, 名称: 葫芦岛市人民政府, 简称: 葫芦岛市, 别名: [葫芦岛], 类别: 市 }\n"
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8").replace(text, text.replace("类别: 市", "类别: 其他")), "utf-8"
    )
    result = duban("changes")
    assert result.exit_code == 0
    assert "葫芦岛市人民政府：" in result.output and "不再有任务" in result.output
    assert "任务清单（不再需要）" in result.output


def test_changes_before_the_first_build_say_so(duban: Duban) -> None:
    result = duban("changes")
    assert result.exit_code == 0 and "还没有生成过" in result.output


@pytest.mark.usefixtures("made")
def test_changes_of_faulty_content_are_its_faults(duban: Duban, edit: Edit) -> None:
    edit("截止: 2013-12-13", "截止: 2013-13-13")
    result = duban("changes")
    assert result.exit_code == 1 and "日历上没有“2013-13-13”这一天" in result.output


@pytest.mark.usefixtures("made")
def test_documents_of_a_partial_build_are_each_compared_with_what_they_were_made_from(duban: Duban, edit: Edit) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build", "--kind", "notice")
    edit("截止: 2013-12-20", "截止: 2013-12-25")
    report = {o["path"]: o["reason"] for o in json.loads(duban("build", "--json").stdout)["outputs"]}
    assert "12月20日 → 12月25日" in report[f"output/{NOTICE}/{NOTICE}-通知.docx"]
    assert "12月13日 → 12月25日" in report[f"output/{NOTICE}/任务清单/040-省财政厅-任务清单.docx"]


@pytest.mark.usefixtures("made")
def test_planning_and_deciding_import_no_word_library(workspace: Path) -> None:
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
    done = subprocess.run(
        [sys.executable, "-c", script, str(workspace)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "12月13日 → 12月20日" in done.stdout


def test_documents_without_records_are_not_said_never_to_have_been_made(duban: Duban, made: Path) -> None:
    shutil.rmtree(made / ".duban")
    result = duban("changes")
    assert result.exit_code == 0 and f"output/{NOTICE}/.duban 里的生成记录不见了，没有可比的" in result.output
