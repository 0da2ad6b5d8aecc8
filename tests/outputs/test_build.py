"""build: plan, decide, render, write. What changed is made again, what a person edited is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import DOCUMENTS, NOTICE, ROOT, by_hand, files_in, make_workspace, tables_of, text_of
from support.returns import FINANCE, Returned

from generators.word.package import read_parts, write_parts
from generators.workspace.files import digest_of

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


@pytest.fixture
def sheet(made: Path) -> Path:
    """A document that was built, and edited by hand since."""
    path = made / "任务清单" / "040-省财政厅-任务清单.docx"
    path.write_bytes(b"edited by hand")
    return path


@pytest.fixture
def beside(sheet: Path, edit: Edit, duban: Duban) -> Path:
    """The new version beside it, after an edit and a build."""
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    duban("build")
    return sheet.with_name("040-省财政厅-任务清单.新版.docx")


def outcomes(result: Result) -> dict[str, str]:
    """path -> outcome of a build with --json."""
    return {output["path"]: output["outcome"] for output in json.loads(result.stdout)["outputs"]}


def test_two_builds_of_the_same_content_give_the_same_bytes(workspace: Path, output: Path, built: Path) -> None:
    """In another process, where sets have another order."""
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), "build"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert files_in(output) == files_in(built)


def test_a_build_without_an_edit_writes_nothing(duban: Duban, output: Path) -> None:
    duban("build")
    stamps = {path: path.stat().st_mtime_ns for path in output.rglob("*.docx")}
    result = duban("build", "--json")
    assert set(outcomes(result).values()) == {"same"}
    assert stamps == {path: path.stat().st_mtime_ns for path in output.rglob("*.docx")}


def test_moving_a_lead_is_one_word_and_changes_what_it_should(duban: Duban, edit: Edit, output: Path) -> None:
    duban("build")
    before = files_in(output)
    edit("[省国土资源厅, 省住房城乡建设厅]", "[省国土资源厅, 省审计厅]")
    result = duban("build", "--json")
    assert result.exit_code == 0
    changed = {name for name, content in files_in(output).items() if before.get(name) != content}
    units = {name.split("/")[1].split("-")[1] for name in changed if "/" in name}
    assert units == {"省国土资源厅", "省住房城乡建设厅", "省审计厅"} | {
        name.split("-")[1] for name in (path.name for path in (output / "实施方案模板").glob("*市-*"))
    }
    assert "（省国土资源厅、省审计厅牵头落实）" in text_of(output / f"{NOTICE}-通知.docx")
    rows = tables_of(output / f"{NOTICE}-重点任务分解表.docx")[0]
    assert "省国土资源厅、省审计厅（共同牵头）" in [row[4] for row in rows]
    audit = text_of(output / "任务清单" / "110-省审计厅-任务清单.docx")
    housing = text_of(output / "任务清单" / "080-省住房城乡建设厅-任务清单.docx")
    assert "推进征地拆迁信息公开" in audit and "推进征地拆迁信息公开" not in housing
    reported = {path.removeprefix(f"output/{NOTICE}/") for path, one in outcomes(result).items() if one != "same"}
    assert reported == changed


def test_a_changed_deadline_reaches_every_document_that_shows_it(duban: Duban, edit: Edit, output: Path) -> None:
    duban("build")
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    duban("build")
    assert "于9月10日前将具体实施方案" in text_of(output / f"{NOTICE}-通知.docx")
    sheet = text_of(output / "任务清单" / "040-省财政厅-任务清单.docx")
    assert "2013年9月10日前" in sheet and "9月6日" not in sheet


def test_an_inserted_item_renumbers_everywhere(duban: Duban, edit: Edit, output: Path) -> None:
    edit(
        "        - 标题: 推进安全生产信息公开\n",
        "        - 标题: 推进新事项\n          措施: [做一件事。]\n          牵头: { 部门: [省文化厅] }\n"
        "        - 标题: 推进安全生产信息公开\n",
    )
    duban("build")
    assert "（六）推进新事项。做一件事。（省文化厅牵头落实）" in text_of(output / f"{NOTICE}-通知.docx")
    assert "（七）推进安全生产信息公开。" in text_of(output / f"{NOTICE}-通知.docx")
    assert "一（七）" in text_of(output / "任务清单" / "130-省安全生产监管局-任务清单.docx")


def test_secrecy_is_inherited_by_every_document(duban: Duban, edit: Edit, output: Path) -> None:
    edit("附注: 此件公开发布", "密级: 机密★1年")
    assert duban("build").exit_code == 0
    assert [path.name for path in output.rglob("*.docx") if "机密★1年" not in text_of(path)] == []


def test_a_hand_edited_file_is_kept_and_the_new_version_laid_beside_it(duban: Duban, edit: Edit, sheet: Path) -> None:
    assert duban("build").exit_code == 1
    assert len(list(sheet.parent.iterdir())) == 32, "nothing new to lay beside it"
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    result = duban("task-sheets", "--for", "省财政厅", "--json")
    report = json.loads(result.stdout)["outputs"][0]
    assert (result.exit_code, report["outcome"]) == (1, "edited")
    assert report["beside"] == f"output/{NOTICE}/任务清单/040-省财政厅-任务清单.新版.docx"
    assert sheet.read_bytes() == b"edited by hand"
    beside = sheet.with_name("040-省财政厅-任务清单.新版.docx")
    assert "2013年9月10日前" in text_of(beside)
    stamp = beside.stat().st_mtime_ns
    assert duban("build").exit_code == 1
    assert beside.stat().st_mtime_ns == stamp
    sheet.unlink()
    beside.rename(sheet)
    for _ in range(2):
        assert set(outcomes(duban("build", "--json")).values()) == {"same"}, "the clerk took the new version"


def test_a_new_version_that_was_merged_and_removed_is_not_laid_again(duban: Duban, edit: Edit, beside: Path) -> None:
    beside.unlink()
    for _ in range(2):
        duban("build")
        assert not beside.exists()
    edit("截止: 2013-09-10", "截止: 2013-09-11")
    duban("build")
    assert "2013年9月11日前" in text_of(beside)


def test_overwrite_keeps_a_copy_of_the_hand_edited_file(duban: Duban, output: Path) -> None:
    duban("build")
    sheet = output / "任务清单" / "040-省财政厅-任务清单.docx"
    right = sheet.read_bytes()
    sheet.write_bytes(b"edited by hand")
    result = duban("build", "--overwrite")
    assert result.exit_code == 0 and "手改留存" in result.output
    assert sheet.read_bytes() == right
    assert sheet.with_name("040-省财政厅-任务清单.手改留存.docx").read_bytes() == b"edited by hand"


def test_overwrite_takes_away_the_new_version_that_lay_beside(duban: Duban, beside: Path) -> None:
    result = duban("build", "--overwrite")
    assert "省科技厅等32个单位" in result.output and "不再需要" not in result.output
    assert sorted(path.name for path in beside.parent.glob("040-*")) == [
        *("040-省财政厅-任务清单.docx", "040-省财政厅-任务清单.手改留存.docx")
    ]


def test_a_foreign_file_in_the_place_of_an_output_is_kept(duban: Duban, output: Path) -> None:
    foreign = output / f"{NOTICE}-通知.docx"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"foreign")
    result = duban("notice", "--json")
    report = json.loads(result.stdout)["outputs"][0]
    assert (report["outcome"], report["reason"]) == ("edited", "不是本工具生成的文件")
    assert foreign.read_bytes() == b"foreign" and report["beside"].endswith(".新版.docx")


def test_a_deleted_file_is_restored(duban: Duban, output: Path) -> None:
    duban("build")
    sheet = output / "任务清单" / "040-省财政厅-任务清单.docx"
    right = sheet.read_bytes()
    sheet.unlink()
    report = outcomes(duban("build", "--json"))
    assert report[f"output/{NOTICE}/任务清单/040-省财政厅-任务清单.docx"] == "restored"
    assert sheet.read_bytes() == right


def test_an_orphan_is_listed_and_pruned_only_if_unedited(duban: Duban, workspace: Path, output: Path) -> None:
    duban("build")
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(departments.read_text("utf-8").replace("简称: 锦州市", "简称: 锦州"), "utf-8")
    departments.write_text(departments.read_text("utf-8").replace("别名: [锦州]", "别名: [锦州市]"), "utf-8")
    old = output / "任务清单" / "250-锦州市-任务清单.docx"
    edited = output / "进展情况报送表" / "250-锦州市-进展情况报送表.docx"
    edited.write_bytes(b"filled in")
    assert outcomes(duban("build", "--json"))[f"output/{NOTICE}/任务清单/{old.name}"] == "orphan"
    assert old.exists()
    result = duban("build", "--prune")
    assert not old.exists() and edited.read_bytes() == b"filled in"
    assert result.exit_code == 1 and "的简称 锦州市 → 锦州）；手工改过，不会自动删除" in result.output
    assert duban("build").exit_code == 0, "without --prune nothing was asked for that was not done"


def test_lost_records_are_told_with_what_to_do(duban: Duban, edit: Edit, output: Path) -> None:
    duban("build")
    (output / ".duban" / "manifest.json").unlink()
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    before = files_in(output)
    result = duban("build")
    assert result.exit_code == 1 and "生成记录不见了" in result.output and "改名留底" in result.output
    assert {name: content for name, content in files_in(output).items() if name in before} == before
    assert duban("undo").exit_code == 0
    assert files_in(output) == before


def test_a_lost_file_is_told_with_what_has_changed_besides(duban: Duban, edit: Edit, output: Path) -> None:
    duban("build")
    (output / "任务清单" / "040-省财政厅-任务清单.docx").unlink()
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    assert "文件不见了；时限“实施方案” 9月6日 → 9月10日" in duban("build").output


def test_a_new_version_that_was_edited_is_not_called_superfluous(duban: Duban, edit: Edit, beside: Path) -> None:
    beside.write_bytes(b"edited too")
    edit("截止: 2013-09-10", "截止: 2013-09-11")
    result = duban("build", "--prune")
    assert "以前放在旁边的新版，又被手工改过" in result.output and "内容里已没有它" not in result.output
    assert beside.read_bytes() == b"edited too"


def test_a_dry_run_tells_the_same_and_writes_nothing(duban: Duban, workspace: Path) -> None:
    before = files_in(workspace)
    dry = outcomes(duban("build", "--dry-run", "--json"))
    assert files_in(workspace) == before and not (workspace / "output").exists()
    assert outcomes(duban("build", "--json")) == dry


def test_a_killed_build_is_finished_by_running_again(duban: Duban, output: Path, built: Path) -> None:
    """What a kill leaves: documents written, the journal not folded, a torn line, a temporary file."""
    duban("build")
    manifest, journal = output / ".duban" / "manifest.json", output / ".duban" / "journal.jsonl"
    records = json.loads(manifest.read_text("utf-8"))
    lines = [json.dumps([path, record], ensure_ascii=False) for path, record in records.items()]
    journal.write_text("\n".join(lines[:60]) + '\n["任务清单/x', "utf-8")
    manifest.unlink()
    for path in list(records)[60:]:
        (output / path).unlink()
    (output / "任务清单" / "~0123456789ab.duban-tmp").write_bytes(b"half")
    result = duban("build", "--json")
    assert result.exit_code == 0
    assert set(outcomes(result).values()) == {"same", "new"}
    assert files_in(output) == files_in(built)


def test_a_template_with_a_fault_fails_its_own_kind_only(duban: Duban, workspace: Path, output: Path) -> None:
    (workspace / "templates" / "task_sheet.docx").write_bytes(b"broken")
    result = duban("build", "--json")
    report = json.loads(result.stdout)
    failed = {one["kind"] for one in report["outputs"] if one["outcome"] == "failed"}
    assert (result.exit_code, failed) == (1, {"task-sheet"})
    assert [problem["file"] for problem in report["problems"] if problem["severity"] == "error"] == [
        "templates/task_sheet.docx"
    ]
    assert len(list(output.rglob("*.docx"))) == 65


def test_a_fault_in_a_return_stops_nothing_and_its_unit_counts_as_returned(
    returned: Returned, duban: Duban, output: Path
) -> None:
    returned("省财政厅", "单位：省财政厅\n")
    returned("省审计厅", FINANCE.replace("省财政厅", "省审计厅"))
    result = duban("build", "--json")
    report = json.loads(result.stdout)
    assert {one["outcome"] for one in report["outputs"]} == {"new"}
    faults = [one["file"] for one in report["problems"] if one["severity"] == "error"]
    assert (result.exit_code, faults) == (1, [f"content/{NOTICE}/returns/省财政厅.yaml"])
    summary = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "其中，省直部门17个，已报送2个" in summary and "印发了细化公开的通知" in summary


def test_only_the_kind_and_unit_asked_for_are_made(duban: Duban, output: Path) -> None:
    duban("build", "--kind", "task-sheet", "--kind", "report-form", "--for", "财政厅厅", "--for", "沈阳")
    assert not output.exists(), "an unknown unit stops everything"
    duban("build", "--kind", "task-sheet", "--kind", "report-form", "--for", "省财政厅", "--for", "沈阳")
    assert sorted(path.name for path in output.rglob("*.docx")) == [
        "040-省财政厅-任务清单.docx",
        "040-省财政厅-进展情况报送表.docx",
        "190-沈阳市-任务清单.docx",
        "190-沈阳市-进展情况报送表.docx",
    ]


def test_several_jobs_make_the_same_documents(duban: Duban, output: Path, built: Path) -> None:
    duban("build", "--jobs", "4")
    assert files_in(output) == files_in(built)


def hold_open(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when Word holds a file: Windows refuses the rename. (Root may write anywhere, so it is played.)"""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if name in str(target):
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_a_file_that_cannot_be_written_fails_alone(duban: Duban, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_open("省财政厅", monkeypatch)
    result = duban("task-sheets")
    assert result.exit_code == 1 and "可能正在 Word 或 WPS 里打开" in result.output
    assert len(list(output.rglob("*.docx"))) == 31
    assert not list(output.rglob("*.duban-tmp"))
    monkeypatch.undo()
    assert duban("task-sheets").exit_code == 0
    assert len(list(output.rglob("*.docx"))) == 32


def test_a_read_only_file_is_left_and_told_before_it_is_tried(
    duban: Duban, edit: Edit, output: Path, workspace: Path
) -> None:
    duban("build")
    sheet = output / "任务清单" / "040-省财政厅-任务清单.docx"
    before = sheet.read_bytes()
    sheet.chmod(0o444)
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    tried, done = duban("build", "--dry-run"), duban("build")
    for result in (tried, done):
        assert result.exit_code == 1
        assert f"{sheet.name}：文件是只读的，没有改（时限“实施方案” 9月6日 → 9月10日）" in result.output
        assert "去掉“只读”再运行" in result.output
    assert sheet.read_bytes() == before
    assert duban("build", "--overwrite").exit_code == 1 and sheet.read_bytes() == before
    sheet.chmod(0o644)
    assert outcomes(duban("build", "--json"))[sheet.relative_to(workspace).as_posix()] == "updated"


def test_what_was_set_read_only_since_is_neither_taken_back_nor_pruned(
    duban: Duban, edit: Edit, output: Path, workspace: Path
) -> None:
    duban("build")
    sheet = output / "任务清单" / "040-省财政厅-任务清单.docx"
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    duban("build")
    after = sheet.read_bytes()
    sheet.chmod(0o444)
    undone = duban("undo")
    assert undone.exit_code == 1 and "失败" in undone.output and sheet.read_bytes() == after
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(
        departments.read_text("utf-8").replace("名称: 省财政厅,", "名称: 省财政厅, 简称: 财政厅,"), "utf-8"
    )
    foreseen = duban("build", "--prune", "--dry-run")
    assert foreseen.exit_code == 1 and "内容里已没有它（" in foreseen.output and "文件是只读的" in foreseen.output
    pruned = duban("build", "--prune")
    assert pruned.exit_code == 1 and "没有删" in pruned.output and sheet.read_bytes() == after


def test_a_locked_file_is_updated_once_it_is_free(
    duban: Duban, edit: Edit, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duban("build")
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    hold_open("040-省财政厅-任务清单", monkeypatch)
    assert duban("build").exit_code == 1
    monkeypatch.undo()
    result = duban("build", "--json")
    assert outcomes(result)[f"output/{NOTICE}/任务清单/040-省财政厅-任务清单.docx"] == "updated"
    assert "2013年9月10日前" in text_of(output / "任务清单" / "040-省财政厅-任务清单.docx")


def test_a_lost_or_damaged_record_takes_back_what_is_unchanged(duban: Duban, output: Path) -> None:
    duban("build")
    for damage in ("", '{"a": 1}', "[1]", '{"x.docx": {"kind": 3}}'):
        (output / ".duban" / "manifest.json").write_text(damage, "utf-8")
        result = duban("build", "--json")
        assert (result.exit_code, set(outcomes(result).values())) == (0, {"same"})
    assert len(list(output.rglob("*.docx"))) == DOCUMENTS


def test_a_planted_record_cannot_reach_out_of_the_output_folder(duban: Duban, output: Path, workspace: Path) -> None:
    duban("build")
    victim = workspace / "content" / "departments.yaml"
    manifest = output / ".duban" / "manifest.json"
    records = json.loads(manifest.read_text("utf-8"))
    planted = {**next(iter(records.values())), "content": digest_of(victim.read_bytes())}
    manifest.write_text(json.dumps({**records, "../../content/departments.yaml": planted}), "utf-8")
    duban("build", "--prune")
    assert victim.exists()


@pytest.mark.parametrize("journal", ["5", "null", '["a", 5]', '["a", {}]', '[5, {"content": "x"}]', '"a\u0000b"'])
def test_a_damaged_journal_is_passed_over(duban: Duban, output: Path, journal: str) -> None:
    duban("build")
    (output / ".duban" / "journal.jsonl").write_text(journal, "utf-8")
    assert duban("build").exit_code == 0


@pytest.mark.parametrize("part", ["word/styles.xml", "[Content_Types].xml", "word/document.xml"])
def test_a_template_with_a_broken_part_overwrites_nothing(
    duban: Duban, workspace: Path, output: Path, built: Path, part: str
) -> None:
    duban("build")
    template = workspace / "templates" / "task_sheet.docx"
    parts = read_parts(template.read_bytes(), "t")
    template.write_bytes(write_parts({**parts, part: b"<x"}))
    assert duban("build").exit_code == 1
    assert files_in(output) == files_in(built)


def test_names_from_data_stay_in_their_folder_with_their_ending(duban: Duban, workspace: Path, output: Path) -> None:
    departments = workspace / "content" / "departments.yaml"
    text = departments.read_text("utf-8").replace("名称: 省教育厅,", f"名称: 省教育厅, 简称: {'教' * 70},")
    departments.write_text(text.replace("名称: 省科技厅,", "名称: 省科技厅, 简称: ../省科技厅/考试院,"), "utf-8")
    assert duban("task-sheets").exit_code == 0
    names = {path.relative_to(output).as_posix() for path in output.rglob("*.docx")}
    assert len(names) == 32 and all(name.count("/") == 1 and name.endswith("-任务清单.docx") for name in names)
    assert "任务清单/030-_省科技厅_考试院-任务清单.docx" in names


def test_folders_in_the_way_are_told(duban: Duban, workspace: Path, output: Path) -> None:
    (output / f"{NOTICE}-通知.docx").mkdir(parents=True)
    result = duban("notice")
    assert result.exit_code == 1 and "有一个同名的文件夹；把它改名或移走" in result.output
    (output / "任务清单").write_text("x")
    result = duban("task-sheets")
    assert result.exit_code == 1 and "有一个同名的文件；把那个文件改名或移走" in result.output
    (workspace / "output").rename(workspace / "旧")
    (workspace / "output").write_text("x")
    result = duban("build")
    assert result.exit_code == 1 and "读不了或写不进去" in result.stderr


def test_a_folder_name_may_hold_blanks_and_chinese(tmp_path: Path) -> None:
    from click.testing import CliRunner

    import cli

    folder = make_workspace(tmp_path / "我的 工作")
    assert CliRunner().invoke(cli.cli, ["-C", str(folder), "notice"]).exit_code == 0


def test_a_hand_edited_a_read_only_a_deleted_and_a_foreign_file_in_one_build(
    duban: Duban, edit: Edit, made: Path
) -> None:
    sheets = made / "任务清单"
    edited = by_hand(sheets / "040-省财政厅-任务清单.docx")
    (sheets / "110-省审计厅-任务清单.docx").unlink()
    foreign, read_only = made / f"{NOTICE}-重点任务分解表.docx", sheets / "010-省编委办-任务清单.docx"
    (made / ".duban" / "manifest.json").write_text(
        json.dumps(
            {
                path: record
                for path, record in json.loads((made / ".duban" / "manifest.json").read_text("utf-8")).items()
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
    found = {one["path"].rsplit("/", 1)[-1]: one for one in report["outputs"]}
    assert result.exit_code == 1
    sheet = found["040-省财政厅-任务清单.docx"]
    assert sheet["outcome"] == "edited" and sheet["beside"].endswith("040-省财政厅-任务清单.新版.docx")
    assert "时限“进展报告” 12月13日 → 12月20日" in sheet["reason"]
    assert (sheets / "040-省财政厅-任务清单.docx").read_bytes() == edited
    assert found["110-省审计厅-任务清单.docx"]["outcome"] == "restored"
    assert found[foreign.name]["outcome"] == "edited" and foreign.read_bytes() == b"somebody else's"
    assert found[read_only.name]["outcome"] == "failed" and "文件是只读的" in found[read_only.name]["reason"]
    assert read_only.read_bytes() == old
    read_only.chmod(0o644)
    again = duban("build")
    assert again.exit_code == 1 and "010-省编委办" in again.output
    assert "2013年12月20日" in text_of(read_only)
