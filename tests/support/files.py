"""Workspaces to work in, and what a reader sees of a Word file."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import docx
from lxml import etree

from generators.dossier.load import Loaded, load
from generators.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
NOTICE = "2013-open-government"
DOCUMENTS = 97  # of the 2013 notice, as `build` makes them; .ci/run reads this line
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make_workspace(folder: Path) -> Path:
    """A workspace with the content and templates of the repository and nothing built."""
    left_out = shutil.ignore_patterns("__pycache__", "*.py", "returns", "issued")
    shutil.copytree(ROOT / "content", folder / "content", ignore=left_out)
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=left_out)
    return folder


def load_workspace(folder: Path) -> Loaded:
    """The content of a workspace's only notice."""
    workspace = Workspace(folder)
    return load(workspace.content_files(workspace.choose(None)))


def paragraphs_of(docx: Path) -> list[str]:
    """The text of every paragraph of the body, table cells included, in document order."""
    root = etree.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def text_of(docx: Path) -> str:
    """All text of the body."""
    return "\n".join(paragraphs_of(docx))


def tables_of(docx: Path) -> list[list[list[str]]]:
    """Every table as rows of cell texts."""
    root = etree.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    return [
        [
            ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in root.iter(f"{W}tbl")
    ]


def by_hand(path: Path, words: str = "手工加的一句") -> bytes:
    """Somebody adds a sentence in Word: the file as it was saved."""
    document = docx.Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))
    return path.read_bytes()


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the tool's own records."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".duban" not in path.parts
    }
