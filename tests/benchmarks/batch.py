"""How much faster a batch of task sheets is than docxtpl used as everyone uses it: one process each, same template.

    python tests/benchmarks/batch.py [RUNS]

Prints the time of both for the 32 sheets of the 2013 notice and the ratio of the medians, taken in turn in one run,
so that a busy machine slows both. Every pair of documents is compared as text first.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from generators.dossier.load import load
from generators.kinds import all_kinds
from generators.plan import Output
from generators.word.package import read_parts, write_parts
from generators.word.render import CompiledTemplate
from generators.word.tags import with_own_tags
from generators.word.xml import TEXT_PARTS
from generators.workspace.workspace import Workspace


def main(runs: int) -> None:
    workspace = Workspace(Path(__file__).parents[2])
    dossier = load(workspace.content_files(workspace.choose("2013-open-government"))).dossier
    assert dossier is not None
    kind = next(kind for kind in all_kinds() if kind.command == "task-sheets")
    outputs, (file, raw) = list(kind.outputs(dossier)), workspace.template(kind.template())
    plain = without_own_tags(raw, file)
    assert [text(one) for one in ours(raw, file, outputs)] == [text(one) for one in naive(plain, outputs)]
    times: dict[str, list[float]] = {"duban": [], "docxtpl": []}
    for _ in range(runs):
        times["duban"].append(timed(lambda: ours(raw, file, outputs)))
        times["docxtpl"].append(timed(lambda: naive(plain, outputs)))
    for name, values in times.items():
        print(f"{name:8} {statistics.median(values) * 1000:8.1f} ms for {len(outputs)} documents")
    print(f"ratio    {statistics.median(times['docxtpl']) / statistics.median(times['duban']):8.1f}")


def ours(raw: bytes, file: str, outputs: list[Output]) -> list[bytes]:
    template = CompiledTemplate(raw, file)
    return [template.render(output.fields, {"dc:title": output.title}) for output in outputs]


def without_own_tags(raw: bytes, file: str) -> bytes:
    """The same template for docxtpl, which does not know our tags."""
    parts = read_parts(raw, file)
    carried = with_own_tags(parts, filter(TEXT_PARTS.fullmatch, parts))
    return write_parts({**parts, **{name: xml.encode() for name, xml in carried.xml.items()}})


def naive(raw: bytes, outputs: list[Output]) -> list[bytes]:
    made = []
    for output in outputs:
        template, buffer = DocxTemplate(io.BytesIO(raw)), io.BytesIO()
        template.render(dict(output.fields), Environment(autoescape=True))
        template.save(buffer)
        made.append(buffer.getvalue())
    return made


def text(raw: bytes) -> str:
    """All that a reader sees of the body, run together."""
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
