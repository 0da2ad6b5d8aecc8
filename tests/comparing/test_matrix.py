"""Edits of a policy, each against all documents: what is reported, what is written and what reads differently
are the same documents, and every reason names what was edited."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree
from support.edits import EDITS
from support.files import NOTICE, W, files_in

import cli

DC = "{http://purl.org/dc/elements/1.1/}"


@lru_cache(1000)
def shown(name: str, part: bytes) -> object:
    """What a reader sees of a part: the text and the styles of pages, or the file's own properties."""
    if not name.startswith("word/") or not name.endswith(".xml"):
        is_core = name == "docProps/core.xml"
        return [etree.fromstring(part).findtext(f"{DC}{one}") for one in ("title", "creator")] if is_core else None
    root = etree.fromstring(part)
    marks = (f"{W}t", f"{W}br", f"{W}tr", f"{W}p")
    text = "".join((node.text or "") if node.tag == f"{W}t" else "|" for node in root.iter(*marks))
    return text, [node.get(f"{W}val", "") for node in root.iter(f"{W}pStyle")]


def reads_alike(old: bytes, new: bytes) -> bool:
    """Whether a reader sees no difference between two documents."""
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        sums = [{one.filename: one.CRC for one in package.infolist()} for package in (before, after)]
        assert sums[0].keys() == sums[1].keys()
        differing = [name for name in sums[0] if sums[0][name] != sums[1][name]]
        return all(shown(name, before.read(name)) == shown(name, after.read(name)) for name in differing)


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
def test_what_is_reported_is_what_is_written_is_what_reads_differently(
    built_workspace: Path, tmp_path: Path, name: str
) -> None:
    _, reason, count = EDITS[name]
    folder = edited(built_workspace, tmp_path / "工作区", name)
    old = files_in(folder / "output" / NOTICE)
    report = run(folder, "build")
    new = files_in(folder / "output" / NOTICE)

    found = outcomes(report)
    assert set(new) == set(found)
    assert {path for path, outcome in found.items() if outcome == "new"} == set(new) - set(old)
    updated = {path for path, outcome in found.items() if outcome == "updated"}
    changed = {path for path in old if old[path] != new[path]}
    assert updated == changed
    assert [path for path in changed if reads_alike(old[path], new[path])] == []
    assert all(output["reason"] for output in report["outputs"] if output["outcome"] in ("new", "orphan"))
    reasons = [output["reason"] for output in report["outputs"] if output["outcome"] == "updated"]
    assert (all(reasons) and any(reason in one for one in reasons)) or not reasons
    assert [one for one in reasons if one.startswith("内容变了")] == []
    if count is not None:
        assert len(updated) == count


@pytest.mark.parametrize("name", ["标题", "密级", "时限对调", "插入事项", "删去单位", "单位改名"])
def test_changes_and_a_dry_run_report_what_a_build_writes(built_workspace: Path, tmp_path: Path, name: str) -> None:
    """Of everything, of one word everywhere, of a few documents; with documents that come, go, and change names."""
    folder = edited(built_workspace, tmp_path / "工作区", name)
    old = files_in(folder / "output" / NOTICE)
    told = run(folder, "changes")
    dry = run(folder, "build", "--dry-run")
    assert files_in(folder / "output" / NOTICE) == old
    found = outcomes(run(folder, "build"))
    assert outcomes(dry) == found
    listed = {o["path"].removeprefix(f"output/{NOTICE}/") for one in told["units"] for o in one["outputs"]}
    assert listed == {path for path, outcome in found.items() if outcome != "same"}
