"""Changes one thing at a time in modules that decide about facts and files, and counts what the tests notice.

    python tests/mutation.py [MODULE ...] [--share N] [--seed N]

MODULE is a name of TESTS, all where none is given; N of a hundred mutants are tried, chosen by the seed. A mutant is
killed when a test of the module's list fails. Slow tests are left out, so that a mutant takes a second; they may
notice more. Prints every survivor with its line, and the share of the killed ones; those in
EQUIVALENT are left out, and so are the words of docstrings, assertions and f-strings. Works on a copy of the project.
No part of CI: it takes minutes a module.
"""

from __future__ import annotations

import argparse
import ast
import copy
import io
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import cache_from_source
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_PAGE_ENDS = [
    "tests/typesetting/test_page_planning.py",
    "tests/kinds/test_notice_page_end.py",
    "tests/kinds/test_notice_fields.py",
]
# Module -> the tests that hold it, the quickest first.
TESTS = {
    "outputs/decide": ["tests/outputs/test_decide.py", "tests/outputs/test_finished.py"],
    "outputs/writer": ["tests/outputs/test_writer.py", "tests/outputs/test_digest_records.py"],
    "workspace/undo": ["tests/workspace"],
    "workspace/manifest": ["tests/workspace/test_manifest.py", "tests/outputs/test_writer.py"],
    "word/package": ["tests/word/test_parts.py", "tests/word/test_package.py", "tests/intake/test_zips.py"],
    "word/file_types": ["tests/word/test_file_types.py"],
    "word/core_properties": ["tests/word/test_parts.py", "tests/word/test_render.py"],
    "comparing/differences": [
        "tests/comparing/test_differences.py",
        "tests/comparing/test_facts.py",
        "tests/comparing/test_evidence.py",
    ],
    "comparing/evidence": ["tests/comparing/test_evidence.py", "tests/comparing/test_paragraphs.py"],
    "comparing/walking": [
        "tests/comparing/test_walking.py",
        "tests/comparing/test_facts.py",
        "tests/comparing/test_paragraphs.py",
    ],
    "typesetting/lines": [*_PAGE_ENDS, "tests/ground/test_ground.py"],
    "typesetting/page_end": _PAGE_ENDS,
    "typesetting/paragraphs": _PAGE_ENDS,
    "typesetting/first_page": _PAGE_ENDS,
    "typesetting/table_pages": ["tests/typesetting/test_table_pages.py"],
    "typesetting/titles": ["tests/typesetting/test_titles.py"],
    "kinds/notice": [
        "tests/kinds/test_notice_fields.py",
        "tests/kinds/test_notice_page_end.py",
        "tests/dossier/test_attached_files.py",
    ],
}
# Mutants that no test should notice: (module, statement as it stands after the change) -> why.
_CLOSED = "a closed file differs on Windows alone"
_BOUND = "bounds how much is shown or read, no fact"
_AGAIN = "finds out once more what it knows"
_EQUAL = "both are of one length"
_POWER = "differs after a loss of power alone"
_RACE = "differs where another process removes the file meanwhile"
_NUMBER = "the number of an error that nobody reads"
EQUIVALENT = {
    ("workspace/manifest", "pass # self._announced.close()"): _CLOSED,
    ("workspace/manifest", "pass # journal.close()"): _CLOSED,
    ("workspace/undo", "pass # self._added.close()"): _CLOSED,
    ("workspace/undo", "self._is_alone = False"): _AGAIN,
    ("workspace/undo", "self._begun = False"): _AGAIN,
    ("workspace/undo", "write_atomically(path, content, durable=False)"): _POWER,
    ("workspace/undo", "kept.unlink(missing_ok=False)"): _RACE,
    ("workspace/undo", "raise OSError(1, 'what was kept is damaged')"): _NUMBER,
    ("comparing/differences", "before, after = (one.value for one in (old, new))"): "an order is always a tuple",
    ("comparing/differences", "for text, part in zip((old, new), parts, strict=False):"): _EQUAL,
    (
        "comparing/differences",
        "figures = zip(before.prints, after.prints, strict=False) if before and after and kind.is_figure else ()",
    ): _EQUAL,
    (
        "comparing/differences",
        "return [one for one, is_repeated in zip(differences, repeated, strict=False) if not is_repeated]",
    ): _EQUAL,
    (
        "comparing/differences",
        "wholes = ((whole, *about[1:end]) for whole in kind.part_of for end in range(2, len(about) + 2))",
    ): "asks for the last one twice",
    (
        "comparing/differences",
        "return tuple((name for name, other in zip(*stayed, strict=True) if name != other))",
    ): _EQUAL,
    (
        "kinds/notice",
        "VARIANTS = dict(zip(('文件', '信函', '命令', '纪要'), ('', *NOTICE.variants), strict=False))",
    ): _EQUAL,
    ("comparing/differences", "_MOST_SHOWN = 25"): _BOUND,
    ("comparing/differences", "_BESIDE = 3"): _BOUND,
    ("word/package", "_MOST_BYTES = 200000001"): _BOUND,
    ("word/package", "parser = expat.ParserCreate(namespace_separator='')"): "no name is looked at",
    ("word/package", "pass # continue"): "the loop goes on by itself",
    (
        "word/package",
        "return {name: content for name, (_, content) in zip(names, _inflated(package, infos), strict=False)}",
    ): _EQUAL,
    ("word/package", "pieces, size = (list[bytes](), 1)"): _BOUND,
    ("word/package", "if not info.flag_bits & 2049:"): "differs for a locked file alone, which is refused",
    ("word/package", "_MOST_XML = 20000001"): _BOUND,
    ("word/package", "_MOST_FILES = 5001"): _BOUND,
    ("word/package", "_PIECE = 1000001"): _BOUND,
    ("word/package", "if len(infos) >= _MOST_FILES:"): _BOUND,
    ("word/package", "if len(package.namelist()) >= _MOST_FILES:"): _BOUND,
    ("word/package", "if size >= most:"): _BOUND,
}
_MARKED = "not slow and not libreoffice"
_SECONDS = 60
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt},
    **{ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In},
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv}


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """What can stand in the place of a node."""
    new = copy.deepcopy(node)
    match new:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            new.ops = [_COMPARED[type(op)]()]
            yield new
        case ast.BoolOp(op=op):
            new.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield new
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(op=op) if type(op) in _COMPUTED and not isinstance(new.left, (ast.Constant, ast.JoinedStr)):
            new.op = _COMPUTED[type(op)]()
            yield new
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if value:
            yield ast.Constant("")
        case ast.IfExp():
            yield new.body
            yield new.orelse
        case ast.If() | ast.While():
            new.test = ast.UnaryOp(ast.Not(), new.test)
            yield new
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case (
            ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Continue() | ast.Break()
        ):
            yield ast.Pass()


def _untouched(tree: ast.Module) -> set[int]:
    """The nodes that are only words for people, or types: of docstrings, assertions, f-strings, annotations; and decorators."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                found.add(id(docstring))
            case ast.Assert(msg=ast.expr() as message):
                found |= {id(inner) for inner in ast.walk(message)}
            case ast.JoinedStr() | ast.Import() | ast.ImportFrom():
                found |= _constants(node)
            case ast.AnnAssign(annotation=annotation):
                found |= _constants(annotation)
            case ast.FunctionDef(decorator_list=decorators, returns=returned):
                found |= {one for part in (*decorators, returned) if part for one in _constants(part)}
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                found.add(id(node))
            case ast.ClassDef(decorator_list=decorators):  # frozen: mypy holds it
                found |= {one for part in decorators for one in _constants(part)}
    return found


def _constants(node: ast.AST) -> set[int]:
    return {id(inner) for inner in ast.walk(node) if isinstance(inner, ast.Constant)}


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, its statement as it reads after one change, and the whole module with it."""
    tree = ast.parse(source)
    statements = ast.unparse(tree).split("\n")
    untouched = _untouched(tree)
    for parent in list(ast.walk(tree)):
        for name, value in ast.iter_fields(parent):
            for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if not isinstance(node, ast.AST) or id(node) in untouched or not hasattr(node, "lineno"):
                    continue
                for new in changed(node):
                    ast.copy_location(new, node)
                    if at is None:
                        setattr(parent, name, new)
                    else:
                        value[at] = new
                    text = ast.unparse(ast.fix_missing_locations(tree))
                    differ = (pair for pair in zip(statements, text.split("\n"), strict=False) if pair[0] != pair[1])
                    was, now = next(differ, ("", ""))
                    yield node.lineno, f"{now.strip()} # {was.strip()}" if now.strip() == "pass" else now.strip(), text
                    if at is None:
                        setattr(parent, name, node)
                    else:
                        value[at] = node


def warm_up(project: Path, tests: list[str]) -> None:
    """Import what the tests use from elsewhere, and compile what does not change, once for all mutants."""
    sys.path.insert(0, str(project))
    os.chdir(project)
    os.environ["PYTHONPATH"] = str(project)
    with redirect_stdout(io.StringIO()):
        pytest.main(["-n0", "--collect-only", "-p", "no:cacheprovider", "-m", _MARKED, *tests])
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(project)):
            del sys.modules[name]
    sys.dont_write_bytecode = True  # or two mutants of one second and one size would be taken for each other
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def is_killed(tests: list[str]) -> bool:
    """Whether a test of these files fails, or takes more than a minute of the processor."""
    sys.stdout.flush()
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    signal.alarm(_SECONDS * 10)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest.main(["-n0", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", _MARKED, *tests]))


def main(modules: list[str], share: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "duban"
        shutil.copytree(
            ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", "output", "__pycache__", ".hypothesis")
        )
        warm_up(project, [test for module in modules for test in TESTS[module]])
        killed = tried = 0
        for module in modules:
            path = project / "generators" / f"{module}.py"
            Path(cache_from_source(str(path))).unlink(missing_ok=True)
            source = path.read_text("utf-8")
            chosen = random.Random(seed)
            found = [one for one in mutants(source) if chosen.randrange(100) < share]
            assert not is_killed(TESTS[module]), f"the tests of {module} fail without any change"
            of_module = Counter[bool | None]()
            for line, words, text in found:
                if (module, words) in EQUIVALENT:
                    of_module[None] += 1
                    continue
                path.write_text(text, "utf-8")
                was_killed = is_killed(TESTS[module])
                of_module[was_killed] += 1
                if not was_killed:
                    print(f"{module}.py:{line} survives as: {words}", flush=True)
            path.write_text(source, "utf-8")
            killed += of_module[True]
            tried += of_module[True] + of_module[False]
            print(
                f"{module}: {of_module[True]} of {of_module[True] + of_module[False]} killed, "
                f"{of_module[None]} equivalent; so far {killed} of {tried}",
                flush=True,
            )
    print(f"{killed} of {tried} killed, {100 * killed / max(tried, 1):.1f} %")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("modules", nargs="*", choices=[[], *TESTS], default=[])
    arguments.add_argument("--share", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=2013)
    given = arguments.parse_args()
    main(given.modules or list(TESTS), given.share, given.seed)
