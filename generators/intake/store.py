"""What came in, put into content/<notice>/returns: a first return written, a later one added, corrections kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.returns import Return
from generators.dossier.validation import read_source, validate
from generators.file_names import safe_name
from generators.intake.interpret import Interpretation, interpret, merged
from generators.intake.return_yaml import written
from generators.problems import Place, Problem, warning
from generators.submission import Submission
from generators.wording import STATES, measure_key
from generators.workspace.files import digest_of
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generators.excel.ledger import LedgerChange

LATER = "以后收到的"  # where a later return is kept whole, which says something else than the first


class Intake:
    """The returns of one notice, open for writing. `undo` makes every change."""

    def __init__(self, workspace: Workspace, dossier: Dossier, undo: Undo) -> None:
        self._folder = workspace.root / "content" / dossier.name / "returns"
        self._dossier = dossier
        self._undo = undo
        self._files: dict[str, Path] = {}
        for path, raw in workspace.returns_of(dossier.name):
            unit = read_source(raw, path.name, Return).data["单位"]
            self._files[dossier.units[unit].name] = path

    def knows(self, unit: str, digest: str) -> bool:
        """Whether a file was taken before: what a clerk has corrected since is not read over."""
        found = self._dossier.return_of(self._dossier.units[unit])
        return found is not None and any(origin.digest == digest for origin in found.origins)

    def take(
        self, submission: Submission, file: str, raw: bytes, received: PartialDate, *, is_plan: bool
    ) -> list[Problem]:
        """Write down what a file says; returns the doubts.

        Raises OSError, or ValueError when the unit's return as it stands cannot be read.
        """
        made = interpret(self._dossier, submission, file, received, is_plan=is_plan)
        made.data["来源"] = [{"文件": file.rsplit("/", 1)[-1], "指纹": digest_of(raw), "收到": str(received)}]
        return self._write(made, file, digest_of(raw))

    def record(self, unit: str, received: PartialDate, by: str) -> list[Problem]:
        """Note a return on paper, by scan or by telephone: it counts as returned, its content is missing."""
        data = {"单位": unit, "收到日期": str(received), "来源": [{"收到": str(received), "方式": by}]}
        return self._write(Interpretation(data), "", "")

    def _write(self, made: Interpretation, file: str, digest: str) -> list[Problem]:
        unit = made.data["单位"]
        path = self._files.get(unit, self._folder / f"{safe_name(unit)}.yaml")
        if not path.exists():
            self._undo.write(path, written(made.data))
            self._files[unit] = path
            return made.doubts
        old = path.read_bytes()
        data, differs = merged(return_data(old, path.name), made.data, file)
        if differs:
            later = self._folder / LATER / f"{safe_name(unit)}-{digest[:6]}.yaml"
            self._undo.write(later, written(made.data))
            kept = f"returns/{LATER}/{later.name}"
            hint = f"全文存在 {kept}；要用新的，把它的内容改进 {path.name}"
            differs = [
                *differs,
                warning(f"{unit}又报了一次，有 {len(differs)} 处与先前不同，保留先前的", hint, Place(file)),
            ]
        self._undo.write(path, written(data, old))
        return [*made.doubts, *differs]

    def correct(self, changes: Sequence[LedgerChange], received: PartialDate) -> list[Problem]:
        """Take what was typed into the ledger. Where a return has changed meanwhile, it stays, with a doubt."""
        doubts: list[Problem] = []
        for unit in dict.fromkeys(change.unit for change in changes):
            path = self._files.get(unit, self._folder / f"{safe_name(unit)}.yaml")
            old = path.read_bytes() if path.exists() else None
            data: dict[str, Any] = return_data(old, path.name) if old is not None else {"单位": unit}
            for change in (one for one in changes if one.unit == unit):
                doubts += _corrected(data, change)
            origin = {"收到": str(received), "方式": "台账"}
            if origin not in data.setdefault("来源", []):
                data["来源"].append(origin)
            data.setdefault("收到日期", str(received))
            self._undo.write(path, written(data, old))
        return doubts


def return_data(raw: bytes, name: str) -> dict[str, Any]:
    """A return's file as plain data. Raises ValueError when it cannot be read."""
    source = read_source(raw, name, Return)
    content, problems = validate(Return, source)
    if content is None:
        raise ValueError(problems[0].message)
    assert isinstance(source.data, dict)
    return dict(source.data)


def _corrected(data: dict[str, Any], change: LedgerChange) -> list[Problem]:
    """Put one cell of the ledger into a return's data, or keep what is there and say why."""
    place = Place("台账", nearby=change.place)
    row = _row_of(data, change)
    now = str(row.get(change.label) or "")
    if not change.now:
        return [
            warning(
                f"{change.unit}的{change.label}在台账里清空了，保留“{now[:30]}”", "确要删去，改 returns 里的文件", place
            )
        ]
    if now not in ("", change.was, change.now):
        hint = f"台账上写的是“{change.now[:30]}”；要用它，改 returns 里的文件"
        return [warning(f"{change.unit}的{change.label}在生成台账以后改过，保留现在的", hint, place)]
    if change.label == "完成状态" and change.now not in STATES:
        row["原话"] = {**row.get("原话", {}), change.label: change.now}
        return [warning(f"完成状态不是四种之一：“{change.now[:30]}”", "在台账里用下拉框选一种", place)]
    row[change.label] = change.now
    return []


def _row_of(data: dict[str, Any], change: LedgerChange) -> dict[str, Any]:
    """The entry of a measure or item in a return's data, made where there is none."""
    rows: list[dict[str, Any]] = data.setdefault("进展", [])
    key = measure_key(change.measure)
    for row in rows:
        if row["事项"] == change.task and measure_key(row.get("措施") or "") == key:
            return row
    rows.append({"事项": change.task, "措施": change.measure} if change.measure else {"事项": change.task})
    return rows[-1]


def take_ledger_changes(
    workspace: Workspace, dossier: Dossier, changes: Sequence[LedgerChange], received: PartialDate, undo: Undo
) -> list[Problem]:
    """Put what was typed into the ledger into the returns; gives the doubts. Raises OSError or ValueError."""
    return Intake(workspace, dossier, undo).correct(changes, received)
