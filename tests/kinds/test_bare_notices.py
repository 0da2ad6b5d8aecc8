"""Notices that leave something out: a task without a lead, an order without tasks. Nothing empty is printed of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook
from support.files import NOTICE, tables_of, text_of
from support.returns import Returned

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]
ORDER = """\
标题: 某省人民政府令
发文机关: 某省人民政府
版式: 命令
成文日期: 2013-08-20
正文: [现公布《某办法》，自公布之日起施行。]
"""
WITHOUT_DUTY = "          牵头: { 部门: [省编委办], 方式: 牵头 }\n"
WITH_DUTY = "          牵头: { 部门: [省住房城乡建设厅], 方式: 牵头 }\n"
HOLLOW = re.compile(r"（）|（[：、；，]|[：、；，]）|：。|由共|由牵头|^（牵头）$", re.MULTILINE)


@pytest.fixture
def order(notice_file: Path) -> Path:
    notice_file.write_text(ORDER, "utf-8")
    return notice_file


def test_no_document_prints_an_empty_place_for_a_lead_that_is_missing(
    workspace: Path, duban: Duban, edit: Edit
) -> None:
    """Two tasks without a lead: one that asks the cities for something, one that does not."""
    edit(WITHOUT_DUTY, "")
    edit(WITH_DUTY, "")
    for command in (["build"], ["report-forms-excel"]):
        assert duban(*command).exit_code == 0
    output = workspace / "output" / NOTICE
    documents = sorted(output.rglob("*.docx"))
    assert len(documents) > 80
    for path in documents:
        assert HOLLOW.search(text_of(path)) is None, path.name
    for path in sorted(output.rglob("*.xlsx")):
        for sheet in load_workbook(path):
            for row in sheet.iter_rows(values_only=True):
                assert [cell for cell in row if HOLLOW.search(str(cell))] == [], path.name
    _, progress = tables_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert [row[1:2] + row[4:] for row in progress[1:4]] == [["推进行政审批信息公开", "未反馈"]] + [["", "未反馈"]] * 2
    plan = text_of(output / "实施方案模板" / "190-沈阳市-实施方案模板.docx")
    assert "\n推进行政审批信息公开\n点此填写\n" in plan
    form = text_of(output / "进展情况报送表" / "190-沈阳市-进展情况报送表.docx")
    assert "\n通知没有对本市提出直接要求，填本市开展的工作。\n" in form
    assert "\n通知对本市的要求：一是2013年所有市、县级政府要按" in form


@pytest.mark.usefixtures("order")
def test_an_order_without_tasks_gets_no_table_and_no_summary(workspace: Path, duban: Duban) -> None:
    assert duban("build").exit_code == 0
    assert [path.name for path in workspace.rglob("output/**/*.docx")] == [f"{NOTICE}-通知.docx"]


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(("command", "title"), [("progress-summary", "进展情况汇总"), ("task-table", "重点任务分解表")])
def test_a_kind_asked_for_by_name_that_has_nothing_to_say_is_told(duban: Duban, command: str, title: str) -> None:
    result = duban(command)
    assert result.exit_code == 0
    assert f"提示：没有要做的{title}（" in result.output and "没有要生成的文件。" in result.output


@pytest.mark.usefixtures("order")
def test_a_summary_is_made_as_soon_as_somebody_has_returned_something(
    returned: Returned, workspace: Path, duban: Duban
) -> None:
    """Nothing that was written to the office is passed over because the notice has lost its tasks."""
    told = "  - { 事项: 推进数据开放, 进展情况: 已开放。 }\n"
    returned("省财政厅", f"单位: 省财政厅\n收到日期: 2013-12-10\n进展:\n{told}")
    assert duban("progress-summary").exit_code == 0
    assert "推进数据开放：已开放。" in text_of(workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx")


@pytest.mark.usefixtures("order")
def test_a_filled_table_alone_makes_no_empty_summary(returned: Returned, duban: Duban) -> None:
    returned("省财政厅", "单位: 省财政厅\n附件: [{ 名称: 情况表, 行: [[甲]] }]\n")
    assert "没有要生成的文件" in duban("progress-summary").output


def test_what_is_no_longer_made_is_listed_and_removed_on_request(workspace: Path, duban: Duban) -> None:
    assert duban("build").exit_code == 0
    (workspace / "content" / NOTICE / "notice.yaml").write_text(ORDER, "utf-8")
    path = workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"
    outputs = json.loads(duban("progress-summary", "--json").stdout)["outputs"]
    assert [(one["path"], one["outcome"]) for one in outputs] == [
        (f"output/{NOTICE}/{NOTICE}-进展情况汇总.docx", "orphan")
    ]
    assert path.exists()
    assert duban("progress-summary", "--prune").exit_code == 0
    assert not path.exists()


def test_a_task_list_without_issuer_and_date_gets_all_documents_but_the_notice(
    workspace: Path, notice_file: Path, duban: Duban
) -> None:
    notice_file.write_text(
        "标题: 某区重点任务清单\n时限: [{ 名称: 进展报告, 截止: 2022-12, 对象: [牵头部门] }]\n"
        "部分: [{ 标题: 任务, 措施: [做甲。, 做乙。], 牵头: { 部门: [省财政厅] } }]\n",
        "utf-8",
    )
    result = duban("build")
    assert result.exit_code == 0 and "没有成文日期，不生成通知，其他文书照常" in result.output
    made = {path.name for path in workspace.rglob("output/**/*.docx")}
    assert made == {
        *(f"{NOTICE}-重点任务分解表.docx", f"{NOTICE}-进展情况汇总.docx"),
        *("040-省财政厅-任务清单.docx", "040-省财政厅-进展情况报送表.docx"),
    }
    for command in ("reminders", "circular"):
        assert duban(command, "--on", "2023-01-05").exit_code == 0


def test_a_notice_may_list_its_documents(notice_file: Path, duban: Duban) -> None:
    notice_file.write_text("文书: [通知, 任务清单]\n" + notice_file.read_text("utf-8"), "utf-8")
    result = duban("build", "--dry-run", "--json")
    assert {one["kind"] for one in json.loads(result.stdout)["outputs"]} == {"notice", "task-sheet"}


def test_a_document_that_no_kind_makes_is_an_error(notice_file: Path, duban: Duban) -> None:
    notice_file.write_text("文书: [通知, 任务清册]\n" + notice_file.read_text("utf-8"), "utf-8")
    assert "没有“任务清册”这种文书（是不是“任务清单”？）" in duban("check").output


def test_several_notes_and_lines_of_the_imprint_are_printed_as_written(
    workspace: Path, notice_file: Path, duban: Duban
) -> None:
    text = notice_file.read_text("utf-8").replace("附注: 此件公开发布", "附注: [此件公开发布, （联系人：张三）]")
    notice_file.write_text(text + "\n版记: [区直各有关单位：某局、某办。]\n印发机关: 某办公室\n", "utf-8")
    assert duban("notice").exit_code == 0
    lines = text_of(workspace / "output" / NOTICE / f"{NOTICE}-通知.docx").splitlines()
    assert lines.index("（联系人：张三）") == lines.index("（此件公开发布）") + 1
    assert "区直各有关单位：某局、某办。" in lines
