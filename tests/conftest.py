"""A workspace to work in, the 97 documents built once, and what a reader sees of a Word file."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import cli
from generators.dossier.dossier import Dossier
from generators.dossier.load import Loaded, load
from generators.workspace.workspace import Workspace

ROOT = Path(__file__).parent.parent
NOTICE = "2013-open-government"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make_workspace(folder: Path) -> Path:
    """A workspace with the content and templates of the repository and nothing built."""
    own = shutil.ignore_patterns("__pycache__", "*.py", "returns", "issued")
    shutil.copytree(ROOT / "content", folder / "content", ignore=own)
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=own)
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


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the tool's own records."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".duban" not in path.parts
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "工作区")


@pytest.fixture
def notice_file(workspace: Path) -> Path:
    return workspace / "content" / NOTICE / "notice.yaml"


@pytest.fixture
def duban(workspace: Path) -> Callable[..., Result]:
    """Runs a command in the workspace."""
    return lambda *arguments: CliRunner().invoke(cli.cli, ["-C", str(workspace), *arguments])


@pytest.fixture
def edit(notice_file: Path) -> Callable[[str, str], None]:
    """Replaces words that stand in notice.yaml exactly once."""

    def replace(old: str, new: str) -> None:
        text = notice_file.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        notice_file.write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the 2013 notice, built once. Not to be changed by a test."""
    folder = make_workspace(tmp_path_factory.mktemp("built") / "工作区")
    result = CliRunner().invoke(cli.cli, ["-C", str(folder), "build"])
    assert result.exit_code == 0, result.output
    return folder / "output" / NOTICE


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of the 2013 notice."""
    loaded = load_workspace(make_workspace(tmp_path_factory.mktemp("dossier") / "工作区"))
    assert loaded.dossier is not None
    return loaded.dossier


pytest_plugins = ["playing"]
