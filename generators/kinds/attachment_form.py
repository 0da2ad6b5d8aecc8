"""填报附件: an attachment of the notice laid out alone, for each unit that is to fill in its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import common_fields, limit, matter, recipient
from generators.dossier.printed_body import table_fields
from generators.file_names import safe_name
from generators.kinds import ATTACHMENT_FORM
from generators.plan import Fields, Output
from generators.titles import title_lines

if TYPE_CHECKING:
    from generators.dossier.attachment import Attachment
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit


def outputs(dossier: Dossier) -> Iterator[Output]:
    """The table of each attachment with 填报, for every unit that it names."""
    for attachment in dossier.notice.attachments:
        title = attachment.title.replace("\n", "")
        for unit in dossier.members(attachment.filled_by):
            path = f"{ATTACHMENT_FORM.title}/{dossier.units.file_name(unit)}-{safe_name(title)}.docx"
            fields = _fields(dossier, attachment, unit)
            yield Output(path, f"{unit.short_name}{title}", fields, for_=unit.name)


def _fields(dossier: Dossier, attachment: Attachment, unit: Unit) -> Fields:
    deadline = next((one for one in dossier.deadlines_of(unit) if one.submitted == attachment.title), None)
    assert attachment.table is not None, "the model asks for a table to fill in"
    return {
        **common_fields(dossier),
        "受理机关": recipient(dossier, deadline),
        "标题": title_lines(attachment.title, []),
        "单位": unit.name,
        "报送截止": limit(deadline) if deadline else "",
        "报送事由": matter(dossier, deadline) if deadline else "",
        "表格": table_fields(attachment.to_fill),
    }


def asked(dossier: Dossier) -> bool:
    """Whether a table is to be filled in."""
    return any(one.filled_by for one in dossier.notice.attachments)
