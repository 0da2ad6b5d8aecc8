"""The summary from returns: counted, attributed, nothing put into another unit's mouth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from conftest import NOTICE, tables_of, text_of

Duban = Callable[..., Result]

FINANCE = """\
单位: 省财政厅
收到日期: 2013-12-10
方案报送日期: 2013-09-05
开通日期: 2013-10-18
进展:
  - 事项: 推进财政预算决算和“三公”经费公开
    措施: 着力推进“三公”经费公开
    完成状态: 推进中
    进展情况: 印发了细化公开的通知。
    公开数据: 公开 100 个部门预算
    存在问题: 口径不一
    下一步打算: 统一口径
  - 事项: 加强制度建设
    完成状态: 已完成
    进展情况: 建立了考核制度
"""
SHENYANG = """\
单位: 沈阳
收到日期: 2013-12-16
进展:
  - 事项: 推进保障性住房信息公开
    完成状态: 已完成
    进展情况: 公开了分配信息
    存在问题: 无
    下一步打算: 暂无。
"""


def test_a_summary_counts_and_attributes_what_was_returned(workspace: Path, duban: Duban) -> None:
    returns = workspace / "content" / NOTICE / "returns"
    returns.mkdir()
    (returns / "省财政厅.yaml").write_text(FINANCE, "utf-8")
    (returns / "沈阳市人民政府.yaml").write_text(SHENYANG, "utf-8")
    result = duban("progress-summary")
    assert result.exit_code == 0, result.output
    path = workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"
    text = text_of(path)
    for words in (
        "统计截至2013年12月16日",
        "应报送单位31个，已报送2个（逾期1个：沈阳市），报送率6.5%。其中，省直部门17个，已报送1个，报送率5.9%；"
        "各市14个，已报送1个（逾期1个：沈阳市），报送率7.1%。尚有29个单位未报送",
        "应于2013年9月6日前报送实施方案的单位17个，已报送1个，均按时；尚有16个未报送。",
        "应于2013年10月16日前开通专栏的单位17个，已开通1个，均为逾期（省财政厅）；尚有16个未反馈开通情况。",
        "已有反馈的措施1项：推进中1项；尚无反馈的29项",
        "省财政厅报告，二是着力推进“三公”经费公开（推进中），印发了细化公开的通知。公开数据：公开 100 个部门预算。",
        "省审计厅尚未报送本项进展。",
        "各市落实情况：14个市中1个作了反馈，其中已完成1个。沈阳市报告（已完成），公开了分配信息。",
        "1个单位作了反馈。省财政厅报告（已完成），建立了考核制度。",
        "省财政厅反映：口径不一。",
        "各单位报送的下一步打算是：",
        "（一）推进财政预算决算和“三公”经费公开。省财政厅：统一口径。",
        "督促尚未报送的29个单位",
    ):
        assert words in text, words
    overview, progress, cities = tables_of(path)
    assert ["4", "省财政厅", "2013年9月5日", "2013年10月18日（逾期）", "2013年12月10日"] in overview
    assert ["18", "沈阳市", "—", "—", "2013年12月16日（逾期）"] in overview
    assert "沈阳市反映" not in text, "“无” is no problem"
    assert cities[3][2].startswith("已完成1个：沈阳市未反馈13个：大连市、") and cities[4][2] == "均未反馈"
    assert any(row[4] == "推进中：省财政厅未报送：省审计厅" for row in progress)


def test_a_return_that_names_no_item_of_the_notice_is_told(workspace: Path, duban: Duban) -> None:
    returns = workspace / "content" / NOTICE / "returns"
    returns.mkdir()
    (returns / "省财政厅.yaml").write_text(FINANCE.replace("加强制度建设", "加强制度"), "utf-8")
    result = duban("check")
    assert result.exit_code == 0
    assert (
        "returns/省财政厅.yaml:13:9: 警告：通知里没有“加强制度”这个事项，它的进展没有写进汇总（是不是“加强制度建设”？）"
        in result.output
    )
