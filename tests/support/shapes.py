"""Small notices of any shape: a head and units, to which a test adds what it is about."""

from __future__ import annotations

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load

UNITS = """\
类别:
  - { 名称: 省直部门, 统称: [省政府各部门] }
  - { 名称: 片区, 统称: [各片区], 归入: 地方 }
单位:
  - { 序号: 10, 名称: 省财政厅, 类别: 省直部门 }
  - { 序号: 20, 名称: 省审计厅, 类别: 省直部门 }
  - { 序号: 30, 名称: 省教育厅, 类别: 省直部门 }
  - { 序号: 40, 名称: 东片区管理局, 简称: 东片区, 类别: 片区 }
  - { 序号: 50, 名称: 西片区管理局, 简称: 西片区, 类别: 片区 }
"""
ISSUER = "某省人民政府"
HEAD = f"标题: 某省关于做好某事的意见\n发文机关: {ISSUER}\n主送机关: 各单位\n成文日期: 2022-05-10\n"


def problems(notice: str, units: str = UNITS, *, places: bool = False) -> list[str]:
    files = ContentFiles("某事", ("departments.yaml", units.encode()), ("notice.yaml", (HEAD + notice).encode()))
    found = load(files).problems
    return [str(one) if places else f"{one.severity}: {one.message}" for one in found]


def dossier(notice: str, units: str = UNITS, issuer: str = ISSUER) -> Dossier:
    text = HEAD.replace(ISSUER, issuer) + notice
    files = ContentFiles("某事", ("departments.yaml", units.encode()), ("notice.yaml", text.encode()))
    loaded = load(files)
    assert loaded.dossier is not None, loaded.problems
    return loaded.dossier
