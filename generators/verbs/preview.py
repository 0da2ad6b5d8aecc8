"""preview: Word files as PDF and one picture a page, to be looked at without Word."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from generators.office.libreoffice import find, time_limit
from generators.office.libreoffice_copy import LibreOfficeCopy, libreoffice_copy
from generators.office.marks import bears, mark_of, stamped
from generators.office.paper import laid_out, missing_faces
from generators.office.pictures import pictures
from generators.problems import DubanError, Place, Problem, error, in_order, notice
from generators.report import Report, Screen, as_json, problem_lines
from generators.wording import cells, listed
from generators.workspace.files import read_given, write_atomically

FOLDER = "预览"
ProgressBar = Callable[[int], AbstractContextManager[Callable[[], object]]]


@dataclass(frozen=True)
class Preview:
    """The preview of one document: `file` as it was named, the rest file names in the report's folder."""

    file: str
    pdf: str
    pictures: Sequence[str]

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints for a preview."""
        return {"file": self.file, "pages": len(self.pictures), "pdf": self.pdf, "pictures": list(self.pictures)}


@dataclass(frozen=True)
class PreviewReport(Report):
    """What was laid out, into which folder (empty where nothing could be), and the problems."""

    folder: str
    previews: Sequence[Preview]
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The object that `preview --json` prints."""
        return {
            "folder": self.folder,
            "previews": [preview.as_json() for preview in self.previews],
            "problems": as_json(self.problems),
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """What the clerk reads: the problems, each PDF with its number of pages, how pictures are named, the folder."""
        yield from problem_lines(self.problems)
        if not self.previews:
            yield "没有生成预览。"
            return
        width = max(cells(preview.pdf) for preview in self.previews)
        for preview in self.previews:
            yield f"{preview.pdf}{' ' * (width - cells(preview.pdf))}  {len(preview.pictures)} 页"
        yield f"每页另有一张图片：{self.previews[0].pictures[0]} 等"
        yield f"位置：{self.folder}"


def preview(files: Sequence[Path], out: Path | None = None, progress: ProgressBar | None = None) -> PreviewReport:
    """Lay out Word files, and all in the folders among them, in one call of LibreOffice.

    `out` is the folder for the previews; without it, 预览 beside the first file, or inside the first folder. A file
    that cannot be read or laid out is a problem in the report, the others go on. Raises LibreOfficeError where
    LibreOffice is missing.
    """
    find()
    documents, problems = _documents(files)
    copies = _copies(documents, problems)
    folder = out or _beside(files)
    refused = _unwritable(folder) if copies else []
    if refused or not copies:
        return PreviewReport("", [], in_order([*problems, *refused]))
    previews = []
    with (progress or _silent)(len(copies)) as advance:
        paper = laid_out({file: copy.docx for file, copy in copies.items()})
        for file, pdf in paper.pdfs.items():
            previews += _put(file, documents[file], pdf, folder, problems)
            advance()
    limit = f"LibreOffice 在 {time_limit(len(copies)):.0f} 秒里没有排完"
    reason, hint = limit if paper.out_of_time else "LibreOffice 没有排出来", "用 WPS 或 Word 打开看看，另存一次再预览"
    problems += [error(reason, hint, Place(file)) for file in paper.lost]
    problems += _stand_ins(copies.values()) if previews else []
    return PreviewReport(str(folder), previews, in_order(problems))


def _beside(files: Sequence[Path]) -> Path:
    first = next((path for path in files if path.exists()), files[0])
    return (first if first.is_dir() else first.parent) / FOLDER


def _documents(files: Iterable[Path]) -> tuple[dict[str, Path], list[Problem]]:
    """The Word files meant, each once, by the names to show; a problem for every argument that is none."""
    found: dict[Path, Path] = {}
    problems = []
    for path in files:
        inside = [path] if not path.is_dir() else _word_files(path)
        refusal = _refusal(path) if not path.is_dir() else None if inside else ("这个文件夹里没有 .docx 文件", "")
        if refusal:
            problems.append(error(*refusal, Place(str(path))))
        else:
            found |= {one.resolve(): one for one in inside if one.resolve() not in found}
    return {str(path): path for path in found.values()}, problems


def _word_files(folder: Path) -> list[Path]:
    """All .docx in a folder and below, without what is hidden or temporary."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() == ".docx" and path.is_file())
    return [path for path in found if not any(part[0] in "~." for part in path.relative_to(folder).parts)]


def _refusal(path: Path) -> tuple[str, str] | None:
    """Why an argument is no Word file that can be laid out, and what to do; None where it is one."""
    if path.name.startswith("~$"):
        return "这是 Word 或 WPS 打开文书时放的临时文件，不是文书", "写文书本身的文件名"
    if not path.is_file():
        return "没有这个文件", "检查文件名和所在的文件夹"
    if path.suffix.lower() in (".doc", ".wps", ".rtf"):
        return "不是 .docx 文件", "用 WPS 或 Word 打开，另存为 .docx 再预览"
    return None if path.suffix.lower() == ".docx" else ("不是 Word 文件", "只能预览 .docx 文件")


def _copies(documents: Mapping[str, Path], problems: list[Problem]) -> dict[str, LibreOfficeCopy]:
    """What LibreOffice is given of each document; those that cannot be read go to the problems."""
    copies = {}
    for file, path in documents.items():
        try:
            copies[file] = libreoffice_copy(read_given(path), file)
        except DubanError as fault:
            problems += fault.problems
        except OSError:
            problems.append(error("读不了", "可能没有权限，或正被别的程序占用；关闭后再运行", Place(file)))
    return copies


def _unwritable(folder: Path) -> list[Problem]:
    """The problem of an output folder that cannot be made or written to; nothing is left there."""
    try:
        there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
        with tempfile.TemporaryFile(dir=there):
            return []
    except OSError:
        return [error("预览写不进这个文件夹", "检查路径和权限，或者用 --out 换一个文件夹", Place(str(folder)))]


def _put(file: str, document: Path, pdf: bytes, folder: Path, problems: list[Problem]) -> list[Preview]:
    """The PDF and the pictures of one document put into the folder, pictures of pages that are no more removed."""
    place, names = Place(file), list[str]()
    try:
        mark = mark_of(document, folder)
        name = _free_name(folder, document.stem, mark)
        for number, picture in enumerate(pictures(pdf, mark), 1):
            names.append(f"{name}-第{number}页.png")
            write_atomically(folder / names[-1], picture)
        write_atomically(folder / f"{name}.pdf", stamped(pdf, mark))
        for path in _pictures_of(folder, name):
            if path.name not in names:
                path.unlink()
    except DubanError as fault:
        problems += [error(problem.message, problem.hint, place) for problem in fault.problems]
        return []
    except OSError:
        problems.append(error("预览写不进去", "它的 PDF 或图片可能正打开着，或者磁盘满了；关闭后再运行", place))
        return []
    if name != document.stem:
        problems.append(notice(f"预览文件夹里的“{document.stem}”不是这份文书的预览，没有动", f"这份叫“{name}”", place))
    return [Preview(file, f"{name}.pdf", names)]


def _free_name(folder: Path, stem: str, mark: str) -> str:
    """The first of 名称, 名称（2） … under which nothing lies but an earlier preview of the same document."""
    for number in count(1):
        name = stem if number == 1 else f"{stem}（{number}）"
        there = [path for path in (folder / f"{name}.pdf", *_pictures_of(folder, name)) if path.exists()]
        if all(path.is_file() and bears(path.read_bytes(), mark) for path in there):
            break
    return name


def _pictures_of(folder: Path, name: str) -> list[Path]:
    page = re.compile(re.escape(name) + r"-第[0-9]+页\.png")
    return [path for path in folder.iterdir() if page.fullmatch(path.name)] if folder.is_dir() else []


def _stand_ins(copies: Iterable[LibreOfficeCopy]) -> list[Problem]:
    """Which faces others stand in for, where that can be known."""
    missing = missing_faces(copies)
    if not missing:
        return []
    return [notice(f"预览用的是替代字体：这台电脑没有{listed(missing)}", "版面以装有这些字体的电脑为准")]


def _silent(_: int) -> AbstractContextManager[Callable[[], object]]:
    return nullcontext(lambda: None)
