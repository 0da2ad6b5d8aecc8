"""Forms filled in by script, in the ways in which clerks fill them in. Knows the forms, and nothing of their reader."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from generators.office.libreoffice import convert
from generators.word.package import read_parts, write_parts
from generators.wording import STATES
from support.files import W

# (number of the measure or item, label) -> what is typed; the number is empty for what concerns the whole unit.
Values = Mapping[tuple[str, str], str]
COLUMNS = ("具体举措", "责任处室", "责任人", "起止时间", "公开方式")
_SYSTEM_PYTHON = "/usr/bin/python3"
_UNO_SCRIPT = Path(__file__).with_name("filling_uno.py")


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def document(path: Path) -> etree._Element:
    return etree.fromstring(read_parts(path.read_bytes(), path.name)["word/document.xml"])


def edited(path: Path, edit: Callable[[etree._Element], None]) -> Path:
    """The file, with its document changed in place."""
    parts = read_parts(path.read_bytes(), path.name)
    root = etree.fromstring(parts["word/document.xml"])
    edit(root)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(write_parts(parts))
    return path


def places(root: etree._Element) -> dict[tuple[str, str], etree._Element]:
    """Every cell that a form asks to fill in, by the number of its task and by its label."""
    found: dict[tuple[str, str], etree._Element] = {}
    for table in root.iter(f"{W}tbl"):
        rows = [list(row.iter(f"{W}tc")) for row in table.iter(f"{W}tr")]
        head = [words(cell) for cell in rows[0]]
        if "具体举措" in head:
            found |= _of_plan(rows[1:])
            continue
        if "姓名" in head:
            continue
        number = ""
        for cells in rows:
            for label, value in zip(cells[::2], cells[1::2], strict=False):
                if words(label) == "任务":
                    number = words(value).split("　")[0]
                elif words(label) != "单位（盖章）":
                    found[number, words(label)] = value
    return found


def _of_plan(rows: list[list[etree._Element]]) -> dict[tuple[str, str], etree._Element]:
    found, item = {}, ""
    for cells in rows:
        number = words(cells[0])
        item = number if not number.endswith("是") else item
        full = number if number.startswith(item) else item + number
        if len(cells) == 7 and words(cells[2]) != "见下行":
            found |= {(full, label): cell for label, cell in zip(COLUMNS, cells[2:], strict=True)}
    return found


def fill(path: Path, values: Values, way: str) -> Path:
    """Fill a form in place, in one of WAYS. Raises KeyError where the form does not ask for a value."""
    typed = WAYS[way]

    def edit(root: etree._Element) -> None:
        cells = places(root)
        for asked, text in values.items():
            typed(cells[asked], text)

    return edited(path, edit)


def run(text: str, tag: str = "t") -> etree._Element:
    made = etree.Element(f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(made, f"{W}br")
        etree.SubElement(made, f"{W}{tag}").text = line
    return made


def typed_over(cell: etree._Element, text: str) -> None:
    """In place of the prompt, in its style; the control still says that it shows its prompt."""
    first, *rest = cell.iter(f"{W}t")
    for other in rest:
        other.text = ""
    new = run(text)
    for piece in reversed(new):
        first.addnext(piece)
    first.getparent().remove(first)


def chosen(cell: etree._Element, text: str) -> None:
    """As Word writes a control that was filled in."""
    control = next(cell.iter(f"{W}sdt"), None)
    if control is None:
        return plain(cell, text)
    for flag in list(control.iter(f"{W}showingPlcHdr")):
        flag.getparent().remove(flag)
    content = control.find(f"{W}sdtContent")
    for old in list(content):
        content.remove(old)
    return content.append(run(text))


def plain(cell: etree._Element, text: str) -> None:
    """Without the control: a program that does not know any, or a clerk who deleted it."""
    paragraph = cell.find(f"{W}p")
    for old in [one for one in paragraph if one.tag != f"{W}pPr"]:
        paragraph.remove(old)
    paragraph.append(run(text))


def before_the_prompt(cell: etree._Element, text: str) -> None:
    """In front of the prompt, which stays."""
    cell.find(f"{W}p").insert(1, run(text))


def pasted(cell: etree._Element, text: str) -> None:
    """Line by line as paragraphs, in a list, the last of them where the prompt was."""
    *lines, last = text.split("\n")
    chosen(cell, last)
    for index, line in enumerate(lines):
        paragraph = etree.Element(f"{W}p")
        numbering = etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}numPr")
        etree.SubElement(numbering, f"{W}numId").set(f"{W}val", "1")
        paragraph.append(run(line))
        cell.insert(index + 1, paragraph)


def tracked(cell: etree._Element, text: str) -> None:
    """With changes tracked: the prompt deleted, the words inserted, an earlier try deleted again."""
    paragraph = cell.find(f"{W}p")
    old = words(cell)
    for one in [one for one in paragraph if one.tag != f"{W}pPr"]:
        paragraph.remove(one)
    for name, tag, what in (("del", "delText", old), ("ins", "t", text), ("del", "delText", "写错了的")):
        change = etree.SubElement(paragraph, f"{W}{name}")
        for key, value in (("id", "901"), ("author", "张三"), ("date", "2013-12-01T08:00:00Z")):
            change.set(f"{W}{key}", value)
        change.append(run(what, tag))


def _ticking(mark: str, *, beside: bool = False) -> Callable[[etree._Element, str], None]:
    def tick(cell: etree._Element, text: str) -> None:
        old = words(cell)
        if text not in STATES:
            return typed_over(cell, text)
        new = old.replace(f"□{text}", f"□{text}{mark}" if beside else f"{mark}{text}")
        assert new != old
        return typed_over(cell, new)

    return tick


def options_deleted(cell: etree._Element, text: str) -> None:
    """Only the chosen one is left of the line, with its box."""
    typed_over(cell, f"□{text}" if text in STATES else text)


WAYS: dict[str, Callable[[etree._Element, str], None]] = {
    "typed": typed_over,
    "chosen": chosen,
    "plain": plain,
    "before": before_the_prompt,
    "pasted": pasted,
    "tracked": tracked,
    "√": _ticking("√"),
    "☑": _ticking("☑"),
    "■": _ticking("■"),
    "□√": _ticking("□√"),
    "beside": _ticking("√", beside=True),
    "[x]": _ticking("[x]"),
    "deleted": options_deleted,
}


def round_trip(*paths: Path) -> None:
    """Opens and saves files by LibreOffice, in one call."""
    with tempfile.TemporaryDirectory() as folder:
        converted = convert(paths, "docx", Path(folder))
        assert converted.lost == []
        for path, saved in converted.made.items():
            shutil.copyfile(saved, path)


def add_paragraph(root: etree._Element, text: str, after: etree._Element | None = None) -> None:
    """A paragraph of the body's own, at its end or behind something."""
    paragraph = etree.Element(f"{W}p")
    paragraph.append(run(text))
    body = root.find(f"{W}body")
    if after is None:
        body.insert(len(body) - 1, paragraph)
    else:
        after.addnext(paragraph)


def add_row(table: etree._Element, *texts: str) -> None:
    """A row below the last, as Word adds one: with the controls of the row above, and other words."""
    row = copy.deepcopy(table.findall(f"{W}tr")[-1])
    for cell, text in zip(row.iter(f"{W}tc"), texts, strict=True):
        plain(cell, text)
    table.append(row)


def uno_is_there() -> bool:
    """Whether the system's Python can drive LibreOffice."""
    if not shutil.which("soffice") or not Path(_SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def _by_number(path: Path, values: Values) -> dict[str, str]:
    """What is typed, by the numbers of the cells."""
    root = document(path)
    cells = places(root)
    order = {cell: number for number, cell in enumerate(root.iter(f"{W}tc"))}
    return {str(order[cells[asked]]): text for asked, text in values.items()}


def fill_by_uno(forms: Mapping[Path, Values]) -> None:
    """Through LibreOffice's own commands, started once: the words are set in each control, as a macro does it."""
    wanted = {str(path): _by_number(path, values) for path, values in forms.items()}
    with tempfile.TemporaryDirectory() as folder:
        pipe = f"duban{os.getpid()}{time.monotonic_ns()}"
        command = ["soffice", f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless", "--norestore"]
        office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp"], stderr=subprocess.DEVNULL)
        try:
            script = [_SYSTEM_PYTHON, str(_UNO_SCRIPT), pipe, json.dumps(wanted)]
            subprocess.run(script, check=True, timeout=120)
            office.wait(60)
        finally:
            office.kill()
