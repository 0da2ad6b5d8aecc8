"""Files written so that nothing is ever half there."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from io import FileIO
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from generators.problems import UsageError, error, refused

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = ".duban"  # the tool's own records, in a folder of output/
FOLDER_FOUND = "folder"  # what stands for a digest where a folder lies in a file's place
UNREADABLE = "unreadable"  # and where a file may not be read
NEW_VERSION = "新版"  # the word in the name of what is laid beside a file that a person has edited
TEMPORARY_SUFFIX = ".duban-tmp"
_MOST_BYTES = 300_000_000  # of a file that is read into memory: forms with many photographs stay below


def digest_of(content: bytes) -> str:
    """The fingerprint of a file's bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def file_digest(path: Path) -> str | None:
    """The fingerprint of what lies at a path: of the file's bytes, a word for a folder, None where nothing is."""
    try:
        with FileIO(path) as file:
            return digest_of(file.readall())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (IsADirectoryError, PermissionError):  # Windows refuses to open a folder like a file without permission
        return FOLDER_FOUND if path.is_dir() else UNREADABLE


def readable_bytes(file: Path | Traversable) -> bytes:
    """The bytes of a file; none where it cannot be read, which whoever needs it reports."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def read_given(path: Path) -> bytes:
    """The bytes of a file that a person has named. Raises OSError, ContentError for what does not end or fit,
    and UsageError where there is none.
    """
    if not path.exists():
        raise UsageError(error(f"没有“{path}”这个文件", "检查路径；文件名里有空格的，加英文引号"))
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise refused(path.name, "不是磁盘上的文件，不读", "把文件存到磁盘上，再写它的路径")
    if found.st_size > _MOST_BYTES:
        size = f"有 {found.st_size / 1e6:.0f} MB，超过 {_MOST_BYTES // 1_000_000} MB，不读"
        raise refused(path.name, size, "删去大的图片，或者分成几份")
    return path.read_bytes()


def write_atomically(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Put content at a path in one step: after a crash the old file or the new one is there, never a part.

    `durable`: also after a power failure. Raises OSError when it cannot be written; the old file is then as it was.
    """
    _refuse_read_only(path)
    temporary = path.parent / f"~{secrets.token_hex(6)}{TEMPORARY_SUFFIX}"
    try:
        with _opened(temporary, "wb") as file:
            file.write(content)
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


_HALF = f"~new{TEMPORARY_SUFFIX}"  # what a new folder holds until all is written


def is_free(folder: Path) -> bool:
    """Whether a folder can be made by `write_folder`: it is not there, empty, or what a killed run left of it."""
    return not folder.exists() or (folder.is_dir() and ((folder / _HALF).is_dir() or not any(folder.iterdir())))


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a free folder with files by their paths in it. A killed run leaves it free. Raises OSError, and leaves none.

    The last entry by name comes first: `content`, by which a workspace is known, is the last of its folders.
    """
    half, was_there = folder / _HALF, folder.exists()
    shutil.rmtree(half, ignore_errors=True)
    try:
        for name, content in files.items():
            write_atomically(half / name, content)
        for entry in sorted(half.iterdir(), reverse=True):
            if not (folder / entry.name).exists():
                entry.replace(folder / entry.name)
    except OSError:
        shutil.rmtree(half if was_there else folder, ignore_errors=True)
        raise
    shutil.rmtree(half)


def _opened(path: Path, mode: Literal["wb", "ab"]) -> FileIO:
    """A file opened for writing without a buffer; its folder is made where it is not there yet."""
    try:
        return FileIO(path, mode)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return FileIO(path, mode)


class Log:
    """Lines added to a file, which is opened once; each is in the file when `add` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None

    def add(self, text: str) -> None:
        """Add text. Raises OSError."""
        if self._file is None:
            self._file = _opened(self._path, "ab")
        self._file.write(text.encode("utf-8"))

    def close(self) -> None:
        """Close the file, which may then be replaced or removed; what is added next opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None


def remove(path: Path) -> None:
    """Remove a file. Raises OSError."""
    _refuse_read_only(path)
    path.unlink()


def is_read_only(path: Path) -> bool:
    """Whether a file is set read-only, and so is to stay as it is."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) and not mode & stat.S_IWUSR


def _refuse_read_only(path: Path) -> None:
    """Raise PermissionError for a read-only file, as Windows does of itself; other systems would let it be replaced."""
    if is_read_only(path):
        raise PermissionError(errno.EACCES, "read-only", str(path))


def why_not_written(fault: OSError) -> str:
    """What kept a file from being written, and what to do, in Chinese."""
    if isinstance(fault, PermissionError):
        return "写不进去：文件可能正在 Word 或 WPS 里打开，或者是只读的；关闭它、去掉“只读”后再运行"
    if isinstance(fault, (FileExistsError, NotADirectoryError)):
        return "写不进去：要放它的文件夹的位置上有一个同名的文件；把那个文件改名或移走后再运行"
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "写不进去：磁盘已满；腾出空间后再运行"
    if fault.errno == errno.ENAMETOOLONG:
        return "写不进去：路径太长；把工作文件夹移到浅一些的位置，如 D:\\督办"
    return "写不进去：路径不可用；检查磁盘或网络盘后再运行"


def numbered_names(name: str, word: str) -> Iterator[str]:
    """Names like that of a file: x.新版.docx, x.新版2.docx, …."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return (f"{stem}.{word}{number if number > 1 else ''}{suffix}" for number in count(1))


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind."""
    for leftover in list(folder.rglob(f"~*{TEMPORARY_SUFFIX}")):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def sweep_beside(path: Path) -> None:
    """Remove what a killed run left in a file's folder, where no lock is held that sweeps the workspace."""
    for leftover in path.parent.glob(f"~{'[0-9a-f]' * 12}{TEMPORARY_SUFFIX}"):
        leftover.unlink(missing_ok=True)


def is_inside(path: object) -> bool:
    """Whether a recorded path stays in the output folder: a damaged or planted record must not reach out of it."""
    return isinstance(path, str) and not re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|:|\x00", path)
