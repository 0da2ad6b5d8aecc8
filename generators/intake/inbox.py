"""Returned files as they come: single ones, folders, zips; Word, Excel, and old formats through LibreOffice."""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generators.dossier.dossier import Dossier
from generators.intake.cleaning import cleaned
from generators.outputs.page_counts import PageCounts
from generators.outputs.planning import PlannedOutput, Templates, plan
from generators.problems import DubanError, Place, Problem, TemplateError, error, warning
from generators.submission import Submission
from generators.word.package import files_in_zip, is_encrypted, is_old_format
from generators.workspace.workspace import Workspace

_OLD = (".doc", ".wps", ".odt", ".rtf")


class ReceivedFile(NamedTuple):
    """One file: its name for messages, its bytes, and why it cannot be read where that is plain already."""

    file: str
    raw: bytes
    reason: str = ""


def received_files(paths: Sequence[Path]) -> Iterator[ReceivedFile]:
    """Every file among paths; those in folders in the order of their names, those in zips under the zip's name."""
    for path in paths:
        if path.is_dir():
            found = [one for one in sorted(path.rglob("*")) if one.is_file()]
            yield from received_files([one for one in found if one.name[0] not in "~."])
            continue
        try:
            raw = path.read_bytes()
        except OSError:
            yield ReceivedFile(path.name, b"", "读不了：文件可能正打开着，或者没有权限")
            continue
        yield from _unpacked(path.name, raw)


def _unpacked(name: str, raw: bytes, depth: int = 0) -> Iterator[ReceivedFile]:
    if not name.lower().endswith(".zip"):
        yield ReceivedFile(name, raw, _reason_to_skip(name, raw))
        return
    if depth:
        yield ReceivedFile(name, raw, "压缩包里套着压缩包，解开后再收")
        return
    try:
        files = files_in_zip(raw, name)
    except DubanError as fault:
        yield ReceivedFile(name, raw, "；".join(problem.message for problem in fault.problems))
        return
    for inner, content in files.items():
        if inner.rsplit("/", 1)[-1][0] not in "~.":
            yield from _unpacked(f"{name}/{inner}", content, depth + 1)


def _reason_to_skip(name: str, raw: bytes) -> str:
    """Why a file is left alone without being opened."""
    suffix = Path(name).suffix.lower()
    if not raw:
        return "是空文件"
    if is_encrypted(raw):
        return "加了打开密码，去掉密码后再收"
    if suffix in (".docm", ".xlsm", ".dotm"):
        return "带宏的文件，不打开；另存为不带宏的 .docx 或 .xlsx 再收"
    if suffix not in (".docx", ".xlsx", ".xls", ".et", *_OLD):
        return "不是 Word 或 Excel 的表；纸质、扫描件、电话报来的，用 --record 单位 --by 纸质"
    return ""


@dataclass
class FormReader:
    """Reads forms of one notice, knowing how each looks before it is filled in."""

    workspace: Workspace
    dossier: Dossier

    def read(self, one: ReceivedFile) -> tuple[Submission, list[Problem]]:
        """The words of a file, and doubts about a converted one. Raises DubanError when it cannot be read."""
        from generators.excel.reading import read_workbook_form

        suffix = Path(one.file).suffix.lower()
        if suffix in (".xlsx", ".xls", ".et"):
            return cleaned(read_workbook_form(one.raw, one.file), one.file)
        is_old = suffix in _OLD or is_old_format(one.raw)
        submission, doubts = cleaned(self._form(_converted(one) if is_old else one.raw, one.file), one.file)
        return submission, [*doubts, *_all_doubtful(submission, one.file)] if is_old else doubts

    def _form(self, raw: bytes, file: str) -> Submission:
        """The words of a Word form that were not there when it was sent out."""
        from generators.forms.read import read_form

        return read_form(raw, file, self._blank)

    def _blank(self, kind: str, unit: str) -> frozenset[str]:
        """The texts of a unit's empty form: made from the content now, lying in output/, or issued earlier."""
        from generators.forms.read import blank_texts

        found: set[str] = set()
        for item in self._forms.get((kind, unit), []):
            output, issued = self.workspace.output(self.dossier.name), self.workspace.issued(self.dossier.name)
            name = _any_number(item.spec.path)
            sent = [*output.glob(name), *issued.glob(f"*/{name}")]
            rendered = self._templates.get(item.template).render(item.output.fields, item.properties)
            for raw in (rendered, *(file.read_bytes() for file in sent if file.is_file())):
                found |= blank_texts(raw)
        return frozenset(found)

    @cached_property
    def _forms(self) -> dict[tuple[str, str], list[PlannedOutput]]:
        folder = self.workspace.output(self.dossier.name)
        forms: dict[tuple[str, str], list[PlannedOutput]] = {}
        for item in plan(self.dossier, self._templates, PageCounts(folder)):
            if item.kind.answers:
                forms.setdefault((item.kind.name, item.output.for_ or ""), []).append(item)
        self._templates.compile(item.template for items in forms.values() for item in items)
        return forms

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self.workspace)


def _any_number(path: str) -> str:
    """A pattern for a form under all the names it has had: with its 序号 in fewer digits too."""
    folder, _, name = path.rpartition("/")
    return f"{glob.escape(folder)}/*{glob.escape(name[name.index('-') :])}"


def _converted(one: ReceivedFile) -> bytes:
    """An old format as .docx, through LibreOffice. Raises DubanError where there is none, or it fails."""
    from generators.office.libreoffice import convert

    with tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True) as temporary:
        source = Path(temporary) / f"in{Path(one.file).suffix.lower()}"
        source.write_bytes(one.raw)
        target = Path(temporary) / "out"
        target.mkdir()
        made = convert([source], "docx", target).made
        if source not in made:
            raise TemplateError(error("旧格式的文件转换不了", "请对方另存为 .docx 再报", Place(one.file)))
        return made[source].read_bytes()


def _all_doubtful(submission: Submission, file: str) -> Iterator[Problem]:
    """Every value of a converted file: an old format may have moved words between cells."""
    hint = "旧格式转换而来，对照原件核对"
    for label, words in submission.about.items():
        yield warning(f"{label}：“{words[:30]}”", hint, Place(file, nearby=label))
    for entry in submission.entries:
        for label, words in entry.values.items():
            yield warning(f"{entry.task} {label}：“{words[:30]}”", hint, Place(file, nearby=entry.place))
