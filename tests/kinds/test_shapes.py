"""Notices of other shapes than that of 2013: nothing that is written may be missing from the documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, load_workspace, paragraphs_of, text_of
from support.returns import Returned

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]
ANCHOR = "    - 标题: 采取措施确保工作落实到位\n"


def made(duban: Duban, output: Path) -> dict[str, str]:
    """The texts of the notice, the table and 省科技厅's sheet."""
    assert duban("build").exit_code == 0
    names = {"通知": f"{NOTICE}-通知", "表": f"{NOTICE}-重点任务分解表", "单": "任务清单/030-省科技厅-任务清单"}
    return {word: text_of(output / f"{name}.docx") for word, name in names.items()}


def add_item(edit: Edit, item: str) -> None:
    edit(ANCHOR, item + ANCHOR)


def test_an_item_that_is_only_a_heading_with_a_lead_is_a_task(duban: Duban, edit: Edit, output: Path) -> None:
    add_item(edit, "        - 标题: 推进数据开放\n          牵头: { 部门: [省科技厅], 方式: 负责 }\n")
    texts = made(duban, output)
    assert "（十）推进数据开放。（省科技厅负责落实）" in texts["通知"]
    assert "推进数据开放" in texts["表"] and "推进数据开放" in texts["单"]


def test_the_lead_of_an_item_with_items_below_is_printed_once(duban: Duban, edit: Edit, output: Path) -> None:
    add_item(
        edit,
        "        - 标题: 推进数据开放\n          牵头: { 部门: [省科技厅] }\n          事项:\n"
        "            - 标题: 建目录\n              措施: [编制目录。, 发布目录。]\n",
    )
    texts = made(duban, output)
    assert texts["通知"].count("省科技厅牵头落实") == 1
    assert "1.建目录。一是编制目录。二是发布目录。" in texts["通知"]
    assert "一（十）1." in texts["表"] and "编制目录。" in texts["单"]


def test_a_section_with_a_lead_keeps_its_text_items(duban: Duban, edit: Edit, output: Path) -> None:
    edit(ANCHOR, ANCHOR + "      牵头: { 部门: [省科技厅] }\n")
    texts = made(duban, output)
    assert "建立健全政府信息公开工作考核考评机制" in texts["表"]
    assert "建立健全政府信息公开工作考核考评机制" in texts["单"]


def test_a_section_of_text_alone_reaches_every_sheet(duban: Duban, edit: Edit, output: Path) -> None:
    edit("  结语:\n", "    - 标题: 组织领导\n      正文: [要加强组织领导。]\n  结语:\n")
    texts = made(duban, output)
    assert "三、组织领导" in texts["通知"] and all("要加强组织领导。" in text for text in texts.values())


def test_sections_of_the_notice_itself_come_before_its_signature(duban: Duban, notice_file: Path, output: Path) -> None:
    notice_file.write_text(
        "标题: 某省关于做好某事的通知\n发文机关: 某省人民政府\n主送机关: 各市\n成文日期: 2014-01-02\n正文: [现通知如下：]\n"
        "部分:\n  - 标题: 做好第一件事\n    正文: [认真做。]\n  - 标题: 做好第二件事\n"
        "    措施: [抓紧做。, 做到底。]\n    牵头: { 部门: [省科技厅] }\n结语: [请遵照执行。]\n",
        "utf-8",
    )
    text = made(duban, output)
    paragraphs = paragraphs_of(output / f"{NOTICE}-通知.docx")
    order = [
        "一、做好第一件事",
        "认真做。",
        "二、做好第二件事",
        "一是抓紧做。二是做到底。（省科技厅牵头落实）",
        "请遵照执行。",
        "2014年1月2日",
    ]
    assert [paragraph for paragraph in paragraphs if paragraph in order] == order
    assert "抓紧做。" in text["单"] and "认真做。" in text["单"]


def test_departments_and_cities_may_have_reporting_dates_of_their_own(duban: Duban, edit: Edit, output: Path) -> None:
    edit(
        "    对象: [各市, 牵头部门]\n",
        "    对象: [牵头部门]\n  - 名称: 进展报告（各市）\n    截止: 2013-12-20\n    对象: [各市]\n",
    )
    assert duban("build").exit_code == 0
    assert len(list((output / "进展情况报送表").glob("*.docx"))) == 31
    city = text_of(output / "进展情况报送表" / "190-沈阳市-进展情况报送表.docx")
    assert "2013年12月20日前" in city and "12月13日" not in city


def test_a_deadline_edit_does_not_lose_what_was_returned(
    returned: Returned, duban: Duban, edit: Edit, output: Path
) -> None:
    returned(
        "省住房城乡建设厅",
        "单位: 省住房城乡建设厅\n收到日期: 2013-12-10\n进展:\n  - 事项: 推进保障性住房信息公开\n"
        "    措施: 2013年所有市、县级政府要按2012年提出的要求公开保障性安居工程建设、分配和退出信息\n"
        "    完成状态: 已完成\n    进展情况: 都公开了\n",
    )
    edit("    截止: 2013\n    对象: [各市]\n", "    截止: 2014-06\n    对象: [各市]\n")
    assert duban("progress-summary").exit_code == 0
    text = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "已完成1项" in text and "。省住房城乡建设厅（已完成）：都公开了。" in text


def test_a_plan_alone_is_no_progress_report(returned: Returned, duban: Duban, output: Path) -> None:
    returned("省财政厅", "单位: 省财政厅\n方案报送日期: 2013-09-05\n")
    duban("progress-summary")
    text = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "尚未收到任何单位的报送材料" in text and "报送实施方案的单位17个，已报送1个" in text


def test_a_notice_that_asks_for_no_report_lists_nobody_as_missing(duban: Duban, edit: Edit, output: Path) -> None:
    edit("名称: 进展报告\n", "名称: 工作总结\n")
    edit("【时限：进展报告】", "【时限：工作总结】")
    duban("progress-summary")
    text = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "应报送单位" not in text and "尚未报送的31个" not in text
    assert "（一）实施方案报送。应于2013年9月6日前报送实施方案的单位17个" in text


def test_a_measure_that_a_lead_does_not_carry_out_has_the_state_that_the_other_gives(
    returned: Returned, duban: Duban, output: Path
) -> None:
    row = "  - { 事项: 推进财政预算决算和“三公”经费公开, 措施: 推进国有资本经营预算公开, "
    for unit, said in (("省财政厅", "完成状态: 推进中, 进展情况: 已编制。"), ("省审计厅", "进展情况: 不承担")):
        text = f"单位: {unit}\n收到日期: 2013-12-10\n进展:\n{row}{said} }}\n"
        returned(unit, text)
    duban("progress-summary")
    text = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "推进中：省财政厅" in text and "不承担：省审计厅" in text and "完成状态不明" not in text


def test_a_date_that_nobody_can_read_is_told_wherever_it_counts(returned: Returned, duban: Duban) -> None:
    text = "单位: 省财政厅\n收到日期: 2013-12-10\n原话: { 方案报送日期: 2013年9月31日 }\n"
    returned("省财政厅", text)
    for arguments in (["check"], ["reminders", "--on", "2013-12-16"], ["circular", "--on", "2013-12-16"]):
        result = duban(*arguments)
        assert result.exit_code == 0
        assert "“方案报送日期”填的是“2013年9月31日”，看不出是哪一天" in result.output


def test_two_reports_asked_of_the_same_units_are_warned_of(duban: Duban, edit: Edit) -> None:
    second = "  - { 名称: 进展报告（第一次）, 事由: 报进展, 截止: 2013-10-30, 对象: [各市] }\n"
    edit("\n印发件:", f"\n{second}\n印发件:")
    assert "约束了同样的单位，报送材料只认一次" in duban("check").output


def test_what_is_secret_is_not_asked_for_by_mail(duban: Duban, edit: Edit, output: Path) -> None:
    edit("附注: 此件公开发布", "密级: 秘密\n份号: 000001")
    edit("\n联系方式:    ", "\n联系方式: { 联系人: 张三, 电子邮箱: a@b.cn }    ")
    assert duban("build").exit_code == 0 and duban("reminders", "--on", "2013-12-16").exit_code == 0
    texts = [text_of(path) for path in output.rglob("*.docx")]
    assert [text for text in texts if "a@b.cn" in text or "电子版" in text] == []


def test_a_reference_in_the_matter_of_a_deadline_is_filled(duban: Duban, edit: Edit, output: Path) -> None:
    edit("    事由: 将具体实施方案报省政府办公厅\n", "    事由: 在【时限：专栏开通】前报省政府办公厅\n")
    assert "在2013年10月16日前报省政府办公厅" in made(duban, output)["表"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("部门: [省编委办],", "部门: [省编委办, 省编委办],", "错误：“省编委办”写了两次"),
        ("部门: [省编委办],", "部门: [],", "错误：没有写牵头的单位"),
        (
            "标题: 推进行政审批信息公开",
            "标题: （一）推进行政审批信息公开",
            "notice.yaml:59:15: 警告：自带“（一）”，会印两遍（删去“（一）”，序号由位置决定）",
        ),
        (
            "            - 推进审批过程和结果公开。",
            "            - 二是推进审批过程和结果公开。",
            "notice.yaml:62:15: 警告：自带“二是”，会印两遍（删去“二是”，序号由位置决定）",
        ),
        ("审批结果公开工作。", "审批结果公开工作", "提示：这一段末尾没有句号"),
        ("于【时限：进展报告】前", "于[时限：进展报告]前", "警告：“[时限：进展报告]”像是引用时限，但没有认出"),
        ("标题: 推进行政审批信息公开", "标题: 【时限：实施方案】前推进行政审批", "错误：这里不能引用时限"),
        (
            "            - 推进审批过程和结果公开。",
            "            - 推进审批 #过程和结果公开。",
            "警告：“ #”后面的字被当作注释",
        ),
        ("标题: 推进安全生产信息公开", "标题: 推进环境保护信息公开", "警告：一（六）与一（五）的标题相同"),
        (
            "            - 推进审批过程和结果公开。",
            "            － 推进审批过程和结果公开。",
            "错误：列表项前面的“－”写得不对",
        ),
    ],
)
def test_what_would_print_wrong_is_told(duban: Duban, edit: Edit, old: str, new: str, told: str) -> None:
    edit(old, new)
    assert told in duban("check").output


@pytest.mark.parametrize("key", ["配合: []", "责任: []"])
def test_an_empty_list_is_nothing(duban: Duban, edit: Edit, key: str) -> None:
    if key.startswith("配合"):
        edit("部门: [省编委办],", f"部门: [省编委办], {key},")
    else:
        edit("责任: [省环保厅]", key)
    assert duban("check").exit_code == 0


def test_marks_that_the_template_brings_are_not_doubled(duban: Duban, edit: Edit, output: Path) -> None:
    edit("各直属机构\n", "各直属机构：\n")
    edit("附注: 此件公开发布", "附注: （此件公开发布）")
    text = made(duban, output)["通知"]
    assert "各直属机构：\n" in text and "（此件公开发布）" in text and "（（" not in text


def test_hundreds_of_measures_are_numbered(duban: Duban, edit: Edit, output: Path) -> None:
    lines = "".join(f"            - 做第{n}件事。\n" for n in range(1, 121))
    add_item(edit, f"        - 标题: 推进大事\n          措施:\n{lines}          牵头: {{ 部门: [省科技厅] }}\n")
    assert "一百二十是做第120件事。" in made(duban, output)["通知"]


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000, "{a: " * 3000, " " * 300 + "a: 1"])
def test_deep_nesting_is_told(notice_file: Path, workspace: Path, text: str) -> None:
    notice_file.write_text(text, "utf-8")
    assert load_workspace(workspace).problems[0].severity == "error"


BARE = "标题: 某通知\n发文机关: 某机关\n主送机关: 各市\n成文日期: 2014-01-02\n正文: [现通知如下。]\n"


def test_a_notice_without_deadlines_may_speak_of_them_in_a_comment(notice_file: Path, duban: Duban) -> None:
    notice_file.write_text("# 日期写成【时限：名称】\n" + BARE, "utf-8")
    assert duban("build").exit_code == 0


def test_a_measure_that_names_a_deadline_of_a_notice_without_any_is_told(notice_file: Path, duban: Duban) -> None:
    work = (
        "部分:\n  - 标题: 做事\n    措施:\n      - 内容: 做好。\n        时限: [年底]\n    牵头: { 部门: [省科技厅] }\n"
    )
    notice_file.write_text(BARE + work, "utf-8")
    result = duban("check")
    assert result.exit_code == 1
    assert "notice.yaml:10:14: 错误：没有名称为“年底”的时限（通知顶层还没有“时限”" in result.output


def test_the_summary_numbers_its_areas_in_one_row_whatever_their_level(
    returned: Returned, duban: Duban, edit: Edit, output: Path
) -> None:
    returned("省科技厅", 进展="[{ 事项: 推进数据开放：建目录, 进展情况: 已建 }]")
    add_item(
        edit,
        "        - 标题: 推进数据开放\n          事项:\n"
        "            - 标题: 建目录\n              措施: [编制目录。]\n              牵头: { 部门: [省科技厅] }\n",
    )
    duban("progress-summary")
    text = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "（九）推动以教育为重点" in text and "（十）推进数据开放：建目录。" in text
