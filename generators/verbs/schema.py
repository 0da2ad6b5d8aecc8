"""schema: write the JSON Schemas that help while the content is typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dossier.load import read_units
from generators.dossier.schema import SCHEMAS, json_schema
from generators.problems import UsageError, error
from generators.report import Report, Screen
from generators.workspace.files import sweep_beside, write_atomically
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class SchemaReport(Report):
    """The files written, relative to the workspace."""

    files: Sequence[str]

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was written, and how an editor takes it up."""
        yield from (f"已更新 {file}" for file in self.files)
        yield "编辑器（如 VS Code 加 YAML 插件）打开内容文件时，会按第一行的说明自动补全。"


def schema(workspace: Workspace) -> SchemaReport:
    """Write a schema beside each kind of content file, with the workspace's units as choices.

    Raises UsageError where there is no content.
    """
    if workspace.uses_supplied_content:
        raise UsageError(error("这个文件夹里没有 content", "到工作文件夹里运行；还没有就先用 duban new 建一个"))
    units = read_units(workspace.departments())
    sweep_beside(workspace.root / "content" / "departments.yaml")
    for file in SCHEMAS:
        text = json.dumps(json_schema(file, units), ensure_ascii=False, indent=1) + "\n"
        write_atomically(workspace.root / "content" / file, text.encode("utf-8"))
    return SchemaReport([f"content/{file}" for file in SCHEMAS])
