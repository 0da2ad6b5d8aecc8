"""The manifest on its own: what it saves, and what it takes up from a journal or leaves out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generators.workspace.files import digest_of
from generators.workspace.manifest import JOURNAL, MANIFEST, Manifest, Record, announce_earlier, remove_journal
from generators.workspace.undo import Undo

RECORD = Record("notice", None, digest_of(b"one"), "t", {"标题": "d"}, "v")
OTHER = Record("task-sheet", "省财政厅", digest_of(b"two"), "t", {}, "")


def entry(**changes: Any) -> dict[str, Any]:
    return {**vars(RECORD), **changes}


def read(folder: Path, entries: object) -> dict[str, Record]:
    """The records of a manifest with these entries."""
    (folder / MANIFEST).parent.mkdir(exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps(entries), "utf-8")
    return Manifest(folder).records


def saved(folder: Path, records: dict[str, Record]) -> bytes:
    manifest = Manifest(folder)
    manifest.records = records
    manifest.save(Undo(folder, "build n"))
    return (folder / MANIFEST).read_bytes()


def test_a_saved_manifest_has_a_line_for_each_record_in_the_order_of_paths(tmp_path: Path) -> None:
    content = saved(tmp_path, {"b.docx": OTHER, "a.docx": RECORD}).decode()
    assert content.splitlines()[0] == "{" and content.endswith("\n}\n")
    assert [line.split(":")[0] for line in content.splitlines()[1:-1]] == [' "a.docx"', ' "b.docx"']
    assert json.loads(content) == {"a.docx": vars(RECORD), "b.docx": vars(OTHER)}
    assert '"for_": "省财政厅"' in content and content.index('"content"') < content.index('"kind"')  # for people
    assert Manifest(tmp_path).records == {"a.docx": RECORD, "b.docx": OTHER}


def test_a_manifest_of_nothing_is_an_empty_object(tmp_path: Path) -> None:
    assert saved(tmp_path, {}) == b"{\n\n}\n"


def test_saving_the_same_records_again_writes_nothing_but_removes_the_journal(tmp_path: Path) -> None:
    saved(tmp_path, {"a.docx": RECORD})
    stamp = (tmp_path / MANIFEST).stat().st_ino
    manifest = Manifest(tmp_path)
    manifest.announce("a.docx", RECORD)
    manifest.save(Undo(tmp_path, "build n"))
    assert (tmp_path / MANIFEST).stat().st_ino == stamp
    assert not (tmp_path / JOURNAL).exists()


def test_a_journal_is_taken_up_where_the_file_is_what_it_announced(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    for path, record in {"a.docx": RECORD, "b.docx": OTHER, "../c.docx": RECORD, "d.docx": OTHER}.items():
        manifest.announce(path, record)
    with (tmp_path / JOURNAL).open("a", encoding="utf-8") as journal:
        journal.write('5\n["a.docx", {}]\n["a.docx"')  # no entry, one without keys, one that is torn
    manifest._announced.close()
    with (tmp_path / JOURNAL).open("ab") as journal:
        journal.write("省".encode()[:2])
    (tmp_path / "a.docx").write_bytes(b"one")
    (tmp_path / "b.docx").write_bytes(b"edited")
    (tmp_path.parent / "c.docx").write_bytes(b"one")
    assert Manifest(tmp_path).records == {"a.docx": RECORD}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {key: value for key, value in entry().items() if key != "kind"},
        {key: value for key, value in entry().items() if key != "for_"},
        *({**entry(), key: 5} for key in ("kind", "for_", "content", "template", "version", "fields")),
    ],
)
def test_an_entry_that_is_no_record_is_left_out(tmp_path: Path, wrong: object) -> None:
    assert read(tmp_path, {"a.docx": wrong, "b.docx": entry()}) == {"b.docx": RECORD}


def test_a_record_outside_of_the_folder_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, {"../a.docx": entry()}) == {}


def test_a_record_of_an_earlier_or_a_later_version_is_read(tmp_path: Path) -> None:
    without = {key: value for key, value in entry().items() if key != "version"}
    found = read(tmp_path, {"a.docx": without, "b.docx": entry(later=1)})
    assert found == {"a.docx": Record(**{**without, "version": ""}), "b.docx": RECORD}


@pytest.mark.parametrize("damaged", ["[]", "{", ""])
def test_a_damaged_manifest_has_no_records(tmp_path: Path, damaged: str) -> None:
    (tmp_path / MANIFEST).parent.mkdir()
    (tmp_path / MANIFEST).write_text(damaged, "utf-8")
    assert Manifest(tmp_path).records == {}


def test_files_of_an_earlier_manifest_count_as_ours_once_they_are_back(tmp_path: Path) -> None:
    before = saved(tmp_path, {"a.docx": RECORD, "same.docx": OTHER})
    saved(tmp_path, {"a.docx": OTHER, "same.docx": OTHER})
    announce_earlier(tmp_path / MANIFEST, before)
    assert "same.docx" not in (tmp_path / JOURNAL).read_text("utf-8")
    (tmp_path / "a.docx").write_bytes(b"one")
    assert Manifest(tmp_path).records["a.docx"] == RECORD
    for _ in range(2):  # again where nothing is left of it
        remove_journal(tmp_path / MANIFEST)
        assert not (tmp_path / JOURNAL).exists()
    assert Manifest(tmp_path).records["a.docx"] == OTHER
