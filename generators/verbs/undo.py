"""undo: take back what the last command wrote, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.kinds import all_kinds
from generators.problems import Problem, UsageError, error, warning
from generators.report import Report, Screen
from generators.workspace import lock
from generators.workspace.lock import locked
from generators.workspace.manifest import MANIFEST, announce_earlier, remove_journal
from generators.workspace.undo import FileChange, TakenBack, Undo
from generators.workspace.workspace import Workspace

# Commands as a clerk calls them: those that make documents, and the others.
_MADE = {"build": "生成", **{kind.command: kind.title for kind in all_kinds()}}
_NAMES = _MADE | {
    "issue": "印发登记",
    "restyle": "套版式",
    "collect": "收材料",
    "ledger": "台账",
    "pack": "打包",
    "undo": "撤销",
    "settle": "取舍",
    "edit": "改通知",
    "changes": "改动",
    "check": "检查",
    "rename": "单位改名",
    "import": "导入",
    "template": "换模板",
}


@dataclass(frozen=True)
class UndoReport(Report):
    """What was taken back: each file's path in the workspace with what became of it, None where it failed."""

    command: str
    files: Sequence[tuple[str, TakenBack | None]]

    @property
    def exit_code(self) -> int:
        """1 when a file could not be taken back, or was left because it has been changed since."""
        return int(any(what in (None, TakenBack.LEFT) for _, what in self.files))

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        files = [{"path": path, "outcome": what.value if what else "failed"} for path, what in self.files]
        return {"command": self.command, "files": files}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was done to every file; many that fared alike are counted."""
        yield f"撤销最近一次改动了文件的{_called(self.command)}"
        for done in (*TakenBack, None):
            paths = [path for path, what in self.files if what is done]
            word = done.word if done else "失败"
            why = {
                TakenBack.REMOVED: "原来没有",
                TakenBack.LEFT: "后来又改过，没有动",
                None: "可能正在打开、是只读的，或者磁盘满了：处理好以后再运行 duban undo；或者留存的原件坏了",
            }
            note = f"（{why[done]}）" if done in why else ""
            if len(paths) > 10:
                yield f"{word}  {len(paths)} 份{note}：{paths[0]} 等"
            else:
                yield from (f"{word}  {path}{note}" for path in paths)
        if _verbs(self.command)[0] in _MADE:
            yield "content 里的改动还在；再生成，又会照它更新。"


def interrupted(workspace: Workspace, running: str = "") -> list[Problem]:
    """A warning where a command was killed in the middle, with what to do; none where that is `running` again."""
    command = lock.interrupted(workspace.root)
    if command in ("", running):
        return []
    hint = "把那条命令再运行一次，就会做完；不要了，用 duban undo 撤回已写的部分"
    if _verbs(command) == ["undo"]:
        hint = "再运行一次 duban undo，就会做完"
    return [warning(f"上一次的{_called(command)}中途断了，只做了一部分", hint)]


def _verbs(command: str) -> list[str]:
    return command.partition(" ")[0].split(",")


def _called(command: str) -> str:
    """A command as a clerk calls it: 催报函（2013-open-government --on 2013-12-14）."""
    rest = command.partition(" ")[2]
    return "、".join(_NAMES.get(verb, verb) for verb in _verbs(command)) + (f"（{rest}）" if rest else "")


def undo(workspace: Workspace) -> UndoReport:
    """Take back the last command that changed files. Raises UsageError when there is nothing to take back."""
    with locked(workspace.root) as log:
        command, changes = log.last()
        records = [change for change in changes if change.is_record]
        if len(records) == len(changes):
            raise UsageError(error("没有可以撤销的", "只能撤销最近一次改动了文件的命令，撤销过的不能再撤销"))
        log.reopen()
        manifests = [change for change in records if change.path.endswith(f"/{MANIFEST}")]
        for change in manifests:
            announce_earlier(workspace.root / change.path, log.kept(change))
        files = [(change.path, _taken_back(log, change)) for change in changes if not change.is_record]
        if all(what for _, what in files):
            # The records go back when every file has: whatever stops this in between, nobody's edit is made up.
            failed = [change.path for change in records if _taken_back(log, change) is None]
            files += [(path, None) for path in failed]
            if not failed:
                for change in manifests:
                    remove_journal(workspace.root / change.path)
                log.forget()
    return UndoReport(command, [(path, what) for path, what in files if what is not TakenBack.ALREADY])


def _taken_back(log: Undo, change: FileChange) -> TakenBack | None:
    try:
        return log.take_back(change)
    except OSError:
        return None
