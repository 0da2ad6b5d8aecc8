"""Thirty edits of a policy, each against all documents: what is reported, what is written and what reads differently
are the same documents, and every reason names what was edited."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from lxml import etree
from support.edits import EDITS
from support.files import NOTICE, W, files_in, make_workspace

import cli


def printed(content: bytes, folder: Path) -> str:
    """Everything that a reader sees: the text of the pages, and of the file's own properties."""
    path = folder / "one.docx"
    path.write_bytes(content)
    properties = docx.Document(str(path)).core_properties
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = [etree.fromstring(package.read(name)) for name in sorted(parts)]
    marks = (f"{W}t", f"{W}br", f"{W}tr", f"{W}p")
    shown = [(node.text or "") if node.tag == f"{W}t" else "|" for root in roots for node in root.iter(*marks)]
    styles = [node.get(f"{W}val", "") for root in roots for node in root.iter(f"{W}pStyle")]
    return "".join(shown) + repr([properties.title, properties.author, styles])


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_workspace(tmp_path_factory.mktemp("matrix") / "工作区")
    assert CliRunner().invoke(cli.cli, ["-C", str(folder), "build"]).exit_code == 0
    return folder


@pytest.mark.parametrize("name", EDITS)
def test_what_is_reported_is_what_is_written_is_what_reads_differently(
    baseline: Path, tmp_path: Path, name: str
) -> None:
    edit, reason, count = EDITS[name]
    folder = shutil.copytree(baseline, tmp_path / "工作区")
    content = {
        "notice.yaml": folder / "content" / NOTICE / "notice.yaml",
        "departments.yaml": folder / "content" / "departments.yaml",
    }
    texts = {key: path.read_text("utf-8") for key, path in content.items()}
    edit(texts)
    for key, path in content.items():
        path.write_text(texts[key], "utf-8")

    def run(*arguments: str) -> dict[str, object]:
        result = CliRunner().invoke(cli.cli, ["-C", str(folder), *arguments, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    old = files_in(folder / "output" / NOTICE)
    told = run("changes")
    dry = run("build", "--dry-run")
    assert files_in(folder / "output" / NOTICE) == old
    report = run("build")
    new = files_in(folder / "output" / NOTICE)

    prefix = f"output/{NOTICE}/"
    outcomes = {output["path"].removeprefix(prefix): output["outcome"] for output in report["outputs"]}
    assert set(new) == set(outcomes)
    assert {path for path, outcome in outcomes.items() if outcome == "new"} == set(new) - set(old)
    updated = {path for path, outcome in outcomes.items() if outcome == "updated"}
    assert updated == {path for path in old if old[path] != new[path]}
    assert updated == {path for path in old if printed(old[path], tmp_path) != printed(new[path], tmp_path)}
    assert {output["path"].removeprefix(prefix): output["outcome"] for output in dry["outputs"]} == outcomes
    listed = {o["path"].removeprefix(prefix) for one in told["units"] for o in one["outputs"]}
    assert listed == {path for path, outcome in outcomes.items() if outcome != "same"}
    assert all(output["reason"] for output in report["outputs"] if output["outcome"] in ("new", "orphan"))
    reasons = [output["reason"] for output in report["outputs"] if output["outcome"] == "updated"]
    assert (all(reasons) and any(reason in one for one in reasons)) or not reasons
    assert [one for one in reasons if one.startswith("内容变了")] == []
    if count is not None:
        assert len(updated) == count
