"""Whatever is typed into a form where it was not asked for is kept with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from support.files import W
from support.filling import add_paragraph, add_row, document, edited, fill, places, plain, run, typed_over, words
from support.form_reading import FORM, PLAN, blank_texts, form, said, sent

from generators.forms.read import read_form
from generators.submission import Loose, Submission
from generators.word.controls import PROMPTS
from generators.word.package import read_parts, write_parts
from generators.word.parts import RELATIONSHIPS, with_part


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


def everything(submission: Submission) -> str:
    """All words read, and those set aside with a doubt: what is typed into the hidden last paragraph is hidden."""
    texts = [*submission.about.values(), *(one.words for one in submission.loose)]
    texts += [one.words for one in submission.asides]
    for entry in submission.entries:
        texts += [entry.task, *entry.values.values()]
    return re.sub(r"\s", "", "\n".join(texts))


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
