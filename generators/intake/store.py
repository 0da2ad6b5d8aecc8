"""What came in, put into content/<notice>/returns: a first return written, a later one added, corrections kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generators.dates import PartialDate
from generators.dossier.completeness import gaps
from generators.dossier.dossier import Dossier
from generators.dossier.retitled import retitled, with_titles
from generators.dossier.returns import Origin, Pending, Return, TaskEntry
from generators.file_names import safe_name
from generators.intake.corrections import corrections
from generators.intake.interpret import interpret
from generators.intake.merge import merge
from generators.intake.return_yaml import read_return, return_yaml
from generators.problems import Place, Problem, warning
from generators.submission import Submission
from generators.workspace.files import digest_of
from generators.workspace.undo import Undo
from generators.workspace.workspace import LATER, Workspace

if TYPE_CHECKING:
    from generators.excel.ledger import LedgerChange

RECEIVED_AS = {"方案": "方案报送日期", "专栏": "开通日期", "进展": "收到日期"}  # by which day each counts
ORIGINALS = "原件"  # where files are kept of which not everything could be read


def return_files(workspace: Workspace, dossier: Dossier) -> dict[str, Path]:
    """The file of each return by the 名称 of its unit; files that cannot be read are left out."""
    found: dict[str, Path] = {}
    for path, raw in workspace.returns_of(dossier.name):
        try:
            found[dossier.units[read_return(raw, path.name).unit].name] = path
        except (ValueError, KeyError):  # reported where the content is loaded
            continue
    return found


def _pending(problem: Problem, file: str) -> Pending:
    place = problem.place.nearby if problem.place and problem.place.nearby else "来文"
    return Pending.model_validate({"位置": place, "说明": problem.message, "原话": file})


def return_of_now(dossier: Dossier, path: Path, raw: bytes) -> Return:
    """A return from its bytes, its answers under the titles that the items have now. Raises as `read_return`."""
    answer = read_return(raw, path.name)
    return with_titles(retitled(dossier, [answer]), answer)


class ReturnStore:
    """The returns of one notice, open for writing. `undo` makes every change."""

    def __init__(self, workspace: Workspace, dossier: Dossier, undo: Undo) -> None:
        self._folder = workspace.root / "content" / dossier.name / "returns"
        self._dossier = dossier
        self._undo = undo
        self._files = return_files(workspace, dossier)

    def units_of(self, digest: str) -> list[str]:
        """The units with whose returns a file was taken before: what a clerk has corrected since is not read over."""
        return self._taken.get(digest, [])

    @cached_property
    def _taken(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self._dossier.returns:
            for digest in dict.fromkeys(origin.digest for origin in one.origins):
                found.setdefault(digest, []).append(one.unit)
        return found

    def take(
        self,
        submission: Submission,
        file: str,
        raw: bytes,
        received: PartialDate,
        *,
        is_plan: bool,
        exact: bool = True,
        noted: Sequence[Problem] = (),
    ) -> list[Problem]:
        """Write down what a file states; returns the doubts. What was not read, or not exactly, is kept as the file.

        `noted`: doubts about the file itself, which stand beside its words until somebody answers them.

        Raises OSError, or ValueError when the unit's return as it stands cannot be read.
        """
        made = interpret(self._dossier, submission, file, received, is_plan=is_plan)
        digest = digest_of(raw)
        origin = {"文件": file.rsplit("/", 1)[-1], "指纹": digest, "收到": received}
        contents = [one.title for one in submission.tables] or (["方案"] if is_plan else [])
        if submission.asides or not exact:
            suffix = "." + file.rpartition(".")[2] if "." in file else ""
            origin["原件"] = f"{safe_name(submission.unit)}-{digest[:6]}{safe_name(suffix[1:]) and suffix}"
            self._undo.write(self._folder / ORIGINALS / str(origin["原件"]), raw)
        origins = [Origin.model_validate(origin | {"内容": what}) for what in contents] or [
            Origin.model_validate(origin)
        ]
        answer = made.answer.model_copy(update={"origins": origins, "pending": [_pending(one, file) for one in noted]})
        doubts = [*made.doubts, *self._add(answer, file, digest)]
        return doubts if is_plan or submission.tables else [*doubts, *self._left_open(answer.unit, file)]

    def _left_open(self, unit: str, file: str) -> list[Problem]:
        """A doubt about a unit's report that is filled in only in part."""
        path, raw = self._file(unit)
        answer = return_of_now(self._dossier, path, raw) if raw else None
        # Of a form without any answer `status` reports it: it may be the first of two files.
        words = gaps(self._dossier, answer).words if answer and answer.progress else ""
        return [warning(f"{unit}报得不全：{words}", "退回补报，或问清以后补进 returns", Place(file))] if words else []

    def record(self, unit: str, received: PartialDate, by: str, what: str = "进展") -> list[Problem]:
        """Note what came on paper, by scan or by telephone: 方案, 专栏, 进展 or other words of a deadline's 报送.

        It counts, its content is missing.
        """
        origin = {"收到": received, "方式": by, "内容": what}
        values = {"单位": unit, "来源": [origin]} | ({RECEIVED_AS[what]: received} if what in RECEIVED_AS else {})
        return self._add(Return.model_validate(values), "", "")

    def correct(
        self, changes: Sequence[LedgerChange], received: PartialDate
    ) -> tuple[list[LedgerChange], list[Problem]]:
        """Take what was typed into the ledger; returns the changes taken and the doubts. Raises as `take`."""
        taken: list[LedgerChange] = []
        doubts: list[Problem] = []
        for unit in dict.fromkeys(change.unit for change in changes):
            path, raw = self._file(unit)
            old = Return.model_validate({"单位": unit}) if raw is None else return_of_now(self._dossier, path, raw)
            done, entries, found, pending = corrections(old, self._under_titles_of_now(unit, changes))
            taken += done
            doubts += found
            if entries or pending:
                values: dict[str, object] = {"单位": unit, "待核对": pending}
                if entries:
                    origin = {"收到": received, "方式": "台账"}
                    values |= {"收到日期": received, "进展": entries, "来源": [origin]}
                merged, _ = merge(old, Return.model_validate(values), prefer_new=True)
                self._undo.write(path, return_yaml(merged, raw))
        return taken, doubts

    def _add(self, answer: Return, file: str, digest: str) -> list[Problem]:
        """Write a first return, or merge a later one into it; returns a doubt for each value in which they differ."""
        path, raw = self._file(answer.unit)
        if raw is None:
            self._undo.write(path, return_yaml(answer))
            self._files[answer.unit] = path
            return []
        recurs = any(one.period for one in self._dossier.deadlines_for(self._dossier.REPORT))
        merged, differences = merge(return_of_now(self._dossier, path, raw), answer, file, prefer_new=recurs)
        differences = [] if recurs else differences
        if differences:
            later = self._folder / LATER / f"{safe_name(answer.unit)}-{digest[:6]}.yaml"
            self._undo.write(later, return_yaml(answer))
            message = f"{answer.unit}又报了一次，有 {len(differences)} 处与先前不同，保留先前的"
            hint = f"全文存在 returns/{LATER}/{later.name}；要用新的，把它的内容改进 {path.name}"
            differences.append(warning(message, hint, Place(file)))
        self._undo.write(path, return_yaml(merged, raw))
        return differences

    def _under_titles_of_now(self, unit: str, changes: Sequence[LedgerChange]) -> list[LedgerChange]:
        """The changes of a unit; the ledger may be older than a title."""
        of_unit = [change for change in changes if change.unit == unit]
        tasks = [TaskEntry.from_labels(change.task, change.measure, {}) for change in of_unit]
        titles = retitled(self._dossier, [Return.model_validate({"单位": unit, "进展": tasks})])
        return [replace(change, task=titles.get(change.task, change.task)) for change in of_unit]

    def _file(self, unit: str) -> tuple[Path, bytes | None]:
        """The file of a unit's return, and its bytes where there is one."""
        path = self._files.get(unit) or self._folder / f"{self._free_name(unit)}.yaml"
        return path, path.read_bytes() if path.exists() else None

    def _free_name(self, unit: str) -> str:
        """A name for a unit's file that no other unit's return has, in capitals or not: two units may share a name
        that is valid for a file (甲:乙 and 甲?乙).
        """
        name = safe_name(unit)
        is_taken = name.lower() in {path.stem.lower() for path in self._files.values()}
        return f"{name}-{digest_of(unit.encode())[:6]}" if is_taken else name
