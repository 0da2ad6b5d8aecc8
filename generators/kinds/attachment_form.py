"""填报附件: an attachment of the notice laid out alone, for each unit that is to fill in its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import common_fields, limit, matter, recipient
from generators.dossier.printed_body import table_fields
from generators.dossier.task_tables import to_fill
from generators.file_names import safe_name
from generators.kinds import ATTACHMENT_FORM
from generators.plan import Fields, Output
from generators.typesetting.titles import title_lines

if TYPE_CHECKING:
    from generators.dossier.bodies import AttachedBody
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit


def outputs(dossier: Dossier) -> Iterator[Output]:
    """The table of each attachment with 填报, for every unit that it names."""
    for body in dossier.attached:
        for unit in dossier.members(body.content.filled_by):
            path = f"{ATTACHMENT_FORM.title}/{dossier.units.file_name(unit)}-{safe_name(body.title)}.docx"
            fields = _fields(dossier, body, unit)
            yield Output(path, f"{unit.short_name}{body.title}", fields, for_=unit.name)


def _fields(dossier: Dossier, body: AttachedBody, unit: Unit) -> Fields:
    deadline = next((one for one in dossier.deadlines_of(unit) if one.submitted == body.title), None)
    return {
        **common_fields(dossier),
        "受理机关": recipient(dossier, deadline),
        "标题": title_lines(body.content.title, []),
        "单位": unit.name,
        "报送截止": limit(deadline) if deadline else "",
        "报送事由": matter(dossier, deadline) if deadline else "",
        "表格": table_fields(to_fill(dossier, body)),
    }


def asked(dossier: Dossier) -> bool:
    """Whether a table is to be filled in."""
    return any(body.content.filled_by for body in dossier.attached)
