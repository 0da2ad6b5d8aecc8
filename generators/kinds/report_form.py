"""进展情况报送表: the form in which each lead and each city reports its progress."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generators.dossier.item_fields import report_fields
from generators.kinds import REPORT_FORM
from generators.plan import Output, unit_output

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


def outputs(dossier: Dossier) -> Iterator[Output]:
    """A form for every unit that is asked to report."""
    for unit in dossier.asked_for(dossier.REPORT):
        yield unit_output(dossier, REPORT_FORM.title, unit, partial(report_fields, dossier, unit))


def asked(dossier: Dossier) -> bool:
    """Whether anybody is to report."""
    return bool(dossier.deadlines_for(dossier.REPORT))
