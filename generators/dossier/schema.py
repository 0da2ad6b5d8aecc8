"""JSON Schemas of the content files, from the models: editors complete and check with them.

They accept what `check` accepts: every scalar is text, also one that YAML takes for a number, and a key without a
value counts as not written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from generators.dossier.models import Notice, Units
from generators.dossier.returns import Return
from generators.dossier.units import UnitList
from generators.wording import ISSUER

# The file of each schema, relative to content/, with the model it describes.
SCHEMAS: dict[str, type[BaseModel]] = {
    "notice.schema.json": Notice,
    "departments.schema.json": Units,
    "return.schema.json": Return,
}

_SCALARS = ("string", "number", "boolean")
_EMPTY = {"type": "null"}


def json_schema(file: str, units: UnitList) -> dict[str, Any]:
    """The schema of one content file (a key of SCHEMAS), with the names of units and groups as choices."""
    named = [*sorted(units.groups), *(unit.short_name for unit in units)]
    choices = {
        "units": [unit.name for unit in units],
        "units and groups": named,
        "units, groups and the issuer": [*named, ISSUER],
    }
    plain = SCHEMAS[file].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_clean(plain, choices)}


def _clean(node: Any, choices: Mapping[str, Sequence[str]]) -> Any:
    """A node without pydantic's English titles, docstrings of the models, and empty defaults."""
    if isinstance(node, list):
        return [_clean(item, choices) for item in node]
    if not isinstance(node, dict):
        return node
    cleaned: dict[str, Any] = {}
    for key, value in node.items():
        if key == "choices":
            cleaned["anyOf"] = [{"enum": list(choices[value])}, {"type": "string"}]
        elif key == "properties":
            required = node.get("required", [])
            fields = {name: {"title": name, **_clean(field, choices)} for name, field in value.items()}
            cleaned[key] = {name: field if name in required else _or_empty(field) for name, field in fields.items()}
        elif key == "$defs":
            cleaned[key] = {
                name: _clean({**model, "description": "", "title": ""}, choices) for name, model in value.items()
            }
        elif not _is_empty(key, value):
            cleaned[key] = _clean(value, choices)
    return _of_scalars(cleaned)


def _of_scalars(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of text that takes what YAML reads as something else: 000001, 0123, true; a number may be quoted."""
    if schema.get("type") == "string" and not {"enum", "const", "pattern"} & schema.keys():
        return {**schema, "type": list(_SCALARS)}
    if schema.get("type") == "integer":
        return {**schema, "type": ["integer", "string"], "pattern": "^[0-9]+$"}
    numbers = [int(value.rstrip(".")) for value in schema.get("enum", ()) if re.fullmatch(r"[0-9]+\.?", value)]
    if numbers:  # the 序数 1. is one
        return {**schema, "enum": [*schema["enum"], *numbers], "type": list(_SCALARS)}
    return schema


def _or_empty(field: dict[str, Any]) -> dict[str, Any]:
    """The schema of a key that may be left out: it may also stand there without a value."""
    if "enum" in field:
        field = {**field, "enum": [*field["enum"], None]}
    if "type" in field:
        types = field["type"]
        return {**field, "type": [*(types if isinstance(types, list) else [types]), "null"]}
    if "enum" in field:
        return field
    about: dict[str, Any] = {key: field[key] for key in ("title", "description", "default") if key in field}
    rest = {key: value for key, value in field.items() if key not in about}
    accepted = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**about, "anyOf": [*(one for one in accepted if one != _EMPTY), _EMPTY]}


def _is_empty(key: str, value: object) -> bool:
    is_english = isinstance(value, str) and value.isascii() and key in ("title", "description")
    return is_english or (key == "default" and (value in ("", [], None) or isinstance(value, bool)))
