"""A Word template, compiled once and rendered many times. The only module that imports docxtpl.

docxtpl turns what Word wrote into a Jinja template (`patch_xml`); everything else is ours: text is escaped, a field
that does not exist is a fault with its place, templates run in Jinja's sandbox, core properties are plain text and
never run, and every part is checked to be well-formed before it is handed out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from generators.plan import FORMER_NAMES, Fields
from generators.problems import Place, Problem, TemplateError, error
from generators.word.archive import Archive, Packed, archived, packed
from generators.word.bounds import counted, new_steps, steps
from generators.word.chart_parts import with_charts
from generators.word.charts import Chart
from generators.word.columns import with_grids
from generators.word.contents import Contents
from generators.word.core_properties import core_properties, with_core_properties
from generators.word.environment import (
    ENVIRONMENT,
    FAULTS,
    Noted,
    failing_line,
    fields_used,
    former_names,
    missing_field,
    never_text,
    noted_faults,
    runtime_sentence,
    syntax_sentence,
)
from generators.word.fallbacks import with_fallbacks
from generators.word.final_text import with_final_text
from generators.word.headers_footers import inherited, with_empty_headers_footers
from generators.word.ids import unique_ids, with_unique_ids
from generators.word.package import not_openable, read_parts, well_formed
from generators.word.parts import main_part, related, text_parts
from generators.word.shapes import Shapes
from generators.word.tags import with_own_tags
from generators.word.volume import joined
from generators.word.xml import PARSER, qualified

_TAG_START = re.compile(r"\{[{%#][-+]?")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PREFIXED_FIELD = re.compile(r"\{\{(?:p|r|tr|tc)\s+(.*?)\s*\}\}")


class CompiledTemplate:
    """A template ready to be rendered. `file` names it in problems."""

    def __init__(self, raw: bytes, file: str) -> None:
        self._file = file
        parts = read_parts(raw, file)
        problems = self._damages(parts) or not_openable(parts, file)
        if problems:
            raise TemplateError(*problems)
        final = with_final_text(parts)
        self._main, self._texts = main_part(final), text_parts(final)
        self._parts = with_core_properties(with_fallbacks(final, self._texts), {})
        self._core = related(self._parts, "", "core-properties")[0]
        self._archive = Archive()
        self._templates: dict[str, jinja2.Template] = {}
        self._shapes: dict[str, Shapes] = {}
        self._sources: dict[str, list[str]] = {}
        self._names: dict[str, tuple[str, int]] = {}
        applied = with_own_tags(self._parts, self._texts)
        self._charts, self._columns = applied.charts, applied.columns
        for name, xml in applied.xml.items():
            problems += self._compile(name, xml)
        if problems:
            raise TemplateError(*problems)

    def _damages(self, parts: Mapping[str, bytes]) -> list[Problem]:
        problems: list[Problem] = []
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")) and well_formed(content):
                hint = "文件已损坏，换一份完好的模板"
                problems.append(error(f"其中的 {name} 不完整", hint, Place(self._file)))
            elif name in text_parts(parts) and not _is_utf8(content):
                problems.append(error("模板的文字编码不是 UTF-8", "用 Word 或 WPS 打开后另存一次", Place(self._file)))
        return problems

    def _compile(self, name: str, xml: str) -> list[Problem]:
        text = "".join(etree.fromstring(xml.encode("utf-8"), PARSER).itertext())
        if "｛｛" in text or "｛%" in text or "｛％" in text:
            hint = "改成半角 {{ }} 或 {% %}"
            return [error("字段的花括号是全角的", hint, Place(self._file, nearby=_around(text, text.index("｛"))))]
        prefixed = _PREFIXED_FIELD.search(text)
        if prefixed:
            place = Place(self._file, nearby=prefixed.group())
            return [error("这样写印出来是空的", f"写成 {{{{ {prefixed[1]} }}}}", place)]
        # Each tag on a line of its own, so that Jinja's line number shows which tag failed. What XML escaped is
        # unescaped in tags; what tags print is escaped again.
        patched = _TAG.sub(lambda tag: html.unescape(tag.group()), DocxTemplate("").patch_xml(xml))
        source = _TAG_START.sub(lambda found: found.group() + "\n", patched)
        self._sources[name] = source.split("\n")
        try:
            tree = ENVIRONMENT.parse(source)
            used, never = fields_used(tree), list(never_text(tree))
            self._templates[name] = ENVIRONMENT.from_string(counted(tree))
            self._shapes[name] = Shapes(with_grids if name in self._columns else None)
        except jinja2.TemplateSyntaxError as fault:
            return [error(*syntax_sentence(fault), self._place(name, fault.lineno))]
        except (SyntaxError, RecursionError):
            return [error("模板标记一层套一层，套得太深", "减少 {% if %}、{% for %} 的层次", Place(self._file))]
        except FAULTS as fault:  # working out a constant: a number of 5,000 digits, a text that would be endless
            return [error(*runtime_sentence(fault), Place(self._file))]
        self._names = {**{field: (name, line) for field, line in used.items()}, **self._names}
        return [self._problem(name, noted, ()) for noted in never]

    def render(self, fields: Fields, properties: Mapping[str, str]) -> bytes:
        """The document's bytes: `fields` for the tags, `properties` (plain text) for the core properties.

        Raises TemplateError with a problem for every field that does not exist, or for what else went wrong.
        """
        parts = {**self._parts, **self._rendered(fields)}
        charts = {relation: Chart.of(fields[field]) for relation, field in self._charts.items() if fields.get(field)}
        if charts:
            parts = with_charts(parts, charts)
        return self._archive.write({**with_unique_ids(parts, self._texts), self._core: core_properties(properties)})

    def render_volume(
        self, all_fields: Sequence[Fields], properties: Mapping[str, str], contents: Contents | None = None
    ) -> bytes:
        """One file with a document for each of `all_fields`, in order, each beginning on an odd page, page 1.

        `contents`: the contents page before them.

        Raises TemplateError as `render`, and where the template cannot be bound: it has charts, automatic numbers,
        or footnotes, which would run on from document to document, endnotes, which would all stand at the end, or
        fields outside of the body that differ.
        """
        self._refuse_to_bind()
        bodies, others = list[bytes](), dict[str, bytes]()
        for fields in all_fields:
            parts = self._rendered(fields)
            bodies.append(parts.pop(self._main, self._parts[self._main]))
            if (others := others or parts) != parts:
                hint = "把这样的字段从页眉、页脚移到正文里，或者逐份打印"
                raise TemplateError(error("页眉、页脚里有各份不同的字段，不能合订", hint, Place(self._file)))
        empty = inherited(bodies)
        parts = {**with_empty_headers_footers(self._parts, empty), **others, self._core: core_properties(properties)}
        try:
            return self._archived_volume(parts, joined(_let_go(bodies), empty, contents))
        except ValueError:
            hint = "用 Word 或 WPS 打开模板后另存一次，或者逐份打印"
            raise TemplateError(error("这个模板的文书合订不起来", hint, Place(self._file))) from None

    def _archived_volume(self, parts: Mapping[str, bytes], body: Iterable[bytes]) -> bytes:
        """The archive of a volume, whose body is never whole in memory."""
        numbered, made = unique_ids(), dict[str, Packed]()
        for name in self._texts:  # in this order their numbers run
            made[name] = packed(name, map(numbered, body if name == self._main else [parts[name]]))
        return archived(made.get(name) or packed(name, [content]) for name, content in parts.items())

    def _refuse_to_bind(self) -> None:
        """Raise TemplateError for what would run on from one document of a volume into the next."""
        if self._charts:
            raise TemplateError(error("有图表的文书不能合订", "逐份打印", Place(self._file)))
        body = etree.fromstring(self._parts[self._main], PARSER)
        if next(body.iter(qualified("numId")), None) is not None:
            hint = "把自动编号改成打出来的号，或者逐份打印"
            raise TemplateError(error("有自动编号的文书不能合订：各份的号会连着编下去", hint, Place(self._file)))
        if next(body.iter(qualified("footnoteReference"), qualified("endnoteReference")), None) is not None:
            # Word could begin anew with each section; LibreOffice, which prints the PDF, then prints 0.
            hint = "把注写成正文里的“注：”，或者逐份打印"
            message = "有脚注、尾注的文书不能合订：脚注的号会连着编下去，尾注都会印到最后"
            raise TemplateError(error(message, hint, Place(self._file)))

    def _rendered(self, fields: Fields) -> dict[str, bytes]:
        """The parts with tags, rendered and well-formed. Raises TemplateError with every fault."""
        parts: dict[str, bytes] = {}
        problems: list[Problem] = []
        for name, template in self._templates.items():
            pieces, found = self._render_part(name, template, fields)
            problems += found
            part = None if found else self._shapes[name].part(pieces)
            if part is not None:
                parts[name] = part
            elif not found:
                hint = "检查表格行的 {%tr %}、段落的 {%p %} 标记是否各占一行、一段"
                problems.append(error("套用模板后不是合格的 Word 内容", hint, Place(self._file)))
        for field in self._names.keys() - fields.keys():  # those in a branch that was not taken as well
            name, line = self._names[field]
            problems.append(self._problem(name, missing_field(field, line), fields))
        if problems:
            raise TemplateError(*dict.fromkeys(problems))
        return parts

    def _render_part(self, name: str, template: jinja2.Template, fields: Fields) -> tuple[list[str], list[Problem]]:
        """The text of a part, its own and what its tags print piece by piece, and the faults."""
        noted: list[Noted] = []
        token, counting = noted_faults.set(noted), steps.set(new_steps())
        former = fields.get(FORMER_NAMES) if name == self._main else None
        names = former_names.set({**former} if isinstance(former, Mapping) else None)  # type: ignore[dict-item]
        problems: list[Problem] = []
        pieces: list[str] = []
        try:
            pieces = list(template.generate(fields))
        except FAULTS as fault:
            place = self._place(name, failing_line(fault))
            problems.append(error(*runtime_sentence(fault), place))
        finally:
            noted_faults.reset(token)
            steps.reset(counting)
            former_names.reset(names)
        return pieces, [self._problem(name, one, fields) for one in noted] or problems

    def _problem(self, name: str, noted: Noted, fields: Iterable[str]) -> Problem:
        return error(noted.message, noted.hint or f"本文种可用：{'、'.join(fields)}", self._place(name, noted.line))

    def _place(self, name: str, line: int) -> Place:
        """The tag that stands on a line of the compiled source, as the clerk sees it in Word."""
        lines = self._sources[name]
        opener = _TAG_START.findall(lines[line - 2])[-1:] if 2 <= line <= len(lines) else []
        rest = lines[line - 1] if 1 <= line <= len(lines) else ""
        tag = _TAG.match("".join(opener) + rest)
        return Place(self._file, nearby=tag.group() if tag else _around(re.sub(r"<[^>]+>", "", rest), 0))


def _let_go(bodies: list[bytes]) -> Iterator[bytes]:
    """Bodies from the first to the last, each no longer held once it is asked for the next."""
    bodies.reverse()
    while bodies:
        yield bodies.pop()


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _around(text: str, at: int) -> str:
    return text[max(0, at - 5) : at + 20].strip()
