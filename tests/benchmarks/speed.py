"""How fast documents are made, beside docxtpl as everyone uses it: one run, in turn, fresh processes, CPU seconds.

    python tests/benchmarks/speed.py [SIZE ...] [--rounds N] [--growth UNITS ...]

For each SIZE so many task sheets are made from one workspace: by `duban build --kind task-sheet` (reading YAML, checks,
planning, records included), by docxtpl with a template object for each document and with one for all (given the fields
that were planned), and by writing the finished bytes. What docxtpl makes is compared as text. Then a build without an
edit, and after one. `--growth`: how the time of commands grows with the number of units. Medians of all rounds.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
# Modules compiled once, as where the tool is installed, whatever the machine says.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": tempfile.gettempdir() + "/duban-benchmark-compiled"}
FORMS = str(Path("output") / "work" / "进展情况报送表")
COMMANDS = (
    *(["build"], ["build"], ["pack"], ["collect", FORMS], ["check"], ["status", "--on", "2013-12-20"], ["ledger"]),
    *(["build", "--kind", "progress-summary"], ["reminders", "--on", "2013-12-20"]),
)

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


class Cost(NamedTuple):
    """What a process took: CPU seconds, seconds by the clock, MiB at most."""

    cpu: float
    wall: float
    memory: float


def run(*command: str) -> Cost:
    """Run a process to its end."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def duban(folder: Path, *arguments: str) -> Cost:
    paths = [str(folder / one) if one == FORMS else one for one in arguments]
    return run(str(ROOT / "cli.py"), "-C", str(folder), *paths)


def worker(name: str, folder: Path) -> Cost:
    """Run one of WORKERS in a process of its own."""
    return run(__file__, "--worker", name, str(folder))


# -- what runs in a process of its own --------------------------------------------------------------------------------


def lay_records(folder: Path) -> None:
    """Lay what the other sides are given: the fields of every sheet as JSON, a template without our own tags."""
    from generators.dossier.load import load
    from generators.kinds import TASK_SHEET
    from generators.word.package import read_parts, write_parts
    from generators.word.parts import text_parts
    from generators.word.tags import with_own_tags
    from generators.workspace.workspace import Workspace

    workspace = Workspace(folder)
    dossier = load(workspace.content_files("work")).dossier
    assert dossier is not None
    outputs = list(TASK_SHEET.outputs(dossier))
    records = [[Path(one.path).name, {**one.fields}] for one in outputs]
    (folder / "records.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    file, raw = workspace.template(TASK_SHEET.template())
    parts = read_parts(raw, file)
    plain = with_own_tags(parts, text_parts(parts)).xml
    (folder / "plain.docx").write_bytes(write_parts({**parts, **{name: xml.encode() for name, xml in plain.items()}}))


def by_docxtpl(folder: Path, *, one_object: bool = False) -> None:
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    out, environment = folder / "docxtpl", Environment(autoescape=True)
    out.mkdir(exist_ok=True)
    template = DocxTemplate(folder / "plain.docx")
    for name, fields in json.loads((folder / "records.json").read_text("utf-8")):
        if not one_object:
            template = DocxTemplate(folder / "plain.docx")
        template.render(fields, environment)
        template.save(out / name)


def by_writing(folder: Path) -> None:
    """Write the finished documents again, by nothing but a temporary file and a rename."""
    out = folder / "bytes"
    out.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "finished.zip") as archive:
        for name in archive.namelist():
            (out / "~temporary").write_bytes(archive.read(name))
            (out / "~temporary").replace(out / Path(name).name)


WORKERS: dict[str, Callable[[Path], None]] = {
    "records": lay_records,
    "naive": by_docxtpl,
    "one": lambda folder: by_docxtpl(folder, one_object=True),
    "bytes": by_writing,
}

# -- the measuring ------------------------------------------------------------------------------------------------------


def text(raw: bytes) -> str:
    """All that a reader sees of the body, run together."""
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml))


def sheets_of(folder: Path) -> list[Path]:
    return sorted((folder / "output" / "work" / "任务清单").glob("*.docx"))


def prepare(folder: Path, size: int) -> None:
    """A workspace of a size, what the other sides need, and both sides' documents compared as text."""
    workspace(folder, size)
    worker("records", folder)
    duban(folder, "build", "--kind", "task-sheet")
    with zipfile.ZipFile(folder / "finished.zip", "w", zipfile.ZIP_STORED) as archive:
        for file in sheets_of(folder):
            archive.write(file, file.name)


def making(folder: Path) -> dict[str, Cost]:
    """One round: each way of making the documents, then a build without an edit, and after one."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    sheet = ("build", "--kind", "task-sheet")
    costs = {"docxtpl": worker("naive", folder), "docxtpl, one object": worker("one", folder)}
    costs |= {"duban": duban(folder, *sheet), "writing the bytes": worker("bytes", folder)}
    costs["no edit"] = duban(folder, *sheet)
    for file in sheets_of(folder):
        assert text(file.read_bytes()) == text((folder / "docxtpl" / file.name).read_bytes()), file
    notice = folder / "content" / "work" / "notice.yaml"
    kept = notice.read_text("utf-8")
    notice.write_text(kept.replace("做好第1项工作的第1部分", "全面做好第1项工作的第1部分"), "utf-8")
    costs["one edit"] = duban(folder, *sheet)
    notice.write_text(kept, "utf-8")
    return costs


def medians(rounds: list[dict[str, Cost]]) -> dict[str, Cost]:
    return {
        name: Cost(*(statistics.median(column) for column in zip(*(one[name] for one in rounds), strict=True)))
        for name in rounds[0]
    }


def report_making(size: int, costs: dict[str, Cost]) -> None:
    full, naive = costs["duban"].cpu, costs["docxtpl"].cpu
    print(f"\n{size} sheets               CPU s   clock s   MiB   docxtpl ÷ it   it ÷ full build")
    for name, cost in costs.items():
        ratios = f"{naive / cost.cpu:12.1f} {cost.cpu / full:16.1%}"
        print(f"{name:22s} {cost.cpu:8.2f} {cost.wall:8.2f} {cost.memory:6.0f} {ratios}", flush=True)
    above = (costs["one edit"].cpu - costs["no edit"].cpu) / full
    print(f"one edit above no edit: {above:.1%} of a full build")


def report_growth(folder: Path, units: list[int], rounds: int) -> None:
    """The exponent of each command's CPU time over the number of units, start-up taken off."""
    least = min(duban(folder, "--help").cpu for _ in range(3))
    taken: dict[str, list[float]] = {}
    for size in units:
        found = []
        for _ in range(rounds):
            workspace(folder, size, returned=True)
            found.append({_name(number): duban(folder, *command) for number, command in enumerate(COMMANDS)})
        for name, cost in medians(found).items():
            taken.setdefault(name, []).append(cost.cpu)
    print(f"\nCPU s for units         {'  '.join(map(str, units))}   exponent")
    for name, costs in taken.items():
        exponent = math.log((costs[-1] - least) / (costs[0] - least)) / math.log(units[-1] / units[0])
        print(f"{name:30s} {'  '.join(f'{cost:.2f}' for cost in costs)}   {exponent:.2f}", flush=True)


def _name(number: int) -> str:
    words = " ".join(COMMANDS[number][:1] if FORMS in COMMANDS[number] else COMMANDS[number])
    return f"{words} without an edit" if COMMANDS[number] in COMMANDS[:number] else words


def report_help(rounds: int) -> None:
    run(str(ROOT / "cli.py"), "--help")  # compiled
    found = [{"help": run(str(ROOT / "cli.py"), "--help"), "click": run("-c", "import click")} for _ in range(rounds)]
    costs = medians(found)
    print(
        f"\n--help {costs['help'].cpu * 1000:.0f} ms, import click {costs['click'].cpu * 1000:.0f} ms: "
        f"{costs['help'].cpu / costs['click'].cpu:.2f}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--growth", nargs="*", type=int, default=[])
    options.add_argument("--worker", nargs=2)
    given = options.parse_args()
    if given.worker:
        WORKERS[given.worker[0]](Path(given.worker[1]))
        return
    with tempfile.TemporaryDirectory() as temporary:
        report_help(max(given.rounds, 1))
        for size in given.sizes:
            prepare(Path(temporary) / "work", size)
            report_making(size, medians([making(Path(temporary) / "work") for _ in range(given.rounds)]))
        if given.growth:
            report_growth(Path(temporary) / "growth", given.growth, given.rounds)


if __name__ == "__main__":
    main()
