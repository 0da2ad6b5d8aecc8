"""The sentences of the summary: what an official would sign, whatever the units have typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document
from support.files import NOTICE, tables_of, text_of
from support.returns import Returned

from generators.summary.narrative import in_full_width, run_on
from generators.wording import in_bracket

Duban = Callable[..., Result]
APPROVAL, BUDGETS, HOUSING, SCHOOLS = (
    "推进行政审批信息公开",
    "推进财政预算决算和“三公”经费公开",
    "推进保障性住房信息公开",
    "推动以教育为重点的公共企事业单位信息公开",
)
FIRST, SECOND, THIRD = "加强行政审批项目调整信息公开", "推进审批过程和结果公开", "推进行政许可信息公开"
Answered = Callable[..., None]


@pytest.fixture
def answered(returned: Returned) -> Answered:
    """Lays a unit's return; each row is an entry as a flow mapping without its braces."""
    return lambda unit, *rows: returned(unit, "收到日期: 2013-12-10", "进展:", *(f"  - {{ {row} }}" for row in rows))


@pytest.fixture
def summary(workspace: Path, duban: Duban) -> Callable[[], str]:
    """Makes the summary; gives its text without attachments."""

    def make() -> str:
        result = duban("progress-summary")
        assert result.exit_code == 0, result.output
        return text_of(path_of(workspace)).split("\n附件1\n")[0]

    return make


def path_of(workspace: Path) -> Path:
    return workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"


def test_without_any_return_one_sentence_says_so(summary: Callable[[], str]) -> None:
    text = summary()
    assert "二、重点领域进展\n各项重点任务均尚无单位报送进展情况，各项任务的牵头单位见附件2。\n三、" in text
    assert "三、保障措施落实情况\n各项保障措施均尚无单位报送落实情况。\n四、" in text
    assert "项措施。" not in text and "问题主要集中" not in text


def test_an_overview_stands_before_the_detail(answered: Answered, summary: Callable[[], str]) -> None:
    answered("省编委办", f"事项: {APPROVAL}, 措施: {FIRST}, 完成状态: 已完成, 进展情况: 已办, 存在问题: 人员不足")
    answered("沈阳市人民政府", f"事项: {HOUSING}, 完成状态: 推进中, 存在问题: 缺专职人员")
    text = summary()
    assert (
        "\n一、总体情况\n截至2013年12月13日，应报送进展情况的31个单位中已报送2个，报送率6.5%。"
        "9项重点任务的30项具体措施中，1项已有反馈，其中已完成1项。"
        "各单位反映的问题主要集中在机构和人员方面（2个单位）。\n（一）进展情况报送。"
    ) in text


def test_who_has_sent_nothing_is_named(answered: Answered, summary: Callable[[], str], workspace: Path) -> None:
    answered("沈阳市人民政府", f"事项: {HOUSING}, 完成状态: 推进中")
    text = summary()
    assert (
        "（二）推进财政预算决算和“三公”经费公开。由省财政厅、省审计厅分别牵头，共4项措施。省财政厅、省审计厅均未报送"
        in text
    )
    assert "省编委办未报送本项进展。" in text and "省编委办均" not in text
    measures, cities = tables_of(path_of(workspace))[1:3]
    assert next(row[4] for row in measures if row[3] == "推进财政审计信息公开") == "省财政厅、省审计厅均未报送"
    assert cities[1][2] == "各市均未反馈"


def test_a_state_without_words_is_reported_as_such(answered: Answered, summary: Callable[[], str]) -> None:
    answered("省编委办", f"事项: {APPROVAL}, 措施: {FIRST}, 完成状态: 已完成")
    answered("省审计厅", f"事项: {BUDGETS}, 措施: 推进财政审计信息公开, 完成状态: 推进中")
    answered("省国土资源厅", "事项: 加强制度建设, 完成状态: 已完成")
    answered("省环保厅", "事项: 加强制度建设, 完成状态: 推进中")
    text = summary()
    assert f"\n1.{FIRST}。省编委办报告已完成，未填具体情况。\n" in text
    assert "\n省审计厅报告如下：\n1.推进财政审计信息公开。报告推进中，未填具体情况。\n" in text
    assert "省国土资源厅报告已完成，未填具体情况。省环保厅报告推进中，未填具体情况。" in text


def test_separate_leads_stand_one_by_one_each_numbered_from_one(answered: Answered, summary: Callable[[], str]) -> None:
    first, second = "进一步扩大高校招生信息公开范围", "做好基础教育信息公开"
    for unit in ("省教育厅", "省卫生厅"):
        answered(
            unit,
            f"事项: {SCHOOLS}, 完成状态: 推进中, 进展情况: {unit}总体顺利",
            f"事项: {SCHOOLS}, 措施: {first}, 完成状态: 已完成, 进展情况: {unit}已公开",
            f"事项: {SCHOOLS}, 措施: {second}, 完成状态: 推进中, 进展情况: {unit}在办",
        )
    told = "".join(
        f"\n{unit}报告如下：\n本项工作（推进中）：{unit}总体顺利。\n1.{first}（已完成）：{unit}已公开。"
        f"\n2.{second}（推进中）：{unit}在办。"
        for unit in ("省教育厅", "省卫生厅")
    )
    assert told + "\n省科技厅、省文化厅、省国资委尚未报送本项进展。\n" in summary()


def test_what_a_separate_lead_wrote_twice_of_a_measure_is_printed_twice(
    answered: Answered, summary: Callable[[], str]
) -> None:
    measure = "做好基础教育信息公开"
    row = f"事项: {SCHOOLS}, 措施: {measure}, 进展情况: "
    answered("省教育厅", f"{row}甲事已办", f"{row}乙事已办")
    assert f"\n1.{measure}：甲事已办。\n{measure}：乙事已办。\n" in summary()


def test_a_plan_is_told_once_and_where_it_belongs(answered: Answered, summary: Callable[[], str]) -> None:
    plan = "下一步打算: 修订目录"
    answered(
        "省编委办",
        *(f"事项: {APPROVAL}, 措施: {measure}, {plan}" for measure in (FIRST, SECOND, THIRD)),
        f"事项: 加强制度建设, {plan}",
    )
    answered("省环保厅", f"事项: 加强制度建设, {plan}")
    text = summary()
    assert f"\n各单位提出的下一步工作安排如下：\n（一）{APPROVAL}。省编委办：修订目录。\n" in text
    assert text.count("省编委办：修订目录") == 1 and "（二）加强制度建设。省环保厅：修订目录。\n" in text
    assert "对" + FIRST not in text and f"在{FIRST}" not in text


def test_plans_for_some_measures_name_them(answered: Answered, summary: Callable[[], str]) -> None:
    rows = [f"事项: {APPROVAL}, 措施: {one}, 下一步打算: {plan}" for one, plan in ((FIRST, "修订"), (THIRD, "公布"))]
    answered("省编委办", *rows)
    assert f"省编委办：在{FIRST}方面，修订；在{THIRD}方面，公布。\n" in summary()


def test_half_width_marks_are_full_width_in_the_text_and_as_written_in_the_attachment(
    answered: Answered, summary: Callable[[], str], workspace: Path, edit: Callable[[str, str], None]
) -> None:
    typed = "已公开1,000项,其中9:30前公开3项;见http://a.cn"
    answered("省编委办", f'事项: {APPROVAL}, 措施: {FIRST}, 进展情况: "{typed}"')
    assert "省编委办：已公开1,000项，其中9:30前公开3项；见http://a.cn。\n" in summary()
    edit("\n时限:\n", f"\n汇总:\n  领域: {{ {APPROVAL}: 有序推进。 }}\n\n时限:\n")
    summary()
    assert f"{FIRST}：{typed}。" in tables_of(path_of(workspace))[-1][2][1]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("甲,乙", "甲，乙"),
        ("共3项,共4项", "共3项，共4项"),
        ("3,000", "3,000"),
        ("a,b", "a,b"),
        ("8:30", "8:30"),
        ("问题:甲;乙!", "问题：甲；乙！"),
    ],
)
def test_only_marks_beside_chinese_become_full_width(typed: str, printed: str) -> None:
    assert in_full_width(typed) == printed


@pytest.mark.parametrize(
    ("texts", "passage"),
    [
        (["甲。"], "甲。"),
        (["甲。", "乙。", "甲。"], "甲；乙。"),
        (["甲。", "乙。丙。"], "①甲。②乙。丙。"),
        (["甲。", "一是乙；二是丙。"], "甲。一是乙；二是丙。"),
        ([], ""),
    ],
)
def test_several_answers_are_clauses_or_a_list(texts: list[str], passage: str) -> None:
    assert run_on(texts) == passage


def test_no_bracket_stands_in_a_bracket(answered: Answered, summary: Callable[[], str], workspace: Path) -> None:
    state = "原话: { 完成状态: 完成（90%） }"
    answered("省编委办", f"事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 已办, {state}")
    answered(
        "沈阳市人民政府", f"事项: {HOUSING}, 下一步打算: 一是甲；二是乙", f"事项: {APPROVAL}, 进展情况: 在办, {state}"
    )
    for city in ("大连市", "鞍山市", "抚顺市", "本溪市"):
        answered(
            f"{city}人民政府", f"事项: {HOUSING}, 进展情况: {city}已办, 下一步打算: {city}再办, 存在问题: {city}缺人员"
        )
    assert f"1.{FIRST}。省编委办（完成〔90%〕）：已办。" in summary()
    text = text_of(path_of(workspace)).replace("（一）", "").replace("（三）", "")
    assert re.findall(r"（[^（）]*（", text) == []
    assert in_bracket("甲(乙)（丙）") == "甲〔乙〕〔丙〕"


def test_only_headings_stand_in_the_type_of_headings(
    answered: Answered, summary: Callable[[], str], workspace: Path
) -> None:
    answered("省编委办", f"事项: {APPROVAL}, 完成状态: 已完成, 进展情况: 已办", "事项: 加强制度建设, 进展情况: 已建")
    summary()
    document = Document(path_of(workspace))
    style = document.styles["二级标题字"]
    headings = [run.text for one in document.paragraphs for run in one.runs if run.style == style]
    assert len(headings) >= 4 + 9 + 5
    assert [one for one in headings if not re.fullmatch(r"（[一二三四五六七八九十]+）[^。]+。", one)] == []
