"""settle: choose between what a unit has returned first and what it has returned later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dossier.dossier import Dossier
from generators.intake.merge import Difference, differences, merge
from generators.intake.return_yaml import read_return, return_yaml
from generators.intake.store import return_files
from generators.opening import open_notice
from generators.problems import ContentError, UsageError, error
from generators.report import Report, Screen
from generators.workspace.lock import locked
from generators.workspace.workspace import LATER, Workspace


@dataclass(frozen=True)
class Conflict:
    """Two returns of one unit: the later one's file name, and both as they are written, with where they differ."""

    file: str
    unit: str
    first: str
    later: str
    differences: Sequence[Difference]


@dataclass(frozen=True)
class SettleReport(Report):
    """Which of two returns of a unit holds from now on; `place`: only of this value, empty for all."""

    unit: str
    took_later: bool
    place: str = ""

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        return {"for": self.unit, "took": "later" if self.took_later else "first", "place": self.place}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was chosen."""
        where = f"（{self.place}）" if self.place else ""
        yield f"{self.unit}{where}：用{'后来' if self.took_later else '先前'}报的。再生成一次，文书就照它做。"


def conflicts(workspace: Workspace, dossier: Dossier) -> Iterator[Conflict]:
    """The later returns of a notice that wait for a choice."""
    files = return_files(workspace, dossier)
    for path in workspace.later_returns(dossier.name):
        try:
            later = read_return(path.read_bytes(), path.name)
            first = files[dossier.units[later.unit].name]
            before = read_return(first.read_bytes(), first.name)
        except (ValueError, KeyError):  # reported where documents are built
            continue
        old, new = (file.read_text("utf-8-sig") for file in (first, path))
        yield Conflict(path.name, dossier.units[later.unit].name, old, new, differences(before, later))


def settle(workspace: Workspace, notice: str, file: str, *, take_later: bool, place: str = "") -> SettleReport:
    """Keep the first return of a unit, or put the later one's values in; the later file is removed.

    `file` is the name of a `Conflict`. With the `place` of one of its differences only this one is settled, and the
    file is removed with the last. Raises UsageError where there is none of that name.
    """
    opened = open_notice(workspace, notice)
    if opened.dossier is None:
        raise ContentError(*opened.problems)
    found = {one.file: one for one in conflicts(workspace, opened.dossier)}.get(file)
    if found is None:
        raise UsageError(error("这一份已经取舍过，或者不在了", "重新打开“收材料”看"))
    path = return_files(workspace, opened.dossier)[found.unit]
    later = workspace.root / "content" / opened.name / "returns" / LATER / found.file
    with locked(workspace.root, f"settle {opened.name}") as undo:
        old, raw = path.read_bytes(), later.read_bytes()
        first, second = read_return(old, path.name), read_return(raw, file)
        at = [place] if place else [one.place for one in found.differences]
        if take_later:
            first, _ = merge(first, second, at=at)
            undo.write(path, return_yaml(first, old))
        else:
            second, _ = merge(second, first, at=at)
        if place and differences(first, second):
            undo.write(later, return_yaml(second, raw))
        else:
            undo.remove(later)
    return SettleReport(found.unit, take_later, place)
