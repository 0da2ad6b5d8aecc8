"""Second returns that say something else than the first, and wait for somebody to choose: told where it matters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.dossier.returns import Return
from generators.intake.interpret import merged, same_task
from generators.intake.store import LATER, return_data
from generators.plan import Kind, MadeBy, digest
from generators.problems import Place, Problem, warning
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.workspace.workspace import Workspace

Row = dict[str, Any]
_STAYS = ("单位", "收到日期", "来源")  # a later return does not change when the first came in


def open_conflicts(
    workspace: Workspace, dossier: Dossier, kinds: Sequence[Kind], units: Collection[str]
) -> Iterator[Problem]:
    """A warning for each return in 以后收到的 with which a document of these kinds would say something else.

    `units`: only documents for these, by 名称; empty means all. A return that was taken over or deleted is settled.
    """
    folder = workspace.root / "content" / dossier.name / "returns" / LATER
    files = [path for path in sorted(folder.glob("*.yaml")) if path.is_file()]
    if not files:
        return
    first = {return_data(raw, path.name)["单位"]: (path, raw) for path, raw in workspace.returns_of(dossier.name)}
    kept = {dossier.units[unit].name: own for unit, own in first.items() if unit in dossier.units}
    asked = [kind for kind in kinds if kind.reads_returns and (dossier.context.on or kind.made_by is not MadeBy.DAY)]
    made = {kind: _documents(kind, dossier, units) for kind in asked}
    for file in files:
        yield from _open_conflict(dossier, file, kept, made, units)


def _open_conflict(
    dossier: Dossier,
    file: Path,
    kept: dict[str, tuple[Path, bytes]],
    made: dict[Kind, dict[str, str]],
    units: Collection[str],
) -> Iterator[Problem]:
    place = Place(f"content/{dossier.name}/returns/{LATER}/{file.name}")
    try:
        later = return_data(file.read_bytes(), file.name)
        unit = dossier.units[later["单位"]]
        path, raw = kept[unit.name]
        old = return_data(raw, path.name)
        taken = Return.model_validate(_taken_over(old, later), context=dossier.units.known(None))
    except (ValueError, KeyError):
        yield warning("这份以后收到的材料读不了，或者没有先前的可比", "核对里面的“单位”；不要它了就删去", place)
        return
    other = replace(dossier, returns=tuple(taken if one.unit == unit.name else one for one in dossier.returns))
    concerned = [kind.title for kind, now in made.items() if now != _documents(kind, other, units)]
    if concerned:
        message = (
            f"{unit.short_name}又报过一份，与先前的不同，还没有取舍；{listed(concerned)}按先前的做，用新的会不一样"
        )
        hint = f"要用新的，把它的内容改进 {path.name}；取舍以后删去这一份，再生成"
        yield warning(message, hint, place)


def _documents(kind: Kind, dossier: Dossier, units: Collection[str]) -> dict[str, str]:
    """The fingerprints of a kind's documents by their paths."""
    made = kind.outputs(dossier)
    return {one.path: digest(one.fields) for one in made if not units or one.for_ in units}


def _taken_over(old: Row, later: Row) -> Row:
    """A return as it would be with a later one taken over, in its own order."""
    data, _ = merged(old, later, "")
    for key, value in later.items():
        if key in ("进展", "方案"):
            data[key] = [{**row, **next((one for one in value if same_task(one, row)), {})} for row in data[key]]
        elif key == "原话":
            data[key] = {**data[key], **value}
        elif key not in (*_STAYS, "其他内容"):
            data[key] = value
    return data
