"""Help while typing: schemas that are fresh and Chinese, and an example of every key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.files import ROOT

from generators.dossier.models import Notice
from generators.dossier.schema import SCHEMAS
from generators.dossier.validation import model_keys, read_source, validate

Duban = Callable[..., Result]
EXAMPLE = ROOT / "content" / "写法示例.yaml"


@pytest.mark.parametrize("file", SCHEMAS)
def test_the_committed_schema_is_fresh(file: str, workspace: Path, duban: Duban) -> None:
    committed = (ROOT / "content" / file).read_bytes()
    (workspace / "content" / file).unlink()
    assert duban("schema").exit_code == 0
    assert (workspace / "content" / file).read_bytes() == committed, "run: duban schema"


def properties(node: Any) -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(node, dict):
        found += [(name, field) for name, field in node.get("properties", {}).items()]
        found += [one for value in node.values() for one in properties(value)]
    if isinstance(node, list):
        found += [one for value in node for one in properties(value)]
    return found


@pytest.mark.parametrize("file", SCHEMAS)
def test_every_key_is_described_in_chinese(file: str) -> None:
    for name, field in properties(json.loads((ROOT / "content" / file).read_text("utf-8"))):
        assert re.search("[\u4e00-\u9fff]", field["title"] + field.get("description", "")), name
        assert field.get("description") or "$ref" in str(field), name


def test_units_are_offered_as_choices() -> None:
    text = (ROOT / "content" / "notice.schema.json").read_text("utf-8")
    assert '"省财政厅"' in text and '"各市"' in text


def test_the_example_shows_every_key_and_is_valid() -> None:
    text = EXAMPLE.read_text("utf-8")
    shown = set(re.findall(r"(?:^|[{,]|- )\s*(\w+):(?=\s)", text.replace("# ", ""), re.MULTILINE))
    assert model_keys(Notice) - {""} <= shown, model_keys(Notice) - shown
    source = read_source(EXAMPLE.read_bytes(), "写法示例.yaml", Notice)
    _, problems = validate(Notice, source)
    assert problems == []


def test_the_example_builds_with_every_element(workspace: Path, duban: Duban) -> None:
    folder = workspace / "content" / "2014-示例"
    folder.mkdir()
    (folder / "notice.yaml").write_bytes(EXAMPLE.read_bytes())
    result = duban("build", "2014-示例")
    assert result.exit_code == 0, result.output
    assert len(list((workspace / "output" / "2014-示例").rglob("*.docx"))) > 40


@pytest.mark.parametrize("file", ["departments.yaml", "2013-open-government/notice.yaml", "写法示例.yaml"])
def test_content_files_name_their_schema_for_editors(file: str) -> None:
    path = ROOT / "content" / file
    first = path.read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found and (path.parent / found[1]).is_file()
