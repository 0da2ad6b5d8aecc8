"""A script that runs a program which must not outlive whoever started it: `guard.py FOLDER PROGRAM [ARGUMENT…]`.

When something is written to standard input, the program and whatever it started itself are killed. When it closes,
which a starter that was killed does too, FOLDER, the starter's temporary one, is removed besides. Ends with the
program's exit code, or with 127 where it does not start.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

NOT_STARTED = 127


def guard(folder: str, command: Sequence[str]) -> int:
    """Run a command until it ends, or something comes by standard input. Returns its exit code."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, creationflags=flags
        )
    except OSError:
        return NOT_STARTED

    stopping = threading.Event()

    def stop_when_asked() -> None:
        written = os.read(0, 1)
        stopping.set()
        _kill(process)
        if not written:
            shutil.rmtree(folder, ignore_errors=True)

    watch = threading.Thread(target=stop_when_asked, daemon=True)
    watch.start()
    code = process.wait()
    if stopping.is_set():
        watch.join()
    return code


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program together with what it started itself, and nothing else."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(guard(sys.argv[1], sys.argv[2:]))
