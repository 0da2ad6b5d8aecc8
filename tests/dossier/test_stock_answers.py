"""Nil answers: which cells say that there is nothing, and which say something."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.dossier.declining import declines, reason
from generators.dossier.stock_words import SUPPLIED, read_phrases

is_nil, is_no_problem = SUPPLIED.is_nil, SUPPLIED.is_no_problem

NIL = (
    "无 暂无 没有 尚无 均无 无。 （无） “无” 无问题 没有问题 不存在问题 无存在问题 无明显问题 暂未发现问题 目前没有问题 "
    "目前，暂无问题 无困难 暂无困难 未发现 不存在 没有困难和问题 不存在明显困难、问题 暂未发现明显问题和不足 "
    "工作中未发现存在问题 没有什么大的问题 我局无问题 无，暂无 无打算 没有下一步打算 无建议 无需说明 没有遇到问题 无相关问题 该项无问题 无异常 N/A n/a nil none / - —— ……"
)
SAYS = (
    "无进展 没有专职人员 无经费 未开展 未启动 人员不足 问题不突出 无变化 没有问题，但人员不足 不承担 不存在专门机构 没有网站 "
    "情况良好 无法公开 无专人 1 2013 未发现违规 没有计划 没有安排 没有公开数据平台 没有数据共享机制 未"
)
NO_PART = "不承担 不承担。 我厅不承担此项工作 此项工作我厅不承担 不涉及 本市不涉及 我局不承担该项任务 未涉及 与我厅无关 不属于我厅职责 非我局职责 不适用 不涉及我厅 我厅不负责此项工作 无此项职能 本单位不涉及该项工作内容"


FRESH = (
    "1.无",
    "（1）无",
    "一是无",
    "存在问题：无",
    "问题：无；困难：无",
    "暂无意见建议",
    "无需要省政府协调解决的问题",
    "0",
    "〇",
    "目前未发现问题",
    "暂时没有需要上级解决的困难",
    "未遇到明显困难",
    "① 无",
    "1、暂无。",
    "（一）没有问题",
    "没有需要协调的事项",
    "暂无需要说明的情况",
    "经自查，未发现问题",
    "截至目前，尚无突出问题",
    "不存在需要省级层面协调解决的问题",
    "没什么问题",
    "无困难，无问题",
    "问题和困难：没有",
    "存在的主要问题：无",
    "无其他意见和建议",
    "未收到意见建议",
    "暂未遇到需要协调解决的困难和问题",
    "没有！",
    "没有特别需要反映的问题",
    "答：无",
    "无（暂无）",
    "存在问题及建议：暂无",
    "第一，无",
    "问题：未发现",
    "没有值得关注的问题",
    "暂无问题反馈",
    "没有遇到阻力",
    "我市暂无此类问题",
)
GOES_WELL = (
    "工作顺利，暂无问题",
    "进展顺利，没有问题",
    "总体运行良好，没有发现问题",
    "无，工作正常开展",
    "各项工作有序推进，未发现存在的问题",
    "推进顺利，无需协调",
    "无问题（工作正常）",
    "按计划推进，暂无困难",
    "均已按时完成，没有问题",
)
# What offices report of the notice of 2013 as a problem: never nil.
REAL = (
    "乡镇便民服务中心没有专职的信息公开人员，公开不及时。",
    "部分县区“三公”经费尚未细化到项级科目。",
    "环评信息量大，人工审核跟不上。",
    "食品安全抽检数据分散在几个系统，没有统一口径。",
    "保障性住房分配结果公开后群众有意见。",
    "部门预算公开格式不统一，没有明确要求。",
    "征地信息涉及村组多，公告张贴不到位。",
    "价格监测点少，数据不够及时。",
    "没有收到市县两级上报的数据。",
    "行政审批事项清理后目录没有更新。",
    "安全生产事故调查报告公开的范围不明确。",
    "国有企业财务信息公开没有先例可循。",
    "高校招生录取信息公开后咨询量大，人手不足。",
    "没有问题，但个别县区进度慢。",
    "问题不突出",
    "没有计划",
    "没有按计划推进",
    "没有问题，存在困难",
    "需要省政府协调解决专项经费",
    "需要协调解决数据共享问题",
    "无法按期完成专栏改版。",
    "没有得到财政支持。",
    "网站访问有时不正常。",
    "公开数据没有电子版，需要逐页扫描。",
    "医疗服务收费标准调整后没有及时公示。",
    "问题没有解决",
    "没有公开",
    "没有人员",
    "没有统一标准",
    "未按时完成",
    "工作没有落实到位",
    "无编制、无经费、无人员",
    "群众意见没有得到及时反馈",
)
ANOTHERS = (
    "不承担（由省审计厅承担）",
    "由省审计厅承担",
    "本项由省审计厅负责",
    "按分工由省审计厅负责",
    "我厅没有此项任务",
    "我局无此项职责",
    "此项工作由省教育厅牵头",
    "按照职责分工，由省审计厅负责落实",
    "不承担：非我厅职能",
    "不承担。该项工作由省审计厅负责",
    "经与省审计厅沟通，由省审计厅承担",
    "该职能已划转至省质监局",
    "属于省审计厅职责",
    "不在我厅职责范围内",
    "我厅不是牵头单位",
    "由其他部门承担",
    "不归口我局管理",
    "本项措施由省审计厅承担，我厅不承担",
    "根据分工，此项由省审计厅填报",
    "由省公安厅、省司法厅分别负责",
    "由沈阳海关负责",
    "此项不由我厅承担",
    "不承担此项工作（已移交省审计厅）",
    "本厅没有该项职能",
)
DOES = (
    "不涉及个人隐私",
    "我厅承担此项工作",
    "不承担审计任务",
    "无",
    "由我厅承担",
    "由省财政厅承担",
    "由办公室负责",
    "由政策法规处负责",
    "由信息中心具体负责",
    "由政务公开办负责落实",
    "已由省审计厅审核",
    "省审计厅已公开报告",
    "由省财政厅牵头，我厅配合公开数据3次",
    "没有任务完成",
    "由各市负责公开，我厅已督促12次",
    "不承担，但已配合省审计厅公开",
    "由专人负责",
    "由一名副厅长负责",
)
OWN, KNOWN = ("省财政厅",), ("省财政厅", "省审计厅", "沈阳海关")
NUMBERS = st.sampled_from(["", "1.", "1、", "（1）", "(1)", "①", "一、", "（一）", "一是", "第一，", "12．", "1. "])
MARKS = st.sampled_from(["", "。", "；", "！", " ", "\n", "　", "…"])
LABELS = st.sampled_from(["", "存在问题：", "问题: ", "存在的主要问题：", "困难和问题：", "目前，", "经自查，", "我厅"])


@pytest.mark.parametrize("text", [*NIL.split(), *FRESH])
def test_what_says_that_there_is_nothing_is_nil(text: str) -> None:
    assert is_nil(text) and is_no_problem(text) and not declines(text)


@pytest.mark.parametrize("text", GOES_WELL)
def test_beside_no_problem_it_is_no_content_that_things_go_well(text: str) -> None:
    assert is_no_problem(text)
    assert not is_nil(text), "as 进展情况 it is content"


@pytest.mark.parametrize("text", ["", " \n ", "无\n暂无。", "无 问 题"])
def test_blanks_and_lines_make_no_difference(text: str) -> None:
    assert is_nil(text)


@pytest.mark.parametrize("text", [*SAYS.split(), *REAL])
def test_what_says_anything_is_not_nil(text: str) -> None:
    assert not is_nil(text) and not is_no_problem(text)


# Texts that bear a number of their own are tried as they are above: nobody numbers them twice.
UNNUMBERED = [text for text in (*FRESH, *GOES_WELL, "无", "暂无") if not re.match(r"[\d（(①一第]", text)]


@given(st.sampled_from(UNNUMBERED), NUMBERS, LABELS, MARKS)
def test_a_nil_answer_stays_nil_with_any_number_label_and_mark(text: str, number: str, label: str, mark: str) -> None:
    assert is_no_problem(f"{number}{label}{text}{mark}")


@given(st.sampled_from(REAL), st.sampled_from(["无", "暂无。", "没有问题；"]), NUMBERS, LABELS, MARKS)
def test_a_problem_stays_one_whatever_stands_around_it(text: str, nil: str, number: str, label: str, mark: str) -> None:
    assert not is_no_problem(f"{number}{label}{text}{mark}")
    assert not is_no_problem(f"{nil}\n{text}")


@pytest.mark.parametrize("text", ["没啥问题", "无，谢谢", "工作进展顺利，无存在问题和困难"])
def test_there_is_nothing_in_the_words_of_the_street(text: str) -> None:
    assert is_no_problem(text)


@pytest.mark.parametrize(
    "text", ["进展不顺利", "进展缓慢", "运行正常，但无经费", "推进不够有序", "系统不稳定", "推进中"]
)
def test_what_goes_badly_is_a_problem_and_not_asked(text: str) -> None:
    assert not is_no_problem(text) and not SUPPLIED.is_unclear(text)


@pytest.mark.parametrize("text", ["没有问题，个别县区慢", "暂无明显矛盾点", "一切正常", "运行良好，按计划推进"])
def test_what_nearly_says_that_there_is_nothing_is_asked(text: str) -> None:
    assert SUPPLIED.is_unclear(text) and not is_no_problem(text)


@pytest.mark.parametrize("text", ["问题不突出", "没有专职人员", "没有问题，但人员不足", "无", "公开不及时"])
def test_what_is_plain_is_not_asked(text: str) -> None:
    assert not SUPPLIED.is_unclear(text)


def test_an_office_adds_its_phrases() -> None:
    phrases, problems = read_phrases(("常用答复.yaml", "无: [平安无事]\n不承担: [归口别处]\n".encode()))
    assert not problems and phrases.is_no_problem("1. 平安无事。") and phrases.is_nil("存在问题：无")
    assert phrases.declined_whole("归口别处。") and not SUPPLIED.is_nil("平安无事")


def test_a_fault_in_the_office_s_phrases_is_placed() -> None:
    _, problems = read_phrases(("content/常用答复.yaml", "没有: [平安无事]\n".encode()))
    assert [problem.place.file for problem in problems if problem.place] == ["content/常用答复.yaml"]


@pytest.mark.parametrize("text", [*NO_PART.split(), *ANOTHERS])
def test_whoever_has_no_part_in_a_task_declines_it(text: str) -> None:
    assert declines(text, OWN, KNOWN) and not is_nil(text)


@pytest.mark.parametrize("text", DOES)
def test_what_a_unit_does_or_reports_is_not_declined(text: str) -> None:
    assert not declines(text, OWN, KNOWN)


def test_the_reason_is_kept() -> None:
    texts = ("不承担（由省审计厅承担）", "不承担", "由省审计厅承担", "不承担：非我厅职能。")
    assert [reason(text) for text in texts] == ["由省审计厅承担", "", "由省审计厅承担", "非我厅职能"]


@given(st.text("无没有未发现问题困难和、，不存在的。 \n", max_size=60), st.sampled_from("人网甲3"))
def test_one_word_of_content_is_enough(text: str, word: str) -> None:
    assert not is_nil(f"{text}{word}甲")
