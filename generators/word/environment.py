"""Jinja as templates run in it: sandboxed, text escaped, missing fields noted with their lines, faults in words."""

from __future__ import annotations

import re
import sys
from contextvars import ContextVar
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import ChainableUndefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

_LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')

# What a template may do wrong while it runs; anything else is a bug of ours.
FAULTS = (
    *(jinja2.TemplateError, ArithmeticError, LookupError),
    *(TypeError, ValueError, AttributeError, RecursionError, MemoryError),
)

# The fields that rendering did not find: path and line of the compiled source.
missing_fields: ContextVar[list[tuple[str, int]]] = ContextVar("missing_fields")


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
        missing_fields.get().append((name or "", _template_line()))


def _template_line() -> int:
    """The line of the template that is being rendered right now."""
    frame = sys._getframe(1)
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return 0


def _printed(value: Any) -> Any:
    """A value as text in a run: escaped, its line breaks as Word's."""
    if isinstance(value, str) and "\n" in value:
        return _LINE_BREAK.join(escape(line) for line in value.splitlines())
    return value


ENVIRONMENT = SandboxedEnvironment(
    autoescape=True,
    undefined=_MissingField,
    finalize=_printed,
    keep_trailing_newline=True,
)


def syntax_sentence(fault: jinja2.TemplateSyntaxError) -> tuple[str, str]:
    """Message and hint for a tag that cannot be compiled."""
    unknown = re.match(r"No (filter|test) named '(.+)'", fault.message or "")
    if unknown:
        return f"没有“{unknown[2]}”这种处理", "去掉竖线“|”和它后面的词"
    return "模板标记写错了", "核对拼写，以及 {% for %}…{% endfor %}、{% if %}…{% endif %} 是否成对"


def runtime_sentence(fault: Exception) -> tuple[str, str]:
    """Message and hint for a tag that fails while it runs."""
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
