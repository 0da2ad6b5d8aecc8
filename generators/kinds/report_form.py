"""进展情况报送表: the form in which each lead and each city reports its progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import report_fields
from generators.plan import Kind, Output, unit_output
from generators.wording import Answer

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A form for every unit that reports."""
    for unit in dossier.reporting_units:
        yield unit_output(dossier, KIND.title, unit, report_fields(dossier, unit))


def _asked(dossier: Dossier) -> bool:
    return bool(dossier.deadlines_for(dossier.REPORT))


KIND = Kind(
    name="report-form",
    command="report-forms",
    title="进展情况报送表",
    rank=5,
    outputs=outputs,
    answers=Answer.REPORT,
    asked=_asked,
)
