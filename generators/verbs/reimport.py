"""import of a notice that is there already: what its text has otherwise now, merged as a person chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generators.dossier.content_files import ContentFiles
from generators.dossier.load import load, read_units
from generators.dossier.models import Notice
from generators.dossier.source import decode
from generators.dossier.validation import read_source
from generators.editing.changes import Change
from generators.editing.entry_pairs import same
from generators.editing.merging import Merge
from generators.editing.notice_merge import merged_notice
from generators.editing.splicing import UnspliceableError, splice
from generators.editing.yaml_text import YamlText
from generators.encodings import encoded_like
from generators.importer.answered import answer_lines
from generators.importer.importing import Imported
from generators.importer.remarks import with_remarks
from generators.importer.whole import printed_text
from generators.importer.written import HEAD, rewritten
from generators.importer.yaml_text import flow, lines_of
from generators.problems import ContentError, errors_among
from generators.report import Report, Screen
from generators.workspace.files import FOLDER
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

Take = Callable[[Change], bool | None]
RECORD = f"{FOLDER}/imported.yaml"  # in a notice's output folder: what its last import wrote


@dataclass(frozen=True)
class ReimportReport(Report):
    """What the new text has otherwise: what was taken, what was left, what is still open; `written` where the content
    was changed.

    `is_chosen`: whether a person was asked; `has_record`: whether it is known what the last import wrote; `new_units`:
    units that were added to departments.yaml.
    """

    notice: str
    file: str
    taken: Sequence[Change] = ()
    left: Sequence[Change] = ()
    open: Sequence[Change] = ()
    written: bool = False
    is_chosen: bool = False
    has_record: bool = True
    new_units: Sequence[str] = ()

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        changes = [(one, True) for one in self.taken] + [(one, False) for one in (*self.left, *self.open)]
        listed = [{"where": one.where, "now": one.now, "new": one.new, "taken": taken} for one, taken in changes]
        return {"notice": self.notice, "file": self.file, "unresolved": [], "read": [], "changes": listed}

    def lines(self, screen: Screen) -> Iterator[str]:
        """Every change, and what became of it."""
        if not self.taken and not self.left and not self.open:
            yield f"{self.file} 与上次导入的文字没有不同，内容没有动。"
            return
        if not self.has_record:
            yield "没有上次导入的记录，分不清哪些是您后来加的，所以只比新来的文字里有的；新来的文字里没有的都留着。"
        left = "没有采用" if self.is_chosen else "新来的文字不同的有"
        for words, changes in (("已采用", self.taken), (left, self.left), ("还没有答", self.open)):
            if changes:
                yield f"{words} {len(changes)} 处："
                yield from (f"  {change}" for change in changes)
        if self.new_units:
            yield f"单位名录里新加了：{'、'.join(self.new_units)}"
            yield f"其中有原来的单位改了名的，用 {screen.command} rename 旧名 新名"
        if self.open:
            yield "没有答完的，同样的命令再来一次，接着答。"
        if self.written:
            yield f"下一步：{screen.command} changes {self.notice}，看过后 {screen.command} build {self.notice}"
            return
        yield "内容没有动，自己加的责任、单位、联系方式都留着。"
        if not self.is_chosen:
            yield "下一步：要采用，同样的命令后面加 --review，一处一处选。"


def last_import(workspace: Workspace, name: str) -> str:
    """What the last import of a notice wrote, with the answers given then; empty where that is not known."""
    record = workspace.output(name) / RECORD
    return record.read_text("utf-8") if record.is_file() else ""


def record_of(made: Imported) -> bytes:
    """What is kept of an import."""
    return "\n".join([made.notice.rstrip("\n"), *answer_lines(made.answers), ""]).encode()


def forms_of(workspace: Workspace, name: str, record: str) -> Mapping[str, str] | None:
    """The forms in which a notice prints its leads, by which another version is read; None where it cannot be read."""
    path, raw = workspace.content_files(name).notice
    try:
        data = read_source(record.encode() or raw, path, Notice).data
    except ContentError:
        return None
    forms = data.get("牵头句式") if isinstance(data, Mapping) else None
    return forms if isinstance(forms, Mapping) else {}


def reimport(workspace: Workspace, name: str, file: str, made: Imported, take: Take | None) -> ReimportReport:
    """Merge what a new text gives into the content of a notice; without `take` only report what differs.

    Raises ContentError where the content as it is, or the merged content, has errors.
    """
    files, record = workspace.content_files(name), last_import(workspace, name)
    path, raw = files.notice
    now, new = (read_source(one, path, Notice).data for one in (raw, made.notice.encode()))
    base = read_source(record.encode(), path, Notice).data if record else {}
    merge = Merge(take or (lambda change: False))
    if record and _is_printed_alike(files, record, made):
        return ReimportReport(name, file)
    data = merged_notice(merge, base, now, new)
    report = ReimportReport(
        *(name, file, merge.taken, merge.left, merge.open), is_chosen=take is not None, has_record=bool(record)
    )
    if take is None or not merge.taken:
        return report
    text = _spliced(raw, path, now, data) or rewritten(data, [line.format(file=file) for line in HEAD]).encode()
    text = encoded_like(with_remarks(decode(text, path)[0], decode(raw, path)[0], made.notice), text)
    departments = _departments(files, made, text)
    loaded = load(replace(files, departments=departments, notice=(path, text), returns={}))
    if errors := errors_among(loaded.problems):
        raise ContentError(*errors)
    with locked(workspace.root, f"import {name}") as undo:
        undo.write(workspace.root / path, text)
        if departments != files.departments:
            undo.write(workspace.root / departments[0], departments[1])
        if not merge.open:  # else what is open could not be asked once more
            undo.keep_record(workspace.output(name) / RECORD, record_of(made))
    units = [one.name for one in read_units(departments) if one.name not in read_units(files.departments).names]
    return replace(report, written=True, new_units=units)


def _is_printed_alike(files: ContentFiles, record: str, made: Imported) -> bool:
    """Whether a text is the one of the last import, but for blanks and the width of characters."""
    before = load(replace(files, notice=(files.notice[0], record.encode()), returns={})).dossier
    if before is None or made.dossier is None:
        return False
    return same(printed_text(before), printed_text(made.dossier))


def _departments(files: ContentFiles, made: Imported, text: bytes) -> tuple[str, bytes]:
    """The list of units, with those that a text brings where the merged content names one of them."""
    path, raw = files.departments
    known = read_units(files.departments).names
    brought = [name for name in read_units((path, made.departments.encode())).names if name not in known]
    words = decode(text, path)[0]
    return (path, made.departments.encode()) if any(name in words for name in brought) else (path, raw)


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
