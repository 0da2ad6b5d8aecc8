"""Attacks by files that come in: each lies beside a good form and is given to the commands that take a file.

What must hold: no traceback, nothing reached, less time and memory than the bounds below; the good form is taken in;
the bad one is named: taken, or left alone with a reason.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from support.files import NOTICE, ROOT
from support.filling import fill
from support.notices import of_three_units

from attack import running
from attack.packages import MILLION, PACKAGES
from attack.subjects import BUILD, DAY
from attack.tally import Clock, Tally
from attack.templates import MOST_MEGABYTES, MOST_SECONDS
from attack.workbooks import WORKBOOKS
from generators.word.package import read_parts

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_PNG = b"\x89PNG\r\n\x1a\n"
Lay = Callable[[Path], None]


def _bytes(content: Callable[[], bytes]) -> Lay:
    return lambda path: path.write_bytes(content()) and None


def _zipped(entries: Callable[[], list[tuple[str, bytes]]]) -> Lay:
    def lay(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in entries():
                package.writestr(name, content)

    return lay


def _old(stream: str, size: int = 3000) -> Callable[[], bytes]:
    """A file that begins like one of the formats before 2007, with the name of a stream somewhere."""
    chance = random.Random(stream)
    return lambda: _OLE2 + b"\0" * 500 + stream.encode("utf-16-le") + chance.randbytes(size)


def _xls(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: change((ROOT / "tests/data/old/error-values.xls").read_bytes())


def _pdf(body: bytes) -> Callable[[], bytes]:
    return lambda: b"%PDF-1.7\n" + body + b"\ntrailer<</Root 1 0 R/Size 99>>\n%%EOF"


OTHERS: dict[str, Lay] = {
    "a.doc": _bytes(_old("WordDocument")),
    "b.doc": _bytes(lambda: _OLE2),
    "c.doc": _bytes(_old("WordDocument", 5 * MILLION)),
    "d.wps": _bytes(lambda: b"WordDocument" * 999),
    "a.xls": _bytes(_old("Workbook")),
    "b.xls": _bytes(_xls(lambda raw: raw[: len(raw) // 2])),
    "c.xls": _bytes(_xls(lambda raw: raw.replace(b"\x09\x08", b"\xff\xff"))),
    "d.xls": _bytes(_xls(lambda raw: raw[:600] + bytes(255 - one for one in raw[600:2000]) + raw[2000:])),
    "e.et": _bytes(_xls(lambda raw: raw[:512] + b"\xff" * (len(raw) - 512))),
    "a.msg": _bytes(_old("__substg1.0_")),
    "encrypted.docx": _bytes(_old("EncryptedPackage")),
    "a.pdf": _bytes(_pdf(b"")),
    "b.pdf": _bytes(_pdf(b"1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R 1 0 R]/Count 999999999>>endobj")),
    "c.pdf": _bytes(lambda: b"%PDF" + b"[" * MILLION),
    "d.pdf": _bytes(_pdf(b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>/Pages 2 0 R>>endobj")),
    "a.rtf": _bytes(lambda: b"{\\rtf" + b"{" * 100_000),
    "b.rtf": _bytes(lambda: b"{\\rtf\\object\\objdata " + b"41" * 9999 + b"}"),
    "a.odt": _zipped(lambda: [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a")]),
    "a.ofd": _zipped(lambda: [("OFD.xml", b"<a/>")]),
    "a.txt": _bytes(lambda: ("一、" + "长" * 99 + "\n").encode() * 60_000),
    "b.txt": _bytes(lambda: "字".encode() * (3 * MILLION)),
    "c.txt": _bytes(lambda: "关于某项工作的通知\n各市：\n一、甲\n".encode("utf-16")),
    "d.txt": _bytes(lambda: b"\xff\xfe\x00" * 9999),
    "e.txt": _bytes(lambda: "（一）（二）（三）".encode() * 30_000),
    "f.txt": _bytes(lambda: "\n".join(f"{'（' * 50}{n}{'）' * 50}省财政厅牵头" for n in range(3000)).encode()),
    "g.md": _bytes(lambda: b"|" * 100_000 + b"\n|-|-|\n" + b"#" * 9999),
    "a.html": _bytes(lambda: b"<html><script src='http://a.example/x.js'></script></html>"),
    "b.docx": _bytes(lambda: b"<html xmlns:w='urn:x'><body>x</body></html>"),
    "a.eml": _bytes(lambda: b"From: a\nContent-Type: text/plain\n\nx"),
    "a.png": _bytes(lambda: _PNG + b"\0" * 5000),
    "a.rar": _bytes(lambda: b"Rar!\x1a\x07\x00" + b"x" * 999),
    "empty.zip": _zipped(list),
    "names.zip": _zipped(
        lambda: [("../../x.docx", b"x"), ("/etc/passwd", b"x"), ("CON.docx", b"x"), ("a\x1b[31m.docx", b"x")]
    ),
    "many.zip": _zipped(lambda: [(f"{n}.docx", b"x") for n in range(3000)]),
    "bomb.zip": _zipped(lambda: [("a.docx", b"\0" * (400 * MILLION))]),
    "inner.zip": _zipped(lambda: [("b.zip", b"PK\x05\x06" + b"\0" * 18), ("c.docx", b"PK")]),
    "pipe.docx": os.mkfifo,
    "device.xlsx": lambda path: path.symlink_to("/dev/zero"),
    "loop.docx": lambda path: path.symlink_to(path.name),
    "folder.docx": lambda path: path.mkdir(),
    "gone.docx": lambda path: path.symlink_to("nowhere"),
    "表\x1b[31m.docx": _bytes(lambda: b"x"),
    "-rf.docx": _bytes(lambda: b"x"),
    "{{ 7*7 }}.docx": _bytes(lambda: b"x"),
    "\u202excod.exe.docx": _bytes(lambda: b"x"),
}


def _hostile(form: bytes, workbook: bytes) -> dict[str, Lay]:
    """All files by the names of their ways; the suffix is that of the file."""
    word, excel = read_parts(form, "a.docx"), _parts_of(workbook)
    found: dict[str, Lay] = {}
    for name, spoil in PACKAGES.items():
        found[f"{name}.docx"] = _bytes(lambda spoil=spoil: spoil(dict(word)))
        found[f"{name}.xlsx"] = _bytes(lambda spoil=spoil: spoil(dict(excel)))
    for name, spoil in WORKBOOKS.items():
        found[f"{name}.xlsx"] = _bytes(lambda spoil=spoil: spoil(dict(excel)))
    return {**found, **OTHERS}


def _parts_of(workbook: bytes) -> dict[str, bytes]:
    import io

    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def attack(trials: int, seed: int, part: int, parts: int) -> Tally:
    """So many files of one part; all, where there are fewer."""
    os.environ["PATH"] = ""  # no LibreOffice: what it does with a file is not under attack
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = running.fresh(Path(temporary) / "ws")
        of_three_units(workspace)
        BUILD(workspace)
        output = workspace / "output" / NOTICE
        good, bad = (_filled(output, workspace, unit) for unit in ("省财政厅", "省审计厅"))
        workbook = next(iter(output.rglob("*.xlsx")), None)
        book = workbook.read_bytes() if workbook else _workbook(workspace)
        chosen = list(_hostile(bad.read_bytes(), book).items())
        random.Random(seed).shuffle(chosen)
        chosen = chosen[part::parts]
        for at in Clock.trials(min(trials, len(chosen))):
            _attack(workspace, good, *chosen[at], at + seed, tally)
    return tally


def _filled(output: Path, workspace: Path, unit: str) -> Path:
    """A unit's form with a name typed in."""
    (sent,) = output.glob(f"进展情况报送表/*{unit}*.docx")
    return fill(Path(shutil.copyfile(sent, workspace / f"{unit}.docx")), {("", "填报人"): "张三"}, "typed")


def _workbook(workspace: Path) -> bytes:
    """The ledger, where the notice has no forms in Excel."""
    running.run(running.command("-C", str(workspace), "ledger", "--out", "台账.xlsx", *DAY))
    return (workspace / "台账.xlsx").read_bytes()


def _attack(workspace: Path, good: Path, name: str, lay: Lay, number: int, tally: Tally) -> None:
    folder = workspace / "收"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(workspace / "content" / NOTICE / "returns", ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(good, folder / "好.docx")
    file = folder / (name if len(name) < 60 else f"{number}{Path(name).suffix}")
    lay(file)
    collect = running.run(running.command("-C", str(workspace), "collect", str(folder), *DAY))
    faults = [*_broken_bounds("collect", collect)]
    if not (workspace / "content" / NOTICE / "returns" / "省财政厅.yaml").is_file():
        faults.append(f"the good form was not taken in: {collect.answer[-300:]}")
    ended = "left alone, with the reason" if "没有收" in collect.answer else "taken in, with its doubts"
    seconds, most = collect.seconds, collect.megabytes
    others = list(_others(file))
    for words in (others[number % len(others)], others[(number + 1) % len(others)]):
        outcome = running.run(running.command("-C", str(workspace), *words))
        faults += _broken_bounds(" ".join(word for word in words if word != str(file)), outcome)
        seconds, most = max(seconds, outcome.seconds), max(most, outcome.megabytes)
    shutil.rmtree(workspace / "content" / "某项工作", ignore_errors=True)
    tally.add(name, "a fault" if faults else ended, faults, seconds, most)


def _others(file: Path) -> Iterator[tuple[str, ...]]:
    """Other commands that take the file."""
    yield "import", str(file), "--as", "某项工作"
    yield "collect", str(file), *DAY
    if file.suffix == ".docx":
        yield "check", str(file)
        yield "changes", "--from", str(file), "--yes"
        yield "import", str(file), "--as-template", "任务清单"
    else:
        yield "ledger", "--read", str(file), *DAY


def _broken_bounds(word: str, outcome: running.Outcome) -> Iterator[str]:
    if outcome.traceback or outcome.code not in (0, 1, 2):
        yield f"{word}: code {outcome.code} {outcome.answer[-1500:]}"
    if outcome.code and not outcome.answer.strip():
        yield f"{word}: nothing said"
    if outcome.reached:
        yield f"{word}: reached {outcome.reached}"
    if outcome.seconds > MOST_SECONDS or outcome.megabytes > MOST_MEGABYTES:
        yield f"{word}: took {outcome.seconds:.0f} s and {outcome.megabytes:.0f} MB"
