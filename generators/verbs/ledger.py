"""ledger 台账: all tasks and returns in one workbook, and what the office typed into it taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from generators.dates import PartialDate
from generators.file_names import safe_name
from generators.opening import open_notice
from generators.outputs.decide import Action, Outcome, Wishes, decide
from generators.outputs.digest_records import DigestRecords, spec_of_bytes
from generators.outputs.output_folder import MOST_BESIDE, OutputFolder, beside_names
from generators.outputs.writer import ChangedOnDiskError, Writer
from generators.problems import ContentError, DubanError, Problem, UsageError, error, errors_among, has_errors
from generators.report import Report, Screen, as_json, problem_lines
from generators.submission import PROGRESS_LABELS
from generators.workspace.files import FOLDER, digest_of, read_given
from generators.workspace.lock import locked
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.excel.ledger import LedgerChange


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
    stopped: bool = False

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
        if self.stopped:
            yield "没有收，改正后再读。"
            return
        yield from map(str, self.doubts)
        units = list(dict.fromkeys(change.unit for change in self.changes))
        for unit in units:
            changes = [change for change in self.changes if change.unit == unit]
            cells = (f"{one.measure or one.task}·{one.label}" for one in changes[:3])
            yield f"{unit}  {len(changes)} 格：{'；'.join(cells)}{'……' if len(changes) > 3 else ''}"
        if not self.changes:
            yield "台账里没有可收的改动。"
            return
        yield f"读到 {len(self.changes)} 格改动，收进了 content/{self.notice}/returns；收错了，用 duban undo 撤销。"


# -- writing ------------------------------------------------------------------------------------------------------


def ledger(workspace: Workspace, notice: str | None, out: Path | None, on: PartialDate) -> LedgerReport:
    """Write the ledger of a notice as of a day; one that somebody has edited stays, and the new one lies beside it.

    Raises UsageError when the notice does not exist or nobody is to report, ContentError when it cannot be written.
    """
    opened = open_notice(workspace, notice)
    name = opened.name
    if opened.dossier is None:
        return LedgerReport(name, "", None, 0, opened.problems)
    path = _target(out or workspace.output(name), name)
    with locked(workspace.root, f"ledger {name}") as undo:
        content, rows = _made(opened.dossier, _remarks(path), on)
        if not rows:
            hint = "要跟踪的，在“时限”里加一条，写上 报送: 进展 和 对象"
            raise UsageError(error("没有单位要报送进展，台账里没有内容可列", hint))
        action = _write(path, content, workspace.output(name) / FOLDER / "ledger.json", undo)
    beside = _shown(path.with_name(action.beside), workspace.root) if action.beside else None
    return LedgerReport(name, _shown(path, workspace.root), beside, rows, errors_among(opened.problems))


def _write(path: Path, content: bytes, record: Path, undo: Undo) -> Action:
    """Decide and write as for every output. Raises ContentError where the ledger cannot be written, OSError."""
    spec = spec_of_bytes(path.name, "ledger", digest_of(content))
    folder = OutputFolder(path.parent, DigestRecords(record, path.parent, spec))
    writer = Writer(folder, undo)
    action = decide(spec, folder.found(spec, lambda record, names: "内容变了"), Wishes())
    if action.outcome is Outcome.FAILED:
        raise ContentError(error(f"“{path.name}”没有写：{action.reason}"))
    try:
        action = writer.execute(action, lambda: content)
    except PermissionError:
        message = f"“{path.name}”写不进去：可能正在 Excel 或 WPS 里打开，或者是只读的"
        raise ContentError(error(message, "关闭后再运行")) from None
    except ChangedOnDiskError:
        raise ContentError(error(f"“{path.name}”在生成期间被改动，没有覆盖", "再运行一次")) from None
    writer.finish()
    return action


def _shown(path: Path, root: Path) -> str:
    """A path as reports show it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _target(out: Path, name: str) -> Path:
    path = out / f"{safe_name(name)}-台账.xlsx" if out.is_dir() or not out.suffix else out
    if path.suffix.lower() != ".xlsx":
        raise UsageError(error(f"台账是 Excel 文件，不能写成“{path.name}”", "文件名以 .xlsx 结尾"))
    return path


def _made(dossier: Dossier, remarks: Mapping[str, str], on: PartialDate) -> tuple[bytes, int]:
    from generators.excel.ledger import CATEGORY, ledger_workbook
    from generators.excel.rows import ledger_rows

    rows = ledger_rows(dossier)
    title = dossier.cited
    properties = {
        "dc:title": f"{title}台账",
        "dc:creator": dossier.notice.issuer,
        "dc:subject": dossier.name,
        "cp:category": CATEGORY,
    }
    heading = f"{dossier.subject}工作台账（截至{on.text()}）"
    return ledger_workbook(rows, remarks, title, properties, _labels(dossier), heading), len(rows)


def _labels(dossier: Dossier) -> list[str]:
    """The columns of what reports state: 公开数据 where the notice asks for it, or somebody has stated it."""
    labels = dossier.notice.report_labels
    stated = {
        label for one in dossier.returns for entry in one.progress for label, words in entry.by_label().items() if words
    }
    return [
        label for label in labels if label != "公开数据" or label in stated or label in dossier.notice.report_columns
    ]


def _remarks(path: Path) -> dict[str, str]:
    """The remarks in the ledgers that lie there: the newest version's count."""
    from generators.excel.ledger import read_remarks

    found: dict[str, str] = {}
    for name in (path.name, *islice(beside_names(path.name), MOST_BESIDE)):
        try:
            found |= read_remarks(path.with_name(name).read_bytes(), name)
        except (OSError, DubanError):
            continue
    return found


# -- reading ------------------------------------------------------------------------------------------------------


def read(workspace: Workspace, file: Path, notice: str | None, on: PartialDate) -> ReadReport:
    """Take what was typed into a ledger into the returns. The file itself is only read.

    Raises UsageError when the file or its notice does not exist here, ContentError when it is no ledger.
    """
    from generators.excel.ledger import read_ledger
    from generators.intake.store import ReturnStore

    if not file.is_file():
        raise UsageError(error(f"没有“{file}”这个文件", "检查路径；文件名里有空格的，加英文引号"))

    def labels(name: str) -> Sequence[str]:
        dossier = open_notice(workspace, workspace.choose(name)).dossier
        return dossier.notice.report_labels if dossier else PROGRESS_LABELS

    found, changes, doubts = read_ledger(read_given(file), file.name, labels)
    if notice not in (None, found):
        raise UsageError(error(f"这是“{found}”的台账，不是“{notice}”的", "改正通知的名称，或换一个文件"))
    name = workspace.choose(found)
    workspace.require_own_content("收材料")
    with locked(workspace.root, f"ledger {name}") as undo:
        opened = open_notice(workspace, name)
        if opened.dossier is None:
            return ReadReport(name, file.name, [], doubts, errors_among(opened.problems), stopped=True)
        taken = [change for change in changes if change.unit not in opened.dossier.unchecked]
        taken, more = ReturnStore(workspace, opened.dossier, undo).correct(taken, on)
    return ReadReport(name, file.name, taken, [*doubts, *more], errors_among(opened.problems))
