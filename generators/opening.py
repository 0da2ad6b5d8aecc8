"""A notice of a workspace, chosen by name and read: the first step of every command that works on one."""

from __future__ import annotations

from typing import NamedTuple

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.kinds import all_kinds
from generators.plan import MadeBy
from generators.problems import Problem
from generators.workspace.seen import unseen
from generators.workspace.workspace import Workspace


class OpenedNotice(NamedTuple):
    """The notice's folder name, its files as read, and what they say: no `dossier` where the notice has errors.

    `seen`: the problems among those found that the clerk has answered with 知道了; they are not in `problems`.
    """

    name: str
    content: ContentFiles
    dossier: Dossier | None
    problems: list[Problem]
    seen: list[Problem]


def open_notice(workspace: Workspace, notice: str | None) -> OpenedNotice:
    """Read a notice; the only one where none is named. Raises UsageError when it does not exist."""
    name = workspace.choose(notice)
    content = workspace.content_files(name)
    loaded = load(content, frozenset(kind.title for kind in all_kinds() if kind.made_by is MadeBy.BUILD))
    new = unseen(loaded.problems, workspace.seen(name))
    seen = [problem for problem in loaded.problems if problem not in new]
    return OpenedNotice(name, content, loaded.dossier, new, seen)
