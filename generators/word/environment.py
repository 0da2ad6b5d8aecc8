"""Jinja as templates run in it: sandboxed, text escaped, missing fields noted with their lines, faults in words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import ChainableUndefined
from jinja2.utils import missing
from markupsafe import Markup, escape

from generators.word.bounds import MOST_STEPS, Bounded, TooMuchError, count_steps

LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')

# What a template may do wrong while it runs; anything else is a bug of ours.
FAULTS = (
    *(jinja2.TemplateError, ArithmeticError, LookupError),
    *(TypeError, ValueError, AttributeError, RecursionError, MemoryError),
)


class Noted(NamedTuple):
    """A fault of a tag that does not stop the template from running: line of the compiled source, message, hint.

    The hint of a missing field is empty: which fields there are is known where the template is rendered.
    """

    line: int
    message: str
    hint: str = ""


# The units whose former names are still to be printed, by their names, while the body of a document is rendered.
former_names: ContextVar[dict[str, str] | None] = ContextVar("former_names", default=None)
# What is noted while a template runs.
noted_faults: ContextVar[list[Noted]] = ContextVar("noted_faults")


class _MissingField(ChainableUndefined):
    """A field that the template names and the kind does not give: noted, with the line of its tag."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if issubclass(exc, SecurityError):  # the sandbox says so in this way when an attribute is unsafe
            raise exc(hint)
        if name is not None:  # an `if` inside of a printed tag that does not hold and has no `else` prints nothing
            noted_faults.get().append(missing_field(name, _template_line()))


def _template_line() -> int:
    """The line of the template that is being rendered right now."""
    frame = sys._getframe(1)
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return 0


def missing_field(name: str, line: int) -> Noted:
    """A field that is not among those given; `loop` stands for the tags of cells that ask it."""
    if name == "loop":
        hint = "{% vm %} 写在 {%tr for … %} 的行里，{% hm %} 写在 {%tc for … %} 的格子里"
        return Noted(line, "{% vm %}、{% hm %} 或 loop 写在了循环外面", hint)
    return Noted(line, f"没有“{name}”这个字段")


_NO_TEXT = {
    bool: ("这里印出来的不是文字，是一个判断的结果", "写成 {% if 条件 %}要印的字{% endif %}"),
    type(None): ("这里没有可以印的文字", "写上字段名，或者删掉这个标记"),
    list: ("这里不是一段文字，不能直接印", "用 {%p for 项 in … %} 一项一项印，或者写它的下一级"),
}
_NO_FIELD = ("这里不是字段，印不出文字", "核对字段名和写法")


def _sentence_for(value: object) -> tuple[str, str]:
    return _NO_TEXT.get(list if isinstance(value, list | tuple | dict) else type(value), _NO_FIELD)


@jinja2.pass_context  # so that it runs for constants as well, which Jinja would print while it compiles
def _printed(_: object, value: Any) -> Any:
    """What a tag prints: text in a run, its line breaks as Word's, or a number; anything else is noted as a fault."""
    if isinstance(value, str):
        waiting = former_names.get()
        if waiting:
            value = _first_mention(value, waiting)
        count_steps(len(value))
        return LINE_BREAK.join(escape(line) for line in value.splitlines()) if "\n" in value else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if not isinstance(value, jinja2.Undefined):
        noted_faults.get().append(Noted(_template_line(), *_sentence_for(value)))
    return ""


def _first_mention(text: str, waiting: dict[str, str]) -> str:
    """A text with the former name behind a unit that has one and is named for the first time in the document.

    `waiting`: the units that have not been named yet, by their names.
    """
    for name in sorted(waiting, key=len, reverse=True):
        if name in text and name in waiting:
            former = waiting[name]
            for other in [other for other, one in waiting.items() if one == former]:
                del waiting[other]
            text = text.replace(name, f"{name}（原{former}）", 1)
    return text


ENVIRONMENT = Bounded(
    autoescape=True,
    undefined=_MissingField,
    finalize=_printed,
    keep_trailing_newline=True,
)


def never_text(template: nodes.Template) -> Iterator[Noted]:
    """The tags that print no text whatever the fields are: comparisons and constants of Jinja's."""
    for output in template.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Compare | nodes.Test | nodes.Not):
                yield Noted(node.lineno, *_NO_TEXT[bool])
            elif isinstance(node, nodes.List | nodes.Tuple | nodes.Dict):
                yield Noted(node.lineno, *_NO_TEXT[list])
            elif isinstance(node, nodes.Const) and (node.value is None or isinstance(node.value, bool)):
                yield Noted(node.lineno, *_sentence_for(node.value))


def fields_used(template: nodes.Template) -> dict[str, int]:
    """The fields that a template names, each with a line: every name that it neither sets nor has from Jinja."""
    names = list(template.find_all(nodes.Name))
    known = {"loop", "self", *ENVIRONMENT.globals, *(name.name for name in names if name.ctx != "load")}
    return {name.name: name.lineno for name in reversed(names) if name.name not in known}


def syntax_sentence(fault: jinja2.TemplateSyntaxError) -> tuple[str, str]:
    """Message and hint for a tag that cannot be compiled."""
    unknown = re.match(r"No (filter|test) named '(.+)'", fault.message or "")
    if unknown:
        return f"没有“{unknown[2]}”这种处理", "去掉竖线“|”和它后面的词"
    return "模板标记写错了", "核对拼写，以及 {% for %}…{% endfor %}、{% if %}…{% endif %} 是否成对"


def runtime_sentence(fault: Exception) -> tuple[str, str]:
    """Message and hint for a tag that fails while it runs."""
    if isinstance(fault, TooMuchError):
        return f"循环或印出的内容太多，超过一份文书的限度（{MOST_STEPS // 10_000} 万字）", "减少套在一起的 {% for %}"
    if isinstance(fault, SecurityError):
        return "模板里不许这样写", "只用本文种的字段，不要调用程序内部的东西"
    return "模板里的这一处算不出来", "核对字段名和写法"


def failing_line(fault: BaseException) -> int:
    """The template line at which rendering failed (Jinja rewrites its traceback to template lines)."""
    line = 0
    trace = fault.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
