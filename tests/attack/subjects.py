"""Every command that writes, with a workspace in which it has something to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
from support.files import NOTICE, ROOT
from support.filling import fill
from support.notices import of_three_units

from attack import running

FORM = "收到/报送表.docx"
DAY = ("--on", "2013-12-14")
Prepare = Callable[[Path], None]


class Subject(NamedTuple):
    """A command under attack, and what is done in a new workspace of three units before it."""

    words: tuple[str, ...]
    prepare: Prepare

    @property
    def name(self) -> str:
        """The command with the options by which it writes something else."""
        options = [word for word in self.words[1:] if word.startswith("--") and word not in ("--on", "--yes", "--by")]
        return " ".join((self.words[0], *options))


def do(*words: str) -> Prepare:
    """A command before the one under attack."""

    def prepare(workspace: Path) -> None:
        outcome = running.run(running.command("-C", str(workspace), *words))
        assert outcome.code == 0, outcome.answer

    return prepare


def notice_of(workspace: Path) -> Path:
    """The file of the notice's content."""
    return workspace / "content" / NOTICE / "notice.yaml"


def postpone(workspace: Path) -> None:
    """A date changes, which most documents print."""
    text = notice_of(workspace).read_text("utf-8")
    notice_of(workspace).write_text(text.replace("截止: 2013-12-13", "截止: 2013-12-20"), "utf-8")


def receive(workspace: Path) -> None:
    """A form comes back filled in."""
    (sent,) = (workspace / "output" / NOTICE).glob("进展情况报送表/*省财政厅*.docx")
    (workspace / FORM).parent.mkdir()
    shutil.copyfile(sent, workspace / FORM)
    fill(workspace / FORM, {("", "填报人"): "张三", ("", "联系电话"): "024-12345678"}, "typed")


def type_into_ledger(workspace: Path) -> None:
    """Words typed into the first row of the ledger."""
    (path,) = (workspace / "output").rglob("*台账*.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["H2"] = "电话报来"
    book.save(path)


def colleague_changes(workspace: Path) -> None:
    """A colleague has put another date into a sheet."""
    (sheet,) = (workspace / "output" / NOTICE).glob("任务清单/*省财政厅*.docx")
    document = docx.Document(str(sheet))
    cells = [cell for table in document.tables for cell in table._cells]
    for run in (run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs):
        run.text = run.text.replace("2013年12月13日", "2013年12月20日")
    document.save(str(workspace / "改.docx"))


def lay(name: str, source: Path) -> Prepare:
    """A file laid into the workspace."""

    def prepare(workspace: Path) -> None:
        shutil.copyfile(source, workspace / name)

    return prepare


def move_a_margin(workspace: Path) -> None:
    """The common layout has another margin."""
    layout = workspace / "templates" / "版式.yaml"
    text = layout.read_text("utf-8")
    assert "上: 37," in text
    layout.write_text(text.replace("上: 37,", "上: 36,"), "utf-8")


def together(*steps: Prepare) -> Prepare:
    """Some steps, one after another."""

    def prepare(workspace: Path) -> None:
        for step in steps:
            step(workspace)

    return prepare


BUILD = do("build")
SHEETS = ("build", "--kind", "task-sheet")
ISSUE = together(BUILD, do("issue", "--on", "2013-08-21"))
TEXT = lay("通知.txt", ROOT / "tests/data/notices/peitao-youeryuan/source.txt")
SUBJECTS = (
    Subject(("build",), lambda workspace: None),
    Subject(("build",), together(BUILD, postpone)),
    Subject(("undo",), together(do(*SHEETS), postpone, do(*SHEETS))),
    Subject(("issue", "--on", "2013-08-21"), BUILD),
    Subject(("pack",), BUILD),
    Subject(("adjustment", "--on", "2013-09-10"), together(ISSUE, postpone)),
    Subject(("changes", "--redline", *DAY), together(BUILD, postpone)),
    Subject(("changes", "--from", "改.docx", "--yes"), together(BUILD, colleague_changes)),
    Subject(("collect", FORM, *DAY), together(BUILD, receive)),
    Subject(("collect", "--record", "省财政厅", "--by", "纸质", *DAY), lambda workspace: None),
    Subject(("undo",), together(BUILD, receive, do("collect", FORM, *DAY))),
    Subject(("reminders", *DAY), BUILD),
    Subject(("circular", *DAY), BUILD),
    Subject(("status", "--ics", "时限.ics", *DAY), lambda workspace: None),
    Subject(("ledger", *DAY), lambda workspace: None),
    Subject(
        ("ledger", "--read", f"output/{NOTICE}/{NOTICE}-台账.xlsx", *DAY),
        together(do("ledger", *DAY), type_into_ledger),
    ),
    Subject(("restyle",), move_a_margin),
    Subject(("rename", "省财政厅", "省财政委", "--yes"), together(BUILD, receive, do("collect", FORM, *DAY))),
    Subject(("import", "通知.txt", "--as", "2014-配套幼儿园"), TEXT),
    Subject(("import", "改.docx", "--as-template", "任务清单"), together(BUILD, colleague_changes)),
    Subject(("check", "--seen"), lambda workspace: None),
    Subject(("schema",), lambda workspace: (workspace / "content/notice.schema.json").unlink(missing_ok=True)),
    Subject(("new", "新的"), lambda workspace: None),
    Subject(("new", "新的", "--from", "通知.txt"), TEXT),
)


def prepared(subject: Subject, folder: Path) -> Path:
    """The workspace as it is before the command."""
    running.fresh(folder)
    of_three_units(folder)
    subject.prepare(folder)
    return folder
