"""content_texts: the content files of a notice as texts: notice.yaml, the units, stock answers, holidays, returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.dossier.source import decode
from generators.problems import Problem, UsageError, error
from generators.report import Report
from generators.verbs.check import check
from generators.workspace.files import digest_of
from generators.workspace.workspace import Workspace

_OF_ALL = ("content/departments.yaml", "content/常用答复.yaml", "content/节假日.yaml")


@dataclass(frozen=True)
class ContentText(Report):
    """A content file as it lies on the disk, and the problems of the whole notice. `files`: all that there are."""

    notice: str
    file: str
    text: str
    digest: str
    files: Sequence[str]
    problems: Sequence[Problem]


def content_texts(workspace: Workspace, notice: str) -> list[str]:
    """The paths in the workspace of a notice's content files, notice.yaml first."""
    root = workspace.root
    notice_file = f"content/{notice}/notice.yaml"
    returns = sorted((root / "content" / notice / "returns").rglob("*.yaml"))
    kept = [path.relative_to(root).as_posix() for path in returns if path.is_file() and path.name[0] not in "~."]
    return [notice_file, *(file for file in _OF_ALL if (root / file).is_file()), *kept]


def require_content_text(workspace: Workspace, notice: str, file: str) -> list[str]:
    """All content files of a notice, of which `file` must be one. Raises UsageError where it is none."""
    files = content_texts(workspace, notice)
    if file not in files:
        raise UsageError(error(f"没有“{file}”这个内容文件", "重新打开这一页"))
    return files


def as_typed(raw: bytes, file: str) -> str:
    """The text of a content file with the ends of lines that a form has. `file` names it in problems."""
    return decode(raw, file)[0].replace("\r\n", "\n")


def content_text(workspace: Workspace, notice: str, file: str) -> ContentText:
    """Read one of them. Raises UsageError for another file, and where the notice does not exist."""
    name, files = workspace.choose(notice), require_content_text(workspace, notice, file)
    raw = (workspace.root / file).read_bytes()
    return ContentText(name, file, as_typed(raw, file), digest_of(raw), files, check(workspace, name).problems)
