"""Why a document is made again, in facts: the content it was made from beside the content as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from generators.comparing import differences
from generators.comparing.differences import Difference, without_repeats
from generators.comparing.evidence import changes, explained
from generators.comparing.renaming import Renamed, renamed
from generators.comparing.statements import ContentState, compared
from generators.dossier.load import load
from generators.file_names import padded
from generators.kinds import all_kinds
from generators.outputs.planning import outputs, printed
from generators.plan import Kind, Output
from generators.wording import listed

if TYPE_CHECKING:
    from generators.dossier.content_files import ContentFiles
    from generators.dossier.dossier import Dossier
    from generators.outputs.planning import PlannedOutput
    from generators.workspace.manifest import Record

_MOST = 3  # facts named in one reason


class Reasons:
    """The reasons of a run. The old content is read only when something differs, each state of it once."""

    def __init__(self, dossier: Dossier, content: Callable[[str], ContentFiles | None]) -> None:
        """`content` finds a state of the content by its version."""
        self._dossier = dossier
        self._content = content
        self._old = cache(self._load)
        self._states = cache(self._compared)
        self._outputs = cache(self._plan)
        self._renamed = cache(self._compare_names)
        self._everywhere = cache(self._compare)
        self._for_unit = cache(self._compare_for)

    def reason(self, item: PlannedOutput, version: str, changed: Sequence[str]) -> str:
        """What changed for one document since the state it was made from; names of fields where no fact explains it."""
        facts = self.facts(item, version)
        return _joined(facts) or f"内容变了：{listed(changed)}"

    def facts(self, item: PlannedOutput, version: str) -> list[str]:
        """The facts that changed and that are seen in the document."""
        output = self._outputs(version, item.kind.name).get(padded(item.output.path, 1))
        return self._facts_beside(output, item, version) if output else []

    def why_new(self, item: PlannedOutput, version: str) -> str:
        """Why there is a document now that was not there in a state of the content; empty where no fact explains it."""
        unit, planned = item.output.for_, self._outputs(version, item.kind.name)
        if unit is None or self._old(version) is None or padded(item.output.path, 1) in planned:
            return ""
        names, facts = self.renamed(version), self.of_unit(unit, version)
        for output in planned.values():
            if output.for_ and names.get(output.for_, output.for_) == unit:
                return _joined(_of_files(facts) + self._facts_beside(output, item, version))
        return _joined(one.text for one in facts if not one.lost)

    def why_gone(self, record: Record, path: str, kept: Set[tuple[str, str | None]]) -> str:
        """Why a document is no longer there that was made before; empty where no fact explains it.

        `kept`: of which kinds there are documents now, and for whom.
        """
        old, unit = self._old(record.version), record.for_
        if old is None or unit is None or padded(path, 1) not in self._outputs(record.version, record.kind):
            return ""
        now = self.renamed(record.version).get(unit, unit)
        if (record.kind, now) in kept:
            return _joined(_of_files(self.of_unit(now, record.version)))
        if all(one.name != now for one in self._dossier.units):
            return f"删去单位“{unit}”"
        return _joined(one.text for one in self.of_unit(now, record.version) if not one.gained)

    def _facts_beside(self, output: Output, item: PlannedOutput, version: str) -> list[str]:
        """The facts that a document shows otherwise than the one that stood for it."""
        dossier = self._old(version)
        assert dossier is not None
        before = printed(dossier, item.kind, output, item.names)
        found = list(changes(before, printed(self._dossier, item.kind, item.output, item.names)))
        unit = item.output.for_
        of_unit = self._for_unit(version, unit) if unit else ()
        # What one unit has sent says nothing of the document of another.
        everywhere = [
            one for one in self._everywhere(version) if not unit or one.about[:1] != ("报送",) or unit in one.about
        ]
        return explained(found, (of_unit, everywhere))

    def differences(self, unit: str | None, version: str) -> list[Difference]:
        """Everything that changed for a unit and in the notice as a whole; without a unit, the latter alone."""
        of_unit = self.of_unit(unit, version) if unit else []
        texts = {one.text for one in of_unit}
        return without_repeats([*of_unit, *(one for one in self._everywhere(version) if one.text not in texts)])

    def of_unit(self, unit: str, version: str) -> list[Difference]:
        """What changed for one unit."""
        return without_repeats(self._for_unit(version, unit))

    def renamed(self, version: str) -> dict[str, str]:
        """Units that had another 名称 then: the old one -> the one they have now."""
        return {before.name: after.name for before, after in self._renamed(version).units}

    def paths(self, version: str, kind: Kind, units: Set[str]) -> list[str]:
        """The paths, without leading zeros, of a kind's documents for some units in a state of the content."""
        planned = self._outputs(version, kind.name).items()
        return [path for path, output in planned if output.for_ in units]

    def old(self, version: str) -> Dossier | None:
        """The dossier as it was."""
        return self._old(version)

    def _load(self, version: str) -> Dossier | None:
        content = self._content(version)
        old = load(content, sound=True).dossier if content else None
        return old.in_context(self._dossier.context) if old else None

    def _plan(self, version: str, kind: str) -> Mapping[str, Output]:
        """The outputs of a kind in a state of the content, by their paths without leading zeros."""
        old, kinds = self._old(version), [one for one in all_kinds() if one.name == kind]
        return {padded(output.path, 1): output for _, output in outputs(old, kinds)} if old else {}

    def _compared(self, version: str) -> tuple[ContentState, ContentState] | None:
        old = self._old(version)
        return compared(old, self._dossier) if old else None

    def _compare_names(self, version: str) -> Renamed:
        states = self._states(version)
        return renamed(*states) if states else Renamed((), {}, {})

    def _compare(self, version: str) -> tuple[Difference, ...]:
        states = self._states(version)
        return tuple(differences.everywhere(*states, self._renamed(version))) if states else ()

    def _compare_for(self, version: str, unit: str) -> tuple[Difference, ...]:
        states = self._states(version)
        return tuple(differences.for_unit(*states, unit, self._renamed(version))) if states else ()


def _joined(facts: Iterable[str]) -> str:
    facts = list(dict.fromkeys(facts))
    return "；".join(facts[:_MOST]) + (f"等{len(facts)}处" if len(facts) > _MOST else "")


def _of_files(facts: Sequence[Difference]) -> list[str]:
    return [one.text for one in facts if one.names_files]
