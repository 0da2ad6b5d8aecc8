"""YAML in the layout of a file written by hand: lists under a key indented by two, names and leads in flow style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generators.dossier.yaml_scalar import scalar
from generators.importer.remarks import REMARK

_FLOW_LISTS = {
    *("部门", "配合", "指导", "责任", "对象", "成员", "统称", "文书", "抄送", "联合发文", "签发人", "别名"),
    *("填报", "填报栏目", "上层表头", "表头", "表格列"),
}
_FLOW_MAPS = {"牵头", "牵头句式"}
_WIDTH = 110


@dataclass(frozen=True)
class Remarked:
    """A value with a remark for the clerk behind it."""

    value: Any
    remark: str


def flow(value: Any) -> str:
    """A value in flow style: [甲, 乙], { 部门: [甲] }."""
    if isinstance(value, Remarked):
        return flow(value.value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, str):
        return scalar(value)
    return "[" + ", ".join(map(flow, value)) + "]"


def yaml_text(data: Mapping[str, Any], head: Sequence[str] = (), blank_before: Sequence[str] = ()) -> str:
    """A mapping as a YAML file; `head` are comments above, `blank_before` keys with an empty line above them."""
    lines = [f"# {line}" for line in head]
    for key, value in data.items():
        if key in blank_before:
            lines.append("")
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    remark = ""
    if isinstance(value, Remarked):
        value, remark = value.value, f"{REMARK}{value.remark}"
    if isinstance(value, str):
        written = scalar(value, in_flow=False) if value or key == "表述" else ""
        yield f"{indent}{key}: {written}".rstrip() + remark
    elif _is_flow(key, value):
        yield f"{indent}{key}: {flow(value)}{remark}"
    else:
        yield f"{indent}{key}:{remark}"
        if isinstance(value, Mapping):
            for inner, one in value.items():
                yield from _entry(inner, one, f"{indent}  ")
        else:
            yield from _items(value, f"{indent}  ")


def lines_of(key: str | None, value: Any, indent: str) -> list[str]:
    """A value as lines of YAML: behind its key, or as an entry of a list where the key is None."""
    return list(_items([value], indent) if key is None else _entry(key, value, indent))


def _is_flow(key: str, value: Any) -> bool:
    if key in _FLOW_MAPS or key in _FLOW_LISTS:
        return True
    names = isinstance(value, Sequence) and all(isinstance(one, str) for one in value)
    return key == "时限" and names


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        remark = ""
        if isinstance(value, Remarked):
            value, remark = value.value, f"{REMARK}{value.remark}"
        if isinstance(value, list):
            yield f"{indent}- {flow(value)}"
        elif isinstance(value, Mapping):
            if _fits(value, indent):
                yield f"{indent}- {flow(value)}{remark}"
                continue
            lines = [line for key, inner in value.items() for line in _entry(key, inner, f"{indent}  ")]
            yield f"{indent}- {lines[0].strip()}{remark}"
            yield from lines[1:]
        else:
            yield f"{indent}- {scalar(value, in_flow=False)}{remark}"


def _fits(value: Mapping[str, Any], indent: str) -> bool:
    """Whether an entry is a short row of plain values, as a deadline's or a unit's."""
    if not {"名称", "事由"} <= set(value) and not {"名称", "成员"} <= set(value) and "序号" not in value:
        return False
    if any(isinstance(inner, Remarked) for inner in value.values()):
        return False
    return len(indent) + len(flow(value)) <= _WIDTH


def plain(value: Any) -> Any:
    """A value without its remarks."""
    if isinstance(value, Remarked):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return value if isinstance(value, str) else [plain(one) for one in value]
