"""Returned forms: filled in as clerks fill them in, read by their labels, and no word lost."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from support.files import NOTICE, W
from support.filling import (
    WAYS,
    add_paragraph,
    add_row,
    document,
    edited,
    fill,
    fill_by_uno,
    places,
    plain,
    round_trip,
    run,
    typed_over,
    uno_is_there,
    words,
)

from generators.forms import read as reading
from generators.forms.choices import chosen, without_nil_box
from generators.forms.read import read_form
from generators.problems import TemplateError
from generators.submission import Loose, Submission
from generators.word.controls import PROMPTS
from generators.word.ids import with_unique_ids
from generators.word.package import read_parts, write_parts
from generators.word.parts import RELATIONSHIPS, with_part

FORM, PLAN = "进展情况报送表", "实施方案模板"
VALUES = {
    FORM: {
        ("", "填报人"): "王小明",
        ("", "联系电话"): "024-86890000",
        ("", "开通日期"): "9月5日",
        ("", "方案报送日期"): "2013.9.5",
        ("", "填表日期"): "九月上旬",
        ("一（二）二是", "完成状态"): "推进中",
        ("一（二）二是", "进展情况"): "已公开预算。\n一、省本级；\n二、各市。",
        ("一（二）四是", "完成状态"): "长期推进",
        ("一（二）四是", "存在问题"): "无",
    },
    PLAN: {
        ("", "专栏网址"): "http://www.lnczt.gov.cn/zdxx",
        ("一（二）二是", "具体举措"): "细化到项级科目\n向社会公开",
        ("一（二）二是", "责任处室"): "预算处",
        ("一（二）二是", "责任人"): "李四",
        ("一（七）一是", "起止时间"): "2013年9月—2014年6月",
        ("一（七）一是", "公开方式"): "点此可见的网站",
    },
}


def form(built: Path, kind: str, unit: str = "省财政厅") -> Path:
    (found,) = (built / kind).glob(f"*-{unit}-{kind}.docx")
    return found


blank_texts = lru_cache(100)(reading.blank_texts)


def sent(texts: Collection[str]) -> Callable[[str, str], Collection[str]]:
    """The texts of a form as it was sent out, whatever its kind and unit."""
    return lambda kind, unit: texts


@pytest.fixture
def fresh(built: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of a form, to be filled in."""
    return lambda kind=FORM, unit="省财政厅": Path(shutil.copy(form(built, kind, unit), tmp_path / "无关的名字.docx"))


@pytest.fixture
def read(built: Path) -> Callable[..., Submission]:
    def read(path: Path, kind: str = FORM, unit: str = "省财政厅") -> Submission:
        return read_form(path.read_bytes(), path.name, sent(blank_texts(form(built, kind, unit).read_bytes())))

    return read


def said(submission: Submission) -> dict[tuple[str, str], str]:
    """Everything under a label, by the number of its task."""
    by_task = {
        (one.task.split("　")[0], label): text for one in submission.entries for label, text in one.values.items()
    }
    return {**{("", label): text for label, text in submission.about.items()}, **by_task}


def everything(submission: Submission) -> str:
    """All words read, and those set aside with a doubt: what is typed into the hidden last paragraph is hidden."""
    texts = [*submission.about.values(), *(one.words for one in submission.loose)]
    texts += [one.words for one in submission.asides]
    for entry in submission.entries:
        texts += [entry.task, *entry.values.values()]
    return re.sub(r"\s", "", "\n".join(texts))


# The forms as they are sent out.


@pytest.mark.parametrize("kind", [FORM, PLAN])
def test_an_unfilled_form_says_nothing_but_who_it_is_for(built: Path, kind: str) -> None:
    """One for each set of tasks: those that lead the same, and most cities, are asked for the same."""
    forms = {tuple(places(document(path))): path for path in (built / kind).glob("*.docx")}
    assert len(forms) > 10
    for path in forms.values():
        submission = read_form(path.read_bytes(), path.name, sent(blank_texts(path.read_bytes())))
        assert (submission.about, submission.entries, submission.loose) == ({}, [], []), path
        assert submission.notice == NOTICE and submission.unit
        assert submission.kind == ("report-form" if kind == FORM else "plan-template")


def test_all_cells_ask_in_the_same_words(built: Path) -> None:
    """But for days, which are chosen."""
    for kind in (FORM, PLAN):
        found = {text for cell in places(document(form(built, kind))).values() if (text := words(cell)) in PROMPTS}
        assert found <= {"点此填写", "单击此处选择日期"} and "点此填写" in found


@pytest.mark.parametrize("kind", [FORM, PLAN])
@pytest.mark.parametrize("old", ["单击此处填写", "点此填"])
def test_a_form_that_was_sent_out_with_older_prompts_still_says_nothing(
    fresh: Callable[..., Path], read: Callable[..., Submission], kind: str, old: str
) -> None:
    def in_older_words(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("点此填写", old)

    submission = read(edited(fresh(kind), in_older_words), kind)
    assert (submission.about, submission.entries, submission.loose) == ({}, [], [])


@pytest.mark.parametrize("kind", [FORM, PLAN])
def test_controls_are_sound_in_every_form(built: Path, kind: str) -> None:
    for path in (built / kind).glob("*.docx"):
        root = document(path)
        controls = list(root.iter(f"{W}sdt"))
        ids = [control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in controls]
        assert controls and len(set(ids)) == len(ids), path
        # Plain-text controls are multiplied by LibreOffice, and with them what was typed.
        assert not list(root.iter(f"{W}text"))
        assert {date.find(f"{W}lid").get(f"{W}val") for date in root.iter(f"{W}date")} == {"zh-CN"}
        assert all(next(control.iterancestors(f"{W}tc"))[-1].tag == f"{W}p" for control in controls)
        shown = {words(control) for control in controls if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None}
        assert shown <= set(PROMPTS)
        assert b"documentProtection" not in read_parts(path.read_bytes(), path.name)["word/settings.xml"]


def test_every_cell_to_fill_in_has_a_control_but_those_for_signing(built: Path) -> None:
    for kind, unit in ((FORM, "省财政厅"), (FORM, "沈阳市"), (PLAN, "省财政厅"), (PLAN, "沈阳市")):
        cells = places(document(form(built, kind, unit)))
        without = {label for (_, label), cell in cells.items() if next(cell.iter(f"{W}sdt"), None) is None}
        assert without <= {"主要负责人签字", "市政府负责同志签字"}, (kind, unit)


def test_numbering_controls_changes_nothing_else() -> None:
    parts = {"word/document.xml": b'<w:id w:val="7"/><w:ins w:id="7"/><w:id w:val="7"/>', "a.xml": b'<w:id w:val="7"/>'}
    numbered = with_unique_ids(parts, ["word/document.xml"])
    assert numbered == {**parts, "word/document.xml": b'<w:id w:val="1"/><w:ins w:id="7"/><w:id w:val="2"/>'}


# Filled in.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [FORM, PLAN])
def test_values_are_read_however_they_were_filled_in(
    fresh: Callable[..., Path], read: Callable[..., Submission], kind: str, way: str
) -> None:
    submission = read(fill(fresh(kind), VALUES[kind], way), kind)
    assert said(submission) == VALUES[kind] and submission.loose == []
    assert (submission.notice, submission.unit) == (NOTICE, "省财政厅")


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
def test_values_are_read_after_libreoffice_has_saved_the_form(
    built: Path, read: Callable[..., Submission], tmp_path: Path
) -> None:
    """Filled in before, in three ways; one of them is saved twice."""
    files = {}
    for kind, way in itertools.product((FORM, PLAN), ("typed", "chosen", "√")):
        files[kind, way] = fill(Path(shutil.copy(form(built, kind), tmp_path / f"{kind}{way}.docx")), VALUES[kind], way)
    round_trip(*files.values())
    round_trip(*(file for (_, way), file in files.items() if way == "chosen"))
    for (kind, way), file in files.items():
        submission = read(file, kind)
        assert said(submission) == VALUES[kind] and submission.loose == [], (kind, way)
        assert (submission.notice, submission.unit) == (NOTICE, "省财政厅")


@pytest.mark.libreoffice
def test_values_are_read_that_were_set_through_libreoffices_commands(
    built: Path, read: Callable[..., Submission], tmp_path: Path
) -> None:
    if not uno_is_there():
        pytest.skip("the system's Python has no UNO (package python3-uno), or LibreOffice is missing")
    files = {kind: Path(shutil.copy(form(built, kind), tmp_path / f"{kind}.docx")) for kind in (FORM, PLAN)}
    fill_by_uno({file: VALUES[kind] for kind, file in files.items()})
    for kind, file in files.items():
        submission = read(file, kind)
        assert said(submission) == VALUES[kind] and submission.loose == [], kind


def test_a_city_answers_by_item_and_plans_by_requirement(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    values = {
        ("一（一）", "具体举措"): "甲",
        ("一（二）二是", "责任处室"): "市财政局",
        ("一（三）一是", "责任人"): "王五",
    }
    submission = read(fill(fresh(PLAN, "沈阳市"), values, "typed"), PLAN, "沈阳市")
    assert said(submission) == values and submission.loose == []
    assert [entry.task for entry in submission.entries][:2] == [
        "一（一）　推进行政审批信息公开",
        "一（二）二是　着力推进“三公”经费公开",
    ]
    submission = read(fill(fresh(FORM, "沈阳市"), {("一（一）", "进展情况"): "甲"}, "typed"), FORM, "沈阳市")
    assert [(entry.task, entry.values) for entry in submission.entries] == [
        ("一（一）　推进行政审批信息公开", {"进展情况": "甲"})
    ]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("□未启动　□推进中　□已完成　□长期推进", ""),
        ("□ 未启动 □ 推进中 □ 已完成 □ 长期推进", ""),
        ("☐未启动☐推进中☐已完成☐长期推进", ""),
        ("□未启动　√推进中　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中√　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中 √　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中　√□已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　□√已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　□已完成　□长期推进√", "长期推进"),
        ("□未启动□推进中□√已完成□长期推进", "已完成"),
        ("□未启动　□推进中　☑已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　■已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　🗹已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　✔已完成　□长期推进", "已完成"),
        ("○未启动　○推进中　●已完成　○长期推进", "已完成"),
        ("□未启动　×推进中　□已完成　□长期推进", "推进中"),
        ("×未启动　√推进中　×已完成　×长期推进", "推进中"),
        ("[ ]未启动　[x]推进中　[ ]已完成　[ ]长期推进", "推进中"),
        ("□未启动；√推进中；□已完成；□长期推进", "推进中"),
        ("口未启动　口√推进中　口已完成　口长期推进", "推进中"),
        ("□未启动　□v推进中　□已完成　□长期推进", "推进中"),
        ("已完成", "已完成"),
        ("已完成。", "已完成"),
        ("□已完成", "已完成"),
        ("推进中□未启动　□推进中　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中　□已完成　□长期推进已完成", "已完成"),
        # Several or unclear: the words as they stand.
        ("□未启动　√推进中　√已完成　□长期推进", "推进中、已完成"),
        ("□未启动□推进中√□已完成□长期推进", "推进中、已完成"),
        ("□推进中　□已完成", "推进中、已完成"),
        ("□未启动　推进中　□已完成　□长期推进", "推进中（方框被删）"),
        ("已完成，部分推进", "已完成，部分推进"),
        ("基本已完成", "基本已完成"),
        ("基本完成", "基本完成"),
        ("√", "√"),
    ],
)
def test_a_choice_is_read_in_every_way_of_ticking(typed: str, state: str) -> None:
    assert chosen(typed) == (state, True)


@pytest.mark.parametrize(
    "typed", ["□未启动　□推进中　□已完成　□长期推进　□不承担", "口未启动　口推进中　口已完成　口长期推进　口不承担"]
)
def test_nothing_is_chosen_in_an_untouched_line(typed: str) -> None:
    assert chosen(typed) == ("", True)


@pytest.mark.parametrize("tick", ["√", "☑", "√□", "□√"])
def test_another_unit_s_task_is_a_choice_of_its_own(tick: str) -> None:
    assert chosen(f"□未启动　□推进中　□已完成　□长期推进　{tick}不承担") == ("不承担", True)


@pytest.mark.parametrize(
    ("typed", "words", "whole"),
    [
        ("□无", "", True),
        ("□ 无", "", True),
        ("☐无　", "", True),
        ("√无", "无", True),
        ("☑无", "无", True),
        ("□√无", "无", True),
        ("□无√", "无", True),
        ("■无", "无", True),
        ("[x]无", "无", True),
        ("□无　人员不足。", "人员不足。", True),
        ("人员不足□无", "人员不足", True),
        ("□无\n1. 人员不足。\n2. 无经费。", "1. 人员不足。\n2. 无经费。", True),
        ("√无　人员不足。", "人员不足。", False),
        ("无", "无", True),
        ("人员不足，无经费。", "人员不足，无经费。", True),
        ("无□", "无□", True),
    ],
)
def test_the_box_beside_problems_is_no_part_of_the_words(typed: str, words: str, whole: bool) -> None:
    assert without_nil_box(typed) == (words, whole)


def test_words_beside_a_tick_are_kept_as_well() -> None:
    assert chosen("□未启动　√推进中（VIP窗口年底完成）　□已完成　□长期推进") == ("推进中", False)


@pytest.mark.parametrize(
    "xml",
    [
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="00FE"/></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(□,√)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>',
    ],
    ids=["symbol", "symbol without F0", "font", "enclosed character", "check box"],
)
def test_a_tick_is_read_in_every_way_of_inserting_one(
    fresh: Callable[..., Path], read: Callable[..., Submission], xml: str
) -> None:
    def edit(root: etree._Element) -> None:
        cell = places(root)["一（二）二是", "完成状态"]
        plain(cell, "□未启动　")
        inserted = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')
        cell.find(f"{W}p").extend([*inserted, run("推进中　□已完成　□长期推进")])

    assert said(read(edited(fresh(), edit))) == {("一（二）二是", "完成状态"): "推进中"}


# Where it was not asked for.


def table(root: etree._Element, number: int) -> etree._Element:
    return list(root.iter(f"{W}tbl"))[number - 1]


def cell_of(root: etree._Element, number: int, row: int, cell: int) -> etree._Element:
    return list(list(table(root, number).iter(f"{W}tr"))[row - 1].iter(f"{W}tc"))[cell - 1]


LOOSE: dict[str, tuple[Callable[[etree._Element], None], Loose]] = {
    "at the end": (lambda root: add_paragraph(root, "另附一份清单。"), Loose("正文第14段", "另附一份清单。")),
    "a printed name once more": (lambda root: add_paragraph(root, "省财政厅"), Loose("正文第14段", "省财政厅")),
    "under a table": (
        lambda root: add_paragraph(root, "以上为初步数。", table(root, 2)),
        Loose("正文第5段", "以上为初步数。"),
    ),
    "into a label": (
        lambda root: typed_over(cell_of(root, 2, 1, 1), "填报人：张三"),
        Loose("表2第1行第1格（一、基本情况）", "填报人：张三"),
    ),
    "in a row without a label": (
        lambda root: add_row(table(root, 2), "", "补充：已报人大", "", ""),
        Loose("表2第5行第2格（点此填写）", "补充：已报人大"),
    ),
    "behind printed text": (
        lambda root: next(root.iter(f"{W}p")).append(run("（补报）")),
        Loose("正文第1段", "进展情况报送表（补报）"),
    ),
}


@pytest.mark.parametrize("where", LOOSE)
def test_words_typed_elsewhere_are_kept_with_their_place(
    fresh: Callable[..., Path], read: Callable[..., Submission], where: str
) -> None:
    edit, expected = LOOSE[where]
    submission = read(edited(fresh(), edit))
    assert submission.loose == [expected]
    assert not submission.about and not submission.entries


@pytest.mark.parametrize("text", ["填报人", "任务", "推进行政审批信息公开", "无", "已完成", "单位（盖章）"])
def test_printed_words_typed_as_a_value_are_a_value(
    fresh: Callable[..., Path], read: Callable[..., Submission], text: str
) -> None:
    values = {("", "审签人"): text, ("一（二）一是", "公开数据"): text}
    submission = read(fill(fresh(), values, "typed"))
    assert said(submission) == values and submission.loose == []


def test_a_row_with_a_label_of_its_own_is_kept_whole(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    submission = read(edited(fresh(), lambda root: add_row(table(root, 2), "备注", "已报人大", "", "")))
    assert submission.loose == [
        Loose("表2第5行第1格（填报人）", "备注"),
        Loose("表2第5行第2格（点此填写）", "已报人大"),
    ]


def test_words_outside_of_the_body_are_kept_with_their_place(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    path = fresh()
    parts = read_parts(path.read_bytes(), path.name)
    footer = parts["word/footer1.xml"].replace(b"</w:p>", "<w:r><w:t>省财政厅办公室</w:t></w:r></w:p>".encode(), 1)
    note = f'<w:x xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:x>'
    parts |= {"word/footer1.xml": footer}
    for kind, typed in (("comments", "数字待核"), ("header", "内部资料"), ("footnotes", "含所属单位")):
        names = {"kind": f"{RELATIONSHIPS}/{kind}", "content_type": "application/xml", "rel_id": kind}
        parts = with_part(parts, "word/document.xml", f"word/{kind}9.xml", (note % typed).encode(), **names)
    path.write_bytes(write_parts(parts))
    found = {one.place: one.words for one in read(path).loose}
    assert found["批注"] == "数字待核" and found["页眉"] == "内部资料" and found["脚注"] == "含所属单位"
    assert "省财政厅办公室" in found["页脚"]


def test_a_text_box_a_nested_table_and_a_third_cell_are_read(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    def edit(root: etree._Element) -> None:
        cells = places(root)
        box = f'<w:r xmlns:w="{W[1:-1]}"><w:pict><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'
        cells["一（二）二是", "进展情况"].find(f"{W}p").append(etree.fromstring(box))
        inner = (
            f'<w:tbl xmlns:w="{W[1:-1]}"><w:tr><w:tc><w:p><w:r><w:t>全省14市</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
        )
        cells["一（二）二是", "公开数据"].insert(1, etree.fromstring(inner))
        third = etree.fromstring(f'<w:tc xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>赵六</w:t></w:r></w:p></w:tc>')
        cells["", "填报人"].addnext(third)

    submission = read(edited(fresh(), edit))
    assert said(submission) == {
        ("", "填报人"): "赵六",
        ("一（二）二是", "进展情况"): "框里的话",
        ("一（二）二是", "公开数据"): "全省14市",
    }
    assert submission.loose == []


def test_a_second_value_for_a_label_is_kept_as_well(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    path = fill(fresh(), {("", "填报人"): "张三"}, "typed")
    submission = read(edited(path, lambda root: add_row(table(root, 3), "填报人", "李四")))
    assert submission.about == {"填报人": "张三"}
    assert [(one.words, "填报人" in one.place) for one in submission.loose] == [("李四", True)]


def test_a_table_that_was_split_goes_on_and_one_without_its_task_does_not(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    def split(root: etree._Element) -> None:
        old = table(root, 3)
        new = etree.Element(f"{W}tbl")
        new.extend(old.findall(f"{W}tr")[4:])
        old.addnext(new)

    values = {("一（二）一是", "进展情况"): "甲", ("一（二）一是", "存在问题"): "乙"}
    path = fill(fresh(), values, "typed")
    assert said(read(edited(path, split))) == values

    def beheaded(root: etree._Element) -> None:
        old = table(root, 4)
        old.remove(old.find(f"{W}tr"))

    path = fill(fresh(), {("一（二）一是", "进展情况"): "甲", ("一（二）二是", "进展情况"): "乙"}, "typed")
    submission = read(edited(path, beheaded))
    assert said(submission) == {("一（二）一是", "进展情况"): "甲"}
    assert [one.words for one in submission.loose if "□" not in one.words] == ["乙"]


def test_rows_of_a_plan_that_were_merged_or_divided_keep_their_measures(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    def merge(cell: etree._Element, how: str) -> None:
        mark = etree.Element(f"{W}vMerge")
        mark.set(f"{W}val", how)
        cell.find(f"{W}tcPr").insert(1, mark)

    def edit(root: etree._Element) -> None:
        cells = places(root)
        merge(cells["一（二）一是", "责任人"], "restart")
        merge(cells["一（二）二是", "责任人"], "continue")
        plain(cells["一（二）二是", "责任人"], "")
        row = next(cells["一（二）四是", "责任人"].iterancestors(f"{W}tr"))
        add_row(row.getparent(), *([""] * 2), "再细化", *([""] * 4))
        new = row.getparent()[-1]
        for one in (0, 1):
            merge(list(row.iter(f"{W}tc"))[one], "restart")
            merge(list(new.iter(f"{W}tc"))[one], "continue")
        row.addnext(new)

    values = {("一（二）一是", "责任人"): "张三", ("一（二）四是", "具体举措"): "公开整改情况"}
    submission = read(edited(fill(fresh(PLAN), values, "typed"), edit), PLAN)
    assert said(submission) == {
        ("一（二）一是", "责任人"): "张三",
        ("一（二）二是", "责任人"): "张三",
        ("一（二）四是", "具体举措"): "公开整改情况\n再细化",
    }
    assert submission.loose == []


def test_a_row_added_to_a_plan_is_kept_with_its_column(
    fresh: Callable[..., Path], read: Callable[..., Submission]
) -> None:
    plan = fresh(PLAN)
    number = next(n for n, one in enumerate(document(plan).iter(f"{W}tbl"), 1) if "具体举措" in words(one))
    submission = read(edited(plan, lambda root: add_row(table(root, number), "", "", "另办培训", *[""] * 4)), PLAN)
    (loose,) = submission.loose
    assert loose.words == "另办培训" and "具体举措" in loose.place and loose.place.startswith(f"表{number}第")


def test_no_field_of_a_plan_is_taken_for_a_place_outside_of_the_fields(
    fresh: Callable[[str], Path], read: Callable[..., Submission]
) -> None:
    def fill_in(root: etree._Element) -> None:
        for number, cell in enumerate(one for one in root.iter(f"{W}tc") if words(one) == "点此填写"):
            typed_over(cell, f"已填写{number}")

    submission = read(edited(fresh(PLAN), fill_in), PLAN)
    assert submission.loose and all(one.asked for one in submission.loose)


# What is no form.


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "是空文件"),
        (b"PK\x03\x04 broken", "已损坏"),
        ("这不是 Word".encode("gbk"), "不是 Word 文档"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "打开密码"),
        (write_parts({"mimetype": b"application/vnd.oasis.opendocument.text"}), "不是 Word 文档"),
    ],
    ids=["empty", "broken", "text", "old or locked", "odt"],
)
def test_what_is_no_form_is_refused_in_chinese(raw: bytes, message: str) -> None:
    with pytest.raises(TemplateError, match=message) as refused:
        read_form(raw, "收到的.docx", sent(()))
    assert "收到的.docx" in str(refused.value)


def test_macros_and_torn_parts_are_refused(fresh: Callable[..., Path]) -> None:
    parts = read_parts(fresh().read_bytes(), "a")
    with pytest.raises(TemplateError, match="带宏"):
        read_form(write_parts({**parts, "word/vbaProject.bin": b"x"}), "a.docx", sent(()))
    with pytest.raises(TemplateError, match="已损坏"):
        read_form(write_parts({**parts, "word/document.xml": parts["word/document.xml"][:-100]}), "a.docx", sent(()))


def test_a_document_of_somebody_else_has_no_identity(fresh: Callable[..., Path]) -> None:
    parts = read_parts(fresh().read_bytes(), "a")
    del parts["docProps/core.xml"]
    submission = read_form(write_parts(parts), "a.docx", sent(()))
    assert (submission.notice, submission.kind, submission.unit) == ("", "", "")
    torn = read_form(write_parts({**parts, "docProps/core.xml": b"<torn"}), "a.docx", sent(()))
    assert torn.unit == ""


# Nothing typed is lost.

EDITS = st.tuples(
    st.integers(0, 10_000),
    st.sampled_from(["behind", "before", "within", "instead", "new paragraph", "inserted"]),
    st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="".join(PROMPTS)),
        min_size=1,
        max_size=8,
    ),
)
SEVERAL = st.lists(EDITS, min_size=6, max_size=18, unique_by=lambda edit: edit[0])


@pytest.mark.parametrize(("kind", "unit"), [(FORM, "省财政厅"), (FORM, "沈阳市"), (PLAN, "省财政厅"), (PLAN, "沈阳市")])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=SEVERAL)
def test_every_word_typed_anywhere_is_found_again(
    built: Path, kind: str, unit: str, edits: list[tuple[int, str, str]]
) -> None:
    raw = form(built, kind, unit).read_bytes()
    printed = blank_texts(raw)
    assume(not any(text in printed for _, _, text in edits))  # typed in place of itself it is no change
    parts = read_parts(raw, "a")
    root = etree.fromstring(parts["word/document.xml"])
    paragraphs = list(root.iter(f"{W}p"))
    done = {number % len(paragraphs): (how, text) for number, how, text in edits}
    for number, (how, text) in done.items():
        _type(paragraphs[number], how, text)
    parts["word/document.xml"] = etree.tostring(root)
    found = everything(read_form(write_parts(parts), "a", sent(printed)))
    assert [text for _, text in done.values() if text not in found] == []


@pytest.mark.parametrize("begun", ["省级牵头单位：", "四、本表报"])
@pytest.mark.parametrize("how", ["within", "behind"])
def test_words_added_to_an_instruction_are_no_earlier_wording(built: Path, begun: str, how: str) -> None:
    """Though it is like the instruction of another task, or like one of an earlier form."""
    raw = form(built, FORM, "沈阳市").read_bytes()
    parts = read_parts(raw, "a")
    root = etree.fromstring(parts["word/document.xml"])
    _type(next(one for one in root.iter(f"{W}p") if words(one).startswith(begun)), how, "另有安排")
    parts["word/document.xml"] = etree.tostring(root)
    assert "另有安排" in everything(read_form(write_parts(parts), "a", sent(blank_texts(raw))))


def _type(paragraph: etree._Element, how: str, text: str) -> None:
    texts = list(paragraph.iter(f"{W}t"))
    if how == "new paragraph":
        new = etree.Element(f"{W}p")
        new.append(run(text))
        paragraph.addprevious(new)
    elif how in ("within", "instead") and texts:
        old = texts[0].text or ""
        texts[0].text = old[: len(old) // 2] + text + old[len(old) // 2 :] if how == "within" else text
    elif how == "before":
        paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, run(text))
    elif how == "inserted":
        etree.SubElement(paragraph, f"{W}ins").append(run(text))
    else:
        paragraph.append(run(text))
