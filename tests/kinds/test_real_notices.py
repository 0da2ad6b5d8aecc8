"""Four notices of the State Council's office, typed as content: each whole in its Word notice, all kinds built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.files import make_workspace, text_of

import cli
from generators.characters import without_whitespace

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[1] / "data" / "notices"
OLD_DATE = ("二〇〇四年八月十二日", "2004年8月12日")  # since 2012 the standard asks for digits (7.3.5.4)
NAMES = sorted(path.name for path in DATA.iterdir())


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def workspace(name: str, tmp_path: Path) -> Path:
    """A workspace whose only notice is the one typed."""
    made = make_workspace(tmp_path / "工作区")
    for path in (made / "content").glob("*/notice.yaml"):
        path.unlink()
        path.parent.rename(made / "content" / name)
    for file, at in (("notice.yaml", name), ("departments.yaml", "")):
        (made / "content" / at / file).write_text((DATA / name / file).read_text("utf-8"), "utf-8")
    return made


@pytest.fixture
def run(workspace: Path) -> Callable[..., Result]:
    def command(*arguments: str) -> Result:
        return CliRunner().invoke(cli.cli, ["-C", str(workspace), *arguments], catch_exceptions=False)

    return command


def test_a_real_notice_is_whole_and_every_kind_of_document_is_made(
    workspace: Path, run: Callable[..., Result], name: str
) -> None:
    result = run("build")
    assert result.exit_code == 0, result.output
    made = without_whitespace(text_of(workspace / "output" / name / f"{name}-通知.docx"))
    source = (DATA / name / "source.txt").read_text("utf-8").replace(*OLD_DATE)
    title, text = source.split("\n\n", 1)
    for line in title.splitlines():
        assert without_whitespace(line) in made
    for paragraph in text.splitlines():
        assert without_whitespace(paragraph) in made, paragraph
    assert without_whitespace(text) in made
    for command in ("reminders", "circular"):
        assert run(command, "--on", "2019-12-30").exit_code == 0
    assert run("report-forms-excel").exit_code == 0
