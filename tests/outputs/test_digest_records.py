"""Outputs known by their bytes: wherever they lie, what was written once is ours, anything else is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.outputs.decide import Action, Outcome, Wishes, decide
from generators.outputs.digest_records import DigestRecords, spec_of_bytes
from generators.outputs.output_folder import OutputFolder
from generators.outputs.writer import Writer
from generators.workspace.files import digest_of
from generators.workspace.undo import Undo


def put(path: Path, content: bytes, root: Path) -> Action:
    spec = spec_of_bytes(path.name, "ledger", digest_of(content))
    folder = OutputFolder(path.parent, DigestRecords(root / "output" / ".duban" / "l.json", path.parent, spec))
    writer = Writer(folder, Undo(root, "ledger n"))
    action = writer.execute(decide(spec, folder.found(spec, lambda *_: "变了"), Wishes()), lambda: content)
    writer.finish()
    return action


def outcomes(path: Path, root: Path, *contents: bytes) -> list[Outcome]:
    return [put(path, content, root).outcome for content in contents]


@pytest.mark.parametrize("folder", ["工作区/output/n", "别处"])
def test_what_was_written_is_written_over_inside_and_outside_of_the_workspace(tmp_path: Path, folder: str) -> None:
    path, root = tmp_path / folder / "台账.xlsx", tmp_path / "工作区"
    assert outcomes(path, root, b"1", b"1", b"2") == [Outcome.NEW, Outcome.SAME, Outcome.UPDATED]
    moved = path.with_name("改名.xlsx")
    path.replace(moved)
    assert outcomes(moved, root, b"3", b"1") == [Outcome.UPDATED, Outcome.UPDATED]


def test_an_edited_file_stays_and_each_new_one_takes_the_place_of_the_last_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "output" / "台账.xlsx"
    put(path, b"1", tmp_path)
    path.write_bytes(b"edited")
    for content in (b"2", b"3", b"3"):
        assert put(path, content, tmp_path).beside == "台账.新版.xlsx"
    assert path.read_bytes() == b"edited"
    assert path.with_name("台账.新版.xlsx").read_bytes() == b"3"
    path.unlink()
    assert put(path, b"4", tmp_path).outcome is Outcome.NEW
    assert [one.name for one in path.parent.glob("*.xlsx")] == ["台账.xlsx"]


@pytest.mark.parametrize("damage", ["", "[]", '{"written": 5}', '{"written": [5, null]}'])
def test_damaged_records_overwrite_nothing_but_know_equal_bytes(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "output" / "台账.xlsx"
    put(path, b"1", tmp_path)
    (tmp_path / "output" / ".duban" / "l.json").write_text(damage, "utf-8")
    assert put(path, b"1", tmp_path).outcome is Outcome.SAME
    (tmp_path / "output" / ".duban" / "l.json").write_text(damage, "utf-8")
    assert put(path, b"2", tmp_path).beside == "台账.新版.xlsx"
