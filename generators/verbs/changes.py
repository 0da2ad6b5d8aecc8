"""changes: what an edit of the content means, unit by unit, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.outputs import finished
from generators.verbs.changes_report import ChangesReport
from generators.verbs.request import Request
from generators.workspace.issues import Issues
from generators.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.outputs.run import ProgressBar


def changes(
    workspace: Workspace,
    name: str | None,
    redline_on: PartialDate | None = None,
    progress: ProgressBar | None = None,
) -> ChangesReport:
    """Compare the content with what was issued last, else with what was built. Writes nothing but redlines.

    `redline_on`: make a redline of each changed document, with changes of that day.
    """
    chosen = workspace.choose(name)
    if redline_on is None and _is_as_built(workspace, chosen):
        return ChangesReport(chosen, "build", [], [])
    from generators.verbs.comparison import compare  # takes its time to import

    return compare(workspace, chosen, redline_on, progress)


def _is_as_built(workspace: Workspace, name: str) -> bool:
    """Whether nothing was issued, and a build would find everything as the last one left it."""
    if Issues(workspace.root, name).folder.exists():
        return False
    key = finished.inputs_key(workspace, name, Request().for_notice(name))
    known = finished.find(workspace, name, key)
    return known is not None and known.is_all
