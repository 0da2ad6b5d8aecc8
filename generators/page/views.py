"""What the places of the page share: the workspace, the day, a notice by its name, the way a report is shown."""

from __future__ import annotations

import re
from pathlib import Path

from flask import abort, current_app, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.dates import PartialDate
from generators.kinds import ADJUSTMENT, all_kinds
from generators.page.files import key_of, offered
from generators.page.jobs import Job, Jobs, Work
from generators.page.security import settings
from generators.plan import MadeBy
from generators.problems import Place
from generators.report import Report, Screen
from generators.verbs.outline import outline
from generators.verbs.preview import PreviewReport
from generators.workspace.workspace import Workspace

# Where the page does what a message names a command for.
_PLACES = {
    "build": "“改动”里的“生成”",
    "changes": "“改动”",
    "undo": "“改动”里的“撤销”",
    "issue": "“发文”里的“印发登记”",
    "pack": "“发文”里的“打包”",
    "collect": "“收材料”",
    "status": "“今天”",
    "ledger": "“汇总”里的“台账”",
    "check": "“通知”",
    "doctor": "“电脑”",
} | {kind.command: "“催报”" if kind.made_by is MadeBy.DAY else "“改动”里的“生成”" for kind in all_kinds()}
_PLACES |= {ADJUSTMENT.command: "“改动”里的“做调整通知”"}
_OPTIONS = {
    "用 collect 文件 --for 单位 收": "在右边填上单位收",
    "再用 --for 单位 收": "再收一次，填上单位",
    "用 --record 单位 --by 扫描件 记为已报送": "在“不是电子版的”里记为已报送",
    "先用 duban new 建一个工作文件夹": "点下面的按钮建一个工作文件夹",
    "content/departments.yaml": "单位名录（“通知”里点“直接改文字”，再选“单位名录”）",
    "用 --record 单位 --by 纸质 记为已报送": "在“不是电子版的”里记为已报送",
    "按 --for 记作": "按填的单位记作",
    "核对 --on 的年份": "核对收到的日期",
    "核对年份和 --on": "核对年份和收到的日期",
    "核对 --by-date 后面的日期": "核对要求报来的日期",
    "；要用它，改 returns 里的文件": "；用哪一个，在“收材料”里点",
    "确要删去，改 returns 里的文件": "确要删去，在“收材料”里点",
    "这份表改动太多，照原件逐项核对 returns 里的文字": "都在“收材料”的“要核对的”里，一处一处点",
    "加 --review，一处一处选": "在上面一处一处选",
}
_SECOND = re.compile("要用新的，把它的内容改进 [^；]+；取舍以后删去这一份")
_COMMAND = re.compile(rf"duban ({'|'.join(_PLACES)})\b[ \w./:\\-]*", re.ASCII)


def workspace() -> Workspace:
    """The workspace of this run."""
    return Workspace(settings().root)


def day(text: str = "") -> PartialDate:
    """A day as it was typed, today where nothing was. Raises ValueError where it is none, or only a month or a year."""
    found = PartialDate.parse(text or settings().current_day())
    if found.day is None:
        raise ValueError(f"“{text}”没有写到日")
    return found


def notices() -> list[str]:
    """The workspace's own notices."""
    here = workspace()
    return [] if here.uses_supplied_content else here.notices()


def notice(name: str) -> str:
    """A notice that is there; the ways to other places lead to the same from now on. Answers 404 for any other name."""
    if name not in notices():
        abort(404)
    g.session.notice = name
    return name


def current_notice(names: list[str]) -> str:
    """The notice to which the ways to other places lead: the one looked at last, else the first."""
    last: str = g.session.notice if "session" in g else ""
    return last if last in names else next(iter(names), "")


def units_of(name: str) -> list[str]:
    """The units of the workspace by their short names."""
    return list(outline(workspace(), name).units)


def jobs() -> Jobs:
    """The work in the background."""
    found = current_app.extensions["duban.jobs"]
    assert isinstance(found, Jobs)
    return found


def started(title: str, back: str, work: Work) -> AnyResponse:
    """Start work, and lead to its progress. Raises UsageError while other work is running."""
    return progress_of(jobs().start(title, back, work))


def progress_of(job: Job) -> AnyResponse:
    """Lead to the progress of work."""
    return redirect(url_for("work.progress", key=job.key), 303)


def shown(report: Report, back: str, title: str) -> str:
    """A report as a page of its own."""
    return render_template("report.html", report=report, back=back, title=title, place="")


def kind_of_report(report: Report) -> str:
    """The name of a report's class, by which a template chooses how to show it."""
    return type(report).__name__


def lines_of(report: Report) -> list[str]:
    """A report in the words of the command line."""
    return list(report.lines(Screen(folder=settings().root)))


def in_words_of_the_page(text: object) -> str:
    """A message with the places of the page instead of commands to type."""
    words = str(text)
    for option, place in _OPTIONS.items():
        words = words.replace(option, place)
    words = _SECOND.sub("到“收材料”的“报了两次、前后不同的”里选", words)
    return _COMMAND.sub(lambda found: _PLACES[found[1]], words)


def link(path: str) -> str:
    """The address of a file of the workspace; empty where there is none to be had."""
    return url_for("files.file", key=key_of(path)) if (settings().root / path).is_file() else ""


def place_in_words(place: Place) -> str:
    """Where a problem is: a content file by what the page calls it, and the line."""
    if place.file.startswith("content/"):
        return content_title(place.file) + (f" 第{place.line}行" if place.line else "")
    return str(place)


def content_title(file: str) -> str:
    """What a content file is called in the page, by its path."""
    stem = file.rpartition("/")[2].rpartition(".")[0]
    if "/returns/" in file:
        return f"{'后来的一份' if file.count('/') > 3 else '报送材料'}：{stem}"
    return {"notice": "通知的文字", "departments": "单位名录"}.get(stem, stem)


def pictures(report: PreviewReport) -> list[str]:
    """The paths in the workspace of the pictures of a preview."""
    folder = Path(report.folder).resolve()
    found = [folder / picture for one in report.previews for picture in one.pictures]
    return [path.relative_to(settings().root).as_posix() for path in found if path.is_relative_to(settings().root)]


def listing(prefix: str) -> list[str]:
    """The offered files below a folder of the workspace."""
    return [path for path in offered(settings().root) if path.startswith(prefix)]
