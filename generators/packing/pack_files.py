"""The files of a pack: each put on the disk as `build` puts a document, with its outcome and its content told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generators.outputs.decide import Decision, Outcome
from generators.outputs.writer import Action, ChangedOnDiskError, Orphan, OutputSpec, Writer
from generators.problems import Problem, TemplateError
from generators.report import OutputReport
from generators.workspace.files import why_not_written
from generators.workspace.manifest import Record

VOLUME, PARCEL, PDF = "volume", "parcel", "pdf"  # what parts are called in records and in `--json`
_MOST = 2  # changed documents named in one reason


@dataclass(frozen=True)
class PackFile:
    """A file of a pack: as the writer sees it, what is in it (for `--json`, and in words), and how it is made."""

    planned: OutputSpec
    content: Sequence[Mapping[str, object]]
    words: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class PackedFileReport:
    """What became of a part."""

    report: OutputReport
    content: Sequence[Mapping[str, object]] = ()
    words: str = ""

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints for a file: as for an output of `build`, and its content."""
        return {**self.report.as_json(), "content": list(self.content)}


class PackWriter:
    """Where parts are put: a folder with its writer. `prefix` is the folder's path in the workspace."""

    def __init__(self, writer: Writer, prefix: str) -> None:
        self.problems: list[Problem] = []
        self._writer = writer
        self._prefix = prefix
        self._planned: set[str] = set()
        self._besides: set[str] = set()

    def decision(self, part: PackFile) -> Decision:
        """What is to be done for a part."""
        return self._step(part).decision

    def put(self, part: PackFile) -> PackedFileReport:
        """Make a part, if it is not there as it should be, and put it in its place."""
        self._planned.add(part.planned.path)
        step = self._step(part)
        try:
            step = self._writer.write(step, part.make()) if step.decision.render else step
        except TemplateError as fault:
            self.problems += fault.problems
            step = step.failed("模板有错误")
        except ChangedOnDiskError:
            step = step.failed("打包期间文件被改动，没有覆盖；再运行一次")
        except OSError as fault:
            step = step.failed(why_not_written(fault))
        if step.beside:
            self._besides.add(step.beside)
        return PackedFileReport(OutputReport.of(step, self._prefix), part.content, part.words)

    def _step(self, part: PackFile) -> Action:
        return self._writer.heeding_read_only(self._writer.step(part.planned, overwrite=False))

    def removed(self, kinds: Collection[str]) -> Iterator[PackedFileReport]:
        """Remove what earlier runs made of some kinds and this one did not: it must not be sent by mistake.

        Edited files stay.
        """
        for orphan in self._writer.orphans(self._planned, self._besides):
            if orphan.record.kind not in kinds:
                continue
            outcome, done = self._pruned(orphan)
            record, path = orphan.record, self._prefix + orphan.path
            why = "不是最新的" if record.kind == PDF else "这次没有它"
            yield PackedFileReport(OutputReport(record.kind, record.for_, path, outcome, f"{why}；{done}"))

    def _pruned(self, orphan: Orphan) -> tuple[Outcome, str]:
        if orphan.is_edited:
            return Outcome.ORPHAN, "手工改过，保留"
        try:
            self._writer.prune(orphan)
        except (OSError, ChangedOnDiskError):
            return Outcome.FAILED, "删不掉，可能正打开着或是只读的；关闭它、去掉“只读”后再打包，不要误发"
        return Outcome.ORPHAN, "已删除"


def changed(_: OutputSpec, record: Record, names: Sequence[str]) -> str:
    """Why a part is made anew, given the names of what is in it and differs."""
    return f"变了：{'、'.join(names[:_MOST])}" + (f"等 {len(names)} 份" if len(names) > _MOST else "")
