"""Common slips in YAML, each with a Chinese message, because PyYAML's messages do not help a clerk.

`repair` also mends them in a copy, so that the faults behind them can be reported in the same run; the clerk's file
is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import yaml

from generators.problems import Place, Problem, error, warning

_INDENT = re.compile(r"[ \t\u3000\u00a0]*")
_KEY = re.compile(r"( *(?:- +)*)(\w+)( ?)([：:])(\s*)")
_KEY_IN_FLOW = re.compile(r"([{,] *)(\w+)：\s*")
_QUOTED = re.compile(r"""( *(?:- +)*(?:\w+: +)?)(["'])(.*)$""")
_BLOCK_SCALAR = re.compile(r"[:\-] +[|>][+-]?\d?\s*$")


def repair(text: str, file: str, keys: Collection[str], blank: str = "  ") -> tuple[str, list[Problem]]:
    """Mend every known slip in a text; returns the mended text and a problem for each slip.

    `keys` are the words that can be keys, `blank` is what a full-width blank in an indent stands for.
    """
    mending = _Mending(text.split("\n"), file, keys, blank)
    mending.mend()
    return "\n".join(mending.lines), mending.problems


class _Mending:
    """One pass over the lines of a file, each mended in place with its problems noted at their columns."""

    def __init__(self, lines: list[str], file: str, keys: Collection[str], blank: str) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self._file = file
        self._keys = keys
        self._blank = blank

    def mend(self) -> None:
        literal_under: int | None = None  # the indent of the key whose | or > text is being passed over
        for index, line in enumerate(self.lines):
            indent = len(_indent(line))
            if literal_under is not None and (not line.strip() or indent > literal_under):
                continue
            literal_under = indent if _BLOCK_SCALAR.search(line) else None
            if line.strip() and not line.lstrip().startswith("#"):
                for step in (self._mend_indent, self._mend_colon, self._mend_flow, self._mend_dash, self._mend_quote):
                    self.lines[index] = step(index, self.lines[index])

    def _note(self, index: int, column: int, message: str, hint: str) -> None:
        self.problems.append(error(message, hint, Place(self._file, index + 1, column + 1)))

    def _mend_indent(self, index: int, line: str) -> str:
        indent = _indent(line)
        if not indent.strip(" "):
            return line
        column = len(indent) - len(indent.lstrip(" "))
        what = "制表符（Tab 键）" if "\t" in indent else "全角空格"
        self._note(index, column, f"行首用了{what}", "改成半角空格，每级两个")
        blanks = {ord("\t"): "  ", ord("\u3000"): self._blank, ord("\u00a0"): " "}
        return indent.translate(blanks) + line[len(indent) :]

    def _mend_colon(self, index: int, line: str) -> str:
        found = _KEY.match(line)
        if not found or found[2] not in self._keys:
            return line
        rest = line[found.end() :]
        if found[4] == "：":
            self._note(index, found.start(4), "冒号是全角“：”", "改成半角“: ”，后面空一格")
        elif rest and not found[5]:
            self._note(index, found.start(4), "冒号后面没有空格", "在“:”后面空一格")
        else:
            return line
        return f"{found[1]}{found[2]}: {rest}"

    def _mend_flow(self, index: int, line: str) -> str:
        def mended(found: re.Match[str]) -> str:
            if found[2] not in self._keys:
                return found[0]
            self._note(index, found.end(2), "冒号是全角“：”", "改成半角“: ”，后面空一格")
            return f"{found[1]}{found[2]}: "

        brace = re.search(r": *｛", line)
        if brace:
            self._note(index, brace.end() - 1, "花括号是全角的", "改成半角的 { }")
            line = line.translate({ord("｛"): "{", ord("｝"): "}"})
        comma = re.search(r"\]\s*，", line)
        if comma and "{" in line[: comma.start()]:
            self._note(index, comma.end() - 1, "逗号是全角“，”", "改成半角“, ”")
            line = f"{line[: comma.end() - 1]}, {line[comma.end() :]}"
        return _KEY_IN_FLOW.sub(mended, line)

    def _mend_dash(self, index: int, line: str) -> str:
        """A line that stands among list items of its own indent without being one, nor a key."""
        before = next((other for other in reversed(self.lines[:index]) if other.strip()), "")
        is_among_items = before.lstrip().startswith("- ") and ": " not in before
        if (
            not is_among_items
            or len(_indent(before)) != len(_indent(line))
            or line.lstrip().startswith("- ")
            or ":" in line
        ):
            return line
        wrong = re.match(r"\s*([-－—–·•])\s*", line)
        if wrong:
            message, hint = f"列表项前面的“{wrong[1]}”写得不对", "改成“- ”（半角减号加一个空格）"
        else:
            message, hint = "少了列表项前面的“- ”", "在行首补上“- ”（半角减号加一个空格）"
        self._note(index, len(_indent(line)), message, hint)
        return f"{_indent(line)}- {line[wrong.end() :] if wrong else line.lstrip()}"

    def _mend_quote(self, index: int, line: str) -> str:
        """A quote that the line does not close, where what follows is another item or key."""
        found = _QUOTED.match(line)
        if not found or found[2] in found[3].replace("\\" + found[2], "") or not self._ends_at(index):
            return line
        self._note(index, found.start(2), "引号没有关上", f"在这一行末尾补上 {found[2]}，或去掉开头的 {found[2]}")
        return line + found[2]

    def _ends_at(self, index: int) -> bool:
        after = next((other for other in self.lines[index + 1 :] if other.strip()), "")
        found = _KEY.match(after)
        return not after or after.lstrip().startswith("- ") or bool(found and found[2] in self._keys)


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found.group() if found else ""


# (words in PyYAML's message, whether the place is where the construct began instead of where it failed, message, hint)
_MESSAGES = (
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
    (
        r"mapping values",
        False,
        "这里多了一个冒号",
        "值里面有“: ”时，给整个值加上英文双引号；或检查上一行是否写完、上面是否漏了一行“键:”",
    ),
    (r"found '<scalar>' after bracket", False, "括号后面还有字", "值以“[”或“{{”开头时，给整个值加英文双引号"),
    (r"found '<scalar>'", False, "引号后面还有字", "句子里的引号用中文“”，或去掉包住开头几个字的英文引号"),
    (r"block collection", False, "少了“- ”，或者缩进没有对齐", "列表的每一项都以“- ”开头，左边对齐"),
    (r"block mapping", False, "缩进没有对齐，或者少了“- ”", "同一级的键左边对齐，每级两个半角空格"),
    (r"single document", False, "文件里有第二份内容（“---”分隔线）", "删掉“---”这一行"),
    (r"block scalar", False, "“>”“|”不能作一个值的开头", "给整个值加上英文双引号"),
    (r"unknown escape|escape sequence", False, "双引号里不能有“\\”", "把“\\”改成“/”，或改用英文单引号"),
    (r"indentation", False, "缩进不对", "每级两个半角空格"),
)


def explain(fault: yaml.YAMLError, text: str, file: str) -> Problem:
    """PyYAML's error as a Chinese problem with its place; `text` is what was parsed."""
    if isinstance(fault, yaml.reader.ReaderError):
        before = text[: fault.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return error("文字里有看不见的控制字符", "删掉后重新输入这几个字", place)
    assert isinstance(fault, yaml.MarkedYAMLError)
    answer = f"{fault.context} {fault.problem}"
    if fault.problem_mark and text[: fault.problem_mark.index].rstrip(" ").endswith(("]", "}")):
        answer += " after bracket"
    for pattern, at_start, message, hint in _MESSAGES:
        found = re.search(pattern, answer)
        if found:
            mark = (at_start and fault.context_mark) or fault.problem_mark or fault.context_mark
            return error(message.format(*found.groups()), hint.format(), _at(mark, file))
    return error("这里不符合 YAML 的写法", "对照示例检查冒号、空格和缩进", _at(fault.problem_mark, file))


def _at(mark: yaml.Mark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)


def swallowed(text: str, file: str) -> list[Problem]:
    """Warnings for text that YAML takes for a comment, probably against the clerk's intention: “…公开 #1号…”."""
    hint = "要保留这些字，给整个值加英文双引号；确是注释，就在“#”前空两格、后空一格"
    return [
        warning("“ #”后面的字被当作注释，没有读入", hint, Place(file, number, found.start() + 2))
        for number, line in enumerate(text.splitlines(), 1)
        if not line.lstrip().startswith("#") and (found := re.search(r"\S #(?=\S)", line))
    ]


def torn(place: Place) -> Problem:
    """The error for a plain value of several lines, which YAML would join with blanks."""
    hint = "下一行若是另一项，行首补“- ”；若是同一段话，接成一行"
    return error("这一项占了几行，会被并成一项", hint, place)
