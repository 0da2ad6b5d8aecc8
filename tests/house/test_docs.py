"""The documents of the project cannot lie: commands run, fields are fresh, every command stands in the guide."""

from __future__ import annotations

import ast
import re
import shlex
import string
from pathlib import Path

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner
from support.files import ROOT

import cli
from generators.dossier.returns import Return
from generators.dossier.validation import model_keys, read_source, validate
from generators.locale import FOLDER
from generators.reference import reference

README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_every_command_of_the_guide_runs_in_the_order_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [line for block in blocks("console") for line in block.splitlines()]
    assert commands[0].startswith("duban new ")
    for command in commands:
        name, *arguments = shlex.split(command)
        assert name == "duban"
        result = CliRunner().invoke(cli.cli, arguments)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        if arguments[0] == "new":
            monkeypatch.chdir(tmp_path / arguments[1])
    made = [path for path in (tmp_path / "公开工作" / "output").rglob("*.docx") if path.parents[2].name == "output"]
    assert (
        len([path for path in made if "通报" not in path.name and path.parent.name != "打包"]) == 97 - 3
    )  # those for everybody lie one folder up


def test_every_command_stands_in_the_guide() -> None:
    assert [name for name in cli.cli.commands if f"duban {name}" not in README] == []


def test_the_readme_opens_with_two_commands() -> None:
    install, test = blocks("sh")
    assert install.strip().endswith("duban build") and test.strip().endswith("pytest")


def test_the_return_in_the_guide_is_read() -> None:
    (example,) = blocks("yaml")
    content, problems = validate(Return, read_source(example.encode(), "省财政厅.yaml", Return))
    assert content is not None and problems == []
    assert set(re.findall(r"(\w+): ", example)) <= model_keys(Return)


def test_the_page_of_fields_is_fresh() -> None:
    fresh = (ROOT / "docs" / "templates.md").read_text("utf-8")
    assert fresh == reference(), "run: python -m generators.reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
    assert [link for link in links if not (page.parent / link).exists()] == []
    paths = re.findall(r"`((?:generators|templates|content|docs|tests|\.ci)/[\w./-]+\.\w+)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def click_texts() -> dict[str, str]:
    """Every text that the installed click translates: its id, and its plural id (empty where it has none)."""
    found = {}
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if texts:
                    found[texts[0]] = texts[1] if node.func.id == "ngettext" else ""
    return found


def catalogue(file: Path) -> dict[str, str]:
    """A catalogue's texts: id -> translation, the first form of each where there are plurals."""
    with file.open("rb") as opened:
        messages = [message for message in (read_po if file.suffix == ".po" else read_mo)(opened) if message.id]
    return {one(message.id): one(message.string) for message in messages}


def one(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


MESSAGES = FOLDER / "zh_CN" / "LC_MESSAGES" / "messages.mo"


def test_every_text_of_the_installed_click_is_translated() -> None:
    known, texts = catalogue(MESSAGES), click_texts()
    assert len(texts) > 50
    assert sorted(set(texts) - set(known)) == []
    for text, plural in texts.items():
        given = {name for _, name, _, _ in string.Formatter().parse(text + plural) if name}
        used = {name for _, name, _, _ in string.Formatter().parse(known[text]) if name}
        assert used <= given, text


def test_the_compiled_catalogue_is_fresh() -> None:
    assert catalogue(MESSAGES) == catalogue(MESSAGES.with_suffix(".po")), "run: python -m generators.locale"
