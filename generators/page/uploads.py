"""Files that a browser sends: laid into a folder of our own while they are needed, under names that we make."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flask import request

from generators.file_names import safe_name
from generators.page.settings import MOST_FILES
from generators.problems import UsageError, error
from generators.workspace.temporary import UPLOADS, held_folder


class Uploaded:
    """What one form has sent. The folder goes with this object, as soon as nobody uses it any more."""

    def __init__(self, field: str) -> None:
        """Take the files of a field of the request. Raises UsageError for none, or for too many."""
        sent = [one for one in request.files.getlist(field) if one.filename]
        if not sent:
            raise UsageError(error("没有选文件", "选一个或几个文件，或者把它们拖到虚线框里"))
        if len(sent) > MOST_FILES:
            raise UsageError(error(f"一次最多 {MOST_FILES} 个文件，这里有 {len(sent)} 个", "压缩成一个包再放"))
        self._folder = tempfile.TemporaryDirectory(dir=_folder(), ignore_cleanup_errors=True)
        self.paths: Sequence[Path] = [
            _laid(Path(self._folder.name) / str(number), one.filename or "", one.stream.read())
            for number, one in enumerate(sent)
        ]


@cache
def _folder() -> Path:
    return held_folder(UPLOADS)


def _laid(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder of its own. Of its name only the last part is taken, without what means a path."""
    folder.mkdir()
    path = folder / safe_name_of_file(name)
    path.write_bytes(content)
    return path


def safe_name_of_file(name: str) -> str:
    """A browser's name for a file as a name that no system reads as a path; its ending stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    return f"{safe_name(stem)}.{safe_name(ending)}" if dot else safe_name(last)
