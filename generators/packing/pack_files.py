"""The files of a pack: each decided about and written as a document of `build` is, and reported with its content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generators.outputs.build_report import OutputReport
from generators.outputs.decide import Action, Effect, Wishes, decide
from generators.outputs.found import OutputSpec
from generators.outputs.orphans import decide_stale
from generators.outputs.output_folder import OutputFolder
from generators.outputs.writer import Writer
from generators.workspace.manifest import Record
from generators.workspace.undo import Undo

VOLUME, PARCEL, PDF = "volume", "parcel", "pdf"  # what files are called in records and in `--json`
_MOST = 2  # changed documents named in one reason


@dataclass(frozen=True)
class PackFile:
    """A file of a pack: its path and digests, what is in it (for `--json`, and in words), and how it is made."""

    spec: OutputSpec
    content: Sequence[Mapping[str, object]]
    words: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class PackedFileReport:
    """What became of a file of a pack."""

    report: OutputReport
    content: Sequence[Mapping[str, object]] = ()
    words: str = ""

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints for a file: as for an output of `build`, and its content."""
        return {**self.report.as_json(), "content": list(self.content)}


class PackWriter:
    """Puts files of a pack into a folder. `prefix` is the folder's path in the workspace."""

    def __init__(self, folder: OutputFolder, undo: Undo, prefix: str) -> None:
        self.writer = Writer(folder, undo, "打包")
        self._folder = folder
        self._prefix = prefix
        self._planned: set[str] = set()
        self._besides: set[str] = set()

    def decide(self, file: PackFile) -> Action:
        """What is to be done about a file."""
        return decide(file.spec, self._folder.found(file.spec, _changed), Wishes())

    def put(self, file: PackFile, action: Action | None = None) -> PackedFileReport:
        """Make a file, if it is not there as it should be, and put it in its place. `action`: what was decided."""
        self._planned.add(file.spec.path)
        action = self.writer.attempt(action or self.decide(file), file.make)
        self._besides |= {action.beside} if action.beside else set()
        return PackedFileReport(OutputReport.of(action, self._prefix), file.content, file.words)

    def remove_stale(self, kinds: Collection[str]) -> Iterator[PackedFileReport]:
        """Remove what earlier runs made of some kinds and this one did not: it must not be sent by mistake.

        Edited files stay.
        """
        for orphan in list(self._folder.orphans(self._planned, self._besides)):
            if orphan.record.kind not in kinds:
                continue
            why = "不是最新的" if orphan.record.kind == PDF else "这次没有它"
            action = self.writer.attempt(decide_stale(replace(orphan, why=why)))
            if action.effect is not Effect.FORGET:
                yield PackedFileReport(OutputReport.of(action, self._prefix))


def _changed(_: Record, names: Sequence[str]) -> str:
    """Why a file is made anew, given the names of what is in it and differs."""
    return f"变了：{'、'.join(names[:_MOST])}" + (f"等 {len(names)} 份" if len(names) > _MOST else "")
