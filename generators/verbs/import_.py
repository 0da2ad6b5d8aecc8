"""import: make content of a notice that comes as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generators.dossier.source import decode, value_at_top
from generators.encodings import decoded
from generators.file_names import safe_name
from generators.importer.answered import answered, answers_in
from generators.importer.findings import Answers, Findings, Read
from generators.importer.importing import Imported, imported
from generators.importer.lines import Block
from generators.importer.remarks import Remark, remarks_in
from generators.importer.written import OF_DEADLINES, OF_LEADS
from generators.kinds import all_kinds
from generators.problems import (
    ContentError,
    DubanError,
    Problem,
    Severity,
    UsageError,
    error,
    errors_among,
    has_errors,
    refused,
)
from generators.report import Report, Screen, as_json, problem_lines, table
from generators.verbs.import_draft import ImportDraft, lines_of
from generators.verbs.reimport import RECORD, ReimportReport, Take, forms_of, last_import, record_of, reimport
from generators.workspace.files import read_given
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

Settle = Callable[[Read], "bool | str | None"]
_SHOWN = (
    "通知标题",
    "发文机关",
    "发文字号",
    "主送机关",
    "成文日期",
    "日期写法",
    "印发件",
    "标题",
    "牵头",
    "时限",
    "附件",
)
_MOST_LACKING = 6
_WIDEST = 46  # characters of a value in the table at the end


@dataclass(frozen=True)
class ImportReport(Report):
    """What was read from a file into content; `folder`: the workspace that was made for it.

    `remarks`: where content has a place that a person has to fill in or to look at, besides facts that are unsure.
    """

    notice: str
    file: str
    findings: Findings
    problems: Sequence[Problem]
    written: Sequence[str] = ()
    remarks: Sequence[Remark] = ()
    folder: str = ""

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        return {
            "notice": self.notice,
            "file": self.file,
            "unresolved": [one.as_json() for one in self.findings.unresolved],
            "read": [one.as_json() for one in self.findings.read],
            "problems": as_json(self.problems),
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was taken for what, what is unsure, what was kept as text; and what to do next."""
        if self.folder:
            yield f"已建好工作文件夹：{self.folder}"
        yield f"已导入：{self.file} → {'、'.join(self.written)}"
        yield ""
        yield from table([("读到", "处数", "内容"), *_rows(self.findings.read)])
        unsure = [one for one in self.findings.read if not one.sure]
        if unsure:
            yield ""
            yield f"拿不准的 {len(unsure)} 处，请看一看（文件里标着“请核对”）："
            yield from (f"  第{one.line}行 {one.fact}：{one.value[:_WIDEST]}" for one in unsure)
        for words, kept in (("没有看懂、照原样保留的", True), ("没有写进内容的", False)):
            if found := [one for one in self.findings.unresolved if one.kept is kept]:
                yield ""
                yield f"{words} {len(found)} 处："
                yield from (f"  第{one.line}行 {one.reason}：{one.text[:30]}" for one in found)
        if errors := errors_among(self.problems):
            yield ""
            yield from problem_lines(errors)
        if lacking := list(self._lacking()):
            yield ""
            yield "原文没有写明、要您补上或者看一看的（不补，其他文书照样生成）："
            yield from (f"  {one}" for one in lacking[:_MOST_LACKING])
            if len(lacking) > _MOST_LACKING:
                yield f"  还有 {len(lacking) - _MOST_LACKING} 处，用 check 看"
        yield ""
        yield f"下一步：{screen.command} check {self.notice}，看过后 {screen.command} build {self.notice}"

    def _lacking(self) -> Iterator[str]:
        """What the content lacks, and what was marked for a person in lines that lack nothing, each with its place."""
        warnings = [one for one in self.problems if one.severity is Severity.WARNING]
        places = {(one.place.file, one.place.line) for one in warnings if one.place}
        for one in warnings:
            where = f"{one.place.file} 第{one.place.line}行：" if one.place and one.place.line else ""
            yield f"{where}{one.message}（{one.hint}）"
        yield from (str(one) for one in self.remarks if (one.file, one.line) not in places)


def _rows(read: Sequence[Read]) -> Iterator[tuple[str, str, str]]:
    for fact in _SHOWN:
        of_fact = [one for one in read if one.fact == fact]
        if of_fact:
            words = "；".join(one.value for one in of_fact)
            yield fact, str(len(of_fact)), words if len(words) <= _WIDEST else f"{words[:_WIDEST]}……"


def import_notice(
    workspace: Workspace,
    file: Path,
    name: str,
    settle: Settle | None = None,
    take: Take | None = None,
    answers: Answers | None = None,
) -> ImportReport | ReimportReport:
    """Read a file into content/<name>/notice.yaml, and add the units that it names to departments.yaml.

    `settle` is asked about each fact that is unsure, whether it is right: it may say what is instead, or None to leave
    it open. Where the notice is there already, what the
    file has otherwise is reported, and merged as `take` chooses. `answers`: what a person has said of it before.
    Raises UsageError where the name cannot be a folder's, ContentError where the file is no notice.
    """
    path, departments = _departments(workspace)
    is_there = name in workspace.notices()
    before = _before(workspace, name) if is_there else None
    made = read_notice(file, name, departments, settle, _issuers(workspace, name), answers, before)
    if is_there:
        return reimport(workspace, name, file.name, made, take)
    target = workspace.root / "content" / name / "notice.yaml"
    with locked(workspace.root, f"import {name}") as undo:
        undo.write(target, made.notice.encode())
        undo.keep_record(workspace.output(name) / RECORD, record_of(made))
        if made.departments != departments:
            undo.write(workspace.root / path, made.departments.encode())
    written = [f"content/{name}/notice.yaml", *([path] if made.departments != departments else [])]
    remarks = remarks_of(made, name, departments)
    return ImportReport(name, file.name, made.findings, made.problems, written, remarks)


def remarks_of(made: Imported, name: str, departments: str = "") -> list[Remark]:
    """The remarks in what an import writes, but for those of unsure facts. `departments`: the units' file before it."""
    found = [
        *remarks_in(made.notice, f"content/{name}/notice.yaml"),
        *remarks_in(made.departments, "content/departments.yaml", departments),
    ]
    return [one for one in found if one.words not in (OF_LEADS, OF_DEADLINES)]


def draft_notice(
    workspace: Workspace, file: Path, name: str, answers: Answers | None = None
) -> ImportDraft | ReimportReport:
    """What an import would make of a file, without writing anything. Raises as `import_notice`.

    Where the notice is there already: what the file has otherwise.
    """
    _, departments = _departments(workspace)
    is_there = name in workspace.notices()
    before = _before(workspace, name) if is_there else None
    made = read_notice(file, name, departments, None, _issuers(workspace, name), answers, before)
    if is_there:
        return reimport(workspace, name, file.name, made, None)
    return ImportDraft(name, file.name, made.answers, lines_of(made), made.findings.unresolved, made.problems)


def _departments(workspace: Workspace) -> tuple[str, str]:
    """The list of units: its path and its text. Raises ContentError where it cannot be read."""
    workspace.require_own_content("导入通知")
    path, raw = workspace.departments()
    departments, faults = decode(raw, path)
    if has_errors(faults):
        raise ContentError(*faults)
    return path, departments


class Before(NamedTuple):
    """Of the last import of a notice: what it wrote with the answers given then, and the forms of its leads."""

    record: str
    forms: Mapping[str, str] | None


def _before(workspace: Workspace, name: str) -> Before:
    record = last_import(workspace, name)
    return Before(record, forms_of(workspace, name, record))


def _issuers(workspace: Workspace, name: str) -> list[str]:
    """The issuers of the other notices of a workspace: by their place a notice of another office is known."""
    found: list[str] = []
    for other in (one for one in workspace.notices() if one != name):
        text, _ = decoded(workspace.content_files(other).notice[1]) or ("", "")
        found += filter(None, [value_at_top(text, "发文机关")])
    return found


def read_notice(
    file: Path,
    name: str,
    departments: str,
    settle: Settle | None = None,
    issuers: Sequence[str] = (),
    answers: Answers | None = None,
    before: Before | None = None,
) -> Imported:
    """The content that a file makes; `issuers` are those of the office's other notices, `answers` a person's.

    `before`: of an earlier import of the notice, whose answers hold where none are given.

    Raises UsageError where the name cannot be a folder's or the file is not there, ContentError where it is no notice.
    """
    blocks = _blocks(file, name)
    read = partial(imported, blocks, name, file.name, departments, issuers=issuers, forms=before and before.forms)
    made = read(answers=answers)
    if answers is None and before and (known := answers_in(before.record, made.findings.read)) != Answers():
        made = read(answers=known)
    unsure = [one for one in made.findings.read if not one.sure and one.words]
    if settle is None or not unsure:
        return made
    answers = made.answers
    for one in unsure:
        answers = answered(answers, one, settle(one))
    return read(answers=answers)


def _blocks(file: Path, name: str) -> list[Block]:
    """The paragraphs and tables of a file. Whatever is wrong with the name and the file is raised together."""
    is_name = name == safe_name(name) and bool(name.strip())
    hint = "用汉字、字母、数字和短横线，如 2014-某项工作"
    faults = [] if is_name else [error(f"“{name}”不能作文件夹的名称", hint)]
    try:
        blocks = _read_blocks(file)
    except DubanError as fault:
        if faults:
            raise UsageError(*faults, *fault.problems) from None
        raise
    if faults:
        raise UsageError(*faults)
    return blocks


def _read_blocks(file: Path) -> list[Block]:
    from generators.importer.files import blocks_of_file
    from generators.importer.refusals import refusal

    try:
        raw = read_given(file)
    except OSError:
        raise UsageError(error(f"读不了“{file}”", "文件正开着的，关闭后再导入")) from None
    blocks = blocks_of_file(file.name, raw)
    if file.suffix.lower() == ".docx":
        _refuse_form(file.name, raw)
    if problem := refusal(blocks, file.name):
        raise ContentError(problem)
    return blocks


def _refuse_form(file: str, raw: bytes) -> None:
    """Raises ContentError for a form of ours that a unit has filled in: it is collected."""
    from generators.word.final_words import final_words

    stated = final_words(raw, file)
    kind = next((kind for kind in all_kinds() if kind.answers and kind.name == stated.kind), None)
    if kind and stated.unit:
        message = f"是{stated.unit}的{kind.title}，不是通知，没有导入"
        raise refused(file, message, "单位报来的表，用 duban collect 收")
