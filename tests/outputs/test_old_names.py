"""Names of files begin with a 序号 of equally many digits; documents with fewer are renamed, never laid beside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE
from support.filling import fill

from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.dossier.units import UnitList
from generators.file_names import padded

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]
SHEETS = ("task-sheets", "--for", "省财政厅", "--for", "沈阳")
NEW, OLD = "040-省财政厅-任务清单.docx", "40-省财政厅-任务清单.docx"


@pytest.fixture
def sheets(workspace: Path, duban: Duban) -> Path:
    """The folder of two task sheets, made when a 序号 was not padded."""
    assert duban(*SHEETS).exit_code == 0
    unpad(workspace / "output" / NOTICE)
    return workspace / "output" / NOTICE / "任务清单"


def unpad(output: Path) -> None:
    """Bring a folder of documents back to names without leading zeros."""
    manifest = output / ".duban" / "manifest.json"
    records = json.loads(manifest.read_text("utf-8"))
    for path in [path for path in records if padded(path, 1) != path]:
        records[padded(path, 1)] = records.pop(path)
        (output / path).rename(output / padded(path, 1))
    manifest.write_text(json.dumps(records, ensure_ascii=False), "utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def reported(result: Result) -> dict[str, str]:
    return {Path(one["path"]).name: one["outcome"] for one in json.loads(result.stdout)["outputs"]}


@pytest.mark.parametrize(("numbers", "names"), [((9, 10), ("09", "10")), ((10, 310), ("010", "310")), ((1,), ("1",))])
def test_names_are_padded_to_the_longest_number(numbers: tuple[int, ...], names: tuple[str, ...]) -> None:
    units = [Unit.model_validate({"序号": number, "名称": f"甲{number}", "类别": "市"}) for number in numbers]
    files = [UnitList(units).file_name(unit) for unit in units]
    assert files == [f"{name}-甲{number}" for name, number in zip(names, numbers, strict=True)]


def test_names_of_every_folder_sort_in_official_order(built: Path, dossier: Dossier) -> None:
    order = {unit.short_name: place for place, unit in enumerate(dossier.units)}
    for folder in (path for path in built.iterdir() if path.is_dir() and path.name != ".duban"):
        units = [order[name.split("-")[1]] for name in names(folder)]
        assert units == sorted(units)


@pytest.mark.parametrize(
    ("path", "same"),
    [
        ("任务清单/40-省财政厅-任务清单.docx", "任务清单/0040-省财政厅-任务清单.docx"),
        ("催报函/2013-09-10/0400-甲-催报函.docx", "催报函/2013-09-10/0400-甲-催报函.docx"),
        ("催报函/2013-09-10/发文稿纸.docx", "催报函/2013-09-10/发文稿纸.docx"),
        ("2-notice-通知.docx", "2-notice-通知.docx"),
    ],
)
def test_only_the_number_of_a_units_document_is_padded(path: str, same: str) -> None:
    assert padded(path, 4) == same


def test_documents_with_shorter_names_are_renamed_once(duban: Duban, sheets: Path) -> None:
    right = (sheets / OLD).read_bytes()
    result = duban(*SHEETS, "--json")
    assert reported(result) == {NEW: "same", "190-沈阳市-任务清单.docx": "same"}
    (problem,) = (one for one in json.loads(result.stdout)["problems"] if "改名" in one["message"])
    assert (problem["severity"], f"{OLD} → {NEW}" in problem["message"]) == ("notice", True)
    assert names(sheets) == [NEW, "190-沈阳市-任务清单.docx"]
    assert (sheets / NEW).read_bytes() == right
    assert "改名" not in duban(*SHEETS).output


def test_an_edited_document_keeps_its_words_under_the_new_name(duban: Duban, edit: Edit, sheets: Path) -> None:
    (sheets / OLD).write_bytes(b"edited by hand")
    edit("截止: 2013-09-06", "截止: 2013-09-10")
    assert reported(duban(*SHEETS, "--json"))[NEW] == "edited"
    assert (sheets / NEW).read_bytes() == b"edited by hand"
    beside = NEW.replace(".docx", ".新版.docx")
    assert names(sheets) == [NEW, beside, "190-沈阳市-任务清单.docx"]
    unpad(sheets.parent)
    duban(*SHEETS)
    assert names(sheets) == [NEW, beside, "190-沈阳市-任务清单.docx"], "the new version is renamed with it"


def test_a_dry_run_and_changes_see_the_renamed_documents_and_rename_nothing(duban: Duban, sheets: Path) -> None:
    assert set(reported(duban(*SHEETS, "--dry-run", "--json")).values()) == {"same"}
    assert "会改名" in duban(*SHEETS, "--dry-run").output
    assert "不再需要" not in duban("changes").output
    assert names(sheets) == ["190-沈阳市-任务清单.docx", OLD]


def test_renaming_is_taken_back(duban: Duban, sheets: Path) -> None:
    right = (sheets / OLD).read_bytes()
    duban(*SHEETS)
    assert duban("undo").exit_code == 0
    assert names(sheets) == ["190-沈阳市-任务清单.docx", OLD] and (sheets / OLD).read_bytes() == right
    assert set(reported(duban(*SHEETS, "--json")).values()) == {"same"}


def test_a_killed_renaming_is_finished_by_the_next_build(duban: Duban, sheets: Path) -> None:
    (sheets / OLD).rename(sheets / NEW)
    assert set(reported(duban(*SHEETS, "--json")).values()) == {"same"}


def test_a_foreign_document_under_the_new_name_stays(duban: Duban, sheets: Path) -> None:
    (sheets / NEW).write_bytes(b"foreign")
    result = reported(duban(*SHEETS, "--json"))
    assert (result[NEW], result[OLD]) == ("edited", "orphan")
    assert (sheets / NEW).read_bytes() == b"foreign"


def test_a_unit_with_a_longer_number_renames_all(duban: Duban, workspace: Path, sheets: Path) -> None:
    with (workspace / "content" / "departments.yaml").open("a", encoding="utf-8") as file:
        file.write("  - { 序号: 1000, 名称: 省新设局, 类别: 省直部门 }\n")
    assert set(reported(duban(*SHEETS, "--json")).values()) == {"same"}
    assert names(sheets) == [f"0{NEW}", "0190-沈阳市-任务清单.docx"]


def test_documents_issued_under_shorter_names_are_still_known(
    duban: Duban, workspace: Path, edit: Edit, tmp_path: Path
) -> None:
    duban("build")
    assert duban("issue", "--on", "2013-08-21").exit_code == 0
    issued = workspace / "content" / NOTICE / "issued" / "2013-08-21"
    for path in list(issued.rglob("0*.docx")):
        path.rename(path.with_name(path.name.lstrip("0")))
    record = issued / ".duban.json"
    record.write_text(re.sub(r"/0+(?=\d+-)", "/", json.dumps(json.loads(record.read_text()), ensure_ascii=False)))
    unpad(workspace / "output" / NOTICE)
    assert duban("changes").output.count("不再需要") == 0
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    told = duban("changes").output
    assert "12月13日" in told and "12月20日" in told
    assert duban("pack").exit_code == 1, "the documents are out of date"
    assert "保持印发 1" in duban("build").output
    assert duban("pack").exit_code == 0
    packed = workspace / "output" / NOTICE / "打包" / "分单位"
    assert names(packed)[0] == "010-省编委办.zip"
    form = tmp_path / "40-省财政厅-进展情况报送表.docx"
    form.write_bytes((issued / "进展情况报送表" / form.name).read_bytes())
    fill(form, {("一（二）一是", "进展情况"): "已公开"}, "typed")
    assert duban("collect", str(form), "--on", "2013-12-10").exit_code == 0
    answer = (workspace / "content" / NOTICE / "returns" / "省财政厅.yaml").read_text("utf-8")
    assert "已公开" in answer and "12月13日" not in answer, "the words of the form as issued are no answer"
