"""LibreOffice: found, and run for many files in one call, with a profile and a time limit of its own.

With `guard`, the only module that starts other programs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generators.office.guard import NOT_STARTED
from generators.problems import DubanError, error

# Only these systems choose faces without fontconfig.
_OWN_FACES = ("win32", "darwin")
_FONTS = Path(__file__).with_name("fonts.conf")
_GUARD = Path(__file__).with_name("guard.py")

# How files end that were written to their end.
_ENDS = {".pdf": b"%%EOF", ".odt": b"PK\x05\x06"}

# Settings of the temporary profile. Blank pages before an odd or even one are pages of the printed document too, a PDF
# keeps bookmarks, from which is read where a document begins, and a document must not fetch pictures from elsewhere
# while it is laid out.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">\
<prop oor:name="IsSkipEmptyPages" oor:op="fuse"><value>false</value></prop>\
<prop oor:name="ExportBookmarksToPDFDestination" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


class LibreOfficeError(DubanError):
    """LibreOffice is not there, does not start, or did not do what only it can do."""


class Converted(NamedTuple):
    """What became of files: each source with what was made of it, and those of which nothing was made.

    `out_of_time`: LibreOffice was stopped by the time limit before it had come to an end.
    """

    made: Mapping[Path, Path]
    lost: Sequence[Path]
    out_of_time: bool = False


def time_limit(files: int) -> float:
    """Seconds that LibreOffice may take for so many files: far more than a slow computer needs."""
    return 60 + 5 * files


def find() -> Path:
    """The program of LibreOffice. Raises LibreOfficeError, with the way to get it, where there is none."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    found = Path(named) if named else next((path for path in _usual_places() if path.is_file()), None)
    if found is None:
        way = (
            "sudo apt install libreoffice-writer"
            if sys.platform == "linux"
            else "到官网 zh-cn.libreoffice.org 下载安装"
        )
        hint = f"它是免费软件：{way}，装好后再运行；没有装以前，用 WPS 或 Word 直接打开这些文件看"
        raise LibreOfficeError(error("预览、数页数和存成 PDF 要用 LibreOffice，这台电脑上没有找到", hint))
    return found


def _usual_places() -> Iterator[Path]:
    """Where installers put LibreOffice without naming it on PATH. On Windows soffice.com is the one that waits."""
    for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
        if os.environ.get(variable):
            yield from Path(os.environ[variable]).glob("LibreOffice*/program/soffice.com")
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield folder / "LibreOffice.app/Contents/MacOS/soffice"
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def convert(files: Iterable[Path], target_format: str, out_dir: Path, timeout: float | None = None) -> Converted:
    """Convert files to a format ("pdf") in one call of LibreOffice. What is made is named as its source in `out_dir`.

    Nothing in `out_dir` is overwritten: a second file of the same name is called 名称-2. A file that cannot be
    converted is lost, the others go on. `timeout` is in seconds, for all files together; without it, `time_limit`.
    Raises LibreOfficeError where LibreOffice is missing, OSError where a file cannot be read or written.
    """
    program, sources = find(), list(dict.fromkeys(files))
    with tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True) as temporary:
        work = Path(temporary).resolve()
        for room in ("in", "out", "profile/user"):
            (work / room).mkdir(parents=True)
        (work / "profile/user/registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        # Plain numbers for names: no two are alike, and none depends on the locale or looks like an option.
        staged = {file: f"{number}{file.suffix}" for number, file in enumerate(sources, 1)}
        for file, name in staged.items():
            shutil.copyfile(file, work / "in" / name)
        seconds = time_limit(len(sources)) if timeout is None else timeout
        in_time = _convert_all(program, list(staged.values()), target_format, work, time.monotonic() + seconds)
        made = {}
        for file, name in staged.items():
            result = _made_of(name, target_format, work)
            if _whole(result):
                made[file] = _free(out_dir, file.stem, result.suffix)
                shutil.copyfile(result, made[file])
    return Converted(made, [file for file in sources if file not in made], not in_time)


def _convert_all(program: Path, names: Sequence[str], target_format: str, work: Path, until: float) -> bool:
    """One call for all. Where LibreOffice breaks down over a file, one more for those behind it. False: out of time."""
    options = [f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore", "--nologo"]
    target = ["--convert-to", target_format, "--outdir", str(work / "out")]
    left = list(names)
    while left:
        code = _run([str(program), *options, *target, *left], work, until - time.monotonic())
        if code is None:
            return False
        lost = [name for name in left if not _whole(_made_of(name, target_format, work))]
        left = lost[1:] if code else []
    return True


def _made_of(name: str, target_format: str, work: Path) -> Path:
    return work / "out" / f"{Path(name).stem}.{target_format.partition(':')[0]}"


def _whole(path: Path) -> bool:
    """Whether a file was made, and not cut short by the end of the time."""
    return path.is_file() and _ENDS.get(path.suffix, b"") in path.read_bytes()[-64:]


def _free(folder: Path, stem: str, suffix: str) -> Path:
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _run(command: Sequence[str], work: Path, seconds: float) -> int | None:
    """The exit code of a program, None where it had to be stopped. It ends with us, even where we are killed."""
    guarded = [sys.executable, "-I", str(_GUARD), str(work), *command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        guarded, cwd=work / "in", env=_environment(), stdin=subprocess.PIPE, stdout=quiet, stderr=quiet
    ) as process:
        assert process.stdin
        try:
            code = process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            with suppress(BrokenPipeError):
                process.stdin.write(b".")
                process.stdin.flush()
            return None
        finally:
            process.stdin.close()
    if code == NOT_STARTED:
        hint = "重新安装 LibreOffice；没有装好以前，用 WPS 或 Word 直接打开这些文件看"
        raise LibreOfficeError(error("LibreOffice 启动不了", hint))
    return code


def _environment() -> dict[str, str]:
    """Our surroundings, with the stand-in faces where fontconfig chooses them and nobody has chosen already."""
    stand_ins = {} if sys.platform in _OWN_FACES else {"FONTCONFIG_FILE": str(_FONTS)}
    return {**stand_ins, **os.environ}


def installed_faces() -> frozenset[str] | None:
    """All names of the faces that fontconfig knows, in lower case; None on a system without fontconfig."""
    program = None if sys.platform in _OWN_FACES else shutil.which("fc-list")
    if program is None:
        return None
    command = [program, "-f", "%{family}\n"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(), check=False)
    names = answer.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")
    return frozenset(name.strip().lower() for name in names)
