"""Decisions carried out: outputs put on the disk, edited files kept, everything recorded before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generators.workspace.decide import Decision, Outcome, decide
from generators.workspace.files import digest_of, file_digest, write_atomically
from generators.workspace.manifest import Manifest, Record


@dataclass(frozen=True)
class Planned:
    """One output as the writer sees it: where it goes, and the digests of what its template would see."""

    path: str
    kind: str
    for_: str | None
    template: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """What to do for one output. `target` is where a rendered document goes: its path, or beside an edited file."""

    planned: Planned
    decision: Decision
    target: str

    @property
    def beside(self) -> str | None:
        """The path of the new version beside a hand-edited file, if there is one."""
        return self.target if self.target != self.planned.path else None


class Writer:
    """The output folder of one notice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = Manifest(folder)

    def step(self, planned: Planned, *, overwrite: bool) -> Step:
        """Look at the disk and decide what to do for one output."""
        found = file_digest(self._folder / planned.path)
        record = self._record_of(planned.path, found)
        decision = decide(planned.fields, planned.template, record, found)
        if decision.outcome is not Outcome.EDITED:
            return Step(planned, decision, planned.path)
        if overwrite:
            return Step(planned, Decision(Outcome.UPDATED, decision.reason, True), planned.path)
        return self._step_beside(planned, decision)

    def _record_of(self, path: str, found: str | None) -> Record | None:
        """The record of a path; that of the new version beside it, where the clerk has put it in place."""
        record = self._manifest.records.get(path)
        if found is not None and (record is None or record.content != found):
            for beside in _beside_names(path, self._manifest.records):
                if self._manifest.records[beside].content == found:
                    return self._manifest.records[beside]
        return record

    def _step_beside(self, planned: Planned, decision: Decision) -> Step:
        if not decision.render:
            return Step(planned, decision, planned.path)
        for beside in _beside_names(planned.path):
            record, found = self._manifest.records.get(beside), file_digest(self._folder / beside)
            there = decide(planned.fields, planned.template, record, found)
            if there.outcome is not Outcome.EDITED:
                keep = Decision(decision.outcome, decision.reason, there.render)
                return Step(planned, keep, beside)
        raise AssertionError("names do not end")

    def write(self, step: Step, content: bytes) -> str:
        """Put a rendered document in its place; returns what to add to the reason. Raises OSError.

        A hand-edited file that is overwritten is kept under another name first.
        """
        planned, path = step.planned, self._folder / step.target
        record = Record(planned.kind, planned.for_, digest_of(content), planned.template, dict(planned.fields))
        kept = self._keep_edited(step, path)
        self._manifest.announce(step.target, record)
        write_atomically(path, content)
        return kept

    def _keep_edited(self, step: Step, path: Path) -> str:
        found = file_digest(path)
        record = self._record_of(step.target, found)
        if found is None or (record is not None and record.content == found):
            return ""
        kept = next(name for name in _names(path, "手改留存") if not name.exists())
        write_atomically(kept, path.read_bytes())
        return f"；原文件留存为 {kept.name}"

    def orphans(self, planned: set[str], besides: set[str]) -> Iterator[tuple[str, Record]]:
        """Recorded outputs that are no longer planned. `besides` are new versions still lying beside edited files."""
        for path, record in sorted(self._manifest.records.items()):
            if path not in planned and path not in besides:
                if (self._folder / path).exists():
                    yield path, record
                else:
                    del self._manifest.records[path]

    def prune(self, path: str, record: Record) -> str:
        """Remove an orphan, if nobody has edited it; returns what was done."""
        file = self._folder / path
        if file_digest(file) != record.content:
            return "手工改过，保留"
        file.unlink()
        del self._manifest.records[path]
        return "已删除"

    def finish(self) -> None:
        """Record everything for the next run."""
        self._manifest.save()


def _names(path: Path, word: str) -> Iterator[Path]:
    number = 1
    while True:
        yield path.with_name(f"{path.stem}.{word}{number if number > 1 else ''}{path.suffix}")
        number += 1


def _beside_names(path: str, among: Mapping[str, object] | None = None) -> Iterator[str]:
    """Where new versions of an edited file are laid: x.新版.docx, x.新版2.docx, …; `among`: only those in there."""
    pure = PurePosixPath(path)
    for name in _names(Path(pure.name), "新版"):
        beside = str(pure.with_name(name.name))
        if among is not None and beside not in among:
            return
        yield beside
