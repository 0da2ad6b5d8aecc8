"""What an import writes behind a line for a person to check, and lines of a later import that get it."""

from __future__ import annotations

REMARK = "  # 请核对："


def with_remarks(text: str, before: str, made: str) -> str:
    """A content file in which lines that are new since `before` carry the remarks that an import made behind them."""
    marked = (line for line in made.splitlines() if REMARK in line)
    remarks = {_bare(line[: line.index(REMARK)]): line[line.index(REMARK) :] for line in marked}
    known = set(map(_bare, before.splitlines()))
    return "".join(_marked(line, remarks, known) for line in text.splitlines(keepends=True))


def _marked(line: str, remarks: dict[str, str], known: set[str]) -> str:
    bare, words = _bare(line), line.rstrip()
    return line if bare in known or bare not in remarks else f"{words}{remarks[bare]}{line[len(words) :]}"


def _bare(line: str) -> str:
    """A line without the place where it stands in the file."""
    return line.strip("- \r\n")
