"""What is found in a Word file: mistakes in its tags, and deviations from the common layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generators.judging.deviations import deviations
from generators.judging.layout import Layout
from generators.judging.lint import tag_problems
from generators.judging.numbers import unreadable_numbers
from generators.judging.restyle import restyle
from generators.judging.standard import Deviation
from generators.plan import Fields
from generators.problems import Problem, Severity, TemplateError, error, has_errors, notice, warning
from generators.word.active_content import active_content
from generators.word.final_text import review_marks
from generators.word.package import read_parts, well_formed
from generators.word.parts import part_of, text_parts
from generators.word.render import CompiledTemplate
from generators.word.template_size import require_usual_size
from generators.word.xml import PARSER


@dataclass(frozen=True)
class Finding:
    """One thing found in a file, its `clause` of GB/T 9704-2012 empty where that is silent. See `Deviation`."""

    file: str
    clause: str
    strength: str
    severity: Severity
    message: str
    found: str
    wanted: str
    place: str
    hint: str

    @classmethod
    def of_problem(cls, file: str, problem: Problem) -> Finding:
        """A mistake in a tag, or a file that cannot be read."""
        nearby = f"“{problem.place.nearby}”" if problem.place and problem.place.nearby else ""
        return cls(file, "", "must", problem.severity, problem.message, "", "", nearby, problem.hint)

    @classmethod
    def of_deviation(cls, file: str, one: Deviation) -> Finding:
        """A deviation from the layout."""
        return cls(file, severity=one.severity, **vars(one))

    def __str__(self) -> str:
        where = "" if self.message.startswith(self.place) else self.place + ("附近" if self.place[-1] == "”" else "")
        more = "；".join(filter(None, (self.clause and f"国标 {self.clause}", self.hint)))
        return f"{self.file}{':' if where else ''}{where}: {self.severity.word}：{self.message}（{more}）"


class Examples(NamedTuple):
    """What a kind gives its template: one example with every field, and outputs that the template must print."""

    fields: Fields
    outputs: Sequence[Fields]


def check_file(name: str, raw: bytes, layout: Layout, examples: Examples | None) -> tuple[list[Finding], list[str]]:
    """The findings in a Word file, and in words what was not judged. `name` names it in both.

    Without `examples`, for a file whose kind is not known, names of fields are not judged. Raises TemplateError when
    the file cannot be read.
    """
    if Path(name).name.startswith("~$"):
        temporary = notice("这是 Word 打开文件时的临时文件，没有检查", "关闭 Word 后它会消失")
        return [Finding.of_problem(name, temporary)], []
    parts = read_parts(raw, name)
    if has_unreadable_parts(parts):
        CompiledTemplate(raw, name)  # raises, and says which part is damaged
    require_styles(parts)
    require_usual_size(parts, name)
    problems = [
        *active_content(parts, name),
        *unreadable_numbers(parts, name),
        *_review_marks(parts, is_template=examples is not None),
    ]
    problems += _tags(name, raw, parts, examples)
    found = [Finding.of_problem(name, problem) for problem in problems]
    not_judged = []
    if not examples and any("{{" in _text(parts[part]) for part in text_parts(parts)):
        not_judged.append(f"{name} 里的字段名：看文件名不知道是哪个文种的模板")
    try:
        found += [Finding.of_deviation(name, one) for one in deviations(parts, restyle(parts, layout))]
    except ValueError:
        if not problems:
            raise
    return found, not_judged


def require_styles(parts: Mapping[str, bytes]) -> None:
    """Raises TemplateError for a file without styles, whose look nobody knows."""
    if not part_of(parts, "styles"):
        raise TemplateError(error("文件里没有样式", "用 Word 或 WPS 打开后另存一次"))


def has_unreadable_parts(parts: Mapping[str, bytes]) -> bool:
    """Whether a part is no well-formed XML."""
    return any(well_formed(content) for part, content in parts.items() if part.endswith((".xml", ".rels")))


def _review_marks(parts: Mapping[str, bytes], *, is_template: bool) -> Iterator[Problem]:
    """A warning where a file carries comments or tracked changes, which are for the office alone."""
    marks = review_marks(parts)
    found = [
        (marks.comments, "处批注", "删除批注"),
        (marks.changes, "处修订", "接受或拒绝修订"),
    ]
    counts = "、".join(f"{count} {what}" for count, what, _ in found if count)
    if counts:
        remedy = f"在“审阅”里{'，'.join(how for count, _, how in found if count)}，再存一次"
        unaffected = "；生成的文书不带批注，用修订后的文字" if is_template else ""
        yield warning(f"文件里还有 {counts}", remedy + unaffected)


def _tags(name: str, raw: bytes, parts: Mapping[str, bytes], examples: Examples | None) -> list[Problem]:
    """Mistakes in tags. What only shows when the template runs is looked for where nothing else is wrong."""
    problems = tag_problems(parts, name, examples.fields if examples else None)
    if not has_errors(problems):
        try:
            compiled = CompiledTemplate(raw, name)
            for example in examples.outputs if examples else ():
                compiled.render(example, {})
        except TemplateError as fault:
            problems += fault.problems
    return list(dict.fromkeys(problems))


def _text(part: bytes) -> str:
    return "".join(etree.fromstring(part, PARSER).itertext())
