"""发文清单: who gets which documents, with columns to sign on receipt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.dossier.phrases import common_fields
from generators.kinds import DISPATCH_LIST
from generators.plan import PACKED, Output, notice_path

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One list of the units that get documents made for them; none where there are no such units."""
    sent: dict[str | None, list[str]] = {}
    for title, unit in dossier.context.sent:
        sent.setdefault(unit, []).append(title)
    common = sent.get(None, [])
    rows = [(unit.name, sent[unit.name]) for unit in dossier.units if unit.name in sent]
    if rows:
        yield Output(
            path=f"{PACKED}/{notice_path(dossier.name, DISPATCH_LIST.title)}",
            title=f"{dossier.cited}{DISPATCH_LIST.title}",
            fields={
                **common_fields(dossier),
                "共发": "、".join(common),
                "单位": [
                    {
                        "序号": str(number),
                        "名称": name,
                        "文书": "、".join(titles),
                        "份数": str(len(common) + len(titles)),
                    }
                    for number, (name, titles) in enumerate(rows, 1)
                ],
                "单位数": str(len(rows)),
                "总份数": str(sum(len(common) + len(titles) for _, titles in rows)),
            },
        )
