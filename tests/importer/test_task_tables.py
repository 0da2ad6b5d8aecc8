"""Task tables as offices lay them out: their tasks, leads and dates, by the headings of their columns."""

from __future__ import annotations

import re

import pytest
from support.tables import read

from generators.dates import PartialDate
from generators.dossier.task_columns import Column, column_of
from generators.dossier.tree_leads import leads_of
from generators.dossier.units import UnitList
from generators.importer.deadlines import Deadlines
from generators.importer.importing import imported
from generators.importer.people import People
from generators.importer.reading import text_blocks

# Rows parted by line breaks, cells by |, lines in a cell by //; a merged cell stands in each place that it covers, as readers give it.
TABLES = {
    "head in two rows, merged sections": (
        """某县2024年任务分解表|某县2024年任务分解表|某县2024年任务分解表|某县2024年任务分解表|某县2024年任务分解表|某县2024年任务分解表
        类别|序号|工作任务|责任分工||完成时间
        类别|序号|工作任务|牵头单位|责任单位|完成时间
        产业|1|新增企业|县工信局|各乡镇|2024.12
        产业|2|建设基地|县商务局|县供销社|2024-10-31
        民生|3|新建学校|县教育局||2024年8月""",
        "产业 民生",
        ["县工信局+各乡镇", "县商务局+县供销社", "县教育局"],
        ["2024-12", "2024-10-31", "2024-08"],
    ),
    "columns of quarters": (
        """序号|项目名称|建设内容|责任领导|责任单位|时间进度|
        序号|项目名称|建设内容|责任领导|责任单位|上半年|下半年
        1|人民路改造|改造3公里|张某|区住建局|完成招标|竣工""",
        "",
        ["区住建局"],
        [],
    ),
    "roles within cells, numbers within titles": (
        """任务内容|分工|办结时间
        1.编制规划|市规划局牵头，各县区政府配合|2023-06-30
        2.完善预案|市应急局|长期""",
        "",
        ["市规划局+各县区政府", "市应急局"],
        ["2023-06-30", "None"],
    ),
    "headings on two levels": (
        """工作任务|工作要求|牵头单位|责任单位
        一、深化公开|一、深化公开|一、深化公开|一、深化公开
        （一）公开规划|（一）公开规划|（一）公开规划|（一）公开规划
        1.公开甲|汇编成集|区发改局|各镇（街）
        （二）公开财政|（二）公开财政|（二）公开财政|（二）公开财政
        2.公开乙|全部公开|区财政局|各有关单位
        二、加强解读|二、加强解读|二、加强解读|二、加强解读
        3.带头解读|每季一次|区政府办|区直各部门""",
        "深化公开 加强解读",
        ["区发改局+各镇（街）", "区财政局+各有关单位", "区政府办+区直各部门"],
        [],
    ),
    "the unit in front": (
        """单位|序号|重点任务|工作措施|时限要求
        县农业局|1|粮食生产|播种20万亩|2023年6月30日前
        县农业局|2|改厕|改厕2000座|2023年11月底
        县水利局|3|加固水库|加固3座|汛前""",
        "",
        ["县农业局", "县农业局", "县水利局"],
        ["2023-06-30", "2023-11", "None"],
    ),
    "one title over rows with leads of their own": (
        """序号|项目|内容|牵头部门|主责单位|协办单位
        1|老街更新|改造旧房|区住建局|甲街道|区文旅局、区财政局
        1|老街更新|修缮旧祠|区文旅局|甲街道|
        序号|项目|内容|牵头部门|主责单位|协办单位
        2|便民市场|新建两座|区商务局|各街道|区城管局
        合计|2项||||""",
        "",
        ["区住建局+甲街道、区文旅局、区财政局", "区文旅局+甲街道", "区商务局+各街道、区城管局"],
        [],
    ),
    "headings as a merged column": (
        """重点任务|具体措施|责任科室
        一、公开预算|1.按时公开预算。|财务科
        一、公开预算|2.更新栏目。|办公室牵头，各科室配合
        二、解读政策|3.同步解读。|各科室""",
        "公开预算 解读政策",
        ["财务科", "办公室+各科室", "各科室"],
        [],
    ),
    "titles over several numbers": (
        """重点任务|序号|具体举措|责任单位|完成时限
        壮大产业|1|引进企业|县甲局|2024年底
        壮大产业|2|建设园区|县乙局|2024年10月
        改善民生|3|新建学校|县丙局|长期""",
        "壮大产业 改善民生",
        ["县甲局", "县乙局", "县丙局"],
        ["2024", "2024-10", "None"],
    ),
    "the first of several leads, said in a cell": (
        """序号|任务|责任单位
        1|修路|市甲局、市乙局（列第一位的为牵头单位，下同）
        2|架桥|市丙局、市丁局
        3|植树|牵头：市戊局//配合：市己局、各县区""",
        "",
        ["市甲局+市乙局", "市丙局+市丁局", "市戊局+市己局、各县区"],
        [],
    ),
    "those who cooperate, in a bracket below": (
        """任务|牵头处室、单位|会办处室、单位|问题类别
        修路|甲处|乙处、各局属单位|作风
        架桥|丙科（配合：丁科、各中队）||作风""",
        "作风",
        ["甲处+乙处、各局属单位", "丙科+丁科、各中队"],
        [],
    ),
    "cells left empty, names broken, persons beside them": (
        """类别|序号|任务|措施|责任单位及责任人|完成时限
        道路|1|修路|铺沥青|县人力资源和社会//保障局、县甲局（张某）|6月
        |||画标线||7月
        |2|架桥|打桩|县卫生健康委员//会|8月""",
        "道路",
        ["县人力资源和社会保障局、县甲局", "县卫生健康委员会"],
        ["None", "None", "None"],
    ),
    "another head below, and marks for nobody": (
        """一、任务|一、任务|一、任务|一、任务
        序号|任务|牵头单位|配合单位
        1|修路|县甲局会同县乙局、县丙局|
        2|架桥|县甲局|——
        |||
        二、项目|二、项目|二、项目|二、项目
        序号|项目名称|责任单位|进度要求
        1|建校|县丁局|2024年9月启动，2025年底建成""",
        "任务 项目",
        ["县甲局+县乙局、县丙局", "县甲局", "县丁局"],
        ["2024-09", "2025"],
    ),
    "headings that only say which role": (
        """序号|事项|责任单位|责任单位|督导单位
        序号|事项|牵头|配合|督导单位
        1|春灌|县甲局|各乡镇|县乙室""",
        "",
        ["县甲局+各乡镇"],
        [],
    ),
    "tasks by another word": (
        """序号|建议标题|领衔代表|主办单位|会办单位|交办时间|办结时限
        1|关于加装电梯的建议|张某|市甲局|市乙局|2024.3.1|6月30日前
        2|关于停车的建议|李某|市丙局、市丁局（分办）||2024.3.1|2024年//7月底前""",
        "",
        ["市甲局+市乙局", "市丙局、市丁局"],
        ["2024-06-30", "2024-07"],
    ),
    "units of two levels": (
        """序号|项目名称|市级责任单位|县区责任单位
        1|修路|市甲局|乙县政府""",
        "",
        ["市甲局+乙县政府"],
        [],
    ),
    "numbers on two levels": (
        """编号|任务|牵头单位
        1|夯实底座|
        1.1|升级平台|市甲局
        2|深化应用|
        2.1|推进办理|市乙局""",
        "夯实底座 深化应用",
        ["市甲局", "市乙局"],
        [],
    ),
    "a heading for each unit": (
        """序号|任务|完成时限
        市甲局（1项）|市甲局（1项）|市甲局（1项）
        1|建校|2024年8月
        市乙局|市乙局|市乙局
        2|修路|2024年9月""",
        "市甲局（1项） 市乙局",
        ["市甲局", "市乙局"],
        ["2024-08", "2024-09"],
    ),
    "several dates in a cell": (
        """任务|措施|责任单位|时限
        建馆|选址。//开工。|县甲局|2024年3月//2024年9月
        办展|布展。|县乙局|2024年6月底前完成方案，10月底前开展""",
        "",
        ["县甲局", "县乙局"],
        ["2024-03", "2024-09", "2024-06", "2024-10"],
    ),
}


@pytest.mark.parametrize(("rows", "sections", "leads", "due"), TABLES.values(), ids=TABLES.keys())
def test_a_task_table_gives_tasks_leads_and_dates(rows: str, sections: str, leads: list[str], due: list[str]) -> None:
    made = read(rows)
    assert made.findings.unresolved == [] and made.dossier is not None
    assert not any("标题相同" in one.message for one in made.problems)
    found = [lead for _, lead, _ in leads_of(made.dossier)]
    assert ["+".join(filter(None, ("、".join(one.departments), "、".join(one.cooperating)))) for one in found] == leads
    assert [str(one.due) for one in made.dossier.notice.deadlines] == due
    assert [one.content.title for one in made.dossier.sections if one.content.title] == sections.split()


@pytest.mark.parametrize(
    ("head", "row", "printed"),
    [
        ("序号\t任务\t责任单位\t完成时限", "1\t制定方案\t县发改局、县财政局\t9月底前", True),
        ("任务\t分工\t时限", "制定方案\t县发改局牵头，各乡镇配合\t9月底前", True),
        ("序号\t任务\t责任单位\t备注", "1\t制定方案\t县发改局\t新增", False),
        ("序号\t任务\t责任单位\t完成时限", "7\t制定方案\t县发改局\t9月底前", False),
    ],
    ids=["plain", "roles", "a column of other things", "another number"],
)
def test_an_attached_table_is_printed_as_the_table_where_it_can_be(head: str, row: str, printed: bool) -> None:
    text = f"某县人民政府关于某项工作的通知\n各乡镇人民政府：\n现通知如下。\n附件：任务表\n某县人民政府\n2021年9月8日\n附件\n任务表\n{head}\n{row}\n"
    made = imported(text_blocks(text), "通知", "通知.txt", "")
    assert made.findings.unresolved == []
    assert (f"表格列: [{head.replace(chr(9), ', ')}]" in made.notice) is printed


def test_the_numbers_of_a_table_are_kept() -> None:
    made = read(TABLES["headings on two levels"][0])
    assert re.findall("原编号: *(.+)", made.notice) == ["2.", "3."]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("牵头（责任）单位", Column.LEADING),
        ("整改责任单位", Column.LEADING),
        ("协同责任单位", Column.COOPERATING),
        ("责任领导", Column.OTHER),
        ("责任单位负责人", Column.OTHER),
        ("办结时间", Column.DUE),
        ("完成时限要求", Column.DUE),
        ("填报时间", Column.OTHER),
        ("目标任务", Column.TITLE),
        ("具体工作措施", Column.CONTENT),
        ("工作目标及要求", Column.CONTENT),
        ("存在的主要问题", Column.TITLE),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


def test_a_workbook_without_an_issuer_is_read_whatever_its_words_bind() -> None:
    deadlines = Deadlines(People(UnitList([]), [""]), PartialDate.parse("2024-03-01"))
    assert deadlines.referring("局督导室于6月底前完成检查", 1)[1]


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("2024年", "2024"),
        ("2023年-2025年", "2025"),
        ("2024—2026", "2026"),
        ("1-10月", "2024-10"),
        ("2024年4月至2025年3月", "2025-03"),
        ("25年6月", "2025-06"),
        ("6.30", "2024-06-30"),
        ("2024/6/30", "2024-06-30"),
        ("三季度", "2024-09"),
        ("全年", "2024"),
        ("12月底前，长期坚持", "2024-12"),
        ("汛期前", "None"),
    ],
)
def test_a_date_in_a_cell_may_be_written_in_any_way(cell: str, due: str) -> None:
    made = read(f"某县2024年任务表\n任务|责任单位|完成时限\n修路|县甲局|{cell}")
    assert made.dossier is not None and [str(one.due) for one in made.dossier.notice.deadlines] == [due]


@pytest.mark.parametrize(("cell", "sure"), [("持续推进", True), ("每月5日前", True), ("第12周", False)])
def test_words_that_are_no_date_are_asked_about_only_where_they_hold_digits(cell: str, sure: bool) -> None:
    made = read(f"任务|责任单位|完成时限\n修路|县甲局|{cell}")
    assert [one.sure for one in made.findings.read if one.fact == "时限"] == [sure]
