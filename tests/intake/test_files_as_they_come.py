"""Files as units send them: other suffixes, other zips, other programs. Each is read, or named with what to do."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

Duban = Callable[..., Result]
TRIALS = Path(__file__).parent.parent / "data" / "trials"
FINANCE = "省财政厅"


def collect(duban: Duban, *paths: Path, options: tuple[str, ...] = ()) -> dict[str, Any]:
    result = duban("collect", *map(str, paths), "--on", "2013-12-10", "--json", *options)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def yaml_of(workspace: Path) -> str:
    (path,) = (workspace / "content").glob("*/returns/*.yaml")
    return path.read_text("utf-8")


def outcome(duban: Duban, path: Path) -> tuple[list[str], list[str]]:
    """The names of the files taken, and those left alone with the reason."""
    report = collect(duban, path)
    return [one["file"] for one in report["taken"]], [f"{one['file']}：{one['reason']}" for one in report["left_alone"]]


@pytest.mark.parametrize(
    "file",
    [
        "01-word-online-document2/form.docx",
        "08-strict-ooxml/form.xlsx",
        "09-zip-names/gbk.zip",
        "09-zip-names/mac.zip",
        "09-zip-names/表.dotx",
        "33-suffixes/a.doc",
        "33-suffixes/g.xlsx",
        "33-suffixes/p-case.docx",
    ],
)
def test_a_form_is_read_whatever_its_name_and_its_parts_are(duban: Duban, workspace: Path, file: str) -> None:
    report = collect(duban, TRIALS / file)
    assert [one["for"] for one in report["taken"]] == [FINANCE]
    (doubt,) = report["doubts"]
    assert "完成状态: 推进中" in yaml_of(workspace) and doubt["message"].startswith(f"{FINANCE}报得不全：12项填了1项")


def test_a_folder_is_taken_with_every_other_file_named_but_what_systems_leave_behind(duban: Duban) -> None:
    taken, left = outcome(duban, TRIALS / "09-zip-names")
    assert taken == ["gbk.zip/财政厅/省财政厅-进展情况报送表（盖章）.docx"]
    reasons = "\n".join(left)
    assert "Thumbs.db" not in reasons and "__MACOSX" not in reasons
    assert "材料.rar：是打不开的压缩格式；先解压" in reasons and "邮件.eml：是邮件" in reasons
    assert "mac.zip/财政厅/省财政厅-进展情况报送表.docx：和“gbk.zip/" in reasons


def test_the_same_bytes_under_two_names_count_once(duban: Duban, workspace: Path) -> None:
    taken, left = outcome(duban, TRIALS / "34-same-file-twice")
    assert taken == ["表(1).docx"] and left == ["表.docx：和“表(1).docx”是同一个文件，只收一次"]
    assert yaml_of(workspace).count("文件:") == 1


def test_names_of_parts_may_be_divided_by_backslashes(duban: Duban, tmp_path: Path) -> None:
    source = zipfile.ZipFile(TRIALS / "01-word-online-document2" / "form.docx")
    with zipfile.ZipFile(tmp_path / "表.docx", "w") as package:
        for name in source.namelist():
            package.writestr(zipfile.ZipInfo(name.replace("/", "\\")), source.read(name))
    assert len(collect(duban, tmp_path / "表.docx")["taken"]) == 1


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("扫描.pdf", b"%PDF-1.4", "扫描件"),
        ("盖章.jpg", b"\xff\xd8\xff\xe0", "扫描件"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "先解压"),
        ("a.docx", b"Rar!\x1a\x07", "先解压"),
        ("a.msg", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "把附件存出来"),
        ("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "另存为 .docx"),
        ("a.doc", b"<html><body>", "另存为 .docx"),
        ("a.docx", b"PK\x03\x04 torn", "已损坏"),
        ("a.docx", b"", "空文件"),
        ("a.txt", b"abc", "不是 Word 或 Excel 的表"),
    ],
)
def test_what_is_no_form_is_named_with_what_to_do(
    duban: Duban, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (left,) = outcome(duban, tmp_path / name)[1]
    assert what in left


def test_a_form_without_properties_is_known_by_its_words_with_a_doubt(duban: Duban, workspace: Path) -> None:
    report = collect(duban, TRIALS / "05-properties-removed" / "form.docx")
    assert report["taken"] == [{"file": "form.docx", "for": FINANCE}]
    doubt, in_part = report["doubts"]
    assert "文件属性不见了" in doubt["message"] and "--for 单位" in doubt["hint"]
    assert in_part["message"] == f"{FINANCE}报得不全：12项填了1项"
    assert "其他内容" not in yaml_of(workspace)


def test_a_form_that_says_nothing_of_its_unit_is_taken_for_the_unit_that_the_clerk_names(
    duban: Duban, workspace: Path, tmp_path: Path
) -> None:
    source = zipfile.ZipFile(TRIALS / "05-properties-removed" / "form.docx")
    with zipfile.ZipFile(tmp_path / "表.docx", "w") as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace("省财政厅".encode(), b""))
    (left,) = outcome(duban, tmp_path / "表.docx")[1]
    assert "--for 单位" in left
    report = collect(duban, tmp_path / "表.docx", options=("--for", FINANCE))
    assert [one["for"] for one in report["taken"]] == [FINANCE] and "完成状态: 推进中" in yaml_of(workspace)
    assert duban("collect", str(tmp_path / "表.docx"), "--for", "省财证厅").exit_code == 2


def test_a_form_sent_to_one_unit_under_the_name_of_another_is_nobody_s(duban: Duban, tmp_path: Path) -> None:
    source = zipfile.ZipFile(TRIALS / "01-word-online-document2" / "form.docx")
    with zipfile.ZipFile(tmp_path / "表.docx", "w") as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(
                name, content if "core" in name else content.replace("省财政厅".encode(), "省审计厅".encode())
            )
    (left,) = outcome(duban, tmp_path / "表.docx")[1]
    assert "是发给省财政厅的表，单位一栏写的是省审计厅，分不清是谁报的" in left and "--for" in left


def test_a_workbook_without_its_hidden_sheet_has_its_printed_words_from_the_notice(
    duban: Duban, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(TRIALS / "32-excel" / "merged-answers.xlsx")
    del book["底稿"]
    book.save(tmp_path / "表.xlsx")
    report = collect(duban, tmp_path / "表.xlsx")
    assert [one["for"] for one in report["taken"]] == [FINANCE]
    assert sum("写在填写栏以外" in doubt["message"] for doubt in report["doubts"]) <= 1, report["doubts"]


def test_a_report_that_calls_itself_a_plan_is_a_report(duban: Duban, workspace: Path, tmp_path: Path) -> None:
    copy = shutil.copy(TRIALS / "01-word-online-document2" / "form.docx", tmp_path / "表.docx")
    source = zipfile.ZipFile(TRIALS / "01-word-online-document2" / "form.docx")
    with zipfile.ZipFile(copy, "w") as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace(b">report-form<", b">plan-template<"))
    report = collect(duban, tmp_path / "表.docx")
    assert "按栏目认作进展情况报送表" in report["doubts"][0]["message"] and "完成状态: 推进中" in yaml_of(workspace)
