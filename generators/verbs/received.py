"""received: what has come in for a notice and waits for a person: doubts, second returns, files that are faulty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.dossier.load import read_units
from generators.intake.store import RECEIVED_AS
from generators.opening import open_notice
from generators.problems import Problem, errors_among, in_order
from generators.report import Report
from generators.verbs.collect import noted_as
from generators.verbs.questions import UnitQuestions, open_questions
from generators.verbs.settle import Conflict, conflicts
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class Received(Report):
    """What waits. `kinds`: what can be noted as returned on paper; `units`: who can return it, by short names,
    those first that the notice asks (`asked` of them).

    `errors` are those for which a return, or nothing at all, can be read.
    """

    notice: str
    units: Sequence[str]
    kinds: Sequence[str]
    errors: Sequence[Problem]
    doubtful: Sequence[UnitQuestions] = ()
    conflicts: Sequence[Conflict] = ()
    asked: int = 0


def received(workspace: Workspace, notice: str) -> Received:
    """What has come in for a notice. Raises UsageError where it does not exist."""
    opened = open_notice(workspace, notice)
    units = [unit.short_name for unit in read_units(workspace.departments())]
    errors = in_order(errors_among(opened.problems))
    if opened.dossier is None:
        return Received(opened.name, units, list(RECEIVED_AS), errors)
    doubtful = list(open_questions(workspace, opened.dossier))
    waiting = list(conflicts(workspace, opened.dossier))
    asked = [unit.short_name for unit in opened.dossier.reporting_units]
    units = list(dict.fromkeys([*asked, *units]))
    return Received(opened.name, units, noted_as(opened.dossier), errors, doubtful, waiting, len(asked))
