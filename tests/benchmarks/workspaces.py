"""A notice of any size, its forms filled in, and an edit: what is measured."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from processes import run

TOGETHER = 10  # units that lead one item; where there is an item for five units, each leads two, of four measures each
FORMS = Path("output") / "work" / "进展情况报送表"
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
_TYPED = {"完成状态": "推进中", "填报人": "张三", "联系电话": "024-1234567", "审签人": "李四", "存在问题": "人手不足。"}
_DAYS = {"填表日期": "2013-12-10", "方案报送日期": "2013-09-05"}


def workspace(folder: Path, units: int, items: int = 0) -> Path:
    """A workspace with the notice `work` for so many units, with so many items (0: one for five units)."""
    shutil.rmtree(folder, ignore_errors=True)
    content = folder / "content" / "work"
    content.mkdir(parents=True)
    names = [f"省第{number}厅" for number in range(1, units + 1)]
    rows = [f"  - {{ 序号: {number * 10}, 名称: {name}, 类别: 省直部门 }}" for number, name in enumerate(names, 1)]
    (content.parent / "departments.yaml").write_text("\n".join(["单位:", *rows, ""]), "utf-8")
    starts = (number * TOGETHER // 2 for number in range(items or -(-units * 2 // TOGETHER)))
    leads = [sorted({(start + turn) % units for turn in range(TOGETHER)}) for start in starts]
    written = [_item(number, [names[one] for one in some]) for number, some in enumerate(leads, 1)]
    (content / "notice.yaml").write_text(NOTICE + "".join(written), "utf-8")
    return folder


def _item(number: int, units: list[str]) -> str:
    measures = "".join(
        f"            - 做好第{number}项工作的第{part}部分，加强监督检查，确保按时完成。要公开信息，完善“{part}·A&B”机制。\n"
        for part in range(1, 5)
    )
    return (
        f"        - 标题: 推进第{number}项工作\n          措施:\n{measures}"
        f"          牵头: {{ 部门: [{', '.join(units)}], 方式: 分别牵头 }}\n"
    )


def edit(folder: Path, number: int) -> None:
    """Change a word of one measure of an item."""
    notice = folder / "content" / "work" / "notice.yaml"
    words = f"做好第{number}项工作的第1部分"
    notice.write_text(notice.read_text("utf-8").replace(f" {words}", f" 全面{words}"), "utf-8")


def filled_forms(folder: Path, forms: Path) -> Path:
    """The forms of a workspace as copies in another folder in which everything is filled in; made once."""
    if not forms.exists():
        run(__file__, str(folder / FORMS), str(forms))
    return forms


def _fill(sent: Path, forms: Path) -> None:
    """Runs in a process of its own."""
    from support.filling import document, fill, places

    forms.mkdir()
    for number, form in enumerate(sorted(sent.glob("*.docx")), 1):
        copy = Path(shutil.copyfile(form, forms / form.name))
        asked = places(document(copy))
        own = f"印发了第{number}号通知，公开信息{number}条。"
        fill(copy, {(task, label): (_TYPED | _DAYS).get(label, task + own) for task, label in asked}, "typed")


if __name__ == "__main__":
    _fill(Path(sys.argv[1]), Path(sys.argv[2]))
