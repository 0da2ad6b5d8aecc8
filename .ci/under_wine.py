"""The Windows package as a clerk meets it, under Wine: unzip, double-click, the page; the prompt; half a year of work.

    under_wine.py dist/duban-win64.zip

Runs the same half year (tests/support/half_year.py) here, with the Python that runs this script, and compares every
file byte for byte. Ends with a sentence and exit code 1 where something is not as it should be. Needs wine64 and ld.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HALF_YEAR = ROOT / "tests" / "support" / "half_year.py"
WINE, SERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"
LONGEST = (
    400  # seconds for one program: a loaded machine is no fault; the whole takes less than a minute on an idle one
)
# Through pipes: python.exe dies under Wine when it writes to a file.
PIPED: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
begun = time.monotonic()


class DifferenceError(Exception):
    """What is not as it should be, in a sentence."""


def main(package: Path) -> None:
    """Try the package, and print what was found and after how many seconds."""
    with tempfile.TemporaryDirectory(prefix="duban-wine-") as temporary:
        work = Path(temporary)
        (work / "home").mkdir()
        browser = work / "browser"
        browser.write_text(f'#!/bin/sh\necho "$1" >> "{work}/opened"\n')
        browser.chmod(0o700)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        kept.pop("DISPLAY", None)
        own = {"WINEPREFIX": str(work / "prefix"), "HOME": str(work / "home"), "TMPDIR": str(work)}
        wine = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe="}
        environment = {**kept, **own, **wine, "BROWSER": str(browser), "LC_ALL": "C.UTF-8"}
        try:
            make_prefix(work, environment)
            folder = unzip(package, work / "我的 电脑" / "督办 试用")
            python = [WINE, str(folder / "python" / "python.exe"), "-X", "utf8"]
            with ThreadPoolExecutor() as together:
                tried = [
                    together.submit(half_year, python, work / "在 Windows 上", environment),
                    together.submit(try_windows, folder, work, environment),
                    together.submit(half_year, [sys.executable], work / "here", dict(os.environ)),
                ]
            for one in tried:
                one.result()
        finally:
            subprocess.run([SERVER, "-k"], env=environment, check=False)  # of this prefix alone
        compare(work / "here", work / "在 Windows 上")


def report(words: str) -> None:
    """A line with the seconds since the beginning."""
    print(f"{time.monotonic() - begun:5.1f} s  {words}", flush=True)


def require(holds: object, words: str) -> None:
    """Raises DifferenceError with some words unless something holds."""
    if not holds:
        raise DifferenceError(words)


def run(command: list[str], environment: dict[str, str], folder: Path | None = None, typed: bytes = b"") -> str:
    """What a program prints. Raises DifferenceError with that where it ends otherwise than with 0."""
    done = subprocess.run(command, cwd=folder, env=environment, input=typed, timeout=LONGEST, check=False, **PIPED)
    words: str = done.stdout.decode("utf-8", "replace")
    require(done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}\n{words}")
    return words


def make_prefix(work: Path, environment: dict[str, str]) -> None:
    """A Windows without Mono and Gecko, and with the library that Wine 8 lacks."""
    # The services of Windows inherit the output of the program that starts them, and keep it open: of this one, which
    # stays. So whoever comes later is at the end of its output when it ends, and need not start them again.
    stays = subprocess.Popen([WINE, "cmd", "/c", "echo ready & pause"], env=environment, stdin=subprocess.PIPE, **PIPED)
    require(any(b"ready" in line for line in stays.stdout or ()), "Wine does not start")
    library = work / "prefix" / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll"
    source = ROOT / ".ci" / "bcryptprimitives.def"
    run(["ld", "-m", "i386pep", "-shared", "--entry", "0", "-o", str(library), str(source)], environment)
    report("Wine is ready")


def unzip(package: Path, target: Path) -> Path:
    """The package unpacked into a folder with a blank and Chinese in its name."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(target)
    return target / "duban"


def try_windows(folder: Path, work: Path, environment: dict[str, str]) -> None:
    """A double click on each of the two .cmd files."""
    page = subprocess.Popen(
        [WINE, "cmd", "/c", "督办.cmd"], cwd=folder, env=environment, stdin=subprocess.DEVNULL, **PIPED
    )
    limit = threading.Timer(LONGEST, page.kill)
    limit.start()
    address = wait_for_address(page)
    limit.cancel()
    report("督办.cmd shows its address")
    browse(address)
    require(address in (work / "opened").read_text(), "no browser was opened with the address")
    report("the page answers")
    printed = run([WINE, "cmd", "/c", "命令行.cmd"], environment, folder, b"duban check\r\nexit\r\n")
    require("督办：由一份通知的内容" in printed and "没有发文字号" in printed, f"命令行.cmd shows\n{printed}")
    report("命令行.cmd ran a command")


def wait_for_address(page: subprocess.Popen[bytes]) -> str:
    """The address with the token, as the window of 督办.cmd shows it."""
    printed: list[str] = []
    for line in page.stdout or ():
        printed.append(line.decode("utf-8", "replace"))
        if address := re.search(r"http://127\.0\.0\.1:\d+/open\?token=\S+", printed[-1]):
            return address[0]
    raise DifferenceError(f"督办.cmd shows no address\n{''.join(printed)}")


def browse(address: str) -> None:
    """One request to the page, as the browser makes it that was opened."""
    cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
    with opener.open(address, timeout=LONGEST) as answer:
        page = answer.read().decode()
    require("<h1>今天</h1>" in page and "生成" in page, f"the page says\n{page}")


def half_year(python: list[str], target: Path, environment: dict[str, str]) -> None:
    """Half a year of commands in one process."""
    run([*python, str(HALF_YEAR), str(target), f"{target}.json"], environment)
    report(f"half a year was played in {target.name}")


def compare(here: Path, there: Path) -> None:
    """Every file is the same, and no socket was asked for."""
    ours, theirs = (json.loads(Path(f"{one}.json").read_text("utf-8")) for one in (here, there))
    require(ours["sockets"] == [] == theirs["sockets"], f"sockets {ours['sockets']} {theirs['sockets']}")
    names = {*ours["files"], *theirs["files"]}
    differing = sorted(name for name in names if ours["files"].get(name) != theirs["files"].get(name))
    require(len(names) > 200 and not differing, f"{len(differing)} of {len(names)} files differ: {differing[:9]}")
    report(f"{len(names)} files, byte for byte as here")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve())
    except (DifferenceError, subprocess.TimeoutExpired) as failure:
        sys.exit(f"under Wine: {failure}")
