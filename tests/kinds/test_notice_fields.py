"""The fields of the notice in each of its formats, and how many lines stand above and below its text."""

from __future__ import annotations

from typing import Any

import pytest
from support.files import NOTICE, ROOT
from support.notices import NOTICES, dossier_of, with_keys

from generators.dossier.dossier import Dossier
from generators.dossier.imprint import imprint_of
from generators.dossier.printed_texts import listed_attachments
from generators.kinds import NOTICE as KIND
from generators.kinds import notice as kind
from generators.plan import Output

SOURCE = (ROOT / "content" / NOTICE / "notice.yaml").read_text("utf-8")
ISSUER = "辽宁省人民政府办公厅"
JOINT = [ISSUER, "中共辽宁省委办公厅", "辽宁省财政厅"]
SIGNERS = ["张\u3000三\u3000李四平", "王\u3000五\u3000\u3000\u3000\u3000"]
BARE = {
    **{"份号": "", "密级": "", "紧急程度": "", "版头行数": "0", "联合发文机关": [], "签发人": [], "签署人": {}},
    **{"人员": [], "附注": "此件公开发布", "各条附注": ["此件公开发布"], "附件说明": [], "版记另页": "", "双面": ""},
    **{"发文机关": ISSUER, "发文机关标志": f"{ISSUER}文件", "标志字宽": "100", "自带部分": [], "附件": []},
    **{"标题": ["辽宁省人民政府办公厅关于印发全省当前", "政府信息公开重点工作安排的通知"]},
    **{"主送机关": "各市人民政府，省政府各厅委、各直属机构", "正文行距": "1", "正文接排": "", "附件同页": "是"},
}
SIGNED = {"机关": [ISSUER], "日期": "2013年8月20日", "机关右空": "2.25", "日期右空": "4", "用印": "是", "联合": []}
FULL = {"份号": "000001", "密级": "机密★1年", "紧急程度": "特急", "版头行数": "3", "附注": "", "各条附注": []}
FIELDS: dict[str, dict[str, Any]] = {
    "plain": {**BARE, "版记": {}, "落款": SIGNED, "发文字号": "辽政办发〔2013〕1号"},
    "unsealed": {**BARE, "落款": {**SIGNED, "机关右空": "2", "日期右空": "3.5", "用印": ""}},
    "full": {**FULL, "签发人": SIGNERS, "联合发文机关": [], "发文机关标志": f"{ISSUER}文件", "落款": SIGNED},
    "joint": {**FULL, "联合发文机关": JOINT, "发文机关标志": f"{ISSUER}文件"},
    "duplex": {**BARE, "版记另页": "是", "双面": "是"},
    "letter": {**BARE, "紧急程度": "特急", "版头行数": "1", "发文机关标志": ISSUER},
    "order": {**BARE, "发文机关标志": f"{ISSUER}令", "签署人": {"职务": "省长", "姓名": "张三"}},
    "minutes": {
        **{**BARE, "发文机关标志": f"{ISSUER}会议纪要"},
        "人员": [
            {"栏目": "出席：", "姓名": "张三、李四、王五、赵六、钱七、孙八、周九、吴十、郑一、王二、冯三"},
            {"栏目": "列席：", "姓名": "陈四"},
        ],
    },
}


def dossier(name: str, more: str = "", *without: str) -> Dossier:
    keys, left_out = NOTICES[name]
    return dossier_of(with_keys(SOURCE, keys + more, [*left_out, *without]))


def planned(name: str, more: str = "", *without: str) -> Output:
    (output,) = KIND.outputs(dossier(name, more, *without))
    return output


@pytest.mark.parametrize("name", FIELDS)
def test_each_format_has_its_elements(name: str) -> None:
    output = planned(name)
    assert {key: output.fields[key] for key in FIELDS[name]} == FIELDS[name]
    assert output.variant == (name if name in KIND.variants else "")
    assert (output.path, output.title) == (f"{NOTICE}-通知.docx", "".join(BARE["标题"]))


@pytest.mark.parametrize("left_out", ["发文机关", "成文日期"])
def test_without_issuer_or_date_there_is_no_notice(left_out: str) -> None:
    assert list(KIND.outputs(dossier("plain", "", left_out, "附注", "主送机关"))) == []


def test_with_the_imprint_on_an_even_page_the_text_is_counted_with_and_without_it() -> None:
    output, paged = planned("duplex"), planned("duplex").paged
    assert paged is not None and planned("unsealed").paged is None
    assert paged.whole == {**output.fields, "版记另页": ""}
    assert paged.text == {**output.fields, "版记另页": "", "版记": {}}


def test_addressees_that_leave_no_room_for_the_text_are_printed_in_the_imprint() -> None:
    """7.3.2 of GB/T 9704: where the first page would show no text."""
    many = "、".join(f"第{number}市人民政府" for number in range(80))
    few, moved = planned("unsealed"), planned("unsealed", f"主送机关: {many}\n")
    assert (few.fields["主送机关"] != "", few.fields["版记"]["主送"]) == (True, "")
    assert (moved.fields["主送机关"], moved.fields["版记"]["主送"]) == ("", many)


@pytest.mark.parametrize(
    ("name", "lines", "is_moved"),
    [("unsealed", 8, False), ("unsealed", 9, True), ("letter", 16, True), ("order", 9, False)],
)
def test_addressees_are_moved_where_they_leave_no_line(name: str, lines: int, is_moved: bool) -> None:
    """Of 22 lines the mark takes 8, the title 2 and 3 blank ones: 8 of addressees leave one. An order names none."""
    moved = planned(name, f"主送机关: {'甲' * (28 * lines - 1)}\n")
    assert (moved.fields["主送机关"] == "", moved.fields["版记"]["主送"] != "") == (is_moved, is_moved)


@pytest.mark.parametrize(
    ("name", "more", "soft", "hard"),
    [
        ("plain", "", 1 + 2 + 1 + 1, 0),  # note, two blank lines, name, date
        ("unsealed", "", 1 + 1 + 1 + 1, 0),  # one blank line
        ("full", "", 1 + 2 + 1 + 2 + 1 + 1, 0),  # a blank line and the attachments, of two lines and of one
        ("plain", "联合发文: [辽宁省财政厅]\n", 1 + 2, 3),  # a table of one row
        ("joint", "", 1 + 2 + 1 + 2, 8),  # a table of two rows with room for seals
        ("joint", "用印: 否\n", 1 + 2 + 1 + 1 + 3 + 1, 0),
        ("plain", f"发文机关: {'甲' * 27}\n", 1 + 2 + 1 + 1, 0),  # a name of 27 characters fits where it is sealed
        ("unsealed", f"发文机关: {'甲' * 27}\n", 1 + 1 + 2 + 1, 0),  # two of 28 stay free where it is not
        ("unsealed", f"发文机关: {'甲' * 26}\n", 1 + 1 + 1 + 1, 0),
        ("unsealed", f"附件: [{{ 名称: {'甲' * 22}, 正文: [乙。] }}]\n", 1 + 2 + 1 + 1 + 1, 0),
        ("unsealed", f"附件: [{{ 名称: {'甲' * 23}, 正文: [乙。] }}]\n", 1 + 3 + 1 + 1 + 1, 0),
        ("minutes", f"请假: [{'甲' * 23}]\n", 1 + 1 + 2 + 1 + 1, 0),
        ("minutes", f"请假: [{'甲' * 24}]\n", 1 + 1 + 2 + 2 + 1, 0),
        ("order", "", 1 + 2 + 2 + 1, 0),  # who signs stands two lines high
        ("minutes", "请假: [郑一]\n", 1 + 1 + 2 + 1 + 1, 0),
        ("minutes", "", 1 + 1 + 2 + 1, 0),  # a blank line, those present in two lines, those attending in one
    ],
)
def test_the_lines_below_the_text_are_counted(name: str, more: str, soft: int, hard: int) -> None:
    found = dossier(name, more)
    issuers = list(dict.fromkeys([found.notice.issuer, *found.notice.joint_issuers]))
    below = kind._below(found, listed_attachments([body.title for body in found.notice_attachments]), issuers)
    assert (below.soft, below.hard, below.foot) == (soft, hard, 0)


@pytest.mark.parametrize(
    ("name", "more", "points"),
    [
        ("plain", "", 0),
        ("unsealed", "", 2 * 22 + 2.5),
        ("full", "", 4 * 22 + 2.5),
        ("duplex", "", 0),  # a page of its own
        ("letter", "双面: 是\n", 22 + 2.5),  # a letter's stands on the page of the text
    ],
)
def test_the_height_of_the_imprint_is_that_of_its_lines(name: str, more: str, points: float) -> None:
    found = dossier(name, more)
    imprint = imprint_of(found, "", found.notice.printed_on)
    assert kind._foot(found, imprint) == pytest.approx(points / 28.95)


def test_names_with_seals_are_set_two_a_row_the_last_above_the_date() -> None:
    def rows(*issuers: str) -> object:
        return kind._signature(list(issuers), "2013年8月20日", sealed=True)["联合"]

    assert rows("甲") == []
    assert rows("甲", "乙") == [{"左": "甲", "右": "乙"}]
    assert rows("甲", "乙", "丙") == [{"左": "甲", "右": "乙"}, {"左": "", "右": "丙"}]
    assert kind._signature(["甲", "乙"], "2013年8月20日", sealed=False)["联合"] == []


def test_joint_issuers_have_one_mark_where_the_notice_names_it_or_is_no_file() -> None:
    assert planned("joint", "发文机关标志: 某联席会议\n").fields["联合发文机关"] == []
    for more in ("", "版式: 信函\n"):
        assert planned("plain", f"{more}联合发文: [辽宁省财政厅]\n").fields["联合发文机关"] == (
            [] if more else [ISSUER, "辽宁省财政厅"]
        )
    assert planned("plain", f"联合发文: [{ISSUER}]\n").fields["联合发文机关"] == []


def test_the_mark_is_drawn_as_wide_as_the_longest_of_joint_issuers_allows() -> None:
    narrow = planned("plain", f"联合发文: [{'某' * 20}办公室]\n").fields
    assert (narrow["标志字宽"], planned("plain").fields["标志字宽"]) == ("47", "100")


def test_an_order_that_nobody_signs_bears_the_names_of_its_issuers() -> None:
    found = dossier("plain", "版式: 命令\n联合发文: [辽宁省财政厅, 沈阳市人民政府]\n")
    assert kind._below(found, [], ["甲", "乙", "丙"]).soft == 1 + 2 + 3 + 1


def test_several_notes_are_one_line() -> None:
    assert planned("plain", "附注: [此件公开发布, 联系人：张三]\n").fields["附注"] == "此件公开发布；联系人：张三"


def test_a_title_in_lines_is_one_line_in_lists_of_documents() -> None:
    assert planned("plain", "标题: |-\n  某办公厅关于\n  某事的通知\n").title == "某办公厅关于某事的通知"


def test_who_is_absent_from_a_meeting_is_listed() -> None:
    people = planned("minutes", "请假: [郑一]\n").fields["人员"]
    assert isinstance(people, list) and people[1] == {"栏目": "请假：", "姓名": "郑一"}


@pytest.mark.parametrize(
    ("keys", "lines"),
    [("", "0"), ("份号: 000001\n", "1"), ("紧急程度: 特急\n", "1"), ("份号: 000001\n密级: 机密★1年\n", "2")],
)
def test_lines_are_kept_free_for_what_stands_above_the_mark(keys: str, lines: str) -> None:
    assert planned("plain", keys, "附注").fields["版头行数"] == lines


def test_each_element_above_the_mark_leaves_less_room_for_the_text() -> None:
    def above(name: str, more: str = "") -> float:
        found = dossier(name, more)
        issuers = list(dict.fromkeys([ISSUER, *found.notice.joint_issuers]))
        return kind._lines_above(found, kind._header(found, issuers))

    three = "签发人: [张三, 李四, 王五]\n"
    assert above("plain") < above("plain", three) < above("plain", three + "联合发文: [辽宁省财政厅, 沈阳市人民政府]\n")
    assert above("plain") < above("order")
