"""Who leads an item and how, in the words of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generators.dossier.phrases import labels, short_labels
from generators.wording import LeadMode, lead_manner, lead_role, listed_briefly

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.tasks import PlacedItem

_MOST_OTHERS = 5  # names of other leads that a document writes out


def leads(dossier: Dossier, item: PlacedItem) -> str:
    """Who leads an item, groups by the words of the notice: 省财政厅、省审计厅; 各市、省财政厅."""
    return short_labels(dossier, item.lead.departments) if item.lead else ""


def cooperating(dossier: Dossier, item: PlacedItem) -> str:
    """Who cooperates in an item, groups by the words of the notice."""
    return short_labels(dossier, item.lead.cooperating) if item.lead else ""


def guiding(dossier: Dossier, item: PlacedItem) -> str:
    """Who guides an item (指导) and owes nothing for it."""
    return short_labels(dossier, item.lead.guiding) if item.lead else ""


def ways_of_leading(dossier: Dossier) -> dict[str, str]:
    """Whether the notice has tasks that several lead, each for its part (分别) or together (共同)."""
    ways = dossier.ways_of_leading
    return {"有分别牵头": "是" if True in ways else "", "有共同牵头": "是" if False in ways else ""}


def leads_column(dossier: Dossier) -> str:
    """What the column of those who lead is called: by the 方式 of the notice, 牵头单位 or 责任单位."""
    return "责任单位" if dossier.lead_modes == {LeadMode.RESPONSIBLE} else "牵头单位"


def leading_verb(items: Sequence[PlacedItem]) -> LeadMode:
    """What those who lead items do, in a word: 牵头, or 负责 where the notice says that of all."""
    leading = any(item.lead and item.lead.mode is not LeadMode.RESPONSIBLE for item in items)
    return LeadMode.JOINT if leading else LeadMode.RESPONSIBLE


def manner(item: PlacedItem) -> str:
    """How an item is led: 牵头, 共同牵头, 分别牵头, 负责."""
    return lead_manner(item.lead.departments if item.lead else (), _mode(item))


def role(dossier: Dossier, item: PlacedItem, unit: Unit) -> str:
    """How one unit leads an item, with the other leads: 牵头, 与省物价局共同牵头.

    Many others stand there by the notice's words for them (与其他市、省财政厅共同牵头), else the first with a count.
    """
    others = [one.short_name for one in dossier.leads(item) if one != unit]
    if item.lead and len(others) > _MOST_OTHERS:
        words = [word for name in item.lead.departments for word in _without(dossier, name, unit)]
        others = words if len(words) <= _MOST_OTHERS else [listed_briefly(others)]
    return lead_role(others, _mode(item))


def _mode(item: PlacedItem) -> LeadMode:
    return item.lead.mode if item.lead else LeadMode.JOINT


def _without(dossier: Dossier, name: str, unit: Unit) -> list[str]:
    """A unit or group by its label, without one unit: 各市 -> 其他市; nothing where it is that unit alone."""
    members, (label,) = dossier.members([name]), labels(dossier, [name])
    if unit not in members:
        return [label]
    others = label.replace("各", "其他", 1) if "各" in label else f"其他{label}"
    return [others] if len(members) > 1 else []
