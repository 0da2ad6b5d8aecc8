"""The documents of the project cannot lie: commands run, fields are fresh, every command stands in the guide."""

from __future__ import annotations

import ast
import re
import shutil
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import Result
from support.files import DOCUMENTS, ROOT
from support.guide import CHAPTERS, GUIDE, INDEX, GuideRun, blocks
from support.module_page import PAGE, module_page

import cli
from generators.dossier.returns import Return
from generators.dossier.validation import model_keys, read_source, validate
from generators.field_meanings import CHART, MEANINGS, key_of
from generators.kinds import all_kinds
from generators.locale import FOLDER
from generators.plan import Kind
from generators.reference import Field, fields_of, reference

README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_index_of_the_guide_lists_every_page() -> None:
    assert sorted([INDEX, *CHAPTERS]) == sorted(INDEX.parent.glob("*.md"))


@pytest.mark.slow
def test_every_command_of_the_guide_runs_in_the_order_given(guide_run: GuideRun) -> None:
    assert guide_run.commands[0].startswith("duban new ")
    made = [path for path in (guide_run.workspace / "output").rglob("*.docx") if path.parents[2].name == "output"]
    assert (
        len([path for path in made if "通报" not in path.name and path.parent.name != "打包"]) == DOCUMENTS - 3
    )  # those for everybody lie one folder up


def test_every_command_stands_in_the_guide() -> None:
    assert [name for name in cli.cli.commands if f"duban {name}" not in GUIDE] == []


def test_every_page_of_the_guide_says_first_what_one_gets() -> None:
    for page in CHAPTERS:
        assert re.match(r"# .+\n\n\*\*得到什么\*\*：", page.read_text("utf-8")), page.name


def test_the_readme_gives_two_commands_and_names_no_unknown_one() -> None:
    assert README.count("\n") <= 100
    install, test = blocks("sh", README)
    assert install.strip().endswith("duban build") and test.strip().endswith("pytest")
    assert set(re.findall(r"`duban ([\w-]+)", README)) <= set(cli.cli.commands)


def test_the_lines_of_the_readme_make_the_documents_it_counts(workspace: Path, duban: Callable[..., Result]) -> None:
    (lines,) = blocks("yaml", README)
    assert lines.count("\n") == 13 and "## Thirteen lines, seven documents" in README
    (workspace / "content" / "公开").mkdir()
    (workspace / "content" / "公开" / "notice.yaml").write_text(lines, "utf-8")
    result = duban("build", "公开")
    assert result.exit_code == 0 and "错误" not in result.output and "警告" not in result.output, result.output
    assert len(list((workspace / "output" / "公开").rglob("*.docx"))) == 7


def test_the_screen_of_the_readme_is_what_build_reports_after_the_edit(
    built: Path, edit: Callable[[str, str], None], duban: Callable[..., Result], workspace: Path
) -> None:
    shutil.copytree(built.parent, workspace / "output")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    (screen,) = blocks("text", README)
    reported = duban("build").output
    assert [line for line in screen.splitlines() if line not in reported.splitlines()] == []


def test_the_return_in_the_guide_is_read() -> None:
    (example,) = blocks("yaml", GUIDE)
    content, problems = validate(Return, read_source(example.encode(), "省财政厅.yaml", Return))
    assert content is not None and problems == []
    assert set(re.findall(r"(\w+): ", example)) <= model_keys(Return)


def test_the_page_of_fields_is_fresh() -> None:
    fresh = (ROOT / "docs" / "templates.md").read_text("utf-8")
    assert fresh == reference(), "run: python -m generators.reference"


def test_the_page_of_modules_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == module_page(), "run: python tests/support/module_page.py"


def test_every_field_has_a_meaning_and_no_meaning_is_left_over() -> None:
    used = {key_of(kind.title, path) for kind in all_kinds() if kind.suffix == ".docx" for path in paths(kind)}
    assert sorted(set(MEANINGS) - used) == []
    for meaning in MEANINGS.values():
        assert meaning and len(meaning) <= 30


def paths(kind: Kind) -> Iterator[tuple[str, ...]]:
    """The path of every field of a kind's template, a chart's own data left out."""

    def below(field: Field, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name, inner in field.below.items():
            yield (*above, name)
            if not MEANINGS[key_of(kind.title, (*above, name))].startswith(CHART):
                yield from below(inner, (*above, name))

    return below(fields_of(kind), ())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
    assert [link for link in links if not (page.parent / link).exists()] == []
    paths = re.findall(r"`((?:generators|templates|content|docs|tests|\.ci)/[\w./-]+\.\w+)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_what_the_architecture_locates_in_a_room_stands_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    sections = re.findall(r"^### ([a-z, ]+):.*\n((?:(?!#).*\n)+)", text, re.MULTILINE)
    assert len(sections) > 5
    for rooms, table in sections:
        files = {path.name for room in rooms.split(", ") for path in (ROOT / "generators" / room).iterdir()}
        assert [name for name in re.findall(r"`(\w+\.py)`", table) if name not in files] == [], rooms
    paths = re.findall(r"`((?!generators|templates|content|docs|tests)\w+/\w+\.py)`", text)
    assert [path for path in paths if not (ROOT / "generators" / path).exists()] == []


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
