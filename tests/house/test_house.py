"""The house in order: who may import whom, no circle, small files, every kind with its template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support.files import DOCUMENTS, ROOT

from generators.kinds import all_kinds

TESTS = sorted((ROOT / "tests").rglob("*.py"))
ROOMS_OF_TESTS = {"tests", *(path.stem for path in TESTS if path.parent.name not in ("support", "benchmarks"))}
FILES = [ROOT / "cli.py", *sorted((ROOT / "generators").rglob("*.py"))]
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}

# The only modules that may import a library (a whole package's name stands for all its modules).
OWNERS = {
    "ruamel": {"generators.intake.return_yaml"},
    "click": {"cli", "generators.console", "generators.commands"},
    "yaml": {"generators.dossier.source", "generators.dossier.slips", "generators.editing"},
    "pydantic": {"generators.dossier", "generators.judging.layout"},
    "docx": {"generators.judging.pages", "generators.forms.cells"},
    "rdocx": {"generators.word.redline"},
    "docxtpl": {"generators.word.render"},
    "docxtpl_lint": {"generators.judging.lint"},
    "jinja2": {"generators.word.render", "generators.word.environment", "generators.word.bounds"},
    "lxml": {"generators.word", "generators.forms", "generators.judging", "generators.proposing"},
    "zipfile": {"generators.word.package", "generators.word.file_types"},
    "openpyxl": {"generators.excel"},
    "filelock": {"generators.workspace.lock"},
    "chinese_calendar": {"generators.dossier.workdays"},
    "undoc": {"generators.office.old_word"},
    "olefile": {"generators.office.old_text", "generators.excel.old_workbook"},
    "python_calamine": {"generators.excel.old_workbook"},
    "mammoth": {"generators.office.words"},
    "pypdfium2": {"generators.office.pictures"},
    "PIL": set(),  # 15 MB to write a picture: `office.png` does it
    "flask": {"generators.page"},
    "werkzeug": {"generators.page"},
    "waitress": {"generators.page.server"},
    "socket": {"generators.page.server"},
    "getpass": set(),  # who works here, and on what computer, stands in no document
    "platform": set(),
    "webbrowser": {"generators.commands.computer"},
    "subprocess": {"generators.office.libreoffice", "generators.office.guard"},
}
GROUND = {
    *("generators.problems", "generators.dates", "generators.wording", "generators.typesetting", "generators.plan"),
    *(
        "generators.locale",
        "generators.submission",
        "generators.characters",
        "generators.encodings",
        "generators.file_names",
        "generators.periods",
    ),
}
# What each room may import of the project, beside the ground and itself. Arrows point downward: no room that stands
# below another one may import it.
MAY_IMPORT = {
    "generators.dossier": set(),
    "generators.word": set(),
    "generators.forms": {"generators.word"},
    "generators.judging": {"generators.word"},
    "generators.proposing": {"generators.word"},
    "generators.comparing": {"generators.dossier"},
    "generators.summary": {
        *(
            "generators.dossier.tally",
            "generators.dossier.phrases",
            "generators.dossier.lead_phrases",
            "generators.dossier.stock_answers",
        ),
        "generators.dossier.unit_words",
    },
    "generators.kinds": {
        *(
            "generators.dossier.phrases",
            "generators.dossier.lead_phrases",
            "generators.dossier.tally",
            "generators.dossier.status",
        ),
        *("generators.dossier.imprint", "generators.dossier.item_fields", "generators.dossier.unit_words"),
        *("generators.dossier.printed_body", "generators.dossier.printed_texts", "generators.dossier.task_tables"),
        "generators.summary",
    },
    "generators.workspace": {"generators.dossier.content_files", "generators.excel.table", "generators.word.finished"},
    "generators.office": {"generators.word.core_properties", "generators.word.package", "generators.word.parts"},
    "generators.excel": {
        *("generators.word.core_properties", "generators.word.file_types", "generators.word.package"),
        *(
            "generators.word.parts",
            "generators.dossier.phrases",
            "generators.dossier.lead_phrases",
            "generators.dossier.tally",
        ),
        *("generators.dossier.task_key", "generators.dossier.content_files"),
    },
    "generators.field_meanings": {"generators.dossier.source"},
    "generators.reference": {
        *("generators.dossier", "generators.field_meanings", "generators.kinds"),
    },
    "generators.examples": {"generators.reference"},
    "generators.outputs": {
        *("generators.dossier", "generators.comparing", "generators.kinds", "generators.word"),
        *("generators.workspace", "generators.office", "generators.excel.form", "generators.report"),
    },
    "generators.opening": {"generators.dossier", "generators.kinds", "generators.workspace"},
    "generators.report": set(),
    "generators.packing": {
        *("generators.dossier", "generators.kinds", "generators.word", "generators.workspace", "generators.office"),
        "generators.outputs",
    },
    "generators.intake": {
        *("generators.dossier", "generators.forms", "generators.excel"),
        *("generators.word.file_types", "generators.word.package"),
        *("generators.workspace", "generators.office", "generators.outputs"),
    },
    "generators.importer": {
        *("generators.dossier", "generators.kinds", "generators.forms.cells"),
        *("generators.word.file_types", "generators.word.package"),
        *("generators.excel.open_workbook", "generators.excel.old_workbook"),
        *("generators.office.old_word", "generators.office.pictures", "generators.office.apart"),
    },
    "generators.editing": {"generators.dossier"},
    "generators.verbs": {
        *("generators.dossier", "generators.comparing", "generators.kinds", "generators.word", "generators.judging"),
        *("generators.workspace", "generators.report", "generators.office", "generators.excel"),
        *("generators.outputs", "generators.packing", "generators.intake", "generators.opening"),
        *("generators.importer", "generators.examples", "generators.editing", "generators.proposing"),
    },
    # It calls verbs and shows their reports; the listings of the workspace are its own look at the disk.
    "generators.page": {
        *("generators.verbs", "generators.report", "generators.workspace", "generators.kinds"),
        "generators.outputs.run",
    },
    "generators.commands": {
        *("generators.console", "generators.kinds", "generators.verbs"),
        *("generators.report", "generators.workspace", "generators.dossier.load", "generators.page"),
    },
}


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text_of(path))))


def imports(path: Path, *, types_too: bool = True) -> Iterator[str]:
    apart: set[ast.AST] = set()
    if not types_too:
        guards = (one for one in nodes(path) if isinstance(one, ast.If) and "TYPE_CHECKING" in ast.dump(one.test))
        apart = {inner for guard in guards for statement in guard.body for inner in ast.walk(statement)}
    for node in nodes(path):
        if node in apart:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{a.name}" for a in node.names if f"{node.module}.{a.name}" in MODULES)


def within(module: str, rooms: set[str]) -> bool:
    return any(module == room or module.startswith(room + ".") for room in rooms)


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_only_by_its_owner(module: str) -> None:
    for name in imports(MODULES[module]):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or within(module, owners), f"{module} imports {name}"


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("generators")])
def test_a_room_imports_only_what_it_may(module: str) -> None:
    room = next((room for room in MAY_IMPORT if within(module, {room})), "")
    allowed = MAY_IMPORT.get(room, set()) | ({room} if room and room != "generators.kinds" else set()) | GROUND
    for name in imports(MODULES[module], types_too=False):
        if name.startswith("generators."):
            assert within(name, allowed) or name == room, f"{module} imports {name}"


def test_nothing_imports_in_a_circle() -> None:
    graph = {name: {n for n in imports(path) if n in MODULES} for name, path in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join([*above[above.index(name) :], name])
        if name not in done:
            for other in graph[name]:
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("module", MODULES)
def test_files_and_functions_stay_small(module: str) -> None:
    assert text_of(MODULES[module]).count("\n") <= 300
    for node in nodes(MODULES[module]):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 46, f"{module}.{node.name}"


@pytest.mark.parametrize("module", MODULES)
def test_names_of_functions_and_classes_are_terms_of_the_field(module: str) -> None:
    vague = {"told", "tell", "tells", "said", "say", "says", "saying", "sayings", "heard"}  # reported, stated, message
    for node in nodes(MODULES[module]):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            words = re.findall("[A-Z]?[a-z]+", node.name)
            assert not vague & {word.lower() for word in words}, f"{module}.{node.name}"


def test_the_terminal_and_the_clock_are_only_in_the_command_line() -> None:
    for module, path in MODULES.items():
        text = text_of(path)
        if module not in ("cli", "generators.console", "generators.office.guard"):  # the last is a script of its own
            assert not re.findall(r"\bprint\(|sys\.argv|today\(\)|now\(\)|time\.time", text), module


def test_what_is_said_on_the_terminal_can_be_said_in_gbk() -> None:
    for path in MODULES.values():
        for node in nodes(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("[一-龥]", node.value):
                node.value.encode("gbk")


def test_no_kind_is_known_by_name_outside_its_own_module() -> None:
    for kind in all_kinds()[1:]:  # “notice” is also the word for what everything is about
        allowed = {"generators.kinds", f"generators.kinds.{kind.name.replace('-', '_')}"}
        for module, path in MODULES.items():
            assert module in allowed or f'"{kind.name}"' not in text_of(path), f"{module} names {kind.name}"


def test_a_test_takes_what_it_shares_from_support() -> None:
    for path in TESTS:
        shared = {name.split(".")[0] for name in imports(path)} & {*ROOMS_OF_TESTS, "conftest"}
        assert shared == set(), f"{path.name} imports {shared}"
    fixture = re.compile(r"^def returned\(", re.MULTILINE)
    assert [path.name for path in TESTS if fixture.search(text_of(path))] == ["conftest.py"]


def test_no_document_that_somebody_made_is_left_in_the_root() -> None:
    assert [path.name for path in ROOT.iterdir() if path.suffix in (".docx", ".xlsx", ".pdf", ".zip", ".png")] == []


def test_the_number_of_documents_is_written_once() -> None:
    texts = {path: text_of(path) for path in [*TESTS, ROOT / ".ci" / "run"]}
    written = [path.name for path, text in texts.items() for _ in re.findall(rf"(?<!\.)\b{DOCUMENTS}\b", text)]
    assert written == ["files.py"]


def test_every_kind_has_its_template_and_its_tests() -> None:
    tests = "".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))
    for kind in all_kinds():
        assert kind.suffix != ".docx" or (ROOT / "templates" / kind.template()).is_file()
        assert kind.title in tests, kind.title
    assert {path.name for path in (ROOT / "templates").glob("*.docx")} == {
        kind.template(variant) for kind in all_kinds() if kind.suffix == ".docx" for variant in ("", *kind.variants)
    }
