"""版记: to whom copies go, who printed a document and when, at the foot of its last page (GB/T 9704, 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.typesetting.lines import lines_needed

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.dossier.dossier import Dossier
    from generators.plan import Fields

_CHARACTERS = 26  # size-4 characters on a line of 抄送


def imprint_of(dossier: Dossier, addressees: str, printed_on: PartialDate | None) -> Fields:
    """版记 with the lines it takes, empty where there is none; a letter has no 印发 row (clause 10.1).

    `addressees`: those for which the first page has no room.
    """
    notice = dossier.notice
    copies = "，".join(notice.copied_to)
    printing = notice.layout != "信函" and bool(notice.printer or printed_on)
    printed = [f"{text}。" for text in (addressees, copies) if text] + notice.imprint
    rows = [lines_needed(text, _CHARACTERS) for text in printed]
    if not rows and not printing:
        return {}
    return {
        "主送": addressees,
        "抄送": copies,
        "其他": notice.imprint,
        "印发": "是" if printing else "",
        "印发机关": notice.printer,
        "印发日期": printed_on.text() if printed_on else "",
        "行数": str(sum(rows) + printing),
    }
