"""The writer on real files: what an action puts, keeps, removes and records, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from generators.outputs.decide import Action, Effect, Outcome, Wishes, decide
from generators.outputs.found import IssuedCopy, OutputSpec
from generators.outputs.orphans import decide_orphan
from generators.outputs.output_folder import OutputFolder
from generators.outputs.writer import ChangedOnDiskError, Writer
from generators.problems import TemplateError, error
from generators.workspace.manifest import Manifest, Record
from generators.workspace.undo import Undo

PATH, BESIDE = "清单/a.docx", "清单/a.新版.docx"
NO_WISHES = Wishes()


class Desk:
    """A folder with its writer; `put` decides about an output with some content and carries that out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "output" / "n"
        self.file = self.path / PATH
        self.beside = self.path / BESIDE
        self.open()

    def open(self) -> None:
        """Begin a new run, with the records of the last."""
        self.folder = OutputFolder(self.path)
        self.writer = Writer(self.folder, Undo(self.root, "build n"))

    def decide(self, content: str, wishes: Wishes = NO_WISHES) -> Action:
        spec = OutputSpec(PATH, "task-sheet", None, "template", {"内容": content})

        def explain(_: Record, names: Sequence[str]) -> str:
            return f"变了：{'、'.join(names)}"

        return decide(spec, self.folder.found(spec, explain), wishes)

    def put(self, content: str, wishes: Wishes = NO_WISHES) -> Action:
        action = self.writer.attempt(self.decide(content, wishes), content.encode)
        self.writer.finish()
        return action


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_document_is_written_and_recorded_for_the_next_run(desk: Desk) -> None:
    assert desk.put("one").outcome is Outcome.NEW
    assert desk.file.read_bytes() == b"one"
    desk.open()
    assert desk.folder.has_records
    assert (desk.put("one").outcome, desk.put("two").outcome) == (Outcome.SAME, Outcome.UPDATED)
    assert desk.file.read_bytes() == b"two"


def test_nothing_is_rendered_or_written_for_what_is_left(desk: Desk) -> None:
    desk.put("one")
    stamp = desk.file.stat().st_mtime_ns
    action = desk.decide("one")
    assert desk.writer.execute(action) == action
    assert desk.file.stat().st_mtime_ns == stamp


def test_the_record_is_announced_before_the_file_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Undo, "write", dies)
        with pytest.raises(KeyboardInterrupt):
            desk.writer.execute(desk.decide("one"), b"one".__bytes__)
    path, record = json.loads((desk.path / ".duban" / "journal.jsonl").read_text("utf-8"))
    assert (path, record["fields"]) == (PATH, {"内容": "one"})
    desk.file.parent.mkdir(parents=True)
    desk.file.write_bytes(b"one")
    desk.open()
    assert desk.put("one").outcome is Outcome.SAME, "a file that matches its journal line is ours"
    assert not (desk.path / ".duban" / "journal.jsonl").exists()


def test_a_new_version_lies_beside_an_edited_file_and_goes_when_it_has_served(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    assert desk.put("two").beside == BESIDE
    assert (desk.file.read_bytes(), desk.beside.read_bytes()) == (b"edited", b"two")
    action = desk.put("three", Wishes(overwrite=True))
    assert action.reason.endswith("；原文件留存为 a.手改留存.docx")
    assert desk.file.read_bytes() == b"three" and not desk.beside.exists()
    assert desk.file.with_name("a.手改留存.docx").read_bytes() == b"edited"
    assert set(Manifest(desk.path).records) == {PATH}


def test_a_new_version_that_was_edited_stays_when_the_file_is_overwritten(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    desk.put("two")
    desk.beside.write_bytes(b"edited too")
    desk.put("three", Wishes(overwrite=True))
    assert desk.beside.read_bytes() == b"edited too"


def test_the_same_edit_is_kept_once(desk: Desk) -> None:
    for content in ("one", "two"):
        desk.put(content, Wishes(overwrite=True))
        desk.file.write_bytes(b"edited")
    desk.put("three", Wishes(overwrite=True))
    desk.file.write_bytes(b"edited otherwise")
    desk.put("four", Wishes(overwrite=True))
    kept = {path.name: path.read_bytes() for path in desk.file.parent.glob("*留存*")}
    assert kept == {"a.手改留存.docx": b"edited", "a.手改留存2.docx": b"edited otherwise"}


def test_a_new_version_put_in_place_of_the_file_takes_its_record_along(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    desk.put("two")
    desk.beside.replace(desk.file)
    assert desk.put("two").outcome is Outcome.SAME
    assert set(Manifest(desk.path).records) == {PATH}


def test_a_foreign_file_with_the_very_bytes_to_be_written_counts_as_written(desk: Desk) -> None:
    desk.file.parent.mkdir(parents=True)
    desk.file.write_bytes(b"one")
    action = desk.put("one")
    assert (action.outcome, action.reason, action.beside) == (Outcome.SAME, "", None)
    assert set(Manifest(desk.path).records) == {PATH} and not desk.beside.exists()


def test_a_file_that_changed_after_the_decision_is_left(desk: Desk) -> None:
    desk.put("one")
    action = desk.decide("two")
    desk.file.write_bytes(b"edited just now")
    with pytest.raises(ChangedOnDiskError):
        desk.writer.execute(action, b"two".__bytes__)
    failed = desk.writer.attempt(action, b"two".__bytes__)
    assert (failed.outcome, failed.reason) == (Outcome.FAILED, "生成期间文件被改动，没有覆盖；再运行一次")
    assert desk.file.read_bytes() == b"edited just now"


def test_a_new_version_edited_after_the_decision_is_kept_under_another_name(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    desk.put("two")
    action = desk.decide("three")
    desk.beside.write_bytes(b"edited just now")
    assert "留存为 a.新版.手改留存.docx" in desk.writer.execute(action, b"three".__bytes__).reason
    assert desk.beside.with_name("a.新版.手改留存.docx").read_bytes() == b"edited just now"


def test_a_fault_of_the_template_is_a_failed_action_and_a_problem(desk: Desk) -> None:
    def broken() -> bytes:
        raise TemplateError(error("坏了"))

    action = desk.writer.attempt(desk.decide("one"), broken)
    assert (action.outcome, action.reason, action.effect) == (Outcome.FAILED, "模板有错误", Effect.LEAVE)
    assert [problem.message for problem in desk.writer.problems] == ["坏了"]
    assert desk.folder.records == {} and not desk.file.exists()


def test_what_the_disk_refuses_is_reported_as_it_said_or_as_the_action_words_it(desk: Desk) -> None:
    desk.file.parent.parent.mkdir(parents=True)
    desk.file.parent.write_text("a file where a folder should be")
    assert "有一个同名的文件" in desk.put("one").reason
    action = Action(desk.decide("one").spec, None, Outcome.ORPHAN, PATH, effect=Effect.REMOVE, if_refused="删不掉")
    assert desk.writer.attempt(action).reason == "删不掉"


def test_the_issued_copy_is_put_without_rendering(desk: Desk) -> None:
    copy = IssuedCopy(b"issued", "digest", "version then")
    spec = desk.decide("one").spec
    action = Action(spec, None, Outcome.RESTORED, PATH, effect=Effect.PUT_ISSUED, version="version then", issued=copy)
    desk.writer.execute(action)
    assert desk.file.read_bytes() == b"issued" and desk.folder.records[PATH].version == "version then"


def test_an_orphan_is_removed_with_its_record_unless_it_changed_since(desk: Desk) -> None:
    desk.put("one")
    (orphan,) = desk.folder.orphans(set(), set())
    action = decide_orphan(orphan, Wishes(prune=True))
    desk.file.write_bytes(b"edited just now")
    assert desk.writer.attempt(action).outcome is Outcome.FAILED and desk.file.exists()
    desk.file.write_bytes(b"one")
    assert desk.writer.attempt(action).outcome is Outcome.ORPHAN
    assert not desk.file.exists() and desk.folder.records == {}


def test_the_record_of_an_orphan_that_is_gone_is_forgotten_that_of_a_new_version_not(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    desk.put("two")
    desk.beside.unlink()
    assert list(desk.folder.orphans({PATH}, set())) == []
    desk.file.unlink()
    gone = list(desk.folder.orphans(set(), set()))
    assert [orphan.is_gone for orphan in gone] == [True, True]
    for orphan in gone:
        desk.writer.execute(decide_orphan(orphan, Wishes()))
    assert desk.folder.records == {}


def test_new_versions_that_are_current_are_no_orphans(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    desk.put("two")
    assert list(desk.folder.orphans({PATH}, {BESIDE})) == []
    (orphan,) = desk.folder.orphans({PATH}, set())
    assert orphan.is_new_version and orphan.file.path == BESIDE


def test_many_new_versions_leave_room_for_one_more(desk: Desk) -> None:
    desk.put("one")
    desk.file.write_bytes(b"edited")
    for number in range(25):
        desk.file.with_name(f"a.新版{number if number > 1 else ''}.docx").write_bytes(b"foreign")
    assert desk.put("two").beside == "清单/a.新版25.docx"
