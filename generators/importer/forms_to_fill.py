"""Tables attached to be filled in, and the deadlines by which they are handed in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.importer.deadlines import FoundDeadline
from generators.importer.lines import folded
from generators.importer.paragraph_entries import Entry
from generators.wording import ISSUER, LEAD_DEPARTMENTS

_SHORTEST = 3  # characters of the end of a name that still name the form: 周报表
_OPEN_LABELS = re.compile(r"(?:[^：，。]{2,12}：[\s　_]*)+")
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
        if filled_by and (parts := _to_fill(entry)):
            del entry["正文"]
            entry |= {**parts, "填报": list(dict.fromkeys(filled_by))}


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
    """What stands above, in and below the one table of an attachment, where it has a head and nothing else.

    None for another. Below it stand at most labels that are to be filled in as well (填表人：　　联系电话：).
    """
    text = entry.get("正文", [])
    tables = [at for at, one in enumerate(text) if isinstance(one, dict) and one.get("表格")]
    if len(tables) != 1 or "部分" in entry or "结语" in entry:
        return None
    (at,) = tables
    table, below = text[at]["表格"], text[at + 1 :]
    if not table.get("表头") or any(cell for row in table["行"] for cell in row[1:]):
        return None
    if not all(isinstance(one, str) and _OPEN_LABELS.fullmatch(folded(one)) for one in below):
        return None
    parts = {"正文": text[:at], "表格": table, "结语": below}
    return {key: value for key, value in parts.items() if value}
