"""What the paragraphs of a text are: whom they bind, which close the whole, which are the titles of more texts."""

from __future__ import annotations

from typing import Any

import yaml

from generators.importer.importing import imported
from generators.importer.reading import text_blocks

TEXT = """某省人民政府关于推广某项举措的通知
某政发〔2022〕3号
各市人民政府，省政府各部门：
现就有关事项通知如下：
一、推广的举措
（一）放宽条件（2项）。“甲事”、“乙事”等。
二、组织实施
（一）高度重视。各市要细化举措。省政府各有关部门要及时出台政策；涉及调整文件的，要抓紧办理，确保6月底前落实到位。
（二）加强宣传。近年来，各县认真开展宣传，取得成效。某县服务中心要与本地区媒体中心建立联系。
（三）总结经验。各市要总结经验。
推广中的重要情况，各市要随时报告。
附件：推广举措清单
"""


def data_of(text: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(imported(text_blocks(text), "某事", "某事.txt", "").notice, yaml.BaseLoader)
    return data


def test_behind_a_semicolon_a_sentence_goes_on_about_whom_it_binds() -> None:
    (paragraph,) = data_of(TEXT)["部分"][1]["事项"][0]["正文"]
    assert [one["责任"] for one in paragraph["分句"]] == [["各市"], ["省政府各有关部门"], ["省政府各有关部门"]]


def test_a_bare_deadline_is_about_what_stands_before_it_in_the_year_of_the_number() -> None:
    (deadline,) = data_of(TEXT)["时限"]
    assert (deadline["截止"], deadline["事由"][:6]) == ("2022-06", "涉及调整文件")


def test_what_was_done_binds_nobody_and_a_verb_ends_a_name() -> None:
    assert data_of(TEXT)["部分"][1]["事项"][1]["正文"] == [TEXT.split("加强宣传。")[1].split("\n")[0]]


def test_one_paragraph_more_than_all_points_before_closes_the_whole() -> None:
    data = data_of(TEXT)
    assert data["结语"] == ["推广中的重要情况，各市要随时报告。"]
    assert data["附件"] == [{"名称": "推广举措清单"}]


ISSUED = """某省人民政府办公厅关于印发某项改革两个规定的通知
各市人民政府：
省委宣传部会同省财政厅拟定的《某类单位改制的规定》和《支持某类单位的规定》已经省政府同意，现印发给你们。
某省人民政府办公厅
2018年12月18日
某类单位改制的规定
一、关于管理
（一）改制单位要依法登记。
支持某类单位的规定
一、关于投资
（一）鼓励投资。
某省统计局
二〇一八年十一月五日
"""


def test_each_text_that_a_notice_says_it_issues_stands_for_itself_with_its_signature() -> None:
    issued = data_of(ISSUED)["印发件"]
    assert [one["标题"] for one in issued] == ["某类单位改制的规定", "支持某类单位的规定"]
    assert issued[1]["结语"] == ["某省统计局", "二〇一八年十一月五日"]


def test_a_list_of_attachments_above_the_marker_names_what_follows_it() -> None:
    listed = ISSUED.replace(
        "某省统计局\n二〇一八年十一月五日\n",
        "附件：某类单位改制项目清单\n附件\n某类单位改制项目清单\n一、甲类\n1.某某项目\n",
    )
    (attachment,) = data_of(listed)["印发件"][1]["附件"]
    assert (attachment["名称"], [one["标题"] for one in attachment["部分"]]) == ("某类单位改制项目清单", ["甲类"])


PLAN = """国务院办公厅关于对某项政策措施
落实情况开展督查的通知
国办发〔2018〕999号
各省、自治区、直辖市人民政府：
现就有关事项通知如下：
一、重点任务
（一）加强监管。
1.2019年年底前实现监管全覆盖。（教育部、民政部负责）
2.推进系统建设，甲地区2018年底前全面完成，乙地区2019年底前基本完成。（民政部负责）
二、工作要求
（一）抓好落实。各项任务由多个部门共同负责的，列第一位的部门为牵头部门。文化和旅游部要会同各成员单位做好有关工作。
（二）督促检查。教育部要开展督查，将各单位落实情况于2019年7月底、12月底报国务院办公厅。各省（区、市）和有关部门要于9月底前报送总结。各直辖市、计划单列市和省会城市要会同有关部门于10月底前完成。审计署于11月底前完成审计。
国务院办公厅
2018年8月5日
"""


def test_a_number_before_a_year_is_one_and_the_rule_for_leads_holds_wherever_it_stands() -> None:
    points = data_of(PLAN)["部分"][0]["事项"][0]["事项"]
    assert [point["牵头"]["部门"] for point in points] == [["教育部"], ["民政部"]]
    assert points[0]["牵头"]["配合"] == ["民政部"]


def test_lines_above_the_number_are_the_title_whatever_word_they_end_in() -> None:
    data = data_of(PLAN)
    assert (data["标题"][-20:], data["发文字号"]) == ("关于对某项政策措施落实情况开展督查的通知", "国办发〔2018〕999号")


def test_deadlines_of_one_sentence_are_told_apart_by_place_and_bound_to_who_acts() -> None:
    due = [(one["截止"], one["事由"], one.get("对象", [])) for one in data_of(PLAN)["时限"]]
    assert due == [
        ("2019", "实现监管全覆盖", []),
        ("2018", "推进系统建设，甲地区，全面完成", []),
        ("2019", "乙地区，基本完成", []),
        ("2019-07", "将各单位落实情况，报国务院办公厅", ["教育部"]),
        ("2019-12", "将各单位落实情况，报国务院办公厅", ["教育部"]),
        ("2018-09", "报送总结", ["各省（区、市）"]),
        ("2018-10", "督促检查", ["各直辖市、计划单列市和省会城市"]),
        ("2018-11", "完成审计", ["审计署"]),
    ]


def test_a_notice_of_the_state_names_ministries_and_a_verb_ends_a_group() -> None:
    (paragraph,) = data_of(PLAN)["部分"][1]["事项"][0]["正文"]
    assert paragraph["责任"] == ["文化和旅游部", "各成员单位"]


LETTER = """国务院办公厅关于做好某项工作的函
国办函〔2018〕999号
公安部、司法部：
现将有关事项函告如下：
1.请公安部、司法部按照职责分工，7月底前形成材料，送民政部汇总；此后每周五前报送动态。
2.甲类事项由教育部牵头，民政部参与。乙类事项由财政部牵头组织实施。科技部、商务部等部门参加。
国务院办公厅
2018年7月3日
"""


def test_those_to_whom_a_letter_says_please_are_asked() -> None:
    data = data_of(LETTER)
    (paragraph,) = data["部分"][0]["正文"]
    assert paragraph["责任"] == ["公安部", "司法部"]
    assert [one["对象"] for one in data["时限"]] == [["公安部", "司法部"], ["公安部", "司法部"]]


def test_each_sentence_of_a_paragraph_may_state_a_lead_and_the_next_who_takes_part() -> None:
    (paragraph,) = data_of(LETTER)["部分"][1]["正文"]
    leads = [(one["牵头"]["部门"], one["牵头"]["配合"]) for one in paragraph["分句"]]
    assert leads == [(["教育部"], ["民政部"]), (["财政部"], ["科技部", "商务部"])]
