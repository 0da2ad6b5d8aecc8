"""调整通知: what of an issued notice is changed, with a 修改对照表; as 更正通知 for slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.imprint import imprint_of
from generators.dossier.phrases import adjustment_path, adjustment_title, also_cited, letterhead, short_labels
from generators.plan import Fields, Output
from generators.wording import level_number, listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Adjustment

_MOST = 10  # units that a notice is addressed to one by one


def outputs(dossier: Dossier) -> Iterator[Output]:
    """The one that is being made (`RunContext.adjusted`); none where no notice is adjusted."""
    adjusted = dossier.context.adjusted
    if adjusted is None:
        return
    notice, entry, places = dossier.notice, adjusted.adjustment, adjusted.places
    title = adjustment_title(dossier, entry)
    notes = list(dict.fromkeys(_note(place.note, entry) for place in places))
    earlier = [one for one in notice.adjustments if adjustment_path(dossier, one) != adjustment_path(dossier, entry)]
    foot = imprint_of(dossier, "", None)
    yield Output(
        path=adjustment_path(dossier, entry),
        title=title,
        fields={
            **letterhead(dossier, notice.mark or f"{notice.issuer}文件", title, entry.issued_on),
            "本文字号": entry.document_number,
            "更正": "是" if entry.is_correction else "",
            "主送机关": _addressees(dossier, [name for place in places for name in place.units]),
            "事项": [
                f"{level_number(1, at)}、{note}。" if len(notes) > 1 else f"{note}。"
                for at, note in enumerate(notes, 1)
            ],
            "以前的调整": also_cited(dossier, earlier),
            "版记": {**foot, "占行": [""] * int(str(foot["行数"]))} if foot else {},
            "版记另页": "是" if foot and notice.duplex and notice.layout != "信函" else "",
            "对照": [_row(dossier, number, *place_words) for number, place_words in enumerate(_words(dossier), 1)],
        },
    )


def _words(dossier: Dossier) -> Iterator[tuple[str, str, str, str, Sequence[str]]]:
    adjusted = dossier.context.adjusted
    assert adjusted is not None
    for one in adjusted.places:
        yield one.place, one.before, one.after, _note(one.note, adjusted.adjustment), one.units


def _note(note: str, entry: Adjustment) -> str:
    """What changed, in the words of a correction where it is one."""
    return re.sub("(?<=有)调整(?=；|$)|调整(?=为)", "更正", note) if entry.is_correction else note


def _row(dossier: Dossier, number: int, place: str, before: str, after: str, note: str, units: Sequence[str]) -> Fields:
    cities = [unit for unit in dossier.units if unit.is_city]
    all_cities = bool(cities) and all(unit.name in units for unit in cities)
    names = [name for name in units if not (all_cities and dossier.units[name].is_city)]
    departments = "各牵头部门" if _are_all_leads(dossier, names) else short_labels(dossier, names)
    if len(names) > _MOST and departments != "各牵头部门":
        departments = f"{short_labels(dossier, names[:3])}等{len(names)}个单位"
    whom = [*(["各市"] if all_cities else []), *([departments] if names else [])]
    return {
        "序号": str(number),
        "条目": place,
        "原文": before,
        "现文": after,
        "说明": note,
        "涉及单位": listed(whom) or "各有关单位",
    }


def _are_all_leads(dossier: Dossier, names: Sequence[str]) -> bool:
    leads = {unit.name for unit in dossier.lead_departments if not unit.is_city}
    return len(names) > 1 and leads == set(names)


def _addressees(dossier: Dossier, names: Sequence[str]) -> str:
    """The units concerned: all local governments together, the others one by one; else whom the notice went to."""
    units = [unit for unit in dossier.units if unit.name in names]
    cities = [unit for unit in dossier.units if unit.is_city]
    departments = [unit.name for unit in units if not unit.is_city]
    local = [unit.name for unit in units if unit.is_city]
    if not units or len(departments) > _MOST:
        return dossier.notice.addressees
    if cities and len(local) == len(cities):
        local = ["各市人民政府"] if all(unit.name.endswith("市人民政府") for unit in cities) else [cities[0].category]
    return "，".join(filter(None, (listed(local), listed(departments))))
