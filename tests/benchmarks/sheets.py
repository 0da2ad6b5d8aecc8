"""Task sheets made by `duban build`, by docxtpl, and by writing the finished bytes; then a build without and with an edit."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from processes import Cost, duban, medians, run
from workspaces import edit, workspace

BUILD = ("build", "--kind", "task-sheet")
MOST = 2_000  # sheets that docxtpl makes, whose time is the same for each: for more, its costs are multiplied


def worker(name: str, folder: Path) -> Cost:
    """Run one of _WORKERS in a process of its own."""
    return run(__file__, name, str(folder))


# -- what runs in a process of its own --------------------------------------------------------------------------------


def _lay_records(folder: Path) -> None:
    """Lay what the other sides are given: the fields of every sheet as JSON, a template without our own tags."""
    from generators.dossier.load import load
    from generators.kinds import TASK_SHEET
    from generators.word.package import read_parts, write_parts
    from generators.word.parts import text_parts
    from generators.word.tags import with_own_tags
    from generators.workspace.workspace import Workspace

    own = Workspace(folder)
    dossier = load(own.content_files("work")).dossier
    assert dossier is not None
    outputs = list(TASK_SHEET.outputs(dossier))[:MOST]
    records = [[Path(one.path).name, {**one.fields}] for one in outputs]
    (folder / "records.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    file, raw = own.template(TASK_SHEET.template())
    parts = read_parts(raw, file)
    plain = with_own_tags(parts, text_parts(parts)).xml
    (folder / "plain.docx").write_bytes(write_parts({**parts, **{name: xml.encode() for name, xml in plain.items()}}))


def _by_docxtpl(folder: Path, *, one_object: bool = False) -> None:
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


def _by_writing(folder: Path) -> None:
    """Write the finished documents again, by nothing but a temporary file and a rename."""
    out = folder / "bytes"
    out.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "finished.zip") as archive:
        for name in archive.namelist():
            (out / "~temporary").write_bytes(archive.read(name))
            (out / "~temporary").replace(out / Path(name).name)


_WORKERS: dict[str, Callable[[Path], None]] = {
    "records": _lay_records,
    "naive": _by_docxtpl,
    "one": lambda folder: _by_docxtpl(folder, one_object=True),
    "bytes": _by_writing,
}

# -- the measuring ------------------------------------------------------------------------------------------------------


def _text(raw: bytes) -> str:
    """All that a reader sees of the body, run together."""
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml))


def _sheets_of(folder: Path) -> list[Path]:
    return sorted((folder / "output" / "work" / "任务清单").glob("*.docx"))


def _prepare(folder: Path, size: int) -> None:
    """A workspace of a size, and what the other sides need."""
    workspace(folder, size)
    worker("records", folder)
    duban(folder, *BUILD)
    with zipfile.ZipFile(folder / "finished.zip", "w", zipfile.ZIP_STORED) as archive:
        for file in _sheets_of(folder):
            archive.write(file, file.name)


def _making(folder: Path, size: int) -> dict[str, Cost]:
    """One round: each way of making the documents, then a build without an edit, and after one."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    naive, one = worker("naive", folder), worker("one", folder)
    costs = {"docxtpl": _of_all(naive, size), "docxtpl, one object": _of_all(one, size), "duban": duban(folder, *BUILD)}
    costs |= {"writing the bytes": worker("bytes", folder), "no edit": duban(folder, *BUILD)}
    for file in _sheets_of(folder)[:MOST]:
        assert _text(file.read_bytes()) == _text((folder / "docxtpl" / file.name).read_bytes()), file
    notice = folder / "content" / "work" / "notice.yaml"
    kept = notice.read_text("utf-8")
    edit(folder, 1)
    costs["changes"] = duban(folder, "changes")
    costs["one edit"] = duban(folder, *BUILD)
    notice.write_text(kept, "utf-8")
    return costs


def _of_all(cost: Cost, size: int) -> Cost:
    times = max(size / MOST, 1)
    return Cost(cost.cpu * times, cost.wall * times, cost.memory)


def report_making(folder: Path, size: int, rounds: int) -> None:
    """The costs of each way for so many sheets, beside docxtpl and beside making all."""
    _prepare(folder, size)
    costs = medians([_making(folder, size) for _ in range(rounds)])
    full, naive = costs["duban"].cpu, costs["docxtpl"].cpu
    of = f" (docxtpl: of {MOST}, multiplied)" if size > MOST else ""
    print(f"\n{size} sheets               CPU s   clock s   MiB   docxtpl ÷ it   it ÷ full build{of}")
    for name, cost in costs.items():
        ratios = f"{naive / cost.cpu:12.1f} {cost.cpu / full:16.1%}"
        print(f"{name:22s} {cost.cpu:8.2f} {cost.wall:8.2f} {cost.memory:6.0f} {ratios}", flush=True)
    above = (costs["one edit"].cpu - costs["no edit"].cpu) / full
    print(f"one edit above no edit: {above:.1%} of a full build")


if __name__ == "__main__":
    _WORKERS[sys.argv[1]](Path(sys.argv[2]))
