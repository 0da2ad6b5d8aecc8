"""Notices of any shape: what the notice prints of each, and which tasks other documents follow."""

from __future__ import annotations

from support.shapes import UNITS, dossier, problems

from generators.dates import PartialDate
from generators.dossier.lead_phrases import leads, leads_column, role
from generators.dossier.printed_body import printed_paragraphs, printed_sections
from generators.forms.attachment_table import filled_tables
from generators.forms.cells import Cell, Table
from generators.intake.interpret import interpret
from generators.kinds import ATTACHMENT_FORM, NOTICE, PLAN_TEMPLATE, REPORT_FORM, TASK_SHEET, TASK_TABLE
from generators.plan import Fields, Kind
from generators.submission import Submission


def printed(notice: str) -> list[str]:
    lines = printed_sections(dossier(notice), dossier(notice).sections)
    return [f"{line['标题']}{line['文字']}" for line in lines]


def tasks(notice: str) -> list[tuple[str, str, str]]:
    facts = dossier(notice)
    return [(item.label, item.title, leads(facts, item)) for item in facts.tasks]


def test_numbers_run_on_through_the_parts() -> None:
    notice = "编号: 连续\n部分:\n  - { 标题: 甲, 事项: [{ 标题: 子 }, { 标题: 丑 }] }\n  - { 标题: 乙, 事项: [{ 标题: 寅 }] }\n"
    assert printed(notice) == ["一、甲", "（一）子", "（二）丑", "二、乙", "（三）寅"]


def test_articles_run_on_through_chapters() -> None:
    notice = (
        "编号: 连续\n序数: 第一章\n部分:\n  - { 标题: 总则, 事项: [{ 正文: [本办法适用于某省。] }] }\n"
        "  - { 标题: 附则, 事项: [{ 正文: [自公布之日起施行。] }] }\n"
    )
    assert printed(notice) == [
        "第一章　总则",
        "第一条　本办法适用于某省。",
        "第二章　附则",
        "第二条　自公布之日起施行。",
    ]


def test_a_lead_may_be_a_paragraph_after_every_item() -> None:
    notice = (
        "牵头句式: { 负责: 责任单位：【部门】；配合单位：【配合】。 }\n部分:\n  - 标题: 任务\n    事项:\n"
        "      - { 标题: 办成甲事, 正文: [年内办成。], 牵头: { 部门: [省财政厅, 省审计厅], 方式: 负责 } }\n"
        "      - { 标题: 办成乙事, 正文: [抓紧。], 牵头: { 部门: [各片区], 方式: 负责, 配合: [省教育厅] } }\n"
    )
    assert printed(notice) == [
        "一、任务",
        *("（一）办成甲事。年内办成。", "责任单位：省财政厅、省审计厅。"),
        *("（二）办成乙事。抓紧。", "责任单位：各片区；配合单位：省教育厅。"),
    ]
    assert tasks(notice) == [
        ("一（一）", "办成甲事", "省财政厅、省审计厅"),
        ("一（二）", "办成乙事", "各片区"),
    ]
    assert leads_column(dossier(notice)) == "责任单位"


def test_a_bracket_of_its_own_words() -> None:
    lead = "{ 部门: [省财政厅], 表述: （负责部门：【部门】；适用范围：所有自贸试验区） }"
    notice = f"部分:\n  - {{ 标题: 任务, 事项: [{{ 标题: 办成甲事, 正文: [年内办成。], 牵头: {lead} }}] }}\n"
    assert printed(notice)[1] == "（一）办成甲事。年内办成。（负责部门：省财政厅；适用范围：所有自贸试验区）"


def test_a_lead_is_printed_where_its_text_says_or_not_at_all() -> None:
    notice = (
        "部分:\n  - 标题: 任务\n    事项:\n"
        "      - { 标题: 甲, 正文: [由【牵头】评估。], 牵头: { 部门: [省财政厅], 表述: 【部门】 } }\n"
        '      - { 标题: 乙, 正文: [评估。], 牵头: { 部门: [省审计厅], 表述: "" } }\n'
    )
    assert printed(notice)[1:] == ["（一）甲。由省财政厅评估。", "（二）乙。评估。"]
    facts = dossier(notice)
    assert [facts.measure(measure) for item in facts.tasks for _, measure in item.passages] == [
        "由省财政厅评估。",
        "评估。",
    ]


def test_words_that_name_others_than_the_lead_are_an_error_with_both_names() -> None:
    lead = "{ 部门: [省财政厅], 表述: （省审计厅、教育厅等有关部门负责） }"
    found = problems(f"部分:\n  - {{ 标题: 任务, 措施: [做。], 牵头: {lead} }}\n")
    assert "error: 表述里写的是“省审计厅”，部门里写的是“省财政厅”" in found
    assert "error: 表述里写的是“省教育厅”，部门里写的是“省财政厅”" in found


def test_of_groups_that_stand_for_one_another_only_the_empty_one_is_warned_of() -> None:
    groups = "[{ 名称: 试点地区, 成员: [] }, { 名称: 试点地区政府, 成员: [试点地区] }]"
    found = problems(f"单位组: {groups}\n部分:\n  - {{ 标题: 任务, 责任: [试点地区政府], 正文: [做。] }}\n")
    assert [one for one in found if "还没有成员" in one] == ["warning: 单位组“试点地区”还没有成员，没有给它的文书"]


def test_parts_of_an_item_with_leads_of_their_own_are_tasks_of_their_own() -> None:
    notice = (
        "部分:\n  - 标题: 主要任务\n    事项:\n      - 标题: 强化引领\n        正文:\n"
        "          - { 内容: 建立指标体系，发挥作用。做实。, 牵头: { 部门: [省财政厅] } }\n"
        "          - 分句:\n"
        "              - { 内容: 完善标准。, 牵头: { 部门: [省审计厅], 方式: 负责 } }\n"
        "              - { 内容: 推广装备。, 牵头: { 部门: [各片区], 指导: [省教育厅], 表述: （【指导】指导） } }\n"
    )
    assert printed(notice)[1:] == [
        "（一）强化引领。建立指标体系，发挥作用。做实。（省财政厅牵头落实）",
        "完善标准。（省审计厅负责落实）推广装备。（省教育厅指导）",
    ]
    assert tasks(notice) == [
        ("一（一）-1", "建立指标体系，发挥作用", "省财政厅"),
        ("一（一）-2", "完善标准", "省审计厅"),
        ("一（一）-3", "推广装备", "各片区"),
    ]
    facts = dossier(notice)
    assert "省教育厅" not in [unit.name for unit in facts.units_with_duties]


def test_a_part_that_is_one_paragraph_with_a_date_and_a_unit_is_work_of_that_unit() -> None:
    notice = (
        "时限: [{ 名称: 年底, 截止: 2022 }]\n部分:\n"
        "  - { 标题: 建立台账, 正文: [{ 内容: 【时限：年底】前建立台账。, 责任: [省财政厅], 时限: [年底] }] }\n"
        "  - { 标题: 有关要求, 正文: [各单位要高度重视。] }\n"
    )
    assert tasks(notice) == [("一", "建立台账", "")]
    facts = dossier(notice)
    assert [unit.name for unit in facts.units_with_duties] == ["省财政厅"]
    assert [item.title for item in facts.safeguards] == ["有关要求"]


def test_what_stands_on_a_heading_holds_for_all_below_unless_they_say_otherwise() -> None:
    notice = (
        "部分:\n  - 标题: 任务\n    牵头: { 部门: [省财政厅] }\n    责任: [各片区]\n    事项:\n"
        "      - { 标题: 甲, 正文: [做甲。] }\n      - { 标题: 乙, 正文: [做乙。], 牵头: { 部门: [省审计厅] } }\n"
    )
    assert tasks(notice) == [("一（一）", "甲", "省财政厅"), ("一（二）", "乙", "省审计厅")]
    facts = dossier(notice)
    assert len(facts.task_namings_of(facts.units["东片区管理局"])) == 2
    assert printed(notice)[-1] == "（二）乙。做乙。（省审计厅牵头落实）（省财政厅牵头落实）"


def test_explanation_stands_in_no_table_and_a_doubtful_part_is_named() -> None:
    notice = (
        "部分:\n  - { 标题: 总体要求, 事项: [{ 标题: 指导思想。, 正文: [坚持。] }, { 标题: 工作目标, 正文: [达到。] }] }\n"
        "  - { 标题: 试点任务, 事项: [{ 标题: 建设平台, 正文: [建好。] }] }\n"
        "  - { 标题: 保障措施, 事项: [{ 标题: 加强领导, 正文: [要加强。] }] }\n"
    )
    facts = dossier(notice)
    assert facts.tasks == [] and [item.title for item in facts.safeguards] == ["建设平台", "加强领导"]
    assert [one for one in problems(notice) if "当作保障措施" in one] == [
        "notice: 二“试点任务”没有写牵头、完成时限，也没有写责任单位，当作保障措施"
    ]


def test_a_heading_keeps_its_mark_in_the_notice_and_loses_it_elsewhere() -> None:
    lead = "牵头: { 部门: [省财政厅] }"
    notice = (
        f"部分:\n  - 标题: 任务\n    {lead}\n    事项:\n      - {{ 标题: 排查涉疫房屋。, 正文: [逐栋查。] }}\n"
        "      - { 标题: 单独成行。, 接排: 否, 正文: [另起。] }\n      - 标题: 下面两项\n        导语: 抓紧做：\n"
        "        事项: [{ 标题: 子项, 正文: [做。] }, { 原编号: 2．, 标题: 丑项, 正文: [办。] }]\n"
    )
    assert printed(notice) == [
        *("一、任务", "（一）排查涉疫房屋。逐栋查。", "（二）单独成行。", "另起。"),
        *("（三）下面两项。抓紧做：", "1.子项。做。", "2．丑项。办。（省财政厅牵头落实）"),
    ]
    facts = dossier(notice)
    assert [item.title for item in facts.tasks] == ["排查涉疫房屋", "单独成行", "下面两项：子项", "下面两项：丑项"]
    assert [facts.measure(one) for one in facts.tasks[2].introduction] == ["抓紧做："]


def test_a_single_measure_has_no_number_and_lists_may_follow_any_paragraph() -> None:
    notice = (
        "正文:\n  - { 内容: 各单位要做到：, 序数: 一要, 措施: [快。, { 内容: 准。, 责任: [省财政厅] }] }\n"
        "部分:\n  - { 标题: 任务, 措施: [只有一件。], 牵头: { 部门: [省财政厅] } }\n"
    )
    facts = dossier(notice)
    assert printed_paragraphs(facts, facts.notice.text) == ["各单位要做到：一要快。二要准。"]
    assert printed(notice) == ["一、任务", "只有一件。（省财政厅牵头落实）"]
    (duty,) = facts.task_namings_of(facts.units["省财政厅"])
    assert duty.item.label == "正文" and duty.text == "各单位要做到：一要快。二要准。"


def test_units_are_printed_by_the_one_of_their_names_that_the_text_has() -> None:
    lead = "牵头: { 部门: [省财政厅], 配合: [东片区, 西片区管理局] }"
    notice = f"部分: [{{ 标题: 任务, 措施: [做。], {lead} }}]\n"
    assert printed(notice)[1] == "做。（省财政厅牵头，东片区、西片区管理局配合）"
    assert [unit.name for unit in dossier(notice).cooperating(dossier(notice).tasks[0])] == [
        "东片区管理局",
        "西片区管理局",
    ]


def test_a_group_that_leads_is_many_units_and_few_words() -> None:
    lead = "{ 部门: [省政府各部门, 各片区], 方式: 负责 }"
    more = "".join(f"  - {{ 序号: {n}00, 名称: 省{n}厅, 类别: 省直部门 }}\n" for n in "23456")
    notice = f"部分:\n  - {{ 标题: 任务, 措施: [做。], 牵头: {lead} }}\n"
    facts = dossier(notice, UNITS + more)
    (item,) = facts.tasks
    assert leads(facts, item) == "省政府各部门、各片区" and len(facts.leads(item)) == 10
    assert role(facts, item, facts.units["省财政厅"]) == "与省政府其他部门、各片区共同负责"
    assert role(facts, item, facts.units["东片区"]) == "与省政府各部门、其他片区共同负责"
    spelled = dossier(
        notice.replace("省政府各部门, 各片区", "省财政厅, 省审计厅, 省教育厅, 省2厅, 省3厅, 省4厅, 东片区"),
        UNITS + more,
    )
    assert role(spelled, spelled.tasks[0], facts.units["省财政厅"]) == "与省审计厅、省教育厅、省2厅等6个单位共同负责"


def test_dates_count_from_the_issue_bind_the_issuer_or_are_only_words() -> None:
    notice = (
        "时限:\n  - { 名称: 总结, 报送: 进展, 截止: 印发后30日, 对象: [各单位] }\n"
        "  - { 名称: 报告, 截止: 印发后5个工作日, 对象: [省财政厅] }\n"
        "  - { 名称: 尽快, 表述: 尽快, 对象: [省审计厅] }\n  - { 名称: 验收, 截止: 2022-12, 对象: [本机关] }\n"
    )
    facts = dossier(notice)
    assert [str(one.date) for one in facts.notice.deadlines] == ["2022-06-09", "2022-05-17", "None", "2022-12"]
    assert facts.deadlines["总结"].by() == "印发后30日内"
    assert [unit.name for unit in facts.units_bound_for(facts.REPORT)] == ["省财政厅", "省审计厅"]
    assert [one.name for one in facts.deadlines_of(facts.units["省审计厅"])] == ["总结", "尽快"]


def test_a_group_of_the_notice_names_its_members_one_by_one() -> None:
    notice = (
        "单位组: [{ 名称: 试点单位, 成员: [省财政厅, 各片区] }]\n"
        "部分:\n  - { 标题: 试点, 性质: 任务, 责任: [试点单位], 措施: [开展试点。, 总结经验。] }\n"
    )
    facts = dossier(notice)
    named = [unit.name for unit in facts.units if facts.task_namings_of(unit)]
    assert named == ["省财政厅", "东片区管理局", "西片区管理局"]


def fields(notice: str, kind: Kind, unit: str) -> Fields:
    (found,) = (one.fields for one in kind.outputs(dossier(notice)) if one.for_ == unit)
    return found


def test_a_form_asks_for_what_the_notice_asks_for() -> None:
    notice = (
        "填报栏目: [排查数量, 存在问题]\n时限:\n  - { 名称: 进展, 报送: 进展, 截止: 2022-06-10, 对象: [省财政厅], 受理: 省审计厅 }\n"
        "部分: [{ 标题: 甲, 事项: [{ 标题: 子, 正文: [排查。], 牵头: { 部门: [省财政厅] } }] }]\n"
    )
    form = fields(notice, REPORT_FORM, "省财政厅")
    assert (form["填报栏目"], form["保障栏目"]) == (["排查数量", "存在问题"], ["存在问题"])
    assert (form["公开数据"], form["保密审查"], form["受理机关"]) == ("", "", "省审计厅")
    assert problems("填报栏目: [完成状态]\n")[0].startswith("error: “完成状态”是表里另有用处的词")


def test_a_plan_speaks_of_its_unit_and_asks_what_the_notice_asks() -> None:
    notice = (
        "时限:\n  - { 名称: 实施方案, 截止: 2022-06-10, 对象: [各片区, 省教育厅] }\n"
        "部分:\n  - { 标题: 甲, 事项: [{ 标题: 子, 导语: 先摸底。, 措施: [查。, 改。], 牵头: { 部门: [省财政厅], 方式: 负责 } }] }\n"
        "  - { 标题: 保障措施, 事项: ["
        + ", ".join(f"{{ 标题: 第{n}条, 正文: [抓紧。] }}" for n in range(1, 13))
        + "] }\n"
    )
    plan = fields(notice, PLAN_TEMPLATE, "东片区管理局")
    assert (plan["本单位"], plan["直属"], plan["负责人"], plan["统称"]) == ("本片区", "", "负责同志", "各片区")
    assert (plan["专栏要求"], plan["保密审查"], plan["公开数据"]) == ("", "", "")
    assert {name: number for name, number in plan["节号"].items() if number} == {
        "目标": "一",
        "任务": "二",
        "保障": "三",
        "联系人": "四",
        "审签": "五",
    }
    assert [row["序号"] for row in plan["保障"]][-1] == "（十二）"
    assert [row["导语"] for row in plan["落实"]] == ["先摸底。"]
    assert fields(notice, PLAN_TEMPLATE, "省教育厅")["本单位"] == "本单位"


def test_a_plan_names_few_of_many_tasks_before_its_table() -> None:
    items = ", ".join(f"{{ 标题: 第{n}项, 正文: [办。], 牵头: {{ 部门: [省财政厅] }} }}" for n in range(1, 10))
    plan = fields(f"部分: [{{ 标题: 任务, 事项: [{items}] }}]\n", PLAN_TEMPLATE, "省财政厅")
    assert plan["牵头事项"] == "第1项；第2项；第3项等9项任务（见“重点任务”一节）"


def attachments(notice: str) -> list[Fields]:
    (found,) = (one.fields["附件"] for one in NOTICE.outputs(dossier("正文: [照办。]\n" + notice)))
    return list(found)


def test_attachments_have_bodies_and_tables_and_those_with_a_name_alone_print_nothing() -> None:
    notice = (
        '附件:\n  - { 名称: 情况表, 正文: [填报说明。], 表格: { 表头: [序号, 项目], 行: [["1", ""]] } }\n'
        "  - { 名称: 名单 }\n"
        "  - { 名称: 办法, 部分: [{ 标题: 组织, 事项: [{ 标题: 自查, 正文: [逐校查。] }] }], 结语: [自印发之日起施行。] }\n"
    )
    first, second = attachments(notice)
    assert [first["序号"], second["序号"]] == ["附件1", "附件3"]
    (text, table) = first["段落"]
    assert (text["文字"], [cell["字"] for cell in table["表格"]["表头"]]) == ("填报说明。", ["序号", "项目"])
    lines = [f"{line['标题']}{line['文字']}" for line in second["段落"]]
    assert lines == ["一、组织", "（一）自查。逐校查。", "自印发之日起施行。"]


def test_a_paragraph_may_be_a_table_and_its_item_keeps_its_words() -> None:
    notice = "部分:\n  - { 标题: 甲, 牵头: { 部门: [省财政厅] }, 正文: [标准如下：, { 表格: { 行: [[甲类, 公开], [乙类, 不公开]] } }, 照办。] }\n"
    lines = printed_sections(dossier(notice), dossier(notice).sections)
    assert [line.get("文字") for line in lines] == ["", "标准如下：", "", "照办。（省财政厅牵头落实）"]
    facts = dossier(notice)
    (item,) = facts.tasks
    assert [facts.measure(one) for _, one in item.passages] == ["标准如下：甲类：公开；乙类：不公开。", "照办。"]
    assert [facts.name_of(one) for _, one in item.passages] == ["标准如下：", "照办"]


def test_words_before_the_items_of_a_section_stand_with_the_first_item_that_a_document_prints() -> None:
    notice = (
        "部分:\n  - 标题: 任务\n    导语: 抓好以下任务：\n    事项:\n"
        "      - { 标题: 甲, 正文: [办甲。], 牵头: { 部门: [省财政厅] } }\n"
        "      - { 标题: 乙, 导语: 从速：, 措施: [办乙。, 办好。], 牵头: { 部门: [省审计厅] } }\n"
        "      - { 标题: 丙, 正文: [办丙。], 责任: [省审计厅] }\n"
        "  - { 标题: 保障措施, 导语: 各单位都要做到：, 事项: [{ 标题: 领导, 正文: [要抓。] }, { 标题: 检查, 正文: [要查。] }] }\n"
    )
    (table,) = (one.fields for one in TASK_TABLE.outputs(dossier(notice)))
    assert [row["导语"] for row in table["任务"]] == ["抓好以下任务：", "从速：", ""]
    assert [row["内容"] for row in table["保障"]] == ["各单位都要做到：要抓。", "要查。"]
    sheet = fields(notice, TASK_SHEET, "省审计厅")
    assert [row["导语"] for row in sheet["牵头"]] == ["抓好以下任务：从速："]
    assert [row["导语"] for row in sheet["点名"]] == ["抓好以下任务："]


def test_a_long_table_is_only_pointed_to_and_heads_stand_before_cells() -> None:
    rows = ", ".join(["[甲, 乙, 丙]"] * 21)
    table = "{ 表头: [类, 量, 期], 行: [[甲类, '', 6月], [乙类, 二, 7月]] }"
    notice = f"部分: [{{ 标题: 甲, 牵头: {{ 部门: [省财政厅] }}, 正文: [一：, {{ 表格: {table} }}, 二：, {{ 表格: {{ 行: [{rows}] }} }}] }}]\n"
    facts = dossier(notice)
    assert [facts.measure(one) for _, one in facts.tasks[0].passages] == [
        "一：类：甲类，期：6月；类：乙类，量：二，期：7月。",
        "二：（此处有表，见通知。）",
    ]


def test_a_table_is_even() -> None:
    notice = "部分:\n  - { 标题: 甲, 正文: [{ 表格: { 表头: [一, 二], 行: [[甲]] } }] }\n"
    assert problems(notice)[0] == "error: 表格第 1 行有 1 栏，表头有 2 栏"


FILLED = (
    "时限: [{ 名称: 结果, 报送: 情况表, 事由: 报情况表, 截止: 2022-06-20, 对象: [各片区], 受理: 省教育厅 }]\n正文: [照办。]\n"
    "附件: [{ 名称: 情况表, 表格: { 表头: [序号, 项目] }, 填报: [各片区] }]\n"
)


def test_a_table_to_fill_in_is_laid_out_for_each_unit_with_rows_and_its_deadline() -> None:
    made = list(ATTACHMENT_FORM.outputs(dossier(FILLED)))
    assert [(one.for_, one.path) for one in made] == [
        ("东片区管理局", "填报附件/40-东片区-情况表.docx"),
        ("西片区管理局", "填报附件/50-西片区-情况表.docx"),
    ]
    form = made[0].fields
    assert (form["报送截止"], form["报送事由"], form["受理机关"]) == ("2022年6月20日前", "报情况表", "省教育厅")
    assert len(form["表格"]["行"]) == 10
    assert ATTACHMENT_FORM.asked(dossier(FILLED)) and not ATTACHMENT_FORM.asked(dossier("正文: [照办。]\n"))


def test_rows_that_a_unit_typed_are_read_back_and_answer_the_deadline() -> None:
    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell(at, 1, (text,) if text else ()) for at, text in enumerate(texts))

    table = Table(1, (row("序 号", "项目"), row("1", ""), row("2", "校舍"), row("", "操场"), row("", "")))
    taken = filled_tables([table], {"情况表": [["序号", "项目"], ["1", ""], ["2", ""]]})
    assert [(one.title, one.rows) for one in taken.tables] == [("情况表", [["2", "校舍"], ["", "操场"]])]
    assert not taken.others
    submission = Submission("某事", "attachment-form", "东片区管理局", tables=taken.tables)
    answer = interpret(dossier(FILLED), submission, "表.docx", PartialDate(2022, 6, 18)).answer
    assert [(one.title, one.rows) for one in answer.attachments] == [("情况表", [["2", "校舍"], ["", "操场"]])]
    assert answer.received_on is None


def test_who_is_responsible_stands_in_one_column_with_and_without_a_lead() -> None:
    notice = (
        "部分:\n  - 标题: 任务\n    事项:\n"
        "      - { 标题: 甲, 正文: [办。], 责任: [各片区], 牵头: { 部门: [省财政厅], 方式: 负责 } }\n"
        "      - { 标题: 乙, 正文: [办。], 责任: [省审计厅] }\n"
    )
    (table,) = (one.fields for one in TASK_TABLE.outputs(dossier(notice)))
    assert (table["牵头栏"], table["责任栏"]) == ("责任单位", "其他责任（配合）单位")
    columns = [(row["牵头单位"], [one["责任单位"] for one in row["措施"]]) for row in table["任务"]]
    assert columns == [("省财政厅（负责）", ["各片区"]), ("省审计厅", [""])]


def test_a_head_of_two_rows_is_printed_so_and_known_again_in_a_form() -> None:
    table = "{ 上层表头: ['', 数量, 数量], 表头: [单位, 上年, 今年], 行: [['', '', '']] }"
    (form, _) = ATTACHMENT_FORM.outputs(dossier(f"附件: [{{ 名称: 名单, 表格: {table}, 填报: [各片区] }}]\n"))
    made = form.fields["表格"]
    assert [(cell["字"], cell["跨"], cell["并"]) for cell in made["上层"]] == [
        ("单位", "1", "restart"),
        ("数量", "2", ""),
    ]
    assert [(cell["字"], cell["并"]) for cell in made["表头"]] == [("单位", "continue"), ("上年", ""), ("今年", "")]
    names = (Cell(0, 1, (), continues=True), Cell(1, 1, ("上年",)), Cell(2, 1, ("今年",)))
    typed = (Cell(0, 1, ("甲校",)), Cell(1, 1, ("1",)), Cell(2, 1, ("2",)))
    upper = (Cell(0, 1, ("单位",)), Cell(1, 2, ("数量",)))
    taken = filled_tables([Table(1, (upper, names, typed))], {"名单": [["单位", "上年", "今年"], ["", "", ""]]})
    assert [one.rows for one in taken.tables] == [[["甲校", "1", "2"]]]


def test_columns_in_which_nothing_stands_are_left_out_and_a_group_is_named_by_its_word() -> None:
    notice = (
        "时限: [{ 名称: 年底, 截止: 2022 }]\n单位组: [{ 名称: 试点地区, 成员: [省财政厅, 各片区] }]\n"
        "部分:\n  - { 标题: 任务, 事项: [{ 标题: 甲, 时限: [年底], 责任: [试点地区], 正文: [办。] }] }\n"
    )
    (table,) = (one.fields for one in TASK_TABLE.outputs(dossier(notice)))
    assert table["有栏"] == {"牵头单位": "", "责任单位": "是", "完成时限": "是", "备注": ""}
    assert (table["责任栏"], table["标题"]) == ("责任单位", ["做好某事重点任务分解表"])
    assert [row["对象"] for row in table["时限"]] == ["试点地区"]
    sheet = fields(notice, TASK_SHEET, "东片区管理局")
    assert (sheet["称谓"], sheet["有牵头单位"], sheet["有其他任务"]) == ("试点地区", "", "")


def test_an_opinion_that_carries_its_sections_itself_issues_nothing_apart() -> None:
    notice = (
        "正文: [现提出以下意见。]\n部分:\n"
        "  - { 标题: 总体要求, 正文: [坚持问题导向。] }\n"
        "  - { 标题: 主要任务, 事项: [{ 标题: 摸清底数, 正文: [逐项登记。], 牵头: { 部门: [省财政厅], 配合: [省审计厅] } }] }\n"
        "结语: [请各单位认真落实。]\n"
    )
    (made,) = (one.fields for one in NOTICE.outputs(dossier(notice)))
    assert made["印发件"] == [] and made["正文"] == ["现提出以下意见。"]
    assert [f"{line['标题']}{line['文字']}" for line in made["自带部分"]] == [
        *("一、总体要求", "坚持问题导向。", "二、主要任务"),
        *("（一）摸清底数。逐项登记。（省财政厅牵头，省审计厅配合）", "请各单位认真落实。"),
    ]
    facts = dossier(notice)
    assert tasks(notice) == [("二（一）", "摸清底数", "省财政厅")]
    assert (facts.subject, facts.cited) == ("做好某事", "《某省关于做好某事的意见》")
    assert [unit.name for unit in facts.units_with_duties] == ["省财政厅"]


def test_a_notice_without_any_lead_gives_its_duties_to_the_units_that_it_names() -> None:
    notice = (
        "时限: [{ 名称: 自查, 报送: 自查表, 截止: 2022-06-01, 对象: [各片区] }]\n部分:\n"
        "  - { 标题: 自查, 事项: [{ 标题: 逐户查, 责任: [各片区], 时限: [自查], 正文: [【时限：自查】前报送自查表。] }] }\n"
        "  - { 标题: 抽查, 责任: [省审计厅], 正文: [由省审计厅抽查。] }\n"
    )
    facts = dossier(notice)
    assert [(one.title, one.lead) for one in facts.tasks] == [("逐户查", None), ("抽查", None)]
    assert facts.lead_departments == [] and facts.reporting_units == []
    duties = {unit.name: [duty.text for duty in facts.task_namings_of(unit)] for unit in facts.units_with_duties}
    assert duties == {
        "省审计厅": ["由省审计厅抽查。"],
        "东片区管理局": ["2022年6月1日前报送自查表。"],
        "西片区管理局": ["2022年6月1日前报送自查表。"],
    }
