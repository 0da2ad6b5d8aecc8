"""What an import writes behind a line for a person to check, and lines of a later import that get it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

REMARK = "  # 请核对："


class Remark(NamedTuple):
    """A place for a person to look at: its line in a content file, the name that stands there, what to look at."""

    file: str
    line: int
    name: str
    words: str

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行：{f'“{self.name}”' if self.name else ''}{self.words}"


def remarks_in(text: str, file: str, before: str = "") -> Iterator[Remark]:
    """The remarks in a content file, without those of lines that it had `before`."""
    known = set(before.splitlines())
    for number, line in enumerate(text.splitlines(), 1):
        if REMARK in line and line not in known:
            name = re.search(r"序号: .*?名称: ([^,}]+)", line)
            yield Remark(file, number, name[1].strip() if name else "", line[line.index(REMARK) + len(REMARK) :])


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
