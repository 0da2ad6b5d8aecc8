"""Lines below an item that only say who or by when, imported."""

from __future__ import annotations

import pytest
import yaml

from generators.importer.importing import imported
from generators.importer.lines import SourceTable, line_of
from generators.importer.reading import text_blocks

TEXT = """某市人民政府办公室关于做好某项工作的通知
各区、县人民政府，市政府各部门：
一、推进甲事。抓紧建成平台。
牵头单位：市教育局
配合单位：市财政局、市司法局
完成时限：2024年6月底
二、推进乙事。逐步扩大范围。
牵头单位：市民政局
配合单位：市财政局
完成时限：长期坚持
某市人民政府办公室
2024年4月9日
"""


def test_they_stay_lines_that_refer_to_the_deadline_and_bind_nobody_else() -> None:
    data = yaml.load(imported(text_blocks(TEXT), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    first, second = data["部分"]
    assert first["正文"][1:] == [
        *("牵头单位：市教育局", "配合单位：市财政局、市司法局"),
        {"内容": "完成时限：【时限：推进甲事】", "时限": ["推进甲事"]},
    ]
    assert (first["牵头"]["部门"], first["牵头"]["配合"]) == (["市教育局"], ["市财政局", "市司法局"])
    assert second["正文"][-1] == {"内容": "完成时限：【时限：推进乙事】", "时限": ["推进乙事"]}
    terms = [(one.get("截止"), one["表述"]) for one in data["时限"]]
    assert terms == [("2024-06", "2024年6月底"), (None, "长期坚持")]


POINTS = """某县人民政府办公室关于做好某项工作的通知
各乡镇人民政府，县政府各部门：
一、重点任务
（一）压实责任。
1.健全四级网格，逐地块明确责任人；不留空白。
2.收割期间实行24小时值守；夜间加强巡查。
责任单位：县农业农村局、县公安局
（二）推进利用。
1.推广粉碎还田；加强指导。
责任单位：县农业农村局
2.建设收储点；加强监管。
责任单位：县自然资源局
某县人民政府办公室
2024年4月9日
"""


def test_a_label_behind_the_last_of_several_points_is_that_of_all_unless_others_have_their_own() -> None:
    data = yaml.load(imported(text_blocks(POINTS), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    first, second = data["部分"][0]["事项"]
    assert first["牵头"]["部门"] == ["县农业农村局", "县公安局"]
    assert [point.get("牵头") for point in first["事项"]] == [None, None]
    assert [point["牵头"]["部门"] for point in second["事项"]] == [["县农业农村局"], ["县自然资源局"]]


def test_all_labels_behind_the_last_of_several_points_are_those_of_all() -> None:
    text = POINTS.replace("县公安局\n", "县公安局\n配合单位：县教育局\n完成时限：2024年6月20日\n")
    made = imported(text_blocks(text), "某事", "某事.txt", "")
    data = yaml.load(made.notice, yaml.BaseLoader)
    item = data["部分"][0]["事项"][0]
    assert item["牵头"]["配合"] == ["县教育局"] and [point.get("牵头") for point in item["事项"]] == [None, None]
    assert item["结语"][-1] == {"内容": "完成时限：【时限：压实责任】", "时限": ["压实责任"]}
    assert "请核对" not in next(line for line in made.notice.splitlines() if "截止: 2024-06-20" in line)


def test_labels_in_square_brackets_behind_a_heading_stand_below_it() -> None:
    lines = (
        "（一）市容整治【牵头单位：县城管局；配合单位：县公安局、某镇政府】",
        "1.清理占道经营。",
        "2.整治乱停乱放。",
    )
    text = POINTS[: POINTS.index("（一）")] + "\n".join(lines) + POINTS[POINTS.index("\n某县") :]
    made = imported(text_blocks(text), "某事", "某事.txt", "")
    item = yaml.load(made.notice, yaml.BaseLoader)["部分"][0]["事项"][0]
    assert (item["标题"], item["导语"]) == ("市容整治", lines[0].removeprefix("（一）市容整治"))
    assert (item["牵头"]["部门"], item["牵头"]["配合"]) == (["县城管局"], ["县公安局", "某镇政府"])
    assert made.dossier is not None
    assert [words for item in made.dossier.placed for words in item.introduction] == []


def test_one_date_said_in_the_text_and_by_the_label_is_one_deadline() -> None:
    text = TEXT.replace("抓紧建成平台", "2024年6月底前，建成平台")
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert [one["名称"] for one in data["时限"]] == ["建成平台", "推进乙事"]
    assert data["部分"][0]["正文"][-1] == {"内容": "完成时限：2024年6月底", "时限": ["建成平台"]}


def test_those_with_whom_one_acts_are_bound_and_offices_of_the_issuer_are_not() -> None:
    text = TEXT.replace("抓紧建成平台。", "市民政局会同市公安局组织检查组，开展检查。").replace(
        "\n牵头单位：市教育局\n配合单位：市财政局、市司法局", ""
    )
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert data["部分"][0]["正文"][0]["责任"] == ["市民政局", "市公安局"]


def test_two_words_for_the_same_governments_are_filled_in_once() -> None:
    text = TEXT.replace("抓紧建成平台。", "各乡镇、街道要建成平台。").replace(
        "、市司法局", "、各乡镇人民政府、街道办事处"
    )
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert {one["名称"]: one["成员"] for one in data["单位组"]} == {
        "各乡镇、街道": [],
        "各乡镇人民政府、街道办事处": ["各乡镇、街道"],
    }


FORM = """某县人民政府办公室关于做好某项工作的通知
各乡镇人民政府：
现将有关事项通知如下，请认真落实。
附件：情况周报表
某县人民政府办公室
2024年4月9日
附件
情况周报表
"""


def test_a_table_of_nothing_but_its_head_keeps_a_row_to_fill_in() -> None:
    blocks = text_blocks(FORM)
    blocks.append(SourceTable((("村", "巡查人次"), ("", ""), ("", "")), len(blocks) + 1))
    data = yaml.load(imported(blocks, "某事", "某事.docx", "").notice, yaml.BaseLoader)
    (attachment,) = data["附件"]
    assert attachment["正文"] == [{"表格": {"表头": ["村", "巡查人次"], "行": [["", ""]]}}]


INNER = """某局关于整顿作风的通知
机关各股室：
现将有关事项通知如下：
一、整治内容
1.整治甲事。责任领导：张某；责任股室：办公室；整改时限：2024年6月底前。
2.整治乙事。牵头股室：综合股；配合股室：财务室；完成时限：7月15日前。
二、时间安排
第一阶段：动员部署（5月6日至5月10日）。财务室要配合。
某局办公室
2024年5月5日
附：1、自查表
2、清单
"""


def test_offices_of_one_body_lead_and_act_and_a_list_below_the_signature_stays_there() -> None:
    made = imported(text_blocks(INNER), "某事", "某事.txt", "")
    data = yaml.load(made.notice, yaml.BaseLoader)
    first, second = data["部分"][0]["事项"]
    assert (first["牵头"]["部门"], second["牵头"]["部门"], second["牵头"]["配合"]) == (
        ["办公室"],
        ["综合股"],
        ["财务室"],
    )
    assert [(one["名称"], one["截止"]) for one in data["时限"]] == [
        ("整治甲事", "2024-06"),
        ("整治乙事", "2024-07-15"),
        ("动员部署", "2024-05-10"),
    ]
    assert data["版记"] == ["附：1、自查表", "2、清单"]
    assert data["部分"][1]["正文"][0]["责任"] == ["财务室"]


def test_a_form_that_recurs_is_what_answers_its_deadline() -> None:
    asked = "现将有关事项通知如下。各村每周五前将周报表（附件）报县教育局，6月5日前报送总结和周报表。"
    blocks = text_blocks(FORM.replace("现将有关事项通知如下，请认真落实。", asked))
    blocks.append(SourceTable((("村", "巡查人次"), ("", "")), len(blocks) + 1))
    made = imported(blocks, "某事", "某事.docx", "")
    data = yaml.load(made.notice, yaml.BaseLoader)
    assert [(one.get("报送"), one.get("周期"), one["对象"]) for one in data["时限"]] == [
        ("情况周报表", "每周五", ["各村"]),
        (None, None, ["各村"]),
    ]
    (attachment,) = data["附件"]
    assert attachment == {
        "名称": "情况周报表",
        "表格": {"表头": ["村", "巡查人次"], "行": [["", ""]]},
        "填报": ["各村"],
    }
    assert not made.findings.unresolved


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("1", "", "", ""), ("2", "", "", "")], [["1", "", "", ""], ["2", "", "", ""]]),
        ([("", "", "", ""), ("", "", "", "")], [["", "", "", ""]]),
    ],
    ids=["numbers", "nothing"],
)
def test_a_blank_form_with_the_columns_of_a_task_table_is_filled_in_and_is_no_task(
    rows: list[tuple[str, ...]], kept: list[list[str]]
) -> None:
    asked = "现将有关事项通知如下。各村要于6月5日前将情况周报表报县教育局，由县教育局汇总后报某市教育局。"
    blocks = text_blocks(FORM.replace("现将有关事项通知如下，请认真落实。", asked))
    head = ("序号", "存在问题", "整改措施", "完成时间")
    blocks.append(line_of("填报单位：            年   月   日", len(blocks) + 1))
    blocks.append(SourceTable((head, *rows), len(blocks) + 1))
    blocks.append(line_of("填表人：        联系电话：", len(blocks) + 1))
    data = yaml.load(imported(blocks, "某事", "某事.docx", "").notice, yaml.BaseLoader)
    (attachment,) = data["附件"]
    assert attachment["正文"] == ["填报单位：　　年　　月　　日"]
    assert attachment["表格"] == {"表头": list(head), "行": kept}
    assert (attachment["填报"], attachment["结语"]) == (["各村"], ["填表人：　　联系电话："])
    assert [one.get("受理") for one in data["时限"]] == ["县教育局"]


@pytest.mark.parametrize(
    ("note", "contact"),
    [
        ("（联系人：李某，联系电话：0400-1234567）", {"联系人": "李某", "电话": "0400-1234567"}),
        ("（联系人：李某，电话：1234567；联系人：王某，电话：7654321）", None),
        ("（此件公开发布）", None),
        (
            "（联系人：李某；电话：1234567；邮箱：a.b@example.com）",
            {"联系人": "李某", "电话": "1234567", "电子邮箱": "a.b@example.com"},
        ),
    ],
)
def test_the_one_person_whom_a_note_or_the_text_names_is_the_contact(note: str, contact: dict[str, str] | None) -> None:
    data = yaml.load(imported(text_blocks(f"{TEXT}{note}\n"), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert data["附注"] == note.strip("（）") and data.get("联系方式") == contact
    text = TEXT.replace("长期坚持\n", f"长期坚持\n{note.strip('（）')}\n")
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert data.get("联系方式") == contact


@pytest.mark.parametrize("between", ["\n", ""], ids=["below", "behind"])
def test_a_number_in_brackets_beside_the_title_is_no_part_of_it(between: str) -> None:
    text = TEXT.replace("通知\n各区", f"通知{between}（某政办发[2024]9号）\n各区")
    made = imported(text_blocks(text), "某事", "某事.txt", "")
    data = yaml.load(made.notice, yaml.BaseLoader)
    assert (data["标题"], data["发文字号"]) == (TEXT.partition("\n")[0], "某政办发[2024]9号")
    assert made.findings.unresolved == []


@pytest.mark.parametrize(
    "stated", ["某政发〔2024〕9号\n各县、区人民政府：\n", "各县、区人民政府：\n2024年是关键一年，到2030年建成。\n"]
)
def test_without_a_date_a_month_is_one_of_the_year_that_number_or_text_name(stated: str) -> None:
    text = f"""{stated}
各责任单位要于3月底前报送方案，年底前报告落实情况。
一、推进甲事。抓紧建成平台。
"""
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert [(one["截止"], one["对象"]) for one in data["时限"]] == [
        (day, ["各有关单位"]) for day in ("2024-03", "2024")
    ]


def test_title_number_addressees_and_text_in_one_line_are_told_apart() -> None:
    title, number, to = (
        "某市人民政府办公室关于印发《某项<甲>分解意见》的通知",
        "某政办发〔2024〕9号",
        "各区人民政府，市政府各部门",
    )
    text = f"{title} ({number}) {to}: 市政府确定了全年任务，现将分解意见印发给你们，望抓紧落实，确保完成。"
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert [data[key] for key in ("标题", "发文字号", "主送机关")] == [title, number, to]
    text = f"{number} {title} {to}: 市政府确定了全年任务，现将分解意见印发给你们，望抓紧落实，确保完成。"
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert [data[key] for key in ("标题", "发文字号", "主送机关")] == [title, number, to]
    text = text.removeprefix(f"{number} {title} ")
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert (data["主送机关"], len(data["正文"])) == (to, 1)


def test_a_report_is_owed_by_those_whom_the_sentences_before_bind() -> None:
    text = TEXT.replace(
        "抓紧建成平台。", "各区要加快建设。要严格执行月报制，于每月5日前将进展报市教育局。建成后于6月5日前开放。"
    )
    data = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    assert [one.get("对象") for one in data["时限"][:2]] == [["各区"], None]


def test_an_issuer_in_the_line_above_a_repeated_title_and_a_note_before_the_date_are_read() -> None:
    text = """关于印发某项工作方案的通知
时间:2024年10月15日 点击次数:13460
某某市人民政府办公室
关于印发某项工作方案的通知
各区人民政府：
现将方案印发给你们。
某某市人民政府办公室
(此件发至乡)        2024年9月13日
"""
    made = imported(text_blocks(text), "某事", "某事.txt", "")
    data = yaml.load(made.notice, yaml.BaseLoader)
    head = [data[key] for key in ("标题", "成文日期", "附注")]
    assert head == ["某某市人民政府办公室关于印发某项工作方案的通知", "2024-09-13", "此件发至乡"]
    assert [one.line for one in made.findings.unresolved] == [2, 1]


def test_a_date_before_what_is_attached_and_the_words_of_a_news_page_are_told_from_a_text_in_one_line() -> None:
    notice = "某市人民政府办公室关于转发某项通报的通知 各区人民政府，市政府各部门: 现将某项通报转发给你们，请认真研究，切实整改，见到实效。"
    text = f"日前,某市转发某项通报,全文如下:\n{notice} 二○二四年三月一日 附: 某项通报 各市人民政府: 某省组织了检查，发现若干问题，请认真整改。"
    made = imported(text_blocks(text), "某事", "某事.txt", "")
    data = yaml.load(made.notice, yaml.BaseLoader)
    assert (data["标题"], data["成文日期"]) == (notice.partition(" ")[0], "2024-03-01")
    assert [one.line for one in made.findings.unresolved] == [1]
