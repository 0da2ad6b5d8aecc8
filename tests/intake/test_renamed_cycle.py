"""A unit that gets another name, is merged or split: from the sheets that were sent to the summary of what came back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from support.files import NOTICE as NOTICE_2013
from support.files import text_of
from support.filling import document, fill, places
from support.notices import lay_notice, unit_list

UNITS = unit_list("省财政厅", "省卫生厅", "省人口计生委")
NOTICE = """\
标题: 某办公厅关于某工作的通知
发文机关: 某办公厅
发文字号: 某办发〔2013〕1号
主送机关: 各部门
成文日期: 2013-03-01
时限:
  - { 名称: 进展报告, 报送: 进展, 事由: 报进展, 截止: 2013-12-13, 对象: [省卫生厅, 省人口计生委] }
部分:
  - 标题: 推进公开
    措施: [省卫生厅公开医疗收费。]
    牵头: { 部门: [省卫生厅, 省人口计生委], 方式: 分别牵头 }
  - 标题: 抓好落实
    措施: [公开办理结果。]
    牵头: { 部门: [省卫生厅], 表述: （省卫生厅牵头抓总） }
"""
Duban = Callable[..., Result]
Form = Callable[[str, str], Path]


@pytest.fixture
def notice(workspace: Path, duban: Duban) -> Path:
    shutil.rmtree(workspace / "content" / NOTICE_2013)
    file = lay_notice(workspace, UNITS, NOTICE)
    done(duban("build", "a"))
    return file


@pytest.fixture
def filled(notice: Path, tmp_path: Path) -> Form:
    """The form of a unit as it was sent, filled in with words for what it has done."""

    def fill_in(unit: str, words: str) -> Path:
        (sent,) = (notice.parents[2] / "output" / "a" / "进展情况报送表").glob(f"*-{unit}-*.docx")
        copy = shutil.copyfile(sent, tmp_path / f"{unit}.docx")
        task, label = next(asked for asked in places(document(copy)) if asked[1] == "进展情况")
        return fill(copy, {(task, label): words}, "typed")

    return fill_in


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def output(notice: Path, pattern: str) -> Path:
    (found,) = (notice.parents[2] / "output" / "a").glob(pattern)
    return found


def test_renamed_after_the_issue_the_notice_stays_others_name_both_and_old_forms_come_back(
    notice: Path, duban: Duban, filled: Form
) -> None:
    done(duban("issue", "a", "--on", "2013-03-01"))
    sent = output(notice, "a-通知.docx").read_bytes()
    form = filled("省卫生厅", "已经公开")
    done(duban("rename", "省卫生厅", "省卫生计生委", "--yes"))
    assert "没有变化" in duban("adjustment", "a").output
    done(duban("build", "a"))
    assert output(notice, "a-通知.docx").read_bytes() == sent
    assert "（省卫生厅牵头抓总）" in text_of(output(notice, "a-通知.docx"))
    for document_of_it in ("任务清单/*省卫生计生委*.docx", "a-重点任务分解表.docx"):
        words = text_of(output(notice, document_of_it))
        assert words.count("省卫生计生委（原省卫生厅）") == 1
        assert words.index("省卫生计生委") == words.index("省卫生计生委（原省卫生厅）")
    assert "省卫生计生委" in done(duban("collect", str(form), "--notice", "a", "--on", "2013-12-10"))
    done(duban("build", "a"))
    assert "已经公开" in text_of(output(notice, "a-进展情况汇总.docx"))


def test_merged_after_the_issue_the_returns_of_both_are_kept(notice: Path, duban: Duban, filled: Form) -> None:
    done(duban("issue", "a", "--on", "2013-03-01"))
    forms = [filled("省卫生厅", "公开了一批"), filled("省人口计生委", "公开了另一批")]
    duban("collect", *map(str, forms), "--notice", "a", "--on", "2013-12-10")
    done(duban("rename", "省人口计生委", "省卫生厅", "--yes"))
    returns = sorted((notice.parent / "returns").rglob("*.yaml"))
    assert [yaml.safe_load(one.read_text("utf-8"))["单位"] for one in returns] == ["省卫生厅", "省卫生厅"]
    assert {yaml.safe_load(one.read_text("utf-8"))["进展"][0]["进展情况"] for one in returns} == {
        "公开了一批",
        "公开了另一批",
    }
    done(duban("build", "a"))
    assert "省卫生厅（原省卫生厅、省人口计生委）" in text_of(output(notice, "a-重点任务分解表.docx"))
    assert "省卫生厅、省人口计生委分别牵头" in text_of(output(notice, "a-通知.docx"))


def test_before_the_issue_a_draft_is_written_anew_and_a_split_is_asked_about(
    notice: Path, duban: Duban, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(duban("rename", "省卫生厅", "省卫生计生委", "--yes"))
    monkeypatch.setattr("generators.console.typed_line", lambda question: "2" if "抓" in question else "1")
    done(duban("rename", "省卫生计生委", "省卫健委", "省医保局", "--yes"))
    assert "曾用名" not in notice.read_text("utf-8")
    done(duban("build", "a"))
    words = text_of(output(notice, "a-通知.docx"))
    assert "省卫健委公开医疗收费" in words and "省卫生厅" not in words
    assert "抓好落实" in text_of(output(notice, "任务清单/*省医保局*.docx"))
    assert "推进公开" not in text_of(output(notice, "任务清单/*省医保局*.docx"))
