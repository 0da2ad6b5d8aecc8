"""import of a notice that is there already: what its text has otherwise now, merged as a person chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generators.dossier.load import load
from generators.dossier.models import Notice
from generators.dossier.validation import read_source
from generators.editing.merging import Change, Merge
from generators.editing.splicing import UnspliceableError, splice
from generators.editing.yaml_text import YamlText
from generators.importer.importing import Imported
from generators.importer.written import HEAD, rewritten
from generators.importer.yaml_text import flow, lines_of
from generators.problems import ContentError, errors_among
from generators.report import Report, Screen
from generators.workspace.files import FOLDER
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

Take = Callable[[Change], bool]


@dataclass(frozen=True)
class ReimportReport(Report):
    """What the new text has otherwise: what was taken, what was left; `written` where the content was changed."""

    notice: str
    file: str
    taken: Sequence[Change] = ()
    left: Sequence[Change] = ()
    written: bool = False

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        changes = [(one, True) for one in self.taken] + [(one, False) for one in self.left]
        listed = [{"where": one.where, "now": one.now, "new": one.new, "taken": taken} for one, taken in changes]
        return {"notice": self.notice, "file": self.file, "unresolved": [], "read": [], "changes": listed}

    def lines(self, screen: Screen) -> Iterator[str]:
        """Every change, and what became of it."""
        if not self.taken and not self.left:
            yield f"{self.file} 与上次导入的文字没有不同，内容没有动。"
            return
        for words, changes in (("已采用", self.taken), ("没有采用", self.left)):
            if changes:
                yield f"{words} {len(changes)} 处："
                yield from (f"  {change}" for change in changes)
        if self.written:
            yield f"下一步：{screen.command} changes {self.notice}，看过后 {screen.command} build {self.notice}"
        elif self.left and not self.taken:
            yield "内容没有动。要采用，加 --review，一处一处选；自己加的责任、单位、联系方式都会留着。"


def record_of(workspace: Workspace, name: str) -> Path:
    """Where the last import of a notice is kept."""
    return workspace.output(name) / FOLDER / "imported.yaml"


def reimport(workspace: Workspace, name: str, file: str, made: Imported, take: Take | None) -> ReimportReport:
    """Merge what a new text gives into the content of a notice; without `take` only report what differs.

    Raises ContentError where the content as it is, or the merged content, has errors.
    """
    files, record = workspace.content_files(name), record_of(workspace, name)
    path, raw = files.notice
    now = read_source(raw, path, Notice).data
    base = read_source(record.read_bytes(), path, Notice).data if record.is_file() else now
    merge = Merge(take or (lambda change: False))
    data = merge.merged(base, now, read_source(made.notice.encode(), path, Notice).data)
    if take is None or not merge.taken:
        return ReimportReport(name, file, merge.taken, merge.left)
    text = _spliced(raw, path, now, data) or rewritten(data, [line.format(file=file) for line in HEAD]).encode()
    departments = (files.departments[0], made.departments.encode())
    loaded = load(replace(files, departments=departments, notice=(path, text), returns={}))
    if errors := errors_among(loaded.problems):
        raise ContentError(*errors)
    with locked(workspace.root, f"import {name}") as undo:
        undo.write(workspace.root / path, text)
        undo.write(workspace.root / departments[0], departments[1])
        undo.keep_record(record, made.notice.encode())
    return ReimportReport(name, file, merge.taken, merge.left, written=True)


def _spliced(raw: bytes, path: str, now: Any, data: Any) -> bytes | None:
    """A file with other data in place, comments kept; None where it has to be written anew."""
    text = YamlText(raw, path)
    try:
        splice(text, _with_blanks(now), _with_blanks(data), lines_of, flow)
        edited = text.as_bytes()
        is_exact = _with_blanks(read_source(edited, path, Notice).data) == _with_blanks(data)
    except (UnspliceableError, ContentError):
        return None
    return edited if is_exact else None


def _with_blanks(value: Any) -> Any:
    """A value in which what is left empty is an empty text."""
    if isinstance(value, Mapping):
        return {key: _with_blanks(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_blanks(one) for one in value]
    return "" if value is None else value
