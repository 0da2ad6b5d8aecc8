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

from generators.plan import Fields, FieldValue
from generators.problems import Place, Problem, error, warning
from generators.word.package import write_parts
from generators.word.parts import main_part, text_parts
from generators.word.tags import OWN_TAGS
from generators.word.xml import PARSER, own_texts, qualified

if TYPE_CHECKING:
    from docxtpl_lint import Issue

_KEYWORDS = ("for", "endfor", "if", "elif", "else", "endif", "vm", *OWN_TAGS)

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_OWN_TAG = re.compile(rf"\{{%p?\s*({'|'.join(OWN_TAGS)})(?:\s+(.*?))?\s*%\}}")
_STANDS_FOR = "{{  (%s)  }}"  # an own tag while docxtpl_lint reads; nobody types these blanks
_WIDE = re.compile(r"([{｛])([{｛%％])(.*?)([}｝%％])([}｝])")
_NARROW = str.maketrans("｛｝％", "{}%")
_ONE_BRACE = re.compile(r"(?<!\{)\{(?![{%#])([^{}]{1,80})\}{1,2}")
_STRAY_END = re.compile(r"\}\}|%\}|(?<=\0)\}")
_LOOP = re.compile(r"\{%(?:p|tr|tc)?-?\s*for\s+(\w+)\s+in\s+([\w.]+)?")
_END_OF_LOOP = re.compile(r"\{%(?:p|tr|tc)?-?\s*endfor")
_PRINTED = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_PREFIX = re.compile(r"\{%(p|tr|tc|r)?\s")
_VISIBLE = {"rStyle", "rFonts", "b", "i", "u", "strike", "em", "color", "highlight", "sz", "vertAlign"}

# What docxtpl_lint found -> message and hint. {…} are its own parameters; {end} and {one} are ours.
_SENTENCES = {
    "DTL001": ("标记没有用 {close} 收尾", "在后面补上 {close}"),
    "DTL002": ("一个标记写成了两段", "把整个标记写在同一段里"),
    "DTL003": ("修订里删掉的标记还会起作用", "在“审阅”里接受或拒绝全部修订，再存一次"),
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
    """Every mistake in the tags of a template's parts, which must be well-formed XML.

    `fields` is an example of the kind's fields, each list with one entry that has all keys; None where the kind is not
    known, and fields are not checked then.
    """
    prepared, texts = dict[str, bytes](), dict[str, list[str]]()
    shown: dict[str, str] = {}
    problems: list[Problem] = []
    for name, part in _names_for_linter(parts).items():
        root = etree.fromstring(parts[part], PARSER)
        paragraphs = [_Paragraph(element) for element in root.iter(qualified("p"))]
        texts[name] = [paragraph.text for paragraph in paragraphs]
        for paragraph in paragraphs:
            problems += paragraph.slips(file)
            shown |= paragraph.prepare()
        prepared[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    found = list(_Linted(file, texts, shown, fields).problems(prepared))
    if fields is not None and not found:
        found = [problem for name in texts for problem in _misused(texts[name], file, fields)]
    return list(dict.fromkeys([*problems, *found]))


def _names_for_linter(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts with text by names under which docxtpl_lint, which goes by names, reads all of them."""
    main, others = main_part(parts), (part for part in text_parts(parts) if part != main_part(parts))
    return {"word/document.xml": main} | {f"word/header{n}.xml": part for n, part in enumerate(others, 1)}


class _Paragraph:
    """A paragraph's own text, though Word may have cut it into several runs."""

    def __init__(self, element: etree._Element) -> None:
        self._texts = own_texts(element)
        self.text = "".join(text.text or "" for text in self._texts)
        self._narrow = _WIDE.sub(_narrowed, self.text)

    def slips(self, file: str) -> Iterator[Problem]:
        """What docxtpl_lint takes for plain text: wide or single braces, ends without a beginning, own tags misused."""
        for tag in _WIDE.finditer(self.text):
            if _narrowed(tag) != tag.group():
                yield error("标记的括号或百分号是全角的", "改成半角的 {{ }} 或 {% %}", Place(file, nearby=tag.group()))
        rest = _TAG.sub(lambda tag: "\0" * len(tag.group()), self._narrow)
        for braced in _ONE_BRACE.finditer(rest):
            nearby = self._narrow[slice(*braced.span())]
            yield _single_brace(braced[1].strip(), Place(file, nearby=nearby))
        for end in _STRAY_END.finditer(_ONE_BRACE.sub(lambda braced: " " * len(braced.group()), rest)):
            nearby = self._narrow[max(0, end.start() - 20) : end.end()]
            yield error(f"多出来一个 {end.group()}", "删掉，或者补上前面的花括号", Place(file, nearby=nearby))
        for own in _OWN_TAG.finditer(self._narrow):
            place = Place(file, nearby=own.group())
            if not own[2]:
                yield error(f"“{own[1]}”后面要写上内容", OWN_TAGS[own[1]], place)
            elif own[1] == "双面" and self._narrow.strip() != own.group():
                yield error("这个标记要独占一段，旁边的内容印不出来", "把旁边的内容移到另外一段", place)
        yield from self._changes_of_format(file)

    def _changes_of_format(self, file: str) -> Iterator[Problem]:
        """Printed fields whose tag changes its look in the middle: they are printed as their tag begins."""
        pieces, at = [], 0
        for text in self._texts:
            pieces.append((at, at := at + len(text.text or ""), _look(text)))
        for tag in re.finditer(r"\{\{.*?\}\}", self._narrow):
            looks = {look for start, end, look in pieces if max(start, tag.start()) < min(end, tag.end())}
            if len(looks) > 1:
                hint = "选中整个标记，设成同一种格式"
                yield warning("这个标记中间换了格式，印出来全照开头的格式", hint, Place(file, nearby=tag.group()))

    def prepare(self) -> dict[str, str]:
        """Put what docxtpl_lint is to read into the paragraph; what each replaced tag looks like in Word."""
        shown: dict[str, str] = {}

        def replaced(tag: re.Match[str]) -> str:
            text = _STANDS_FOR % (tag[2] or "0")
            shown[text] = tag.group()
            return text

        read = _OWN_TAG.sub(replaced, self._narrow)
        if read != self.text:
            for text in self._texts:
                text.text = ""
            self._texts[0].text = read
        return shown


def _narrowed(tag: re.Match[str]) -> str:
    """A tag with half-width braces and percent signs, what stands between them as it is."""
    return "".join(tag[group].translate(_NARROW) if group != 3 else tag[group] for group in range(1, 6))


def _look(text: etree._Element) -> tuple[str, ...]:
    """What a run's own formatting shows."""
    properties = text.getparent().find(qualified("rPr"))
    shown = [
        f"{etree.QName(child).localname} {sorted((n, v) for n, v in child.items() if not n.endswith('hint'))}"
        for child in (properties if properties is not None else ())
        if etree.QName(child).localname in _VISIBLE
    ]
    return tuple(sorted(look for look in shown if look != "rFonts []"))


def _single_brace(inside: str, place: Place) -> Problem:
    """One brace where a tag has two: surely a mistake around a name or a condition, else perhaps meant as text."""
    if inside.startswith("%"):
        return error("花括号和百分号之间不能有空格", "写成 {% … %}", place)
    if re.fullmatch(r"[\w.]+", inside) and not inside.isdigit():
        return error("花括号只写了一层，字段印不出来", f"写成 {{{{ {inside} }}}}", place)
    return warning("这里的花括号不是标记，会照样印出来", "如果是字段，花括号要写两层：{{ 字段 }}", place)


class _Linted:
    """What docxtpl_lint finds, as problems with the words that a clerk sees in Word."""

    def __init__(
        self, file: str, texts: Mapping[str, Sequence[str]], shown: Mapping[str, str], fields: Fields | None
    ) -> None:
        self._file, self._texts, self._shown, self._fields = file, texts, shown, fields
        self._loop_names = {loop[1] for part in texts.values() for text in part for loop in _LOOP.finditer(text)}

    def problems(self, prepared: Mapping[str, bytes]) -> Iterator[Problem]:
        """A problem for each finding that is one for us: our rendering escapes text and knows no schema."""
        from docxtpl_lint import lint

        for issue in lint(write_parts(prepared), self._fields, autoescape=True, ignore=("DTL005", "DTL302")).issues:
            sentence = self._sentence(issue)
            if sentence:
                tell = warning if issue.rule == "DTL002" else error  # that one is mended while rendering
                yield tell(*sentence, Place(self._file, nearby=self._nearby(issue)))

    def _sentence(self, issue: Issue) -> tuple[str, str] | None:
        if issue.rule == "DTL301":
            path = str(issue.params["path"]).replace("[*]", "[]")
            return None if self._is_a_loop_name(path) else _unknown_field(path, self._fields or {})
        if issue.rule == "DTL103":
            return _syntax_sentence(str(issue.params["msg"]), issue.snippet)
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
        own = part[issue.location.paragraph - 1] if 0 < issue.location.paragraph <= len(part) else ""
        if tag not in own:  # it runs on into the next paragraphs
            tag = own[own.rfind(tag[:2]) :][:30]
        if issue.rule == "DTL001" or sum(text.count(tag) for text in part) < 2:
            return tag or None
        if issue.location.cells:
            cell = issue.location.cells[-1]
            return f"表{cell.table}第{cell.row}行第{cell.col}格 {tag}"
        before = [text for text in part[: issue.location.paragraph - 1] if text.strip() and text.strip() != tag]
        return f"{before[-1].strip()[-20:]} {tag}" if before else tag


def _syntax_sentence(said: str, tag: str) -> tuple[str, str]:
    unknown = re.match(r"Encountered unknown tag '(.+?)'", said)
    if unknown:
        glued = re.fullmatch(r"(tr|tc|p|r)(for|endfor|if|elif|else|endif)", unknown[1])
        near = difflib.get_close_matches(unknown[1], _KEYWORDS, 1)
        if glued:
            return "前缀后面少了空格", f"写成 {{%{glued[1]} {glued[2]} … %}}"
        return f"没有“{unknown[1]}”这种标记", f"是不是“{near[0]}”？" if near else f"可用：{'、'.join(_KEYWORDS)}"
    for pattern, message, hint in _SYNTAX:
        found = re.search(pattern, said)
        if found:
            return found.expand(message), hint
    return "标记写错了", "核对拼写、括号和引号"


def _unknown_field(path: str, fields: Fields) -> tuple[str, str] | None:
    """Message and hint for a path of which a part does not exist; None where the example has nothing to compare."""
    here: FieldValue = fields
    above = ""
    for step in path.replace("[]", "").split("."):
        if isinstance(here, list):
            here = here[0] if here else {}
        if isinstance(here, str):
            return f"“{above}”下面没有“{step}”这一级", f"“{above}”是一段文字，直接写它" if above else ""
        if not isinstance(here, Mapping) or not here:
            return None
        if step not in here:
            near = difflib.get_close_matches(step, here, 1, 0.5)
            known = f"“{above}”可用：" if above else "本文种可用："
            hint = (f"是不是“{near[0]}”？" if near else "") + known + "、".join(here)
            return (f"“{above}”里没有“{step}”" if above else f"没有“{step}”这个字段"), hint
        here, above = here[step], step
    return None


def _misused(texts: Sequence[str], file: str, fields: Fields) -> Iterator[Problem]:
    """Lists printed as if they were text, and text gone through as if it were a list."""
    scopes: list[Mapping[str, FieldValue]] = [fields]
    for tag in (tag for text in texts for tag in _TAG.finditer(text)):
        place = Place(file, nearby=tag.group())
        loop, printed = _LOOP.match(tag.group()), _PRINTED.fullmatch(tag.group())
        if loop:
            column = _value(loop[2] or "", scopes[-1])
            if isinstance(column, str):
                yield error(f"“{loop[2]}”是一段文字，不是一列，不能用 for", "去掉 for，直接印它", place)
            entry = column[0] if isinstance(column, list) and column else None
            scopes.append({name: value for name, value in scopes[-1].items() if name != loop[1]})
            if entry is not None:
                scopes[-1] = {**scopes[-1], loop[1]: entry}
        elif _END_OF_LOOP.match(tag.group()) and len(scopes) > 1:
            scopes.pop()
        elif printed and isinstance(_value(printed[1], scopes[-1]), list | Mapping):
            one = "条" if printed[1].startswith("项.") else "项"
            hint = f"用 {{%p for {one} in {printed[1]} %}} 一{one}一{one}印，或者写它的下一级"
            yield error(f"“{printed[1]}”不是一段文字，不能直接印", hint, place)


def _value(path: str, fields: Mapping[str, FieldValue]) -> FieldValue | None:
    here: FieldValue | None = fields
    for step in path.split("."):
        here = here.get(step) if isinstance(here, Mapping) else None
    return here
