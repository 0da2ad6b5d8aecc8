"""Validation of a content file by its model: pydantic's errors as Chinese problems with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generators.dossier.source import MOST_PROBLEMS, Path, Source, read, unlisted
from generators.dossier.values import Known, likely
from generators.problems import Place, Problem, error

Model = TypeVar("Model", bound=BaseModel)


def model_keys(model: type[BaseModel]) -> set[str]:
    """Every key that may occur anywhere in a file of this model."""
    found: set[str] = set()
    waiting: list[Any] = [model]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen.add(kind)
            for field in kind.model_fields.values():
                found.add(field.alias or "")
                waiting.append(field.annotation)
        waiting.extend(get_args(kind))
    return found


def read_source(raw: bytes, file: str, model: type[BaseModel], *, verbatim: bool = False) -> Source:
    """Read a file whose content is a `model`. Faults of the text are in `Source.problems`; `verbatim`: see `read`."""
    return read(raw, file, model_keys(model), verbatim=verbatim)


def validate(model: type[Model], source: Source, known: Known | None = None) -> tuple[Model | None, list[Problem]]:
    """The content of a source as `model` (None if it has errors), and all its problems, those of its text included.

    `known` are the names that the content may refer to."""
    problems = list(source.problems)
    if source.data is None:
        if not problems:
            problems.append(error("文件是空的", "对照示例写上内容", Place(source.file, 1, 1)))
        return None, problems
    try:
        content = model.model_validate(source.data, context=known)
    except ValidationError as faults:
        problems += _translate(faults, model, source)
        return None, problems
    return (None if source.spoiled else content), problems


def _translate(faults: ValidationError, model: type[BaseModel], source: Source) -> Iterator[Problem]:
    shown = [fault for fault in faults.errors(include_url=False) if not source.is_spoiled(fault["loc"])]
    unknown = [fault["loc"] for fault in shown if fault["type"] == "extra_forbidden"]
    for fault in shown[:MOST_PROBLEMS]:
        path: Path = fault["loc"]
        if _follows_from_another(fault, unknown):
            continue
        message, hint = _sentence(fault, path, _model_at(model, path))
        yield error(message, hint, _place(fault["type"], path, source))
    yield from unlisted(shown, source.file)


def _follows_from_another(fault: ErrorDetails, unknown: list[Path]) -> bool:
    """Whether a fault only follows from another one: a missing key from a misspelt one, half a bracket."""
    path = fault["loc"]
    if fault["type"] == "missing":
        beside = [str(other[-1]) for other in unknown if other[:-1] == path[:-1]]
        return bool(likely(str(path[-1]), beside))
    return fault["type"] == "extra_forbidden" and str(path[-1]).endswith(("】", "］"))


def _place(kind: str, path: Path, source: Source) -> Place:
    """The place of the value; of the key where that is unknown or missing, of its colon where that is full-width."""
    if kind not in ("extra_forbidden", "missing"):
        return source.place(path)
    place, colon = source.key_place(path), str(path[-1]).find("：")
    return replace(place, column=(place.column or 1) + colon) if colon > 0 else place


def _sentence(fault: ErrorDetails, path: Path, owner: type[BaseModel] | None) -> tuple[str, str]:
    """Message and hint for one fault of pydantic."""
    kind, value, context = fault["type"], fault["input"], fault.get("ctx", {})
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if kind == "duban":
        return context["message"], context["hint"]
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), owner)
    if kind == "missing":
        return f"缺少“{path[-1]}”", f"补上“{path[-1]}: ”"
    if kind == "list_type":
        if isinstance(value, str) and value.startswith(("【", "［")):
            return f"方括号是全角“{value[0]}”", "改成半角的 [ ]"
        if isinstance(value, dict):
            return f"“{name}”下面要写成列表", "每一项前面加“- ”"
        return f"“{name}”要写成列表", "写成 [甲, 乙]，只有一项也要加方括号；长的文字另起一行，前面加“- ”"
    if kind in ("model_type", "dict_type"):
        return _not_a_mapping(name, value, owner)
    if kind == "string_type":
        return f"“{name}”要写一句话，不是列表或分项", "写在冒号后面，同一行"
    if kind in ("enum", "literal_error", "bool_type", "bool_parsing"):
        choices = re.findall(r"'([^']+)'", str(context.get("expected", ""))) or ["是", "否"]
        return f"“{name}”不能是“{value}”", "只能写 " + "、".join(choices)
    return f"“{name}”的写法不对", "对照示例改正"


def _unknown_key(key: str, owner: type[BaseModel] | None) -> tuple[str, str]:
    if "：" in key:
        return "冒号是全角“：”", "改成半角“: ”，后面空一格"
    if ":" in key:
        return "冒号后面没有空格", "在“:”后面空一格"
    if key != key.strip():
        return "行首用了全角空格", "改成半角空格，每级两个"
    keys = [field.alias or "" for field in owner.model_fields.values()] if owner else []
    near = likely(key, keys)
    if not near and (len(key) > 5 or "内容" in keys):
        return f"不认识“{key}”这个键", "若是句子里有“: ”，改成全角“：”，或给整句加英文双引号"
    return f"不认识“{key}”", near or "这里可以写：" + "、".join(keys)


def _not_a_mapping(name: str, value: Any, owner: type[BaseModel] | None) -> tuple[str, str]:
    keys = [field.alias or "" for field in owner.model_fields.values()] if owner else []
    start = re.match(r"\s*(\w+)\s?[：:]", value) if isinstance(value, str) else None
    if start and start[1] in keys:
        return "冒号是全角“：”或后面没有空格", "改成半角“: ”，后面空一格"
    if isinstance(value, list):
        return (
            f"“{name}”要分项写，不是列表" if name else "这里要分项写，不是列表",
            "写成“键: 值”，可以写：" + "、".join(keys),
        )
    return "这里要分项写，不能只写一句话", "分成“键: 值”几行，可以写：" + "、".join(keys)


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that has the keys at the path (the path of an unknown key counts as its owner's)."""
    here: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and here is not None:
            field = next((field for field in here.model_fields.values() if field.alias == step), None)
            if field is None:
                return here
            here = _inner_model(field.annotation)
    return here


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner_model(part))), None)
