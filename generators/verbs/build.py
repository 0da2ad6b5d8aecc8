"""build: the documents of a notice, made where a run would not find everything as the last one left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generators.outputs import finished
from generators.outputs.decide import Outcome, Wishes
from generators.problems import in_order
from generators.report import BuildReport, OutputReport
from generators.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.outputs.run import ProgressBar


@dataclass(frozen=True)
class Request:
    """What to build. Empty `kinds` and `units` mean all.

    `paginate`: lay out the documents whose layout depends on their pages, and count. `restate`: make anew also what
    has been issued. `on`: the day as of which documents are made that need one; `reply_by`: the
    new date that they set.
    """

    notice: str | None = None
    kinds: Sequence[str] = ()
    units: Sequence[str] = ()
    dry_run: bool = False
    overwrite: bool = False
    prune: bool = False
    paginate: bool = False
    restate: bool = False
    on: PartialDate | None = None
    reply_by: PartialDate | None = None

    @property
    def wishes(self) -> Wishes:
        """What decides about files."""
        return Wishes(self.dry_run, self.overwrite, self.restate, self.prune)

    def for_notice(self, name: str) -> str:
        """The request for a notice as text: equal for requests that a run answers in the same way."""
        return repr(replace(self, notice=name, kinds=tuple(self.kinds), units=tuple(self.units), dry_run=False))


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
