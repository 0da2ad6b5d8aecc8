"""A coverage-guided fuzz of the readers: `python -m tests.attack.fuzz READER [SECONDS]`, with atheris installed.

READER is a key of READERS. What a reader may raise for a file is a DubanError; anything else ends the run, and atheris
keeps the bytes (crash-…). Forms and templates are fuzzed by the words in them: a zip or XML of changed
bytes is mostly refused before anything reads it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import atheris

with atheris.instrument_imports(include=["generators"]):
    from attack.packages import text_part
    from generators.characters import NOT_IN_XML
    from generators.dossier.content_files import ContentFiles
    from generators.dossier.load import load
    from generators.excel.open_workbook import opened
    from generators.forms.read import read_form
    from generators.importer.files import blocks_of_file
    from generators.judging.lint import tag_problems
    from generators.office.old_text import stored_text
    from generators.problems import DubanError
    from generators.word.active_content import active_content
    from generators.word.package import read_parts, write_parts
    from generators.word.render import CompiledTemplate

from support.files import ROOT

_FORM = read_parts((ROOT / "templates/report_form.docx").read_bytes(), "a.docx")
_UNITS = (ROOT / "content/departments.yaml").read_bytes()
_NOTICE = ROOT / "content/2013-open-government/notice.yaml"


_CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_LABELS = ("任务", "进展情况", "完成状态", "填报人")


def _with_words(raw: bytes) -> dict[str, bytes]:
    """A form with lines of words in its cells, and above them."""
    lines = list(map(escape, NOT_IN_XML.sub("", raw.decode("utf-8", "replace")).split("\n")))
    rows = "".join(f"<w:tr>{_CELL.format(_LABELS[at % 4])}{_CELL.format(one)}</w:tr>" for at, one in enumerate(lines))
    text = f"<w:p><w:r><w:t>{lines[0]}</w:t></w:r></w:p><w:tbl>{rows}</w:tbl>"
    return {**_FORM, text_part(_FORM): _BODY.format(text).encode()}


def _form(raw: bytes) -> None:
    read_form(write_parts(_with_words(raw)), "a.docx", lambda kind, unit: ())


def _template(raw: bytes) -> None:
    parts = _with_words(raw)
    active_content(parts, "a.docx")
    tag_problems(parts, "a.docx")
    CompiledTemplate(write_parts(parts), "a.docx").render({"单位": "省财政厅", "时限": ["甲"]}, {})


def _old(raw: bytes) -> None:
    try:
        stored_text(raw)
    except ValueError:
        return


# Each reader with an example to begin with.
READERS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "content": (lambda raw: load(ContentFiles("a", ("d", _UNITS), ("n", raw))), _NOTICE.read_bytes()[:3000]),
    "units": (lambda raw: load(ContentFiles("a", ("d", raw), ("n", _NOTICE.read_bytes()[:2000]))), _UNITS),
    "form": (_form, "一（一）\n已公开\n推进中\n张三".encode()),
    "template": (_template, "{{ 单位 }}{% for a in 时限 %}\n{{ a|length + 1 }}{% endfor %}".encode()),
    "package": (lambda raw: read_parts(raw, "a.docx"), write_parts(_FORM)),
    "workbook": (lambda raw: opened(raw, "a.xlsx"), write_parts(_FORM)),
    "import": (
        lambda raw: blocks_of_file("a.txt", raw),
        "关于某项工作的通知\n各市：\n一、甲（省财政厅牵头）\n".encode(),
    ),
    "old": (_old, (ROOT / "tests/data/old/error-values.xls").read_bytes()),
}


def main(name: str, seconds: str) -> None:
    """Fuzz one reader for so many seconds."""
    reader, example = READERS[name]
    corpus = Path(tempfile.gettempdir()) / f"duban-fuzz-{name}"
    corpus.mkdir(exist_ok=True)
    (corpus / "example").write_bytes(example)

    def one(raw: bytes) -> None:
        try:
            reader(raw)
        except DubanError:
            return

    atheris.Setup([sys.argv[0], str(corpus), f"-max_total_time={seconds}", "-max_len=30000", "-timeout=30"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60")
