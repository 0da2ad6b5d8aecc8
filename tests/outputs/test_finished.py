"""A run that would read the same and finds every document as it was left is known; whatever differs is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.files import NOTICE, make_workspace

from generators.dates import PartialDate
from generators.outputs import finished
from generators.outputs.build_report import BuildReport
from generators.verbs.build import Request, build
from generators.verbs.changes import changes
from generators.verbs.comparison import compare
from generators.workspace.manifest import JOURNAL, MANIFEST
from generators.workspace.workspace import Workspace

SHEETS = Request(notice=NOTICE, kinds=("任务清单",))
FILES = (
    "content/departments.yaml",
    "content/常用答复.yaml",
    "content/节假日.yaml",
    f"content/{NOTICE}/notice.yaml",
    f"content/{NOTICE}/.seen",
    f"content/{NOTICE}/returns/省财政厅.yaml",
    f"content/{NOTICE}/returns/以后收到/省财政厅.yaml",
    f"content/{NOTICE}/issued/2013-08-21/.duban.json",
    f"content/{NOTICE}/issued/2013-08-21/通知.docx",
    "templates/task_sheet.docx",
    f"output/{NOTICE}/.duban/pages.json",
)


def key_of(folder: Path, request: Request = SHEETS) -> str:
    return finished.inputs_key(Workspace(folder), NOTICE, request.for_notice(NOTICE))


@given(
    states=st.lists(st.dictionaries(st.sampled_from(FILES), st.binary(max_size=2), max_size=3), min_size=2, max_size=2)
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_key_of_what_is_read_is_the_same_exactly_where_all_files_are(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, bytes]]
) -> None:
    keys, folder = [], tmp_path_factory.mktemp("read")
    (folder / "content" / NOTICE).mkdir(parents=True)
    for files in states:
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        keys.append(key_of(folder))
        for name in files:
            (folder / name).unlink()
    counted = [{name: content for name, content in files.items() if content or "pages" not in name} for files in states]
    assert (keys[0] == keys[1]) == (counted[0] == counted[1])


@pytest.mark.parametrize(
    "other",
    [
        replace(SHEETS, kinds=()),
        replace(SHEETS, units=("省财政厅",)),
        replace(SHEETS, restate=True),
        replace(SHEETS, overwrite=True),
        replace(SHEETS, prune=True),
        replace(SHEETS, on=PartialDate.parse("2013-12-14")),
        replace(SHEETS, reply_by=PartialDate.parse("2013-12-14")),
    ],
)
def test_another_request_has_another_key(tmp_path: Path, other: Request) -> None:
    (tmp_path / "content" / NOTICE).mkdir(parents=True)
    assert key_of(tmp_path) != key_of(tmp_path, other)


def test_a_change_of_the_program_has_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content" / NOTICE).mkdir(parents=True)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "render.py").write_text("a = 1\n")
    monkeypatch.setattr(finished, "_CODE", tmp_path / "code")
    before = key_of(tmp_path)
    (tmp_path / "code" / "render.py").write_text("a = 10\n")
    assert key_of(tmp_path) != before


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """A workspace whose task sheets were built a moment ago."""
    folder = make_workspace(tmp_path / "工作区")
    build(Workspace(folder), SHEETS)
    return folder


def find(folder: Path) -> finished.FinishedRun | None:
    return finished.find(Workspace(folder), NOTICE, key_of(folder))


def test_a_known_run_reports_what_planning_reports(sheets: Path) -> None:
    known = build(Workspace(sheets), SHEETS)
    assert find(sheets) is not None
    (sheets / "output" / NOTICE / ".duban" / "finished.json").unlink()
    planned = build(Workspace(sheets), SHEETS)
    assert (known.as_json(), known.exit_code) == (planned.as_json(), planned.exit_code)
    assert find(sheets) is not None, "a run that planned and found everything up to date is kept as well"


def _edit(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b" ")


def _make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


SHEET = "任务清单/040-省财政厅-任务清单.docx"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (SHEET, _edit),
        (SHEET, Path.unlink),
        (SHEET, _make_folder),
        (MANIFEST, _edit),
        (MANIFEST, Path.unlink),
        (JOURNAL, Path.touch),
        (".duban/finished.json", Path.unlink),
        (".duban/finished.json", lambda file: file.write_text("[]")),
        (".duban/finished.json", lambda file: file.write_bytes(file.read_bytes()[:-9])),
    ],
)
def test_what_was_changed_in_the_output_folder_is_noticed(
    sheets: Path, name: str, change: Callable[[Path], object]
) -> None:
    change(sheets / "output" / NOTICE / name)
    assert find(sheets) is None


def outcomes(report: BuildReport) -> set[str]:
    return {one.outcome.value for one in report.outputs}


def test_an_edit_is_built_and_taken_back_is_built_again(sheets: Path) -> None:
    notice = sheets / "content" / NOTICE / "notice.yaml"
    before = notice.read_bytes()
    notice.write_bytes(before.replace(b"2013-12-13", b"2013-12-20"))
    assert "updated" in outcomes(build(Workspace(sheets), SHEETS))
    notice.write_bytes(before)
    assert "updated" in outcomes(build(Workspace(sheets), SHEETS))
    assert outcomes(build(Workspace(sheets), SHEETS)) == {"same"}


def test_an_edited_document_is_reported_in_every_run(sheets: Path) -> None:
    _edit(sheets / "output" / NOTICE / SHEET)
    for _ in range(2):
        assert outcomes(build(Workspace(sheets), SHEETS)) == {"same", "edited"}


def test_a_run_of_one_unit_does_not_stand_for_one_of_all(sheets: Path) -> None:
    shutil.rmtree(sheets / "output")
    build(Workspace(sheets), replace(SHEETS, units=("省财政厅",)))
    assert "new" in outcomes(build(Workspace(sheets), SHEETS))


def test_changes_of_nothing_are_what_a_comparison_reports(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "工作区")
    build(Workspace(folder), Request(notice=NOTICE))
    known = changes(Workspace(folder), NOTICE)
    assert known.as_json() == compare(Workspace(folder), NOTICE, None, None).as_json()
    assert known.units == [] and known.since == "build"
    edited = folder / "content" / NOTICE / "notice.yaml"
    edited.write_bytes(edited.read_bytes().replace(b"2013-12-13", b"2013-12-20"))
    assert changes(Workspace(folder), NOTICE).units
