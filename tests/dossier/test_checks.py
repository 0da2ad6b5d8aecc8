"""The content rules of `check`: what is readable and still cannot be right, or should be looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


def test_the_notice_of_2013_only_lacks_its_number(duban: Duban) -> None:
    result = duban("check")
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        "content/2013-open-government/notice.yaml:7:1: 提示：没有发文字号（正式印发前补上，如 辽政办发〔2013〕1号）"
    )
    assert result.output.splitlines()[1] == "共 1 处提示"


EDITS = {
    "an item without a lead": (
        "          牵头: { 部门: [省编委办], 方式: 牵头 }\n",
        "",
        "警告：一（一）“推进行政审批信息公开”没有牵头单位",
    ),
    "a deadline before the notice": ("截止: 2013-09-06", "截止: 2013-08-06", "警告：时限“实施方案”早于成文日期"),
    "no recipients": (
        "主送机关: 各市人民政府，省政府各厅委、各直属机构",
        "主送机关:",
        "警告：没有主送机关",
    ),
    "a mark of 26 characters": (
        "发文机关: 辽宁省人民政府办公厅\n",
        "发文机关: 辽宁省推进政府职能转变和放管服改革协调小组办公室\n",
        "警告：发文机关标志“辽宁省推进政府职能转变和放管服改革协调小组办公室文件”有26个字，一行排不下，字要压扁到原来的56%",
    ),
    "a date in text": (
        "于【时限：实施方案】前将具体",
        "于9月6日前将具体",
        "提示：正文里直接写了日期“9月6日”",
    ),
    "a later year in text": (
        "【时限：较大事故调查报告】，要实现",
        "2014年，要实现",
        "提示：正文里直接写了日期“2014年”",
    ),
    "a unit in text": (
        "              责任: [省环保厅]\n",
        "",
        None,  # 省环保厅 leads that item: naming it again binds nobody new
    ),
    "another unit in text": (
        "            - 推进审批过程和结果公开。",
        "            - 推进审批过程和结果公开。省审计厅要监督。",
        "提示：正文提到“省审计厅”，但没有写进“责任”",
    ),
    "all cities in text": (
        "              责任: [沈阳市, 大连市, 鞍山市, 抚顺市, 本溪市, 锦州市]\n",
        "",
        "提示：正文提到“沈阳市、大连市、鞍山市、抚顺市、本溪市、锦州市”，但没有写进“责任”（确需其负责的，"
        "补上“责任: [沈阳市, 大连市, 鞍山市, 抚顺市, 本溪市, 锦州市]”）",
    ),
    "a malformed number": (
        "发文字号:   ",
        "发文字号: 辽政办发[2013]1号 ",
        "警告：发文字号的写法不合规范",
    ),
    "a deadline that binds nobody": (
        "  - 名称: 较大事故调查报告\n",
        "  - { 名称: 某事, 截止: 2014 }\n  - 名称: 较大事故调查报告\n",
        "提示：时限“某事”没有约束任何单位",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_finding_is_told_and_stops_nothing(what: str, duban: Duban, edit: Edit) -> None:
    old, new, told = EDITS[what]
    edit(old, new)
    result = duban("check")
    assert result.exit_code == 0, result.output
    if told:
        assert told in result.output
    else:
        assert "共 1 处提示" in result.output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("序号: 20,", "序号: 10,", "序号 10 已经给了“省编委办”"),
        ("名称: 省教育厅", "名称: 省编委办", "“省编委办”既指“省编委办”，又指“省编委办”"),
        ("别名: [大连]", "别名: [沈阳]", "“沈阳”既指“沈阳市人民政府”，又指“大连市人民政府”"),
        ("类别: 省直部门 }\n  - { 序号: 20", "类型: 省直部门 }\n  - { 序号: 20", "不认识“类型”（是不是“类别”？）"),
    ],
)
def test_units_that_cannot_be_told_apart_are_errors(
    workspace: Path, duban: Duban, old: str, new: str, told: str
) -> None:
    file = workspace / "content" / "departments.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    result = duban("check")
    assert result.exit_code == 1 and told in result.output


@pytest.mark.parametrize("written", ["2013-9-6", "2013/09/06", "2013.9.6", "2013年9月6日", "２０１３-09-06"])
def test_dates_are_read_as_clerks_write_them(duban: Duban, edit: Edit, written: str) -> None:
    edit("截止: 2013-09-06", f"截止: {written}")
    assert duban("build", "--dry-run", "--json").exit_code == 0


@pytest.mark.parametrize("note", ["此件不予公开", "此件依申请公开", "此件不公开", "此件不公开发布", "此件不予公开发布"])
def test_what_is_secret_may_be_said_not_to_be_public(duban: Duban, edit: Edit, note: str) -> None:
    edit("附注: 此件公开发布", f"附注: {note}\n密级: 秘密\n份号: 000001")
    result = duban("check")
    assert result.exit_code == 0 and "标了密级" not in result.output


@pytest.mark.parametrize("note", ["此件公开发布", "此件主动公开", "主动公开"])
def test_what_is_secret_is_not_published(duban: Duban, edit: Edit, note: str) -> None:
    edit("附注: 此件公开发布", f"附注: {note}\n密级: 秘密\n份号: 000001")
    result = duban("check")
    assert result.exit_code == 1 and f"标了密级，又写“{note}”（写“此件不予公开”" in result.output


@pytest.mark.parametrize(("year", "warned"), [("2013", False), ("2012", True), ("2014", True)])
def test_the_year_of_the_number_is_that_of_the_date(duban: Duban, edit: Edit, year: str, warned: bool) -> None:
    edit("发文字号:  ", f"发文字号: 辽政办发〔{year}〕45号  ")
    result = duban("check")
    told = f"notice.yaml:7:7: 警告：发文字号的年份{year}与成文日期2013年8月20日不一致（核对“发文字号”和“成文日期”）"
    assert result.exit_code == 0 and (told in result.output) == warned and ("年份" in result.output) == warned


def test_an_attachment_without_text_is_named_and_not_printed(duban: Duban, edit: Edit) -> None:
    edit("附注: 此件公开发布", "附注: 此件公开发布\n附件:\n  - { 名称: 汇总表 }\n  - { 名称: 名单, 正文: [甲。] }")
    told = duban("check").output
    assert "提示：附件“汇总表”没有正文，只列名，不印" in told and "名单" not in told


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("工作安排的通知\n", "工作安排的通知。\n", "的通知。"),
        ("标题: 推进行政审批信息公开\n", "标题: 推进行政审批信息公开；\n", "推进行政审批信息公开；"),
        ("附注: 此件公开发布", "附注: 此件公开发布\n附件: [{ 名称: 名单。, 正文: [甲。] }]", "名单。"),
    ],
)
def test_a_title_that_ends_in_a_mark_is_warned_of(duban: Duban, edit: Edit, old: str, new: str, title: str) -> None:
    edit(old, new)
    result = duban("check")
    assert result.exit_code == 0 and f"{title}”末尾有标点（删去末尾的标点）" in result.output


def test_a_title_may_end_in_a_question_or_a_quotation(duban: Duban, edit: Edit) -> None:
    edit("标题: 推进行政审批信息公开\n", "标题: 行政审批信息怎样公开？\n")
    assert "末尾有标点" not in duban("check").output
