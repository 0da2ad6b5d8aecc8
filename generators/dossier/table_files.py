"""表格 written as the name of a workbook beside notice.yaml: the table in it takes the place of the name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generators.dossier.content_files import WORKBOOKS, TableFile
from generators.dossier.source import Path, Source
from generators.problems import error, warning
from generators.wording import listed

_KEY = "表格"


def insert_tables(source: Source, tables: Mapping[str, TableFile]) -> None:
    """Put tables (by the names of their files) where the data names them; what is wrong becomes a problem there."""
    source.data = _with_tables(source.data, (), source, tables)


def _with_tables(value: Any, path: Path, source: Source, tables: Mapping[str, TableFile]) -> Any:
    if isinstance(value, dict):
        return {key: _with_tables(one, (*path, key), source, tables) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_tables(one, (*path, at), source, tables) for at, one in enumerate(value)]
    if isinstance(value, str) and path[-1:] == (_KEY,):
        return _table(value.strip(), path, source, tables)
    return value


def _table(name: str, path: Path, source: Source, tables: Mapping[str, TableFile]) -> dict[str, Any]:
    place = source.place(path)
    if name not in tables:
        source.spoil(path, error(*_missing(name, tables), place))
        return {}
    table = tables[name]
    for message, hint in table.left_out:
        source.problems.append(warning(message, hint, place))
    for message, hint in table.faults:
        source.spoil(path, error(message, hint, place))
    head, *rows = table.rows or [[]]
    return {"表头": head, "行": rows, **({"上层表头": list(table.upper)} if table.upper else {})}


def _missing(name: str, tables: Mapping[str, TableFile]) -> tuple[str, str]:
    if not name.lower().endswith(WORKBOOKS):
        return f"“{name}”不是表格", "写成 表格: { 表头: [甲, 乙], 行: [] }，或 Excel 文件的名称，如 名单.xlsx"
    if "/" in name or "\\" in name:
        return f"“{name}”带着路径", "把文件放进 notice.yaml 所在的文件夹，这里只写文件名"
    found = f"；那里有的：{listed(sorted(tables))}" if tables else ""
    return f"notice.yaml 旁边没有“{name}”", f"把文件放进 notice.yaml 所在的文件夹，文件名要一字不差{found}"
