"""Shell completion of notices, units and kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.kinds import all_kinds

if TYPE_CHECKING:
    import click

    from generators.workspace.workspace import Workspace


def complete_notices(context: click.Context, _: object, typed: str) -> list[str]:
    """The notices whose names begin as typed."""
    return [name for name in _workspace(context).notices() if name.startswith(typed)]


def complete_units(context: click.Context, _: object, typed: str) -> list[str]:
    """The 简称 of every unit one of whose names begins as typed."""
    from generators.dossier.load import read_units

    units = read_units(_workspace(context).departments())
    return [unit.short_name for unit in units if any(name.startswith(typed) for name in unit.names)]


def complete_kinds(_: click.Context, __: object, typed: str) -> list[str]:
    """The names, and where Chinese is typed the titles, of the kinds that begin as typed."""
    names = (kind.name if typed.isascii() else kind.title for kind in all_kinds())
    return [name for name in names if name.startswith(typed)]


def _workspace(context: click.Context) -> Workspace:
    """The workspace that the command line names. Raises UsageError where it is none."""
    from generators.workspace.workspace import Workspace

    return Workspace(context.find_root().params["folder"])
