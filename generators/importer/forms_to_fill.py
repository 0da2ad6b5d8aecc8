"""Tables attached to be filled in, and the deadlines by which they are handed in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.importer.deadlines import FoundDeadline
from generators.importer.lines import folded
from generators.importer.paragraph_entries import Entry
from generators.wording import ISSUER, LEAD_DEPARTMENTS

_SHORTEST = 3  # characters of the end of a name that still name the form: 周报表
_OTHER_ANSWER = re.compile("总结|报告|方案|小结")  # what units write themselves is not answered by a form


def ask_for_forms(attachments: Sequence[Entry], deadlines: Sequence[FoundDeadline]) -> None:
    """Write into deadlines which attached form answers them (报送), and into attachments who fills them in (填报).

    A deadline asks for a form by its number or by the end of its name: 周报表 is 某项工作周报表.
    """
    for place, entry in enumerate(attachments, 1):
        asking = [one for one in deadlines if not one.submitted and _asks_for(one.matter, entry["名称"], place)]
        for one in asking:
            one.submitted = entry["名称"]
        filled_by = [name for one in asking for name in one.bound if name not in (ISSUER, LEAD_DEPARTMENTS)]
        if filled_by and (table := _to_fill(entry)):
            text = entry.pop("正文")[:-1]
            entry |= {**({"正文": text} if text else {}), "表格": table, "填报": list(dict.fromkeys(filled_by))}


def _asks_for(matter: str, title: str, place: int) -> bool:
    """Whether what is due is an attached form."""
    key, name = folded(matter), folded(title).strip("《》")
    if not name.endswith(("表", "单")) or _OTHER_ANSWER.search(key):
        return False
    if re.search(rf"附(?:件|表){place}(?!\d)", key):
        return True
    ends = (name[-length:] for length in range(_SHORTEST, len(name) + 1))
    return any(re.search(rf"(?:^|[将把报填写送《、和及的并，（本该“]){re.escape(end)}", key) for end in ends)


def _to_fill(entry: Entry) -> Entry | None:
    """The table with which an attachment ends, where it has a head and nothing else; None for another."""
    last = (entry.get("正文") or [None])[-1]
    table = last.get("表格") if isinstance(last, dict) else None
    if not table or not table.get("表头") or "部分" in entry or "结语" in entry:
        return None
    return table if not any(cell for row in table["行"] for cell in row[1:]) else None
