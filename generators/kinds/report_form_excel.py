"""进展情况报送表（Excel）: the report form once more as a workbook, for units that prefer to fill in a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import report_fields
from generators.plan import Kind, MadeBy, Output, unit_output
from generators.wording import Answer

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier

_TITLE = "进展情况报送表"  # it lies beside the Word form, under the same name


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A workbook for every unit that reports."""
    for unit in dossier.reporting_units:
        yield unit_output(dossier, _TITLE, unit, report_fields(dossier, unit), suffix=KIND.suffix)


KIND = Kind(
    name="report-form-excel",
    command="report-forms-excel",
    title="进展情况报送表（Excel）",
    rank=5,
    outputs=outputs,
    answers=Answer.REPORT,
    made_by=MadeBy.REQUEST,
    suffix=".xlsx",
)
