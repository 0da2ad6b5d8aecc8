"""Which dates of a notice are deadlines, and which day each is."""

from __future__ import annotations

import pytest

from generators.dates import PartialDate
from generators.dossier.units import UnitList
from generators.importer.deadlines import Deadlines
from generators.importer.due import dates_due
from generators.importer.due_matters import matter_of, name_of
from generators.importer.people import People

DUE = [
    ("2018-10-27", "2019年12月底前，试点地区完成工作", "2019-12"),
    ("2018-10-27", "原则上于2019年12月底前完成规划，2020年12月底前完成验收", "2019-12 2020-12"),
    ("2018-12-29", "2019年上半年，试点城市政府印发实施方案。", "2019-06"),
    ("2013-08-20", "请于9月6日前报方案，10月16日前开通专栏", "2013-09-06 2013-10-16"),
    ("2013-08-20", "要在2014年内公开；要在2015年之前公开", "2014 2014-12-31"),
    ("2013-08-20", "2013年，实现全面公开。2014年，要实现全部公开", "2013 2014"),
    ("2013-08-20", "2013年所有市、县级政府要按要求公开", "2013"),
    ("2019-01-01", "自印发之日起30日内完成", "印发后30日"),
    ("2019-01-01", "收到本通知后10个工作日内报送", "印发后10个工作日"),
    ("2019-01-01", "今年6月底前完成，年底前见效", "2019-06 2019"),
    ("2019-01-01", "9月6日（星期五）17:00前报送", "2019-09-06"),
    ("2019-01-01", "（2019年3月1日—4月30日）", "2019-04-30"),
    ("2019-01-01", "（2019年3月至5月）", "2019-05"),
    ("2018-11-10", "于3月15日前报送", "2019-03-15"),
    ("2019-01-01", "于6月6日（本周三）下午三点前发送", "2019-06-06"),
    ("2019-01-01", "完成时限：2019年9月", "2019-09"),
    ("2019-01-01", "于4月15日（节假日顺延）前报送", "2019-04-15"),
    ("2019-01-01", "总结验收（2019年11月）", "2019-11"),
    ("2019-01-01", "年内完成改造60个小区", "2019"),
    ("2019-01-01", "年内有机农产品认证达到100个", "2019"),
    ("2019-01-01", "加快项目建设，10月份开工", "2019-10"),
    ("2019-01-01", "力争2019年第三季度完成", "2019-09"),
    ("2019-01-01", "各系于2月27日（星期三）将报到情况报送教务处", "2019-02-27"),
    ("2019-01-01", "各类统计表务必于10月17日报县教育局", "2019-10-17"),
    ("2019-01-01", "分别于6月27日、9月30日、2020年1月5日前报送", "2019-06-27 2019-09-30 2020-01-05"),
    ("2018-09-03", "本周日前报送三份清单，下周五下班前报总结", "2018-09-09 2018-09-14"),
    ("2019-01-01", "动员部署（5月6日至10日）。自查自纠（2019年5月11日-31日）", "2019-05-10 2019-05-31"),
    ("2019-01-01", "填报截止时间为2019年6月26日23点；第10周（5月8日）前必须预订完毕", "2019-06-26 2019-05-08"),
    ("2019-01-01", "在10月9日统一由所在学院汇总后交学生处", "2019-10-09"),
    ("2019-01-01", "力争今年年内推出；2019年上半年将审批时间压减至30日", "2019 2019-06"),
    ("2019-01-01", "2020年采暖季前完成替代", "2020"),
    ("2019-01-01", "3月底前提出方案", "2019-03"),
    ("2018-11-10", "（2019年3月至5月）；（2019年1—6月）", "2019-05 2019-06"),
    ("2018-11-10", "2019年底前建成统一的平台，取得突破性的进展", "2019"),
    ("2018-12-01", "2019年3月底前完成排查，6月底前完成整改。今年年底前报方案", "2019-03 2019-06 2018"),
    ("２019-01-01".replace("２", "2"), "２０１９年６月底前完成", "2019-06"),
]
NOT_DUE = [
    ("2016-03-18", "2016年1月至3月享受优惠政策的企业"),
    ("2018-12-29", "到2020年，系统构建指标体系"),
    ("2018-12-29", "2018年11月，党中央、国务院印发意见"),
    ("2013-08-20", "2012年以来，各市积极推进"),
    ("2004-08-12", "2004年4月16日至18日，副总理赴辽宁省"),
    ("2004-08-12", "2004年预计国产大型柴油机94台"),
    ("2004-08-12", "7月17日，国务院领导已经批复"),
    ("2019-01-01", "自2019年3月1日起施行，有效期至2024年2月28日"),
    ("2019-01-01", "《2019年6月底前的工作安排》"),
    ("2018-01-01", "2018—2020年行动计划"),
    ("2019-01-01", "统计时间：2019年1月1日—2019年6月30日；于3月5日交流经验"),
    ("2019-01-01", "中秋节（9月11日—13日）放假3天"),
    ("2019-01-01", "对摸底排查出的问题建立台账"),
    ("2022-01-01", "2022年，全区要坚持以人民为中心"),
    ("2022-01-01", "2022年市《工作报告》的任务应当纳入考核"),
    ("2019-01-01", "年终考核；年内持续推进；督查阶段（8月）"),
    ("2019-01-01", "50年以上的住宅，3日内答复"),
    ("2019-01-01", "决定从2019年3月至12月开展普查"),
    ("2018-12-01", "2018年12月30日至2019年1月1日放假调休；2019年完成的任务"),
    (
        "2018-11-10",
        "2019年3月1日前印发的文件，2018年12月31日前取得营业执照的企业，2019年底前到期的合同，2018年底前建成的小区",
    ),
    ("2019-01-01", "2019年12月31日之前已完成改制的单位"),
    ("2019-01-01", "经批准，2020年底前改制单位可免缴相关费用"),
]


@pytest.mark.parametrize(("issued", "text", "due"), DUE)
def test_dates_by_which_something_is_due(issued: str, text: str, due: str) -> None:
    assert " ".join(one.due for one in dates_due(text, PartialDate.parse(issued))) == due


@pytest.mark.parametrize(("issued", "text"), NOT_DUE)
def test_other_dates_are_text(issued: str, text: str) -> None:
    assert dates_due(text, PartialDate.parse(issued)) == []


def test_what_recurs_has_no_date() -> None:
    text = "每月28日前报送，每季度末月25日前汇总，每年1月10日、7月10日前总结，于每周五报送，每季度结束后10日内报告，每季度首月5日前报，每年第三季度前报告"
    assert [(one.cycle, one.due) for one in dates_due(text, PartialDate.parse("2019-01-01"))] == [(True, "")] * 7


def test_the_words_of_what_recurs_are_told_from_spans_and_asides() -> None:
    assert [one.words for one in dates_due("每3天向督查室报告进展，每季进行通报", None)] == ["每3天", "每季"]
    text = "请各乡镇于每月28日（本次为9月29日）之前报送"
    assert [one.words for one in dates_due(text, None)] == ["每月28日（本次为9月29日）之前"]
    text = "9月11日至11月15日，各乡镇（街道）每周五下午5时前将周报表报县秸秆禁烧办公室。"
    assert [one.words for one in dates_due(text, PartialDate.parse("2026-08-25"))] == ["每周五下午5时前"]


def test_without_a_date_of_issue_the_year_of_the_title_is_unsure() -> None:
    (found,) = dates_due("6月底前完成", None, 2023)
    assert (found.due, found.sure) == ("2023-06", False)


def test_a_day_whose_year_nothing_says_is_due_without_a_date() -> None:
    (found,) = dates_due("各县于6月20日18：00前报送", None)
    assert (found.words, found.due, found.sure) == ("6月20日18：00前", "", False)


def test_days_named_in_brackets_belong_to_what_recurs() -> None:
    text = "在每季度末（分别在6月、9月和12月底），将进展情况报区督查组"
    assert [(one.words, one.cycle) for one in dates_due(text, PartialDate.parse("2007-04-13"))] == [
        ("每季度末（分别在6月、9月和12月底）", True)
    ]


def test_what_is_due_is_cut_before_a_bracket_that_would_stay_open() -> None:
    text = (
        "于4月20日前上报区督查组（办公室设在督查室，电话：12345678，邮箱：abc@example.com，传真：87654321，地址：某路）"
    )
    assert matter_of(text, 1, 7) == "上报区督查组"


def test_what_is_handed_in_may_stand_before_the_date() -> None:
    text = "抢险队员名单务必于5月30日前报镇防汛办（地点设在水利站）"
    assert matter_of(text, 9, 14) == "抢险队员名单，报镇防汛办（地点设在水利站）"
    text = "请各村将排查结果形成台账，并于5月30日前报镇安监办"
    assert matter_of(text, 15, 20) == "将排查结果形成台账，报镇安监办"


def test_what_is_but_to_be_done_by_a_date_is_said_before_it() -> None:
    assert matter_of("签订合同，10月20日前签订完毕", 5, 12) == "签订合同，签订完毕"


NAMES = [
    ("在全市范围内推开住所与经营场所分离登记", "", "推开住所与经营场所分离登记"),
    ("完成企业主要负责人的安全生产集中教育培训和考核发证", "实现教育培训全覆盖", "实现教育培训全覆盖"),
    ("编制并公布市、县两级行政许可事项清单，纳入管理", "", "编制并公布市县两级行政许可事项清单"),
    ("将自查表（附件1）报送有关科室", "", "自查表"),
    ("2024年6月底前，制定完善判定标准", "", "制定完善判定标准"),
    ("电价平均降低10%", "", "电价平均降低10%"),
    ("在全省实现上述目标", "", "在全省实现上述目标"),
    ("压缩至8.5天以内", "", "压缩至8.5天以内"),
    ("对于已经建成的，完成移交", "", "已经建成"),
]


@pytest.mark.parametrize(("matter", "heading", "name"), NAMES)
def test_a_deadline_is_named_by_whole_words(matter: str, heading: str, name: str) -> None:
    assert name_of(matter, "", "", heading) == name


@pytest.mark.parametrize(
    ("after", "name"),
    [("报送进展情况", "进展报告"), ("通报进展情况", "通报进展情况"), ("编发工作简报", "编发工作简报")],
)
def test_a_report_is_what_is_handed_in_not_what_is_made_known(after: str, name: str) -> None:
    assert name_of(after, "县督查室每月", after) == name


def test_what_is_due_in_a_bracket_of_a_lead_is_said_there_or_by_the_task() -> None:
    deadlines = Deadlines(People(UnitList([])), PartialDate.parse("2020-06-06"), heading="严控一般性支出")
    deadlines.named("（财政部牵头，6月底前出台相关政策，年内持续推进）", 1)
    deadlines.named("（牵头单位：财政部；配合单位：国管局、各县政府，12月底完成）", 2)
    stated = [(one.name, one.matter, one.due, one.bound) for one in deadlines.found]
    assert stated == [
        ("出台相关政策", "出台相关政策", "2020-06", []),
        ("严控一般性支出", "严控一般性支出", "2020-12", []),
    ]


@pytest.mark.parametrize(
    ("heading", "due"),
    [("报送材料截止时间", "2015-05-22"), ("完成时限", "2015-05-22"), ("会议时间", ""), ("材料内容", "")],
)
def test_a_day_alone_below_a_heading_that_asks_for_it_is_due(heading: str, due: str) -> None:
    deadlines = Deadlines(People(UnitList([])), PartialDate(2015, 5, 21))
    deadlines.enter(heading)
    deadlines.referring("2015年5月22日上午12:00", 1)
    assert "".join(one.due for one in deadlines.found) == due
