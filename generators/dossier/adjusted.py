"""What a notice of adjustment (调整通知) states: the places of a notice that read otherwise than when it was issued."""

from __future__ import annotations

from dataclasses import dataclass

from generators.dossier.models import Adjustment


@dataclass(frozen=True)
class AdjustedPlace:
    """A row of the 修改对照表: where, the words before and after, what changed, and the 名称 of the units concerned."""

    place: str
    before: str
    after: str
    note: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Adjusted:
    """An adjustment with its rows, in the order of the notice."""

    adjustment: Adjustment
    places: tuple[AdjustedPlace, ...]
