"""Undo on real files: what is noted before each change, and what is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.workspace.files import digest_of
from generators.workspace.undo import FileChange, TakenBack, Undo


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "output" / "a.docx"


def take_back(root: Path) -> dict[str, TakenBack]:
    undo = Undo(root)
    return {change.path: undo.take_back(change) for change in undo.last()[1]}


def test_a_new_file_is_removed_and_a_changed_one_restored(tmp_path: Path, file: Path) -> None:
    other = file.with_name("b.docx")
    other.parent.mkdir()
    other.write_bytes(b"before")
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"new")
    undo.write(other, b"after")
    undo.end()
    assert Undo(tmp_path).last()[0] == "build n"
    assert take_back(tmp_path) == {"output/a.docx": TakenBack.REMOVED, "output/b.docx": TakenBack.RESTORED}
    assert not file.exists() and other.read_bytes() == b"before"
    assert set(take_back(tmp_path).values()) == {TakenBack.ALREADY}


def test_a_removed_file_comes_back(tmp_path: Path, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"before")
    Undo(tmp_path, "build n").remove(file)
    assert not file.exists()
    assert take_back(tmp_path) == {"output/a.docx": TakenBack.RESTORED}
    assert file.read_bytes() == b"before"


def test_a_file_written_twice_goes_back_to_what_was_there_first(tmp_path: Path, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"before")
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    undo.write(file, b"two")
    (change,) = undo.last()[1]
    assert undo.kept(change) == b"before"
    undo.take_back(change)
    assert file.read_bytes() == b"before"


def test_a_file_put_back_by_the_same_command_is_no_change(tmp_path: Path, file: Path) -> None:
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    undo.remove(file)
    assert undo.last() == ("build n", [])


def test_what_was_changed_since_is_left(tmp_path: Path, file: Path) -> None:
    Undo(tmp_path, "build n").write(file, b"one")
    file.write_bytes(b"edited")
    assert take_back(tmp_path) == {"output/a.docx": TakenBack.LEFT}
    assert file.read_bytes() == b"edited"


def test_only_the_last_command_is_taken_back(tmp_path: Path, file: Path) -> None:
    for command, content in (("build n", b"one"), ("pack n", b"two")):
        undo = Undo(tmp_path, command)
        undo.write(file, content)
        undo.end()
    assert Undo(tmp_path).last()[0] == "pack n"
    take_back(tmp_path)
    assert file.read_bytes() == b"one"
    assert len(list((tmp_path / "output" / ".duban" / "undo").iterdir())) == 2, "the log and one kept file"


def test_a_command_that_changed_nothing_leaves_what_can_be_taken_back(tmp_path: Path, file: Path) -> None:
    first = Undo(tmp_path, "build n")
    first.write(file, b"one")
    first.end()
    second = Undo(tmp_path, "pack n")
    second.begin()
    second.keep_record(tmp_path / "output" / ".duban" / "manifest.json", b"{}")
    second.end()
    command, changes = Undo(tmp_path).last()
    assert command == "build n"
    assert [change.is_record for change in changes] == [False, True]


def test_records_alone_are_not_to_be_taken_back(tmp_path: Path) -> None:
    Undo(tmp_path, "build n").keep_record(tmp_path / "output" / ".duban" / "manifest.json", b"{}")
    assert Undo(tmp_path).last() == ("", [])


@pytest.mark.parametrize("is_ended", [True, False])
def test_a_command_without_its_end_was_interrupted(tmp_path: Path, file: Path, *, is_ended: bool) -> None:
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    if is_ended:
        undo.end()
    assert Undo(tmp_path).interrupted() == ("" if is_ended else "build n")


def test_a_command_killed_before_its_first_change_left_nothing_to_finish(tmp_path: Path) -> None:
    Undo(tmp_path, "build n").begin()
    assert Undo(tmp_path).interrupted() == ""


def test_an_interrupted_command_run_again_is_one_command(tmp_path: Path, file: Path) -> None:
    other = file.with_name("b.docx")
    Undo(tmp_path, "build n").write(file, b"one")
    again = Undo(tmp_path, "build n")
    again.write(other, b"two")
    again.end()
    assert [change.path for change in Undo(tmp_path).last()[1]] == ["output/a.docx", "output/b.docx"]


def test_another_command_after_an_interrupted_one_has_a_section_of_its_own(tmp_path: Path, file: Path) -> None:
    Undo(tmp_path, "build n").write(file, b"one")
    other = Undo(tmp_path, "pack n")
    other.write(file.with_name("b.docx"), b"two")
    other.end()
    command, changes = Undo(tmp_path).last()
    assert (command, [change.path for change in changes]) == ("pack n", ["output/b.docx"])
    assert Undo(tmp_path).interrupted() == ""


def test_an_undo_that_was_killed_is_told_as_one(tmp_path: Path, file: Path) -> None:
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    undo.end()
    Undo(tmp_path, "undo").reopen()
    assert Undo(tmp_path).interrupted() == "undo n"


def test_a_torn_or_planted_line_of_the_log_is_passed_over(tmp_path: Path, file: Path) -> None:
    Undo(tmp_path, "build n").write(file, b"one")
    log = tmp_path / "output" / ".duban" / "undo" / "log.jsonl"
    planted = '\n{"path": "../../x", "before": null, "after": null}\n5\n{"path": "output/b"}\n{"path": "output/c'
    log.write_bytes(b'{"comm\n\xff\n' + (log.read_text("utf-8") + planted).encode())
    assert [change.path for change in Undo(tmp_path).last()[1]] == ["output/a.docx"]


def test_a_damaged_kept_file_restores_nothing(tmp_path: Path, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"before")
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    (change,) = undo.last()[1]
    (tmp_path / "output" / ".duban" / "undo" / str(change.before)).write_bytes(b"damaged")
    with pytest.raises(OSError, match="damaged"):
        undo.take_back(change)
    assert file.read_bytes() == b"one"


def test_what_is_forgotten_cannot_be_taken_back(tmp_path: Path, file: Path) -> None:
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    undo.forget()
    assert Undo(tmp_path).last() == ("", []) and not (tmp_path / "output" / ".duban" / "undo").exists()


@pytest.mark.parametrize(("path", "is_record"), [("output/n/.duban/manifest.json", True), ("output/n/a.docx", False)])
def test_a_record_is_a_file_in_the_folder_of_records(path: str, *, is_record: bool) -> None:
    assert FileChange(path, None, "x").is_record is is_record


@pytest.mark.parametrize("change", ["write", "remove", "rename"])
def test_the_first_change_gives_up_what_commands_before_have_kept(tmp_path: Path, file: Path, change: str) -> None:
    file.parent.mkdir()
    file.write_bytes(b"before")
    Undo(tmp_path, "build n").write(file, b"one")
    undo = Undo(tmp_path, "pack n")
    {
        "write": lambda: undo.write(file, b"two"),
        "remove": lambda: undo.remove(file),
        "rename": lambda: undo.rename(file, file.with_name("b.docx")),
    }[change]()
    folder = tmp_path / "output" / ".duban" / "undo"
    assert sorted(path.name for path in folder.iterdir()) == sorted([digest_of(b"one"), "log.jsonl"])
    log = (folder / "log.jsonl").read_text("utf-8")
    assert '"pack n"' in log and '"build n"' not in log


def test_a_file_outside_of_the_workspace_is_changed_without_a_note(tmp_path: Path) -> None:
    undo = Undo(tmp_path / "workspace", "build n")
    undo.write(tmp_path / "a.docx", b"one")
    assert (tmp_path / "a.docx").read_bytes() == b"one"
    undo.remove(tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


def test_what_became_of_a_file_is_reported_in_words() -> None:
    found = {one.value: one.word for one in TakenBack}
    assert found == {"restored": "恢复", "removed": "删去", "left": "保留", "already": "已是原样"}


def test_a_renamed_file_gets_its_name_back(tmp_path: Path, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"before")
    other = file.with_name("b.docx")
    Undo(tmp_path, "build n").rename(file, other)
    assert (file.exists(), other.read_bytes()) == (False, b"before")
    assert take_back(tmp_path) == {"output/b.docx": TakenBack.REMOVED, "output/a.docx": TakenBack.RESTORED}
    assert (file.read_bytes(), other.exists()) == (b"before", False)


def test_a_log_goes_before_the_bytes_without_which_it_could_not_be_taken_back(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undo = Undo(tmp_path, "build n")
    undo.write(file, b"one")
    monkeypatch.setattr("generators.workspace.undo.shutil.rmtree", lambda *_, **__: None)  # killed before it
    undo.forget()
    assert Undo(tmp_path).last() == ("", [])


def test_only_a_command_itself_ends_its_section(tmp_path: Path, file: Path) -> None:
    Undo(tmp_path, "build n").write(file, b"one")
    Undo(tmp_path, "status n").end()
    assert Undo(tmp_path).interrupted() == "build n"


def test_names_stand_in_the_log_as_they_are(tmp_path: Path, file: Path) -> None:
    Undo(tmp_path, "build n").write(file.with_name("通知.docx"), b"one")
    assert "通知.docx" in (tmp_path / "output" / ".duban" / "undo" / "log.jsonl").read_text("utf-8")


def test_of_a_new_file_nothing_was_kept_and_what_is_not_there_can_be_forgotten(tmp_path: Path) -> None:
    assert Undo(tmp_path).kept(FileChange("output/a.docx", None, "x")) == b""
    Undo(tmp_path).forget()
