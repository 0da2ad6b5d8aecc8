"""Files that the page offers. A browser names a file by a key from a listing, and never by a path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, abort, send_file

from generators.page.security import settings
from generators.workspace.files import FOLDER, digest_of

files = Blueprint("files", __name__)
_OFFERED = ("output/**/*", "templates/**/*", "content/*/returns/原件/*")
_SHOWN = {".png": "image/png"}  # everything else is downloaded, and never opened in the page


def key_of(path: str) -> str:
    """The key of a file by its path in the workspace, with forward slashes."""
    return digest_of(path.encode("utf-8"))[:20]


def offered(root: Path) -> Iterator[str]:
    """The paths in the workspace of all files that may be looked at."""
    for pattern in _OFFERED:
        for path in sorted(root.glob(pattern)):
            relative = path.relative_to(root)
            if FOLDER not in relative.parts and not path.name.startswith((".", "~")) and path.is_file():
                yield relative.as_posix()


def found(key: str) -> Path:
    """The file of a key. Answers 404 where there is none, or where it lies elsewhere through a link."""
    root = settings().root
    file = next(((root / path).resolve() for path in offered(root) if key_of(path) == key), None)
    return file if file and file.is_relative_to(root.resolve()) else abort(404)


@files.get("/file/<key>")
def file(key: str) -> Response:
    """A file, shown where it is a picture, else downloaded under its own name."""
    path = found(key)
    kind = _SHOWN.get(path.suffix.lower())
    return send_file(path, kind or "application/octet-stream", as_attachment=kind is None, download_name=path.name)
