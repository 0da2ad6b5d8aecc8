"""调整通知: what it states of an edit after an issue, how it is issued, and who cites it. Made with a small notice."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE as NOTICE_2013
from support.files import tables_of, text_of
from support.notices import lay_notice, unit_list

from generators.dates import PartialDate
from generators.dossier.adjusted import Adjusted, AdjustedPlace
from generators.dossier.models import Adjustment
from generators.editing.adjustments import with_adjustment
from generators.kinds.adjustment import outputs
from generators.reference import example_dossier

UNITS = unit_list("省财政厅", "省审计厅", "省国资委")
NOTICE = """\
标题: 某办公厅关于某工作的通知
发文机关: 某办公厅
发文字号: 某办发〔2013〕1号
主送机关: 各部门
成文日期: 2013-08-20
文书: [通知, 任务清单]
时限:
  - { 名称: 进展报告, 事由: 报进展, 截止: 2013-12-13, 对象: [牵头部门] }
部分:
  - 标题: 推进公开
    措施: [公开预算。公开决算。, 公开审计结果。]
    牵头: { 部门: [省财政厅], 方式: 牵头 }
  - 标题: 抓好落实
    正文: [请于【时限：进展报告】前报送。]
    牵头: { 部门: [省审计厅], 方式: 牵头 }
"""


@pytest.fixture
def issued(workspace: Path, duban: Callable[..., Result]) -> Path:
    notice = lay_notice(workspace, UNITS, NOTICE)
    for command in (("build", "a"), ("issue", "a", "--on", "2013-08-21")):
        assert duban(*command).exit_code == 0
    return notice


def edited(notice: Path, old: str, new: str) -> None:
    text = notice.read_text("utf-8")
    assert old in text
    notice.write_text(text.replace(old, new), "utf-8")


def document(notice: Path, day: str = "2013-11-05") -> Path:
    return notice.parents[2] / "output" / "a" / "调整通知" / f"a-调整通知-{day}.docx"


def table(path: Path) -> list[list[str]]:
    return tables_of(path)[0][1:]


def test_each_change_stands_in_the_table_with_its_place_and_its_units(
    issued: Path, duban: Callable[..., Result]
) -> None:
    edited(issued, "截止: 2013-12-13", "截止: 2013-12-20")
    edited(issued, "公开审计结果。]", "公开审计结果和整改情况。]")
    assert duban("adjustment", "a", "--on", "2013-11-05", "--number", "某办发〔2013〕9号").exit_code == 0
    assert "调整通知: [{ 成文日期: 2013-11-05, 发文字号: 某办发〔2013〕9号 }]" in issued.read_text("utf-8")
    rows = table(document(issued))
    change = "“推进公开”的措施由“公开审计结果”调整为“公开审计结果和整改情况”"
    date = "时限“进展报告”由12月13日调整为12月20日"
    assert rows == [
        ["1", "一", "……二是公开审计结果。……", "……二是公开审计结果和整改情况。……", change, "省财政厅"],
        ["2", "二", "请于12月13日前报送。……", "请于12月20日前报送。……", date, "各牵头部门"],
    ]
    words = text_of(document(issued))
    assert "某办公厅关于调整《关于某工作的通知》有关事项的通知" in words.replace("\n", "")
    assert "某办发〔2013〕9号" in words


def test_once_issued_it_is_cited_packed_and_the_notice_stays(issued: Path, duban: Callable[..., Result]) -> None:
    notice = issued.parents[2] / "output" / "a" / "a-通知.docx"
    before = notice.read_bytes()
    edited(issued, "部门: [省审计厅]", "部门: [省国资委]")
    assert duban("issue", "a", "--on", "2013-11-06").exit_code == 1
    assert duban("adjustment", "a", "--on", "2013-11-05").exit_code == 0
    duban("build", "a")
    assert duban("issue", "a", "--on", "2013-11-06").exit_code == 0
    assert notice.read_bytes() == before
    assert json.loads(duban("build", "a", "--json").output)["outputs"][0]["outcome"] == "same"
    sheet = issued.parents[2] / "output" / "a" / "任务清单" / "30-省国资委-任务清单.docx"
    assert "《某办公厅关于调整〈关于某工作的通知〉有关事项的通知》" in text_of(sheet).replace("\n", "")
    assert duban("pack", "a").exit_code == 0
    with zipfile.ZipFile(sheet.parents[1] / "打包" / "分单位" / "30-省国资委.zip") as parcel:
        assert "a-调整通知-2013-11-05.docx" in parcel.namelist()
    edited(issued, "公开预算。", "公开全部预算。")
    assert duban("adjustment", "a", "--on", "2013-12-01").exit_code == 0
    assert [row[3] for row in table(document(issued, "2013-12-01"))] == ["一是公开全部预算。……"]


def test_a_slip_is_corrected_in_the_words_of_a_correction(issued: Path, duban: Callable[..., Result]) -> None:
    edited(issued, "公开决算。", "公开决标。")
    assert duban("adjustment", "a", "--on", "2013-11-05", "--slip").exit_code == 0
    words = text_of(document(issued))
    assert "关于更正《关于某工作的通知》有关文字的通知" in words.replace("\n", "")
    assert "调整" not in words


def test_equal_words_put_into_several_items_are_told_of_each_item_once(
    issued: Path, duban: Callable[..., Result]
) -> None:
    issued.write_text(
        issued.read_text("utf-8")
        .replace("公开审计结果。]", "公开审计结果，按月更新。, 公开整改，按月更新。]")
        .replace("部门: [省审计厅], 方式: 牵头 }", "部门: [省审计厅, 省国资委], 方式: 牵头 }")
        .replace("请于【时限：进展报告】前报送。", "请于【时限：进展报告】前报送，按月更新。"),
        "utf-8",
    )
    assert duban("adjustment", "a", "--on", "2013-11-05").exit_code == 0
    notes = [row[4] for row in table(document(issued))]
    change = "“推进公开”的措施由“公开审计结果”调整为“公开审计结果，按月更新”；“推进公开”增加“公开整改，按月更新”"
    assert notes[0] == change
    assert not any("推进公开" in note or "牵头方式" in note for note in notes[1:])
    assert notes[-1].endswith("牵头由省审计厅调整为省审计厅、省国资委")


def test_it_ends_with_the_imprint_of_the_notice_and_the_next_one_cites_it(
    issued: Path, duban: Callable[..., Result]
) -> None:
    edited(
        issued,
        "成文日期: 2013-08-20",
        "成文日期: 2013-08-20\n抄送: [省委各部委]\n印发机关: 某办公厅\n印发日期: 2013-08-21",
    )
    edited(issued, "截止: 2013-12-13", "截止: 2013-12-20")
    assert duban("adjustment", "a", "--on", "2013-11-05", "--number", "某办发〔2013〕9号").exit_code == 0
    words = text_of(document(issued))
    assert "抄送：省委各部委。" in words and "8月21日印发" not in words and "再作调整" not in words
    duban("build", "a")
    assert duban("issue", "a", "--on", "2013-11-06").exit_code == 0
    assert "调整通知（不再需要）" not in duban("changes", "a").output
    edited(issued, "截止: 2013-12-20", "截止: 2013-12-25")
    assert duban("adjustment", "a", "--on", "2013-11-20").exit_code == 0
    again = text_of(document(issued, "2013-11-20")).replace("\n", "")
    assert "有关事项的通知》（某办发〔2013〕9号）有关事项再作调整如下：" in again
    assert "仍按原通知和以前的调整通知执行" in again


def test_every_wording_of_a_change_is_that_of_a_correction_in_one() -> None:
    dossier = example_dossier(f"{NOTICE_2013}/notice.yaml")
    entry = Adjustment.model_construct(
        issued_on=PartialDate.parse("2013-11-05"), document_number="", is_correction=True
    )
    note = "“推进公开”的措施有调整；时限“进展报告”由甲调整为乙"
    adjusted = Adjusted(entry, (AdjustedPlace("一", "甲", "乙", note, ()),))
    (output,) = outputs(replace(dossier, context=replace(dossier.context, adjusted=adjusted)))
    assert output.fields["事项"] == ["“推进公开”的措施有更正；时限“进展报告”由甲更正为乙。"]


def test_without_an_issue_or_a_change_there_is_nothing_to_adjust(issued: Path, duban: Callable[..., Result]) -> None:
    assert "没有变化" in duban("adjustment", "a").output
    edited(issued, "截止: 2013-12-13", "截止: 2013-12-20")
    duban("build", "a")
    assert "duban adjustment a" in duban("pack", "a").output
    assert duban("pack", "a", "--adjustment", "--on", "2013-11-05").exit_code == 0
    assert document(issued).exists()


def test_an_entry_takes_the_place_of_a_key_without_value() -> None:
    entry = Adjustment.model_construct(
        issued_on=PartialDate.parse("2013-11-05"), document_number="", is_correction=False
    )
    made = with_adjustment("标题: 甲\n调整通知:\n成文日期: 2013-08-20\n".encode(), "notice.yaml", entry, 1, is_new=True)
    assert made.decode() == "标题: 甲\n调整通知: [{ 成文日期: 2013-11-05 }]\n成文日期: 2013-08-20\n"
