"""JSON Schemas of the content files, from the models: editors complete and check with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from generators.dossier.models import Notice, Units
from generators.dossier.returns import Return
from generators.dossier.units import UnitList
from generators.dossier.values import ISSUER

# The file of each schema, relative to content/, with the model it describes.
SCHEMAS: dict[str, type[BaseModel]] = {
    "notice.schema.json": Notice,
    "departments.schema.json": Units,
    "return.schema.json": Return,
}


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
            cleaned[key] = {name: {"title": name, **_clean(field, choices)} for name, field in value.items()}
        elif key == "$defs":
            cleaned[key] = {
                name: _clean({**model, "description": "", "title": ""}, choices) for name, model in value.items()
            }
        elif not _is_empty(key, value):
            cleaned[key] = _clean(value, choices)
    return cleaned


def _is_empty(key: str, value: object) -> bool:
    is_english = isinstance(value, str) and value.isascii() and key in ("title", "description")
    return is_english or (key == "default" and (value in ("", [], None) or isinstance(value, bool)))
