"""Half a year of an office in one process: what it makes, and which sockets it opens.

    python tests/support/half_year.py FOLDER DIGESTS.json

A script of its own that needs duban and nothing else of the tests, so that it runs with any Python that has duban, the
one in the package for Windows included. Makes a workspace in FOLDER, runs in it every command that makes something to
send, and writes the digest of every file that is then there, and the sockets that were asked for.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from lxml import etree

import cli
from generators.word.package import read_parts, write_parts

NOTICE, UNIT, ON = "2013-open-government", "省财政厅", "2013-12-14"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RETURNED = "新建文档.docx"
WORK = (
    ("check",),
    ("build",),
    ("pack",),
    (
        "EDIT",
        "适时对政府信息公开",
        "对政府信息公开",
    ),  # stands in one document: to mark a change in one takes half a second
    ("changes", "--redline", "--on", "2013-11-05"),
    ("EDIT", "截止: 2013-12-13", "截止: 2013-12-20"),
    ("changes",),
    ("build",),
    ("undo",),
    ("build",),
    ("issue", "--on", "2013-08-21"),
    ("EDIT", "截止: 2013-12-20", "截止: 2013-12-23"),
    ("adjustment", "--on", "2013-11-05"),
    ("report-forms-excel", "--for", UNIT),
    ("FILL",),
    ("collect", RETURNED, "--on", "2013-12-10"),
    ("collect", "--record", "沈阳", "--by", "电话", "--on", "2013-12-12"),
    ("status", "--on", ON, "--ics", "时限.ics"),
    ("ledger",),
    ("reminders", "--on", ON),
    ("circular", "--on", ON),
    ("progress-summary",),
)


def play(folder: Path) -> None:
    """Make the workspace and run the commands. Raises AssertionError with what a command printed that failed."""
    run(folder, "new", str(folder))
    for name, *words in WORK:
        if name == "EDIT":
            notice = folder / "content" / NOTICE / "notice.yaml"
            notice.write_bytes(notice.read_bytes().replace(*(word.encode() for word in words)))
        elif name == "FILL":
            fill_form(folder)
        else:
            run(folder, name, *(str(folder / word) if word in (RETURNED, "时限.ics") else word for word in words))


def run(folder: Path, *words: str) -> None:
    """A command in the workspace."""
    result = CliRunner().invoke(cli.cli, ["-C", str(folder), *words])
    assert result.exit_code == 0, f"{' '.join(words)}\n{result.output}"


def fill_form(folder: Path) -> None:
    """A unit's form as it comes back: words below what each cell for the progress asks."""
    (form,) = (folder / "output" / NOTICE / "进展情况报送表").glob(f"*-{UNIT}-*.docx")
    parts = read_parts(form.read_bytes(), form.name)
    root = etree.fromstring(parts["word/document.xml"])
    for row in root.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        for label, value in itertools.pairwise(cells):
            if "".join(label.itertext()) == "进展情况":
                words = etree.SubElement(etree.SubElement(etree.SubElement(value, f"{W}p"), f"{W}r"), f"{W}t")
                words.text = "已全部公开"
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", standalone=True)
    (folder / RETURNED).write_bytes(write_parts(parts))


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file but the tool's own records, with the digest of its bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".duban" not in path.parts:
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def main(folder: Path, target: Path) -> None:
    """Play, and write what came of it."""
    sockets: list[str] = []

    def look(event: str, arguments: object) -> None:
        if event.startswith("socket."):
            sockets.append(f"{event} {arguments}")

    sys.addaudithook(look)
    play(folder)
    target.write_text(json.dumps({"sockets": sockets, "files": dict(digests(folder))}, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
