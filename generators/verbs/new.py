"""new: make a workspace that builds at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generators.editing.next_year import NextYear, as_pattern, lines_of
from generators.file_names import safe_name
from generators.problems import UsageError, error
from generators.report import Report, Screen
from generators.verbs.import_ import ImportReport, read_notice, remarks_of
from generators.verbs.reimport import RECORD, record_of
from generators.workspace.files import is_free, write_folder
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class NewReport(Report):
    """The workspace that was made, or a notice in the one that is there (`is_notice`); what is to be filled in anew."""

    folder: Path
    notice: str
    found: NextYear | None = None
    is_notice: bool = False

    def lines(self, screen: Screen) -> Iterator[str]:
        """What is there now, and what to do next."""
        yield f"已建好：{self.folder}"
        if self.is_notice:
            yield from lines_of(self.found) if self.found else ()
            yield f"填好以后：duban check {self.notice}"
            return
        yield f"  content/{self.notice}/notice.yaml  通知的内容，改这里"
        yield "  content/departments.yaml  单位名录"
        yield "  content/写法示例.yaml  每一项怎么写"
        yield "  templates/  Word 模板，可用 Word 或 WPS 改"
        if self.found:
            yield from lines_of(self.found)
            yield f"填好以后：{screen.command} check"
            return
        yield f"下一步：{screen.command} build"


def new(folder: Path, target: Path, notice: str | None) -> NewReport:
    """Make a workspace at `target` from the notice that comes with the tool, or like a `notice` of the one in `folder`.

    Content, templates and the examples are copied; what was returned or issued is not, nor are the number and the dates
    of the notice. In the `content` of that workspace `target` becomes a notice beside the other. Raises UsageError when
    the folder is there already and not empty, or the notice does not exist.
    """
    _require_empty(target)
    origin = Workspace(folder if notice else None)
    name = origin.choose(notice)
    files = origin.files_to_copy(name)
    content = f"content/{name}/notice.yaml"
    is_beside = _is_in_content(target)
    if is_beside and not notice:
        raise UsageError(error(f"“{target}”在 content 里，只能照一份通知建", "后面加上 --like 通知的文件夹名"))
    made = f"content/{target.name}/notice.yaml" if is_beside else content
    found = as_pattern(files[content], made) if notice else None
    if found and is_beside:
        beside = {file.rsplit("/", 1)[1]: raw for file, raw in files.items() if file.startswith(f"content/{name}/")}
        write_folder(target, beside | {"notice.yaml": found.raw})
        return NewReport(target, target.name, found, is_notice=True)
    write_folder(target, files | ({content: found.raw} if found else {}))
    (target / "output").mkdir(exist_ok=True)
    return NewReport(target, name, found)


def new_from(target: Path, file: Path) -> ImportReport:
    """Make a workspace at `target` whose only notice is the one in a file; its units are those that the file names.

    Raises UsageError when the folder is not empty, DubanError where the file is no notice.
    """
    _require_empty(target)
    if _is_in_content(target):
        hint = f"在工作文件夹里加一份通知，用 duban import {file.name} --as {target.name}"
        raise UsageError(error(f"“{target}”在 content 里", hint))
    name = safe_name(file.stem)
    made = read_notice(file, name, "")
    origin = Workspace(None)
    supplied = origin.choose(None)
    files = origin.files_to_copy(supplied)
    imported = {
        f"content/{name}/notice.yaml": made.notice.encode(),
        "content/departments.yaml": made.departments.encode(),
    }
    record = f"output/{name}/{RECORD}"
    del files[f"content/{supplied}/notice.yaml"]
    write_folder(target, {**files, **imported, record: record_of(made)})
    (target / "output").mkdir(exist_ok=True)
    remarks = remarks_of(made, name)
    return ImportReport(name, file.name, made.findings, made.problems, list(imported), remarks, str(target))


def _is_in_content(target: Path) -> bool:
    """Whether a folder would be that of a notice in a workspace, not a workspace of its own."""
    content = target.resolve().parent
    return content.name == "content" and (content / "departments.yaml").is_file()


def _require_empty(target: Path) -> None:
    if not is_free(target):
        raise UsageError(error(f"“{target}”已经有内容了", "换一个新的文件夹名"))
