"""edit: write an edit into a notice's YAML, unless somebody else has changed the file meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generators.dossier.content_files import ContentFiles
from generators.dossier.load import load, read_units
from generators.editing.deadline_edits import moved_to as moved_to
from generators.editing.new_unit import NewUnit as NewUnit
from generators.editing.new_unit import add_unit as put_unit
from generators.editing.notice_edits import EditableText, EditError
from generators.editing.yaml_text import YamlText
from generators.encodings import saved_like
from generators.opening import open_notice
from generators.problems import ContentError, Problem, error, errors_among
from generators.report import Report, Screen, as_json, problem_lines
from generators.verbs.check import check
from generators.verbs.content_texts import as_typed, require_content_text
from generators.workspace.files import digest_of
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

Edit = Callable[[EditableText], str]


@dataclass(frozen=True)
class EditReport(Report):
    """What became of an edit. `theirs`: the file as it is now, where it is no longer what was edited; else None.

    `problems` are those of the notice as it is now, or would be where `is_written` is false.
    """

    notice: str
    is_written: bool
    problems: Sequence[Problem]
    theirs: str | None = None

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        problems = as_json(self.problems)
        return {"notice": self.notice, "written": self.is_written, "conflict": self.theirs is not None} | {
            "problems": problems
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """Whether it was written, and what is wrong now."""
        yield "改好了。" if self.is_written else "没有写。"
        yield from problem_lines(self.problems)


def edit(workspace: Workspace, notice: str, change: Edit, digest: str) -> EditReport:
    """Make one of the usual edits. It is refused where it brings a new error.

    `digest`: of the file for which it was meant. Raises ContentError where the text does not allow it.
    """
    workspace.require_own_content("改通知")
    with locked(workspace.root, f"edit {notice}") as undo:
        opened = open_notice(workspace, notice)
        file, raw = opened.content.notice
        if digest_of(raw) != digest:
            return EditReport(notice, False, opened.problems, as_typed(raw, file))
        try:
            new = saved_like(change(EditableText(as_typed(raw, file))), raw)
        except EditError as fault:
            raise ContentError(error(str(fault))) from None
        problems = load(with_notice(workspace, opened.content, new)).problems
        if _brings_errors(opened.problems, problems):
            return EditReport(notice, False, problems)
        undo.write(workspace.root / file, new)
    return EditReport(notice, True, problems)


def add_unit(workspace: Workspace, notice: str, unit: NewUnit) -> EditReport:
    """Put a unit into departments.yaml. It is refused where it brings an error into a notice, which shows it.

    Raises ContentError where it cannot be put there.
    """
    workspace.require_own_content("改单位名录")
    with locked(workspace.root, f"edit {notice}") as undo:
        opened = open_notice(workspace, notice)
        file, raw = opened.content.departments
        text = YamlText(raw, file)
        put_unit(text, read_units((file, raw)), unit)
        new = text.as_bytes()
        problems = load(replace(opened.content, departments=(file, new))).problems
        if _brings_errors(opened.problems, problems):
            return EditReport(notice, False, problems)
        undo.write(workspace.root / file, new)
    return EditReport(notice, True, problems)


def _brings_errors(before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether an edit brings an error that was not there before it."""
    known = {problem.message for problem in errors_among(before)}
    return any(problem.message not in known for problem in errors_among(after))


def save(workspace: Workspace, notice: str, file: str, text: str, digest: str) -> EditReport:
    """Write a content file's text as it was typed, with errors too: they are reported with their places.

    `file`: its path in the workspace, one of `content_texts`. Raises UsageError for another.
    """
    workspace.require_own_content("改内容")
    with locked(workspace.root, f"edit {notice}") as undo:
        require_content_text(workspace, notice, file)
        path = workspace.root / file
        raw = path.read_bytes()
        if digest_of(raw) != digest:
            return EditReport(notice, False, check(workspace, notice).problems, as_typed(raw, file))
        undo.write(path, saved_like(text.replace("\r\n", "\n"), raw))
    return EditReport(notice, True, check(workspace, notice).problems)


def with_notice(workspace: Workspace, content: ContentFiles, new: bytes) -> ContentFiles:
    """The content of a notice with another text of notice.yaml."""
    tables, documents = workspace.tables(content.name, new), workspace.documents(content.name, new)
    return replace(content, notice=(content.notice[0], new), tables=tables, documents=documents)
