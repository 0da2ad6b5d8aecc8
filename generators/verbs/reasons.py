"""Why a document is made again, in facts: the content it was made from beside the content as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generators.dossier import differences
from generators.dossier.differences import Difference
from generators.dossier.load import load
from generators.dossier.renaming import Renamed, renamed
from generators.plan import Output
from generators.verbs.evidence import changes, explained
from generators.verbs.planning import outputs, printed
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.files import ContentFiles
    from generators.verbs.planning import Item

_MOST = 3  # facts named in one reason


class Reasons:
    """The reasons of a run. The old content is read only when something differs, each state of it once."""

    def __init__(self, dossier: Dossier, content: Callable[[str], ContentFiles | None]) -> None:
        """`content` finds a state of the content by its version."""
        self._dossier = dossier
        self._content = content
        self._old = cache(self._load)
        self._outputs = cache(self._plan)
        self._renamed = cache(self._compare_names)
        self._everywhere = cache(self._compare)
        self._for_unit = cache(self._compare_for)

    def reason(self, item: Item, version: str, changed: Sequence[str]) -> str:
        """What changed for one document since the state it was made from; the fields' names where no fact tells."""
        facts = self.facts(item, version)
        told = "；".join(facts[:_MOST]) + (f"等{len(facts)}处" if len(facts) > _MOST else "")
        return told or f"内容变了：{listed(changed)}"

    def facts(self, item: Item, version: str) -> list[str]:
        """The facts that changed and that are seen in the document."""
        dossier, output = self._old(version), self._outputs(version).get(item.output.path)
        if dossier is None or output is None:
            return []
        before = printed(dossier, item.kind, output, item.names)
        found = list(changes(before, printed(self._dossier, item.kind, item.output, item.names)))
        own = self._for_unit(version, item.output.for_) if item.output.for_ else ()
        return explained(found, (own, self._everywhere(version)))

    def differences(self, unit: str | None, version: str) -> list[Difference]:
        """Everything that changed for a unit and in the notice as a whole; without a unit, the latter alone."""
        own = list(self._for_unit(version, unit)) if unit else []
        told = {one.text for one in own}
        return own + [one for one in self._everywhere(version) if one.text not in told]

    def own(self, unit: str, version: str) -> list[Difference]:
        """What changed for one unit."""
        return list(self._for_unit(version, unit))

    def renamed(self, version: str) -> dict[str, str]:
        """Units that had another 名称 then: the old one -> the one they have now."""
        return {before.name: after.name for before, after in self._renamed(version).units}

    def old(self, version: str) -> Dossier | None:
        """The dossier as it was."""
        return self._old(version)

    def _load(self, version: str) -> Dossier | None:
        content = self._content(version)
        old = load(content).dossier if content else None
        return replace(old, on=self._dossier.on, workdays=self._dossier.workdays) if old else None

    def _plan(self, version: str) -> Mapping[str, Output]:
        old = self._old(version)
        return {output.path: output for _, output in outputs(old)} if old else {}

    def _compare_names(self, version: str) -> Renamed:
        old = self._old(version)
        return renamed(old, self._dossier) if old else Renamed((), {}, {})

    def _compare(self, version: str) -> tuple[Difference, ...]:
        old = self._old(version)
        return tuple(differences.everywhere(old, self._dossier, self._renamed(version))) if old else ()

    def _compare_for(self, version: str, unit: str) -> tuple[Difference, ...]:
        old = self._old(version)
        return tuple(differences.for_unit(old, self._dossier, unit, self._renamed(version))) if old else ()
