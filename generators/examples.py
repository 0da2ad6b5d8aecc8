"""Examples of what a kind gives its template, made from the stock notices: by them templates are checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce

from generators.plan import Fields, FieldValue, Kind
from generators.reference import EXAMPLES, example_dossier


@cache
def example_outputs(kind: Kind, variant: str | None = None) -> tuple[Fields, ...]:
    """The fields of the stock notices' outputs of a kind; of a variant, one of each notice."""
    found: list[Fields] = []
    for file in EXAMPLES:
        outputs = [o for o in kind.outputs(example_dossier(file)) if variant in (None, o.variant)]
        found += [output.fields for output in (outputs if variant is None else outputs[:1])]
    return tuple(found)


@cache
def example_fields(kind: Kind) -> Fields:
    """An example of a kind's fields with everything in it, each list with one entry that has all keys."""
    example = reduce(_merged, map(_folded, example_outputs(kind)))
    assert isinstance(example, Mapping)
    return example


def _folded(value: FieldValue) -> FieldValue:
    if isinstance(value, Mapping):
        return {name: _folded(inner) for name, inner in value.items()}
    return value if isinstance(value, str) or not value else [reduce(_merged, map(_folded, value))]


def _merged(one: FieldValue, other: FieldValue) -> FieldValue:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {**other, **{name: _merged(value, other.get(name, value)) for name, value in one.items()}}
    if isinstance(one, list) and isinstance(other, list) and one and other:
        return [_merged(one[0], other[0])]
    return one or other
