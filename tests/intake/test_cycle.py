"""The whole return loop: forms go out to 31 units, 27 come back as clerks fill them in, 2 are broken, 2 are missing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.files import NOTICE, files_in, make_workspace
from support.filling import fill
from support.playing import NIL, ON, UNITS, Cycle, duban

import cli
from generators.intake.form_reader import FormReader
from generators.word.package import write_parts
from generators.word.parts import CONTENT_TYPES


def kept(cycle: Cycle, unit: str) -> str:
    return (cycle.returns / f"{unit}.yaml").read_text("utf-8")


def test_every_typed_character_stands_in_the_returns(cycle: Cycle) -> None:
    for unit, typed in cycle.typed.items():
        text = re.sub(r"\s", "", kept(cycle, unit))
        for (task, label), words in typed.items():
            if label in ("开通日期", "方案报送日期", "填表日期"):
                assert f"{label}:'2013-10-15'" in text or f"{label}:2013-10-15" in text, (unit, label)
            else:
                assert re.sub(r"\s", "", words) in text, (unit, task, label, words)


def test_every_answer_stands_under_its_own_measure(cycle: Cycle) -> None:
    from generators.dossier.load import load
    from generators.workspace.workspace import Workspace

    dossier = load(Workspace(cycle.folder).content_files(NOTICE)).dossier
    assert dossier is not None
    assert {one.unit for one in dossier.returns} == set(cycle.typed)
    labels = {item.label: item.title for item in dossier.placed}
    for answer in dossier.returns:
        typed = cycle.typed[answer.unit]
        for entry in answer.progress:
            places = [task for (task, label), words in typed.items() if label == "进展情况" and words == entry.progress]
            assert len(places) == 1, (answer.unit, entry)
            title = next(
                name
                for label, name in sorted(labels.items(), key=lambda one: -len(one[0]))
                if places[0].startswith(label)
            )
            assert title == entry.item
            assert typed[places[0], "完成状态"] == entry.state
            assert typed.get((places[0], "存在问题"), "") == entry.difficulties
            assert typed.get((places[0], "公开数据"), "") == entry.data
        asked = {task for task, label in typed if label == "进展情况"}
        assert len(answer.progress) == len(asked)


def test_no_nil_answer_is_listed_as_a_problem(cycle: Cycle) -> None:
    from generators.dossier.load import load
    from generators.summary.quotations import problems
    from generators.workspace.workspace import Workspace

    dossier = load(Workspace(cycle.folder).content_files(NOTICE)).dossier
    assert dossier is not None
    typed = {words for one in cycle.typed.values() for (_, label), words in one.items() if label == "存在问题"}
    assert len(typed & set(NIL)) >= 20
    listed = problems(dossier, dossier.reporting_units)
    short = {unit.short_name: unit.name for unit in dossier.units}
    assert listed and all(f"{short[unit]}关于" in text for unit, text in listed), (
        "a problem of the unit's, no nil answer"
    )


def test_status_agrees_with_an_independent_count(cycle: Cycle) -> None:
    rows = [row for row in duban(cycle.folder, "status", "--on", ON)["units"] if row["deadline"] == "进展报告"]
    assert len(rows) == UNITS
    for row in rows:
        day = cycle.received.get(row["for"])
        if day is None:
            assert (row["state"], row["days_late"]) == ("overdue", 1)
        else:
            assert (row["state"], row["days_late"]) == ("returned", int(day == "2013-12-14"))
    assert sum(row["state"] == "overdue" for row in rows) == 4


def test_reminders_go_to_those_who_are_missing(cycle: Cycle) -> None:
    made = duban(cycle.folder, "reminders", "--on", ON)["outputs"]
    status = duban(cycle.folder, "status", "--on", ON)["units"]
    assert {one["for"] for one in made if one["for"]} == {row["for"] for row in status if row["state"] == "overdue"}


def test_the_same_files_again_are_not_read_and_corrections_are_kept(
    cycle: Cycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(cycle.folder, tmp_path / "工作区")
    path = next((folder / "content" / NOTICE / "returns").glob("省财政厅.yaml"))
    corrected = path.read_text("utf-8").replace("省财政厅关于", "省财政厅（电话核实）关于", 1)
    path.write_text(corrected, "utf-8")
    form = sorted((folder / "output" / NOTICE / "进展情况报送表").glob("*.docx"))[3]
    copy = shutil.copyfile(form, tmp_path / "又一份.docx")
    fill(copy, {("", "填报人"): "新来的人"}, "typed")
    before = files_in(folder / "content" / NOTICE / "returns")
    first = duban(folder, "collect", str(copy), "--on", "2013-12-16")
    assert any("先前" in doubt["message"] for doubt in first["doubts"])
    assert "（电话核实）" in path.read_text("utf-8") and "新来的人" not in path.read_text("utf-8")
    later = list((path.parent / "以后收到的").glob("*.yaml"))
    assert len(later) == 1 and "新来的人" in later[0].read_text("utf-8")
    with monkeypatch.context() as unread:
        unread.setattr(FormReader, "read", None)
        again = duban(folder, "collect", str(copy), "--on", "2013-12-17")
    assert again["taken"] == [] and "已经收过这个文件（省财政厅）" in again["left_alone"][0]["reason"]
    result = CliRunner().invoke(cli.cli, ["-C", str(folder), "undo"])
    assert result.exit_code == 0, result.output
    assert files_in(folder / "content" / NOTICE / "returns") == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.docx", b"", "空文件"),
        ("坏.docx", b"PK\x03\x04 nothing", "损坏"),
        ("图.jpg", b"\xff\xd8", "扫描件、图片或 PDF"),
        ("宏.docm", write_parts({CONTENT_TYPES: b"application/vnd.ms-word.document.macroEnabled.main+xml"}), "带宏"),
        ("密.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("坏.zip", b"PK", "压缩包已损坏"),
    ],
)
def test_what_is_no_form_is_named_and_left_alone(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    folder = make_workspace(tmp_path / "工作区")
    (tmp_path / name).write_bytes(content)
    report = duban(folder, "collect", str(tmp_path / name), "--on", ON)
    assert report["taken"] == [] and reason in report["left_alone"][0]["reason"], report


def test_paper_scans_and_telephone_count_as_returned_without_content(duban: Callable[..., Any]) -> None:
    result = duban("collect", "--record", "沈阳", "--by", "纸质", "--on", "2013-12-12")
    assert result.exit_code == 0, result.output
    rows = json.loads(duban("status", "--on", ON, "--json").stdout)["units"]
    (row,) = [row for row in rows if row["for"] == "沈阳市人民政府" and row["deadline"] == "进展报告"]
    assert row["state"] == "returned"
    early = duban("collect", "--record", "大连", "--by", "纸质", "--on", "2012-12-12")
    assert early.exit_code == 0 and "收到日期2012年12月12日早于通知的成文日期" in early.output
    assert duban("collect", "--record", "沈阳").exit_code == 2
    assert duban("collect", "--record", "沈羊", "--by", "纸质").exit_code == 2
    assert duban("collect").exit_code == 2
    assert duban("collect", "没有的文件.docx").exit_code == 2
