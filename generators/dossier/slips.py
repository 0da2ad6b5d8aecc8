"""Clerks' slips that YAML answers in riddles, each with its own sentence.

`repair` also mends them in a copy, so that the faults behind them can be reported in the same run; the clerk's file
is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import yaml

from generators.problems import Place, Problem, error

_INDENT = re.compile(r"[ \t\u3000\u00a0]*")
_KEY = re.compile(r"( *(?:- +)*)(\w+)( ?)([：:])(\s*)")
_KEY_IN_FLOW = re.compile(r"([{,] *)(\w+)：\s*")
_QUOTED = re.compile(r"""( *(?:- +)*(?:\w+: +)?)(["'])(.*)$""")
_BLOCK_SCALAR = re.compile(r"[:\-] +[|>][+-]?\d?\s*$")


def repair(text: str, file: str, keys: Collection[str]) -> tuple[str, list[Problem]]:
    """The text with every known slip mended, and a problem for each. `keys` are the words that can be keys."""
    lines = text.split("\n")
    problems: list[Problem] = []
    literal_under: int | None = None
    for index, line in enumerate(lines):
        indent = _indent(line)
        if literal_under is not None and (not line.strip() or len(indent) > literal_under):
            continue
        literal_under = len(indent) if _BLOCK_SCALAR.search(line) else None
        if line.strip() and not line.lstrip().startswith("#"):
            lines[index] = _mended(lines, index, Place(file, index + 1), keys, problems)
    return "\n".join(lines), problems


def _mended(lines: list[str], index: int, place: Place, keys: Collection[str], problems: list[Problem]) -> str:
    """One line mended, its problems noted at their columns."""

    def note(column: int, message: str, hint: str) -> None:
        problems.append(error(message, hint, Place(place.file, place.line, column + 1)))

    line = lines[index]
    indent = _indent(line)
    if indent.strip(" "):
        column = len(indent) - len(indent.lstrip(" "))
        what = "制表符（Tab 键）" if "\t" in indent else "全角空格"
        note(column, f"行首用了{what}", "改成半角空格，每级两个")
        line = re.sub("[\t\u3000]", "  ", indent).replace("\u00a0", " ") + line[len(indent) :]
    found = _KEY.match(line)
    if found and found[2] in keys and (found[4] == "：" or (not found[5] and line[found.end() :])):
        full_width = found[4] == "："
        note(
            found.start(4),
            "冒号是全角“：”" if full_width else "冒号后面没有空格",
            "改成半角“: ”，后面空一格" if full_width else "在“:”后面空一格",
        )
        line = f"{found[1]}{found[2]}: {line[found.end() :]}"
    for found in _KEY_IN_FLOW.finditer(line):
        if found[2] in keys:
            note(found.end(2), "冒号是全角“：”", "改成半角“: ”，后面空一格")
    line = _KEY_IN_FLOW.sub(lambda m: f"{m[1]}{m[2]}: " if m[2] in keys else m[0], line)
    if _lacks_dash(lines, index, line):
        note(len(_indent(line)), "少了列表项前面的“- ”", "在行首补上“- ”（减号加一个空格）")
        line = f"{_indent(line)}- {line.lstrip()}"
    found = _QUOTED.match(line)
    if found and found[2] not in found[3].replace("\\" + found[2], "") and _ends_here(lines, index, keys):
        note(found.start(2), "引号没有关上", f"在这一行末尾补上 {found[2]}，或去掉开头的 {found[2]}")
        line += found[2]
    return line


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found.group() if found else ""


def _lacks_dash(lines: list[str], index: int, line: str) -> bool:
    """Whether the line stands among list items of its own indent without being one, nor a key."""
    if line.lstrip().startswith("-") or ":" in line or not index:
        return False
    before = next((other for other in reversed(lines[:index]) if other.strip()), "")
    return before.lstrip().startswith("- ") and len(_indent(before)) == len(_indent(line)) and ": " not in before


def _ends_here(lines: list[str], index: int, keys: Collection[str]) -> bool:
    """Whether what follows is another item or key, so that a quoted text cannot go on into it."""
    after = next((other for other in lines[index + 1 :] if other.strip()), "")
    found = _KEY.match(after)
    return not after or after.lstrip().startswith("- ") or bool(found and found[2] in keys)


# (words in PyYAML's answer, whether to point at where it began instead of where it noticed, message, hint)
_ANSWERS = (
    (r"scanning a quoted scalar", True, "引号没有关上", "补上另一半引号；句子里的引号用中文“”"),
    (r"character '\\t'", False, "这里用了制表符（Tab 键）", "改成半角空格"),
    (r"found character '(.)'", False, "“{0}”不能作一个值的开头", "给整个值加上英文双引号"),
    (r"alias|anchor", False, "“*”“&”不能作一个值的开头", "给整个值加上英文双引号"),
    (r"expected ',' or '\]'", True, "方括号没有关上", "在末尾补上“]”，各项之间用半角逗号"),
    (r"expected ',' or '\}'", True, "花括号没有关上", "在末尾补上“}}”，各项之间用半角逗号"),
    (r"flow (sequence|mapping|node)", True, "方括号或花括号没有写完", "检查“[ ]”“{{ }}”是否成对"),
    (
        r"could not find expected ':'",
        True,
        "这一行不是“键: 值”，也不是“- ”开头的一项",
        "缺冒号就补上“: ”；是列表的一项就在行首补“- ”；是上一行没写完就接到上一行",
    ),
    (r"mapping values", False, "这里多了一个冒号", "值里面有“: ”时，给整个值加上英文双引号；或检查上一行是否写完"),
    (r"found '<scalar>'", False, "引号后面还有字", "句子里的引号用中文“”，或去掉包住开头几个字的英文引号"),
    (r"block collection", False, "少了“- ”，或者缩进没有对齐", "列表的每一项都以“- ”开头，左边对齐"),
    (r"block mapping", False, "缩进没有对齐，或者少了“- ”", "同一级的键左边对齐，每级两个半角空格"),
    (r"single document", False, "文件里有第二份内容（“---”分隔线）", "删掉“---”这一行"),
    (r"indentation|block scalar", False, "缩进不对", "每级两个半角空格"),
)


def explain(fault: yaml.YAMLError, text: str, file: str) -> Problem:
    """PyYAML's answer as one Chinese sentence at its place."""
    if isinstance(fault, yaml.reader.ReaderError):
        before = text[: fault.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return error("文字里有看不见的控制字符", "删掉后重新输入这几个字", place)
    assert isinstance(fault, yaml.MarkedYAMLError)
    answer = f"{fault.context} {fault.problem}"
    for pattern, at_start, message, hint in _ANSWERS:
        found = re.search(pattern, answer)
        if found:
            mark = (at_start and fault.context_mark) or fault.problem_mark or fault.context_mark
            return error(message.format(*found.groups()), hint.format(), _at(mark, file))
    return error("这里不符合 YAML 的写法", "对照示例检查冒号、空格和缩进", _at(fault.problem_mark, file))


def _at(mark: yaml.Mark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)


def torn(place: Place) -> Problem:
    """Several lines that YAML would join into one value, with blanks between."""
    hint = "下一行若是另一项，行首补“- ”；若是同一段话，接成一行"
    return error("这一项占了几行，会被并成一项", hint, place)
