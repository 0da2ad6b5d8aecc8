"""A workspace to work in, and all documents of the 2013 notice built once."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from support.files import NOTICE, load_workspace, make_workspace
from support.remembered import remember
from support.returns import Returned, lay_return
from support.shared import once

import cli
from generators.dossier.dossier import Dossier

# A loaded machine is no fault of the code; the same examples in every run, so that a change is judged by itself.
# New examples are looked for by hand: pytest --hypothesis-profile=search.
settings.register_profile("duban", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("duban")
SLOW = {"duban", "built_workspace", "cycle", "alone", "on_paper"}  # fixtures that run a command, or need one run


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks as quick what neither runs a command nor LibreOffice nor says that it is slow.

    Where workers share the tests, modules of slow ones begin: none starts with a test of many seconds when the others
    have come to an end.
    """
    long = {item.path for item in items if any(item.iter_markers("libreoffice")) or any(item.iter_markers("slow"))}
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if not asked & SLOW and not any(item.iter_markers("libreoffice")) and not any(item.iter_markers("slow")):
            item.add_marker(pytest.mark.quick)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Thousands of collected tests are not looked through again by every later collection of garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "工作区")


@pytest.fixture
def output(workspace: Path) -> Path:
    """The output folder of the 2013 notice."""
    return workspace / "output" / NOTICE


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


@pytest.fixture
def returned(workspace: Path) -> Returned:
    """Lays what a unit has returned into the workspace: lines of YAML, or keys with their values."""
    return partial(lay_return, workspace)


@pytest.fixture(scope="session", autouse=True)
def remembered() -> Iterator[None]:
    """The same content is read once in a run, the same plan made once, and the same document rendered once."""
    with pytest.MonkeyPatch.context() as patch:
        remember(patch)
        yield


@pytest.fixture(scope="session")
def built_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with all documents of the 2013 notice, built once. Not to be changed by a test."""

    def build(folder: Path) -> None:
        result = CliRunner().invoke(cli.cli, ["-C", str(make_workspace(folder / "工作区")), "build"])
        assert result.exit_code == 0, result.output

    return once(tmp_path_factory, "built", build) / "工作区"


@pytest.fixture(scope="session")
def built(built_workspace: Path) -> Path:
    """The output folder of the 2013 notice, built once. Not to be changed by a test."""
    return built_workspace / "output" / NOTICE


@pytest.fixture
def made(workspace: Path, built: Path) -> Path:
    """The output folder of a workspace in which all documents were just built; a test may change it."""
    shutil.copytree(built.parent, workspace / "output")
    return workspace / "output" / NOTICE


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of the 2013 notice."""
    loaded = load_workspace(make_workspace(tmp_path_factory.mktemp("dossier") / "工作区"))
    assert loaded.dossier is not None
    return loaded.dossier


pytest_plugins = ["support.effects", "support.form_reading", "support.guide", "support.on_paper", "support.playing"]
