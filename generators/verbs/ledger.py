"""ledger 台账: all tasks and returns in one workbook, and what the office typed into it taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from generators.dates import PartialDate
from generators.file_names import safe_name
from generators.opening import open_notice
from generators.problems import ContentError, DubanError, Problem, UsageError, error, errors_among, has_errors
from generators.report import Report, Screen, as_json, problem_lines
from generators.workspace.files import FOLDER, NEW_VERSION, digest_of, file_digest, numbered_names, write_atomically
from generators.workspace.lock import locked
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.excel.ledger import LedgerChange

_MOST_BESIDE = 20


@dataclass(frozen=True)
class LedgerReport(Report):
    """Where the ledger was written: `file`, or `beside` it where somebody had edited it. Empty `file`: nowhere.

    Paths are relative to the workspace, absolute outside of it.
    """

    notice: str
    file: str
    beside: str | None
    rows: int
    problems: Sequence[Problem]

    @property
    def exit_code(self) -> int:
        """1 after an error, or when an edited ledger was left standing."""
        return int(self.beside is not None or has_errors(self.problems))

    def as_json(self) -> dict[str, object]:
        """The object that `ledger --json` prints."""
        problems = as_json(self.problems)
        return {
            "notice": self.notice,
            "file": self.file or None,
            "beside": self.beside,
            "rows": self.rows,
            "problems": problems,
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """Where the ledger is, and what to do with it."""
        yield from problem_lines(self.problems)
        if not self.file:
            yield "没有生成台账，改正后再运行。"
            return
        if self.beside:
            yield f"{self.file} 有人改过，没有动；新的台账放在旁边：{self.beside}"
            yield f"改的内容收进报送材料：{screen.command} ledger {self.notice} --read {self.file}"
        else:
            yield f"台账 {self.rows} 行：{self.file}"
            yield f"白色格子可以填改，改完收进报送材料：{screen.command} ledger {self.notice} --read {self.file}"


@dataclass(frozen=True)
class ReadReport(Report):
    """What was typed into a ledger: cells taken into the returns, and everything that a person should look at."""

    notice: str
    file: str
    changes: Sequence[LedgerChange]
    doubts: Sequence[Problem]
    problems: Sequence[Problem] = ()

    def as_json(self) -> dict[str, object]:
        """The object that `ledger --read --json` prints."""
        taken = [
            {"for": one.unit, "task": one.task, "measure": one.measure, "label": one.label}
            | {"was": one.was, "now": one.now, "place": one.place}
            for one in self.changes
        ]
        doubts, problems = as_json(self.doubts), as_json(self.problems)
        return {"notice": self.notice, "file": self.file, "taken": taken, "doubts": doubts, "problems": problems}

    def lines(self, screen: Screen) -> Iterator[str]:
        """Every doubt, then how many cells were taken, and whose."""
        yield from problem_lines(self.problems)
        if self.problems:
            yield "没有收，改正后再读。"
            return
        yield from map(str, self.doubts)
        units = list(dict.fromkeys(change.unit for change in self.changes))
        for unit in units:
            own = [change for change in self.changes if change.unit == unit]
            told = (f"{one.measure or one.task}·{one.label}" for one in own[:3])
            yield f"{unit}  {len(own)} 格：{'；'.join(told)}{'……' if len(own) > 3 else ''}"
        if not self.changes:
            yield "台账里没有可收的改动。"
            return
        yield f"读到 {len(self.changes)} 格改动，收进了 content/{self.notice}/returns；收错了，用 duban undo 撤销。"


# -- writing ------------------------------------------------------------------------------------------------------


def ledger(workspace: Workspace, notice: str | None, out: Path | None) -> LedgerReport:
    """Write the ledger of a notice; one that somebody has edited stays, and the new one is laid beside it.

    Raises UsageError when the notice does not exist, ContentError when the file cannot be written.
    """
    opened = open_notice(workspace, notice)
    name = opened.name
    if opened.dossier is None or opened.returns_faulty:
        return LedgerReport(name, "", None, 0, opened.problems)
    folder = workspace.output(name)
    path = _target(out or folder, name)
    with locked(workspace.root, f"ledger {name}") as undo:
        shelf = _Shelf(workspace.root, undo, folder / FOLDER / "ledger.json")
        content, rows = _made(opened.dossier, shelf.remarks(path))
        try:
            laid = shelf.put(path, content)
        except PermissionError:
            hint = "关闭后再运行"
            raise ContentError(
                error(f"“{path.name}”写不进去：可能正在 Excel 或 WPS 里打开，或者是只读的", hint)
            ) from None
    beside = None if laid == path else shelf.shown(laid)
    return LedgerReport(name, shelf.shown(path), beside, rows, errors_among(opened.problems))


def _target(out: Path, name: str) -> Path:
    path = out / f"{safe_name(name)}-台账.xlsx" if out.is_dir() or not out.suffix else out
    if path.suffix.lower() != ".xlsx":
        raise UsageError(error(f"台账是 Excel 文件，不能写成“{path.name}”", "文件名以 .xlsx 结尾"))
    return path


def _made(dossier: Dossier, remarks: Mapping[str, str]) -> tuple[bytes, int]:
    from generators.excel.ledger import CATEGORY, ledger_workbook
    from generators.excel.rows import ledger_rows

    rows = ledger_rows(dossier)
    title = f"《{dossier.subject}》"
    properties = {
        "dc:title": f"{title}台账",
        "dc:creator": dossier.notice.issuer,
        "dc:subject": dossier.name,
        "cp:category": CATEGORY,
    }
    return ledger_workbook(rows, remarks, title, properties), len(rows)


class _Shelf:
    """Where ledgers lie, and which of them are as they were written: known by their digests, wherever they are."""

    def __init__(self, root: Path, undo: Undo, record: Path) -> None:
        self._root = root
        self._record = record
        self._undo = undo
        self._written = self._recorded()

    def _recorded(self) -> list[str]:
        try:
            written = json.loads(self._record.read_text("utf-8"))["written"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return []
        return [one for one in written if isinstance(one, str)] if isinstance(written, list) else []

    def shown(self, path: Path) -> str:
        """A path as reports tell it."""
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else str(path)

    def remarks(self, path: Path) -> dict[str, str]:
        """The remarks in the ledgers that lie there: the newest version's count."""
        from generators.excel.ledger import read_remarks

        found: dict[str, str] = {}
        for candidate in _candidates(path):
            try:
                found |= read_remarks(candidate.read_bytes(), candidate.name)
            except (OSError, DubanError):
                continue
        return found

    def put(self, path: Path, content: bytes) -> Path:
        """Write the ledger where nobody's work lies; returns where. Raises OSError."""
        for candidate in _candidates(path):
            found = file_digest(candidate)
            if found is not None and found != digest_of(content) and found not in self._written:
                continue
            if found != digest_of(content):
                self._write(candidate, content)
            self._keep(digest_of(content))
            return candidate
        hint = "台账已有很多份新版，取舍以后删去不要的"
        raise ContentError(error(f"“{path.name}”旁边放不下新版了", hint))

    def _write(self, path: Path, content: bytes) -> None:
        if path.is_relative_to(self._root):
            self._undo.write(path, content)
        else:
            write_atomically(path, content)

    def _keep(self, digest: str) -> None:
        if digest not in self._written:
            self._written.append(digest)
            text = json.dumps({"written": self._written[-50:]}, indent=1) + "\n"
            self._undo.keep_record(self._record, text.encode("ascii"))


def _candidates(path: Path) -> Iterator[Path]:
    """The ledger, and the names of new versions beside it."""
    yield path
    yield from islice(numbered_names(path, NEW_VERSION), _MOST_BESIDE)


# -- reading ------------------------------------------------------------------------------------------------------


def read(workspace: Workspace, file: Path, notice: str | None, on: PartialDate) -> ReadReport:
    """Take what was typed into a ledger into the returns. The file itself is only read.

    Raises UsageError when the file or its notice does not exist here, ContentError when it is no ledger.
    """
    from generators.excel.ledger import read_ledger
    from generators.intake.store import take_ledger_changes

    if not file.is_file():
        raise UsageError(error(f"没有“{file}”这个文件", "检查路径；文件名里有空格的，加英文引号"))
    found, changes, doubts = read_ledger(file.read_bytes(), file.name)
    if notice not in (None, found):
        raise UsageError(error(f"这是“{found}”的台账，不是“{notice}”的", "改正通知的名称，或换一个文件"))
    name = workspace.choose(found)
    workspace.require_own_content("收材料")
    with locked(workspace.root, f"ledger {name}") as undo:
        opened = open_notice(workspace, name)
        if opened.dossier is None or opened.returns_faulty:
            return ReadReport(name, file.name, [], doubts, errors_among(opened.problems))
        try:
            more = take_ledger_changes(workspace, opened.dossier, changes, on, undo) if changes else []
        except ValueError as fault:
            raise ContentError(error(f"现有的报送材料读不了（{fault}）", "改正后再读台账")) from None
    return ReadReport(name, file.name, changes, [*doubts, *more])
