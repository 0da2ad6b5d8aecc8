"""A second import, answers to what is unsure, task tables, refusals: what a clerk sees of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from support.files import make_workspace

import cli
from generators.editing.merging import Merge
from generators.importer.files import blocks_of_file
from generators.importer.findings import Findings
from generators.importer.importing import imported
from generators.importer.reading import text_blocks
from generators.importer.refusals import refusal
from generators.problems import error
from generators.verbs.import_ import ImportReport

TEXT = """某市人民政府关于某项工作的通知
各县区人民政府：
现通知如下：
一、任务
（一）甲事。做好甲事。（某某基金会牵头，市教育局配合）
（二）乙事。6月底前完成乙事。（市财政局牵头）
某市人民政府
2024年3月1日
"""
Import = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Import:
    """Imports a text into a workspace, with what is typed on the terminal."""
    workspace = make_workspace(tmp_path / "工作区")

    def command(text: str, *options: str, typed: str = "") -> Result:
        (tmp_path / "通知.txt").write_text(text, "utf-8")
        arguments = ["-C", str(workspace), "import", str(tmp_path / "通知.txt"), "--as", "某项工作", *options]
        return CliRunner().invoke(cli.cli, arguments, input=typed, catch_exceptions=False)

    return command


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    return tmp_path / "工作区" / "content" / "某项工作" / "notice.yaml"


def test_an_import_whose_content_has_errors_says_so_by_its_exit_code() -> None:
    assert ImportReport("通知", "通知.txt", Findings(), [error("有错误", "改正")]).exit_code == 1


def test_a_fact_that_is_denied_stays_text(run: Import, notice: Path) -> None:
    unsure = TEXT.replace("6月底前完成乙事", "2024年，全面完成乙事")
    assert run(unsure, "--review", typed="n\n").exit_code == 0
    assert "2024年，全面完成乙事" in notice.read_text("utf-8")
    assert "时限:" not in notice.read_text("utf-8")


def test_a_second_import_alone_changes_nothing(run: Import, notice: Path) -> None:
    run(TEXT)
    before = notice.read_text("utf-8")
    result = run(TEXT.replace("6月底前", "9月底前"))
    assert "“6月底前（2024-06）” → “9月底前（2024-09）”" in result.output and "内容没有动" in result.output
    assert notice.read_text("utf-8") == before


def test_a_second_import_takes_what_is_chosen_and_keeps_what_was_added(run: Import, notice: Path) -> None:
    run(TEXT)
    edited = notice.read_text("utf-8").replace("\n正文:", "\n联系方式: { 联系人: 张三 }\n正文:")
    edited = edited.replace("部分:\n", "# 我的说明\n部分:   # 三件事\n")
    notice.write_text(edited.replace("做好甲事。", "做好甲事，务求实效。  # 张三改的"), "utf-8")
    later = TEXT.replace("6月底前", "9月底前").replace(
        "某市人民政府\n2024", "（三）丙事。做好丙事。（市民政局负责）\n某市人民政府\n2024"
    )
    result = run(later, "--review", typed="y\ny\ny\nn\n")
    assert result.exit_code == 0, result.output
    text = notice.read_text("utf-8")
    assert "2024-09" in text and "联系人: 张三" in text and "做好甲事，务求实效。" in text and "丙事" in text
    assert all(remark in text for remark in ("# 我的说明\n", "部分:   # 三件事\n", "# 张三改的\n"))
    assert "没有不同" in run(later).output


def test_a_merge_keeps_additions_and_asks_for_changes_only() -> None:
    base = {"标题": "甲", "部分": [{"标题": "一", "正文": ["旧"]}, {"标题": "二"}]}
    mine = {
        "标题": "甲",
        "部分": [{"标题": "一", "正文": ["旧"], "责任": ["各市"]}, {"标题": "二"}, {"标题": "自己加的"}],
    }
    new = {"标题": "乙", "部分": [{"标题": "一", "正文": ["新的一段话"]}, {"标题": "二"}]}
    asked: list[str] = []
    merge = Merge(lambda change: bool(asked.append(str(change))) or change.where != "标题")
    assert merge.merged(base, mine, new) == {
        "标题": "甲",
        "部分": [{"标题": "一", "正文": ["新的一段话"], "责任": ["各市"]}, {"标题": "二"}, {"标题": "自己加的"}],
    }
    assert asked[0] == "标题：“甲” → “乙”" and len(asked) == 3


def task_table(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    for row in [
        ["某市2024年重点任务分解表"],
        ["序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限", "备注"],
        ["一、加强公开"],
        [1, "推进财政公开", "公开预算。", "市财政局", "市审计局、各县（市、区）政府", "2024年6月底", None],
        [None, None, "公开决算。", None, None, "2024年10月底前", "含二级单位"],
        ["二、加强管理"],
        [2, "完善制度", "修订办法。", "市政府办公室\n市司法局", "各部门", "长期坚持", None],
    ]:
        sheet.append(row)
    for merged in ("A1:G1", "A3:G3", "A6:G6", "A4:A5", "B4:B5", "D4:D5", "E4:E5"):
        sheet.merge_cells(merged)
    book.save(path)
    return path


def test_an_excel_table_becomes_tasks_with_leads_and_dates(tmp_path: Path) -> None:
    path = task_table(tmp_path / "任务表.xlsx")
    made = imported(blocks_of_file(path.name, path.read_bytes()), "任务表", path.name, "")
    assert made.findings.unresolved == [] and made.dossier
    tasks = [
        (one.title, one.lead and [*one.lead.departments, "|", *one.lead.cooperating]) for one in made.dossier.tasks
    ]
    assert tasks == [
        ("推进财政公开", ["市财政局", "|", "市审计局", "各县（市、区）政府"]),
        ("完善制度", ["市政府办公室", "市司法局", "|", "各部门"]),
    ]
    assert [str(one.due or one.printed) for one in made.dossier.notice.deadlines] == ["2024-06", "2024-10", "长期坚持"]
    assert [one.content.title for one in made.dossier.sections] == ["加强公开", "加强管理"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("今天天气很好，我们去公园散步，看到了许多美丽的花朵，大家都很高兴。", "不像通知"),
        ("太短", "没有多少汉字"),
        (
            "某市任务分解表\n序号 重点任务 牵头单位 完成时限\n1 推进公开 市财政局 6月底前\n2 完善制度 市司法局 年底前各部门要落实",
            "格子丢了",
        ),
        (
            "任务分解表某某某某某某某某某某某某某某\n序号\n工作任务\n责任单位\n完成时限\n一\n推进公开工作落实到位\n市财政局",
            "格子丢了",
        ),
        ("民生实事任务分解表某某某某某某某某某某某某\n序号\n民生实事\n责任单位\n1\n新建学校两所并投入使用", "格子丢了"),
        (
            "任务分解表某某某某某某某某某某某某某某\n工作任务 |\n工作要求 |\n牵头单位 |\n责任单位 |\n推进公开",
            "格子丢了",
        ),
    ],
)
def test_what_is_no_notice_is_refused_with_the_reason(text: str, reason: str) -> None:
    problem = refusal(text_blocks(text), "文件.txt")
    assert problem and reason in problem.message


def test_tasks_with_leads_behind_them_are_content_without_a_title() -> None:
    text = "14.制定立法计划,公开征集项目建议。(市甲局、市乙局负责)\n15.开展评估清理,及时作出修改决定。(市甲局牵头,各部门配合)"
    assert refusal(text_blocks(text), "文件.txt") is None
