"""Notices that issue several texts, texts with attachments of their own, and texts that are a table of tasks."""

from __future__ import annotations

from support.shapes import dossier, problems

from generators.comparing.differences import everywhere
from generators.comparing.renaming import renamed
from generators.comparing.statements import ContentState
from generators.dossier.lead_phrases import leads
from generators.kinds import ATTACHMENT_FORM, NOTICE, TASK_TABLE
from generators.plan import Fields, FieldValue

TWO = """\
正文: [现将两件印发给你们。]
印发件:
  - 标题: 某事工作方案
    部分:
      - { 标题: 主要任务, 事项: [{ 标题: 摸清底数, 正文: [逐项登记。], 牵头: { 部门: [省财政厅] } }] }
    附件: [{ 名称: 底数表, 正文: [逐栋填。] }, { 名称: 联络员名单 }]
  - 标题: 某事考核办法
    部分:
      - { 标题: 考核对象, 正文: [{ 内容: 由省审计厅抽查。, 责任: [省审计厅], 时限: [抽查] }] }
时限: [{ 名称: 抽查, 截止: 2022-11, 对象: [省审计厅] }]
"""


def notice_fields(text: str) -> Fields:
    (found,) = (one.fields for one in NOTICE.outputs(dossier(text)) if not one.variant)
    return found


def lines(value: FieldValue) -> list[str]:
    return [f"{line['标题']}{line['文字']}" for line in value]


def cells(table: Fields) -> list[list[str]]:
    rows = [table["表头"], *table["行"]] if table["表头"] else table["行"]
    return [[str(cell["字"]) for cell in row] for row in rows]


def test_each_text_is_printed_with_its_own_attachments_behind_it() -> None:
    first, attached, second = notice_fields(TWO)["印发件"]
    assert [one["标题"] for one in (first, attached, second)] == [["某事工作方案"], ["底数表"], ["某事考核办法"]]
    assert [one["序号"] for one in (first, attached, second)] == ["", "附件1", ""]
    assert [f"{one['序号']}{one['名称']}" for one in first["附件说明"]] == ["附件：1.底数表", "2.联络员名单"]
    assert lines(first["段落"]) == ["一、主要任务", "（一）摸清底数。逐项登记。（省财政厅牵头落实）"]
    assert lines(second["段落"]) == ["一、考核对象", "由省审计厅抽查。"] and second["附件说明"] == []
    assert notice_fields(TWO)["附件说明"] == []


def test_tasks_of_all_texts_are_followed_and_say_in_which_they_stand() -> None:
    facts = dossier(TWO)
    assert [(one.label, one.title, leads(facts, one)) for one in facts.tasks] == [
        ("印发件1一（一）", "摸清底数", "省财政厅"),
        ("印发件2一", "考核对象", ""),
    ]
    assert [one.name for one in facts.units_with_duties] == ["省财政厅", "省审计厅"]
    assert facts.cited == "《某事工作方案》和《某事考核办法》" and facts.subject == "某事工作方案和某事考核办法"
    (table,) = TASK_TABLE.outputs(facts)
    assert table.title == "某事工作方案和某事考核办法重点任务分解表"


def test_three_texts_are_cited_by_the_first() -> None:
    text = "印发件: [{ 标题: 甲 }, { 标题: 乙 }, { 标题: 丙 }]\n"
    assert dossier(text).cited == "《甲》等3件"


def test_a_fault_in_one_of_several_texts_or_in_the_only_one_has_its_line() -> None:
    wrong = "标题: 甲\n    部分: [{ 标题: 任务, 措施: [做。], 牵头: { 部门: [省财证厅] } }]\n"
    for notice in (f"印发件:\n  - {wrong}", f"印发件:\n    {wrong}"):
        (found,) = (one for one in problems(notice, places=True) if "省财证厅" in one)
        assert found.startswith("notice.yaml:7:")


def test_items_are_printed_as_a_table_whose_columns_are_told_by_their_headings() -> None:
    text = """\
时限: [{ 名称: 年底, 截止: 2022-12 }]
附件:
  - 名称: 任务分工表
    表格列: [序号, 工作任务, 牵头单位, 配合单位, 完成时限, 工作要求, 落实情况]
    填报: [省财政厅]
    部分:
      - 标题: 摸底
        事项:
          - { 标题: 登记, 正文: [{ 内容: 逐项登记。, 时限: [年底] }], 牵头: { 部门: [省财政厅], 配合: [省审计厅] } }
          - { 标题: 核对, 措施: [比对。, 纠错。], 牵头: { 部门: [各片区], 方式: 负责 } }
      - { 标题: 总结, 事项: [{ 标题: 评估, 正文: [写报告。], 责任: [省教育厅] }] }
"""
    (attached,) = notice_fields("正文: [照办。]\n" + text)["附件"]
    assert [f"{one['标题']}" for one in attached["段落"]] == ["一、摸底", "", "二、总结", ""]
    head = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "工作要求", "落实情况"]
    assert cells(attached["段落"][1]["表格"]) == [
        head,
        ["1", "登记", "省财政厅", "省审计厅", "2022年12月底前", "逐项登记。", ""],
        ["2", "核对", "各片区", "", "", "一是比对。二是纠错。", ""],
    ]
    assert cells(attached["段落"][3]["表格"]) == [head, ["3", "评估", "省教育厅", "", "", "写报告。", ""]]
    facts = dossier(text)
    assert [(one.label, leads(facts, one)) for one in facts.tasks] == [
        ("附件一（一）", "省财政厅"),
        ("附件一（二）", "各片区"),
        ("附件二（一）", ""),
    ]
    (form,) = ATTACHMENT_FORM.outputs(facts)
    assert len(cells(form.fields["表格"])) == 4
    assert "notice: 表格列“落实情况”没有内容可印，是空栏" in problems(text)


def test_what_is_issued_may_be_a_table_of_tasks_without_headings() -> None:
    text = """\
印发件:
  标题: 重点任务分工
  表格列: [重点任务, 责任单位]
  部分:
    - { 标题: 登记, 正文: [逐项登记。], 牵头: { 部门: [省财政厅], 方式: 负责 } }
    - { 标题: 核对, 正文: [比对。], 牵头: { 部门: [省审计厅], 方式: 负责, 表述: （省审计厅，各片区配合）, 配合: [各片区] } }
"""
    (issued,) = notice_fields(text)["印发件"]
    (table,) = issued["段落"]
    assert cells(table["表格"]) == [
        ["重点任务", "责任单位"],
        ["登记\n逐项登记。", "省财政厅"],
        ["核对\n比对。", "省审计厅，各片区配合"],
    ]
    assert problems("印发件: { 标题: 甲, 表格列: [任务] }\n")[0] == "error: 写了“表格列”，没有要列进表的事项"


def test_a_changed_row_of_a_table_of_tasks_is_one_change_of_its_item() -> None:
    attached = "附件: [{{ 名称: 分工表, 表格列: [任务, 牵头单位], 部分: [{{ 标题: 甲, 正文: [{}], 牵头: {{ 部门: [省财政厅] }} }}] }}]\n"
    old, new = (ContentState(dossier(attached.format(words))) for words in ("登记。", "登记造册。"))
    assert [one.text for one in everywhere(old, new, renamed(old, new))] == ["“甲”的措施改了：登记。 → 登记造册。"]
