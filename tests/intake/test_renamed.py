"""A unit that is renamed after the issue returns the form that it was sent."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from support.files import NOTICE
from support.filling import document, fill, places

OLD, NEW = "省环保厅", "省生态环境厅"


@pytest.fixture
def sent_form(built: Path, tmp_path: Path) -> Path:
    """The form with the old name, filled in for one measure."""
    (form,) = (built / "进展情况报送表").glob(f"*-{OLD}-*.docx")
    copy = shutil.copyfile(form, tmp_path / "表.docx")
    task, label = next(asked for asked in places(document(copy)) if asked[1] == "进展情况")
    return fill(copy, {(task, label): "已经公开", ("", "填报人"): "张三"}, "typed")


@pytest.fixture
def rename(workspace: Path) -> Callable[[str], None]:
    def renamed(aliases: str) -> None:
        for path in (workspace / "content" / "departments.yaml", workspace / "content" / NOTICE / "notice.yaml"):
            text = path.read_text("utf-8").replace(OLD, NEW)
            path.write_text(text.replace(f"名称: {NEW},", f"名称: {NEW}, {aliases}"), "utf-8")

    return renamed


def collected(duban: Callable[..., Result], *arguments: str) -> dict[str, Any]:
    return dict(json.loads(duban("collect", *arguments, "--on", "2013-12-10", "--json").stdout))


def test_with_its_old_name_as_an_alias_the_form_is_read_as_its_own(
    workspace: Path, duban: Callable[..., Result], rename: Callable[[str], None], sent_form: Path
) -> None:
    rename(f"别名: [{OLD}],")
    report = collected(duban, str(sent_form))
    assert [one["for"] for one in report["taken"]] == [NEW]
    answer = yaml.safe_load((workspace / "content" / NOTICE / "returns" / f"{NEW}.yaml").read_text("utf-8"))
    assert answer["单位"] == NEW and answer["填报人"] == "张三" and "其他内容" not in answer
    assert [one["进展情况"] for one in answer["进展"]] == ["已经公开"]


def test_without_it_the_clerk_is_asked_and_may_name_the_unit(
    workspace: Path, duban: Callable[..., Result], rename: Callable[[str], None], sent_form: Path
) -> None:
    rename("")
    (left,) = collected(duban, str(sent_form))["left_alone"]
    assert f"单位名录里没有“{OLD}”；是改了名的" in left["reason"] and f"别名: [{OLD}]" in left["reason"]
    report = collected(duban, str(sent_form), "--for", NEW)
    assert any(f"表里的单位是“{OLD}”，按 --for 记作{NEW}" in doubt["message"] for doubt in report["doubts"])
    answer = yaml.safe_load((workspace / "content" / NOTICE / "returns" / f"{NEW}.yaml").read_text("utf-8"))
    assert len(answer["进展"]) == 1 and [one["原话"] for one in answer["其他内容"]] == [OLD]
