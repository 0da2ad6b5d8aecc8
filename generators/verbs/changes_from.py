"""changes --from: what somebody changed in a document of ours, taken over into the content it was made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from generators.comparing.paragraph_pairs import changed_paragraphs
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.facts import Facts
from generators.dossier.load import load
from generators.editing.taking_over import Taken, TakingOver
from generators.editing.yaml_text import YamlText
from generators.opening import open_notice
from generators.outputs.build_state import BuildState
from generators.outputs.paginate import plan_all
from generators.outputs.planning import PlannedOutput, Templates
from generators.problems import Problem, UsageError, error, errors_among, reading
from generators.report import NOT_WRITTEN, Confirm, Report, Screen, as_json, problem_lines
from generators.word.final_words import FinalWords, final_words
from generators.workspace.files import read_given
from generators.workspace.lock import locked
from generators.workspace.manifest import Manifest
from generators.workspace.versions import Versions
from generators.workspace.workspace import Workspace

_ENOUGH = 0.5  # the share of a document's paragraphs that must stand in a file that does not state what it is
_LONGEST = 60  # characters of a paragraph that are shown


@dataclass(frozen=True)
class ChangesFromReport(Report):
    """What was changed in a file: values of `content` with their lines; the rest as paragraphs before and after."""

    notice: str
    file: str
    content: str
    taken: Sequence[Taken]
    rest: Sequence[tuple[str, str]]
    written: bool
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The object that `changes --from --json` prints."""
        taken = [{"file": self.content, "line": one.line, "old": one.old, "new": one.new} for one in self.taken]
        rest = [{"old": old, "new": new} for old, new in self.rest]
        problems = as_json(self.problems)
        return {"notice": self.notice, "taken": taken, "rest": rest, "written": self.written, "problems": problems}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was taken over, what was not and is to be looked at, and the next step."""
        yield from problem_lines(self.problems)
        if self.written:
            yield f"已改进 {self.content}：{len(self.taken)} 处"
        elif self.taken:
            if self.problems:  # else they were shown where it was asked
                yield from _listed(self.content, self.taken)
            yield NOT_WRITTEN
        if self.rest:
            yield f"另有 {len(self.rest)} 处没有对应的内容，或者看不准是哪一处，自己看着改："
            for old, new in self.rest:
                yield f"  {_short(old) or '（没有）'} → {_short(new) or '（删去）'}"
        if not self.taken and not self.rest and not self.problems:
            yield "和我们的那一份一样，没有改动。"
        if self.written:
            yield f"下一步：{screen.command} changes {self.notice}；改错了：{screen.command} undo"


def changes_from(
    workspace: Workspace, name: str | None, file: Path, confirm: Confirm, only: Collection[str] | None = None
) -> ChangesFromReport:
    """Read a document of ours that somebody has changed, and take over what are values of notice.yaml.

    `only`: the keys of those values that are to be taken, from the report of before; None for all. Raises UsageError
    where the file is not there or is none of the notice's documents, or one of `only` is not found any more,
    TemplateError where it cannot be read.
    """
    opened = open_notice(workspace, name)
    place, raw = opened.content.notice
    report = ChangesFromReport(opened.name, file.name, place, [], [], False, [])
    if opened.dossier is None:
        return replace(report, problems=opened.problems)
    workspace.require_own_content("改内容")
    facts = Facts(opened.name, opened.dossier.notice, opened.dossier.units)
    taking = TakingOver(YamlText(raw, place), facts, lambda one: only is None or one.key in only)
    changed = _read(file, opened.name)
    before = _before(workspace, opened.content, opened.dossier, changed)
    if before is None:
        raise UsageError(error(f"认不出 {file.name} 是哪份文书改成的", "要用 duban 生成的 Word 文书，在它上面改"))
    pairs = changed_paragraphs(before, changed.paragraphs, str, by_place=True)
    rest = [(old or "", new or "") for old, new in pairs if not (old and new and taking.take(old, new))]
    now = taking.finish()
    taken = sorted(taking.taken, key=lambda one: one.line)
    if only is not None and not {one.key for one in taken} >= set(only):
        raise UsageError(error("打开这一页以后，内容或文书又改过，没有采纳", "重新看两个版本，再勾一次"))
    report = replace(report, taken=taken, rest=rest)
    faults = errors_among(load(replace(opened.content, notice=(place, now))).problems)
    if faults:
        return replace(report, problems=[error("照这份改了以后内容会有错误，没有改", "照下面的看着改"), *faults])
    if not taken or not confirm(list(_listed(place, taken))):
        return report
    with locked(workspace.root, f"changes {opened.name} --from") as undo:
        undo.write(workspace.root / place, now)
    return replace(report, written=True)


def changed_since(workspace: Workspace, notice: str, file: Path, taken: Sequence[Taken]) -> set[str]:
    """The keys of those values that the content has otherwise than when a document of ours was made.

    All of them where it is not known from what the document was made.
    """
    folder = workspace.output(notice)
    record = Manifest(folder).records.get(file.resolve().relative_to(folder.resolve()).as_posix())
    former = Versions(folder).get(record.version) if record else None
    if former is None:
        return {one.key for one in taken}
    place, raw = workspace.content_files(notice).notice
    if former.notice[1] == raw:
        return set()
    known = {node.value for _, node in YamlText(former.notice[1], place).nodes() if isinstance(node.value, str)}
    return {one.key for one in taken if one.old not in known}


def _read(file: Path, notice: str) -> FinalWords:
    if not file.is_file():
        raise UsageError(error(f"没有“{file}”这个文件", "核对 --from 后面的路径"))
    raw = read_given(file)
    with reading(file.name):
        words = final_words(raw, file.name)
    if words.notice not in ("", notice):
        raise UsageError(error(f"{file.name} 是另一份通知（{words.notice}）的文书", "在命令后面写明那份通知"))
    return words


def _before(workspace: Workspace, content: ContentFiles, dossier: Dossier, changed: FinalWords) -> list[str] | None:
    """The paragraphs of the document that a file was made of, as it would be made now or was issued.

    None where the file resembles none.
    """
    templates = Templates(workspace)
    planned = plan_all(dossier, templates, workspace.output(dossier.name))
    state = BuildState.of(workspace, content, dossier)
    stated = [one for one in planned if one.kind.name == changed.kind and (one.spec.for_ or "") == changed.unit]
    best, most = None, 0.0
    for output in stated or [one for one in planned if one.kind.suffix == ".docx"]:
        for raw in _states(output, templates, state, is_sure=bool(stated)):
            paragraphs = final_words(raw, output.spec.path).paragraphs
            same = SequenceMatcher(None, paragraphs, changed.paragraphs, autojunk=False).ratio()
            if same > most:
                best, most = paragraphs, same
    return best if most > _ENOUGH or stated else None


def _states(output: PlannedOutput, templates: Templates, state: BuildState, *, is_sure: bool) -> Iterator[bytes]:
    yield templates.render(output)
    issued = state.issued_copy(output)
    if is_sure and issued:
        yield issued.content


def _listed(file: str, taken: Sequence[Taken]) -> Iterator[str]:
    for one in taken:
        yield f"{file}:{one.line}"
        yield f"-  {one.old}"
        yield f"+  {one.new}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
