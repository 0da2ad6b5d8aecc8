"""What programs in other languages do with a file from elsewhere, in a process of its own.

A library in Rust or C++ that hangs over a damaged file cannot be stopped from within, and one that breaks down takes
its process along. So they work in one that waits for the next file: only that one is ended, and the next file has a
new one.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generators.problems import DubanError, error

SECONDS = 60.0  # for one file: a hundred times what a large one takes on a slow computer
_Result = TypeVar("_Result")


class ApartError(DubanError):
    """The process did not come to an end in time, or broke down."""


def apart(work: Callable[..., _Result], *arguments: object, seconds: float = SECONDS) -> _Result:
    """What `work`, a function of a module, makes of its arguments. Raises ApartError, and DubanError where it does."""
    with _WORKER.lock:
        answer = _WORKER.ask((work, arguments), seconds)
    if isinstance(answer, _Refused):
        raise answer.kind(*answer.problems)
    result: _Result = answer
    return result


class _Refused:
    """A DubanError that the work raised: as an exception it would lose its problems on the way."""

    def __init__(self, fault: DubanError) -> None:
        self.kind, self.problems = type(fault), fault.problems


class _Worker:
    """The process, started with the first file and again after it had to be ended."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._process: Any = None
        self._connection: Connection | None = None

    def ask(self, task: object, seconds: float) -> Any:
        """The answer to a task. Raises ApartError."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._connection
        try:
            self._connection.send(task)
            if not self._connection.poll(seconds):
                self._end()
                raise ApartError(
                    error(f"读了 {seconds:.0f} 秒还没有读完，不再读", "用 WPS 或 Word 打开，另存为新格式再试")
                )
            return self._connection.recv()
        except (EOFError, OSError):
            self._end()
            hint = "文件可能已损坏；用 WPS 或 Word 打开，另存为新格式再试"
            raise ApartError(error("读它的程序中途退出了", hint)) from None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # else the end of the process would not be seen

    def _end(self) -> None:
        assert self._connection
        self._process.kill()
        self._process.join()
        self._process = None
        self._connection.close()


def _serve(connection: Connection) -> None:
    """Answer tasks until the asking side is closed, as it is when its process is killed."""
    while True:
        try:
            work, arguments = connection.recv()
        except EOFError:
            return
        try:
            answer = work(*arguments)
        except DubanError as fault:
            answer = _Refused(fault)
        connection.send(answer)


_WORKER = _Worker()
