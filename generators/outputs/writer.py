"""Decisions carried out: outputs put on the disk, edited files kept, everything announced before it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from generators.outputs.decide import Decision, Outcome, decide
from generators.workspace.files import (
    NEW_VERSION,
    digest_of,
    file_digest,
    is_read_only,
    numbered_names,
    write_atomically,
)
from generators.workspace.manifest import Manifest, Record
from generators.workspace.undo import Undo

_MOST_BESIDE = 20  # new versions looked for beside one edited file


@dataclass(frozen=True)
class OutputSpec:
    """One output as the writer sees it: where it goes, and the digests of what its template would see."""

    path: str
    kind: str
    for_: str | None
    template: str
    fields: Mapping[str, str]


class ChangedOnDiskError(Exception):
    """A file changed between the decision and the writing: somebody works on it."""


@dataclass(frozen=True)
class Orphan:
    """A recorded output that nothing plans any more, or a new version that was laid beside one and edited since.

    `why` it is not planned, in facts, where they are known.
    """

    path: str
    record: Record
    is_edited: bool
    is_new_version: bool
    why: str = ""

    @property
    def gone(self) -> str:
        """That it is not planned any more, and why."""
        return "内容里已没有它" + (f"（{self.why}）" if self.why else "")

    @property
    def reason(self) -> str:
        """Why it is told, and what is to be done with it."""
        if self.is_new_version:
            return "是以前放在旁边的新版，又被手工改过；合并好以后，不要的自己删去"
        if self.is_edited:
            return f"{self.gone}；手工改过，不会自动删除，不要的自己删去"
        return f"{self.gone}；要删除就加 --prune"


Tell = Callable[[OutputSpec, Record, Sequence[str]], str]


@dataclass(frozen=True)
class Sent:
    """A document as it was issued: its bytes, and the state of the content that it was made from."""

    content: bytes
    version: str


@dataclass(frozen=True)
class Action:
    """What to do for one output.

    `target` is where a document goes: its path, or beside an edited file; `found` is the digest of what lay at its path
    when this was decided. `sent`: it is not rendered but taken as it was issued.
    """

    planned: OutputSpec
    decision: Decision
    target: str
    found: str | None
    sent: Sent | None = None

    def failed(self, reason: str) -> Action:
        """The step as one that fails."""
        return replace(self, decision=Decision(Outcome.FAILED, reason, False), target=self.planned.path)

    @property
    def beside(self) -> str | None:
        """The path of the new version beside a hand-edited file, if there is one."""
        return self.target if self.target != self.planned.path else None


class Writer:
    """The output folder of one notice.

    `undo` makes every change; `version` is the content that documents are made from now; `tell` words why what is
    planned differs from what is recorded. `has_records`: something is known of what lay there before this run.
    """

    def __init__(self, folder: Path, undo: Undo, version: str, tell: Tell) -> None:
        self._folder = folder
        self._manifest = Manifest(folder)
        self._undo = undo
        self.has_records = bool(self._manifest.records)
        self._version = version
        self._tell = tell
        self._versions_before = Counter(record.version for record in self._manifest.records.values())

    @property
    def records(self) -> Mapping[str, Record]:
        """What was written, by path."""
        return self._manifest.records

    def step(self, planned: OutputSpec, *, overwrite: bool) -> Action:
        """Look at the disk and decide what to do for one output."""
        found = file_digest(self._folder / planned.path)
        self._adopt(planned.path, found)
        record = self._manifest.records.get(planned.path)
        decision = decide(
            planned.fields,
            planned.template,
            record,
            found,
            lambda record, changed: self._tell(planned, record, changed),
        )
        if decision.outcome is Outcome.SAME and record is not None:
            self._manifest.records[planned.path] = replace(record, version=self._version)
        if decision.outcome is not Outcome.EDITED:
            return Action(planned, decision, planned.path, found)
        if overwrite:
            return Action(planned, Decision(Outcome.UPDATED, decision.reason, True), planned.path, found)
        return self._step_beside(planned, decision, found)

    def heeding_read_only(self, step: Action) -> Action:
        """The step, unless it would write over a read-only file: that fails, and can be told before it is tried."""
        if not step.decision.render or not is_read_only(self._folder / step.target):
            return step
        why = f"（{step.decision.reason}）" if step.decision.reason else ""
        return step.failed(f"文件是只读的，没有改{why}；要改，先在文件属性里去掉“只读”再运行")

    def _adopt(self, path: str, found: str | None) -> None:
        """Where the clerk has put the new version in place of the edited file, its record moves with it."""
        record = self._manifest.records.get(path)
        if found is None or (record is not None and record.content == found):
            return
        for beside in islice(_beside_names(path), _MOST_BESIDE):
            laid = self._manifest.records.get(beside)
            if laid is not None and laid.content == found:
                self._manifest.records[path] = laid
                if file_digest(self._folder / beside) is None:
                    del self._manifest.records[beside]
                return

    def _step_beside(self, planned: OutputSpec, decision: Decision, found: str | None) -> Action:
        """A place for the new version: none when there is nothing new, or it was laid there and taken away."""
        keep = replace(decision, render=False)
        if not decision.render:
            return Action(planned, keep, planned.path, found)
        for beside in _beside_names(planned.path):
            laid, there = self._manifest.records.get(beside), file_digest(self._folder / beside)
            is_current = laid is not None and laid.fields == planned.fields and laid.template == planned.template
            if is_current:
                return Action(planned, keep, beside if there else planned.path, found)
            if there is None or (laid is not None and laid.content == there):
                return Action(planned, decision, beside, found)
        raise AssertionError("names do not end")

    def write(self, step: Action, content: bytes) -> Action:
        """Put a rendered document in its place; returns the step as it was carried out. Raises OSError,
        MeddledError.

        A file that nobody recorded but that is what would be written is ours. A hand-edited file that is to be
        overwritten is kept under another name first; one that changed since the decision is left alone.
        """
        planned, path = step.planned, self._folder / step.target
        fields = dict(planned.fields)
        version = step.sent.version if step.sent else self._version
        record = Record(planned.kind, planned.for_, digest_of(content), planned.template, fields, version)
        if step.found == record.content:
            self._manifest.records[planned.path] = record
            return Action(planned, Decision(Outcome.SAME, "", False), planned.path, step.found)
        if step.beside is None and file_digest(path) != step.found:
            raise ChangedOnDiskError
        kept = self._keep_edited(step, path)
        self._manifest.announce(step.target, record)
        self._undo.write(path, content)
        self._manifest.records[step.target] = record
        if step.beside is None:
            self._clear_beside(planned.path)
        return replace(step, decision=replace(step.decision, reason=step.decision.reason + kept))

    def _clear_beside(self, path: str) -> None:
        """Once the file itself is up to date, new versions that were laid beside it have served, unless edited."""
        for beside in islice(_beside_names(path), _MOST_BESIDE):
            laid = self._manifest.records.get(beside)
            if laid is not None and file_digest(self._folder / beside) == laid.content:
                self._undo.remove(self._folder / beside)
                del self._manifest.records[beside]

    def _keep_edited(self, step: Action, path: Path) -> str:
        """Keep a copy of a file that is not as we wrote it; returns what to add to the reason."""
        found, record = file_digest(path), self._manifest.records.get(step.target)
        if found is None or (record is not None and record.content == found):
            return ""
        kept = next(name for name in numbered_names(path, "手改留存") if file_digest(name) in (None, found))
        write_atomically(kept, path.read_bytes())  # not taken back: the file itself may be edited again before that
        return f"；原文件留存为 {kept.name}"

    def orphans(self, planned: set[str], besides: set[str]) -> Iterator[Orphan]:
        """Recorded outputs that are no longer planned. `besides` are new versions still lying beside edited files."""
        for path, record in sorted(self._manifest.records.items()):
            if path not in planned and path not in besides:
                found, is_new_version = file_digest(self._folder / path), _is_beside_of(path, planned)
                if found is not None:
                    yield Orphan(path, record, found != record.content, is_new_version)
                elif not is_new_version:  # that one stays known, so that it is not laid again
                    del self._manifest.records[path]

    def is_read_only(self, orphan: Orphan) -> bool:
        """Whether an orphan's file is only to be read, and so left."""
        return is_read_only(self._folder / orphan.path)

    def prune(self, orphan: Orphan) -> None:
        """Remove an orphan that nobody has edited. Raises OSError, MeddledError."""
        file = self._folder / orphan.path
        if file_digest(file) != orphan.record.content:
            raise ChangedOnDiskError
        self._undo.remove(file)
        del self._manifest.records[orphan.path]

    def finish(self) -> None:
        """Record everything for the next run."""
        self._manifest.save(self._undo)

    @property
    def versions_in_use(self) -> set[str]:
        """The states of the content that documents were made from, now or before this run, which may be taken back."""
        return {record.version for record in self._manifest.records.values()} | set(self._versions_before)

    @property
    def version_before(self) -> str:
        """The state of the content that most documents were made from before this run; empty where none was."""
        return self._versions_before.most_common(1)[0][0] if self._versions_before else ""


def _beside_names(path: str) -> Iterator[str]:
    """Where new versions of an edited file are laid: x.新版.docx, x.新版2.docx, …."""
    pure = PurePosixPath(path)
    for name in numbered_names(Path(pure.name), NEW_VERSION):
        yield str(pure.with_name(name.name))


def _is_beside_of(path: str, planned: set[str]) -> bool:
    original = re.sub(r"\.新版\d*(?=\.\w+$)", "", path)
    return original != path and original in planned
