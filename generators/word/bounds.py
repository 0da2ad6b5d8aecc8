"""What a template may cost: how often its loops and macros run, how much it prints, what it may call.

A template is a file that comes from anywhere. Whatever it says, rendering it ends within seconds and a bounded memory,
and changes nothing but the text: `Bounded` allows the filters, methods and operators that documents need, and `counted`
puts a count into everything that repeats.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_batch, do_join, do_replace
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

MOST_STEPS = 30_000_000  # characters printed and repeated by one part of one document: about as many for all
_LONGEST = 2_000_000  # characters of one text, entries of one list
_LARGEST = 10**15
_SIZED = (str, list, tuple, dict, range)
_SIZE_OF_AN_ENTRY = 8  # of a list, and what a filter does with one, in characters printed
_COUNTED = "duban_counted"

# Filters of Jinja's that documents need. Those left out make long texts from short ones, HTML, or random choices.
_FILTERS = (
    *("abs", "attr", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "sum"),
    *("title", "trim", "truncate", "unique", "upper", "wordcount"),
)
_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        {
            *("startswith", "endswith", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines", "partition"),
            *("lower", "upper", "title", "find", "rfind", "count", "index", "isdigit", "isalpha"),
            *("removeprefix", "removesuffix"),
        }
    ),
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
}


_OF_A_DICT = frozenset(dir(dict))


class TooMuchError(jinja2.TemplateRuntimeError):
    """A template repeats or prints more than any document needs."""


class _Steps:
    """How many steps a template may still make."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def take(self, number: int) -> None:
        """Count steps. Raises TooMuchError when there are none left."""
        self.left -= number
        if self.left < 0:
            raise TooMuchError


# Set while a template runs; without it, while Jinja works out constants at compiling, nothing is counted.
steps: ContextVar[_Steps | None] = ContextVar("steps", default=None)


def new_steps() -> _Steps:
    """The steps of a template that is about to run."""
    return _Steps()


def count_steps(number: int) -> None:
    """Count what a template prints. Raises TooMuchError."""
    current = steps.get()
    if current is not None:
        current.take(number)


@jinja2.pass_context  # so that it is not worked out as a constant
def _counted(_: object, number: int) -> str:
    count_steps(number)
    return ""


@jinja2.pass_context
def _joined(_: object, values: list[Any]) -> str:
    """The values of Jinja's ~ as one text, of bounded length."""
    texts = [value if isinstance(value, Markup) else str(value) for value in values]
    count_steps(sum(map(len, texts)))
    return Markup("").join(texts) if any(isinstance(text, Markup) for text in texts) else "".join(texts)


@jinja2.pass_eval_context
def _join(context: jinja2.nodes.EvalContext, values: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    """Jinja's join, of bounded length."""
    entries = list(values)
    _refuse_beyond(len(entries) * len(str(d)) + sum(len(str(entry)) for entry in entries))
    joined: str = do_join(context, entries, d, attribute)
    return joined


@jinja2.pass_eval_context
def _replace(context: jinja2.nodes.EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    """Jinja's replace, of bounded length."""
    _refuse_beyond(len(str(text)) + str(text).count(str(old)) * len(str(new)))
    return do_replace(context, text, old, new, count)


def _batch(value: Iterable[Any], linecount: int, fill_with: Any = None) -> Iterator[list[Any]]:
    """Jinja's batch, of bounded rows."""
    _refuse_beyond(linecount)
    return do_batch(value, linecount, fill_with)


def _refuse_beyond(length: int) -> None:
    if length > _LONGEST:
        raise TooMuchError


def _counting(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that counts what it is given and what it makes."""

    @functools.wraps(filter_)
    def counting(*args: Any, **kwargs: Any) -> Any:
        result = filter_(*args, **kwargs)
        count_steps(sum(_SIZE_OF_AN_ENTRY * len(value) for value in (*args, result) if isinstance(value, _SIZED)))
        return result

    return counting


def counted(template: nodes.Template) -> nodes.Template:
    """A parsed template in which every loop, macro and joined text counts its steps."""
    repeated: list[Any] = [*template.find_all(nodes.For), *template.find_all(nodes.Macro)]
    for one in repeated:
        cost = 500 if isinstance(one, nodes.Macro) else 50  # what a turn takes beside what it prints
        printed = sum(len(data.data) for statement in one.body for data in statement.find_all(nodes.TemplateData))
        one.body.insert(0, nodes.ExprStmt(_call(_COUNTED, nodes.Const(cost + printed)), lineno=one.lineno))
    return _Concatenations().visit(template)  # type: ignore[no-any-return]


def _call(name: str, value: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno or 1)


class _Concatenations(jinja2.visitor.NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  (the visitor's own way to name it)
        self.generic_visit(node)
        return _call("duban_joined", nodes.List(node.nodes, lineno=node.lineno))


class Bounded(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with nothing in it but fields, and filters, methods and operators that cannot grow or change."""

    intercepted_binops = frozenset({"+", "*", "**", "%", "//", "/"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        filters = {name: self.filters[name] for name in _FILTERS} | {
            "join": _join,
            "replace": _replace,
            "batch": _batch,
        }
        self.filters = {name: _counting(one) for name, one in filters.items()}
        self.filters |= {_COUNTED: _counted, "duban_joined": _joined}
        self._safe: dict[tuple[type, str], bool] = {}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator. Raises SecurityError for powers, and for texts or lists that are multiplied."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator in ("*", "%") and not numbers):
            raise SecurityError(operator)
        result = super().call_binop(context, operator, left, right)
        if numbers and abs(result) > _LARGEST:
            raise TooMuchError
        if isinstance(result, _SIZED):
            count_steps(_SIZE_OF_AN_ENTRY * len(result))
        return result

    def wrap_str_format(self, value: Any) -> None:
        """Nothing: `format` is no method that templates may call; a width could be a thousand million."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a tag may use an attribute: a loop's, a namespace's, and a few methods of texts, lists and dicts."""
        key = type(obj), attr
        if key not in self._safe:
            known = next((names for kind, names in _METHODS.items() if isinstance(obj, kind)), None)
            self._safe[key] = super().is_safe_attribute(obj, attr, value) and (known is None or attr in known)
        return self._safe[key]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's. What is no attribute of a dict is asked of its keys at once: most tags name such a field."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_A_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call(self, context: Any, called: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """The result of a call, of bounded length."""
        result = super().call(context, called, *args, **kwargs)
        if isinstance(result, str | list):
            count_steps(len(result))
        return result
