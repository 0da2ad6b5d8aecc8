"""Everybody is asked what they owe: cities that lead, plans on paper, forms filled in in part, items renamed since."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE
from support.returns import FINANCE, Returned

from generators.dates import PartialDate
from generators.dossier.completeness import gaps
from generators.dossier.dossier import Dossier
from generators.dossier.returns import Return, TaskEntry
from generators.dossier.tally import status_given
from generators.dossier.task_key import TaskKey
from generators.excel.ledger import LedgerChange
from generators.intake.corrections import corrections
from generators.intake.store import ReturnStore
from generators.kinds import PROGRESS_SUMMARY as SUMMARY
from generators.opening import open_notice
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace


def opened(workspace: Path) -> Dossier:
    dossier = open_notice(Workspace(workspace), NOTICE).dossier
    assert dossier
    return dossier


def test_a_city_that_leads_keeps_its_duties_as_a_city(workspace: Path, edit: Callable[[str, str], None]) -> None:
    edit("部门: [省住房城乡建设厅]", "部门: [省住房城乡建设厅, 沈阳市]")
    dossier = opened(workspace)
    led, followed = (ask(dossier.units["沈阳市"]) for ask in (dossier.items_led_by, dossier.items_followed_by))
    assert len(led) == 1 and [*led, *followed] and len(led) + len(followed) == len(dossier.tasks)
    assert not dossier.items_followed_by(dossier.units["省财政厅"])


def test_nobody_is_called_silent_where_every_city_leads(
    workspace: Path, edit: Callable[[str, str], None], returned: Returned
) -> None:
    cities = ", ".join(unit.name for unit in opened(workspace).units if unit.is_city)
    edit("部门: [省住房城乡建设厅]", f"部门: [{cities}]")
    entry = (
        "  - { 事项: 推进保障性住房信息公开, 完成状态: 已完成 }\n  - { 事项: 推进行政审批信息公开, 完成状态: 已完成 }"
    )
    returned("沈阳市", f"单位: 沈阳市\n收到日期: 2013-12-10\n进展:\n{entry}")
    (summary,) = SUMMARY.outputs(opened(workspace))
    rows = {row["标题"]: row["状态"] for row in summary.fields["各市一览"]}  # type: ignore[union-attr,index,call-overload]
    assert rows["推进保障性住房信息公开"] == "各市均牵头，见牵头单位的反馈"


def test_a_paper_plan_is_no_report(workspace: Path, duban: Callable[..., Result]) -> None:
    arguments = ("collect", "--record", "省财政厅", "--by", "纸质", "--what", "方案", "--on", "2013-09-05")
    assert duban(*arguments).exit_code == 0
    text = (workspace / "content" / NOTICE / "returns" / "省财政厅.yaml").read_text("utf-8")
    assert "方案报送日期: '2013-09-05'" in text and "内容: 方案" in text and "\n收到日期" not in text
    assert duban("collect", "--record", "省财政厅", "--by", "扫描件", "--on", "2013-12-12").exit_code == 0
    report = json.loads(duban("status", "--on", "2013-12-14", "--json").stdout)
    days = {one["deadline"]: one["returned_on"] for one in report["units"] if one["for"] == "省财政厅"}
    assert days == {"实施方案": "2013-09-05", "专栏开通": None, "进展报告": "2013-12-12"}


def test_what_came_is_only_stated_of_what_is_recorded(duban: Callable[..., Result]) -> None:
    result = duban("collect", "--what", "方案", ".")
    assert result.exit_code == 2 and "--record" in result.output


def test_a_form_filled_in_in_part_is_reported(
    workspace: Path, returned: Returned, duban: Callable[..., Result]
) -> None:
    returned("省财政厅", FINANCE)
    dossier = opened(workspace)
    found = gaps(dossier, dossier.returns[0])
    assert found.words == f"{found.asked}项填了2项，没有填报人、联系电话"
    assert f"报得不全：省财政厅（{found.words}）" in duban("status", "--on", "2013-12-14").output


def test_a_telephone_beside_the_name_is_one(workspace: Path, returned: Returned) -> None:
    returned("省财政厅", f"{FINANCE}填报人: 张三 02412345678")
    dossier = opened(workspace)
    assert gaps(dossier, dossier.returns[0]).labels == ()


def test_no_telephone_is_none(workspace: Path, returned: Returned) -> None:
    returned("省财政厅", f"{FINANCE}填报人: 张三\n联系电话: 无")
    dossier = opened(workspace)
    assert gaps(dossier, dossier.returns[0]).labels == ("联系电话",)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("文件: 表.docx, 指纹: a", "12项填了0项，没有填报人、联系电话"),
        ("文件: 表.docx, 指纹: a, 原件: 省财政厅-a.docx", ""),
        ("方式: 纸质", ""),
        ("文件: 方案.docx, 指纹: a, 内容: 方案", ""),
    ],
)
def test_a_form_without_any_answer_is_incomplete_but_no_scan_is(
    workspace: Path, returned: Returned, origin: str, words: str
) -> None:
    returned("省财政厅", 收到日期="2013-12-10", 来源=f"[{{ {origin}, 收到: 2013-12-10 }}]")
    dossier = opened(workspace)
    assert gaps(dossier, dossier.returns[0]).words == words


def test_a_retitled_item_keeps_the_answers_given_to_it(
    workspace: Path, edit: Callable[[str, str], None], returned: Returned
) -> None:
    returned("省财政厅", FINANCE)
    returned("沈阳市", "收到日期: 2013-12-10\n进展:\n  - { 事项: 推进财政预算决算和“三公”经费公开, 进展情况: 公开了 }")
    edit("标题: 推进财政预算决算和“三公”经费公开", "标题: 财政资金阳光运行")
    problems = open_notice(Workspace(workspace), NOTICE).problems
    dossier = opened(workspace)
    item = next(one for one in dossier.tasks if one.title == "财政资金阳光运行")
    assert all(dossier.entries_of(dossier.units[unit])[0].item == item.title for unit in ("省财政厅", "沈阳市"))
    assert any("现在的标题是“财政资金阳光运行”" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("在【时限：保障性住房信息】底前公开", "在2013年底前公开"),
        ("于【时限：实施方案】前报送", "于2013年9月6日前报送"),
        ("【时限：三公经费市级】全面公开", "2014年内全面公开"),
        ("【时限: 县级】全面公开", "2015年之前全面公开"),
    ],
)
def test_a_measure_is_the_same_with_its_date_and_with_the_reference(one: str, other: str) -> None:
    assert TaskKey.of("甲", one) == TaskKey.of("甲", other)


def test_words_behind_a_date_are_no_part_of_it() -> None:
    assert TaskKey.of("甲", "公开2013年内容").measure == "公开内容"


@pytest.mark.parametrize("title", ["推进财政预算决算和“三公”经费公开", "财政资金阳光运行"])
def test_what_is_typed_into_a_ledger_joins_the_answers_under_an_earlier_title(
    workspace: Path, edit: Callable[[str, str], None], returned: Returned, title: str
) -> None:
    """The ledger may have been made before the item got its new title, or after."""
    returned("省财政厅", FINANCE)
    edit("标题: 推进财政预算决算和“三公”经费公开", "标题: 财政资金阳光运行")
    change = LedgerChange("省财政厅", title, "着力推进“三公”经费公开", "下一步打算", "统一口径", "继续公开", "第2行")
    with locked(workspace, "ledger") as undo:
        taken, doubts = ReturnStore(Workspace(workspace), opened(workspace), undo).correct(
            [change], PartialDate.parse("2013-12-14")
        )
    assert len(taken) == 1 and not doubts
    entries = opened(workspace).returns[0].progress
    assert [(one.item, one.next_steps) for one in entries if one.measure] == [("财政资金阳光运行", "继续公开")]
    assert entries[0].progress == "印发了细化公开的通知。"


@pytest.mark.parametrize(
    ("words", "stated"),
    [("■", ""), ("□√", ""), ("推进中（方框被删）", ""), ("基本完成", "基本完成"), ("推进中、已完成", "推进中、已完成")],
)
def test_boxes_and_a_choice_without_its_box_state_nothing(words: str, stated: str) -> None:
    assert status_given(TaskEntry.from_labels("甲", "乙", {"完成状态": words})) == stated


def test_a_cleared_cell_is_not_taken() -> None:
    change = LedgerChange("省财政厅", "推进", "措施", "存在问题", "口径不一", "", "第2行")
    taken, entries, doubts, _ = corrections(Return.model_validate({"单位": "省财政厅"}), [change])
    assert not taken and not entries and "清空" in doubts[0].message
