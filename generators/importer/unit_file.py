"""departments.yaml with the units that a notice brings: added behind those that are there, with 序号 and 类别."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from generators.dossier.units import UnitList
from generators.importer.people import People
from generators.importer.yaml_text import flow
from generators.problems import refused

_LOCAL = re.compile(
    r"(?:省|市|县|区|州|盟|旗|镇|乡|街道|兵团|地区)(?:人民政府|政府|党委|办事处)?$|[一-龥]{2,}政府$|管委会$|管理委员会$|开发区$|新区$|园区$"
)
_STANDING = {"国务院部门": [], "省级政府": "地方", "区县": "地方", "乡镇": "地方", "地方政府": "地方"}
_HEAD = """# yaml-language-server: $schema=departments.schema.json
# 单位名录：按正式排序。序号写定后不再改动，新单位取中间的数（如 45），已有文件名就不会变。
# 名称是行文时的称谓，简称用于表格（与名称相同可不写），别名是正文里还可能出现的叫法。
"""


class NewUnit(NamedTuple):
    """A unit to be added."""

    number: int
    name: str
    short: str
    category: str
    sure: bool

    def line(self) -> str:
        """Its entry."""
        entry = {"序号": str(self.number), "名称": self.name}
        if self.short != self.name:
            entry["简称"] = self.short
        remark = "" if self.sure else "  # 请核对：是不是单位，名称对不对"
        return f"- {flow({**entry, '类别': self.category})}{remark}"


def new_units(people: People) -> list[NewUnit]:
    """The units that a notice names and departments.yaml does not have, in the order in which they were met."""
    last = max((unit.number for unit in people.units), default=0)
    first = last // 10 * 10 + 10
    return [
        NewUnit(first + index * 10, name, _short(name), people.category(local=bool(_LOCAL.search(name))), sure)
        for index, (name, sure) in enumerate(people.met.items())
    ]


# The key alone, or with an empty list: what stands in the same line could not be added to.
_UNITS = re.compile(r"""["']?单位["']?[ ]*:[ ]*(\[[ ]*\])?[ ]*(#.*)?$""")


def _short(name: str) -> str:
    return re.sub("(?<=[省市县区州旗镇乡])人民政府$", "", name)


def with_units(text: str, units: Iterable[NewUnit], known: UnitList) -> str:
    """The text of departments.yaml with units added; all else in it stays. An empty text begins a new file.

    Raises ContentError where the units do not stand one a line under 单位, so that no line can be put behind them.
    """
    units = list(units)
    if not text.strip():
        text = f"{_HEAD}单位: []\n"
    if not units:
        return text
    lines = text.rstrip("\n").split("\n")
    start = _start(lines)
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"[^\s#\-]", lines[i])), len(lines))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    entries = [line for line in lines[start + 1 : end] if re.match(r"\s*- ", line)]
    indent = re.match(r"\s*", entries[0])[0] if entries else "  "  # type: ignore[index]
    lines[start] = re.sub(r":\s*\[\s*\]", ":", lines[start])
    lines[end:end] = [indent + unit.line() for unit in units]
    return "\n".join(_with_categories(lines, units, known)) + "\n"


def _with_categories(lines: list[str], units: list[NewUnit], known: UnitList) -> list[str]:
    """The lines with the 类别 of local governments that departments.yaml must name, unless they are there."""
    there = {unit.category for unit in known}
    wanted = dict.fromkeys(
        unit.category for unit in units if _STANDING.get(unit.category) and unit.category not in there
    )
    new = [f"  - {flow({'名称': name, '归入': '地方'})}" for name in wanted]
    if not new:
        return lines
    at = next((index for index, line in enumerate(lines) if re.match("类别[ ]*:", line)), -1)
    if at >= 0:
        return [*lines[: at + 1], *new, *lines[at + 1 :]]
    start = _start(lines)
    return [*lines[:start], "类别:", *new, *lines[start:]]


def _start(lines: list[str]) -> int:
    """The line of 单位, below which the units stand one a line. Raises ContentError where they do not."""
    start = next((index for index, line in enumerate(lines) if _UNITS.match(line)), -1)
    if start < 0:
        hint = "把“单位:”写在行首，下面每个单位一行，前面加“- ”，再导入"
        raise refused("content/departments.yaml", "单位名录的写法特别，加不进新的单位", hint)
    return start
