"""Returns as a clerk would keep them: how they are laid into a workspace, one of a lead, one of a city."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from support.files import NOTICE

Returned = Callable[..., None]


def lay_return(workspace: Path, unit: str, *lines: str, **keys: str) -> None:
    """A return's file: lines of YAML as they stand, then keys with their values; 单位 unless the lines begin with it."""
    folder = workspace / "content" / NOTICE / "returns"
    folder.mkdir(exist_ok=True)
    text = "\n".join([*lines, *(f"{key}: {value}" for key, value in keys.items())])
    named = text if text.startswith("单位") else f"单位: {unit}\n{text}"
    (folder / f"{unit}.yaml").write_text(named.rstrip("\n") + "\n", "utf-8")


FINANCE = """\
单位: 省财政厅
收到日期: 2013-12-10
方案报送日期: 2013-09-05
开通日期: 2013-10-18
进展:
  - 事项: 推进财政预算决算和“三公”经费公开
    措施: 着力推进“三公”经费公开
    完成状态: 推进中
    进展情况: 印发了细化公开的通知。
    公开数据: 公开 100 个部门预算
    存在问题: 口径不一
    下一步打算: 统一口径
  - 事项: 加强制度建设
    完成状态: 已完成
    进展情况: 建立了考核制度
"""
SHENYANG = """\
单位: 沈阳
收到日期: 2013-12-16
进展:
  - 事项: 推进保障性住房信息公开
    完成状态: 已完成
    进展情况: 公开了分配信息
    存在问题: 无
    下一步打算: 暂无。
"""
