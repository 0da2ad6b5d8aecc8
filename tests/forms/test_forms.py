"""Returned forms: filled in as clerks fill them in, read by their labels, and no word lost."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from support.files import NOTICE, W
from support.filling import WAYS, document, edited, fill, fill_by_uno, places, round_trip, uno_is_there, words
from support.form_reading import FORM, PLAN, blank_texts, form, said, sent

from generators.forms.read import read_form
from generators.problems import TemplateError
from generators.submission import Submission
from generators.word.controls import PROMPTS
from generators.word.ids import with_unique_ids
from generators.word.package import read_parts, write_parts

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
