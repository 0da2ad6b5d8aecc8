"""The summary from returns: counted, attributed, nothing put into another unit's mouth."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, tables_of, text_of
from support.returns import FINANCE, SHENYANG, Returned

Duban = Callable[..., Result]


def test_a_summary_counts_and_attributes_what_was_returned(returned: Returned, workspace: Path, duban: Duban) -> None:
    returned("省财政厅", FINANCE)
    returned("沈阳市人民政府", SHENYANG)
    result = duban("progress-summary")
    assert result.exit_code == 0, result.output
    path = workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"
    text = text_of(path)
    for words in (
        "统计截至2013年12月16日",
        "应报送单位31个，已报送2个（逾期1个：沈阳市），报送率6.5%。其中，省直部门17个，已报送1个，报送率5.9%；"
        "各市14个，已报送1个（逾期1个：沈阳市），报送率7.1%。尚有29个单位未报送",
        "应于2013年9月6日前报送实施方案的单位17个，已报送1个，按时；尚有16个未报送。",
        "应于2013年10月16日前开通专栏的单位17个，已开通1个，为逾期（省财政厅）；尚有16个未反馈开通情况。",
        "已有反馈的措施1项：推进中1项；尚无反馈的29项",
        "\n省财政厅报告如下：\n1.着力推进“三公”经费公开（推进中）：印发了细化公开的通知。公开数据：公开 100 个部门预算。\n",
        "省审计厅尚未报送本项进展。",
        "各市落实情况：14个市中1个作了反馈，为已完成。沈阳市（已完成）：公开了分配信息。",
        "1个单位作了反馈。省财政厅（已完成）：建立了考核制度。",
        "省财政厅反映：口径不一。",
        "各单位提出的下一步工作安排如下：",
        "（一）推进财政预算决算和“三公”经费公开。省财政厅：在着力推进“三公”经费公开方面，统一口径。",
        "省政府办公厅将督促尚未报送的29个单位尽快报送进展情况。",
    ):
        assert words in text, words
    overview, progress, cities = tables_of(path)
    assert ["4", "省财政厅", "2013年9月5日", "2013年10月18日（逾期）", "2013年12月10日"] in overview
    assert ["18", "沈阳市", "—", "—", "2013年12月16日（逾期）"] in overview
    assert "沈阳市反映" not in text, "“无” is no problem"
    assert cities[3][2].startswith("已完成1个：沈阳市未反馈13个：大连市、") and cities[4][2] == "各市均未反馈"
    assert any(row[4] == "推进中：省财政厅未报送：省审计厅" for row in progress)


def test_a_return_that_names_no_item_of_the_notice_is_told(returned: Returned, duban: Duban) -> None:
    returned("省财政厅", FINANCE.replace("加强制度建设", "健全制度建设"))
    result = duban("check")
    assert result.exit_code == 0
    assert (
        "returns/省财政厅.yaml:13:9: 警告：通知里没有“健全制度建设”这个事项，它的进展只列在汇总的最后一个附件里（是不是“加强制度建设”？）"
        in result.output
    )


def test_an_item_named_nearly_as_in_the_notice_is_that_item(returned: Returned, duban: Duban) -> None:
    returned("省财政厅", FINANCE.replace("加强制度建设", "加强制度"))
    result = duban("check")
    assert (
        "returns/省财政厅.yaml:13:9: 提示：事项“加强制度”现在的标题是“加强制度建设”，原来报的仍算它的" in result.output
    )
    assert "通知里没有“加强制度”这个事项" not in result.output


def entry(item: str, **told: str) -> str:
    lines = [f"  - 事项: {item}", *(f"    {label}: {words}" for label, words in told.items())]
    return "\n".join(lines) + "\n"


def test_words_run_on_as_sentences_and_what_says_nothing_is_left_out(
    returned: Returned, workspace: Path, duban: Duban
) -> None:
    told = entry(
        "推进行政审批信息公开",
        措施="加强行政审批项目调整信息公开",
        进展情况='"1.编制目录\\n2.公开目录；\\n\\n3.接受监督."',
    )
    told += entry("推进行政审批信息公开", 措施="推进审批过程和结果公开", 完成状态="推进中", 进展情况="共 12 项！")
    told += entry(
        "推进行政审批信息公开", 措施="推进行政许可信息公开", 完成状态="已完成", 存在问题="没有问题", 下一步打算="/"
    )
    told += entry("加强制度建设", 进展情况="暂无。", 存在问题="“未建台账。”", 下一步打算="建立台账。。")
    returned("省编委办", f"单位: 省编委办\n收到日期: 2013-12-10\n进展:\n{told}")
    assert duban("progress-summary").exit_code == 0
    text = text_of(workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx")
    assert (
        "\n加强行政审批项目调整信息公开。省编委办：1.编制目录；2.公开目录；3.接受监督。\n"
        "推进审批过程和结果公开。省编委办（推进中）：共 12 项！\n推进行政许可信息公开。省编委办报告已完成，未填具体情况。\n"
    ) in text
    assert "（一）其他方面。省编委办反映：“未建台账。”\n" in text
    assert "（一）加强制度建设。省编委办：建立台账。\n" in text
    assert "没有问题" not in text and "暂无" not in text
    assert re.findall(r".{4}(?:[。；，：][。；，]|(?<!\d)0[个项]).{4}", text) == []


def test_what_does_not_count_yet_or_fits_no_column_is_shown_and_not_counted(
    returned: Returned, workspace: Path, duban: Duban
) -> None:
    late = "开通日期: 2014-01-05\n进展:\n" + entry(
        "推进行政审批信息公开", 措施="推进行政许可信息公开", 进展情况="正在办理"
    )
    late += "    原话: { 完成状态: 基本完成 }\n" + entry("加强信息公开", 进展情况="另有进展")
    late += "其他内容:\n  - { 位置: 表后, 原话: 建议统一样式 }\n"
    returned("省编委办", f"单位: 省编委办\n收到日期: 2013-12-10\n{late}")
    vague = "单位: 省教育厅\n收到日期: 2013-12-10\n原话: { 开通日期: 国庆以后 }\n"
    returned("省教育厅", vague)
    assert duban("progress-summary").exit_code == 0
    path = workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"
    text = text_of(path)
    assert (
        "单位17个，尚无单位开通；尚有15个未反馈开通情况；2个填报的开通日期未到或不明确（省编委办填报“2014年1月5日”、省教育厅填报“国庆以后”）。"
        in text
    )
    assert "已有反馈的措施1项：完成状态不明1项；尚无反馈的29项" in text
    assert "\n1.推进行政许可信息公开。省编委办（基本完成）：正在办理。\n" in text
    overview, progress, rest = tables_of(path)
    assert overview[1][3] == "未反馈（填报“2014年1月5日”）" and overview[2][3] == "未反馈（填报“国庆以后”）"
    assert progress[3][4] == "基本完成"
    assert rest[-1] == ["省编委办", "加强信息公开：另有进展。建议统一样式。"]
    rows = json.loads(duban("status", "--on", "2013-12-13", "--json").stdout)["units"]
    columns = [row["state"] for row in rows if row["deadline"] == "专栏开通"]
    assert columns == ["overdue"] * 17


def test_leads_that_answer_together_stand_measure_by_measure(returned: Returned, workspace: Path, duban: Duban) -> None:
    measure = "做好政府定价目录和行政事业性收费目录公开"
    for unit, state in (("省物价局", "已完成"), ("省财政厅", "推进中")):
        told = entry("推进价格和收费信息公开", 措施=measure, 完成状态=state, 进展情况="公布了目录")
        returned(unit, f"单位: {unit}\n收到日期: 2013-12-10\n进展:\n{told}")
    assert duban("progress-summary").exit_code == 0
    text = text_of(workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx")
    assert f"1.{measure}。省物价局（已完成）、省财政厅（推进中）：公布了目录。" in text
    assert "已有反馈的措施1项：牵头单位反馈不一1项" in text


def test_a_notice_without_cities_plans_or_columns_has_no_sentence_about_them(
    returned: Returned, workspace: Path, duban: Duban, notice_file: Path
) -> None:
    text = notice_file.read_text("utf-8")
    text = text.replace("  - 名称: 实施方案", "  - 名称: 报方案").replace("【时限：实施方案】", "【时限：报方案】")
    text = text.replace("  - 名称: 专栏开通", "  - 名称: 开栏").replace("【时限：专栏开通】", "【时限：开栏】")
    notice_file.write_text(text.replace("对象: [各市, 牵头部门]", "对象: [牵头部门]"), "utf-8")
    returned("省财政厅", FINANCE)
    result = duban("progress-summary")
    assert result.exit_code == 0, result.output
    told = text_of(workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx")
    assert "（一）进展情况报送。应报送单位17个，已报送1个，报送率5.9%。尚有16个单位未报送" in told
    assert "（二）任务进展。重点任务共9项" in told and "实施方案报送。" not in told and "其中，省直部门" not in told


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (["2013-12-01", "2013-12-10"], "2013年12月13日"),  # all before the deadline: the deadline itself
        (["2013-12-01", "2013-12-13"], "2013年12月13日"),
        (["2013-12-20", "2013-12-01"], "2013年12月20日"),
    ],
)
def test_a_summary_counts_up_to_the_deadline_or_to_a_later_return(
    returned: Returned, workspace: Path, duban: Duban, days: list[str], day: str
) -> None:
    for unit, received in zip(("省财政厅", "沈阳市人民政府"), days, strict=True):
        returned(unit, 收到日期=received)
    assert duban("progress-summary").exit_code == 0
    text = text_of(workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx")
    assert f"（统计截至{day}）" in text and "已报送2个" in text
