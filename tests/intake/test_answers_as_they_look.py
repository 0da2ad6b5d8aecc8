"""Answers that are no plain text, or look otherwise than they are stored: nothing is lost without a word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

Duban = Callable[..., Result]
TRIALS = Path(__file__).parent.parent / "data" / "trials"


@pytest.fixture
def collected(duban: Duban, workspace: Path) -> Callable[[str], tuple[list[str], dict[str, Any]]]:
    """Collects a trial; gives the doubts as 位置：文字, and the return as written."""

    def collect(file: str) -> tuple[list[str], dict[str, Any]]:
        result = duban("collect", str(TRIALS / file), "--on", "2013-12-10", "--json")
        report = json.loads(result.stdout)
        assert result.exit_code == 0 and len(report["taken"]) == 1, result.output
        (path,) = (workspace / "content").glob("*/returns/*.yaml")
        doubts = [f"{one.get('nearby') or one.get('place') or ''}：{one['message']}" for one in report["doubts"]]
        return doubts, yaml.load(path.read_text("utf-8"), yaml.BaseLoader)

    return collect


Collected = Callable[[str], tuple[list[str], dict[str, Any]]]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("02-picture-in-cell/form.docx", "有图片，没有读出"),
        ("02-picture-in-cell/only-picture.docx", "有图片，没有读出"),
        ("02-picture-in-cell/scan-as-picture.docx", "有图片，没有读出"),
        ("31-structure/hidden-text.docx", "隐藏的文字没有读入：“处长说这句先不报”"),
        ("31-structure/strikethrough.docx", "有删除线的文字没有读入：“公开了12条。”"),
        ("31-structure/math.docx", "有公式，读作“1/2”"),
        ("31-structure/wordart.docx", "有艺术字，读作“已全部公开”"),
        ("06-wps-dispimg/form.xlsx", "有图片，没有读出"),
        ("32-excel/error-values.xlsx", "有错误值 #REF!，没有读出"),
        ("32-excel/error-values.xlsx", "没有算出结果的公式没有读入"),
        ("37-rows-and-cells/label-deleted.docx", "写在填写栏以外：“人员不足。”"),
        ("37-rows-and-cells/row-added.docx", "写在填写栏以外：“请协调省级系统接口。”"),
    ],
)
def test_what_is_no_plain_answer_is_reported(collected: Collected, file: str, message: str) -> None:
    doubts, _ = collected(file)
    assert sum(message in doubt for doubt in doubts) == 1, doubts


@pytest.mark.parametrize("file", ["only-picture.docx", "scan-as-picture.docx"])
def test_a_form_with_nothing_but_a_picture_counts_as_returned_with_its_content_missing(
    collected: Collected, duban: Duban, workspace: Path, file: str
) -> None:
    _, answer = collected(f"02-picture-in-cell/{file}")
    (original,) = (workspace / "content").glob("*/returns/原件/*")
    assert answer["来源"][0]["原件"] == original.name
    assert original.read_bytes() == (TRIALS / "02-picture-in-cell" / file).read_bytes()
    units = json.loads(duban("status", "--on", "2013-12-14", "--json").stdout)["units"]
    (state,) = (one for one in units if one["for"] == "省财政厅" and one["deadline"] == "进展报告")
    assert state["state"] == "returned" and state["content_missing"]


@pytest.mark.parametrize(
    ("file", "label", "words"),
    [
        ("31-structure/hidden-text.docx", "进展情况", "公开了。"),
        ("31-structure/strikethrough.docx", "进展情况", "公开了15条。"),
        ("31-structure/math.docx", "进展情况", "率1/2"),
        ("31-structure/wordart.docx", "进展情况", "已全部公开"),
        ("04-automatic-numbers/form.docx", "存在问题", "1.人员编制不足。\n2.经费没有列入预算。\n3.制度还不健全。"),
        ("30-answers/state0.docx", "完成状态", "推进中"),
        ("30-answers/state3.docx", "完成状态", "推进中"),
        ("30-answers/state7.docx", "完成状态", "推进中"),
    ],
)
def test_the_words_are_those_that_are_seen(collected: Collected, file: str, label: str, words: str) -> None:
    assert collected(file)[1]["进展"][0][label] == words


def test_words_behind_a_state_are_kept(collected: Collected) -> None:
    doubts, answer = collected("30-answers/state7.docx")
    assert [one["原话"] for one in answer["其他内容"]] == ["推进中，预计年底完成"]
    assert len(doubts) == 2 and "推进中，预计年底完成" in doubts[0] and "报得不全" in doubts[1]


@pytest.mark.parametrize("file", ["date0", "date3", "date7", "date12"])
def test_a_day_that_leaves_no_doubt_is_read(collected: Collected, file: str) -> None:
    doubts, answer = collected(f"30-answers/{file}.docx")
    assert answer["方案报送日期"] == "2013-09-05" and doubts == []


def test_an_error_value_and_a_formula_without_result_are_no_answers(collected: Collected) -> None:
    _, answer = collected("32-excel/error-values.xlsx")
    assert "公开数据" not in answer["进展"][0] and "其他内容" not in answer


def test_a_merged_answer_counts_for_every_row_that_it_covers(collected: Collected) -> None:
    _, answer = collected("32-excel/merged-answers.xlsx")
    assert [row.get("进展情况") for row in answer["进展"][:3]] == ["公开了。"] * 3
