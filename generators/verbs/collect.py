"""collect: take returned files into the returns, by what stands in them and not by their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.return_checks import too_early
from generators.dossier.values import likely
from generators.intake.form_reader import FormReader, all_doubtful
from generators.intake.inbox import ReceivedFile, reason_of, received_files
from generators.intake.store import RECEIVED_AS, ReturnStore
from generators.kinds import all_kinds
from generators.opening import open_notice
from generators.outputs.run import ProgressBar
from generators.problems import DubanError, Place, Problem, UsageError, error, errors_among, has_errors, warning
from generators.report import Report, Screen, as_json, problem_lines
from generators.submission import Submission
from generators.wording import listed, listed_briefly
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

_MOST_DOUBTS = 60  # of one file: as many as a form of a unit that leads much may deserve
_GIVE = "用 collect 文件 --for 单位 收"  # how a file is given to a unit that it does not name
_ANSWERS = {kind.name: kind.answers for kind in all_kinds()}


@dataclass
class CollectReport(Report):
    """What was taken (file, unit), what is to be looked at, and what was left alone (file, reason).

    `stopped`: nothing was read, because the notice has errors. `unwritten`: a form was read and could not be kept.
    """

    notice: str
    taken: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    left_alone: list[tuple[str, str]] = field(default_factory=list)
    problems: Sequence[Problem] = ()
    stopped: bool = False
    unwritten: bool = False

    @property
    def exit_code(self) -> int:
        """1 after an error in the notice, or where a form could not be kept. A file that is no form is no error."""
        return int(self.unwritten or has_errors(self.problems))

    @staticmethod
    def can_be_given(reason: str) -> bool:
        """Whether a file that was left alone for a reason can be taken as the form of a unit that is named for it."""
        return _GIVE in reason

    def as_json(self) -> dict[str, object]:
        """The object that `collect --json` prints."""
        return {
            "notice": self.notice,
            "taken": [{"file": file, "for": unit} for file, unit in self.taken],
            "doubts": as_json(self.doubts),
            "left_alone": [{"file": file, "reason": reason} for file, reason in self.left_alone],
            "problems": as_json(self.problems),
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was taken, what to look at, and what was left alone."""
        yield from problem_lines(self.problems)
        if self.stopped:
            return
        for doubt in self.doubts:
            yield str(doubt)
        if self.doubts:
            yield ""
        for file, reason in self.left_alone:
            yield f"没有收  {file}：{reason}"
        units = list(dict.fromkeys(unit for _, unit in self.taken))
        names = f"：{listed_briefly(units)}" if units else ""
        yield f"收了 {len(self.taken)} 份{names}" + (f"；没有收 {len(self.left_alone)} 份" if self.left_alone else "")
        if self.doubts:
            yield f"有 {len(self.doubts)} 处要核对。原话都已照录在 content/{self.notice}/returns 里，可以直接改正。"
        if self.taken:
            yield f"收错了，用 duban undo 撤销；谁还没有报，用 duban status {self.notice} 看。"


def take_in(
    workspace: Workspace,
    paths: Sequence[Path],
    notice: str | None,
    on: PartialDate,
    unit: str | None = None,
    by: str | None = None,
    what: str | None = None,
    whose: str | None = None,
    progress: ProgressBar | None = None,
) -> CollectReport:
    """Take files, or with `unit` note a return that is no file. Raises UsageError when it is neither, or both."""
    if bool(unit) != bool(by):
        raise UsageError(error("--record 和 --by 要一起写", "如 --record 省财政厅 --by 纸质"))
    if what and not unit:
        raise UsageError(error("--what 要和 --record 一起写", "如 --record 省财政厅 --by 纸质 --what 方案"))
    if unit and by:
        if paths:
            raise UsageError(
                error("--record 记的是没有电子版的，后面不写文件", "有电子版的，另外用 duban collect 文件")
            )
        return record(workspace, unit, notice, on, by, what or "进展")
    return collect(workspace, paths, notice, on, whose, progress)


def collect(
    workspace: Workspace,
    paths: Sequence[Path],
    notice: str | None,
    on: PartialDate,
    whose: str | None = None,
    progress: ProgressBar | None = None,
    only: str = "",
) -> CollectReport:
    """Take every form among files, folders and zips. What is none is named and left alone; the rest goes on.

    `whose`: the unit that the forms are of, for those that do not say it themselves. `only`: the one file that is
    meant, by its name in the report of before.
    Raises UsageError when the notice or a path does not exist.
    """
    hint = "检查路径；文件名里有空格的，加英文引号"
    missing = [error(f"没有“{path}”这个文件或文件夹", hint) for path in paths if not path.exists()]
    if missing:
        raise UsageError(*missing)
    if not paths:
        hint = "写上文件、文件夹或压缩包；纸质的用 --record 单位 --by 纸质"
        raise UsageError(error("没有写收哪些文件", hint))
    report, dossier = _opened(workspace, notice)
    if dossier is None:
        return report
    if whose and whose not in dossier.units:
        raise _unknown_unit(dossier, whose)
    report.doubts += _doubtful_day(dossier, on)
    with locked(workspace.root, f"collect {dossier.name}") as undo:
        store = ReturnStore(workspace, dossier, undo)
        reader = FormReader(workspace, dossier, [kind for kind in all_kinds() if kind.answers], whose or "")
        files = [one for one in received_files(paths) if only in ("", one.file)]
        first: dict[str, str] = {}
        with progress(len(files)) if progress else nullcontext(lambda: None) as advance:
            for one in files:
                _take(_only_once(one, first), reader, store, report, on)
                advance()
    return report


def _only_once(one: ReceivedFile, first: dict[str, str]) -> ReceivedFile:
    """A file, with the reason to leave it alone where the same bytes came under another name. `first` is added to."""
    if not one.raw:
        return one
    known = first.setdefault(one.digest, one.file)
    return one if known == one.file else ReceivedFile(one.file, reason=f"和“{known}”是同一个文件，只收一次")


def record(
    workspace: Workspace, unit: str, notice: str | None, on: PartialDate, by: str, what: str = "进展"
) -> CollectReport:
    """Note that a unit has returned on paper, by scan or by telephone. Raises UsageError for an unknown unit."""
    report, dossier = _opened(workspace, notice)
    if dossier is None:
        return report
    if unit not in dossier.units:
        raise _unknown_unit(dossier, unit)
    _require_known(dossier, what)
    name = dossier.units[unit].name
    report.doubts += _doubtful_day(dossier, on)
    with locked(workspace.root, f"collect {dossier.name}") as undo:
        store = ReturnStore(workspace, dossier, undo)
        report.doubts += store.record(name, on, by, what)
    report.taken.append((f"{by}（{what}）" if what != "进展" else by, name))
    return report


def _require_known(dossier: Dossier, what: str) -> None:
    """Raise UsageError where no deadline is answered by such a thing."""
    known = noted_as(dossier)
    if what not in known:
        raise UsageError(error(f"--what 不能写“{what}”", "可以写：" + "、".join(known)))


def noted_as(dossier: Dossier) -> list[str]:
    """What can be noted that a unit has returned: 进展, 方案, 专栏, and what else a deadline asks to 报送."""
    asked = [one.submitted for one in dossier.notice.deadlines]
    return list(dict.fromkeys(filter(None, [*RECEIVED_AS, *asked])))


def _unknown_unit(dossier: Dossier, unit: str) -> UsageError:
    return UsageError(error(f"没有“{unit}”这个单位", likely(unit, dossier.units.names) or "单位名称见单位名录"))


def _doubtful_day(dossier: Dossier, on: PartialDate) -> list[Problem]:
    message = too_early(dossier, "收到日期", on)
    return [warning(message, "核对 --on 的年份；写错的在 returns 里改")] if message else []


def _opened(workspace: Workspace, notice: str | None) -> tuple[CollectReport, Dossier | None]:
    opened = open_notice(workspace, notice)
    workspace.require_own_content("收材料")
    stopped = opened.dossier is None
    return CollectReport(opened.name, problems=errors_among(opened.problems), stopped=stopped), opened.dossier


def _take(one: ReceivedFile, reader: FormReader, store: ReturnStore, report: CollectReport, on: PartialDate) -> None:
    """Take one file, or say why it is left alone."""
    if one.reason:
        report.left_alone.append((one.file, one.reason))
        return
    dossier, known = reader.dossier, store.units_of(one.digest)
    if known and (not reader.unit or dossier.units[reader.unit].name in known):
        reason = f"已经收过这个文件（{listed(known)}），不再读；在 returns 里改过的保持原样"
        report.left_alone.append((one.file, reason))
        return
    try:
        submission, noted, exact = reader.read(one)
        reason = _not_ours(submission, dossier)
        if reason:
            report.left_alone.append((one.file, reason))
            return
        unit = dossier.units[submission.unit].name
        is_plan = _ANSWERS[submission.kind] == dossier.PLAN
        whole = replace(submission, unit=unit)
        doubts = store.take(whole, one.file, one.raw, on, is_plan=is_plan, exact=exact, noted=noted)
        converted = [] if exact else all_doubtful(submission, one.file)
    except DubanError as fault:
        report.left_alone.append((one.file, reason_of(fault)))
    except ValueError as fault:
        report.left_alone.append((one.file, f"这个单位现有的报送材料读不了（{fault}），改正后再收"))
    except OSError:
        report.left_alone.append((one.file, "写不进 returns：文件可能正打开着，或者磁盘已满"))
        report.unwritten = True
    else:
        report.taken.append((one.file, unit))
        report.doubts += _first_of([*noted, *converted, *doubts], one.file)


def _first_of(doubts: Sequence[Problem], file: str) -> list[Problem]:
    """The first doubts about a file, and how many there are besides where these are too many to be read."""
    rest = len(doubts) - _MOST_DOUBTS
    more = warning(f"还有 {rest} 处要核对，没有列出", "这份表改动太多，照原件逐项核对 returns 里的文字", Place(file))
    return list(doubts) if rest <= 0 else [*doubts[:_MOST_DOUBTS], more]


def _not_ours(submission: Submission, dossier: Dossier) -> str:
    """Why a form is not one of this notice's; empty where it is."""
    if not submission.unit or not submission.kind:
        return (
            f"认不出是哪个单位、哪种表；确是报送表的，{_GIVE}；没有用报送表、只写了文字的，"
            "用 --record 单位 --by 纸质 记为已报送，内容照原件录入"
        )
    if not submission.notice:
        return f"看不出是哪份通知的表；确是这份通知的，{_GIVE}"
    if submission.notice != dossier.name:
        return f"是另一份通知（{submission.notice}）的材料"
    if not _ANSWERS.get(submission.kind):
        return "不是要填报的表"
    if submission.unit not in dossier.units:
        return (
            f"单位名录里没有“{submission.unit}”；是改了名的，在单位名录里给现在的名称写上“别名: [{submission.unit}]”"
            f"再收；是别的单位的，{_GIVE}"
        )
    if not (submission.about or submission.entries or submission.loose or submission.asides or submission.tables):
        return "是空表，什么都没有填"
    return ""
