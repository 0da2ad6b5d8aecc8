"""What it costs to regenerate after an edit, beside making every document anew: some 2,000 outputs, whole commands.

    python tests/benchmarks/rebuild.py [UNITS]

The other side is what tools without a memory do after any edit: everything again. Prints times and ratios of one run.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOGETHER = 10  # units that lead one item
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


def main(units: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        notice = workspace / "content" / "work" / "notice.yaml"
        notice.parent.mkdir(parents=True)
        names = [f"省第{number}厅" for number in range(1, units + 1)]
        rows = [f"  - {{ 序号: {number * 10}, 名称: {name}, 类别: 省直部门 }}" for number, name in enumerate(names, 1)]
        (workspace / "content" / "departments.yaml").write_text("\n".join(["单位:", *rows, ""]), "utf-8")
        leads = [names[at : at + TOGETHER] for at in range(0, units, TOGETHER)]
        first = NOTICE + "".join(item(number, some) for number, some in enumerate(leads, 1))
        notice.write_text(first, "utf-8")
        making, outcomes = run(workspace, "build")
        count = len(outcomes)
        print(f"{count} documents made    {making:6.2f} s")
        told("no edit", making, run(workspace, "build"))
        notice.write_text(first.replace("做好第1项工作", "全面做好第1项工作"), "utf-8")
        told("one measure, dry run", making, run(workspace, "build", "--dry-run"))
        told("one measure", making, run(workspace, "build"))
        notice.write_text(first.replace("2013-12-13", "2013-12-20"), "utf-8")
        told("a date all show, dry run", making, run(workspace, "build", "--dry-run"))
        shutil.rmtree(workspace / "output")
        again, _ = run(workspace, "build")
        print(f"everything anew         {again:6.2f} s")


def item(number: int, units: list[str]) -> str:
    return (
        f"        - 标题: 推进第{number}项工作\n          措施:\n            - 做好第{number}项工作。要及时公开有关信息。\n"
        f"            - 加强第{number}项工作的监督检查。\n          牵头: {{ 部门: [{', '.join(units)}], 方式: 分别牵头 }}\n"
    )


def run(workspace: Path, *arguments: str) -> tuple[float, list[str]]:
    command = [sys.executable, str(ROOT / "cli.py"), "-C", str(workspace), *arguments, "--json"]
    start = time.perf_counter()
    result = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    taken = time.perf_counter() - start
    return taken, [output["outcome"] for output in json.loads(result.stdout)["outputs"]]


def told(what: str, making: float, done: tuple[float, list[str]]) -> None:
    taken, outcomes = done
    updated = outcomes.count("updated")
    print(f"{what:24s}{taken:6.2f} s, {updated} updated, ratio {making / taken:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 670)
