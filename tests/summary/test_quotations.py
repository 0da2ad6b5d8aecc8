"""How the words of returns are read for the summary: enumerations, several problems in a cell, 同上 and 见附件."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, tables_of, text_of
from support.returns import Returned

from generators.summary.enumerations import is_enumerated, pieces

Duban = Callable[..., Result]
Write = Callable[..., None]
APPROVAL, HOUSING = "推进行政审批信息公开", "推进保障性住房信息公开"
FIRST, SECOND, THIRD = "加强行政审批项目调整信息公开", "推进审批过程和结果公开", "推进行政许可信息公开"
PRICES = "推进价格和收费信息公开"
BUDGETS, THREE = "推进财政预算决算和“三公”经费公开", "推进国有资本经营预算公开"
SCHOOLS = "推动以教育为重点的公共企事业单位信息公开"
TEACHING, REST = "做好基础教育信息公开", "逐步扩展公共企事业单位信息公开范围"


@pytest.fixture
def answered(returned: Returned) -> Write:
    """Lays a unit's return; `rows` are the entries as flow mappings without their braces, a line each."""

    def lay(unit: str, rows: str, *more: str) -> None:
        entries = [f"  - {{ {row} }}" for row in rows.strip().splitlines()]
        returned(unit, "收到日期: 2013-12-10", *more, "进展:", *entries)

    return lay


@pytest.fixture
def summary(workspace: Path, duban: Duban) -> Callable[[], str]:
    """Makes the summary; gives what a reader sees of it, without the hidden list at its end."""

    def make() -> str:
        result = duban("progress-summary")
        assert result.exit_code == 0, result.output
        return text_of(path_of(workspace)).split("\n进展情况应报31：")[0]

    return make


def path_of(workspace: Path) -> Path:
    return workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"


def details_of(workspace: Path) -> list[list[str]]:
    """The rows of the last attachment."""
    return tables_of(path_of(workspace))[-1]


# -- enumerations -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是口径不一；二是人员不足。", ["口径不一；", "人员不足。"]),
        ("一是口径不一，二是人员不足", ["口径不一，", "人员不足"]),
        ("主要存在以下两个问题：一是口径不一；二是人员不足。", ["口径不一；", "人员不足。"]),
        ("1.口径不一 2.人员不足", ["口径不一", "人员不足"]),
        ("1、口径不一；2、人员不足", ["口径不一；", "人员不足"]),
        ("(1)口径不一；(2)人员不足", ["口径不一；", "人员不足"]),
        ("一、经费不足二、人员不足三、业务不熟", ["经费不足", "人员不足", "业务不熟"]),
        ("一、二级单位十二、三个", ["一、二级单位十二、三个"]),
        ("①口径不一②人员不足", ["①口径不一②人员不足"]),
        ("①口径不一；②人员不足", ["口径不一；", "人员不足"]),
        ("第一，口径不一；第二，人员不足", ["口径不一；", "人员不足"]),
        ("（一）口径不一\n（二）人员不足", ["口径不一", "人员不足"]),
        ("口径不一\n人员不足", ["口径不一", "人员不足"]),
        ("由于编制所限，\n人员不足", ["由于编制所限，人员不足"]),
        ("起步较晚。一是口径不一；二是人员不足。", ["起步较晚。", "口径不一；", "人员不足。"]),
        ("受编制限制，一是人员不足；二是力量薄弱。", ["受编制限制，一是人员不足；二是力量薄弱。"]),
        ("一是人员：（1）编制少；（2）不专职。二是经费不足。", ["人员：（1）编制少；（2）不专职。", "经费不足。"]),
        ("共1.5亿元，2.3亿元未到位", ["共1.5亿元，2.3亿元未到位"]),
        ("标准不统一、不规范；这一是老问题", ["标准不统一、不规范；这一是老问题"]),
        ("一是口径不一", ["一是口径不一"]),
        ("口径不一。人员不足。", ["口径不一。人员不足。"]),
        ("", []),
    ],
)
def test_only_what_the_writer_set_apart_is_taken_apart(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize("text", ["共 12 项！", "1、2、3月分别公开", "2013.10.15起公开", "一是一"])
def test_numbers_in_text_are_no_enumeration(text: str) -> None:
    assert not is_enumerated(text)


@pytest.mark.parametrize("own", ["一是编目录；二是发目录。", "（1）编目录；（2）发目录。", "①编目录；②发目录。"])
def test_a_measure_is_a_heading_of_the_third_level_and_a_list_stands_behind_a_colon(
    answered: Write, summary: Callable[[], str], own: str
) -> None:
    answered(
        "省编委办",
        f"""事项: {APPROVAL}, 措施: {FIRST}, 完成状态: 推进中, 进展情况: "{own}", 下一步打算: "一是修订；二是重发。"
事项: {APPROVAL}, 措施: {SECOND}, 进展情况: 已公开结果, 下一步打算: 完善平台
事项: {APPROVAL}, 措施: {THIRD}, 完成状态: 已完成""",
    )
    text = summary()
    assert (
        f"\n1.{FIRST}。省编委办（推进中）：{own}\n2.{SECOND}。省编委办：已公开结果。\n"
        f"3.{THIRD}。省编委办报告已完成，未填具体情况。\n"
    ) in text
    assert f"（一）{APPROVAL}。省编委办：在{FIRST}方面，一是修订；二是重发。在{SECOND}方面，完善平台。" in text


def test_a_list_in_digits_does_not_stand_inside_numbers_of_the_same_kind(
    answered: Write, summary: Callable[[], str]
) -> None:
    one, other = "做好政府定价目录和行政事业性收费目录公开", "做好价格和收费监管信息公开"
    answered(
        "省物价局",
        f"""事项: {PRICES}, 措施: {one}, 进展情况: "1.编目录；2.发目录。"
事项: {PRICES}, 措施: {other}, 进展情况: 已公布查办情况""",
    )
    answered("省财政厅", f"事项: {PRICES}, 措施: {other}, 进展情况: 已公开监管信息")
    text = summary()
    assert f"\n{one}。省物价局：1.编目录；2.发目录。\n" in text
    assert f"\n{other}。省物价局：已公布查办情况。省财政厅：已公开监管信息。\n" in text


def test_leads_that_answer_each_for_itself_stand_one_after_the_other(
    answered: Write, summary: Callable[[], str]
) -> None:
    """Each with its measures, numbered anew."""
    answered(
        "省教育厅",
        f"事项: {SCHOOLS}, 措施: {TEACHING}, 进展情况: 已公开\n事项: {SCHOOLS}, 措施: {REST}, 进展情况: 同办",
    )
    answered("省卫生厅", f"事项: {SCHOOLS}, 措施: {REST}, 进展情况: 同办")
    answered("省文化厅", f"事项: {SCHOOLS}, 措施: {TEACHING}, 进展情况: 已配合")
    assert (
        f"\n省教育厅报告如下：\n1.{TEACHING}：已公开。\n2.{REST}：同办。\n"
        f"省卫生厅报告如下：\n1.{REST}：同办。\n省文化厅报告如下：\n1.{TEACHING}：已配合。\n"
    ) in summary()


def test_what_a_lead_says_of_the_whole_is_told_before_its_measures_with_its_own_state(
    workspace: Path, answered: Write, summary: Callable[[], str]
) -> None:
    rows = f"事项: {APPROVAL}, 措施: {SECOND}, 完成状态: 已完成, 进展情况: 已公开\n事项: {APPROVAL}, 进展情况: 总体顺利"
    answered("省编委办", f"{rows}, 原话: {{ 完成状态: 部分完成 }}")
    assert f"\n省编委办（部分完成）：总体顺利。\n1.{SECOND}。省编委办（已完成）：已公开。\n" in summary()
    measures = tables_of(path_of(workspace))[1]
    assert [row[4] for row in measures[1:4]] == ["未分项反馈", "已完成", "未分项反馈"]


def test_a_city_that_speaks_of_the_whole_and_of_a_measure_is_counted_by_the_whole(
    answered: Write, summary: Callable[[], str]
) -> None:
    whole = f"事项: {APPROVAL}, 完成状态: 推进中, 进展情况: 在办"
    answered("沈阳市人民政府", f"{whole}\n事项: {APPROVAL}, 措施: {SECOND}, 完成状态: 已完成, 进展情况: 已公开")
    assert (
        f"14个市中1个作了反馈，为推进中。沈阳市：本项工作（推进中）：在办；{SECOND}（已完成）：已公开。\n" in summary()
    )


# -- who is silent ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["无", "/", "暂无。", "N/A", ""])
def test_a_cell_that_says_nothing_is_no_feedback(answered: Write, summary: Callable[[], str], words: str) -> None:
    answered("省编委办", f'事项: {APPROVAL}, 措施: {FIRST}, 进展情况: "{words}"')
    answered("沈阳市人民政府", f'事项: {HOUSING}, 进展情况: "{words}", 存在问题: 缺经费')
    answered("大连市人民政府", f'事项: 加强制度建设, 公开数据: "{words}", 下一步打算: 修订')
    text = summary()
    assert "尚无反馈，完成状态无从统计。" in text and "作了反馈" not in text
    assert "省编委办的报送材料没有反馈本项进展。\n" in text
    assert "沈阳市反映：缺经费。" in text and "大连市：修订。" in text


def test_a_ticked_state_beside_declining_words_is_not_counted_and_the_reason_is_shown(
    workspace: Path, answered: Write, summary: Callable[[], str]
) -> None:
    answered("省审计厅", f"事项: {BUDGETS}, 措施: {THREE}, 完成状态: 已完成, 进展情况: 由省财政厅承担")
    answered("省财政厅", f"事项: {BUDGETS}, 措施: {THREE}, 完成状态: 推进中, 进展情况: 编制了预算。")
    text = summary()
    measures = tables_of(path_of(workspace))[1]
    assert next(row[4] for row in measures if row[3] == THREE) == "推进中：省财政厅不承担（由省财政厅承担）：省审计厅"
    assert "推进中1项" in text and "已完成1项" not in text and "牵头单位反馈不一" not in text


@pytest.mark.parametrize("words", ["不承担", "我厅不承担此项工作", "不涉及。", "此项工作本单位不承担"])
def test_a_lead_that_has_no_part_in_an_item_says_so(
    workspace: Path, answered: Write, summary: Callable[[], str], words: str
) -> None:
    answered("省审计厅", f"事项: {BUDGETS}, 措施: {THREE}, 进展情况: {words}")
    answered("省财政厅", f"事项: {BUDGETS}, 措施: {THREE}, 原话: {{ 完成状态: {words} }}")
    answered("沈阳市人民政府", f"事项: {BUDGETS}, 进展情况: {words}")
    text = summary()
    assert "\n省财政厅、省审计厅反馈不承担本项工作。\n" in text and "14个市中1个作了反馈，为不承担。" in text
    assert "尚无反馈，完成状态无从统计。" in text
    _, measures, cities = tables_of(path_of(workspace))[:3]
    assert next(row[4] for row in measures if row[3] == THREE) == "省财政厅、省审计厅均不承担"
    assert cities[2][2].startswith("不承担1个：沈阳市未反馈13个：大连市、")


def test_a_report_on_paper_has_come_and_is_not_typed_in(duban: Duban, summary: Callable[[], str]) -> None:
    assert duban("collect", "--record", "省编委办", "--by", "纸质", "--on", "2013-12-12").exit_code == 0
    text = summary()
    assert "\n省编委办的报送材料已收到，本项进展尚未录入。\n" in text


def test_leads_of_different_words_for_a_state_do_not_agree(answered: Write, summary: Callable[[], str]) -> None:
    measure = "做好价格和收费监管信息公开"
    answered("省物价局", f"事项: {PRICES}, 措施: {measure}, 完成状态: 已完成")
    answered("省财政厅", f"事项: {PRICES}, 措施: {measure}, 原话: {{ 完成状态: 部分完成 }}")
    assert "已有反馈的措施1项：牵头单位反馈不一1项；" in summary()


def test_a_citys_own_words_for_a_state_are_told(answered: Write, summary: Callable[[], str]) -> None:
    answered("阜新市人民政府", f"事项: {HOUSING}, 原话: {{ 完成状态: 50% }}")
    assert "14个市中1个作了反馈。阜新市报告“50%”，未填具体情况。\n" in summary()


def test_a_citys_report_on_paper_is_not_called_silent(
    workspace: Path, answered: Write, duban: Duban, summary: Callable[[], str]
) -> None:
    assert duban("collect", "--record", "朝阳市", "--by", "纸质", "--on", "2013-12-12").exit_code == 0
    answered("沈阳市人民政府", f"事项: {HOUSING}, 完成状态: 推进中")
    summary()
    cities = tables_of(path_of(workspace))[2]
    assert cities[3][2].endswith("未录入1个：朝阳市") and "朝阳市" not in cities[3][2].split("未录入")[0]


def test_a_measure_told_twice_and_a_day_far_too_late_are_slips(workspace: Path, answered: Write, duban: Duban) -> None:
    row = f"事项: {APPROVAL}, 措施: {FIRST}, 完成状态: "
    answered("省编委办", f"{row}已完成\n{row}推进中")
    told = duban("check").output
    assert f"警告：“{FIRST}”写了两条，话都引用，完成状态按前一条统计" in told and "比截止日期晚" not in told
    path = workspace / "content" / NOTICE / "returns" / "省编委办.yaml"
    path.write_text(path.read_text("utf-8").replace("2013-12-10", "2014-12-12"), "utf-8")
    assert "警告：收到日期比截止日期晚364天，汇总的统计截至日也跟着它（核对年份）" in duban("check").output


# -- in whose mouth -----------------------------------------------------------------------------------------------


def test_words_in_the_first_person_stand_in_quotation_marks(answered: Write, summary: Callable[[], str]) -> None:
    answered(
        "省编委办",
        f"事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 我办公布了“清单”, 公开数据: 3项, 存在问题: 我办人员不足, 下一步打算: 我办再核",
    )
    answered("沈阳市人民政府", f"事项: {HOUSING}, 进展情况: 本市已公开\n事项: 加强制度建设, 进展情况: 基本市场化")
    text = summary()
    assert "省编委办：“我办公布了‘清单’。”公开数据：3项。\n" in text
    assert "省编委办反映：“我办人员不足。”\n" in text and f"省编委办：在{FIRST}方面：“我办再核。”\n" in text
    assert "沈阳市：“本市已公开。”\n" in text and "沈阳市：基本市场化。\n" in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "一、总体情况\\n专题研究2次。\\n二、主要做法\\n成立小组",
            "一、总体情况。专题研究2次。二、主要做法。成立小组。",
        ),
        ("强化考核……", "强化考核……"),
        ("印发通知\\n召开会议", "印发通知；召开会议。"),
        ("一、总体\\n（一）领导\\n（二）考核", "一、总体。（一）领导；（二）考核。"),
    ],
)
def test_lines_run_on_as_a_list_or_as_headings_and_text(
    answered: Write, summary: Callable[[], str], typed: str, told: str
) -> None:
    answered("沈阳市人民政府", f'事项: {HOUSING}, 进展情况: "{typed}"')
    text = summary()
    assert f"沈阳市：{told}\n" in text


# -- problems -----------------------------------------------------------------------------------------------------


def test_several_problems_in_one_cell_stand_each_under_its_kind(
    workspace: Path, answered: Write, summary: Callable[[], str]
) -> None:
    answered(
        "省编委办",
        f"""事项: {APPROVAL}, 措施: {FIRST}, 存在问题: "主要问题有：一是人员不足；二是经费不足，三是口径不统一。"
事项: {APPROVAL}, 措施: {SECOND}, 存在问题: "人员不足\\n网站改版慢。\\n重视不够"
事项: {APPROVAL}, 措施: {THIRD}, 存在问题: "人员编制少。经费没有保障。\"""",
    )
    answered("省财政厅", "事项: 加强制度建设, 存在问题: 人员不足")
    text = summary()
    assert (
        "（一）机构和人员方面。省编委办反映：①人员不足。②人员编制少。经费没有保障。省财政厅反映：人员不足。\n"
        "（二）经费和保障方面。省编委办反映：经费不足。\n"
        "（三）制度和标准方面。省编委办反映：口径不统一。\n"
        "（四）技术和平台方面。省编委办反映：网站改版慢。\n"
        "（五）认识和进度方面。省编委办反映：重视不够。\n"
    ) in text
    hidden = text_of(path_of(workspace))
    assert "问题机构和人员方面2：省编委办、省财政厅\n" in hidden and "问题技术和平台方面1：省编委办\n" in hidden


# -- 同上, 见附件 ---------------------------------------------------------------------------------------------------


def test_the_same_as_above_is_told_in_the_words_above(
    answered: Write, summary: Callable[[], str], duban: Duban
) -> None:
    answered(
        "省编委办",
        f"""事项: {APPROVAL}, 措施: {FIRST}, 完成状态: 推进中, 进展情况: 已编目录, 存在问题: 人员不足, 下一步打算: 修订
事项: {APPROVAL}, 措施: {SECOND}, 完成状态: 已完成, 进展情况: 同上。, 存在问题: （同上）, 下一步打算: 同上
事项: {APPROVAL}, 措施: {THIRD}, 完成状态: 已完成, 进展情况: 同上""",
    )
    text = summary()
    assert (
        f"1.{FIRST}。省编委办（推进中）：已编目录。\n2.{SECOND}。省编委办（已完成）：已编目录。\n"
        f"3.{THIRD}。省编委办（已完成）：已编目录。\n"
    ) in text
    assert "省编委办反映：人员不足。\n" in text and f"省编委办：在{FIRST}、{SECOND}方面，修订。\n" in text
    assert "同上" not in text and "同上" not in duban("check").output


@pytest.mark.parametrize(
    "rows",
    [
        f"事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 同上",  # nothing above
        f"事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 已办\n事项: {APPROVAL}, 措施: {THIRD}, 进展情况: 同上",  # a row left out
        f"事项: {APPROVAL}, 措施: {FIRST}, 完成状态: 推进中\n事项: {APPROVAL}, 措施: {SECOND}, 进展情况: 同上",  # empty
        f"事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 见附件\n事项: {APPROVAL}, 措施: {SECOND}, 进展情况: 同上",
        f"事项: {APPROVAL}, 措施: {SECOND}, 进展情况: 已办\n事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 同上",  # other order
        f"事项: {APPROVAL}, 措施: {THIRD}, 进展情况: 已办\n事项: 加强制度建设, 进展情况: 同上",  # the item above
    ],
)
def test_the_same_as_above_stays_out_of_the_text_where_there_is_a_doubt_what_it_means(
    workspace: Path, answered: Write, summary: Callable[[], str], duban: Duban, rows: str
) -> None:
    answered("省编委办", rows)
    text = summary()
    assert text.count("同上") == 2 and text.index("同上") > text.index("各单位报送内容\n单位")
    rest = [row for row in details_of(workspace) if row[0] == "省编委办"]
    assert len(rest) == 1 and "（进展情况）：同上。" in rest[0][1]
    assert (
        "警告：“进展情况”只写了“同上”，汇总的正文不引用，照列在最后一个附件里（问清指的是哪一项"
        in duban("check").output
    )


def test_the_same_as_above_in_the_ledger_may_mean_another_unit(
    workspace: Path, answered: Write, summary: Callable[[], str]
) -> None:
    rows = f"事项: {APPROVAL}, 措施: {FIRST}, 进展情况: 已办\n事项: {APPROVAL}, 措施: {SECOND}, 进展情况: 同上"
    answered("省编委办", rows, "来源: [{ 收到: 2013-12-10, 方式: 台账 }]")
    assert f"{SECOND}。省编委办：已办" not in summary()
    assert details_of(workspace)[-1] == ["省编委办", f"一（一）二是{SECOND}（进展情况）：同上。"]


@pytest.mark.parametrize(
    "words",
    ["详见附件", "见附件1。", "见附件1、附件2", "具体情况详见附件《总结》", "附后", "无变化", "没有变化", "与上次相同"],
)
def test_what_only_points_elsewhere_is_no_content(
    workspace: Path, answered: Write, summary: Callable[[], str], duban: Duban, words: str
) -> None:
    answered(
        "沈阳市人民政府",
        f"事项: {HOUSING}, 完成状态: 推进中, 进展情况: {words}, 公开数据: {words}, 存在问题: {words}, 下一步打算: {words}",
    )
    text = summary()
    assert "14个市中1个作了反馈，为推进中。\n" in text
    assert "尚无单位反映存在的问题。" in text and "各单位尚未提出下一步工作安排。" in text
    plain = words.strip("。")
    place = f"一（三）{HOUSING}"
    told = "".join(f"{place}（{label}）：{plain}。" for label in ("进展情况", "公开数据", "存在问题", "下一步打算"))
    assert details_of(workspace)[-2:] == [["只写了“同上”“见附件”等的栏目"], ["沈阳市", told]]
    assert duban("check").output.count(f"只写了“{words}”") == 4


@pytest.mark.parametrize("words", ["见附件，另外培训了12人", "同上，并增加了2项", "无进展"])
def test_what_says_something_besides_is_content(answered: Write, summary: Callable[[], str], words: str) -> None:
    answered("沈阳市人民政府", f"事项: {HOUSING}, 进展情况: “{words}”")
    answered("大连市人民政府", f"事项: {HOUSING}, 进展情况: {words}")
    text = summary()
    assert f"大连市：{words}。" in text


def test_a_state_that_only_points_elsewhere_is_told_in_the_rest(
    workspace: Path, answered: Write, summary: Callable[[], str]
) -> None:
    answered("沈阳市人民政府", f"事项: {HOUSING}, 进展情况: 已办, 原话: {{ 完成状态: 同上 }}")
    assert "14个市中1个作了反馈。沈阳市：已办。\n" in summary()
    assert details_of(workspace)[-1] == ["沈阳市", f"一（三）{HOUSING}（完成状态）：同上。"]


def test_whoever_is_not_asked_any_more_is_still_heard(
    workspace: Path, answered: Write, summary: Callable[[], str]
) -> None:
    answered("省人力资源社会保障厅", "事项: 加强机构和队伍建设, 完成状态: 已完成, 进展情况: 办了班, 存在问题: 缺师资")
    assert "应报送单位31个，" in summary()
    assert details_of(workspace)[-2:] == [
        ["通知没有要求报送的单位报送的内容"],
        ["省人力资源社会保障厅", "加强机构和队伍建设：已完成，办了班。存在问题：缺师资。"],
    ]
