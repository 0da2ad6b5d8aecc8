"""Which outputs a run makes: of which kinds, for which units, as of which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.values import likely
from generators.kinds import all_kinds
from generators.outputs.found import FoundOrphan, OutputSpec
from generators.plan import Kind, MadeBy
from generators.problems import Problem, UsageError, error, notice
from generators.workspace.manifest import Record


@dataclass(frozen=True)
class Choice:
    """Names of kinds (none: those made unasked) and of units (none: all); `day` is the day of kinds that need one.

    `reply_by` is the new date that documents of such kinds set, empty where it is left open.
    """

    kinds: frozenset[str]
    units: frozenset[str]
    day: str
    reply_by: str = ""

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        kinds: Sequence[str],
        units: Sequence[str],
        on: PartialDate | None,
        reply_by: PartialDate | None = None,
    ) -> Choice:
        """The choice that was typed, a kind by any of its names, a unit too. Raises UsageError for unknown ones."""
        unit_names = dossier.units.names
        kind_names = {word: kind.name for kind in all_kinds() for word in (kind.name, kind.command, kind.title)}
        faults = [
            error(f"没有“{name}”这个文种", "可选：" + "、".join(kind.title for kind in all_kinds()))
            for name in kinds
            if name not in kind_names
        ]
        faults += [
            error(f"没有“{name}”这个单位", likely(name, unit_names) or "单位名称见 content/departments.yaml")
            for name in units
            if name not in unit_names
        ]
        if faults:
            raise UsageError(*faults)
        return cls(
            frozenset(kind_names[name] for name in kinds),
            frozenset(unit_names[name] for name in units),
            str(on),
            str(reply_by) if reply_by else "",
        )

    def includes(self, one: OutputSpec | Record) -> bool:
        """Whether an output is to be made, or one that was made is a matter of this run."""
        return self.includes_kind(one.kind) and (not self.units or one.for_ in self.units)

    def includes_kind(self, name: str) -> bool:
        """Whether documents of a kind are a matter of this run; those of kinds that are no more always are."""
        kind = _kind(name)
        return name in self.kinds if self.kinds else kind is None or kind.made_by is MadeBy.BUILD

    @property
    def chosen_kinds(self) -> list[Kind]:
        """The kinds to make."""
        return [kind for kind in all_kinds() if self.includes_kind(kind.name)]

    def includes_orphan(self, orphan: FoundOrphan) -> bool:
        """Whether a file that nothing plans is a matter of this run: one made as of another day stands as it is."""
        kind = _kind(orphan.record.kind)
        is_of_another_day = kind is not None and kind.made_by is MadeBy.DAY and self.day not in orphan.file.path
        return self.includes(orphan.record) and not is_of_another_day

    def command(self, notice: str) -> str:
        """What the log of changes calls the run: equal for runs of which one goes on with the other, for no others."""
        named = [kind for kind in all_kinds() if kind.name in self.kinds]
        words = [",".join(kind.command for kind in named) or "build", notice]
        if any(kind.made_by is MadeBy.DAY for kind in named):
            words.append(f"--on {self.day}")
            words += [f"--by-date {self.reply_by}"] if self.reply_by else []
        return " ".join([*words, *(f"--for {unit}" for unit in sorted(self.units))])

    def unmet(self, outputs: Sequence[OutputSpec]) -> Iterator[Problem]:
        """A notice for each unit, and where no unit was named for each kind, that was asked for and gets nothing."""
        made = {output.kind for output in outputs}
        for kind in all_kinds():
            if kind.name in self.kinds - made and not self.units:
                yield notice(f"没有要做的{kind.title}", "按通知和报送材料现在的内容，没有它要写的")
        served = {output.for_ for output in outputs}
        for name in sorted(self.units - served):
            yield notice(
                f"“{name}”没有这类文书", "通知没有给它这样的任务；或者这种文书只有一份、不分单位，那就不写 --for"
            )


def _kind(name: str) -> Kind | None:
    return next((kind for kind in all_kinds() if kind.name == name), None)
