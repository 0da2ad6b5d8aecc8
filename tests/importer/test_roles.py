"""What each line of a source was taken for, and what a person says instead, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from support.notices import letter, unit_list

from generators.importer.document import Role
from generators.importer.findings import Answers
from generators.importer.importing import Imported, imported
from generators.importer.lines import SourceTable, line_of

UNITS = unit_list("市财政局", "市审计局", category="市直部门")
TEXT = (
    letter(
        "（一）推进财政公开。公开预算，2024年6月30日前完成。（市财政局牵头，市审计局配合）",
        "推进学校公开",
        "公开招生办法。",
        "二、保障措施",
        "各单位要于2024年12月1日前报送总结。",
        "联系人：张三",
        "附件：任务表",
    )
    + "（此件公开发布）\n附件\n任务表\n第一项任务。\n"
)


def read(answers: Answers | None = None) -> Imported:
    lines = [line_of(text, number) for number, text in enumerate(TEXT.splitlines(), 1)]
    return imported(lines, "通知", "通知.txt", UNITS, answers=answers)


def with_roles(roles: Mapping[int, Role]) -> Imported:
    return read(Answers(roles=roles))


def test_each_line_has_a_role() -> None:
    roles = read().roles
    assert [str(roles[number]) for number in range(1, 18)] == [
        *("通知标题", "通知标题", "主送机关", "正文", "一级标题", "二级标题", "正文", "正文", "一级标题"),
        *("正文", "正文", "附件的标题", "发文机关", "成文日期", "附注", "附件的标题", "附件的标题"),
    ]


@pytest.mark.parametrize(
    ("number", "role", "written"),
    [
        (7, Role.LEVEL_2, "标题: 推进学校公开"),
        (7, Role.LEVEL_1, "标题: 推进学校公开"),
        (9, Role.TEXT, "- 二、保障措施"),
        (2, Role.TEXT, "- 关于做好政务公开工作的通知"),
        (3, Role.TEXT, "- 各区县人民政府，市政府各部门："),
        (11, Role.NOTE, "附注:\n  - 此件公开发布\n  - 联系人：张三"),
        (11, Role.NUMBER, "发文字号: 联系人：张三"),
        (4, Role.ADDRESSEES, "主送机关: 现将有关事项通知如下。"),
        (6, Role.PLAIN, "- （一）推进财政公开。公开预算，2024年6月30日前完成。（市财政局牵头，市审计局配合）"),
        (16, Role.TEXT, "- 附件"),
        (10, Role.ATTACHMENT, "- 名称: 各单位要于2024年12月1日前报送总结。"),
    ],
)
def test_a_line_becomes_what_a_person_says(number: int, role: Role, written: str) -> None:
    made = with_roles({number: role})
    assert written in made.notice and made.roles[number] is role and made.dossier is not None


def test_an_attachment_becomes_what_is_issued() -> None:
    made = with_roles({12: Role.ASIDE, 16: Role.ISSUED})
    assert "印发件:\n  标题: 任务表\n  导语:\n    - 第一项任务。" in made.notice and made.dossier is not None


def test_a_line_that_is_no_part_of_the_notice_is_left_out_and_listed() -> None:
    made = with_roles({11: Role.ASIDE})
    assert "张三" not in made.notice
    assert [(one.line, one.reason) for one in made.findings.unresolved] == [(11, "照您说的，没有写进内容")]


def test_another_lead_and_another_day_are_taken_and_the_words_stay_as_printed() -> None:
    facts = {one.fact: one for one in read().findings.read if one.place == 6}
    lead, due = facts["牵头"], facts["时限"]
    assert (lead.given, due.given) == ("市财政局", "2024-06-30")
    made = read(Answers(names={lead.key: ["市审计局"]}, days={due.key: "2024-07-31"}))
    assert "部门: [市审计局]" in made.notice and "（市财政局牵头，市审计局配合）" in made.notice
    assert "截止: 2024-07-31, 表述: 2024年6月30日前" in made.notice and made.dossier is not None
    assert [one.sure for one in made.findings.read if one.place == 6 and one.fact in ("牵头", "时限")] == [True, True]


def test_each_row_of_a_task_table_is_corrected_by_itself() -> None:
    rows = (("序号", "工作任务", "责任单位", "完成时限"), ("1", "公开预算", "市财政局", "2024年6月底前"))
    rows += (("2", "公开决算", "市财政局", "2024年6月底前"), ("3", "公开审计", "市审计局", "2024年9月底前"))
    blocks = [line_of("2024年重点任务分解表", 1), SourceTable(rows, 2)]
    facts = imported(blocks, "表", "表.xlsx", UNITS).findings.read
    leads, days = ([one for one in facts if one.fact == fact] for fact in ("牵头", "时限"))
    assert len({one.key for one in leads + days}) == 6
    answers = Answers(
        names={leads[1].key: ["市审计局"]},
        days={days[1].key: "2024-07"},
        denied=frozenset({leads[0].key, days[2].key}),
    )
    made = imported(blocks, "表", "表.xlsx", UNITS, answers=answers)
    first, second, third = made.notice.partition("部分:")[2].split("- 标题: ")[1:]
    assert "责任单位：市财政局" in first and "牵头" not in first
    assert "部门: [市审计局]" in second and "市财政局" not in second
    assert "完成时限：2024年9月底前" in third and "截止: 2024-07" in made.notice and "截止: 2024-06" in made.notice
    assert made.dossier is not None
