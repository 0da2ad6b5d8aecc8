"""Names of units for the shell's completion."""

from __future__ import annotations

from generators.dossier.models import Units
from generators.dossier.reading import read_source, validate
from generators.dossier.units import UnitList
from generators.workspace.workspace import Workspace


def read_units(workspace: Workspace) -> UnitList:
    """The units of a workspace; none where the file cannot be read."""
    file, raw = workspace.departments()
    units, _ = validate(Units, read_source(raw, file, Units))
    return UnitList(units.units if units else ())


def unit_names(workspace: Workspace, typed: str) -> list[str]:
    """The 简称 of every unit one of whose names begins as typed."""
    return [unit.short_name for unit in read_units(workspace) if any(name.startswith(typed) for name in unit.names)]
