"""Each unit's return has a file of its own, however much its name resembles another's as the name of a file."""

from __future__ import annotations

from pathlib import Path

from support.files import NOTICE

from generators.dates import PartialDate
from generators.intake.return_yaml import read_return
from generators.intake.store import ReturnStore
from generators.opening import open_notice
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace

ALIKE = ("甲:乙局", "甲?乙局", "ABC局", "abc局", "长" * 45 + "东局", "长" * 45 + "西局", "CON", "_CON")


def test_units_whose_names_are_equal_as_names_of_files_have_files_of_their_own(workspace: Path) -> None:
    departments = workspace / "content/departments.yaml"
    added = (f"\n  - {{序号: {9000 + n}, 名称: '{name}', 类别: 省直部门}}" for n, name in enumerate(ALIKE))
    departments.write_text(departments.read_text("utf-8").rstrip() + "".join(added) + "\n", "utf-8")
    dossier = open_notice(Workspace(workspace), None).dossier
    assert dossier
    for _ in range(2):  # a later return finds the same file again
        store = ReturnStore(Workspace(workspace), dossier, Undo(workspace))
        for name in ALIKE:
            store.record(name, PartialDate.parse("2013-12-10"), "纸质")
    files = list((workspace / "content" / NOTICE / "returns").glob("*.yaml"))
    assert sorted(read_return(file.read_bytes(), file.name).unit for file in files) == sorted(ALIKE)
    assert len({file.name.lower() for file in files}) == len(ALIKE)
