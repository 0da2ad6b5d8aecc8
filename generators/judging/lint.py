"""Mistakes in the tags of a Word template, with their places. The only module that imports docxtpl_lint.

docxtpl_lint checks blocks, docxtpl's own prefixes and the names of fields. What a clerk types by mistake and it takes
for plain text (one brace for two, full-width braces) is found here; our own tags stand as expressions while it reads.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from generators.judging.blocks import blank_lines
from generators.judging.fields import LOOP, misused, unknown_field
from generators.judging.slips import Paragraph
from generators.judging.tag_letters import KEYWORDS
from generators.plan import Fields
from generators.problems import Place, Problem, error, warning
from generators.word.final_text import with_final_text
from generators.word.package import write_parts
from generators.word.parts import main_part, text_parts
from generators.word.xml import PARSER, qualified

if TYPE_CHECKING:
    from docxtpl_lint import Issue

_PREFIX = re.compile(r"\{%(p|tr|tc|r)?\s")

# What docxtpl_lint found -> message and hint. {…} are its own parameters; {end} and {one} are ours.
_SENTENCES = {
    "DTL001": ("标记没有用 {close} 收尾", "在后面补上 {close}"),
    "DTL002": ("一个标记写成了两段", "把整个标记写在同一段里"),
    "DTL101": ("这个 {kw} 没有结束", "在它管的内容后面补上 {end}"),
    "DTL102": ("前面没有与它成对的开头", "补上开头的 {{% for %}} 或 {{% if %}}，或者删掉它"),
    "DTL104": ("没有“{name}”这种处理", "去掉竖线“|”和它后面的词"),
    "DTL105": ("没有“is {name}”这种判断", "去掉 is 和它后面的词"),
    "DTL106": ("“{name}”只在循环里有，这里已经在循环外面", "移到 {{% endfor %}} 的前面"),
    "DTL201": ("带前缀的标记里不能有 % 和 }}", "换一种写法，不用这两个符号"),
    "DTL202": ("百分号和 {prefix} 之间不能有空格", "写成 {{%{prefix} … %}}"),
    "DTL203": ("带 {prefix} 的标记只能写在表格里", "在表格外面用 {{%p … %}}"),
    "DTL204": ("它的开头是 {open_raw}，前缀不同", "开头和结尾写同样的前缀"),
    "DTL205": ("它的开头在另一个表格里", "把 {open_raw} 和 {close_raw} 放进同一个表格"),
    "DTL206": ("{open_raw} 和它写在了表格的同一行", "让两个标记各占一行"),
    "DTL207": ("它的开头不在表格的同一行", "把 {open_raw} 和 {close_raw} 放进同一行"),
    "DTL208": ("这个标记只能写在表格的单元格里", "移到单元格的开头，或者删掉它"),
    "DTL209": ("这个标记要独占{one}，旁边的“{rest}”印不出来", "把旁边的内容移到另外{one}"),
    "DTL210": ("{open_raw} 和它写在了同一段", "让两个标记各占一段，或者都不写前缀 p"),
    "DTL306": ("“{path}”不是一列，不能这样处理", "去掉竖线“|”和它后面的词"),
    "DTL307": ("这样写印出来是空的", "写成 {{{{ {path} }}}}"),
}
_ONE = {"paragraph": "一段", "table row": "一行", "table cell": "一格"}

# What Jinja says of a tag -> message and hint. \1 is what it names.
_SYNTAX = (
    (r"got '='", "比较是不是相等，要写两个等号", "把 = 改成 =="),
    (r"expected token 'in'", "for 的写法不对", "写成 {% for 项 in 任务 %}"),
    (r"Expected an expression", "标记里少写了内容", "写成 {{ 字段 }} 或 {% if 字段 %}"),
    (r"unexpected char '(.+?)' at", r"标记里不能有“\1”", "改成半角的标点，或者去掉"),
    (r"statement block', got 'if'", "else 后面不能写 if", "写成 {% elif 条件 %}"),
    (r"expected token 'end of .*', got '(.+?)'", r"标记里多了“\1”", "一个标记里只写一个字段或一个条件"),
)


def tag_problems(parts: Mapping[str, bytes], file: str, fields: Fields | None = None) -> list[Problem]:
    """Every mistake in the tags of a template's final text; its parts must be well-formed XML.

    `fields` is an example of the kind's fields, each list with one entry that has all keys; None where the kind is not
    known, and fields are not checked then.
    """
    prepared, texts = dict[str, bytes](), dict[str, list[str]]()
    shown: dict[str, str] = {}
    problems: list[Problem] = []
    parts = with_final_text(parts)
    for name, part in _names_for_linter(parts).items():
        root = etree.fromstring(parts[part], PARSER)
        paragraphs = [Paragraph(element) for element in root.iter(qualified("p"))]
        texts[name] = [paragraph.meant for paragraph in paragraphs]
        problems += blank_lines([(paragraph.element, paragraph.meant) for paragraph in paragraphs], file)
        for paragraph in paragraphs:
            problems += paragraph.slips(file)
            shown |= paragraph.prepare()
        prepared[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    found = list(_Linted(file, texts, shown, fields).problems(prepared))
    if fields is not None and not found:
        found = [problem for name in texts for problem in misused(texts[name], file, fields)]
    return list(dict.fromkeys([*problems, *found]))


def _names_for_linter(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts with text by names under which docxtpl_lint, which goes by names, reads all of them."""
    main, others = main_part(parts), (part for part in text_parts(parts) if part != main_part(parts))
    return {"word/document.xml": main} | {f"word/header{n}.xml": part for n, part in enumerate(others, 1)}


class _Linted:
    """What docxtpl_lint finds, as problems with the words that a clerk sees in Word."""

    def __init__(
        self, file: str, texts: Mapping[str, Sequence[str]], shown: Mapping[str, str], fields: Fields | None
    ) -> None:
        self._file, self._texts, self._shown, self._fields = file, texts, shown, fields
        self._loop_names = {loop[1] for part in texts.values() for text in part for loop in LOOP.finditer(text)}

    def problems(self, prepared: Mapping[str, bytes]) -> Iterator[Problem]:
        """A problem for each finding that is one for us: our rendering escapes text and knows no schema."""
        from docxtpl_lint import lint

        for issue in lint(write_parts(prepared), self._fields, autoescape=True, ignore=("DTL005", "DTL302")).issues:
            sentence = self._sentence(issue)
            if sentence:
                as_problem = warning if issue.rule == "DTL002" else error  # that one is mended while rendering
                yield as_problem(*sentence, Place(self._file, nearby=self._nearby(issue)))

    def _sentence(self, issue: Issue) -> tuple[str, str] | None:
        if issue.rule == "DTL301":
            path = str(issue.params["path"]).replace("[*]", "[]")
            return None if self._is_a_loop_name(path) else unknown_field(path, self._fields or {})
        if issue.rule == "DTL103":
            return _syntax_sentence(str(issue.params["msg"]))
        if issue.rule not in _SENTENCES:
            return "标记写错了", "核对拼写、括号和引号"
        params = {name: self._shown.get(value, value) for name, value in issue.params.items()}
        prefix = _PREFIX.match(issue.snippet)
        params["end"] = f"{{%{(prefix and prefix[1]) or ''} end{params.get('kw', '')} %}}"
        params["one"] = _ONE.get(str(params.get("unit")), "")
        message, hint = _SENTENCES[issue.rule]
        return message.format(**params), hint.format(**params)

    def _is_a_loop_name(self, path: str) -> bool:
        """Whether a path begins with a loop's variable, which docxtpl_lint does not resolve in a broken template."""
        root = re.split(r"[.\[]", path, maxsplit=1)[0]
        return root in self._loop_names | {"loop"} and root not in (self._fields or {})

    def _nearby(self, issue: Issue) -> str | None:
        """The tag; where it stands there several times, with its cell or the words before it."""
        name = {"body": "document"}.get(issue.location.part, issue.location.part)
        part = self._texts.get(f"word/{name}.xml", ())
        tag = self._shown.get(issue.snippet, issue.snippet)
        paragraph = part[issue.location.paragraph - 1] if 0 < issue.location.paragraph <= len(part) else ""
        if tag not in paragraph:  # it runs on into the next paragraphs
            tag = paragraph[paragraph.rfind(tag[:2]) :][:30]
        if issue.rule == "DTL001" or sum(text.count(tag) for text in part) < 2:
            return tag or None
        if issue.location.cells:
            cell = issue.location.cells[-1]
            return f"表{cell.table}第{cell.row}行第{cell.col}格 {tag}"
        before = [text for text in part[: issue.location.paragraph - 1] if text.strip() and text.strip() != tag]
        return f"{before[-1].strip()[-20:]} {tag}" if before else tag


def _syntax_sentence(message: str) -> tuple[str, str]:
    unknown = re.match(r"Encountered unknown tag '(.+?)'", message)
    if unknown:
        glued = re.fullmatch(r"(tr|tc|p|r)(for|endfor|if|elif|else|endif)", unknown[1])
        near = difflib.get_close_matches(unknown[1], KEYWORDS, 1)
        if glued:
            return "前缀后面少了空格", f"写成 {{%{glued[1]} {glued[2]} … %}}"
        return f"没有“{unknown[1]}”这种标记", f"是不是“{near[0]}”？" if near else f"可用：{'、'.join(KEYWORDS)}"
    for pattern, sentence, hint in _SYNTAX:
        found = re.search(pattern, message)
        if found:
            return found.expand(sentence), hint
    return "标记写错了", "核对拼写、括号和引号"
