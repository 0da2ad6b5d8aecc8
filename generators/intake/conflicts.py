"""Second returns that differ from the first and wait for a clerk's choice: a warning where a document is concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generators.intake.merge import merge
from generators.intake.return_yaml import read_return
from generators.intake.store import return_files
from generators.plan import Kind, MadeBy, digest
from generators.problems import Place, Problem, warning
from generators.wording import listed
from generators.workspace.workspace import LATER

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.workspace.workspace import Workspace


def open_conflicts(
    workspace: Workspace, dossier: Dossier, kinds: Sequence[Kind], units: Collection[str]
) -> Iterator[Problem]:
    """A warning for each return in 以后收到的 with which a document of these kinds would be another one.

    `units`: only documents for these, by 名称; empty means all. A return that was taken over or deleted is settled.
    """
    first = return_files(workspace, dossier)
    asked = [kind for kind in kinds if kind.reads_returns and (dossier.context.on or kind.made_by is not MadeBy.DAY)]
    made = {kind: _fingerprints(kind, dossier, units) for kind in asked}
    for file in workspace.later_returns(dossier.name):
        yield from _open_conflict(dossier, file, first, made, units)


def _open_conflict(
    dossier: Dossier,
    file: Path,
    first: Mapping[str, Path],
    made: Mapping[Kind, dict[str, str]],
    units: Collection[str],
) -> Iterator[Problem]:
    place = Place(f"content/{dossier.name}/returns/{LATER}/{file.name}")
    try:
        later = read_return(file.read_bytes(), file.name)
        unit = dossier.units[later.unit]
        path = first[unit.name]
    except (ValueError, KeyError):
        yield warning("这份以后收到的材料读不了，或者没有先前的可比", "核对里面的“单位”；不要它了就删去", place)
        return
    first_ones = dossier.returns
    chosen = tuple(merge(one, later, prefer_new=True)[0] if one.unit == unit.name else one for one in first_ones)
    other = replace(dossier, returns=chosen)
    concerned = [kind.title for kind, now in made.items() if now != _fingerprints(kind, other, units)]
    if concerned:
        message = (
            f"{unit.short_name}又报过一份，与先前的不同，还没有取舍；{listed(concerned)}按先前的做，用新的会不一样"
        )
        hint = f"要用新的，把它的内容改进 {path.name}；取舍以后删去这一份，再生成"
        yield warning(message, hint, place)


def _fingerprints(kind: Kind, dossier: Dossier, units: Collection[str]) -> dict[str, str]:
    """The fingerprints of a kind's documents by their paths."""
    made = kind.outputs(dossier)
    return {one.path: digest({**one.fields}) for one in made if not units or one.for_ in units}
