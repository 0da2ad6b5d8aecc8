"""How much faster a volume of 500 sheets is than rendering each and appending the finished files to one another.

    python tests/benchmarks/volume.py [SHEETS]

The other side is what python-docx is commonly used for: open every finished file, copy its body after a page break
into the first one, save. It neither keeps page numbers apart nor numbers controls. Prints both times and the ratio.
"""

from __future__ import annotations

import copy
import io
import re
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import docx

from generators.dossier.load import load
from generators.kinds import all_kinds
from generators.word.render import CompiledTemplate
from generators.workspace.workspace import Workspace

Made = TypeVar("Made")


def main(sheets: int) -> None:
    workspace = Workspace(Path(__file__).parents[2])
    dossier = load(workspace.content_files(workspace.choose("2013-open-government"))).dossier
    assert dossier is not None
    kind = next(kind for kind in all_kinds() if kind.command == "task-sheets")
    outputs, (file, raw) = list(kind.outputs(dossier)), workspace.template(kind.template())
    fields = [outputs[number % len(outputs)].fields for number in range(sheets)]
    template = CompiledTemplate(raw, file)
    ours, volume = timed(lambda: template.render_volume(fields, {}))
    finished, files = timed(lambda: [template.render(one, {}) for one in fields])
    merging, merged = timed(lambda: appended(files))
    assert text(volume) == text(merged)
    print(f"volume                 {ours:7.2f} s for {sheets} sheets, {len(volume) / 1e6:.1f} MB")
    print(f"finished, then merged  {finished + merging:7.2f} s ({finished:.2f} s and {merging:.2f} s)")
    print(f"ratio                  {(finished + merging) / ours:7.1f}")
    print(f"ratio, merging alone   {merging / ours:7.1f}")


def appended(files: list[bytes]) -> bytes:
    whole = docx.Document(io.BytesIO(files[0]))
    for raw in files[1:]:
        whole.add_page_break()
        for block in docx.Document(io.BytesIO(raw)).element.body:
            if not block.tag.endswith("}sectPr"):
                whole.element.body.insert(len(whole.element.body) - 1, copy.deepcopy(block))
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()


def text(raw: bytes) -> str:
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml))


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
