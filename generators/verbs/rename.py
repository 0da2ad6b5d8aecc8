"""rename: a unit gets another name, is merged with another one or split, in all content of the workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generators.characters import clean
from generators.dossier.facts import Facts
from generators.dossier.load import load, read_units
from generators.dossier.units import UnitList
from generators.editing.unit_files import Assign, in_departments, in_draft, in_issued, in_return, still_named
from generators.editing.unit_names import Renaming, renaming
from generators.editing.yaml_text import YamlText, differing_lines
from generators.file_names import safe_name
from generators.intake.merge import merge
from generators.intake.return_yaml import read_return, return_yaml
from generators.opening import open_notice
from generators.problems import ContentError, Problem, UsageError, error, errors_among, notice, warning
from generators.report import NOT_WRITTEN, Confirm, Report, Screen, as_json, problem_lines
from generators.wording import listed
from generators.workspace.files import digest_of
from generators.workspace.issues import Issues
from generators.workspace.lock import interrupted, locked
from generators.workspace.workspace import LATER, Workspace


@dataclass(frozen=True)
class RenameReport(Report):
    """What was changed, as lines by file, or would be; `written` says which. `files` are relative to the workspace."""

    old: str
    new: Sequence[str]
    files: Sequence[str]
    changes: Sequence[str]
    written: bool
    problems: Sequence[Problem]
    dry_run: bool = False

    def as_json(self) -> dict[str, object]:
        """The object that `rename --json` prints."""
        return {
            "old": self.old,
            "new": list(self.new),
            "files": list(self.files),
            "changes": list(self.changes),
            "written": self.written,
            "problems": as_json(self.problems),
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was written, what is left to do, and the next step."""
        if self.dry_run:  # else they were shown where it was asked
            yield from self.changes
        yield from problem_lines(self.problems)
        if not self.written:
            yield "试运行，没有写文件。" if self.dry_run else NOT_WRITTEN
            return
        yield f"已改 {len(self.files)} 个文件：{'、'.join(self.files)}"
        yield f"下一步：{screen.command} build；改错了：{screen.command} undo"


@dataclass
class _Edits:
    """Files with what they are to hold (None: to be removed), by path, beside what they hold; and what was noticed."""

    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, file: str, before: bytes, after: bytes | None) -> None:
        """Note what a file is to hold."""
        if after != before:
            self.before[file], self.after[file] = before, after

    def lines(self) -> Iterator[str]:
        """What differs, file by file."""
        for file, after in self.after.items():
            if after is None:
                yield f"{file}：并入后删去"
            elif not self.before[file]:
                yield f"{file}：新写"
            else:
                yield from differing_lines(file, self.before[file], after)


def rename(
    workspace: Workspace, old: str, new: Sequence[str], *, dry_run: bool, assign: Assign, confirm: Confirm
) -> RenameReport:
    """Give a unit another name in departments.yaml, in every notice and every return; several names split it.

    A name that another unit has merges the two. Raises UsageError where the names will not do, ContentError where a
    file cannot be read as it stands.
    """
    workspace.require_own_content("给单位改名")
    old, new = clean(old), [clean(one) for one in new]
    _refuse_after_half_a_renaming(workspace)
    departments = workspace.departments()
    units = read_units(departments)
    meant = renaming(units, old, new)
    edits = _planned(workspace, departments, meant, assign)
    changes = list(edits.lines())
    written = False
    if not dry_run and confirm(changes):
        _write(workspace, edits, f"rename {old} {' '.join(new)}")
        written = True
    return RenameReport(old, new, list(edits.after), changes, written, edits.problems, dry_run)


def _refuse_after_half_a_renaming(workspace: Workspace) -> None:
    """Raise UsageError where a renaming was broken off: neither the old name nor the new one fits all files now."""
    if interrupted(workspace.root).partition(" ")[0] == "rename":
        raise UsageError(error("上一次的单位改名中途断了，只改了一部分", "先用 duban undo 撤回，再改名"))


def _planned(workspace: Workspace, departments: tuple[str, bytes], meant: Renaming, assign: Assign) -> _Edits:
    edits = _Edits()
    text = YamlText(departments[1], departments[0])
    in_departments(text, meant)
    edits.put(*departments, text.as_bytes())
    for name in workspace.notices():
        _in_notice(workspace, name, meant, assign, edits)
    edits.problems += _short_name_left(meant)
    _refuse_new_faults(workspace, edits)
    return edits


def _in_notice(workspace: Workspace, name: str, meant: Renaming, assign: Assign, edits: _Edits) -> None:
    opened = open_notice(workspace, name)
    if opened.dossier is None:
        raise ContentError(*errors_among(opened.problems))
    file, raw = opened.content.notice
    text = YamlText(raw, file)
    issued = Issues(workspace.root, name).last() is not None
    if issued:
        in_issued(text, meant, assign, Facts(name, opened.dossier.notice, opened.dossier.units))
    else:
        in_draft(text, meant, assign)
        for called, lines in still_named(text, meant).items():
            hint = "逐处看过，该改的改；指的就是原来那个单位的不用改"
            edits.problems.append(notice(f"{file} 第{listed(lines)}行的文字里有“{called}”，没有改", hint))
    edits.put(file, raw, text.as_bytes())
    _in_returns(opened.content.returns, meant, edits, issued=issued)


def _in_returns(files: Mapping[str, bytes], meant: Renaming, edits: _Edits, *, issued: bool) -> None:
    """The returns of a notice: words that a draft names otherwise now, and the return of the unit itself."""
    owners = {file: _owner(raw, file, meant.units) for file, raw in files.items()}
    target = next((file for file, owner in owners.items() if owner == meant.targets[0]), "")
    for file, raw in files.items():
        text = YamlText(raw, file)
        in_return(text, meant, issued=issued)
        now = text.as_bytes()
        if owners[file] != meant.unit.name or file == target:
            edits.put(file, raw, now)
        elif target:
            _join(target, files[target], (file, raw, now), meant, edits)
        else:
            name = str(Path(file).with_name(f"{safe_name(meant.targets[0])}.yaml").as_posix())
            if name == file or name in files:
                edits.put(file, raw, now)
            else:
                edits.put(file, raw, None)
                edits.put(name, b"", now)


def _join(target: str, there: bytes, other: tuple[str, bytes, bytes], meant: Renaming, edits: _Edits) -> None:
    """Two returns that are one unit's now: joined as a second return is; where they differ, that one is kept whole."""
    file, raw, now = other
    joined, differences = merge(read_return(there, target), read_return(now, file), file)
    joined = joined.model_copy(update={"unit": meant.targets[0]})
    edits.put(target, there, return_yaml(joined, there))
    edits.put(file, raw, None)
    if differences:
        name = f"{safe_name(meant.targets[0])}-{digest_of(raw)[:6]}.yaml"
        kept = f"{target.rpartition('/')[0]}/{LATER}/{name}"
        edits.put(kept, b"", now)
        hint = f"另一份全文存在 {kept}；要用它的，改进 {target}"
        message = f"两份报送材料都在：并作一份，{len(differences)} 处两家报的不同，先用“{meant.targets[0]}”的"
        edits.problems += [*differences, warning(message, hint)]


def _owner(raw: bytes, file: str, units: UnitList) -> str:
    """The 名称 of the unit of a return, empty where it cannot be read: that is reported when the content is loaded."""
    try:
        unit = read_return(raw, file).unit
    except ValueError:
        return ""
    return units[unit].name if unit in units else ""


def _short_name_left(meant: Renaming) -> Iterator[Problem]:
    unit = meant.unit
    if unit.name in meant.names and unit.short_name not in meant.names and not meant.merges:
        hint = f"也要改的：duban rename {unit.short_name} 新简称"
        yield notice(f"简称“{unit.short_name}”没有改", hint)


def _refuse_new_faults(workspace: Workspace, edits: _Edits) -> None:
    """Raise ContentError where a notice would have errors with the edits that it has not now."""
    for name in workspace.notices():
        content = workspace.content_files(name)
        files = {file: raw for file, raw in edits.after.items() if raw and file.startswith(f"content/{name}/returns/")}
        kept = {file: raw for file, raw in content.returns.items() if edits.after.get(file, raw) is not None}
        files = {file: raw for file, raw in files.items() if f"/{LATER}/" not in file}
        departments, notice = (
            (file, edits.after.get(file) or raw) for file, raw in (content.departments, content.notice)
        )
        edited = replace(content, departments=departments, notice=notice, returns={**kept, **files})
        faults = errors_among(load(edited).problems)
        if faults:
            raise ContentError(error("改了以后内容会有错误，没有改", "先照下面的改正，再改名"), *faults)


def _write(workspace: Workspace, edits: _Edits, command: str) -> None:
    with locked(workspace.root, command) as undo:
        for file, before in edits.before.items():
            path = workspace.root / file
            if (path.read_bytes() if path.exists() else b"") != before:
                raise UsageError(error(f"{file} 刚才被别的程序改了，没有写", "再运行一次"))
        for file, after in edits.after.items():
            if after is None:
                undo.remove(workspace.root / file)
            else:
                undo.write(workspace.root / file, after)
