"""进展情况报送表（Excel）: the report form once more as a workbook, for units that prefer to fill in a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generators.dossier.item_fields import report_fields
from generators.kinds import REPORT_FORM_EXCEL
from generators.plan import Output, unit_output

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier

_TITLE = "进展情况报送表"  # it lies beside the Word form, under the same name


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A workbook for every unit that is asked to report."""
    for unit in dossier.asked_for(dossier.REPORT):
        yield unit_output(dossier, _TITLE, unit, partial(report_fields, dossier, unit), suffix=REPORT_FORM_EXCEL.suffix)
