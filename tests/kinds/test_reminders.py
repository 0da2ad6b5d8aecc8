"""催报函 and 通报: who owes what, as of a day. They agree with `status`, and say nothing beyond the facts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document
from support.files import NOTICE, files_in, tables_of, text_of
from support.returns import FINANCE, Returned

Duban = Callable[..., Result]
DAY = "2013-12-14"


def letters(output: Path, day: str = DAY) -> dict[str, str]:
    """催报函 by the unit's short name."""
    folder = output / "催报函" / day
    found = [path for path in sorted(folder.glob("*-*-*.docx")) if not path.stem.endswith("补报函")]
    return {path.name.split("-")[1]: text_of(path) for path in found}


def test_a_letter_goes_to_everyone_who_owes_something_and_to_nobody_else(
    duban: Duban, output: Path, returned: Returned
) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 方案报送日期="2013-09-05", 开通日期="2013-10-15")
    returned("沈阳市人民政府", 收到日期="2013-12-20")
    returned("省审计厅", 收到日期="2013-12-12")
    assert duban("reminders", "--on", DAY).exit_code == 0
    status = json.loads(duban("status", "--on", DAY, "--json").stdout)
    owing = {row["for"] for row in status["units"] if row["state"] == "overdue"}
    found = letters(output)
    assert len(found) == len(owing) == 30 and "省财政厅" not in found
    assert "沈阳市人民政府" in owing  # what came after the day has not come yet
    assert "进展" not in found["省审计厅"].split("以下事项已经逾期：")[1].split("请于")[0]


def test_a_letter_says_what_since_when_and_to_whom(
    duban: Duban, output: Path, edit: Callable[[str, str], None]
) -> None:
    edit(
        "联系方式:                       # 原文没有；填上后印在实施方案模板和报送表里，如 { 联系人: 张三, 电话: 024-00000000, 电子邮箱: a@b.cn }",
        "联系方式: { 联系人: 张三, 电话: 024-1 }",
    )
    duban("reminders", "--on", DAY)
    text = letters(output)["省财政厅"]
    for words in (
        "省财政厅：",
        "截至2013年12月14日，你单位以下事项已经逾期：",
        "一、应于2013年9月6日前将具体实施方案报省政府办公厅，至今未报，已逾期99天。",
        "二、应于2013年10月16日前在本部门网站开通“重点政府信息公开”专栏，至今未反馈开通情况，已逾期59天。",
        "三、应于2013年12月13日前将相关工作开展情况报省政府办公厅，至今未报，已逾期1天。",
        "请于　　月　　日前将上述材料书面报送省政府办公厅（加盖公章），并报电子版；"
        "同时开通专栏，并反馈网址和开通日期。已报送的，请与省政府办公厅联系核对。\n特此函告。\n",
        "（联系人：张三，联系电话：024-1）",
    ):
        assert words in text, words
    assert "办公厅关于催报《全省当前政府信息公开重点工作安排》有关材料的函" in text.replace("\n", "")
    assert "〔2013〕　　号" in text  # a number is given by the office


def test_a_letter_about_a_column_alone_asks_for_no_material(duban: Duban, output: Path, returned: Returned) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 方案报送日期="2013-09-05")
    duban("reminders", "--on", DAY)
    text = letters(output)["省财政厅"]
    assert (
        "要求，你单位应于2013年10月16日前在本部门网站开通" in text
        and "《全省当前政府信息公开重点工作安排》有关情况的函" in text.replace("\n", "")
    )
    assert (
        "请于　　月　　日前开通专栏，并向省政府办公厅反馈网址和开通日期。已反馈的，请与省政府办公厅联系核对。" in text
    )
    assert "材料" not in text


def test_a_day_that_does_not_count_is_named_as_it_was_filled_in(duban: Duban, output: Path, returned: Returned) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 开通日期="2014-01-10", 原话="{ 方案报送日期: 国庆节前后 }")
    returned("省审计厅", 收到日期="2013-12-12", 方案报送日期="2013-09-05", 原话="{ 开通日期: 国庆以后 }")
    duban("reminders", "--on", DAY)
    duban("circular", "--on", DAY)
    duban("progress-summary")
    finance, audit = letters(output)["省财政厅"], letters(output)["省审计厅"]
    assert "至今未报（填报“国庆节前后”），已逾期99天。" in finance
    assert "开通日期填报“2014年1月10日”，已逾期59天。" in finance
    assert "开通日期填报“国庆以后”，已逾期59天。" in audit and "至今未反馈" not in finance + audit
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    assert "、省财政厅（填报“国庆节前后”）、" in text
    later = "省财政厅（填报“2014年1月10日”）、省审计厅（填报“国庆以后”）。"
    assert "尚未反馈开通情况15个，分别是" in text and f"；填报的开通日期未到或不明确2个，分别是{later}" in text
    summary = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "尚有16个未报送（其中省财政厅填报“国庆节前后”）。" in summary
    later = later.replace("（填报", "填报").replace("）", "").replace("。", "")
    assert f"尚有15个未反馈开通情况；2个填报的开通日期未到或不明确（{later}）。" in summary


def test_a_report_without_a_date_is_neither_in_time_nor_late(duban: Duban, output: Path, returned: Returned) -> None:
    returned("沈阳市人民政府", 进展="[{ 事项: 推进保障性住房信息公开, 进展情况: 已公开 }]")
    returned("大连市人民政府", 收到日期="2013-12-12")
    duban("circular", "--on", DAY)
    duban("progress-summary")
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    assert "按时报送1个，为大连市；已报送但收到日期不明1个，为沈阳市；尚未报送12个，分别是" in text
    hidden = text_of(output / f"{NOTICE}-进展情况汇总.docx")
    assert "进展情况按时1：大连市\n" in hidden and "进展情况收到日期不明1：沈阳市\n" in hidden
    assert "沈阳市人民政府.yaml:1:1: 警告：没有收到日期" in duban("check").output


@pytest.mark.parametrize("label", ["收到日期", "方案报送日期"])
def test_a_day_before_the_notice_is_told(duban: Duban, returned: Returned, label: str) -> None:
    returned("省财政厅", **{label: "2012-12-10"})
    assert f"警告：{label}2012年12月10日早于通知的成文日期" in duban("check").output


def test_three_working_days_before_a_date_the_letter_reminds(duban: Duban, output: Path) -> None:
    duban("reminders", "--on", "2013-12-10")
    cities = letters(output, "2013-12-10")
    assert "应于2013年12月13日前将相关工作开展情况报省政府办公厅，还有3个工作日到期。" in cities["沈阳市"]
    assert (output / "催报函" / "2013-12-10" / "190-沈阳市-临期提醒.docx").exists()
    duban("reminders", "--on", "2013-12-09")
    assert "沈阳市" not in letters(output, "2013-12-09")


def test_letters_of_another_day_stay_and_a_plain_build_leaves_all_alone(
    duban: Duban, output: Path, returned: Returned
) -> None:
    duban("build")
    duban("reminders", "--on", DAY)
    first = files_in(output)
    assert duban("build").exit_code == 0 and "催报函" not in duban("build").output
    returned("省财政厅", 收到日期="2013-12-16", 方案报送日期="2013-12-16", 开通日期="2013-12-16")
    result = duban("reminders", "--on", "2013-12-17")
    assert result.exit_code == 0 and "不再需要" not in result.output
    kept = {name: content for name, content in files_in(output).items() if DAY in name}
    assert kept == {name: content for name, content in first.items() if DAY in name}


def test_the_circular_counts_as_status_does_and_keeps_departments_and_cities_apart(
    duban: Duban, output: Path, returned: Returned
) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 方案报送日期="2013-09-09", 开通日期="2013-10-15")
    returned("沈阳市人民政府", 收到日期="2013-12-13")
    assert duban("circular", "--on", DAY).exit_code == 0
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    assert "应报送单位17个。其中，逾期报送1个，为省财政厅（逾期3天）；尚未报送16个，分别是" in text
    assert "应开通单位17个。其中，按时开通1个，为省财政厅；尚未反馈开通情况16个，分别是" in text
    assert "（一）省直部门。应报送单位17个。其中，按时报送1个，为省财政厅；尚未报送16个，分别是" in text
    assert "（二）各市。应报送单位14个。其中，按时报送1个，为沈阳市；尚未报送13个，分别是大连市、" in text
    for judgement in ("表扬", "批评", "不力", "较好", "希望"):
        assert judgement not in text


def test_letters_and_circular_set_the_new_date_that_the_clerk_gives(duban: Duban, output: Path) -> None:
    assert duban("reminders", "--on", DAY, "--by-date", "2013-12-20").exit_code == 0
    assert duban("circular", "--on", DAY, "--by-date", "2013-12-20").exit_code == 0
    asked = "请于2013年12月20日前将上述材料书面报送省政府办公厅（加盖公章），并报电子版。已报送的，"
    assert asked in letters(output)["沈阳市"]
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    asked = (
        "请尚未报送的单位于2013年12月20日前将有关材料书面报送省政府办公厅（加盖公章），并报电子版；"
        "尚未反馈专栏开通情况的，同时反馈网址和开通日期。"
    )
    assert text.split("\n辽宁省人民政府办公厅\n2013年12月14日")[0].rstrip().endswith(asked)


def test_a_new_date_before_the_day_of_the_letter_is_refused(duban: Duban, output: Path) -> None:
    result = duban("reminders", "--on", DAY, "--by-date", "2013-12-13")
    assert result.exit_code == 2 and "要求报送的日期 2013-12-13 早于催报的日期 2013-12-14" in result.output
    assert not (output / "催报函").exists()


def test_a_letter_about_what_is_late_and_what_is_near_asks_for_each_in_its_time(duban: Duban, output: Path) -> None:
    duban("reminders", "--on", "2013-12-12", "--by-date", "2013-12-20")
    text = letters(output, "2013-12-12")["省财政厅"]
    assert "请于2013年12月20日前将逾期材料、按时将即将到期的材料书面报送省政府办公厅（加盖公章），" in text
    near = letters(output, "2013-12-12")["沈阳市"]
    assert "关于按时报送《全省当前政府信息公开重点工作安排》有关材料的函" in near.replace("\n", "")
    assert "请按时将上述材料书面报送省政府办公厅（加盖公章），并报电子版。" in near and "12月20日" not in near


def test_only_headings_stand_in_the_type_of_headings(duban: Duban, output: Path) -> None:
    duban("circular", "--on", DAY)
    document = Document(output / f"{NOTICE}-通报-{DAY}.docx")
    style = document.styles["二级标题字"]
    headings = [run.text for one in document.paragraphs for run in one.runs if run.style == style and run.text]
    assert headings == ["（一）省直部门。", "（二）各市。"]


def test_every_duty_in_a_circular_has_its_subject(duban: Duban, output: Path) -> None:
    duban("circular", "--on", DAY)
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    assert re.findall(r"\n(.*?)应于(.*?日)前", text) == [
        ("各牵头部门", "2013年9月6日"),
        ("各牵头部门", "2013年10月16日"),
        ("各市、各牵头部门", "2013年12月13日"),
    ]


def test_a_signing_sheet_is_counted_as_what_it_is(duban: Duban) -> None:
    lines = [line.split()[:2] for line in duban("reminders", "--on", "2013-12-10").output.splitlines()]
    assert ["催报函", "17"] in lines and ["临期提醒", "14"] in lines and ["发文稿纸", "1"] in lines


def test_secrecy_is_inherited(duban: Duban, output: Path, edit: Callable[[str, str], None]) -> None:
    edit("附注: 此件公开发布", "密级: 秘密\n份号: 000001")
    duban("reminders", "--on", DAY)
    duban("circular", "--on", DAY)
    assert "秘密" in letters(output)["省财政厅"]
    assert "秘密" in text_of(output / f"{NOTICE}-通报-{DAY}.docx")


def test_a_day_is_today_unless_it_is_given(duban: Duban) -> None:
    assert duban("reminders").exit_code == 0
    assert duban("reminders", "--on", "明天").exit_code == 2


def reminded(duban: Duban, output: Path, day: str) -> dict[str, list[str]]:
    """Who gets a letter on a day: by short name what it says of each thing that is owed, behind the last comma."""
    assert duban("reminders", "--on", day).exit_code == 0
    found = letters(output, day)
    return {unit: re.findall(r"应于.*?，([^，。]*(?:，已逾期\d+天)?)。", text) for unit, text in found.items()}


def test_before_any_date_is_near_nobody_is_written_to_and_nothing_is_signed(duban: Duban, output: Path) -> None:
    result = duban("reminders", "--on", "2013-09-02")
    assert result.exit_code == 0 and not (output / "催报函" / "2013-09-02").exists()
    assert duban("circular", "--on", "2013-08-21").exit_code == 0
    text = text_of(output / f"{NOTICE}-通报-2013-08-21.docx")
    assert "应报送单位17个，均尚未报送（未到期），分别是省编委办、" in text and "逾期" not in text
    assert "\n请未到期的单位按时报送有关材料、反馈专栏网址和开通日期。\n" in text


def test_the_last_day_is_in_time_and_the_next_is_late(duban: Duban, output: Path) -> None:
    assert set(reminded(duban, output, "2013-12-12")["沈阳市"]) == {"还有1个工作日到期"}
    assert reminded(duban, output, "2013-12-13")["沈阳市"] == ["今天到期"]
    assert reminded(duban, output, "2013-12-14")["沈阳市"] == ["至今未报，已逾期1天"]


def test_holidays_do_not_count_as_working_days(duban: Duban, output: Path, edit: Callable[[str, str], None]) -> None:
    edit("截止: 2013-10-16", "截止: 2013-10-08")  # 1 to 7 October is the national holiday; the 29th is worked, a Sunday
    assert "省编委办" in reminded(duban, output, "2013-09-27")  # 29 September, 30 September and 8 October are left
    owed = reminded(duban, output, "2013-09-27")["省编委办"]
    assert owed[-1] == "还有3个工作日到期"
    assert len(reminded(duban, output, "2013-09-26")["省编委办"]) == 1  # only the plan, which is late


def test_a_letter_of_two_dates_tells_the_late_one_and_the_near_one_apart(duban: Duban, output: Path) -> None:
    owed = reminded(duban, output, "2013-10-14")["省财政厅"]
    assert owed == ["至今未报，已逾期38天", "还有2个工作日到期"]
    text = letters(output, "2013-10-14")["省财政厅"]
    late, near = text.index("一、应于2013年9月6日前"), text.index("二、应于2013年10月16日前")
    assert late < near and "即将到期" in text[late:near]


def test_whoever_has_returned_everything_gets_no_letter(duban: Duban, output: Path, returned: Returned) -> None:
    units = json.loads(duban("status", "--on", DAY, "--json").stdout)["units"]
    for unit in {row["for"] for row in units}:
        returned(unit, 收到日期="2013-12-13", 方案报送日期="2013-09-06", 开通日期="2013-10-16")
    assert reminded(duban, output, DAY) == {} and not (output / "催报函" / DAY).exists()
    duban("circular", "--on", DAY)
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    assert "逾期" not in text and "未报送" not in text and "应报送单位14个，均按时报送，分别是沈阳市、" in text
    assert "请" not in text


def test_what_comes_after_the_day_has_not_come_yet_and_what_came_late_has(
    duban: Duban, output: Path, returned: Returned
) -> None:
    returned("沈阳市人民政府", 收到日期="2013-12-16")
    assert "沈阳市" in reminded(duban, output, "2013-12-15")
    assert "沈阳市" not in reminded(duban, output, "2013-12-16")
    duban("circular", "--on", "2013-12-16")
    assert "逾期报送1个，为沈阳市（逾期3天）；" in text_of(output / f"{NOTICE}-通报-2013-12-16.docx")


def test_a_date_of_a_month_ends_with_the_month(duban: Duban, output: Path, edit: Callable[[str, str], None]) -> None:
    edit("截止: 2013-12-13", "截止: 2013-11")
    assert reminded(duban, output, "2013-11-27")["沈阳市"] == ["还有2个工作日到期"]
    assert "应于2013年11月底前将相关工作开展情况报省政府办公厅" in letters(output, "2013-11-27")["沈阳市"]
    assert reminded(duban, output, "2013-11-30")["沈阳市"] == ["今天到期"]
    assert reminded(duban, output, "2013-12-01")["沈阳市"] == ["至今未报，已逾期1天"]


def test_without_a_contact_there_is_room_to_write_one(duban: Duban, output: Path) -> None:
    duban("reminders", "--on", DAY)
    assert "（联系人：＿＿＿＿，联系电话：＿＿＿＿＿＿）" in letters(output)["沈阳市"]


JUDGEMENTS = (
    "批评",
    "表扬",
    "不力",
    "滞后",
    "较好",
    "较差",
    "拖延",
    "敷衍",
    "迟迟",
    "责令",
    "严肃",
    "希望",
    "整改",
    "问责",
)


@pytest.mark.parametrize("day", ["2013-08-21", "2013-10-01", DAY, "2014-03-01"])
def test_letters_and_circular_state_facts_and_judge_nobody(
    duban: Duban, output: Path, returned: Returned, day: str
) -> None:
    returned("省财政厅", 收到日期="2013-12-16", 方案报送日期="2013-09-09", 开通日期="2013-10-18")
    duban("reminders", "--on", day)
    duban("circular", "--on", day)
    texts = [*letters(output, day).values(), text_of(output / f"{NOTICE}-通报-{day}.docx")]
    assert [word for word in JUDGEMENTS for text in texts if word in text] == []


def test_the_circular_keeps_the_official_order(duban: Duban, output: Path) -> None:
    duban("circular", "--on", DAY)
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    units = json.loads(duban("status", "--on", DAY, "--json").stdout)["units"]
    assert len(units) == 17 + 17 + 31
    for heading, counter in (("一、实施方案", 17), ("二、专栏开通", 17), ("三、进展报告", 31)):
        part = text.split(heading)[1].split("\n二、")[0].split("\n三、")[0]
        places = [
            part.index(name)
            for name in re.findall(r"省[^、。，；]+?(?=[、。])|(?<=[、是])[^、。，；]{2,3}市(?=[、。])", part)
        ]
        assert places == sorted(places) and len(places) >= counter


def test_the_letters_of_a_day_are_signed_and_numbered_on_one_sheet(duban: Duban, output: Path) -> None:
    duban("reminders", "--on", "2013-12-10")
    (form,) = tables_of(output / "催报函" / "2013-12-10" / "发文稿纸.docx")
    answers = {label: value for row in form for label, value in zip(row[::2], row[1::2], strict=True)}
    assert list(answers) == [
        *("签发", "会签", "主办处室", "核稿", "拟稿人", "联系电话", "密级", "缓急", "公开属性", "份数"),
        *("标题", "主送机关", "附件", "成文日期", "发文字号"),
    ]
    assert answers["标题"].count("的函") == 2 and answers["成文日期"] == "2013年12月10日"
    assert answers["份数"].startswith("31件") and answers["发文字号"].startswith("〔2013〕")
    assert set(answers["主送机关"].split("、")) == {row["for"] for row in owing(duban, "2013-12-10")}


def owing(duban: Duban, day: str) -> list[dict[str, str]]:
    units = json.loads(duban("status", "--on", day, "--json").stdout)["units"]
    return [row for row in units if row["state"] != "returned"]


GROUPS = {
    "returned": "按时报送|逾期报送|按时开通|逾期开通|已报送但收到日期不明",
    "overdue": "(?:尚未报送|尚未反馈开通情况|填报的开通日期未到或不明确)(?!（未)",
    "due": "(?:尚未报送|尚未反馈开通情况|填报的开通日期未到或不明确)（未到期）",
}


def told_by_circular(text: str) -> dict[tuple[str, str], set[str]]:
    """Who is named in which part (its heading) and group of a circular; each group's number is that of its names."""
    found: dict[tuple[str, str], set[str]] = {}
    for part in re.split(r"\n[一二三]、", text)[1:]:
        heading = part.split("\n")[0]
        for state, words in GROUPS.items():
            counted = rf"[，；](?:{words})(\d+)个，(?:分别是|为)([^。；]*)(?=[。；])"
            alone = rf"单位(\d+)个，均?(?:{words})，(?:分别是|为)([^。；]*)。"
            for number, listed in [*re.findall(counted, part), *re.findall(alone, part)]:
                names = [re.sub("（.*?）", "", name) for name in listed.split("、")]
                assert len(names) == int(number), listed
                found.setdefault((heading, state), set()).update(names)
    return found


@pytest.mark.parametrize(
    "day", ["2013-08-22", "2013-09-06", "2013-09-09", "2013-10-14", "2013-10-17", "2013-12-10", DAY, "2014-02-01"]
)
def test_circular_letters_and_status_agree_on_every_day(
    duban: Duban, output: Path, returned: Returned, day: str
) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 方案报送日期="2013-09-09", 开通日期="2013-10-15")
    returned("省审计厅", 收到日期="2013-12-20", 开通日期="2014-01-10", 原话="{ 方案报送日期: 国庆节前后 }")
    returned("省国资委", 方案报送日期="2013-09-06", 原话="{ 开通日期: 国庆以后 }")
    returned("沈阳市人民政府", 收到日期="2013-12-14")
    returned("大连市人民政府", 进展="[{ 事项: 推进保障性住房信息公开, 进展情况: 已公开 }]")
    returned("鞍山市人民政府", 来源="[{ 收到: 2013-12-09, 方式: 电话 }]")
    duban("reminders", "--on", day)
    duban("circular", "--on", day)
    status = json.loads(duban("status", "--on", day, "--json").stdout)["units"]
    short = {name: name.removesuffix("人民政府") for name in (row["for"] for row in status)}
    expected: dict[tuple[str, str], set[str]] = {}
    for row in status:
        expected.setdefault((row["deadline"], row["state"]), set()).add(short[row["for"]])
    assert told_by_circular(text_of(output / f"{NOTICE}-通报-{day}.docx")) == expected
    written = set(letters(output, day))
    assert written >= {short[row["for"]] for row in status if row["state"] == "overdue"}
    assert written <= {short[row["for"]] for row in status if row["state"] != "returned"}


def test_what_others_have_sent_is_no_reason_for_a_letter(duban: Duban, returned: Returned) -> None:
    duban("task-table")
    returned("省财政厅", FINANCE)
    returned("省审计厅", 来源="[{ 收到: 2013-12-09, 方式: 电话 }]")
    words = duban("reminders", "--on", DAY, "--for", "省财政厅").output
    (line,) = [one for one in words.splitlines() if "补报函.docx" in one]
    assert line.endswith("：省财政厅报送了材料")


def test_a_report_filled_in_in_part_is_sent_back_for_the_rest(duban: Duban, output: Path, returned: Returned) -> None:
    returned("省财政厅", FINANCE)
    duban("reminders", "--on", DAY, "--by-date", "2013-12-20", "--for", "省财政厅")
    (letter,) = (output / "催报函" / DAY).glob("*-补报函.docx")
    text = text_of(letter)
    assert "关于补报《全省当前政府信息公开重点工作安排》进展情况的函" in text.replace("\n", "")
    assert "应填报12项，实际填报2项，没有填写填报人、联系电话，以下任务没有填报：" in text
    assert "一（二）三是　推进国有资本经营预算公开；" in text and "着力推进“三公”经费公开" not in text
    assert "请于2013年12月20日前补充完整，将进展情况报送表重新书面报送省政府办公厅" in text
