"""Edits of a policy, each against all documents: what is reported, what is written and what reads differently
are the same documents, and every reason names what was edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.edits import EDITS
from support.effects import Alone, are_alike
from support.files import NOTICE, files_in

import cli

pytestmark = pytest.mark.slow


def edited(built_workspace: Path, folder: Path, name: str) -> Path:
    """A copy of the built workspace, with an edit in its content."""
    shutil.copytree(built_workspace, folder)
    content = {
        "notice.yaml": folder / "content" / NOTICE / "notice.yaml",
        "departments.yaml": folder / "content" / "departments.yaml",
    }
    texts = {key: path.read_text("utf-8") for key, path in content.items()}
    EDITS[name][0](texts)
    for key, path in content.items():
        path.write_text(texts[key], "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(cli.cli, ["-C", str(folder), *arguments, "--json"])
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    return {output["path"].removeprefix(f"output/{NOTICE}/"): output["outcome"] for output in report["outputs"]}


@pytest.mark.parametrize("name", EDITS)
def test_a_build_makes_again_what_reads_differently_and_says_why(alone: Alone, name: str) -> None:
    _, reason, count = EDITS[name]
    found = alone(name)
    made = {path: why for path, (outcome, why) in found.outcomes.items() if outcome == "updated"}
    assert set(made) == set(found.told) & set(found.outcomes)
    assert found.unseen == []
    assert all(why for outcome, why in found.outcomes.values() if outcome in ("new", "orphan"))
    assert (all(made.values()) and any(reason in why for why in made.values())) or not made
    assert [why for why in made.values() if why.startswith("内容变了")] == []
    if count is not None:
        assert len(made) == count


@pytest.mark.parametrize("name", ["标题", "密级", "时限对调", "插入事项", "删去单位", "单位改名"])
def test_what_is_reported_is_what_is_written_is_what_reads_differently(
    built_workspace: Path, tmp_path: Path, alone: Alone, name: str
) -> None:
    """Of everything, of one word everywhere, of a few documents; with documents that come, go, and change names."""
    folder = edited(built_workspace, tmp_path / "工作区", name)
    old = files_in(folder / "output" / NOTICE)
    told = run(folder, "changes")
    dry = run(folder, "build", "--dry-run")
    assert files_in(folder / "output" / NOTICE) == old
    report = run(folder, "build")
    new = files_in(folder / "output" / NOTICE)
    found = outcomes(report)
    assert outcomes(dry) == found == {path: outcome for path, (outcome, _) in alone(name).outcomes.items()}
    listed = {o["path"].removeprefix(f"output/{NOTICE}/") for one in told["units"] for o in one["outputs"]}
    assert listed == {path for path, outcome in found.items() if outcome != "same"}
    assert set(new) == set(found)
    assert {path for path, outcome in found.items() if outcome == "new"} == set(new) - set(old)
    changed = {path for path in old if old[path] != new[path]}
    assert {path for path, outcome in found.items() if outcome == "updated"} == changed
    assert [path for path in changed if are_alike(old[path], new[path])] == []
