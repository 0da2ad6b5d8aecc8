"""Changes one thing at a time in modules that decide about facts and files, and counts what the tests notice.

    python tests/mutation.py [MODULE ...] [--share N] [--seed N]

MODULE is a name of TESTS, all where none is given; N of a hundred mutants are tried, chosen by the seed. A mutant is
killed when a test of the module's list fails. Prints every survivor with its line, and the share of the killed ones;
those in EQUIVALENT, which no test can notice, are left out. Works on a copy of the project. No part of CI: it takes
minutes a module.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Module -> the tests that hold it, the quickest first.
TESTS = {
    "outputs/decide": ["tests/outputs/test_decide.py", "tests/outputs"],
    "outputs/writer": ["tests/outputs/test_writer.py", "tests/outputs", "tests/comparing/test_changes.py"],
    "workspace/undo": ["tests/workspace", "tests/comparing/test_changes.py", "tests/packing/test_pack.py"],
    "workspace/manifest": ["tests/workspace", "tests/outputs/test_writer.py", "tests/outputs", "tests/comparing"],
    "word/package": [
        "tests/intake/test_zips.py",
        "tests/word",
        "tests/forms",
        "tests/intake",
        "tests/office/test_preview.py",
    ],
    "comparing/evidence": ["tests/comparing/test_paragraphs.py", "tests/comparing"],
    "comparing/walking": ["tests/comparing/test_facts.py", "tests/comparing"],
    "comparing/differences": ["tests/comparing/test_facts.py", "tests/comparing"],
    "kinds/notice": ["tests/kinds", "tests/office/test_pages.py"],
}
# Mutants that change nothing that can be seen: (module, line as it stands after the change).
EQUIVALENT: set[tuple[str, str]] = set()
_SECONDS = 900
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


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, that line as it reads after one change, and the whole module with it."""
    tree = ast.parse(source)
    untouched = set()
    for node in ast.walk(tree):
        for body in (getattr(node, "body", None),):
            if (
                isinstance(body, list)
                and body
                and isinstance(body[0], ast.Expr)
                and isinstance(body[0].value, ast.Constant)
            ):
                untouched.add(id(body[0].value))  # a docstring
        untouched.add(id(getattr(node, "msg", None)))  # what an assertion says
        if isinstance(node, ast.JoinedStr | ast.FunctionDef | ast.AnnAssign | ast.Import | ast.ImportFrom):
            kept = [*node.decorator_list, node.returns] if isinstance(node, ast.FunctionDef) else [node]
            kept = [node.annotation] if isinstance(node, ast.AnnAssign) else kept
            untouched |= {
                id(inner) for one in kept if one for inner in ast.walk(one) if isinstance(inner, ast.Constant)
            }
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
                    yield node.lineno, ast.unparse(ast.fix_missing_locations(new)).split("\n")[0], ast.unparse(tree)
                    if at is None:
                        setattr(parent, name, node)
                    else:
                        value[at] = node


def is_killed(project: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", "-p", "no:cacheprovider", "-m", "not libreoffice"]
    there = [test for test in tests if (project / test).exists()]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is not changed is compiled once for all mutants
    try:
        ran = subprocess.run([*command, *there], cwd=project, env=environment, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return ran.returncode == 1 or ran.returncode == 2


def main(modules: list[str], share: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "duban"
        shutil.copytree(
            ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", "output", "__pycache__", ".hypothesis")
        )
        killed = tried = 0
        for module in modules:
            path = project / "generators" / f"{module}.py"
            source = path.read_text("utf-8")
            chosen = random.Random(seed)
            found = [one for one in mutants(source) if chosen.randrange(100) < share]
            assert not is_killed(project, TESTS[module]), f"the tests of {module} fail without any change"
            for line, words, text in found:
                if (module, words) in EQUIVALENT:
                    continue
                path.write_text(text, "utf-8")
                tried += 1
                if is_killed(project, TESTS[module]):
                    killed += 1
                else:
                    print(f"{module}.py:{line} survives as: {words}", flush=True)
            path.write_text(source, "utf-8")
            print(f"{module}: so far {killed} of {tried} killed", flush=True)
    print(f"{killed} of {tried} killed, {100 * killed / max(tried, 1):.1f} %")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("modules", nargs="*", choices=[[], *TESTS], default=[])
    arguments.add_argument("--share", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=2013)
    given = arguments.parse_args()
    main(given.modules or list(TESTS), given.share, given.seed)
