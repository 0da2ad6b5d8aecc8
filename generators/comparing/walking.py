"""What the models of the content say, key by key: a key that is added to one is walked without any code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from generators.comparing.fact_kinds import is_reported
from generators.comparing.values import DeadlineNames, UnitNames, Value
from generators.dossier.attachment import Arrangement, Attachment
from generators.dossier.facts import Facts
from generators.dossier.nodes import Content, Paragraph
from generators.dossier.tasks import as_measure, asks
from generators.dossier.values import BoundName, DeadlineName, Text, UnitName, UnitOrGroup

_DIGITS = "0123456789"


def walked(facts: Facts, model: Content, owner: str) -> Iterator[tuple[str, Value]]:
    """Every key of a model with its value, and the keys of what stands in it: (时限/事由, …), (通知/附件1的名称, …).

    Left out, with all below them, are the keys that other kinds of facts report (`is_reported`). `facts` has the units.
    """
    return ((f"{owner}/{key}", value) for key, value in _keys(facts, model, f"{owner}/"))


def _keys(facts: Facts, model: Content, path: str) -> Iterator[tuple[str, Value]]:
    for name, key, annotation in _fields(type(model), path):
        yield from _values(facts, key, getattr(model, name), path, annotation)


@cache
def _fields(model: type[Content], path: str) -> list[tuple[str, str, Any]]:
    """The fields of a model that are walked: name, key, annotation."""
    fields = [(name, field.alias or name, field.annotation) for name, field in model.model_fields.items()]
    return [one for one in fields if is_reported(path + one[1])]


def _values(facts: Facts, key: str, value: Any, path: str, annotation: Any) -> Iterator[tuple[str, Value]]:
    """The value of one key, or those of the keys and entries below it."""
    if isinstance(value, Attachment) and asks(value.sections):  # its items are stated as those of the notice
        value = value.model_copy(update={"sections": []})
    if isinstance(value, Content):
        inner = _keys(facts, value, f"{path}{key.rstrip(_DIGITS) if isinstance(value, Arrangement) else key}的")
        yield from ((f"{key}的{name}", one) for name, one in inner)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _values(facts, f"{key}“{name}”", one, path, None)
    elif isinstance(value, list) and value and all(isinstance(one, Paragraph) for one in value):
        yield from _paragraphs(key, value, path)
    elif isinstance(value, list) and (_has_paragraphs(annotation) or not all(isinstance(one, str) for one in value)):
        for number, one in enumerate(value, 1):
            place = f"{key}第{number}段" if isinstance(one, str) else f"{key}{number}"
            is_first = number == 1 and isinstance(one, Arrangement)  # most notices issue one
            yield from _values(facts, key if is_first else place, one, path, None)
    elif isinstance(value, list):
        yield key, _names(facts, value, annotation)
    else:
        yield key, value.replace("\n", "") if isinstance(value, str) else value


def _paragraphs(key: str, paragraphs: list[Paragraph], path: str) -> Iterator[tuple[str, Value]]:
    """The words of paragraphs, each with what is written inside it; those of an item as one text."""
    texts = ["".join(part.text for part in as_measure(one).parts()) for one in paragraphs]
    if path == "事项/":
        yield key, "".join(texts)
    else:
        yield from ((f"{key}第{number}段", text) for number, text in enumerate(texts, 1))


def _has_paragraphs(annotation: Any) -> bool:
    """Whether a list holds texts that stand one below the other, not names."""
    return any(entry in (str, Text) for entry in get_args(annotation))


def _names(facts: Facts, names: list[str], annotation: Any) -> tuple[str, ...]:
    entries = get_args(annotation)
    if any(one in entries for one in (UnitName, UnitOrGroup, BoundName)):
        return UnitNames(facts.units[one].short_name if one in facts.units else one for one in names)
    return DeadlineNames(names) if DeadlineName in entries else tuple(names)
