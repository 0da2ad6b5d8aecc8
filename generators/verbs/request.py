"""What `build` is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generators.outputs.decide import Wishes

if TYPE_CHECKING:
    from generators.dates import PartialDate


@dataclass(frozen=True)
class Request:
    """What to build. Empty `kinds` and `units` mean all.

    `paginate`: lay out the documents whose layout depends on their pages, and count. `restate`: make anew also what
    has been issued. `on`: the day as of which documents are made that need one; `reply_by`: the
    new date that they set.
    """

    notice: str | None = None
    kinds: Sequence[str] = ()
    units: Sequence[str] = ()
    dry_run: bool = False
    overwrite: bool = False
    prune: bool = False
    paginate: bool = False
    restate: bool = False
    on: PartialDate | None = None
    reply_by: PartialDate | None = None

    @property
    def wishes(self) -> Wishes:
        """What decides about files."""
        return Wishes(self.dry_run, self.overwrite, self.restate, self.prune)

    def for_notice(self, name: str) -> str:
        """The request for a notice as text: equal for requests that a run answers in the same way."""
        return repr(replace(self, notice=name, kinds=tuple(self.kinds), units=tuple(self.units), dry_run=False))
