"""docs/modules.md: every module by room, with the first sentence of its docstring.

Write it anew, from the repository: python tests/support/module_page.py
"""

from __future__ import annotations

import ast
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "modules.md"
_HEAD = """# Modules

Every module by room, in its own words; `docs/architecture.md` tells how they hang together. Made by
`python tests/support/module_page.py`.
"""


def module_page() -> str:
    """The whole page."""
    files = sorted((ROOT / "generators").rglob("*.py"), key=lambda file: (file.parent, file.name))
    rooms = (_room(folder, list(inside)) for folder, inside in groupby(files, key=lambda file: file.parent))
    return "\n".join([_HEAD, *(line for room in rooms for line in room)])


def _room(folder: Path, files: list[Path]) -> list[str]:
    about = _summary(folder / "__init__.py")
    rows = [f"| `{file.name}` | {_summary(file)} |" for file in files if file.name != "__init__.py"]
    return [f"## {folder.relative_to(ROOT).as_posix()}/", "", about, "", "| module | |", "|---|---|", *rows, ""]


def _summary(file: Path) -> str:
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(module_page(), "utf-8")
