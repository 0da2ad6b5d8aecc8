"""build: the documents of a notice, made where a run would not find everything as the last one left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.outputs import finished
from generators.outputs.build_report import BuildReport, OutputReport
from generators.outputs.decide import Outcome
from generators.problems import in_order
from generators.verbs.request import Request as Request
from generators.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generators.outputs.run import ProgressBar


def build(workspace: Workspace, request: Request, progress: ProgressBar | None = None) -> BuildReport:
    """Build a notice's documents. Faults of content stop everything before anything is written.

    Raises UsageError when the notice, a kind or a unit does not exist, or another run is writing.
    """
    name = workspace.choose(request.notice)
    key = finished.inputs_key(workspace, name, request.for_notice(name))
    known = finished.find(workspace, name, key)
    if known is None:
        from generators.verbs.making import make  # takes its time to import

        return make(workspace, request, key, progress)
    same = [OutputReport(one.kind, one.for_, f"output/{name}/{one.path}", Outcome.SAME) for one in known.documents]
    return BuildReport(name, same, in_order(known.problems), request.dry_run)
