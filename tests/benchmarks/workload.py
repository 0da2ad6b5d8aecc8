"""Work of any size, made by a script: a notice whose items each bind ten of N units, forms, and what units return."""

from __future__ import annotations

import shutil
from pathlib import Path

TOGETHER = 10  # units that lead one item; each unit leads two, of four measures each
NOTICE = """标题: 某省人民政府办公厅关于做好某项重点工作的通知
发文机关: 某省人民政府办公厅
主送机关: 省政府各厅委
正文: [现将有关工作安排印发给你们，请认真贯彻落实。]
成文日期: 2013-08-20
时限:
  - { 名称: 实施方案, 事由: 报送实施方案, 截止: 2013-09-06, 对象: [牵头部门] }
  - { 名称: 进展报告, 事由: 报送进展情况, 截止: 2013-12-13, 对象: [牵头部门] }
印发件:
  标题: 某项重点工作安排
  部分:
    - 标题: 重点任务
      事项:
"""


def workspace(folder: Path, units: int, *, returned: bool = False) -> Path:
    """A workspace with the notice `work` for so many units; `returned`: with a return of each."""
    shutil.rmtree(folder, ignore_errors=True)
    content = folder / "content" / "work"
    content.mkdir(parents=True)
    names = [f"省第{number}厅" for number in range(1, units + 1)]
    rows = [f"  - {{ 序号: {number * 10}, 名称: {name}, 类别: 省直部门 }}" for number, name in enumerate(names, 1)]
    (content.parent / "departments.yaml").write_text("\n".join(["单位:", *rows, ""]), "utf-8")
    starts = range(0, units, TOGETHER // 2)
    leads = [sorted({(start + turn) % units for turn in range(TOGETHER)}) for start in starts]
    items = [_item(number, [names[one] for one in some]) for number, some in enumerate(leads, 1)]
    (content / "notice.yaml").write_text(NOTICE + "".join(items), "utf-8")
    if returned:
        (content / "returns").mkdir()
        for index, name in enumerate(names):
            led = [number for number, some in enumerate(leads, 1) if index in some]
            (content / "returns" / f"{name}.yaml").write_text(_return(name, led), "utf-8")
    return folder


def _item(number: int, units: list[str]) -> str:
    measures = "".join(
        f"            - {_measure(number, part)}要公开信息，完善“{part}·A&B”机制。\n" for part in range(1, 5)
    )
    return (
        f"        - 标题: 推进第{number}项工作\n          措施:\n{measures}"
        f"          牵头: {{ 部门: [{', '.join(units)}], 方式: 分别牵头 }}\n"
    )


def _measure(number: int, part: int) -> str:
    return f"做好第{number}项工作的第{part}部分，加强监督检查，确保按时完成。"


def _return(name: str, items: list[int]) -> str:
    entries = "".join(
        f"  - 事项: 推进第{number}项工作\n    措施: {_measure(number, part).rstrip('。')}\n    完成状态: 推进中\n"
        f"    进展情况: 第{number}项第{part}部分印发了通知，公开信息{number}条。\n    存在问题: 人手不足。\n"
        for number in items
        for part in range(1, 5)
    )
    return f"单位: {name}\n收到日期: 2013-12-10\n填报人: 张三\n联系电话: 024-1234567\n进展:\n{entries}"
