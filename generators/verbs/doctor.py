"""doctor: what this computer and this workspace lack, and what to do about it. Changes nothing."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import metadata
from importlib.util import find_spec

from generators import __version__
from generators.dates import PartialDate
from generators.dossier.workdays import read_workdays
from generators.judging.template_changes import template_changes
from generators.office.faces import missing_official_faces
from generators.office.leftovers import left_folders, left_processes
from generators.office.libreoffice import LibreOfficeError, find
from generators.problems import TemplateError
from generators.report import Report, Screen
from generators.verbs.undo import interrupted
from generators.wording import listed
from generators.workspace.files import TEMPORARY_SUFFIX, digest_of
from generators.workspace.temporary import UPLOADS, abandoned
from generators.workspace.workspace import Workspace

_LEAST_MB = 500  # of free disk: a notice with its packs, volumes and kept copies takes some tens of MB
_LIBRARIES = ("docxtpl", "lxml", "pydantic", "openpyxl", "ruamel.yaml")
_OLD_FORMATS = ("undoc", "olefile", "python_calamine")
# Extras: what each is for, its name, its libraries, when to install it, what holds with it, and what without it.
_EXTRAS = (
    (
        "旧格式",
        "old",
        _OLD_FORMATS,
        "要收 .doc、.wps、.xls、.et",
        "不用 LibreOffice 也读得了",
        "有 LibreOffice 的，不装也行",
    ),
    ("修订稿", "redline", ("rdocx",), "要出修订稿", "可以用 duban changes --redline 出", "不出修订稿，不装也行"),
    (
        "网页",
        "page",
        ("flask", "waitress", "mammoth"),
        "要用网页（duban serve）",
        "可以用 duban serve 打开",
        "不用网页，不装也行",
    ),
)


class Condition(StrEnum):
    """How a thing is that duban needs: there and usable, not there, or of an earlier time."""

    OK = "ok"
    MISSING = "missing"
    OLD = "old"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, in Chinese: its name, how it is, and what to do."""

    what: str
    state: Condition
    message: str
    hint: str = ""


@dataclass(frozen=True)
class DoctorReport(Report):
    """Everything that was looked at. Nothing of it is an error: it becomes one where a command needs it."""

    findings: Sequence[Finding]

    def as_json(self) -> dict[str, object]:
        """The object that `doctor --json` prints."""
        return {"findings": [asdict(one) for one in self.findings]}

    def lines(self, screen: Screen) -> Iterator[str]:
        """A line for each finding, with what to do below it; then how many need a look."""
        for one in self.findings:
            yield f"{'√' if one.state is Condition.OK else '×'} {one.what}：{one.message}"
            if one.hint:
                yield f"    {one.hint}"
        concerned = list(dict.fromkeys(one.what for one in self.findings if one.state is not Condition.OK))
        yield f"要看一看的 {len(concerned)} 项：{listed(concerned)}" if concerned else "都好。"


def doctor(workspace: Workspace, on: PartialDate) -> DoctorReport:
    """Look at the computer and the workspace. `on`: today, for the holidays of its year and the next."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _versions,
        _libreoffice,
        _faces,
        lambda: _holidays(workspace, on.year),
        lambda: _disk(workspace),
        lambda: _permission(workspace),
        lambda: _templates(workspace),
        lambda: _interrupted(workspace),
        _leftovers,
        _uploads,
        _extras,
        _network,
    )
    return DoctorReport([finding for check in checks for finding in check()])


def _versions() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    libraries = listed(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    yield Finding("版本", Condition.OK, f"duban {__version__}，Python {python}，{libraries}")


def _libreoffice() -> Iterator[Finding]:
    try:
        yield Finding("LibreOffice", Condition.OK, f"在 {find()}")
    except LibreOfficeError as fault:
        yield Finding("LibreOffice", Condition.MISSING, fault.problems[0].message, fault.problems[0].hint)


def _faces() -> Iterator[Finding]:
    missing = missing_official_faces()
    if missing is None:
        yield Finding("字体", Condition.OK, "这个系统列不出字体，打开一份文书看字体栏")
    elif missing:
        hint = (
            "文书照样能生成，打印前换一台装了这些字体的电脑，或从单位的正版软件安装；没有时会用别的字体代替，版面会变"
        )
        yield Finding("字体", Condition.MISSING, f"没有公文用的{listed(missing)}", hint)
    else:
        yield Finding("字体", Condition.OK, "公文用的小标宋、仿宋、楷体、黑体都有")


def _holidays(workspace: Workspace, year: int) -> Iterator[Finding]:
    workdays, faults = read_workdays(workspace.holidays())
    for fault in faults:
        yield Finding("节假日", Condition.MISSING, str(fault), "改正后，工作日才按它计算")
    missing = [one for one in (year, year + 1) if one not in workdays.years]
    if not missing:
        yield Finding("节假日", Condition.OK, f"{year}年和{year + 1}年的安排都有")
        return
    hint = "国务院办公厅公布以后（一般在上一年11月），写进 content/节假日.yaml，或更新 chinesecalendar"
    if not workdays.has_library:
        hint = '装上 chinesecalendar：pip install "duban[calendar]"；或写进 content/节假日.yaml'
    named = listed(f"{one}年" for one in missing)
    yield Finding("节假日", Condition.MISSING, f"没有{named}的安排，按周一至周五算工作日", hint)


def _disk(workspace: Workspace) -> Iterator[Finding]:
    free = shutil.disk_usage(workspace.root).free // 1_000_000
    if free < _LEAST_MB:
        yield Finding("磁盘", Condition.MISSING, f"只剩 {free} MB", f"腾出 {_LEAST_MB} MB 以上再生成")
    else:
        yield Finding("磁盘", Condition.OK, f"还有 {free / 1000:.1f} GB")


def _permission(workspace: Workspace) -> Iterator[Finding]:
    """Tries to write in each folder: what systems state of permissions is not true on network drives."""
    closed = []
    for folder in ("", "content", "templates", "output"):
        path = workspace.root / folder
        if path.is_dir():
            try:
                tempfile.TemporaryFile(dir=path, prefix="~", suffix=TEMPORARY_SUFFIX).close()
            except OSError:
                closed.append(folder or "工作文件夹")
    if closed:
        hint = "问管理员要写的权限，或把整个工作文件夹复制到自己的文件夹里用"
        yield Finding("写权限", Condition.MISSING, f"{listed(closed)}写不进去", hint)
    else:
        yield Finding("写权限", Condition.OK, f"“{workspace.root.resolve()}”可以写")


def _templates(workspace: Workspace) -> Iterator[Finding]:
    """The workspace's own templates where the ones that come with the tool are newer, with what changed in them."""
    known, differing = workspace.supplied_when_new(), 0
    for name in workspace.supplied_templates():
        file, used = workspace.template(name)
        supplied = workspace.supplied_template(name)
        if used == supplied or known.get(name) == digest_of(supplied):
            continue
        try:
            changed = template_changes(used, supplied, file)
        except TemplateError as fault:
            yield Finding(
                "模板", Condition.MISSING, str(fault), "用 Word 或 WPS 打开看；打不开的，移出 templates 就用随附的"
            )
            continue
        if changed:
            differing += 1
            yield _newer(file, changed, known.get(name), digest_of(used))
    if not differing:
        yield Finding("模板", Condition.OK, "没有比工作文件夹里更新的随附模板")


def _newer(file: str, changed: str, known: str | None, used: str) -> Finding:
    take = f"要用随附的，把 {file} 移出 templates 文件夹就行"
    if known is None:
        message = f"{file} 和随附的不同，可能是旧版，也可能是自己改的。随附的{changed}"
        return Finding("模板", Condition.OLD, message, f"自己改的不用管；{take}")
    if used == known:
        return Finding("模板", Condition.OLD, f"{file} 是旧版，没有改过。随附的新版{changed}", take)
    message = f"{file} 自己改过，随附的也有了新版。新版{changed}"
    return Finding("模板", Condition.OLD, message, f"对照着把要的改进自己的；{take}，自己改的留底")


def _interrupted(workspace: Workspace) -> Iterator[Finding]:
    found = interrupted(workspace)
    yield from (Finding("中断的命令", Condition.OLD, one.message, one.hint) for one in found)
    if not found:
        yield Finding("中断的命令", Condition.OK, "没有")


def _leftovers() -> Iterator[Finding]:
    processes, folders = left_processes(), left_folders()
    if processes:
        hint = f"不再用了，结束它：kill {' '.join(map(str, processes))}"
        message = f"以前中断的预览留下 {len(processes)} 个 LibreOffice 还在运行"
        yield Finding("残留的 LibreOffice", Condition.OLD, message, hint)
    if folders:
        message = f"以前中断的预览留下 {len(folders)} 个临时文件夹：{folders[0]}{'等' if len(folders) > 1 else ''}"
        yield Finding("残留的 LibreOffice", Condition.OLD, message, "可以删去")
    if not processes and not folders:
        yield Finding("残留的 LibreOffice", Condition.OK, "没有")


def _uploads() -> Iterator[Finding]:
    """What browsers have sent to a page whose window was closed; the next page that is opened removes it."""
    folders = abandoned(UPLOADS)
    if folders:
        message = (
            f"以前的网页留下 {len(folders)} 个放收到的文件的临时文件夹：{folders[0]}{'等' if len(folders) > 1 else ''}"
        )
        yield Finding("残留的文件", Condition.OLD, message, "再打开一次网页（duban serve）就会清掉，也可以自己删去")
    else:
        yield Finding("残留的文件", Condition.OK, "没有")


def _extras() -> Iterator[Finding]:
    for what, extra, libraries, purpose, ready, otherwise in _EXTRAS:
        missing = [name for name in libraries if find_spec(name) is None]
        if missing:
            hint = f'{purpose}：pip install "duban[{extra}]"；{otherwise}'
            yield Finding(what, Condition.MISSING, f"没有装 {listed(missing)}", hint)
        else:
            yield Finding(what, Condition.OK, ready)


def _network() -> Iterator[Finding]:
    yield Finding("网络", Condition.OK, "duban 不连接网络；只有 duban serve 在本机开一个网页")
