"""Native charts in the summary: what is drawn, what the workbook holds and what the returns say are the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from openxml_audit import OpenXmlValidator
from support.charts import cached, parts
from support.files import NOTICE, text_of
from support.returns import Returned

from generators.word.chart_parts import workbook
from generators.word.charts import Chart, Series, chart_xml

Duban = Callable[..., Result]


@pytest.fixture
def summary(returned: Returned, workspace: Path, duban: Duban) -> Path:
    """A summary of two returns on two days."""
    for unit, day, item, state, words in (
        ("省编委办", "2013-12-10", "推进行政审批信息公开", "已完成", "公开了120项"),
        ("沈阳市人民政府", "2013-12-12", "推进行政审批信息公开", "推进中", "正在公开"),
    ):
        returned(
            unit,
            f"单位: {unit}\n收到日期: {day}\n进展:\n  - 事项: {item}\n"
            + ("    措施: 加强行政审批项目调整信息公开\n" if unit == "省编委办" else "")
            + f"    完成状态: {state}\n    进展情况: {words}\n    存在问题: 网站平台人员不足\n",
        )
    assert duban("progress-summary").exit_code == 0
    return workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"


def test_what_is_drawn_stands_in_the_workbook(summary: Path) -> None:
    found = parts(summary)
    charts = sorted(name for name in found if name.startswith("word/charts/chart"))
    assert len(charts) == 2
    for name in charts:
        book = openpyxl.load_workbook(io.BytesIO(found[f"word/embeddings/{Path(name).stem}.xlsx"]))
        rows = [
            ["" if value is None else str(value) for value in row] for row in book["Sheet1"].iter_rows(values_only=True)
        ]
        assert rows == cached(found[name])


def test_the_charts_show_what_was_returned(summary: Path) -> None:
    found = parts(summary)
    sheets = [cached(found[f"word/charts/chart{number}.xml"]) for number in (1, 2)]
    assert sheets[0] == [["", "已报送"], ["12月10日", "1"], ["12月12日", "2"]]
    assert sheets[1][0] == ["", "已完成", "未反馈"]
    assert sheets[1][1] == ["推进行政审批信息公开", "1", "2"]


def test_a_summary_with_charts_is_sound(summary: Path) -> None:
    assert [str(fault) for fault in OpenXmlValidator().validate(str(summary)).errors] == []


def test_without_returns_there_is_no_chart(built: Path) -> None:
    assert not [name for name in parts(built / f"{NOTICE}-进展情况汇总.docx") if "chart" in name]


def test_figures_are_traced_to_their_units(summary: Path) -> None:
    text = text_of(summary)
    assert "进展情况按时2：省编委办、沈阳市" in text
    assert "措施已完成1：一（一）一是加强行政审批项目调整信息公开" in text
    assert "进展情况未报29：" in text


def test_problems_stand_by_kind_in_their_own_words(summary: Path) -> None:
    assert "（一）机构和人员方面。省编委办、沈阳市反映：网站平台人员不足。" in text_of(summary) or (
        "（一）技术和平台方面。省编委办、沈阳市反映：网站平台人员不足。" in text_of(summary)
    )


def test_what_the_office_writes_itself_wins_and_survives(
    summary: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    typed = (
        "汇总:\n  领域: { 推进行政审批信息公开: 行政审批信息公开有序推进。 }\n  问题: [个别单位报送不及时。]\n\n时限:\n"
    )
    edit("\n时限:\n", f"\n{typed}")
    assert duban("check").exit_code == 0 and duban("progress-summary").exit_code == 0
    text = text_of(summary)
    assert "行政审批信息公开有序推进。" in text and "个别单位报送不及时。" in text
    assert "省编委办报告" not in text and "反映：" not in text
    edit("推进行政审批信息公开: 行政", "推进行政审批公开: 行政")
    assert "不是通知里的标题" in duban("check").output


def test_no_sentence_of_a_return_is_lost_or_put_into_another_mouth(summary: Path) -> None:
    text = text_of(summary)
    assert "\n1.加强行政审批项目调整信息公开。省编委办（已完成）：公开了120项。\n" in text
    assert text.count("沈阳市（推进中）：正在公开。") == text.count("正在公开。") == 1


def test_days_of_several_years_bear_their_years(summary: Path, workspace: Path, duban: Duban) -> None:
    path = workspace / "content" / NOTICE / "returns" / "沈阳市人民政府.yaml"
    path.write_text(path.read_text("utf-8").replace("2013-12", "2014-01"), "utf-8")
    assert duban("progress-summary").exit_code == 0
    text = text_of(summary)
    assert "\n2013年12月10日累计已报1：省编委办\n2014年1月12日累计已报2：省编委办、沈阳市\n" in text


def test_equal_numbers_give_equal_bytes() -> None:
    chart = Chart("图", False, ["甲<", "乙"], [Series("完成&", [1, 2], 0)])
    assert chart_xml(chart) == chart_xml(chart) and workbook(chart) == workbook(chart)
    assert cached(chart_xml(chart)) == [["", "完成&"], ["甲<", "1"], ["乙", "2"]]
