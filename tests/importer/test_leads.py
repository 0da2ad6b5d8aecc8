"""Which words of a notice are leads, and whom they name."""

from __future__ import annotations

import pytest

from generators.importer.labels import label_lead
from generators.importer.leads import FoundLead, bracket_lead
from generators.importer.passages import points, segments
from generators.importer.prose import prose_lead

LEADS = [
    ("（省编委办牵头落实）", "省编委办|牵头||"),
    ("（市民政局牵头、市卫健委配合）", "市民政局|牵头|市卫健委|"),
    ("（市行政审批制度改革工作领导小组办公室牵头）", "市行政审批制度改革工作领导小组办公室|牵头||"),
    ("（各市、州、县人民政府，省直各部门负责）", "各市、州、县人民政府 省直各部门|负责||"),
    ("（市安委会各成员单位负责，以下均需各县（区）党委和政府落实）", "市安委会各成员单位|负责||"),
    (
        "（市教育局，市委农办，各县<市、区>人民政府，排名第一位为牵头单位）",
        "市教育局|牵头|市委农办 各县<市、区>人民政府|",
    ),
    ("(市民政局牵头,各区、市政府负责落实。以下各项均需各区、市政府落实,不再一一列出。)", "市民政局|牵头|各区、市政府|"),
    ("（省法院、检察院，省农业农村厅、供销社按职责分工负责）", "省法院 省检察院 省农业农村厅 省供销社|负责||"),
    ("（县农业局牵头，柳城生态环境局配合）", "县农业局|牵头|柳城生态环境局|"),
    ("（省财政厅、省审计厅分别牵头落实）", "省财政厅 省审计厅|分别牵头||"),
    ("（市发改局牵头，市工信局、某某生态环境分局配合）", "市发改局|牵头|市工信局 某某生态环境分局|"),
    ("（教育部牵头，工业和信息化部、住房城乡建设部参与）", "教育部|牵头|工业和信息化部 住房城乡建设部|"),
    ("（教育部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）", "试点城市政府|负责||教育部"),
    ("(财政部、税务总局指导)", "|负责||财政部 税务总局"),
    ("（商务部指导，供销合作总社参与）", "|负责|供销合作总社|商务部"),
    ("（省工信厅、财政厅牵头，各市政府按职责分工负责）", "省工信厅 省财政厅|牵头|各市政府|"),
    ("（省发展改革委、省财政厅负责，排在第一位的部门为牵头部门，下同）", "省发展改革委|牵头|省财政厅|"),
    ("（市教育局牵头；市财政局、各县（市、区）政府配合）", "市教育局|牵头|市财政局 各县（市、区）政府|"),
    ("（市委宣传部、组织部按职责分工负责）", "市委宣传部 市委组织部|负责||"),
    (
        "（人力资源社会保障部、住房和城乡建设部和教育部等有关部门按职责分工负责，2019年底前完成）",
        "人力资源社会保障部 住房和城乡建设部 教育部|负责||",
    ),
    ("（各省、自治区、直辖市人民政府负责）", "各省、自治区、直辖市人民政府|负责||"),
    (
        "（省发展改革委、能源局等省有关部门和各地级以上市人民政府按职责分工负责）",
        "省发展改革委 省能源局 各地级以上市人民政府|负责||",
    ),
    ("（教育部牵头会同民政部等有关部门负责。2013年6月底前完成）", "教育部|牵头|民政部|"),
    ("（教育部、民政部会同有关部门负责）", "教育部 民政部|牵头||"),
    ("（教育部、民政部等国务院相关部门和单位及各地区按职责分工负责）", "教育部 民政部 各地区|负责||"),
    ("（证监会起草）", "证监会|负责||"),
    ("（县卫生局、人力资源局分别负责，县财政局参与）", "县卫生局 县人力资源局|负责|县财政局|"),
    ("（所涉及的县教育局、财政局等县级主管部门（单位）负责）", "县教育局 县财政局|负责||"),
    ("（市场监管总局、教育部负责）", "市场监管总局 教育部|负责||"),
    ("(国务院各部门分别负责,年内持续推进)", "国务院各部门|负责||"),
    ("（基教股、组干科）", "基教股 组干科|负责||"),
    ("（省科技厅、财政厅按职责分工负责，各市政府结合实际落实）", "省科技厅 省财政厅 各市政府|负责||"),
    (
        "（省商务厅牵头，省公安厅、税务局，人民银行某分行，各设区市配合）",
        "省商务厅|牵头|省公安厅 省税务局 人民银行某分行 各设区市|",
    ),
]
LABELS = [
    ("责任单位：省委宣传部、省教育厅，各市政府。", "省委宣传部 省教育厅 各市政府|负责||"),
    ("牵头单位:省财政厅配合单位:省审计厅、统计局完成时限:2019年12月底", "省财政厅|牵头|省审计厅 省统计局|"),
    ("牵头单位：省财政厅；责任单位：省审计厅", "省财政厅|牵头|省审计厅|"),
    ("责任单位:市税务局、财政局,排在首位的为牵头单位,下同", "市税务局|牵头|市财政局|"),
    ("【责任单位】区行政审批局、区住建委", "区行政审批局 区住建委|负责||"),
    ("部门分工：省财政厅牵头，省审计厅、统计局等配合。", "省财政厅|牵头|省审计厅 省统计局|"),
    ("责任领导：张某，牵头单位：市财政局，责任单位：市审计局，完成时限：9月底。", "市财政局|牵头|市审计局|"),
    ("牵头单位：市委组织部，配合单位：团市委，各有关区、县级市", "市委组织部|牵头|团市委 各有关区、县级市|"),
    ("责任科室：办公室", "办公室|负责||"),
    ("责任单位：各县〈市、区〉政府、各乡镇（含街道，下同）", "各县《市、区》政府 各乡镇|负责||"),
    ("责任单位：省财政厅牵头，各市、县政府配合。", "省财政厅|牵头|各市、县政府|"),
]
NO_LEADS = [
    *(
        "（PPP）",
        "（东北片）",
        "（GB 50180）",
        "（市、区）",
        "（此件公开发布）",
        "（以下简称试点城市）",
        "（棚户区）改造",
        "（略）",
        "（地点设在镇水利站）",
    ),
    *(
        "（谁主管、谁负责）",
        "（本科、专科）",
        "（垃圾焚烧企业依法依规安装设备、在厂区门口树立电子显示屏）",
        "（国办发〔2013〕73号）",
        "（自治区、直辖市）",
    ),
]


def stated(lead: FoundLead | None) -> str:
    assert lead is not None
    return "|".join((" ".join(lead.departments), lead.mode, " ".join(lead.cooperating), " ".join(lead.guiding)))


@pytest.mark.parametrize(("words", "lead"), LEADS)
def test_brackets_that_state_a_lead(words: str, lead: str) -> None:
    assert stated(bracket_lead(words, ())) == lead


@pytest.mark.parametrize(("words", "lead"), LABELS)
def test_paragraphs_with_labels_state_a_lead(words: str, lead: str) -> None:
    assert stated(label_lead(words, ())) == lead


@pytest.mark.parametrize("words", NO_LEADS)
def test_other_brackets_are_text(words: str) -> None:
    assert [part.lead for part in segments(f"做好{words}工作。", ())] == [None]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("该项工作由省财政厅牵头，9月底前完成", "省财政厅|牵头||"),
        ("请省发展改革委会同省财政厅制定办法", "省发展改革委|牵头|省财政厅|"),
        ("由财政部牵头，国家发展改革委、教育部参与，研究提出意见", "财政部|牵头|国家发展改革委 教育部|"),
        (
            "由省商务厅承办，省公安厅、某某出入境检验检疫局、厦门出入境检验检疫局协办。",
            "省商务厅|牵头|省公安厅 某某出入境检验检疫局 厦门出入境检验检疫局|",
        ),
        ("由工商总局牵头，商务部、教育部参加", "工商总局|牵头|商务部 教育部|"),
        ("由教育部会同质检总局（国家标准委）制定标准", "教育部|牵头|质检总局（国家标准委）|"),
        ("市场监管总局、教育部牵头制定标准", "市场监管总局 教育部|牵头||"),
    ],
)
def test_sentences_state_a_lead(sentence: str, lead: str) -> None:
    found = prose_lead(sentence, ())
    assert found and stated(found[1]) == lead


@pytest.mark.parametrize(
    "sentence",
    [
        "由省级有关部门推荐",
        "由专人负责",
        "成员由教育部、民政部等部门负责同志组成",
        "各牵头部门要抓紧落实",
        "由办公室负责督办",
        "由省编办负责解释",
        "明确各项工作的牵头领导",
        "同意建立由教育部牵头的某项工作联席会议制度",
        "（市民政局牵头，另行通知",
    ],
)
def test_sentences_about_nobody_in_particular_state_no_lead(sentence: str) -> None:
    assert prose_lead(sentence, ()) is None


def test_a_bracket_behind_the_one_to_whom_something_is_handed_in_states_no_lead() -> None:
    assert [part.lead for part in segments("将自查情况报送县政府办公室（县政府督查室）。", ())] == [None]


def test_a_word_for_a_sort_of_place_in_a_bracket_is_no_lead() -> None:
    assert [part.lead for part in segments("整治某类企业(场所)", ())] == [None]


def test_a_bracket_between_sentences_closes_its_own_stretch() -> None:
    parts = segments("做好甲事。（财政部指导）做好乙事。(教育部指导)收尾。", ())
    assert [(part.text, part.lead and part.lead.words) for part in parts] == [
        ("做好甲事。", "（财政部指导）"),
        ("做好乙事。", "(教育部指导)"),
        ("收尾。", None),
    ]


def test_the_bracket_of_a_lead_may_end_in_one_of_a_name() -> None:
    words = "〔牵头单位:区政府办公室,责任单位:区有关部门,各街道(功能区)〕"
    (part,) = segments(f"做好甲事。{words}", ())
    assert stated(part.lead) == "区政府办公室|牵头|各街道（功能区）|"


def test_points_are_told_by_numbers_that_go_on_by_one() -> None:
    assert points("前言。一是甲；二是乙。") == ("前言。", ["甲；", "乙。"], "是")
    assert points("这一是非问题，第二是否成立。")[1] == []
    assert points("一要甲。二要乙。三要丙。")[1] == ["甲。", "乙。", "丙。"]
