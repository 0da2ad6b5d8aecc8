"""One changed fact: its sentence, what of it documents may show, and what may move because of it."""

from __future__ import annotations

import pytest
from support.notices import unit_list

from generators.comparing import differences
from generators.comparing.differences import Difference, without_repeats
from generators.comparing.fact_kinds import About
from generators.comparing.renaming import renamed
from generators.comparing.statements import ContentState, Statement
from generators.dossier.content_files import ContentFiles
from generators.dossier.load import load


def one(about: About, before: Statement | None, after: Statement | None) -> Difference:
    """The only difference between a state with one statement about something and one with another."""
    old, new = ({about: statement} if statement else {} for statement in (before, after))
    (found,) = differences._differences(old, new)
    return found


def test_a_text_that_changed_shows_its_changed_part_and_the_whole_where_that_is_short() -> None:
    found = one(("事项/导语", "甲"), Statement("加快推进审批公开"), Statement("加快推进办事公开"))
    assert found.text == "“甲”的导语改了：加快推进审批公开 → 加快推进办事公开"
    assert (found.lost, found.gained) == (("加快推进审批公开", "推进审批公开"), ("加快推进办事公开", "推进办事公开"))
    assert found.about == ("事项/导语", "甲")


def test_a_text_of_which_only_something_came_has_lost_nothing() -> None:
    found = one(("事项/导语", "甲"), Statement("甲乙丙丁"), Statement("甲乙丙丁戊己"))
    assert (found.lost, found.gained) == ((), ("甲乙丙丁戊己", "丙丁戊己"))
    found = one(("事项/导语", "甲"), Statement("甲乙丙丁"), Statement("甲乙戊丙丁"))
    assert (found.lost, found.gained) == ((), ("甲乙戊丙丁",))
    found = one(("事项/导语", "甲"), Statement(f"{'甲' * 30}乙丙"), Statement(f"{'甲' * 30}丁丙"))
    assert (found.lost, found.gained) == (("甲甲乙丙",), ("甲甲丁丙",))  # of a long text its changed part alone


def test_a_long_text_is_quoted_by_its_changed_part() -> None:
    head, tail = "一二三四五六七八九十" * 2, "子丑寅卯辰巳午未申酉"
    assert differences._shown(f"{head}旧{tail}", f"{head}新的{tail}") == (
        "“…七八九十旧子丑寅卯…”",
        "“…七八九十新的子丑寅卯…”",
    )
    (was, _) = differences._shown(head + "甲" * 15 + "乙" * 15 + tail, head + tail)
    assert was == "“…七八九十甲甲甲甲甲甲甲甲甲甲甲甲…乙乙乙乙乙乙乙乙乙乙乙乙子丑寅卯…”"
    assert differences._shown(head + "甲" * 24 + tail, head + tail)[0] == f"“…七八九十{'甲' * 24}子丑寅卯…”"
    assert differences._shown("甲" * 24, "乙") == ("甲" * 24, "乙")
    assert differences._shown("乙", "甲" * 24) == ("乙", "甲" * 24)
    assert differences._shown("甲乙丙", f"甲乙{'丁' * 24}") == ("“…甲乙丙…”", f"“…甲乙{'丁' * 24}…”")
    assert differences._shown("甲" * 5, "甲" * 5 + "乙" * 20) == ("“…甲甲甲甲…”", f"“…甲甲甲甲{'乙' * 20}…”")


def test_what_documents_print_of_a_fact_is_what_came_or_went_of_it() -> None:
    was, now = Statement("甲", ("牵头", "省财政厅")), Statement("乙", ("与省审计厅共同牵头", "省财政厅"))
    found = one(("牵头", "事"), was, now)
    assert (found.lost, found.gained) == ((), ("与省审计厅共同牵头",))


def test_a_fact_that_came_is_known_by_its_longest_piece_and_its_names() -> None:
    found = one(("措施", "事", "名"), None, Statement("甲。乙丙丁；戊"))
    assert found.text == "“事”增加“名”"
    assert (found.lost, found.gained, found.moves) == ((), ("乙丙丁", "名", "事"), ("事",))
    assert one(("措施", "事", "名"), Statement("甲"), None).lost == ("甲", "名", "事")
    assert one(("措施", "事", "名"), Statement("甲"), None).text == "“事”删去“名”"
    assert one(("措施", "事", "名"), None, Statement("甲于【时限：乙】前丙丙丙")).gained[0] == "前丙丙丙"
    assert one(("牵头/配合", "甲"), None, Statement("乙")).moves == ()
    assert one(("措施", "事", "名"), None, Statement("甲", moves=("别的",))).moves == ("别的",)
    assert one(("措施", "事", "名"), Statement("甲", moves=("别的",)), None).moves == ("别的",)


def test_an_order_names_what_stands_elsewhere_unless_it_came_or_went() -> None:
    found = one(("单位次序",), Statement(("甲", "乙", "丙")), Statement(("乙", "甲", "丁", "丙")))
    assert (found.text, found.moves, found.lost, found.gained) == ("单位的次序变了", ("甲", "乙"), (), ())
    assert one(("次序", "事"), Statement(("甲", "乙")), Statement(("乙", "甲"))).moves == ("事",)
    unchanged = differences._differences(
        {("单位次序",): Statement(("甲", "乙"))}, {("单位次序",): Statement(("丙", "甲", "乙"))}
    )
    assert list(unchanged) == []


def test_a_figure_shows_as_the_figures_before_and_after() -> None:
    found = one(("应报", "报告"), Statement(3, ("3", "2")), Statement(4, ("4", "2")))
    assert found.text == "受时限“报告”约束的单位 3个 → 4个"
    assert (found.figures, found.lost, found.gained, found.rows) == ((("3", "4"), ("2", "2")), (), (), ())


def test_a_unit_that_got_duties_is_a_row() -> None:
    found = one(("有任务", "甲"), None, Statement("", ("甲厅", "甲")))
    assert (found.text, found.rows, found.gained, found.figures) == ("“甲”有任务了", ("甲厅", "甲"), (), ())
    assert one(("有任务", "甲"), Statement("", ("甲厅",)), None).rows == ("甲厅",)


def test_counts_and_names_of_files_follow_the_facts_that_say_so() -> None:
    returned = one(("报送", "甲"), Statement("一"), Statement("二"))
    number = one(("文件名里的序号",), Statement("一"), Statement("二"))
    assert (returned.counts, returned.names_files, number.counts, number.names_files) == (True, False, False, True)


def test_a_difference_that_says_nothing_of_figures_and_files_moves_none() -> None:
    found = Difference("改名")
    assert (found.about, found.moves, found.figures, found.counts, found.names_files) == ((), (), (), False, False)


def test_a_fact_shows_beside_its_words_and_not_within_others() -> None:
    found = one(("牵头", "事"), Statement("甲"), Statement("乙", near="近", within="内", moves=("别的",)))
    assert (found.near, found.within, found.moves) == ("近", "内", ("别的",))


def test_what_is_printed_alike_or_has_no_value_is_no_change() -> None:
    same = {("时限", "甲"): Statement("一", printed="年底")}, {("时限", "甲"): Statement("二", printed="年底")}
    assert list(differences._differences(*same)) == []
    assert list(differences._differences({}, {("事项/导语", "甲"): Statement("")})) == []


def test_what_is_part_of_something_that_came_is_reported_by_that() -> None:
    new = {("事项", "甲"): Statement(""), ("措施", "甲", "乙"): Statement("丙"), ("次序", "丁"): Statement(())}
    assert [found.text for found in differences._differences({}, new)] == ["新增“甲”"]


def test_an_empty_value_is_said_and_names_stand_in_single_quotation_marks() -> None:
    found = one(("牵头/配合", "“三公”经费"), Statement("甲"), Statement(""))
    assert found.text == "“‘三公’经费”的配合 甲 → （空）"
    assert one(("牵头/配合", "事"), Statement(""), Statement("甲")).text == "“事”的配合 （空） → 甲"


def test_consequences_come_last() -> None:
    was = {("措施总数",): Statement(1, ("1",)), ("牵头", "甲"): Statement("乙")}
    now = {("措施总数",): Statement(2, ("2",)), ("牵头", "甲"): Statement("丙")}
    assert [found.text for found in differences._differences(was, now)] == ["“甲”：乙 → 丙", "措施共 1项 → 2项"]


@pytest.mark.parametrize(("about", "kept"), [(("措施", "甲", "乙"), 1), (("措施", "甲", "丙"), 2)])
def test_what_another_fact_reports_in_other_words_is_left_out(about: About, kept: int) -> None:
    both = [Difference("要求", ("要求", "甲", "乙")), Difference("措施", about), Difference("改名")]
    assert len(without_repeats(both)) == kept + 1


def test_a_deadline_that_bears_the_name_of_what_answers_it_takes_that_along() -> None:
    date = Statement("", ("12月31日",))
    found = differences._deadline_renamed("实施方案", "方案报送", date)
    assert found.text == "时限“实施方案”改名为“方案报送”"
    assert found.lost[:2] == ("实施方案", "12月31日") and found.gained[:2] == ("方案报送", "12月31日")
    answered = differences._deadline_renamed("进展报告", "年底", date)
    assert (answered.lost[2:], answered.gained[2:]) == (("进展报告",), ())
    same = differences._deadline_renamed("进展报告", "进展报告（年底）", date)
    assert (same.lost, same.gained) == (("进展报告", "12月31日"), ("进展报告（年底）", "12月31日"))


UNITS = unit_list("省财政厅", "省审计厅", "省国资委")
NOTICE = """\
标题: 某办公厅关于某工作的通知
发文机关: 某办公厅
成文日期: 2013-08-20
时限: [{ 名称: 进展报告, 事由: 报进展, 截止: 2013-12-13, 对象: [牵头部门] }]
部分:
  - { 标题: 推进预算公开, 措施: [公开预算。], 牵头: { 部门: [省财政厅] } }
  - { 标题: 抓好审计工作, 措施: [公开结果。], 牵头: { 部门: [省审计厅] } }
"""


def state(units: str = UNITS, notice: str = NOTICE) -> ContentState:
    loaded = load(ContentFiles("a", ("d", units.encode()), ("n", notice.encode())))
    assert loaded.dossier is not None, loaded.problems
    return ContentState(loaded.dossier)


RETITLED = "标题“推进预算公开”改为“推进全部预算公开”"
THIRD = "  - { 序号: 30, 名称: 省国资委, 类别: 省直部门 }\n"
MERGED = UNITS.replace(THIRD, "").replace("名称: 省审计厅", "名称: 省审计厅, 别名: [省国资委]")


@pytest.mark.parametrize(
    ("new", "unit", "whole", "of_unit"),
    [
        (state(notice=NOTICE.replace("推进预算", "推进全部预算")), "省财政厅", [RETITLED], [RETITLED]),
        (state(notice=NOTICE.replace("推进预算", "推进全部预算")), "省审计厅", [RETITLED], []),
        (
            state(notice=NOTICE.replace("进展报告", "年终报告")),
            "省审计厅",
            ["时限“进展报告”改名为“年终报告”"],
            [],
        ),
        (
            state(UNITS.replace("省国资委", "省资产委")),
            "省资产委",
            ["单位“省国资委”改名为“省资产委”"],
            ["单位“省国资委”改名为“省资产委”"],
        ),
        (state(UNITS.replace(THIRD, "")), "省国资委", ["删去单位“省国资委”"], ["删去单位“省国资委”"]),
        (state(MERGED), "省审计厅", ["单位“省国资委”并入“省审计厅”"], ["单位“省国资委”并入“省审计厅”"]),
    ],
)
def test_what_bears_another_name_is_one_fact(
    new: ContentState, unit: str, whole: list[str], of_unit: list[str]
) -> None:
    old = state()
    names = renamed(old, new)
    assert [one.text for one in differences.everywhere(old, new, names)] == whole
    assert [one.text for one in differences.for_unit(old, new, unit, names)] == of_unit
    assert [one.names_files for one in differences.everywhere(old, new, names)] == [whole[0].startswith("单位")]
