"""Next steps (下一步工作) in the summary: what the units plan, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import TYPE_CHECKING

from generators.dossier.tally import not_leading
from generators.plan import Fields
from generators.summary.narrative import Quotation, most_informative, shown
from generators.summary.quotations import plans, plans_of
from generators.wording import level_number

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Unit
    from generators.dossier.tasks import PlacedItem

MOST = 3  # quotations of units that do not lead


def outlook(dossier: Dossier, units: Sequence[Unit]) -> list[Fields]:
    """Next steps, item by item: the leads' plans, or where they have none the most informative of the rest.

    What a unit plans for several items stands with the first of them.
    """
    found: list[Fields] = []
    printed: dict[str, set[str]] = {}
    for item in (*dossier.tasks, *dossier.safeguards):
        quoted, _ = plans_to_quote(dossier, item, units, printed)
        in_attachment = is_in_attachment(*plans_to_quote(dossier, item, units))
        for name in (name for one in quoted for name in one.units):
            printed.setdefault(name, set()).update(plans_of(dossier, item, name))
        if quoted:
            found.append(
                {
                    "序号": level_number(2, len(found) + 1),
                    "标题": item.title,
                    "反馈": shown(quoted),
                    "其余见附件": "是" if in_attachment else "",
                }
            )
    return found


def is_in_attachment(quoted: Sequence[Quotation], every: Sequence[Quotation]) -> bool:
    """Whether the attachment prints all quotations, since the text has only some."""
    return len(quoted) < len(every)


def plans_to_quote(
    dossier: Dossier, item: PlacedItem, units: Sequence[Unit], printed: Mapping[str, Set[str]] = MappingProxyType({})
) -> tuple[list[Quotation], list[Quotation]]:
    """The plans to quote for an item, and all of them; without those that are `printed` already."""
    leading = plans(dossier, item, dossier.leads(item), printed)
    others = plans(dossier, item, not_leading(dossier, item, units), printed)
    return leading or most_informative(others, MOST), [*leading, *others]
