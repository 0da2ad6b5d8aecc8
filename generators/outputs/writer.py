"""Actions carried out: documents put on the disk, edited files kept, everything announced before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generators.outputs.decide import Action, Effect, Outcome
from generators.outputs.output_folder import OutputFolder
from generators.problems import Problem, TemplateError
from generators.workspace.files import digest_of, file_digest, numbered_names, why_not_written, write_atomically
from generators.workspace.manifest import Record
from generators.workspace.undo import Undo

Render = Callable[[], bytes]


class ChangedOnDiskError(Exception):
    """The file changed on disk after the decision."""


class Writer:
    """Carries out actions in one output folder; `undo` makes every change of a file.

    `work` names the run in messages (生成, 打包). `problems` collects the faults of templates.
    """

    def __init__(self, folder: OutputFolder, undo: Undo, work: str = "生成") -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._undo = undo
        self._work = work

    def attempt(self, action: Action, render: Render | None = None) -> Action:
        """Carry out an action, as `execute` does; what the template or the disk refuses is an action that failed."""
        try:
            return self.execute(action, render)
        except TemplateError as fault:
            self.problems += fault.problems
            return action.failed("模板有错误")
        except ChangedOnDiskError:
            return action.failed(action.if_refused or f"{self._work}期间文件被改动，没有覆盖；再运行一次")
        except OSError as fault:
            return action.failed(action.if_refused or why_not_written(fault))

    def execute(self, action: Action, render: Render | None = None) -> Action:
        """Carry out an action; returns it as it was carried out. `render` makes the document, where one is to be made.

        Raises OSError, ChangedOnDiskError, and what `render` raises; the records that the action moves are moved then
        too.
        """
        for path, record in action.records.items():
            self._folder.note(path, record)
        match action.effect:
            case Effect.RENDER:
                assert render is not None
                return self._write(action, render())
            case Effect.PUT_ISSUED:
                assert action.issued is not None
                return self._write(action, action.issued.content)
            case Effect.REMOVE:
                self._remove(action)
            case Effect.FORGET:
                self._folder.note(action.target, None)
        return action

    def _write(self, action: Action, content: bytes) -> Action:
        """Put a document in its place.

        A file that nobody recorded but that is what would be written counts as written. An edited file that is to be
        overwritten is kept under another name first; one that changed since the decision is left alone.
        """
        spec, path = action.spec, self._folder.path / action.target
        record = Record(spec.kind, spec.for_, digest_of(content), spec.template, spec.fields, action.version)
        if action.found == record.content:
            self._folder.note(spec.path, record)
            return replace(action, outcome=Outcome.SAME, reason="", effect=Effect.LEAVE, target=spec.path)
        digest = file_digest(path)
        if action.beside is None and digest != action.found:
            raise ChangedOnDiskError
        kept = self._keep_edited(action.target, path, digest)
        self._folder.manifest.announce(action.target, record)
        self._undo.write(path, content)
        self._folder.note(action.target, record)
        if action.beside is None:
            self._clear_beside(spec.path)
        return replace(action, reason=action.reason + kept)

    def _clear_beside(self, path: str) -> None:
        """Once the file itself is up to date, new versions that were laid beside it have served, unless edited."""
        for beside in self._folder.as_written_beside(path):
            self._undo.remove(self._folder.path / beside.path)
            self._folder.note(beside.path, None)

    def _keep_edited(self, target: str, path: Path, digest: str | None) -> str:
        """Keep a copy of a file that is not as it was written; returns what to add to the reason."""
        record = self._folder.records.get(target)
        if digest is None or (record is not None and record.content == digest):
            return ""
        places = map(path.with_name, numbered_names(path.name, "手改留存"))
        kept = next(place for place in places if file_digest(place) in (None, digest))
        write_atomically(kept, path.read_bytes())  # not taken back: the file itself may be edited again before that
        return f"；原文件留存为 {kept.name}"

    def _remove(self, action: Action) -> None:
        file = self._folder.path / action.target
        if file_digest(file) != action.found:
            raise ChangedOnDiskError
        self._undo.remove(file)
        self._folder.note(action.target, None)

    def finish(self) -> None:
        """Record everything for the next run. Raises OSError."""
        self._folder.manifest.save(self._undo)
