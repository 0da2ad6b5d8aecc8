"""Whatever a template makes a library throw ends in a sentence with the file's name, in `check` and in `build` alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.files import ROOT

from generators.outputs.planning import Templates
from generators.problems import TemplateError
from generators.verbs.check_files import check_files
from generators.verbs.making import faults_in_template
from generators.word.package import read_parts, write_parts
from generators.word.parts import main_part, part_of
from generators.workspace.workspace import Workspace

BASE = read_parts((ROOT / "templates/task_sheet.docx").read_bytes(), "a.docx")
BODY, STYLES = main_part(BASE), part_of(BASE, "styles")
Parts = dict[str, bytes]


def with_text(text: str) -> Parts:
    head, start, rest = BASE[BODY].partition(b"<w:body>")
    return {**BASE, BODY: head + start + f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode() + rest}


UNREADABLE: dict[str, Callable[[], Parts]] = {
    "GBK": lambda: {**BASE, BODY: BASE[BODY].replace(b"UTF-8", b"GBK", 1).decode().encode("gbk")},
    "unknown encoding": lambda: {**BASE, BODY: BASE[BODY].replace(b"UTF-8", b"foo-8", 1)},
    "UTF-7": lambda: {**BASE, BODY: BASE[BODY].replace(b"UTF-8", b"UTF-7", 1)},
    "sizes that are no numbers": lambda: {**BASE, STYLES: BASE[STYLES].replace(b'<w:sz w:val="', b'<w:sz w:val="x')},
    "no styles": lambda: {name: part for name, part in BASE.items() if name != STYLES},
    "blocks within blocks": lambda: with_text("{% if 单位 %}" * 400 + "x" + "{% endif %}" * 400),
    "brackets within brackets": lambda: with_text("{{ " + "(" * 2000 + "单位" + ")" * 2000 + " }}"),
}


@pytest.mark.parametrize("parts", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_template_is_named_and_not_built(workspace: Path, parts: Callable[[], Parts]) -> None:
    (workspace / "templates/task_sheet.docx").write_bytes(write_parts(parts()))
    checked = check_files(Workspace(workspace), ["templates/task_sheet.docx"])
    assert checked.exit_code == 1 and all(finding.hint for finding in checked.findings)
    templates = Templates(Workspace(workspace), faults_in_template)
    templates.digest("task_sheet.docx")
    templates.compile(["task_sheet.docx"])
    with pytest.raises(TemplateError):
        templates.get("task_sheet.docx")
